"""The strategies draw what a registry accepts, and all that it says: ranges, units, identities, labels, references."""

from __future__ import annotations

from itertools import islice, pairwise

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable
from tea_garden import tea_domain

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Figure, Identity, Text
from kaizhou_indicators.testing import strategies as ks

REG = ki.Registry([tea_domain()], settings={"tea.passing": 80})
KEYS = list(REG)
few = settings(max_examples=20, deadline=None)
keys = st.sampled_from(KEYS)


def none_found(strategy, condition):
    try:
        find(strategy, condition, settings=few)
    except NoSuchExample:
        return True
    return False


@few
@given(st.data(), keys)
def test_a_value_is_in_the_range_of_its_indicator_and_of_its_kind(data, key):
    value, indicator = data.draw(ks.values(REG, key)), REG[key]
    if indicator.grades:
        assert value in indicator.labels
        return
    low, high = indicator.valid
    assert low is None or low <= value
    assert high is None or value <= high
    assert indicator.unit != "个" or isinstance(value, int)


@pytest.mark.parametrize(("key", "end"), [("tea.share", 0), ("tea.share", 100), ("tea.gardens", 0)])
def test_the_ends_of_a_range_are_drawn(key, end):
    assert find(ks.values(REG, key), lambda value: value == end) == end


@few
@given(st.data(), keys)
def test_an_observation_can_be_shipped_as_it_is_drawn(data, key):
    seen = data.draw(ks.observations(REG, key))
    domain = tea_domain(published={})
    told = {name: getattr(seen, name) for name in ("area", "period", "value", "printed", "unit", "status", "by")}
    domain.observe(key, **told)
    assert ki.Registry([domain]).observations[0] == seen


@few
@given(st.data(), keys)
def test_a_unit_stands_in_for_the_declared_one(data, key):
    unit = data.draw(ks.units(REG, key))
    there = REG.unit_system.convert(3.0, REG[key].unit, unit)
    assert REG.unit_system.convert(there, unit, REG[key].unit) == pytest.approx(3.0)


@few
@given(st.data(), st.sampled_from([k for k in KEYS if not REG[k].grades]))
def test_a_figure_reads_as_itself_and_is_in_the_indicators_dimension(data, key):
    figure = data.draw(ks.figures(REG, key))
    assert Figure.parse(str(figure)) == figure
    REG.unit_system.affine(figure.unit, REG[key].unit)


def test_figures_have_words_of_vagueness_only_where_asked():
    assert find(ks.figures(REG, "tea.share"), lambda figure: figure.word).word
    assert none_found(ks.figures(REG, "tea.share", words=False), lambda figure: figure.word)


@few
@given(ks.rows(REG, "tea.grade", derived=True))
def test_a_row_keeps_the_identities_and_derives_as_the_registry_does(row):
    assert row["tea.picked"] <= row["tea.gardens"]
    plan = REG.plan(["tea.share"], ["tea.picked", "tea.gardens"])
    assert plan.numbers([row])[0]["tea.share"] == row["tea.share"]


def test_without_identities_a_part_may_exceed_its_whole():
    free = ks.rows(REG, "tea.share", identities=False)
    assert find(free, lambda row: row["tea.picked"] > row["tea.gardens"] > 0)
    assert none_found(ks.rows(REG, "tea.share"), lambda row: row["tea.picked"] > row["tea.gardens"])


STOCKS = {
    "a stock and its flows": Identity.stock("opening", "inflow", ["lost", "sold"], "closing"),
    "parts and a total": Identity.total("closing", ["opening", "inflow", "lost", "sold"]),
    "a funnel": Identity.funnel(["opening", "inflow", "lost", "sold", "closing"]),
}


@pytest.mark.parametrize("rule", STOCKS.values(), ids=STOCKS)
def test_rows_keep_every_kind_of_identity(rule):
    shop = Domain("shop", Text("店", "Shop"))
    for name in ("opening", "inflow", "lost", "sold", "closing"):
        shop.indicator(name, Text(name, name), unit="件", kind="count")
    shop.identity("rule", rule)
    reg = ki.Registry([shop])

    @few
    @given(ks.rows(reg, *reg))
    def kept(row):
        assert set(row) == set(reg)
        bare = {name.partition(".")[2]: value for name, value in row.items()}
        assert rule.check(bare).status is ki.Consistency.CONSISTENT

    kept()


def test_identities_that_contradict_each_other_leave_no_row():
    shop = Domain("shop", Text("店", "Shop"))
    for name in ("a", "b", "c"):
        shop.indicator(name, Text(name, name), unit="件", kind="count", valid=(1, None))
    shop.identity("sum", Identity.total("a", ["b", "c"]))
    shop.identity("less", Identity.funnel(["b", "a"]))
    with pytest.raises(Unsatisfiable):
        find(ks.rows(ki.Registry([shop]), "shop.a", "shop.b", "shop.c"), lambda row: True, settings=few)


