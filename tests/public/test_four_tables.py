"""Four Chinese tables: which printed columns follow, on every kind of table; what differs has a row and a reason."""

from __future__ import annotations

import csv

import four_tables
import pytest
from four_tables import TABLES, agreeing, implied

import frames
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Interval, Text, exp

#: table, derived column -> rows that agree, rows
AGREEING = {
    ("cn_grain_2015", "单产"): (38, 38),
    ("cn_hulun_tli_2011_2020", "TLI综合"): (10, 10),
    ("cn_hulun_tli_2011_2020", "营养状态"): (10, 10),
    ("cn_xinjiang_gp_2012_2020", "每万人口全科医生数_名"): (8, 9),
    ("cn_xinjiang_gp_2012_2020", "转岗培训占比_%"): (8, 9),
    ("cn_xinjiang_gp_2012_2020", "按每万名居民3名应配置_名"): (9, 9),
    ("cn_qinghai_grass_2015_2016", "变化量"): (9, 9),
    ("cn_qinghai_grass_2015_2016", "变化幅度"): (9, 9),
    ("cn_qinghai_grass_2015_2016", "单产"): (4, 18),
}


@pytest.mark.parametrize(("name", "header"), AGREEING)
def test_a_printed_column_follows_in_as_many_rows(name, header):
    table = TABLES[name]()
    found = agreeing(ki.Registry([table.domain]), table, header)
    assert (sum(same for _, same in found), len(found)) == AGREEING[name, header]
    assert (header in table.notes) == (not all(same for _, same in found))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_example_explains_all_that_differs(language, capsys):
    assert four_tables.main(language) == 0
    out = capsys.readouterr().out
    assert "?" not in out
    assert "海西州 2015" in out


@pytest.mark.parametrize("kind", frames.ALL)
@pytest.mark.parametrize("name", TABLES)
def test_every_kind_of_table_derives_the_same(name, kind):
    table = TABLES[name]()
    reg, wide = ki.Registry([table.domain]), four_tables.frame(table)
    targets = list(table.derived.values())
    expected = reg.derive(wide, *targets).to_dict(as_series=False)
    numbered = {frames.ROW: list(range(wide.height)), **wide.to_dict(as_series=False)}
    found = frames.plain(reg.derive(frames.ALL[kind](numbered), *targets))
    for target in targets:
        for theirs, ours in zip(expected[target], found[target], strict=True):
            assert ours == (theirs if not isinstance(theirs, float) else pytest.approx(theirs, rel=1e-12))


def test_the_population_of_2020_is_the_mean_of_six_years_and_not_the_one_that_was_divided_by():
    table = TABLES["cn_xinjiang_gp_2012_2020"]()
    people = {row["period"]: float(row["doctors.people"]) for row in table.rows}
    assert people["2020"] == pytest.approx(sum(people[str(year)] for year in range(2014, 2020)) / 6, abs=0.005)
    last = table.rows[-1]
    divided_by = Interval.point(int(last["doctors.practising"])) / Interval.printed(last["每万人口全科医生数_名"])
    assert divided_by.text(1) == "[2651.8, 2663.7]"


def test_half_a_person_more_or_less_would_explain_the_share_of_2019():
    row = next(row for row in TABLES["cn_xinjiang_gp_2012_2020"]().rows if row["period"] == "2019")
    share = 100 * Interval.printed(row["doctors.retrained"]) / Interval.printed(row["doctors.practising"])
    assert share.intersects(Interval.printed(row["转岗培训占比_%"]))


def test_whole_ten_thousands_are_what_three_each_are_counted_for():
    """The population with its decimals gives another number in eight of nine rows."""
    table = TABLES["cn_xinjiang_gp_2012_2020"]()
    exact = [3 * Interval.printed(row["doctors.people"]) for row in table.rows]
    printed = [Interval.printed(row["按每万名居民3名应配置_名"]) for row in table.rows]
    assert sum(a.intersects(b) for a, b in zip(exact, printed, strict=True)) == 1


def test_another_area_lies_behind_the_hay_per_area_and_it_is_the_same_in_both_years():
    table = TABLES["cn_qinghai_grass_2015_2016"]()
    areas: dict[str, Interval | None] = {}
    for row in table.rows:
        area = 1000 * Interval.printed(row["grass.hay"]) / Interval.printed(row["单产"])
        so_far = areas.get(row["area"], area)
        areas[row["area"]] = None if so_far is None else so_far.intersection(area)
    assert None not in areas.values()
    printed = {row["area"]: float(row["grass.area"]) for row in table.rows}
    off = {name: round(printed[name] / float(area.midpoint), 2) for name, area in areas.items()}
    assert off["海西州"] == 1.32
    assert off["青海省"] == 1.08


def test_parts_of_the_grain_make_the_whole():
    rows = {row["crop"]: row for row in TABLES["cn_grain_2015"]().rows if row["area"] == "全国"}
    for parts in (("谷物", "豆类", "薯类"), ("夏粮", "早稻", "秋粮")):
        for key in ("grain.sown", "grain.output"):
            whole = sum((Interval.printed(rows[part][key]) for part in parts), Interval.point(0))
            assert whole.intersects(Interval.printed(rows["全年粮食"][key]))


def concentration(a: float, b: float):
    """Return the inverse of TLI = 10 (a + b ln c)."""
    return lambda tli: exp((tli / 10 - a) / b)


def test_the_values_of_the_text_follow_from_the_table():
    domain = Domain("implied", Text("推得浓度", "Implied concentrations"))
    for name, a, b, unit in (
        ("chla", 2.5, 1.086, "mg/m^3"),
        ("tp", 9.436, 1.624, "mg/L"),
        ("tn", 5.453, 1.694, "mg/L"),
        ("sd", 5.118, -1.94, "m"),
    ):
        title, inputs = Text(f"推得{name}", f"{name} implied"), {"tli": f"lake.tli_{name}"}
        domain.derived(name, title, unit=unit, inputs=inputs, takes={"tli": "1"})(concentration(a, b))
    reg, table = ki.Registry([four_tables.lake, domain]), TABLES["cn_hulun_tli_2011_2020"]()
    rows = {row["period"][:4]: row for row in table.rows}
    with (four_tables.DATA / "cn_hulun_text_values.csv").open(encoding="utf-8-sig") as file:
        told = list(csv.DictReader(file))
    assert len(told) == 9
    for value in told:
        found = implied(reg, table, rows[value["年份"]], f"implied.{value['参数'].lower()}")
        assert found.intersects(Interval.printed(value["值"])), value
