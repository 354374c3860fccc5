"""Scenarios from end to end: a month of the register of people outside, the life of a project, a year of contracts."""

from decimal import Decimal

import polars as pl
import pytest
from homecoming_tables import REG, derived, frame, verdicts

import kaizhou_indicators as ki
from kaizhou_homecoming import (
    PROJECT_LIFE,
    Contract,
    HomecomingError,
    by_stage,
    figures_of,
    running_total,
)

# -- a month of the register of people outside

MONTH = {
    "homecoming.registered_outside_opening": 464_000,
    "homecoming.newly_registered": 1_500,
    "homecoming.removed_from_register": 300,
    "homecoming.registered_outside": 465_200,
}


def test_a_month_of_the_register_closes_with_its_entries_and_removals():
    assert verdicts(frame(MONTH, period="2024-06"))["register_stock"].status is ki.Consistency.CONSISTENT


def test_a_register_that_does_not_close_is_caught_with_the_difference():
    told = verdicts(frame({**MONTH, "homecoming.registered_outside": 465_500}, period="2024-06"))["register_stock"]
    assert told.status is ki.Consistency.INCONSISTENT
    assert "differs from homecoming.registered_outside 465500 by -300" in told.explanation.en


def test_two_months_of_two_towns_roll_up_to_a_quarter_that_closes():
    second = {
        "homecoming.registered_outside_opening": 465_200,
        "homecoming.newly_registered": 900,
        "homecoming.removed_from_register": 100,
        "homecoming.registered_outside": 466_000,
    }
    table = pl.concat([frame(MONTH, period="2024-05"), frame(second, period="2024-06")])
    quarter = REG.rollup(table, *MONTH, period="quarter", complete=2)
    assert quarter["homecoming.registered_outside_opening"].to_list() == [464_000]
    assert quarter["homecoming.newly_registered"].to_list() == [2_400]
    assert verdicts(quarter.select("area", "period", *MONTH))["register_stock"].status is ki.Consistency.CONSISTENT


def test_more_registered_than_left_breaks_no_identity():
    table = frame({"homecoming.registered_outside": 600_000, "homecoming.people_outside": 500_000})
    assert verdicts(table) == {}
    assert (
        derived({"homecoming.registered_outside": 6, "homecoming.people_outside": 5}, "registered_per_outside") == 120
    )


def test_a_running_total_that_falls_from_year_to_year_is_caught():
    told = running_total({"2022": 90_000, "2023": ki.Interval(98_000, 99_000), "2024": 97_000})
    assert told.status is ki.Consistency.INCONSISTENT
    assert told.explanation.en == "2023 [98000, 99000] exceeds 2024 97000"
    with pytest.raises(HomecomingError, match="give at least two, period -> number"):
        running_total({"2024": 1})


# -- the life of a project


def test_a_project_goes_its_way_from_contract_to_production():
    path, seen = [], []
    for step in ("签约", "正式协议", "资金到位", "开工", "投产"):
        path.append(step)
        seen.append(Contract("2024-001", Decimal(3), path, Decimal("0.6") * (len(path) - 1)).stage)
    assert seen == ["contracted", "formal", "realised", "started", "in_production"]
    assert PROJECT_LIFE.next("投产") == ()


def test_a_year_of_contracts_gives_amounts_numbers_and_rates():
    ledger = [
        Contract("1", Decimal("3.0"), ["签约", "正式协议", "资金到位", "开工", "投产"], Decimal("3.0")),
        Contract("2", Decimal("5.0"), ["签约", "正式协议", "资金到位"], Decimal("1.0")),
        Contract("3", Decimal("1.5"), ["签约", "正式协议", "终止"]),
        Contract("4", Decimal("0.5"), ["签约"]),
    ]
    values = figures_of(ledger)
    assert (values["homecoming.contracted"], values["homecoming.projects"]) == (10, 4)
    assert derived(values, "contracted_formal_rate") == pytest.approx(95)
    assert derived(values, "projects_formal_rate") == pytest.approx(75)
    assert derived(values, "contracted_realised_rate") == pytest.approx(100 * 8 / 9.5)
    assert derived(values, "realised") == pytest.approx(40)
    assert by_stage(ledger) == {
        "contracted": 1, "formal": 0, "realised": 1, "started": 0, "in_production": 1, "terminated": 1,
    }  # fmt: skip
    checks = verdicts(frame(values))
    assert {checks[name].status for name in ("contracted_funnel", "projects_funnel", "funds_within_contracts")} == {
        ki.Consistency.CONSISTENT
    }


def test_two_years_of_contracts_pool_their_realisation():
    first = frame({"homecoming.contracted": 10.0, "homecoming.funds_in_place": 1.0}, period="2023")
    second = frame({"homecoming.contracted": 30.0, "homecoming.funds_in_place": 27.0}, period="2024")
    both = {
        "homecoming.contracted": first["homecoming.contracted"][0] + second["homecoming.contracted"][0],
        "homecoming.funds_in_place": 28.0,
    }
    assert derived(both, "realised") == pytest.approx(70)
    each = REG.derive(pl.concat([first, second]), "homecoming.realised")["homecoming.realised"]
    assert each.mean() == pytest.approx(50), "the mean of the rates is another number, and no rate"


def test_a_step_out_of_turn_is_refused_with_the_one_that_comes_next():
    with pytest.raises(ki.ProcessError, match="签约 -> 开工 is not allowed; after 签约 comes 正式协议, 终止"):
        Contract("1", Decimal(1), ["签约", "开工"])
    with pytest.raises(ki.ProcessError, match="投产 leads nowhere"):
        Contract("1", Decimal(1), ["签约", "正式协议", "资金到位", "开工", "投产", "终止"])
    with pytest.raises(HomecomingError, match=r"'1': its path begins with \('started',\); begin with 签约"):
        Contract("1", Decimal(1), ["开工", "投产"])


def test_more_money_than_contracted_is_refused_with_the_way_out():
    with pytest.raises(HomecomingError, match=r"paid in 6 of 5 亿元.*record a supplementary contract"):
        Contract("1", Decimal(5), ["签约"], paid_in=Decimal(6))
    with pytest.raises(HomecomingError, match=r"amount=1\.5 is no Decimal; write Decimal"):
        Contract("1", 1.5, ["签约"])
    with pytest.raises(HomecomingError, match=r"an amount of 0 亿元 cannot be.*it has no number"):
        Contract(" ", Decimal(0), ["签约"])
    with pytest.raises(HomecomingError, match="amount=Decimal\\('NaN'\\) is no Decimal"):
        Contract("1", Decimal("NaN"), ["签约"])


def test_a_contract_counts_once():
    with pytest.raises(
        HomecomingError, match="contract 7 occurs twice; a contract counts once, keep its latest record"
    ):
        figures_of([Contract("7", Decimal(1), ["签约"]), Contract("7", Decimal(1), ["签约", "正式协议"])])


def test_a_table_whose_funnel_grows_is_caught():
    told = verdicts(frame({"homecoming.contracted": 239.0, "homecoming.contracted_formal": 297.0}))["contracted_funnel"]
    assert told.status is ki.Consistency.INCONSISTENT
    assert "contracted_formal 297 exceeds homecoming.contracted 239" in told.explanation.en
