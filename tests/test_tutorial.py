"""The tutorial is run: each file it shows is written, each command it shows is executed, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import attrs
import pytest

from environments import Environment

pytestmark = pytest.mark.skipif(os.name == "nt", reason="commands of a POSIX shell")
TUTORIAL = Path(__file__).parent.parent / "docs" / "tutorial"
PAGES = [TUTORIAL / "first-plugin.md", TUTORIAL / "first-plugin.zh-CN.md"]
_BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n)?(?:<!-- skip: next -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL
)


@attrs.frozen
class Block:
    """A block of the page: ``console`` commands, a file, or ``text`` that the last command must have written."""

    kind: str
    text: str
    file: str = ""


def blocks(page: Path) -> list[Block]:
    """Return the blocks of a page that have a language."""
    found = _BLOCK.finditer(page.read_text("utf-8"))
    return [Block(match["kind"], match["text"], match["file"] or "") for match in found]


def follow(page: Path, environment: Environment, folder: Path) -> tuple[Path, list[str]]:
    """Do what the page says, and return the folder it ends in and the commands it ran."""
    ran: list[str] = []
    told: list[str] = []
    for block in blocks(page):
        if block.file:
            (folder / block.file).write_text(block.text, "utf-8")
        elif block.kind == "console":
            for line in block.text.splitlines():
                words = shlex.split(line)
                ran.append(line)
                if words[0] == "cd":
                    folder = folder / words[1]
                else:
                    told = [" ".join(said.split()) for said in environment.run(*words, cwd=folder).splitlines()]
        elif block.kind == "text":
            for expected in block.text.splitlines():
                assert any(said.startswith(expected) for said in told), (expected, told)
    return folder, ran


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """The folder, the environment and the commands after following the page."""
    folder = tmp_path_factory.mktemp("tutorial")
    environment = Environment(tmp_path_factory.mktemp("environment"))
    project, ran = follow(PAGES[0], environment, folder)
    return environment, project, ran


def test_the_page_leads_from_the_empty_folder_to_the_plugin_listed(followed):
    _, _, ran = followed
    assert ran[0].startswith("kaizhou new tea")
    assert "kaizhou plugins" in ran
    assert "kaizhou check tea --strict" in ran


def test_the_two_languages_show_the_same_files_and_commands():
    assert blocks(PAGES[0]) == blocks(PAGES[1])


def test_five_indicators_two_formulas_and_a_baseline_take_under_forty_lines(followed):
    _, project, _ = followed
    lines = (project / "src/kaizhou_tea/domain.py").read_text("utf-8").splitlines()
    assert len(lines) < 40
    code = "\n".join(lines)
    assert [code.count(word) for word in ("tea.indicator(", "@tea.derived(", "tea.baseline(")] == [5, 2, 1]


def test_what_the_page_shows_is_typed_strictly(followed):
    pytest.importorskip("mypy")
    environment, project, _ = followed
    assert "Success" in environment.run("python", "-m", "mypy", cwd=project)


#: in the domain of the page -> a mistake made there, and what the one report must say of it
MISTAKES = {
    'unit="吨"': ('unit="吨吨"', "unit] tea.output: unit '吨吨'"),
    'unit="%"': ('unit="亩"', "dimension] tea.pass_rate: the formula yields"),
    "area: Any) -> Any:\n    return output / area": (
        "aera: Any) -> Any:\n    return output / aera",
        "formula] tea.yield_per_mu: input 'aera' is no indicator: 'tea.aera' is not declared",
    ),
    'better="higher", definition=sold': ('beter="higher", definition=sold', "keyword] tea.income"),
    "definition=picked": ('kind="levl", definition=picked', "record] tea.area: kind 'levl'"),
    '"Pass rate"': ('""', "record] tea.pass_rate: the title is empty in en"),
    'period="2020"': ('period="202O"', "record] tea.ref_2020: '202O' is no period"),
    'valid=(0, 100), source="own"': (
        'valid=(0, 100), source="owm"',
        "record] tea.pass_rate: source 'owm' is not declared",
    ),
}
FIGURES = """
[[figure]]
name = "inspected"
area = "500154"
period = "2024"
value = -3

[[figure]]
name = "passed"
area = "500154"
period = "2024"
value = 3
source = "report"
"""
OF_FIGURES = ["value -3 is outside the valid range", "source 'tea.report' is not declared"]


def test_ten_mistakes_are_all_told_in_one_run(followed, tmp_path):
    environment, project, _ = followed
    broken = shutil.copytree(project, tmp_path / "broken", ignore=shutil.ignore_patterns("__pycache__"))
    domain = broken / "src/kaizhou_tea/domain.py"
    text = domain.read_text("utf-8")
    for right, (wrong, _) in MISTAKES.items():
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    domain.write_text(text, "utf-8")
    (broken / "src/kaizhou_tea/data/figures.toml").write_text(FIGURES, "utf-8")
    told = environment.run("kaizhou", "check", broken, cwd=tmp_path, code=1)
    expected = [said for _, said in MISTAKES.values()] + OF_FIGURES
    assert len(expected) == 10
    assert [said for said in expected if said not in told] == [], told
