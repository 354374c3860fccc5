"""Worked cases from public sources and Kaizhou's figures, against the formulas as declared.

``exact`` reproduces from the inputs as printed; ``interval`` only once the inputs are read as rounding boxes.
"""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_grain import grain, run_of
from kaizhou_indicators import Interval

REG = ki.Registry([grain])
CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))
BY_STATUS = {status: [c for c in CASES if c["status"] == status] for status in ("exact", "interval")}
KAIZHOU, CITY = "500154", "500000"
UNITS = {"output_wt": "万吨", "output_t": "吨", "area_wmu": "万亩", "area_khm2": "千公顷"}


def quantities(case):
    """Output and area of a yield case, as texts with unit."""
    named = {("output" if name.startswith("output") else "sown_area"): name for name in case["inputs"]}
    return {f"grain.{key}": f"{case['inputs'][name]} {UNITS[name]}" for key, name in named.items()}


def converted(key, text, unit):
    return REG.derive({key: text}, key)[key].to(unit).magnitude


def change(case, x):
    base = x["base"] if "base" in x else x["current"] - x["delta"]
    return REG.derive({"grain.output": x["current"], "grain.output@2000": base}, "grain.output@2000:pct")


def number(case):
    """The result of a case from its inputs as printed, through the registry."""
    x = {name: float(text) for name, text in case["inputs"].items()}
    match case["metric"]:
        case "yield_kg_per_mu":
            return REG.derive(quantities(case), "grain.yield")["grain.yield"].magnitude
        case "yield_kg_per_ha":
            return REG.derive(quantities(case), "grain.yield_per_hectare")["grain.yield_per_hectare"].magnitude
        case "convert_wt_to_yijin":
            return converted("grain.output", f"{x['o']} 万吨", "亿斤")
        case "convert_khm2_to_wanmu":
            return REG.derive({"grain.sown_area": f"{x['ha']} 千公顷"}, "grain.sown_area")["grain.sown_area"].magnitude
        case "convert_kg_ha_to_kg_mu":
            return converted("grain.yield", f"{x['y']} 公斤/公顷", "公斤/亩")
        case "mechanization_rate":
            rates = {f"grain.{name}_rate": value for name, value in x.items()}
            return REG.derive(rates, "grain.mechanization_rate")["grain.mechanization_rate"].magnitude
        case _:
            return change(case, x)["grain.output@2000:pct"].magnitude


def box(case):
    """What the result can be when every input lies in its rounding box."""
    x = {name: Interval.printed(text) for name, text in case["inputs"].items()}
    match case["metric"]:
        case "growth_pct":
            return 100 / (x["current"] / x["delta"] - 1)
        case "mechanization_rate":
            tree = REG.derivation("grain.mechanization_rate").bare
            return ki.evaluate(tree, {f"grain.{name}_rate": value for name, value in x.items()}).interval
        case metric:
            key = "grain.yield" if metric == "yield_kg_per_mu" else "grain.yield_per_hectare"
            area = x["area_khm2"] * Fraction(3, 2) if "area_khm2" in x else x["area_wmu"]
            given = {"grain.output": x["output_wt"], "grain.sown_area": area}
            return ki.evaluate(REG.derivation(key).bare, given).interval


def printed_alike(value, printed):
    """Whether the value rounds to the figure printed, half up or half to even: both ends of the box are closed."""
    decimals = len(printed.partition(".")[2])
    half = Decimal(5).scaleb(-decimals - 1)
    return abs(Decimal(repr(float(value))) - Decimal(printed)) <= half + Decimal("1e-9")


def test_there_are_cases_of_every_status():
    assert {status: len(found) for status, found in BY_STATUS.items()} == {"exact": 29, "interval": 6}
    assert all(case["source"] for case in CASES)


@pytest.mark.parametrize("case", BY_STATUS["exact"], ids=lambda c: c["id"])
def test_exact_cases_reproduce(case):
    assert printed_alike(number(case), case["expected"])


