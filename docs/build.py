"""Build the site in both languages: ``python docs/build.py [FOLDER]``; by default into ``docs/_build/html``.

Law: every warning is an error, every reference must lead somewhere. The two languages are built side by side.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent
#: language of the build -> folder of its pages
FOLDERS = {"zh_CN": "zh", "en": "en"}
DOOR = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>kaizhou_indicators</title>
<script>location.replace((navigator.language || "zh").startsWith("zh") ? "zh/index.html" : "en/index.html")</script>
</head><body><p lang="zh-CN"><a href="zh/index.html">中文</a></p><p><a href="en/index.html">English</a></p></body></html>
"""


def command(language: str, into: Path) -> list[str]:
    """Return the command that builds one language."""
    folder = FOLDERS[language]
    strict = ["-E", "-n", "-W", "-T", "--keep-going", "-q"]
    places = ["-d", str(into / ".doctrees" / folder), str(DOCS), str(into / folder)]
    return [sys.executable, "-m", "sphinx", "-b", "html", *strict, "-D", f"language={language}", *places]


def build(into: Path) -> int:
    """Build both languages and the page that leads to them; return 0 if both are without a warning."""
    running = [subprocess.Popen(command(language, into)) for language in FOLDERS]
    failed = sum(process.wait() != 0 for process in running)
    (into / "index.html").write_text(DOOR, "utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS / "_build" / "html"))
