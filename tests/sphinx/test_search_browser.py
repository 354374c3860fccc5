"""Search as a reader uses it: the site is served from this machine and a browser without a screen types the query."""

from __future__ import annotations

import functools
import json
import re
import shutil
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest
from sites import built, copied, need_sphinx, text_of

from kaizhou_indicators.sphinxext.splitting import query_terms, script

need_sphinx()
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("Chromium is not installed: apt-get install chromium fonts-noto-cjk", allow_module_level=True)
pytest.importorskip("furo", reason="the theme furo is not installed: pip install 'kaizhou-indicators[docs]'")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing; what has no icon gets none."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def browse(tmp_path_factory):
    """The site, served; returns what a page holds after its scripts have run."""
    site = built(copied("search", tmp_path_factory.mktemp("search")))
    assert site.warnings == []
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site.out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    profile = tmp_path_factory.mktemp("profile")
    address = f"http://127.0.0.1:{server.server_port}"

    def dumped(path: str) -> str:
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={profile}",
            "--virtual-time-budget=8000",
        ]
        words = [CHROMIUM, *options, "--dump-dom", f"{address}/{path}"]
        done = subprocess.run(
            words, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", timeout=180
        )
        return done.stdout

    yield dumped, site
    server.shutdown()
    server.server_close()


def results(html: str) -> list[tuple[str, str]]:
    """Return address and text of each result."""
    found = html.partition('id="search-results"')[2].partition("</ul>")[0]
    return re.findall(r'<li[^>]*><a href="([^"]+)"[^>]*>(.*?)</a>', found)


FOUND = [
    ("高锰酸盐指数", "lake.html#ind-lake-codmn"),
    ("锰酸盐", "lake.html#ind-lake-codmn"),
    ("汉丰湖", "lake.html"),
    ("亩均论英雄", "town.html"),
    ("论英", "town.html"),
    ("归雁", "town.html"),
    ("百分点", "terms.html"),
    ("permanganate", "lake.html"),
    ("Permanganate index", "lake.html"),
    ("营养 mesotrophic", "lake.html"),
    ("雁", "town.html"),
    ("Ⅲ类", "town.html"),
]


@pytest.mark.parametrize(("query", "wanted"), FOUND, ids=lambda value: value)
def test_a_query_finds_what_stands_on_a_page_and_leads_to_a_live_anchor(browse, query, wanted):
    dumped, site = browse
    found = results(dumped(f"search.html?q={quote(query)}"))
    pages = {page: set(re.findall(r'\sid="([^"]+)"', html)) for page, html in site.pages().items()}
    hrefs = [href for href, _ in found]
    assert wanted in hrefs
    dead = [h for h in hrefs if "#" in h and h.partition("#")[2] not in pages[h.partition("#")[0]]]
    assert dead == []


@pytest.mark.parametrize(
    ("query", "first"),
    [("高锰酸盐指数", "高锰酸盐指数"), ("营养", "营养级别"), ("达标比例", "达标比例")],
)
def test_what_is_called_what_was_asked_for_comes_first(browse, query, first):
    dumped, _ = browse
    (_, name), *others = results(dumped(f"search.html?q={quote(query)}"))
    assert text_of(f">{name}").replace(" ", "") == first
    assert others


@pytest.mark.parametrize("query", ["不存在词", "归雁论英", "nowhere"])
def test_what_stands_nowhere_is_not_found(browse, query):
    dumped, _ = browse
    html = dumped(f"search.html?q={quote(query)}")
    assert results(html) == []
    assert "没有" in text_of(html) or "未找到" in text_of(html) or "did not match" in text_of(html)


QUERIES = [
    "高锰酸盐指数",
    "湖",
    "Ⅲ类 mg/L",
    "tli_chla，3.4",
    "汉丰湖。归雁",
    "𠮷野家々〇",
    "naïve café",
    "",
    "  ",
    "a湖b",
    "μg/m³",
]


def test_the_page_cuts_a_query_as_python_does(browse):
    dumped, site = browse
    page = f"<body><script>{script()}document.body.textContent = JSON.stringify({json.dumps(QUERIES)}.map(splitQuery))</script>"
    (site.out / "cut.html").write_text(f'<meta charset="utf-8">{page}', "utf-8")
    told = dumped("cut.html").partition("<body>")[2].partition("</body>")[0]
    assert json.loads(told) == [query_terms(query) for query in QUERIES]
    assert script().strip() in (site.out / "_static" / "language_data.js").read_text("utf-8")
