"""What is written is executed: the examples of all docstrings, and the Python blocks of the README and the pages."""

from __future__ import annotations

import doctest
import importlib
import shlex
from pathlib import Path

import pytest
import sybil.parsers.markdown
import sybil.parsers.rest
from sybil import Sybil

from kaizhou_indicators.cli import FINE, main

ROOT = Path(__file__).parent.parent
SOURCES = [ROOT / "src", *sorted(ROOT.glob("plugins/*/src"))]
MODULES = {
    ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__"): path
    for source in SOURCES
    for path in sorted(source.rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
}
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted(ROOT.glob("plugins/*/*.md")),
    *(page for end in ("md", "rst") for page in sorted(ROOT.glob(f"docs/**/*.{end}")) if "_build" not in page.parts),
]
MARKDOWN = Sybil([sybil.parsers.markdown.PythonCodeBlockParser(), sybil.parsers.markdown.SkipParser()])
REST = Sybil(
    [
        sybil.parsers.rest.PythonCodeBlockParser(),
        sybil.parsers.rest.DocTestParser(optionflags=doctest.ELLIPSIS),
        sybil.parsers.rest.SkipParser(),
    ]
)


def examples(page: Path) -> list[sybil.Example]:
    """Return the examples of a page, in order."""
    return list((MARKDOWN if page.suffix == ".md" else REST).parse(page).examples())


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name):
    module = importlib.import_module(name)
    done = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert done.attempted > 0
    assert done.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_python_of_a_page_runs(page, capsys):
    for example in examples(page):
        example.evaluate()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "docs/engine.md"])
def test_the_page_has_python_to_run(name):
    assert len(examples(ROOT / name)) >= 3


def test_the_two_readmes_run_the_same_number_of_blocks():
    assert len(examples(ROOT / "README.md")) == len(examples(ROOT / "README.zh-CN.md"))


COMMANDS = [line for line in (ROOT / "README.md").read_text("utf-8").splitlines() if line.startswith("kaizhou ")]


def test_the_readme_shows_commands_to_run():
    assert len(COMMANDS) >= 4
    chinese = (ROOT / "README.zh-CN.md").read_text("utf-8").splitlines()
    assert [line for line in chinese if line.startswith("kaizhou ")] == COMMANDS


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_runs(line, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(line)[1:]) == FINE
    assert capsys.readouterr().out.strip()
