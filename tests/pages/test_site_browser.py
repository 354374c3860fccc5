"""The site as a reader uses it: search in both languages leads to live places; no page is wider than a phone."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import threading
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote, urldefrag

import pytest

LANGUAGES = ("zh", "en")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium fonts-noto-cjk"
)

PHONE = """<!doctype html><title>wide</title><iframe src="{path}" style="width:390px;height:800px;border:0"></iframe><p id="told"></p>
<script>document.querySelector("iframe").addEventListener("load", (event) => {{
  const page = event.target.contentDocument.documentElement;
  document.getElementById("told").textContent = `width ${{page.scrollWidth}}`;
}});</script>"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def browse(site, tmp_path_factory):
    """Return what a page of the site holds after its scripts have run."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=10000"]
    profile = f"--user-data-dir={tmp_path_factory.mktemp('profile')}"

    def dumped(path: str) -> str:
        words = [CHROMIUM, *options, profile, "--dump-dom", f"http://127.0.0.1:{server.server_port}/{path}"]
        done = subprocess.run(
            words, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", timeout=240
        )
        return done.stdout

    yield dumped
    server.shutdown()
    server.server_close()


def results(html: str) -> list[str]:
    listed = html.partition('class="search"')[2].partition("</ul>")[0]
    return [unescape(link) for link in re.findall(r'<a href="([^"]+)"', listed)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", "高锰酸盐指数"),
        ("zh", "汉丰湖"),
        ("zh", "亩均论英雄"),
        ("zh", "归雁"),
        ("zh", "百分点"),
        ("zh", "permanganate"),
        ("en", "permanganate"),
        ("en", "rounding"),
    ],
)
def test_what_is_told_is_found_and_its_place_is_live(language, words, browse, site, pages):
    found = results(browse(f"{language}/search.html?q={quote(words)}"))
    assert found
    for link in found:
        path, anchor = urldefrag(unquote(link).partition("?")[0])
        page = pages[language][path]
        assert not anchor or anchor in page.ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_told_is_not_found(language, browse):
    assert results(browse(f"{language}/search.html?q={quote('不存在词')}")) == []


@pytest.mark.parametrize("path", ["zh/index.html", "zh/reference/domains/water.html", "en/reference/peers.html"])
def test_a_page_is_no_wider_than_a_phone(path, browse, site):
    frame = site / f"phone-{os.getpid()}.html"
    frame.write_text(PHONE.format(path=path), "utf-8")
    try:
        told = re.search(r"width (\d+)", browse(frame.name))
    finally:
        frame.unlink()
    assert told is not None
    assert int(told[1]) <= 390
