"""What a review is handed: a folder that is not installed, a file, a name; its code and data are read beside its domain.

Nothing of a folder or file stays imported, and what it prints is no part of the report.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators.testing import review_target

DISTRIBUTIONS = Path(__file__).parent / "distributions"
DOMAIN = '''\
"""Tea."""

from __future__ import annotations

from kaizhou_indicators import Domain, Text, hookimpl

tea = Domain("{name}", Text("茶业", "Tea"), definition=Text("茶叶生产", "Growing tea"))
TOLD = {{"definition": Text("按报表", "As reported"), "source": "report"}}
tea.source("report", Text("茶业年报", "Annual report on tea"), issuer="茶业协会", year=2024)
tea.indicator("output", Text("产量", "Output"), unit="吨", valid=(0, None), over_time="sum", over_area="sum", **TOLD)
{further}

@hookimpl
def kaizhou_domains():
    return [tea]
'''
PROJECT = """\
[project]
name = "kaizhou-{name}"
version = "1.2"
dependencies = ["kaizhou-indicators>=0.1"]

[project.entry-points.kaizhou_indicators]
{name} = "kaizhou_{name}"
"""


def distribution(folder: Path, *, name: str = "tea", further: str = "", project: str = PROJECT) -> Path:
    """Write a distribution in order, with a few lines more."""
    package = folder / "src" / f"kaizhou_{name}"
    package.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(project.format(name=name), "utf-8")
    (package / "py.typed").touch()
    (package / "__init__.py").write_text(DOMAIN.format(name=name, further=further), "utf-8")
    return folder


def findings(target: object) -> list[tuple[str, str]]:
    """Return code and place of what a review finds, apart from how long the machine took."""
    report = review_target(str(target)).without(["slow-import"])
    return [(finding.code, f"{Path(finding.file).name}:{finding.line}") for finding in report]


def test_a_folder_is_reviewed_without_being_installed(tmp_path):
    report = review_target(str(distribution(tmp_path)))
    assert str(report.without(["slow-import"])) == "tea: errors 0, warnings 0, notes 0"
    assert "kaizhou_tea" not in sys.modules
    assert not any(str(tmp_path) in entry for entry in sys.path)
    assert not list(tmp_path.rglob("*.pyc"))


def test_each_review_reads_the_folder_anew(tmp_path):
    first = distribution(tmp_path / "a")
    second = distribution(tmp_path / "b", further="tea.setting('mark', Text('线', 'Mark'))")
    assert findings(first) == []
    assert [code for code, _ in findings(second)] == ["unused-setting"]
    assert findings(first) == []


def test_the_folder_wins_over_what_is_installed_and_leaves_it_in_place():
    good = DISTRIBUTIONS / "good"
    sys.path.insert(0, str(good / "src"))
    try:
        import kaizhou_good as installed

        review_target(str(good))
        assert sys.modules["kaizhou_good"] is installed
    finally:
        sys.path.remove(str(good / "src"))
        sys.modules.pop("kaizhou_good", None)


@pytest.mark.parametrize(
    ("further", "expected"),
    [
        ("from kaizhou_indicators.engine import plan", ("back-door", "__init__.py:11")),
        ("from kaizhou_indicators import engine", ("back-door", "__init__.py:11")),
        ("import polars", ("heavy-import", "__init__.py:11")),
        ("x = eval('1')", ("unsafe-call", "__init__.py:11")),
        ("import pickle; load = lambda f: pickle.load(f)", ("unsafe-call", "__init__.py:11")),
    ],
)
def test_code_is_told_with_its_line(tmp_path, further, expected):
    assert findings(distribution(tmp_path, further=further)) == [expected]


@pytest.mark.parametrize(
    "further",
    [
        "import kaizhou_indicators as ki\nfrom kaizhou_indicators.testing import check_domain",
        "def table():\n    import polars\n    return polars",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import polars",
    ],
)
def test_front_doors_and_late_imports_are_left_in_peace(tmp_path, further):
    assert findings(distribution(tmp_path, further=further)) == []


def test_a_data_file_names_its_source_or_is_named_beside_one(tmp_path):
    package = distribution(tmp_path) / "src" / "kaizhou_tea"
    (package / "limits.toml").write_text("[[limit]]\nlow = 3\n", "utf-8")
    (package / "series.csv").write_text("year,output\n2020,3\n", "utf-8")
    assert findings(tmp_path) == [("data-without-source", "limits.toml:0"), ("data-without-source", "series.csv:0")]
    (package / "limits.toml").write_text("source = 'report'\n[[limit]]\nlow = 3\n", "utf-8")
    (package / "NOTICE.md").write_text("Source of series.csv: 茶业年报\n", "utf-8")
    assert findings(tmp_path) == []


def test_a_source_that_code_or_data_name_is_used(tmp_path):
    further = "tea.source('book', Text('茶书', 'Book of tea'), issuer='陆羽', year=2024)"
    package = distribution(tmp_path, further=further) / "src" / "kaizhou_tea"
    assert [code for code, _ in findings(tmp_path)] == []  # the name stands in quotes in the code itself
    (package / "__init__.py").write_text(
        DOMAIN.format(name="tea", further="tea.read_sources(__file__[:-11] + 's.toml')")
    )
    (package / "s.toml").write_text('[book]\ntitle = { zh = "茶书", en = "Book" }\nissuer = "陆羽"\n', "utf-8")
    ((code, place),) = findings(tmp_path)
    assert (code, place.partition(":")[0]) == ("unused-source", "s.toml")


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        (PROJECT.replace('dependencies = ["kaizhou-indicators>=0.1"]', ""), "no-dependency"),
        (PROJECT.partition("[project.entry")[0], "plugin"),
    ],
)
def test_the_project_file_is_read_too(tmp_path, project, expected):
    assert findings(distribution(tmp_path, project=project)) == [(expected, "pyproject.toml:0")]


def test_a_plugin_that_takes_its_time_to_load_is_a_note(tmp_path):
    (finding,) = review_target(str(distribution(tmp_path, further="import time; time.sleep(0.6)"))).notes
    assert finding.code == "slow-import"
    assert "loading kaizhou-tea 1.2 took 0." in finding.message.en


def test_a_package_without_types_is_a_note(tmp_path):
    (distribution(tmp_path) / "src" / "kaizhou_tea" / "py.typed").unlink()
    assert [code for code, _ in findings(tmp_path)] == ["untyped"]


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ("raise LookupError('no tea')", "raised LookupError: no tea"),
        ("raise SystemExit('a script')", "raised SystemExit: a script"),
        ("import kaizhou_that_nobody_wrote", "No module named 'kaizhou_that_nobody_wrote'"),
        ("tea = (", "raised SyntaxError"),
    ],
)
def test_a_folder_that_does_not_load_says_where(tmp_path, further, told):
    (finding,) = review_target(str(distribution(tmp_path, further=further))).errors
    assert (finding.code, finding.key) == ("plugin", "tea")
    assert finding.place.endswith("__init__.py:11")
    for part in (told, "plugin 'tea' (kaizhou-tea 1.2)"):
        assert part in finding.message.en


def test_a_plugin_may_read_one_that_is_installed_or_built_in(tmp_path):
    further = """
