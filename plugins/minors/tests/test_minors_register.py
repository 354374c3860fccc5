"""The register end to end, on a synthetic configuration: months, rules, deadlines, evaluation, and what is refused."""

import copy
import tomllib
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_minors import (
    FOUR_ONES,
    FUNNEL,
    ConfigurationError,
    MonthError,
    check_chain,
    configured_domain,
    coordination_of,
    evaluation_of,
    handling_of,
    minors,
    on_time_of,
    read_months,
    register_of,
)

TABLE = tomllib.loads((Path(__file__).parent / "configuration.toml").read_text("utf-8"))
REGISTER = register_of(TABLE["register"])
HEAD = [
    "地区",
    "时期",
    "等级",
    "期初在库",
    "入库",
    "出库",
    "期末在库",
    "预警",
    "推送",
    "签收",
    "处置",
    "按时处置",
    "销号",
]
QUARTER = [
    ("甲镇", "2024-01", "低", 10, 4, 2, 12, 4, 4, 4, 4, 4, 3),
    ("甲镇", "2024-01", "中", 5, 2, 1, 5, 2, 2, 2, 2, 1, 1),
    ("甲镇", "2024-01", "高", 1, 1, 0, 3, 1, 1, 1, 1, 1, 0),
    ("甲镇", "2024-02", "低", 12, 0, 3, 9, 0, 0, 0, 0, 0, 0),
    ("甲镇", "2024-02", "中", 5, 3, 1, 7, 3, 3, 2, 2, 2, 2),
    ("甲镇", "2024-02", "高", 3, 0, 1, 2, 0, 0, 0, 0, 0, 0),
    ("甲镇", "2024-03", "低", 9, 1, 0, 10, 1, 1, 1, 1, 1, 1),
    ("甲镇", "2024-03", "中", 7, 0, 2, 5, 0, 0, 0, 0, 0, 0),
    ("甲镇", "2024-03", "高", 2, 2, 1, 3, 2, 2, 2, 1, 0, 1),
]


def table(rows=QUARTER):
    return pl.DataFrame([dict(zip(HEAD, row, strict=True)) for row in rows])


def changed(number, **values):
    rows = [dict(zip(HEAD, row, strict=True)) for row in QUARTER]
    rows[number] |= values
    return pl.DataFrame(rows, strict=False)


# -- scenario: a quarter of the register


def test_a_quarter_of_the_register_from_table_to_rates():
    months = read_months(table(), REGISTER)
    check_chain(months)
    reg = ki.Registry([minors])
    wide = pl.DataFrame([month.row() for month in months])
    assert {check.verdict.status.value for check in reg.check_identities(wide)} == {"consistent"}
    quarter = reg.rollup(wide, period="quarter")
    rates = reg.derive(quarter, "minors.push_rate", "minors.handled_rate", "minors.on_time_rate", "minors.close_rate")
    row = rates.row(0, named=True)
    assert row["period"] == "2024-Q1"
    assert (row["minors.stock_opening"], row["minors.stock"]) == (16, 18)  # first and last of the quarter
    assert (row["minors.entries"], row["minors.exits"]) == (13, 11)
    assert row["minors.push_rate"] == 100
    assert row["minors.handled_rate"] == pytest.approx(100 * 11 / 13)
    assert row["minors.on_time_rate"] == pytest.approx(100 * 9 / 11)
    assert row["minors.close_rate"] == pytest.approx(100 * 8 / 11)


def test_levels_add_up_to_the_stock_and_have_rates_of_their_own():
    (january, *_) = read_months(table(), REGISTER)
    by_level = pl.DataFrame(january.rows_by_level())
    totals = pl.DataFrame([january.row()]).select("area", "period", "minors.stock", "minors.handled", "minors.on_time")
    reg = ki.Registry([minors])
    checks = reg.check_identities(pl.concat([by_level, totals], how="diagonal"))
    found = {check.identity: check.verdict.status.value for check in checks if check.identity.endswith("_by_level")}
    assert found == dict.fromkeys(
        [
            "minors.stock_by_level",
            "minors.handled_by_level",
            "minors.on_time_by_level",
            "minors.on_time_of_handled_by_level",
        ],
        "consistent",
    )
    rates = reg.derive(by_level, "minors.on_time_rate_by_level")
    assert rates["minors.on_time_rate_by_level"].to_list() == [100, 50, 100]


