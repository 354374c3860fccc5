"""Every link leads to where an object is told, from these pages, from the search index and from other projects.

What an author links to and nobody tells is a warning with the way out, and fails a build that turns warnings into errors.
"""

from __future__ import annotations

import json
import re

import pytest
from pages_domain import another_registry
from sites import built, command, copied, need_sphinx

need_sphinx()


def anchors(html: str) -> set[str]:
    """Return the anchors of a page."""
    return set(re.findall(r'\sid="([^"]+)"', html))


def test_roles_show_titles_and_lead_to_what_they_name(lakes):
    html = lakes["zh_CN"].html("words")
    links = dict(re.findall(r'<a class="reference internal" href="([^"]+)"[^>]*>(.*?)</a>', html))
    seen = {href: re.sub("<[^>]+>", "", inside) for href, inside in links.items()}
    assert seen["index.html#dom-lake"] == "汉丰湖"
    assert seen["index.html#ind-lake-tli"] == "lake.tli"
    assert seen["index.html#src-lake-standard"] == "地表水环境质量标准"
    assert seen["tables.html#u-mg-2f-m-b3-"] == "mg/m³"
    assert seen["tables.html#row-town-per_head"] == "每万人断面数"
    assert [f">{text}<" in html for text in ("高锰酸盐指数", "这个指标")] == [True, True]


def test_a_reference_is_a_link_whose_title_says_what_it_means(lakes):
    zh, en = (lakes[language].html("words") for language in ("zh_CN", "en"))
    assert 'href="index.html#ind-lake-codmn" title="高锰酸盐指数（2018年、增长率）"' in zh
    assert 'title="Permanganate index (2018, growth)"' in en
    assert "lake.codmn&#64;ref_2018:pct" in zh


def test_every_link_within_the_site_leads_to_an_anchor(lakes):
    pages = lakes["zh_CN"].pages()
    broken = [
        (page, href)
        for page, html in pages.items()
        for href in re.findall(r'href="([^":]*#[^"]+)"', html)
        if (href.partition("#")[0] or page) in pages
        and href.partition("#")[2] not in anchors(pages[href.partition("#")[0] or page])
    ]
    assert broken == []


def test_the_pictures_are_linked_too(lakes):
    html = lakes["zh_CN"].html("graphs")
    assert html.count("<svg") == 3
    assert '<a href="index.html#ind-lake-share"><title>lake.share</title>' in html
    assert '<a href="tables.html#row-town-per_head">' in html
    assert "<title>汉丰湖的推导关系图</title><desc>" in html


def test_every_object_of_the_search_index_has_a_live_anchor(lakes):
    site = lakes["zh_CN"]
    text = (site.out / "searchindex.js").read_text("utf-8")
    index = json.loads(text[len("Search.setIndex(") : -1])
    found = [
        (index["docnames"][page], kind, prefix, name, anchor)
        for prefix, objects in index["objects"].items()
        for page, kind, _, anchor, name in objects
    ]
    assert {index["objnames"][str(kind)][2] for _, kind, *_ in found} == {"指标", "领域", "单位", "来源"}
    assert "高锰酸盐指数" in {name for *_, name, _ in found}
    dead = [one for one in found if one[4] in {"", "-"} or one[4] not in anchors(site.html(one[0]))]
    assert dead == []


def test_the_indices_list_what_is_told(lakes):
    by_domain, by_unit = (lakes["zh_CN"].html(f"kz-{name}") for name in ("domains", "unitindex"))
    assert "指标索引（按领域）" in by_domain
    assert ["汉丰湖" in by_domain, "index.html#ind-lake-codmn" in by_domain] == [True, True]
    assert re.search(r"<strong>mg/L</strong>|mg/L", by_unit)


UNKNOWN = [
    (":kz:ind:`lake.codnm`", ["no indicator 'lake.codnm'", "Did you mean 'lake.codmn'"]),
    (":kz:ind:`river.flow`", ["the domain 'river' is not loaded", "Install its plugin"]),
    (":kz:ind:`town.people`", ["town.people is told on no page", "kz:indicator:: town.people"]),
    (":kz:dom:`laek`", ["no domain 'laek' is loaded", "Loaded: lake, town"]),
    (":kz:dom:`town`", ["town is told on no page", "kz:domain:: town"]),
    (":kz:src:`lake.standrad`", ["no source 'lake.standrad' is loaded"]),
    (":kz:unit:`mg/L`", ["'mg/L' stands in no table of units", "kz:units::"]),
    (":kz:ref:`lake.codmn@2018:pcct`", ["'pcct' is no change", "Did you mean 'pct'"]),
    (":kz:ref:`lake.codmn@ref_2081`", ["ref_2081"]),
    (":kz:ref:`lake.share@yoy:pct`", ["lake.share is a share", "pp"]),
    (":kz:ref:`lake.codnm@yoy`", ["no indicator 'lake.codnm'"]),
]


@pytest.mark.parametrize(("role", "words"), UNKNOWN)
def test_a_link_that_leads_nowhere_is_one_warning_with_the_way_out(tmp_path, role, words):
    page = f"P\n=\n\n.. kz:indicator:: lake.codmn\n\nText.\n\n{role}\n"
    warnings = built(copied("missing", tmp_path, index=page), nitpicky=True).warnings
    assert len(warnings) == 1
    assert "index.rst:8: WARNING" in warnings[0]
    assert [word for word in words if word not in warnings[0]] == []


def test_a_dangling_link_fails_a_strict_build(tmp_path):
    done = command(copied("missing", tmp_path, index="P\n=\n\n:kz:ind:`lake.codnm`\n"), "-n", "-W")
    assert done.returncode == 1
    assert "[ref.ind]" in done.stdout


def test_what_tables_link_to_may_be_told_nowhere(tmp_path):
    page = "P\n=\n\n.. kz:indicator:: lake.share\n\n.. kz:graph:: lake.share\n"
    site = built(copied("missing", tmp_path, index=page), nitpicky=True)
    assert site.warnings == []
    assert "Sections monitored" in site.part("ind-lake-share")


def test_another_project_links_here_through_its_inventory(lakes, tmp_path):
    there = {"lakes": ("https://example.org/lakes/", str(lakes["zh_CN"].out / "objects.inv"))}
    site = built(copied("neighbour", tmp_path), intersphinx_mapping=there)
    assert site.warnings == []
    html = site.html()
    assert html.count('href="https://example.org/lakes/index.html#ind-lake-codmn"') == 2
    assert ">高锰酸盐指数<" in html  # the title comes with the inventory: this project does not load the lake
    assert 'href="https://example.org/lakes/index.html#src-lake-standard"' in html
    assert 'href="https://example.org/lakes/index.html#ind-lake-sections"' in html  # an input in a table of town


def test_the_inventory_names_every_object_once(lakes):
    from sphinx.util.inventory import InventoryFile

    inventory = InventoryFile.loads((lakes["zh_CN"].out / "objects.inv").read_bytes(), uri="")
    data = inventory.data
    assert set(data["kz:indicator"]) == {*another_registry()}
    assert set(data["kz:domain"]) == {"lake", "town"}
    assert {"mg/L", "mg/m³", "%"} <= set(data["kz:unit"])
    assert data["kz:indicator"]["lake.codmn"].display_name == "高锰酸盐指数"
