"""The ledger of the article holds what it says; the README's code runs."""

import importlib
import re
import tomllib
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_health import health

ROOT = Path(__file__).parent.parent
LEDGER = tomllib.loads((ROOT / "ledger.toml").read_text("utf-8"))
REG = ki.load(only=["health", "people", "honours"], strict=True)
ROWS = [*LEDGER["figure"], *LEDGER["mechanism"]]


def test_every_figure_of_the_ledger_is_recorded_and_every_recorded_figure_is_in_it():
    listed = {(row["key"], row["period"]) for row in LEDGER["figure"]}
    assert listed == {(o.key, o.period) for o in REG.observations if o.key.startswith("health.")}
    assert [row["claim"] for row in LEDGER["figure"]] == list(range(33, 41))


@pytest.mark.parametrize("row", ROWS, ids=[str(row.get("claim", row.get("id"))) for row in ROWS])
def test_a_row_names_keys_records_and_tests_that_exist(row):
    keys = [*row.get("keys", ()), *([row["key"]] if "key" in row else ())]
    assert all(ki.Reference.parse(key).key in REG for key in keys)
    if "record" in row:
        module, name = row["record"].split(":")
        assert hasattr(importlib.import_module(module), name)
    file, _, name = row["test"].rpartition("::")
    assert f"def {name}(" in (ROOT / "tests" / Path(file).name).read_text("utf-8")


def test_the_readme_s_code_runs_and_says_what_it_prints():
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 2
    names: dict = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    reg = names["reg"]
    assert (
        reg.derive({"health.new_grade_a": 2, "health.new_grade_b": 1}, "mine.reward_due")["mine.reward_due"].magnitude
        == 70
    )
    assert names["plan"].planned(2025) == {"institutions": 40, "grade_a": 9, "grade_b": 20}
    scoped = ki.Registry([health], settings={"health.primary_scope": "with_villages"})
    assert scoped.derive(names["visits"], "health.primary_visit_share")["health.primary_visit_share"].magnitude == 62.5
