"""`kaizhou new`: what it writes installs, passes its tests, type-checks and builds its page as it stands."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.resources import files
from keyword import iskeyword
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from environments import Environment
from kaizhou_indicators.cli import FINE, USAGE, main
from kaizhou_indicators.cli.new import rendered, values_of, write_plugin

pytestmark = pytest.mark.skipif(os.name == "nt", reason="commands of a POSIX shell")
#: titles that are hostile to Python, TOML, Markdown and reStructuredText at once
TITLES = ['“茶”业 $name \'""" \\ {x}', '`Tea` "and" *more* \\n <b> | $rule _x_ [y]']


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A plugin as written by the command, installed."""
    folder = tmp_path_factory.mktemp("new")
    environment = Environment(folder / "environment")
    environment.run("kaizhou", "new", "silk_road", "--title-zh", TITLES[0], "--title-en", TITLES[1], cwd=folder)
    project = folder / "kaizhou-silk-road"
    environment.run("python", "-m", "pip", "install", "--editable", ".", cwd=project)
    return environment, project


def test_it_holds_all_that_a_distribution_needs(made):
    _, project = made
    there = {str(path.relative_to(project)) for path in project.rglob("*") if path.is_file()}
    package = "src/kaizhou_silk_road"
    assert there >= {
        *(
            "pyproject.toml",
            "README.md",
            "LICENSE",
            ".gitignore",
            "tests/test_silk_road.py",
            "docs/conf.py",
            "docs/index.rst",
        ),
        *(f"{package}/{name}" for name in ("__init__.py", "domain.py", "figures.py", "py.typed")),
        *(f"{package}/data/{name}.toml" for name in ("sources", "figures")),
    }
    assert ".. kz:domain:: silk_road" in (project / "docs/index.rst").read_text("utf-8")


def test_its_own_tests_pass(made):
    environment, project = made
    assert "1 passed" in environment.run("python", "-m", "pytest", "-q", "-p", "no:cacheprovider", cwd=project)


def test_it_is_typed_strictly(made):
    pytest.importorskip("mypy")
    environment, project = made
    assert "Success: no issues found" in environment.run("python", "-m", "mypy", cwd=project)


def test_it_is_listed_and_passes_its_review(made):
    environment, project = made
    listed = environment.run("kaizhou", "plugins", cwd=project)
    (line,) = [" ".join(line.split()) for line in listed.splitlines() if line.startswith("silk_road")]
    assert line.startswith("silk_road kaizhou-silk-road 0.1.0")
    assert line.endswith("3 loaded")
    assert "errors 0, warnings 0, notes 0" in environment.run("kaizhou", "check", "silk_road", "--strict", cwd=project)


def test_it_derives(made):
    environment, project = made
    words = ["explain", "silk_road.completion", "-v", "silk_road.done=9", "-v", "silk_road.planned=12"]
    assert "75" in environment.run("kaizhou", *words, cwd=project)


def test_its_page_builds_without_a_warning(made, tmp_path):
    pytest.importorskip("sphinx.application")  # the folder tests/sphinx goes by the name, too
    environment, project = made
    environment.run("python", "-m", "sphinx", "-q", "-n", "-W", "-E", "docs", tmp_path, cwd=project)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "完成率" in page
    assert "“茶”业 $name" in page


def test_a_wheel_of_it_carries_data_and_types(made, tmp_path):
    environment, project = made
    environment.run("python", "-m", "pip", "wheel", "--wheel-dir", tmp_path, ".", cwd=project)
    (wheel,) = tmp_path.glob("*.whl")
    held = environment.run("python", "-m", "zipfile", "-l", wheel, cwd=project)
    for name in ("kaizhou_silk_road/py.typed", "kaizhou_silk_road/data/figures.toml", "licenses/LICENSE"):
        assert name in held


# -- every name and title gives files that can be read


TITLE = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30)


@settings(max_examples=40)
@given(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True).filter(lambda n: not iskeyword(n)), TITLE, TITLE)
def test_whatever_the_titles_the_files_parse_and_say_them(name, zh, en):
    files = dict(rendered(values_of(name, zh, en)))
    for path, text in files.items():
        if path.endswith(".py") and not path.startswith("tests"):
            ast.parse(text)
        elif path.endswith(".toml"):
            tomllib.loads(text)
    project = tomllib.loads(files["pyproject.toml"])["project"]
    assert project["entry-points"]["kaizhou_indicators"] == {name: f"kaizhou_{name}"}
    assert (zh in project["description"], en in project["description"]) == (True, True)
    said = [n.value for n in ast.walk(ast.parse(files[f"src/kaizhou_{name}/domain.py"])) if isinstance(n, ast.Constant)]
    assert zh in said
    assert en in said
    title, rule = files["docs/index.rst"].splitlines()[:2]
    assert len(rule) >= len(title)


# -- what is refused, in both languages, with nothing written


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["Tea"], ["'Tea'", "Try 'tea'"]),
        (["kaizhou-tea-leaf"], ["lower-case letters", "Try 'tea_leaf'"]),
        (["茶业"], ["'茶业' is no name of a domain"]),
        (["../tea"], ["is no name of a domain"]),
        (["a" * 41], ["at most 40 characters"]),
        (["class"], ["it is a word of Python", "'class_local'"]),
        (["list"], ["it is a word of Python"]),
        (["figures"], ["the modules of every plugin have this name already"]),
        (["people"], ["a domain of this name is built in"]),
        (["tea", "--title-zh", " "], ["--title-zh must be one line"]),
        (["tea", "--title-en", "a\nb"], ["--title-en must be one line"]),
        (["tea", "--title-en", "x" * 61], ["at most 60 characters"]),
        (["tea", "--directory", "there"], ["'there' exists already and was left as it is"]),
        (["tea", "--directory", "away/tea"], ["the directory 'away' does not exist"]),
        ([], ["NAME"]),
    ],
)
def test_what_cannot_be_is_refused_in_words(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    assert main(["--lang", "en", "new", *words]) == USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert [part for part in said if part not in told.err] == []
    assert main(["--lang", "zh", "new", *words]) == USAGE
    assert re.search("[\u4e00-\u9fff]", capsys.readouterr().err)
    assert [path.name for path in tmp_path.iterdir()] == ["there"]
    assert list((tmp_path / "there").iterdir()) == []


def test_without_titles_the_name_stands_in_and_that_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["--lang", "zh", "new", "silk_road"]) == FINE
    told = capsys.readouterr()
    assert "未给 --title-zh、--title-en，暂以 'Silk road' 代替" in told.err
    assert "kaizhou check silk_road" in told.out
    assert 'Text("Silk road", "Silk road")' in (
        tmp_path / "kaizhou-silk-road/src/kaizhou_silk_road/domain.py"
    ).read_text("utf-8")


def test_nothing_is_left_behind_where_writing_fails(tmp_path, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        write_plugin(tmp_path / "tea", "tea", "茶业", "Tea")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [["new", "--help"], ["--help"]])
def test_help_is_in_one_language_and_fits_the_page(words, capsys):
    from rich.cells import cell_len

    for language in ("zh", "en"):
        assert main(["--lang", language, *words]) == FINE
        page = capsys.readouterr().out
        assert max(map(cell_len, page.splitlines())) <= 80
        assert bool(re.search("[\u4e00-\u9fff]", page.replace("茶业", ""))) is (language == "zh")


def test_the_template_is_part_of_the_wheel(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=Path(__file__).parent.parent, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        names = [name.partition("templates/plugin/")[2] for name in held.namelist() if "templates/plugin/" in name]
    template = files("kaizhou_indicators") / "cli" / "templates" / "plugin"
    assert len(names) == len(dict(rendered(values_of("tea", "茶业", "Tea")))) == 14
    assert template.joinpath("pyproject.toml.template").is_file()
