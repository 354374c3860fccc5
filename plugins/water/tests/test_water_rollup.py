"""The water domain rolled up: months at class are counted, shares pooled, indices taken of means and never averaged."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_water import water
from kaizhou_water.tables import rated

REG = ki.Registry([water], settings={"water.target_class": 2, "water.comparison": "or_better"})
MONTHS = [f"2024-{m:02}" for m in range(1, 13)]
#: permanganate index of a section, mg/L; class II ends at 4
CODMN = [3.4, 3.8, 4.2, 4.1, 3.9, 3.0, 2.8, 3.3, 4.6, 3.9, 3.5, 3.4]


def section(codmn=CODMN):
    items = {f"water.{i.name}": 7.0 if i.name == "ph" else float(i.limits["river"][1]) for i in rated("river")}
    rows = [{"area": "养鹿", "period": m, **items, "water.codmn": c} for m, c in zip(MONTHS, codmn, strict=True)]
    return pl.DataFrame(rows, schema_overrides={"water.codmn": pl.Float64})


def test_months_at_class_are_nine_as_published_for_yanglu():
    made = REG.rollup(section(), "water.months_at_class")
    assert made.rows() == [("养鹿", "2024", 9.0, 12)]


def test_a_month_not_rated_is_told_and_not_counted_silently():
    table = section([None, *CODMN[1:]])
    assert REG.rollup(table, "water.months_at_class")["water.months_at_class"].to_list() == [None]
    assert REG.rollup(table, "water.months_at_class", complete=11).rows() == [("养鹿", "2024", 8.0, 11)]


def test_the_share_of_sections_is_of_all_sections():
    table = pl.DataFrame(
        {"area": ["甲", "乙"], "period": [2024, 2024], "water.sections_i_iii": [7, 36], "water.sections": [12, 60]}
    )
    made = REG.rollup(table, "water.share_class_i_iii", area={"甲": "市", "乙": "市"})
    assert made.rows() == [("市", 2024, pytest.approx(100 * 43 / 72))]


def test_the_trophic_index_of_a_lake_is_that_of_its_mean_concentrations():
    names = {"chla": [8.0, 40.0], "tp": [0.03, 0.12], "tn": [0.8, 2.0], "sd": [1.2, 0.4], "codmn": [3.0, 6.0]}
    table = pl.DataFrame({"area": ["p1", "p2"], "period": [2024] * 2, **{f"water.{n}": v for n, v in names.items()}})
    lake = {f"water.{n}": sum(v) / 2 for n, v in names.items()}
    made = REG.rollup(table, "water.tli_sigma_cn", area={"p1": "湖", "p2": "湖"})["water.tli_sigma_cn"][0]
    assert made == pytest.approx(REG.derive(lake, "water.tli_sigma_cn")["water.tli_sigma_cn"].magnitude)
    points = REG.derive(table, "water.tli_sigma_cn")["water.tli_sigma_cn"]
    assert made != pytest.approx(points.mean(), abs=0.1)


def test_the_acidity_is_never_averaged_so_neither_is_the_class_of_a_year():
    with pytest.raises(ki.ComparabilityError, match=r"water.ph is not rolled up over time to the year"):
        REG.rollup(section(), "water.gb3838_class_river")