tea.derived("a_head", Text("人均产量", "Output a head"), unit="公斤/人", inputs={"n": "people.resident"}, source="report")(
    lambda output, n: output / n
)
"""
    assert findings(distribution(tmp_path, further=further)) == []


# -- single files


def test_a_python_file_is_reviewed_by_its_hook_or_the_domains_it_holds(tmp_path):
    with_hook, without = tmp_path / "hook.py", tmp_path / "plain.py"
    with_hook.write_text(DOMAIN.format(name="tea", further=""), "utf-8")
    without.write_text(DOMAIN.format(name="tea", further="").partition("@hookimpl")[0], "utf-8")
    for file in (with_hook, without):
        assert str(review_target(str(file))) == f"{file.name}: errors 0, warnings 0, notes 0"
        assert f"kaizhou_reviewed_{file.stem}" not in sys.modules


def test_what_a_file_prints_is_no_part_of_the_report(tmp_path, capsys):
    file = tmp_path / "loud.py"
    file.write_text(DOMAIN.format(name="tea", further="print('hello')"), "utf-8")
    review_target(str(file))
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "hello\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1\n", "it holds no Domain"),
        ("def kaizhou_domains():\n    return [3]\n", "returned 3 (int), no Domain"),
        ("1 / 0\n", "it raised ZeroDivisionError"),
    ],
)
def test_a_file_without_domain_says_so(tmp_path, text, told):
    file = tmp_path / "odd.py"
    file.write_text(text, "utf-8")
    (finding,) = review_target(str(file))
    assert finding.code == "plugin"
    assert told in finding.message.en


def test_a_declarative_file_is_reviewed_like_a_module(tmp_path):
    file = tmp_path / "tea.toml"
    file.write_text(
        '[domain]\nname = "tea"\ntitle = { zh = "茶业", en = "Tea" }\n\n'
        '[indicator.output]\ntitle = { zh = "产量", en = "Output" }\nunit = "tonn"\n',
        "utf-8",
    )
    report = review_target(str(file))
    assert [finding.code for finding in report] == ["unit", "no-definition", "no-source"]
    assert report[0].place == "tea.toml:5"


# -- names


def test_a_built_in_domain_is_reviewed_by_its_name():
    assert review_target("people").name == "people"


@pytest.mark.parametrize(
    ("target", "parts"),
    [
        ("peeple", ["'peeple' is no installed plugin", "Did you mean 'people'?", "Installed: "]),
        ("no/such/folder", ["there is no such file or folder"]),
        ("none.py", ["there is no such file or folder"]),
    ],
)
def test_a_target_that_is_not_there_is_an_error(target, parts):
    with pytest.raises(ki.PluginError) as told:
        review_target(target)
    for part in parts:
        assert part in str(told.value)


def test_a_folder_without_project_file_is_an_error(tmp_path):
    with pytest.raises(ki.PluginError, match=r"no pyproject\.toml; give the folder"):
        review_target(str(tmp_path))
