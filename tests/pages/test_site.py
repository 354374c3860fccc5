"""The site: whole in both languages, strict, self-contained; a switch of language keeps the place; every link is live."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from html_pages import Page, pages_of

import kaizhou_indicators as ki

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = ("zh", "en")
#: a page that a script writes in English, one that shows English words, and one that speaks to browsers without scripts
_IN_ENGLISH = {"benchmarks.html", "reference/glossary.html", "search.html"}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LOADED = re.compile(r"""url\(\s*["']?(?:https?:)?//|@import\s+["'](?:https?:)?//""")


def test_both_languages_have_the_same_pages(pages):
    assert list(pages["zh"]) == list(pages["en"])
    assert len(pages["zh"]) > 40
    assert {page.language for page in pages["zh"].values()} == {"zh-CN"}
    assert {page.language for page in pages["en"].values()} == {"en"}


def test_every_page_leads_to_itself_in_the_other_language(site, pages):
    for language in LANGUAGES:
        for path, page in pages[language].items():
            here = (site / language / path).parent
            led = {switch["hreflang"]: (here / switch["href"]).resolve() for switch in page.switches}
            assert led == {"zh-CN": (site / "zh" / path).resolve(), "en": (site / "en" / path).resolve()}, path
            (current,) = [switch["hreflang"] for switch in page.switches if "aria-current" in switch]
            assert current == page.language


def test_the_anchors_of_a_page_are_those_of_the_page_in_english(pages):
    twice = {file.relative_to(DOCS).as_posix().replace(".zh-CN.md", ".html") for file in DOCS.rglob("*.zh-CN.md")}
    for path, page in pages["en"].items():
        assert path in twice or path.startswith(("genindex", "kz-")) or page.ids <= pages["zh"][path].ids, path


def test_nothing_is_loaded_from_elsewhere(site, pages):
    for language in LANGUAGES:
        loaded = {address for page in pages[language].values() for address in page.loads}
        assert [address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)] == []
        sheets = list((site / language).rglob("*.css"))
        assert sheets
        assert [sheet.name for sheet in sheets if _LOADED.search(sheet.read_text("utf-8"))] == []


def test_every_link_within_the_site_is_live(site, pages):
    dead = []
    for language in LANGUAGES:
        for path, page in pages[language].items():
            for link in page.links:
                address, anchor = urldefrag(link)
                if re.match(r"[a-z]+:", address):
                    continue
                target = ((site / language / path).parent / unquote(address)).resolve() if address else None
                other = path if target is None else os.path.relpath(target, (site / language).resolve())
                known = pages[language].get(Path(other).as_posix())
                gone = target is not None and not target.exists()
                if gone or (anchor and known is not None and unquote(anchor) not in known.ids):
                    dead.append((path, link))
    assert dead == []


def english(text: str) -> bool:
    return len(re.findall(r"[a-z]{2,}", text)) >= 4 and not _CHINESE.search(text)


def test_the_chinese_pages_are_in_chinese(pages):
    told = [(path, p) for path, page in pages["zh"].items() if path not in _IN_ENGLISH for p in page.paragraphs]
    assert len(told) > 1000
    assert [(path, p) for path, p in told if english(p)] == []


def test_the_catalogues_are_complete():
    for needed in ("sphinx", "myst_parser"):
        pytest.importorskip(needed, reason="the catalogues are compared with the pages by Sphinx")
    told = subprocess.run(
        [sys.executable, str(DOCS / "catalogue.py"), "--check"],
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert told.returncode == 0, told.stdout


def test_no_line_of_a_page_is_hidden():
    """A line that begins with a % is a comment to MyST, even in the middle of a paragraph."""
    hidden = [
        (page.name, line)
        for page in DOCS.rglob("*.md")
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("%")
    ]
    assert hidden == []


def test_pages_that_are_written_twice_run_the_same_code():
    twice = sorted(DOCS.rglob("*.zh-CN.md"))
    assert twice
    fence = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
    for chinese in twice:
        page = chinese.with_name(chinese.name.replace(".zh-CN", ""))
        blocks = [[strip(block) for block in fence.findall(file.read_text("utf-8"))] for file in (page, chinese)]
        assert blocks[0] == blocks[1], chinese


def strip(code: str) -> str:
    return re.sub(r"\s*#.*", "", code)


# -- what others link to


def test_every_indicator_can_be_linked_to_from_outside(site):
    from sphinx.util.inventory import InventoryFile

    registry = ki.load()
    for language in LANGUAGES:
        with (site / language / "objects.inv").open("rb") as stream:
            held = InventoryFile.load(stream, "", os.path.join)["kz:indicator"]
        assert set(held) == set(registry)
        title = registry["water.codmn"].title.get(language)
        assert held["water.codmn"].display_name == title
        assert held["water.codmn"].uri.startswith("reference/domains/water.html#")


def test_another_project_links_to_an_indicator(site, tmp_path):
    made = {
        "conf.py": f"""
extensions = ["sphinx.ext.intersphinx", "kaizhou_indicators.sphinxext"]
intersphinx_mapping = {{"kaizhou": ("https://example.org/zh", {str(site / "zh" / "objects.inv")!r})}}
language = "zh_CN"
nitpicky = True
""",
        "index.rst": "报告\n====\n\n见 :kz:ind:`water.tli_sigma_cn` 与 :kz:dom:`grain`。\n",
    }
    for name, text in made.items():
        (tmp_path / name).write_text(text, "utf-8")
    words = [sys.executable, "-m", "sphinx", "-n", "-W", "-q", str(tmp_path), str(tmp_path / "out")]
    done = subprocess.run(words, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    page = Page()
    page.feed((tmp_path / "out" / "index.html").read_text("utf-8"))
    outside = [link for link in page.links if link.startswith("https://example.org/zh/")]
    there = pages_of(site / "zh")
    assert len(outside) == 2
    for link in outside:
        path, anchor = urldefrag(link.removeprefix("https://example.org/zh/"))
        assert unquote(anchor) in there[path].ids