@pytest.mark.parametrize("kind", [*ks.installed(), "narwhals"])
def test_a_table_of_any_kind_has_nothing_wrong_with_it(kind):
    @settings(max_examples=10, deadline=None)
    @given(ks.frames(REG, "tea", kind=kind, areas=2, periods=2))
    def fine(table):
        REG.derive(table, "tea.share", "tea.grade", "tea.per_mu@yoy:pct")
        if kind in {"polars", "pandas", "pyarrow"}:
            assert REG.check(table) == []
            assert all(c.verdict.status is not ki.Consistency.INCONSISTENT for c in REG.check_identities(table))

    fine()


def test_an_unknown_kind_of_table_is_refused_with_the_kinds_there_are():
    with pytest.raises(ValueError, match=r"kind='excel'.*polars, polars lazy, pandas"):
        ks.tabled("excel", {"area": ["a"]})


def test_tables_have_gaps_and_nulls_where_asked():
    whole = ks.columns(REG, "tea", areas=2, periods=2, gaps=False, nulls=False)
    assert none_found(whole, lambda table: len(table["area"]) < 4 or None in table["tea.area"])
    assert find(ks.columns(REG, "tea", areas=2, periods=2), lambda table: None in table["tea.area"])
    assert find(ks.columns(REG, "tea", areas=2, periods=2), lambda table: len(table["area"]) < 4)


def test_a_table_has_the_dimensions_of_what_it_is_for():
    shop = Domain("shop", Text("店", "Shop"))
    shop.indicator("sold", Text("销量", "Sold"), unit="件", by=("colour",))
    table = find(ks.columns(ki.Registry([shop]), "shop.sold", areas=1, periods=1, gaps=False), lambda table: True)
    assert list(table) == ["area", "period", "colour", "shop.sold"]
    assert len(set(table["colour"])) == 2


@few
@given(st.data(), keys)
def test_a_reference_can_be_asked_of_a_table(data, key):
    text = data.draw(ks.references(REG, key))
    table = data.draw(ks.frames(REG, key, text, areas=1, periods=2))
    assert text in REG.derive(table, text).columns


def test_references_know_what_a_kind_forbids():
    asked = ks.askable(REG, "tea.share")
    assert "tea.share@yoy:pp" in asked
    assert "tea.share@yoy:pct" not in asked
    assert "tea.gardens@ytd" in ks.askable(REG, "tea.gardens")
    assert not [text for text in ks.askable(REG, "tea.grade") if ":pct" in text or "@ytd" in text]


@few
@given(ks.settings(REG))
def test_drawn_settings_are_accepted(drawn):
    assert dict(ki.Registry([tea_domain()], settings=drawn).settings) == drawn


def test_the_settings_to_try_have_every_choice_once():
    tried = ks.settings_to_try(ki.Registry([tea_domain()]))
    assert tried == ({"tea.passing": 50}, {"tea.passing": 80})
    assert ks.settings_to_try(REG, {"tea.passing": 80}) == ({"tea.passing": 80},)


@few
@given(st.data())
def test_baselines_are_those_of_the_domain(data):
    domain = tea_domain()
    domain.baseline("before", title=Text("2018年", "2018"), period="2018")
    assert data.draw(ks.baselines(ki.Registry([domain]), "tea")).key == "tea.before"


@few
@given(st.sampled_from(["year", "half", "quarter", "month"]), st.integers(1, 6), st.data())
def test_a_run_of_periods_has_no_gap(frequency, length, data):
    run = [ki.Period.parse(text) for text in data.draw(ks.run_of_periods(frequency, length))]
    assert len(run) == length
    assert all(b == a.shift(1) for a, b in pairwise(run))


def test_periods_keep_to_the_time_of_the_definition():
    shop = Domain("shop", Text("店", "Shop"))
    shop.indicator("sold", Text("销量", "Sold"), unit="件", since="2019-07", until="2022-06")
    reg = ki.Registry([shop])

    @few
    @given(ks.periods(reg, "shop.sold"))
    def within(period):
        assert 2020 <= ki.Period.parse(period).year <= 2021

    within()


def test_the_search_finds_the_best_and_the_worst_through_several_formulas():
    space = ks.Rows(REG, ["tea.grade"])
    assert [space.furthest("tea.grade", up=up)["tea.grade"] for up in (False, True)] == [1, 3]


def test_the_limits_of_a_class_are_drawn():
    lake = Domain("lake", Text("湖", "Lake"))
    lake.indicator("mercury", Text("汞", "Mercury"), unit="mg/L", valid=(0, None))
    lake.derived("over", Text("超标", "Over"), takes={"mercury": "mg/L"})(
        lambda mercury: ki.where(mercury > 0.00005, 1, 0)
    )
    assert find(ks.rows(ki.Registry([lake]), "lake.over"), lambda row: row["lake.mercury"] == 0.00005)


def test_corners_are_the_same_every_time():
    space = ks.Rows(REG, ["tea.grade"])
    assert list(islice(space.corners(), 9)) == list(islice(space.corners(), 9))
