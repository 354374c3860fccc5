"""Identities of a registry held to tables and to published figures."""

from __future__ import annotations

import polars as pl
import pytest

import kaizhou_indicators as ki


def life() -> ki.Domain:
    domain = ki.Domain("life", ki.Text("周期", "Life cycle"))
    count = {"unit": "个", "kind": "count", "over_area": "sum"}
    for name in ("total", "early", "running", "opening", "entries", "exits", "closing"):
        domain.indicator(name, ki.Text(name, name), **count)
    domain.indicator("by_stage", ki.Text("分阶段", "By stage"), by=("stage",), **count)
    domain.indicator("done", ki.Text("完成投资", "Investment done"), unit="亿元")
    domain.identity("parts", ki.Identity.partition("total", ["early", "running"]))
    domain.identity("stages", ki.Identity.by_dimension("total", "by_stage", "stage"))
    domain.identity("stock", ki.Identity.stock("opening", "entries", "exits", "closing"))
    domain.identity("running_total", ki.Identity.cumulative("done"))
    return domain


def found(reg, frame=None):
    return {(c.identity, c.area, c.period): c.verdict.status.value for c in reg.check_identities(frame)}


def test_rows_are_held_one_by_one():
    table = pl.DataFrame(
        {
            "area": ["A", "A", "B"],
            "period": ["2024-01", "2024-02", "2024-01"],
            "life.total": [10, 10, 10],
            "life.early": [4, 4, None],
            "life.running": [6, 7, 3],
        }
    )
    assert found(ki.Registry([life()]), table) == {
        ("life.parts", "A", "2024-01"): "consistent",
        ("life.parts", "A", "2024-02"): "inconsistent",
        ("life.parts", "B", "2024-01"): "undetermined",
    }


def test_values_of_a_dimension_add_up_to_the_total():
    table = pl.DataFrame(
        {
            "area": ["A"] * 3 + ["B"] * 3,
            "period": ["2024"] * 6,
            "stage": [None, "early", "running"] * 2,
            "life.total": [10, None, None, 10, None, None],
            "life.by_stage": [None, 4, 6, None, 4, 5],
        }
    )
    checks = ki.Registry([life()]).check_identities(table)
    assert [c.verdict.status.value for c in checks] == ["consistent", "inconsistent"]
    assert checks[1].verdict.explanation.en.startswith("by_stage[early] 4 + by_stage[running] 5 differs from total 10")


def test_a_total_may_stand_on_the_row_of_every_part():
    table = pl.DataFrame(
        {
            "area": ["A", "A"],
            "period": ["2024"] * 2,
            "stage": ["early", "running"],
            "life.total": [10, 10],
            "life.by_stage": [4, 6],
        }
    )
    [check] = ki.Registry([life()]).check_identities(table)
    assert check.verdict.status.value == "consistent"


def test_a_running_total_is_checked_over_the_year():
    table = pl.DataFrame({"area": ["A"] * 3, "period": ["2024-03", "2024-01", "2024-02"], "life.done": [3.0, 1.0, 3.5]})
    [check] = ki.Registry([life()]).check_identities(table)
    assert (check.period, check.verdict.status.value) == ("2024-01 … 2024-03", "inconsistent")


def test_published_figures_are_held_in_the_indicators_units():
    domain = life()
    for name, value, unit in (("opening", 1.2, "万个"), ("entries", 30, ""), ("exits", 45, ""), ("closing", 11985, "")):
        domain.observe(name, area="A", period="2024", value=value, unit=unit)
    assert found(ki.Registry([domain])) == {("life.stock", "A", "2024"): "consistent"}


def test_a_figure_under_an_open_word_says_no_number():
    domain = life()
    for name, value, printed in (("total", 10, "10余个"), ("early", 4, "4个"), ("running", 7, "7个")):
        domain.observe(name, area="A", period="2024", value=value, printed=printed)
    assert found(ki.Registry([domain])) == {("life.parts", "A", "2024"): "undetermined"}


def test_two_sources_that_differ_are_two_checks():
    domain = life()
    for name, value in (("total", 10), ("total", 11), ("early", 4), ("running", 6)):
        domain.observe(name, area="A", period="2024", value=value)
    checks = ki.Registry([domain]).check_identities()
    assert sorted(c.verdict.status.value for c in checks) == ["consistent", "inconsistent"]


def test_an_identity_over_an_unknown_figure_is_a_fault():
    domain = life()
    domain.identity("wrong", ki.Identity.total("total", ["earlier", "running"]))
    with pytest.raises(ki.RegistrationError) as raised:
        ki.Registry([domain])
    assert "'life.earlier' is no indicator" in str(raised.value.exceptions[0])


def test_the_built_in_figures_of_kaizhou_satisfy_their_identities():
    checks = ki.load(only=["people", "economy", "honours"]).check_identities()
    assert checks
    assert {c.verdict.status.value for c in checks} <= {"consistent", "undetermined"}


def test_the_tertiary_share_of_2020_was_made_to_close_at_100():
    checks = ki.load(only=["economy"]).check_identities()
    adjusted = {c.period: c.verdict.adjusted for c in checks if c.identity == "economy.shares_of_gdp"}
    assert adjusted["2020"] == ("economy.tertiary_share",)  # 45.11 printed as 45.2
    assert adjusted["2023"] == ()


def test_whole_and_broken_numbers_stand_in_one_table():
    table = pl.DataFrame({"area": ["A"], "period": ["2024-01"], "life.total": [10], "life.done": [3.5]})
    assert ki.Registry([life()]).check_identities(table) == []


def test_a_printed_share_alone_says_which_denominators_give_it():
    domain = life()
    domain.indicator("a_share", ki.Text("占比", "Share"), unit="%")
    domain.identity("share", ki.Identity.share("early", "total", "a_share", decimals=2))
    domain.observe("a_share", area="A", period="2024", value=58.33)
    [check] = ki.Registry([domain]).check_identities()
    assert check.verdict.explanation.en.endswith("12, 24, 36, 48, 60")


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_grades_stand_in_a_table_beside_numbers(kind):
    domain = life()
    domain.indicator("mark", ki.Text("档次", "Mark"), kind="grade", grades=["A", "B"])
    reg = ki.Registry([domain])
    table = pl.DataFrame(
        {"area": ["A"], "period": ["2024"], "life.total": [10], "life.mark": ["B"], "life.early": [11]}
    )
    native = {"polars": table, "pandas": table.to_pandas(), "pyarrow": table.to_arrow()}[kind]
    long = reg.long(native)
    again = reg.wide(long)
    assert {"life.total", "life.mark", "life.early"} <= set(
        getattr(again, "columns", None) if kind != "pyarrow" else again.column_names
    )
    assert reg.check_identities(native)[0].verdict.status.value == "inconsistent"
