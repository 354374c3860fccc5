"""A site is the same however it is built: in one process or several, at once or bit by bit, before and after a change."""

from __future__ import annotations

import pytest
from pages_domain import another_registry, lake_domain, registry
from sites import built, command, copied, need_sphinx

from kaizhou_indicators import PluginError, PluginFailure, Registry

need_sphinx()


#: Sphinx shares out the reading of more than five pages
MANY = {f"page{n}": f":orphan:\n\n页{n}\n===\n\n见 :kz:ind:`lake.codmn`。\n" for n in range(8)}


def test_two_processes_write_what_one_writes(tmp_path):
    source = copied("lakes", tmp_path, **MANY)
    options = ["-W", "--keep-going", "-E"]
    runs = [command(source, *options, "-j", jobs, "-d", str(tmp_path / jobs), out=f"_build/{jobs}") for jobs in "12"]
    assert [(run.returncode, run.stdout) for run in runs] == [(0, "")] * 2
    alone, shared = (
        {path.name: path.read_bytes() for path in (source / "_build" / jobs).iterdir() if path.is_file()}
        for jobs in "12"
    )
    assert shared.keys() == alone.keys()
    assert [name for name in alone if alone[name] != shared[name]] == []


def test_a_page_that_goes_takes_its_objects_with_it(tmp_path):
    source = copied("lakes", tmp_path)
    built(source)
    (source / "tables.rst").write_text("表\n==\n", "utf-8")
    site = built(source)
    assert site.read == {"tables"}
    assert "row-town-per_head" not in site.html("tables")
    assert "town.per_head" not in site.html("kz-domains")
    (source / "words.rst").touch()
    warned = built(source).warnings
    assert any("town.per_head is told on no page" in warning for warning in warned)


def test_an_object_told_twice_stays_where_it_is_told_elsewhere(tmp_path):
    single = "单项\n====\n\n.. kz:indicator:: town.per_head\n"
    source = copied("lakes", tmp_path, single=single)
    assert 'href="single.html#ind-town-per_head"' in built(source).html("words")
    (source / "single.rst").write_text("单项\n====\n", "utf-8")
    (source / "words.rst").touch()
    assert 'href="tables.html#row-town-per_head"' in built(source).html("words")


def test_an_indicator_described_on_two_pages_is_a_warning_unless_one_is_not_indexed(tmp_path):
    one = ":orphan:\n\nP\n=\n\n.. kz:indicator:: lake.codmn\n"
    source = copied("missing", tmp_path, a=one, b=one)
    (warning,) = built(source).warnings
    assert "b.rst: WARNING: indicator lake.codmn is described in a too" in warning
    (source / "b.rst").write_text(f"{one}   :no-index:\n", "utf-8")
    assert built(source).warnings == []


def test_pages_are_read_again_when_what_they_show_has_changed(tmp_path):
    source = copied("lakes", tmp_path, plain="没有指标的页\n============\n")
    built(source)
    assert built(source).read == set()
    site = built(source, kaizhou_registry=another_registry)
    assert site.read == {"index", "graphs", "tables", "words"}
    assert "= 50 %" in site.part("ind-lake-share")


def test_what_two_processes_read_is_read_again_too(tmp_path):
    source = copied("lakes", tmp_path, plain=":orphan:\n\n没有指标的页\n============\n", **MANY)
    done = command(source, "-j", "2", "-d", str(source / "_build" / "doctrees"))
    assert (done.returncode, done.stdout) == (0, "")
    assert built(source, kaizhou_registry=another_registry).read == {"index", "graphs", "tables", "words", *MANY}


def test_a_changed_title_reaches_every_page(tmp_path):
    source = copied("lakes", tmp_path)
    built(source)
    renamed = Registry([lake_domain(title="耗氧量指数"), *_town()])
    site = built(source, kaizhou_registry=lambda: renamed)
    assert "耗氧量指数" in site.html("words")
    assert "高锰酸盐指数" not in site.html("words") + site.html("graphs")


def _town():
    from pages_domain import town_domain

    return [town_domain()]


def test_a_plugin_that_does_not_load_is_a_warning(tmp_path, monkeypatch):
    information = tmp_path / "site" / "kaizhou_broken-0.3.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: kaizhou-broken\nVersion: 0.3\n")
    (information / "entry_points.txt").write_text("[kaizhou_indicators]\nbroken = kaizhou_broken\n")
    (tmp_path / "site" / "kaizhou_broken.py").write_text("import kaizhou_that_nobody_wrote\n")
    monkeypatch.syspath_prepend(tmp_path / "site")
    source = copied("missing", tmp_path, index="P\n=\n\n.. kz:indicators:: people\n")
    site = built(source, kaizhou_registry=None, kaizhou_only=["broken", "people"])
    (warning,) = site.warnings
    assert [
        part
        for part in ("broken", "kaizhou-broken 0.3", "kaizhou_that_nobody_wrote", "[kaizhou.plugin]")
        if part not in warning
    ] == []
    assert "people.resident" in site.html()
    assert built(source, kaizhou_registry=None, kaizhou_only=["people"]).warnings == []


def test_failures_of_a_registry_handed_in_are_told_too(tmp_path):
    found = registry()
    found.failures = (PluginFailure("river", "kaizhou-river 1.0", PluginError("plugin 'river' fell")),)
    (warning,) = built(copied("missing", tmp_path), kaizhou_registry=lambda: found).warnings
    assert "plugin 'river' fell [kaizhou.plugin]" in warning


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"kaizhou_only": ["nowhere"]}, ["kaizhou_only", "no plugin 'nowhere' is installed"]),
        ({"kaizhou_settings": {"nowhere": 1}}, ["kaizhou_settings", "no loaded domain declares it"]),
        ({"kaizhou_registry": lambda: [1]}, ["kaizhou_registry", "[1]", "returns a Registry"]),
    ],
)
def test_what_the_configuration_cannot_have_stops_the_build(tmp_path, settings, words):
    from sphinx.errors import ConfigError

    with pytest.raises(ConfigError) as caught:
        built(copied("missing", tmp_path), **{"kaizhou_registry": None, "kaizhou_block": [], **settings})
    assert [word for word in words if word not in str(caught.value)] == []


def test_a_setting_supplied_reaches_the_examples(tmp_path):
    page = "P\n=\n\n.. kz:indicator:: lake.passed\n   :example: tli = 60\n"
    source = copied("missing", tmp_path, index=page)
    assert "[kaizhou.example]" in built(source).warnings[0]
    supplied = Registry([lake_domain(), *_town()], settings={"passing": 50})
    site = built(source, kaizhou_registry=lambda: supplied)
    assert site.warnings == []
    assert site.read == {"index"}
    assert "60 ≤ 50" in site.part("ind-lake-passed")