@pytest.mark.parametrize("case", BY_STATUS["interval"], ids=lambda c: c["id"])
def test_interval_cases_need_the_rounding_box(case):
    assert not printed_alike(number(case), case["expected"])
    assert box(case).intersects(Interval.printed(case["expected"]))


def test_the_kaizhou_yield_of_2023_is_implied_and_was_not_printed():
    seen = {key: REG.observations.of(f"grain.{key}", KAIZHOU, "2023") for key in ("output", "sown_area", "yield")}
    assert not seen["yield"]
    given = {f"grain.{key}": Interval.printed(str(seen[key][0].value)) for key in ("output", "sown_area")}
    found = ki.evaluate(REG.derivation("grain.yield").bare, given)
    assert found.exact
    assert found.interval.text(2) == "[337.40, 337.49]"
    assert [round(float(end), 1) for end in (found.interval.lo, found.interval.hi)] == [337.4, 337.5]


def test_kaizhou_stands_in_the_city_of_2024():
    rows = {area: REG.observations.of("grain.sown_area", area, "2024")[0].value for area in (KAIZHOU, CITY)}
    table = pl.DataFrame({"area": list(rows), "period": ["2024"] * 2, "grain.sown_area": list(rows.values())})
    share = REG.derive(table, "grain.sown_area@city:share")["grain.sown_area@city:share"]
    assert share[0] == pytest.approx(100 * 173.4 / 3047.87)
    rank = REG.derive(table, "grain.sown_area@rank")["grain.sown_area@rank"]
    assert rank.to_list() == [2, 1]


def test_the_changes_printed_for_the_city_go_with_its_levels():
    level = REG.observations.of("grain.yield", CITY, "2024")[0].value
    rise = REG.observations.of("grain.yield@yoy:abs", CITY, "2024")[0].value
    assert (Interval.printed(str(level)) - Interval.printed(str(rise))).contains("360.6")
    assert REG.observations.of("grain.output@yoy:pct", CITY, "2024")[0].printed == "增长0.4%"


def test_the_article_s_run_of_the_demonstration_plots_is_kept_open():
    years = REG.observations.of("grain.demonstration_streak", KAIZHOU, "2022/2024")[0]
    growth = REG.observations.of("grain.demonstration_growth", KAIZHOU, "2022/2024")[0]
    assert (years.printed, years.value) == ("连续三年", None)
    assert (growth.printed, growth.value) == ("20%以上", None)
    assert "未说明" in growth.note.zh
    run = run_of(3, 20)
    assert run.rises.contains("1.728")
    assert run.values.contains("1.44")


def test_income_of_rural_residents_is_recorded_under_the_core_s_indicator():
    seen = REG.observations.of("economy.rural_disposable_income", KAIZHOU, "2023")[0]
    assert (seen.value, seen.source) == (21036, "grain.kaizhou_grain_2024")


def test_ratoon_rice_keeps_its_open_words():
    prints = {o.printed: o.value for o in REG.observations if o.key.startswith("grain.crop") and o.area == "竹溪镇"}
    assert prints == {
        "3000亩以上": None,
        "3000余亩": None,
        "100、200公斤": None,
        "500多公斤": None,
        "350公斤": 350,
        "650公斤": 650,
    }


def test_only_published_sums_bound_the_total_sown_area():
    [check] = [c for c in REG.check_identities() if c.identity == "grain.sown_parts"]
    assert check.verdict.status is ki.Consistency.UNDETERMINED
    assert check.verdict.bounds["total_sown_area"].lo == Fraction("210.35")  # 173.4 + 37.2, less the slack


def test_published_honours_are_counted_by_level():
    events = REG.events["grain"]
    assert {event.kind for event in events} == {"典型案例", "发文表扬"}
    assert all(event.date == "2024" and "未印日期" in event.note.zh for event in events)
    by_level = ki.Event.count_by_level(events)
    assert by_level[ki.HonourLevel.NATIONAL] == by_level[ki.HonourLevel.MUNICIPAL] == 1
    assert len(ki.Event.distinct([*events, *events]).events) == 2
