"""The ledger of the article: every figure and every mechanism of it has a home in a domain, and a test that executes it.

The figures and mechanisms stand in ``tests/data``; where each has its home stands in ``plugins/*/ledger.toml``.
"""

from __future__ import annotations

import ast
import csv
import functools
import importlib
import tomllib
from pathlib import Path

import pytest

import kaizhou_indicators as ki

ROOT = Path(__file__).parent.parent
LEDGERS = {path.parent.name: tomllib.loads(path.read_text("utf-8")) for path in ROOT.glob("plugins/*/ledger.toml")}
FIGURES = list(csv.DictReader((ROOT / "tests/data/article_figures.csv").read_text("utf-8").splitlines()))
MECHANISMS = list(csv.DictReader((ROOT / "tests/data/article_mechanisms.csv").read_text("utf-8").splitlines()))
FIGURE_ROWS = [(domain, row) for domain, ledger in sorted(LEDGERS.items()) for row in ledger.get("figure", [])]
MECHANISM_ROWS = [(domain, row) for domain, ledger in sorted(LEDGERS.items()) for row in ledger.get("mechanism", [])]


@functools.cache
def registry() -> ki.Registry:
    return ki.load(strict=True)


@functools.cache
def functions(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def check_home(row: dict, homes: tuple[str, ...]) -> None:
    assert any(row.get(home) for home in homes), f"{row} has none of {', '.join(homes)}"
    if "configuration" in row:
        assert row["configuration"].startswith("because "), row
    else:
        assert row.get("test"), f"{row} names no test"
    if row.get("test"):
        file, _, name = row["test"].partition("::")
        assert name.partition("[")[0] in functions(file), f"{row['test']} is no test"


@pytest.mark.parametrize("figure", FIGURES, ids=lambda f: f"{f['domain']}-{f['id']}")
def test_every_figure_of_the_article_has_a_row(figure):
    rows = [row for row in LEDGERS[figure["domain"]].get("figure", []) if row["claim"] == int(figure["id"])]
    assert rows, f"{figure} is in no ledger"


@pytest.mark.parametrize("mechanism", MECHANISMS, ids=lambda m: f"{m['domain']}-{m['id']}")
def test_every_mechanism_of_the_article_has_a_row(mechanism):
    rows = [row for row in LEDGERS[mechanism["domain"]].get("mechanism", []) if row["id"] == mechanism["id"]]
    assert len(rows) == 1, f"{mechanism} is in the ledger {len(rows)} times"


@pytest.mark.parametrize(("domain", "row"), FIGURE_ROWS, ids=lambda v: v if isinstance(v, str) else str(v["claim"]))
def test_a_figure_s_home_is_there(domain, row):
    check_home(row, ("key", "honour", "configuration"))
    assert any(int(f["id"]) == row["claim"] and f["domain"] == domain for f in FIGURES), row
    if row.get("honour"):
        titles = {event.title.zh for event in registry().events[domain]}
        assert row["honour"] in titles
    if row.get("key"):
        seen = [o for o in registry().observations.of(row["key"], period=row["period"]) if o.key.startswith(domain)]
        assert [o for o in seen if dict(o.by) == row.get("by", {})], f"{row} is not recorded"
        assert all(o.printed and o.source for o in seen)
    if row.get("baseline"):
        assert str(ki.Reference.parse(row["key"]).baseline) == row["baseline"]


@pytest.mark.parametrize(("domain", "row"), MECHANISM_ROWS, ids=lambda v: v if isinstance(v, str) else v["id"])
def test_a_mechanism_s_home_is_there(domain, row):
    if row["id"] == "honours":
        assert registry().events[domain]
    check_home(row, ("id",) if row["id"] == "honours" else ("keys", "record", "configuration"))
    assert any(m["id"] == row["id"] and m["domain"] == domain for m in MECHANISMS), row
    for key in row.get("keys", []):
        assert ki.Reference.parse(key).key in registry(), key
    if row.get("record"):
        module, _, name = row["record"].partition(":")
        assert hasattr(importlib.import_module(module), name), row["record"]


def test_the_ten_domains_are_there():
    assert sorted(LEDGERS) == sorted({f["domain"] for f in FIGURES} | {m["domain"] for m in MECHANISMS})
    assert len(LEDGERS) == 10