def test_a_wide_row_that_contradicts_itself_is_told_of():
    reg = ki.Registry([minors])
    (month, *_) = read_months(table(), REGISTER)
    wrong = pl.DataFrame([month.row() | {"minors.stock": 21, "minors.signed": 9}])
    broken = {
        c.identity: c.verdict.explanation.en for c in reg.check_identities(wrong) if c.verdict.status != "consistent"
    }
    assert set(broken) == {"minors.stock", "minors.funnel"}
    assert "exceeds" in broken["minors.funnel"]


@pytest.mark.parametrize("kind", ["lazy", "rows", "floats", "pandas", "arrow", "duckdb"])
def test_any_table_gives_the_same_months(kind):
    frame = table()
    if kind == "pandas":
        frame = pytest.importorskip("pandas").DataFrame(frame.to_dict(as_series=False))
    elif kind == "arrow":
        pytest.importorskip("pyarrow")
        frame = frame.to_arrow()
    elif kind == "duckdb":
        duckdb = pytest.importorskip("duckdb")
        pytest.importorskip("pyarrow")
        frame = duckdb.sql("select * from frame")
    elif kind == "floats":
        frame = frame.with_columns(pl.col(pl.Int64).cast(pl.Float64))
    else:
        frame = frame.lazy() if kind == "lazy" else frame.to_dicts()
    assert read_months(frame, REGISTER) == read_months(table(), REGISTER)


# -- scenario: a risk's way through the rules


def test_a_risk_s_way_from_score_to_rate():
    level = REGISTER.level_of(70)
    assert (level.name, str(level), str(REGISTER.route_of("高"))) == ("high", "高", "区级专班")
    rules = handling_of(TABLE["handling"], REGISTER)
    assert rules.rule_for("失学", level.name).to == "教育部门"
    assert (rules.rule_for("家暴", "高").within, rules.rule_for("家暴", "低").within) == (1, None)
    assert rules.rule_for("失管", "low").service == "上门走访"
    on_time, handled = rules.on_time({("家暴", "高"): {0: 2, 2: 1}, ("失学", "high"): {3: 4}, ("失管", "低"): {90: 3}})
    assert (on_time, handled) == (9, 10)
    reg = ki.Registry([minors])
    derived = reg.derive({"minors.on_time": on_time, "minors.handled": handled}, "minors.on_time_rate")
    assert derived["minors.on_time_rate"].magnitude == 90


def test_deadlines_of_the_register_decide_what_is_on_time():
    counts = on_time_of(REGISTER, {"低": {200: 5}, "中": {10: 3, 11: 1}, "high": {1: 2, 4: 2}})
    assert counts == {"low": (5, 5), "middle": (3, 4), "high": (2, 4)}
    on_time, handled = ({level: pair[n] for level, pair in counts.items()} for n in (0, 1))
    assert float(REGISTER.on_time_rate(on_time, handled)) == pytest.approx(10 / 13)


# -- scenario: a place declares its own domain


def test_a_place_declares_its_own_domain_beside_the_plugin_s():
    domain = configured_domain("towns_risk", TABLE)
    reg = ki.Registry([minors, domain])
    assert [str(g) for g in reg["towns_risk.risk_level"].grades] == ["低", "中", "高"]
    counts = {"minors.handled": 76, "minors.pushed": 80, "minors.on_time": 57}
    derived = reg.derive(counts, "towns_risk.evaluation", "towns_risk.evaluation_grade")
    # 60 × min(95/95, 1) + 40 × min(75/90, 1)
    assert derived["towns_risk.evaluation"].magnitude == pytest.approx(60 + 40 * 75 / 90)
    assert str(derived["towns_risk.evaluation_grade"]) == "优"
    rate = reg.derive(
        {"towns_risk.register_on_time": 3, "towns_risk.register_handled": 4}, "towns_risk.register_on_time_rate"
    )
    assert rate["towns_risk.register_on_time_rate"].magnitude == 75


