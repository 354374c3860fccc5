"""Bring the Chinese catalogues up to date with the pages: ``python docs/catalogue.py``; ``--check`` only looks.

Law: there is one catalogue a page, with its messages in the order of the page. What is translated stays; what is new is left
empty, and what is gone goes. The exit code is the number of messages without a translation. Pages that are written twice
(``X.zh-CN.md``) or hold both languages at once have no catalogue.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from sphinx.application import Sphinx
from sphinx.util.nodes import extract_messages

DOCS = Path(__file__).parent
LOCALE = DOCS / "locale" / "zh_CN" / "LC_MESSAGES"
#: pages that are shown as they are in both languages
SHOWN_AS_THEY_ARE = frozenset({"benchmarks"})
#: lines of a catalogue that say nothing, or would differ from run to run
_NOISE = (
    "#, python-format",
    '"Generated-By',
    '"Language-Team',
    '"Last-Translator',
    '"PO-Revision',
    '"POT-Creation',
    '"Plural-Forms',
    '"Report-Msgid',
)


def messages() -> dict[str, list[str]]:
    """Return the messages of every page that has a catalogue, each once, in the order of the page."""
    with tempfile.TemporaryDirectory() as folder:
        quiet = {"language": "en", "locale_dirs": []}
        app = Sphinx(
            str(DOCS), str(DOCS), folder, f"{folder}/trees", "gettext", quiet, status=None, warningiserror=True
        )
        app.build(force_all=True)
        pages = sorted(page for page in app.env.found_docs if has_catalogue(page))
        return {page: list(dict.fromkeys(m for _, m in extract_messages(app.env.get_doctree(page)))) for page in pages}


def has_catalogue(page: str) -> bool:
    """Say whether a page is translated message by message."""
    return page not in SHOWN_AS_THEY_ARE and not (DOCS / f"{page}.zh-CN.md").exists()


def translations(page: str) -> dict[str, str]:
    """Return what is translated of a page; what is marked as fuzzy is not."""
    file = LOCALE / f"{page}.po"
    if not file.exists():
        return {}
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale="zh_CN")
    return {str(m.id): str(m.string) for m in catalogue if m.id and m.string and not m.fuzzy}


def written(page: str, wanted: list[str], known: Mapping[str, str]) -> str:
    """Return the catalogue of a page as text."""
    catalogue = Catalog(locale="zh_CN", project="kaizhou_indicators", version="0", charset="utf-8", fuzzy=False)
    catalogue.header_comment = f"# Chinese of the page {page}; the page itself is in English."
    for message in wanted:
        catalogue.add(message, known.get(message, "" if has_words(message) else message))
    stream = BytesIO()
    write_po(stream, catalogue, width=0)
    lines = stream.getvalue().decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(_NOISE)) + "\n"


def has_words(message: str) -> bool:
    """Say whether there is anything to translate: a sign or a number stands in both languages."""
    return any(character.isalpha() for character in message)


def faults(pages: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield what is untranslated, and what is translated but no longer on its page."""
    for page, wanted in pages.items():
        known = translations(page)
        yield from (f"{page}: not translated: {message}" for message in wanted if message not in known)
        yield from (
            f"{page}: begins with a %, which hides it: {text}"
            for message, text in known.items()
            if text.startswith("%") and text != message
        )
        yield from (f"{page}: no longer on the page: {message}" for message in known if message not in wanted)
    for file in sorted(LOCALE.rglob("*.po")):
        page = file.relative_to(LOCALE).with_suffix("").as_posix()
        if page not in pages and page != "sphinx":
            yield f"{page}: there is no such page"


def update(pages: Mapping[str, list[str]]) -> None:
    """Write the catalogues of all pages."""
    for page, wanted in pages.items():
        file = LOCALE / f"{page}.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(page, wanted, translations(page)), "utf-8")


def main(arguments: list[str]) -> int:
    """Update or check; print what is wrong and return 1 if there is anything."""
    pages = messages()
    if "--check" not in arguments:
        update(pages)
    found = list(faults(pages))
    print("\n".join(found) or f"{len(pages)} catalogues are complete")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
