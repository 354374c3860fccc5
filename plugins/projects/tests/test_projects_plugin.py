"""The distribution as a plugin: the library's own check, its entry point, its documentation, its data files."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import kaizhou_indicators as ki
import kaizhou_projects
from kaizhou_indicators.testing import check_domain
from kaizhou_projects import kaizhou_domains, projects

REG = check_domain(projects)
MODULES = [f"kaizhou_projects.{m.name}" for m in pkgutil.iter_modules(kaizhou_projects.__path__) if m.name != "data"]
README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
IDS = (
    "completed completion_rate vs_schedule over_plan quarters_early start_rate stage_count rank fai_growth"
    " plan total elapsed funds"
)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [projects]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["projects"], strict=True)
    assert set(reg) == set(REG)


@pytest.mark.parametrize("name", IDS.split())
def test_the_keys_are_there(name):
    assert f"projects.{name}" in REG


def test_every_indicator_is_told_in_both_languages_and_has_a_source():
    bare = [
        key
        for key, indicator in REG.items()
        if not (indicator.title.en and indicator.definition.zh and indicator.definition.en and REG.source_of(indicator))
    ]
    assert not bare


def test_every_figure_has_its_print_and_its_source():
    assert all(o.printed and o.source for o in REG.observations)
    assert {o.area for o in REG.observations} == {"500154"}


def test_official_is_what_the_government_itself_published():
    official = {key for key, source in REG.parts.sources.items() if source.official}
    assert official == {"projects.kaizhou_plan_2024", "projects.kaizhou_work_2026"}


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings_run(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.failed == 0


@pytest.mark.parametrize("example", re.findall(r"```python\n(.*?)```", README, re.DOTALL), ids=["use", "configure"])
def test_the_examples_of_the_readme_run(example, capsys):
    exec(compile(example, "README.md", "exec"), {})  # the file is this package's own
    printed = capsys.readouterr().out.split()
    expected = re.findall(r"# -> (\S+)", example)
    assert expected
    assert [word for word in expected if word not in printed] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("投资进度", "completion_rate"),
        ("市级重点项目投资进度", "municipal_completion_rate"),
        ("固投增速", "fai_growth"),
        ("序时进度", "elapsed"),
    ],
)
def test_aliases_find_the_indicator(text, name):
    assert f"projects.{name}" in [found.key for found in REG.find(text)]