def test_two_places_stand_side_by_side():
    other = {**TABLE, "register": {**TABLE["register"], "levels": ["蓝", "红"], "bands": {}, "deadlines": {}}}
    other["register"] |= {"routes": {"蓝": "村社区", "红": "镇街"}}
    del other["handling"]
    reg = ki.Registry([minors, configured_domain("a_town", TABLE), configured_domain("b_town", other)])
    assert [len(reg[f"{n}_town.risk_level"].grades) for n in "ab"] == [3, 2]


def test_the_evaluation_takes_the_user_s_numbers():
    composite = evaluation_of(TABLE["evaluation"])
    score = composite.score({"handled_rate": 95, "on_time_rate": 45}, year=2024).value
    assert float(score) == pytest.approx(80)
    assert composite.grade({"甲": score}) == {"甲": "良"}


def test_the_four_ways_are_checked_by_what_a_place_names():
    loop = coordination_of(
        {"一屏掌控": ["总览"], "一键智达": ["下达", "回执"], "一贯到底": ["办结"], "一览无余": ["抽查"]}
    )
    done = loop.completion({"一屏掌控": ["总览"], "一键智达": ["下达"], "一贯到底": ["办结"]})
    assert (done.done, done.required) == (3, 5)
    assert [title.zh for title in FOUR_ONES.values()] == ["一屏掌控", "一键智达", "一贯到底", "一览无余"]


def test_warning_matching_and_service_are_the_funnel():
    rates = FUNNEL.pooled_rates([{"预警": 40, "推送": 40, "处置": 30}, {"预警": 20, "推送": 10, "处置": 10}])
    assert float(rates["pushed"].previous) == pytest.approx(50 / 60)
    assert float(rates["handled"].first) == pytest.approx(40 / 60)


def test_sharing_across_districts_is_k_of_n():
    reg = ki.Registry([minors])
    derived = reg.derive({"minors.districts_connected": 19, "minors.districts": 38}, "minors.sharing_rate")
    assert derived["minors.sharing_rate"].magnitude == 50
    wide = pl.DataFrame(
        {"area": ["500000"], "period": ["2024"], "minors.districts_connected": [39], "minors.districts": [38]}
    )
    (check,) = reg.check_identities(wide)
    assert "39 exceeds" in check.verdict.explanation.en


# -- violations: what is not supplied, and what contradicts itself


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: register_of(None), "no source gives its levels.*supply them"),
        (lambda: handling_of({}, REGISTER), "push and handling rules: no source.*supply them"),
        (lambda: evaluation_of(None), "no source gives its items, weights.*supply them"),
        (lambda: coordination_of({}), "no source says what 一屏掌控.*supply"),
        (lambda: configured_domain("towns_risk", None), "no source gives its levels"),
        (lambda: configured_domain("minors", TABLE), "the name is taken; choose another"),
        (lambda: configured_domain("towns_risk", {**TABLE, "levels": 1}), "unknown entries levels"),
        (lambda: configured_domain("t", {k: v for k, v in TABLE.items() if k != "year"}), "has no year"),
    ],
)
def test_what_no_source_gives_has_no_default(ask, words):
    with pytest.raises(ConfigurationError, match=words):
        ask()


def register_with(**values):
    return {**TABLE["register"], **values}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"bands": {"low": (20, 40), "middle": (50, 70), "high": (70, None)}}, "gap from 40 to 50"),
        ({"bands": {"low": (20, 45), "middle": (40, 70), "high": (70, None)}}, "overlap from 40 to 45"),
        ({"routes": {"low": "村社区", "high": "镇街"}}, "level 中 has no route"),
        ({"deadlines": {"high": 0}}, "deadline of 高 is 0"),
        ({"deadlines": {"hihg": 3}}, "unknown level 'hihg'"),
        ({"entry": []}, "0 entry rules are too few"),
    ],
)
def test_a_register_that_cannot_be_is_refused(values, words):
    with pytest.raises(ConfigurationError, match=words):
        register_of(register_with(**values))


