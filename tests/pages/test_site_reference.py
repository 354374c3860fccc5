"""The reference holds what the library holds: every error, hook, command, notation and domain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import errors
from kaizhou_indicators.references import BUILTIN_BASELINES, CHANGES, PEERS

DOCS = Path(__file__).parents[2] / "docs"


def text_of(name: str) -> str:
    return (DOCS / "reference" / f"{name}.md").read_text("utf-8")


def test_every_error_has_its_heading():
    public = [name for name in ki.__all__ if name.endswith(("Error", "Warning"))]
    assert {"KaizhouError", "UnitError"} <= set(public)
    own = [n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, ki.KaizhouError | Warning)]
    assert set(re.findall(r"^## (\w+)$", text_of("errors"), re.MULTILINE)) >= {*own, *public} - {"LawError"}


def test_every_hook_has_its_heading():
    from kaizhou_indicators.registry.hookspecs import Hooks

    hooks = [name for name in vars(Hooks) if not name.startswith("_")]
    assert re.findall(r"^## (\w+)$", text_of("hooks"), re.MULTILINE) == hooks


def test_every_command_shows_its_help(site):
    pytest.importorskip("click")
    from kaizhou_indicators.cli.app import app
    from kaizhou_indicators.cli.language import Words

    commands = sorted(app(Words("en")).commands)
    assert sorted(re.findall(r"^## kaizhou (\w+)$", text_of("cli"), re.MULTILINE)) == commands
    shown = {folder: (site / folder / "reference" / "cli.html").read_text("utf-8") for folder in ("zh", "en")}
    assert shown["en"].count("Usage: kaizhou") == shown["zh"].count("用法：kaizhou") == len(commands) + 1


def test_every_change_and_baseline_of_a_reference_is_told():
    told = text_of("references")
    assert [change for change in CHANGES if f"`{change}`" not in told] == []
    assert [base for base in (*BUILTIN_BASELINES, *PEERS) if f"@{base}" not in told] == []


def test_every_domain_has_its_page_with_its_graph(site):
    registry = ki.load()
    for name, info in registry.domains.items():
        page = (site / "zh" / "reference" / "domains" / f"{name}.html").read_text("utf-8")
        assert info.title.zh in page
        assert "<svg" in page or not any(registry.needs(key) for key in info.keys)