def rules_with(change):
    handling = copy.deepcopy(TABLE["handling"])
    change(handling)
    return handling


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda h: h["rules"].pop(2), "gap: no rule covers category '失学' at level 'high'"),
        (lambda h: h["rules"][2].pop("categories"), "overlap: rules 3 and 4 all cover category '失管' at level 'high'"),
        (lambda h: h["rules"][1].update(within=0), "rule 2: deadline within=0"),
        (lambda h: h["rules"][0].update(levels=["lwo"]), "rule 1: unknown level 'lwo'"),
        (lambda h: h["rules"][0].pop("to"), r"handling\.rules 1.*missing 1 required.*'to'"),
        (lambda h: h["rules"][0].update(to=" "), "rule 1: says not who handles the risk"),
        (lambda h: h.update(categories=[]), "no categories"),
    ],
)
def test_rules_with_gaps_overlaps_or_impossible_deadlines_are_refused(change, words):
    with pytest.raises(ConfigurationError, match=words):
        handling_of(rules_with(change), REGISTER)


def test_an_unknown_category_or_level_has_no_rule():
    rules = handling_of(TABLE["handling"], REGISTER)
    with pytest.raises(ConfigurationError, match="unknown category '失联'; known: 失管, 失学, 家暴"):
        rules.rule_for("失联", "高")
    with pytest.raises(ConfigurationError, match="unknown level '极高'"):
        rules.rule_for("失管", "极高")
    with pytest.raises(ConfigurationError, match="number of risks -1 is no whole number"):
        rules.on_time({("失管", "高"): {1: -1}})


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (lambda: changed(0, 期末在库=13), "甲镇 2024-01: stock: .* differs from closing 21"),
        (lambda: changed(4, 签收=4), "level middle: 签收 4 exceeds 推送 3; a later step never holds more"),
        (lambda: changed(1, 按时处置=3), "level middle: on time 3 exceeds handled 2"),
        (lambda: changed(0, 入库=-4), r"level low: entries \(入库\) is no count"),
        (lambda: changed(0, 入库=None), r"level low: entries \(入库\) is no count"),
        (lambda: changed(0, 入库=1.5), r"level low: entries \(入库\) is no count"),
        (lambda: changed(2, 等级="低"), "level low stands twice"),
        (lambda: changed(2, 等级="极高"), "a level that the register does not have; its levels are 低, 中, 高"),
        (lambda: table(QUARTER[1:]), "level 低 is missing; write 0"),
        (lambda: changed(0, 时期="一月"), "一月"),
        (lambda: table().drop("签收"), r"column 'signed' \(签收\) is missing"),
        (lambda: table().with_columns(备注=pl.lit("")), "column '备注' is no part of a register month"),
        (lambda: 7, "no columns|has no rows"),
    ],
)
def test_a_month_that_contradicts_itself_is_refused(frame, words):
    with pytest.raises(ki.KaizhouError, match=words):
        read_months(frame(), REGISTER)


def test_a_month_must_open_where_the_last_one_closed():
    months = read_months(changed(3, 期初在库=13, 出库=4), REGISTER)
    with pytest.raises(MonthError, match="2024-02, level low: opening 13 differs from closing 12 of 2024-01"):
        check_chain(months)
    first, _, third = read_months(table(), REGISTER)
    with pytest.raises(MonthError, match="2024-03: does not follow 2024-01"):
        check_chain([third, first])


def test_more_cannot_leave_than_was_there():
    with pytest.raises(ki.ProcessError, match="exits 9 exceed opening 3"):
        REGISTER.closing(opening=3, entries={"评分达到": 2, "部门移交": 1}, exits=9)
