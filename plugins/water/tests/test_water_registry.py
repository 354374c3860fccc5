"""The domain in a registry: keys, single values, tables, baselines, windows, figures as published."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_water import HEADINGS, assess, exceedance_multiple, items, rows, water
from kaizhou_water.tables import rated

SETTINGS = {"water.target_class": 2, "water.comparison": "or_better"}
REG = ki.Registry([water], settings=SETTINGS)

KEYS = [
    *("codmn", "bod5", "tp", "tn", "nh3n", "do", "cod", "ph", "chla", "sd"),
    *("tli_chla", "tli_tp", "tli_tn", "tli_sd", "tli_codmn", "tli_sigma_cn", "trophic_grade"),
    *("gb3838_class_river", "gb3838_class_lake", "months_at_class", "share_class_i_iii"),
    *("complaints", "night_economy", "tourism_income"),
]


def at_class(position, body="river"):
    return {f"water.{i.name}": 7.0 if i.name == "ph" else float(i.limits[body][position - 1]) for i in rated(body)}


@pytest.mark.parametrize("name", KEYS)
def test_the_keys_are_there_in_both_languages(name):
    indicator = REG[f"water.{name}"]
    assert indicator.title.zh
    assert indicator.title.en


def test_every_indicator_is_defined_in_both_languages_and_has_a_source():
    bare = [k for k, i in REG.items() if not (i.definition.zh and i.definition.en and REG.source_of(i))]
    assert not bare


@pytest.mark.parametrize("name", ["complaints", "months_at_class", "night_economy", "tourism_income"])
def test_what_only_the_review_reports_says_that_no_definition_was_found(name):
    indicator = REG[f"water.{name}"]
    assert indicator.source == "kaizhou_review_2024"
    assert "未见公开的统计定义" in indicator.definition.zh
    assert "no public definition was found" in indicator.definition.en


def test_an_item_with_limits_for_lakes_only_says_so():
    nitrogen = REG["water.class_tn"]
    assert nitrogen.title == ki.Text("总氮类别（湖库）", "Class of total nitrogen (lakes and reservoirs)")
    assert "供参考" in nitrogen.definition.zh
    assert "湖库" in nitrogen.definition.zh
    assert "lakes and reservoirs only" in nitrogen.definition.en
    assert REG["water.class_codmn"].title.zh == "高锰酸盐指数类别"


def test_printed_decimals_never_make_a_bad_ph_look_good():
    assert REG["water.ph"].decimals is None
    assert {REG[f"water.tli_{n}"].decimals for n in ("chla", "tp", "tn", "sd", "codmn", "sigma_cn")} == {3}


def test_every_indicator_stands_under_one_heading():
    assert [title.zh for title in HEADINGS] == ["水环境", "水生态", "水资源"]
    listed = [key for keys in HEADINGS.values() for key in keys]
    assert sorted(listed) == sorted(REG)
    assert "water.bloom_events" in HEADINGS[ki.Text("水生态", "Aquatic ecology")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("高指", "codmn"),
        ("NH3-N", "nh3n"),
        ("CODMn", "codmn"),
        ("五日生化需氧量", "bod5"),
        ("优良比例", "share_class_i_iii"),
    ],
)
def test_aliases_find_the_indicator(text, key):
    assert REG.find(text)[0].key == f"water.{key}"


# -- single values


def test_the_index_from_concentrations_in_other_units():
    given_ = {"water.chla": "7.77 ug/L", "water.tp": "270 ug/L", "water.tn": "1.81 mg/L", "water.sd": "43 cm"}
    derived = REG.derive(given_, "water.tli_sigma_cn", "water.trophic_grade")
    assert derived["water.tli_sigma_cn"].magnitude == pytest.approx(61.535, abs=0.06)
    assert str(derived["water.trophic_grade"]) == "中度富营养"
    assert derived["water.trophic_grade"].title.en == "Moderately eutrophic"


@given(st.floats(1e-3, 10), st.sampled_from([("mg/L", 1), ("ug/L", 1000), ("g/m^3", 1)]))
def test_the_unit_of_an_input_changes_nothing(tp, unit):
    name, factor = unit
    rescaled = REG.derive({"water.tp": f"{tp * factor!r} {name}"}, "water.tli_tp")["water.tli_tp"].magnitude
    assert rescaled == pytest.approx(REG.derive({"water.tp": tp}, "water.tli_tp")["water.tli_tp"].magnitude)


def test_too_few_parameters_are_named():
    with pytest.raises(ki.DerivationError, match=r"water\.tli_sigma_cn"):
        REG.derive({"water.chla": 10, "water.tp": 0.1, "water.tn": 1.0}, "water.tli_sigma_cn")
    with pytest.raises(ki.DerivationError, match=r"water\.chla"):
        REG.derive({"water.tp": 0.1, "water.tn": 1.0, "water.sd": 0.5, "water.codmn": 4.0}, "water.tli_sigma_cn")


@pytest.mark.parametrize("body", ["river", "lake"])
@pytest.mark.parametrize("position", range(1, 6))
def test_derive_and_assess_say_the_same(body, position):
    values = at_class(position, body)
    key = f"water.gb3838_class_{body}"
    grade = REG.derive(values, key)[key]
    assert (grade.position, grade.title) == (position, assess(values, body).label)


def test_an_incomplete_sample_names_what_is_missing_and_has_a_bound():
    values = {"water.codmn": 3.4, "water.bod5": 2.2}
    with pytest.raises(ki.MissingInputError, match=r"water\.tp.*water\.sulfide"):
        REG.derive(values, "water.gb3838_class_lake")
    bound = REG.derive(values, "water.gb3838_at_best_lake", "water.class_codmn")
    assert str(bound["water.gb3838_at_best_lake"]) == "Ⅱ类"
    assert bound["water.class_codmn"] > "Ⅰ类"


def test_the_exceedance_multiple_is_the_change_on_the_class_limit():
    reference = "water.tn@class_v_lake:times_more"
    found = REG.derive({"water.tn": 9.79}, reference)[reference].magnitude
    assert found == pytest.approx(3.895)
    assert found == pytest.approx(exceedance_multiple(9.79, float(items()["tn"].limits["lake"][4])))


@pytest.mark.parametrize("name", ["ph", "do", "water_temperature"])
def test_ph_oxygen_and_temperature_have_no_multiple(name):
    with pytest.raises(ki.KaizhouError, match="class_iii_river"):
        REG.derive({f"water.{name}": 5.0}, f"water.{name}@class_iii_river:times_more")


def test_a_river_of_few_sections_has_no_rating():
    shares = {"water.sections_i_iii": 169, "water.sections_below_v": 5, "water.sections": 180}
    derived = REG.derive(shares, "water.share_class_i_iii", "water.river_rating")
    assert derived["water.share_class_i_iii"].magnitude == pytest.approx(93.889, abs=1e-3)
    assert str(derived["water.river_rating"]) == "优"
    few = {"water.sections_i_iii": 4, "water.sections_below_v": 0, "water.sections": 4}
    with pytest.raises(ki.DerivationError, match="sections >= 5"):
        REG.derive(few, "water.river_rating")


def test_a_section_is_rated_by_its_class():
    assert (
        str(REG.derive({"water.gb3838_class_river": "Ⅲ类"}, "water.section_rating_river")["water.section_rating_river"])
        == "良好"
    )


def test_an_explanation_names_the_rule():
    told = str(REG.explain({"water.chla": 10, "water.tp": 0.1, "water.tn": 1.0, "water.sd": 0.5}, "water.tli_sigma_cn"))
    assert "湖泊（水库）富营养化评价方法及分级技术规定" in told


# -- tables


def test_the_hulun_series_in_a_table():
    series = pl.DataFrame(rows("hulun_2011_2020"))
    names = ["tli_chla", "tli_tp", "tli_tn", "tli_sd"]
    frame = series.select(
        pl.lit("呼伦湖").alias("area"),
        pl.col("year").alias("period"),
        *[pl.col(n).cast(pl.Float64).alias(f"water.{n}") for n in names],
    )
    derived = REG.derive(frame, "water.tli_sigma_cn", "water.trophic_grade")
    assert derived["water.tli_sigma_cn"].round(3).to_list() == series["tli_sigma_cn"].cast(pl.Float64).to_list()
    assert derived["water.trophic_grade"].to_list() == series["trophic_grade"].to_list()


def test_a_row_with_a_missing_item_has_no_class_and_a_bound():
    full = at_class(2) | {"water.tp": 0.25}
    frame = pl.DataFrame(
        [
            {"area": "a", "period": "2024-01", **full},
            {"area": "a", "period": "2024-02", **full, "water.lead": None},
        ]
    )
    derived = REG.derive(frame, "water.gb3838_class_river", "water.gb3838_at_best_river")
    assert derived["water.gb3838_class_river"].to_list() == ["Ⅳ类", None]
    assert derived["water.gb3838_at_best_river"].to_list() == ["Ⅳ类", "Ⅳ类"]


def months(labels, year=2024, area="养鹿断面"):
    return pl.DataFrame(
        {
            "area": [area] * len(labels),
            "period": [f"{year}-{month:02}" for month in range(1, len(labels) + 1)],
            "water.gb3838_class_river": labels,
        }
    )


YEAR = ["Ⅱ类"] * 7 + ["Ⅰ类"] * 2 + ["Ⅲ类"] * 3


@pytest.mark.parametrize(("comparison", "count"), [("or_better", 9), ("exactly", 7)])
def test_months_at_a_class_depend_on_the_comparison_declared(comparison, count):
    reg = ki.Registry([water], settings={"water.target_class": 2, "water.comparison": comparison})
    found = reg.derive(months(YEAR), "water.months_at_class")["water.months_at_class"].drop_nulls().to_list()
    assert found[-1] == count


def test_months_at_a_class_need_their_settings():
    with pytest.raises(ki.SettingError, match=r"water\.(target_class|comparison)"):
        ki.Registry([water]).derive(months(YEAR), "water.months_at_class")


def rated_periods(*periods):
    return pl.DataFrame(
        {"area": ["养鹿断面"] * len(periods), "period": periods, "water.gb3838_class_river": ["Ⅱ类"] * len(periods)}
    )


@pytest.mark.parametrize(
    "other",
    [
        [f"2024-03-{day:02}" for day in range(1, 32)],
        [f"2024-Q{quarter}" for quarter in range(1, 5)],
        ["2024"],
    ],
    ids=["days", "quarters", "year"],
)
def test_only_months_count_as_months(other):
    found = REG.derive(rated_periods(*other), "water.months_at_class")["water.months_at_class"].to_list()
    assert not [count for count in found if count]  # neither 31 days nor 4 quarters nor the year is a month
    mixed = rated_periods(*(f"2024-{month:02}" for month in range(1, 13)), *other)
    counts = REG.derive(mixed, "water.months_at_class").filter(pl.col("water.months_at_class").is_not_null())
    assert counts["water.months_at_class"].max() == 12


def test_twelve_months_of_rows_are_twelve_months():
    year = months(["Ⅰ类"] * 5 + ["Ⅱ类"] * 7)
    assert REG.derive(year, "water.months_at_class")["water.months_at_class"].drop_nulls().to_list()[-1] == 12


def test_the_change_on_2018():
    frame = pl.DataFrame({"area": ["汉丰湖"] * 2, "period": ["2018", "2024"], "water.codmn": [3.8, 3.4]})
    reference = "water.codmn@ref_2018:pct"
    assert REG.derive(frame, reference)[reference].to_list()[1] == pytest.approx(-10.526, abs=1e-3)


# -- figures as published


def test_the_figures_are_observed_with_their_sources():
    figures = {(o.key, o.area, o.period): o for o in REG.observations}
    codmn = figures["water.codmn", "汉丰湖", "2024"]
    assert (codmn.value, codmn.printed, codmn.source) == (3.4, "3.4mg/L", "water.kaizhou_review_2024")
    assert figures["water.codmn@2018:pct", "汉丰湖", "2024"].value == -10.5
    assert [figures["water.months_at_class", "养鹿断面", year].value for year in ("2022", "2024")] == [6, 9]
    assert "承前文" in figures["water.night_economy", "500154", "2024"].note.zh


def test_a_finding_in_words_has_no_number():
    (bloom,) = REG.observations.of("water.bloom_events")
    assert (bloom.area, bloom.period, bloom.value, bloom.printed) == ("汉丰湖", "2022/2024", None, "无明显水华")
    assert "is not stated" in bloom.note.en
    assert [o.period for o in REG.observations.of("water.level_range")] == ["2015"]


def test_years_that_the_review_does_not_print_are_said_to_be_inferred():
    assert REG.parts.sources["water.kaizhou_review_2024"].year is None
    (index,) = REG.observations.of("water.tli_sigma_cn")
    assert "inferred from its other figures" in index.note.en


@pytest.mark.parametrize("name", ["gb3838_2002", "jsz_2001_090", "hb_2011_22"])
def test_a_reader_sees_that_the_text_was_read_in_reposts(name):
    source = REG.parts.sources[f"water.{name}"]
    assert "转载" in source.clause
    assert "repost" in source.clause


def test_the_honours_of_the_lake_are_recorded_once():
    found = ki.Event.distinct(REG.events["water"])
    assert (len(found.events), found.merged) == (4, ())
    counted = ki.Event.count_by_level(found.events)
    assert [counted[ki.HonourLevel.of(level)] for level in ("national", "municipal")] == [2, 2]
    assert {e.source for e in found.events} == {"water.kaizhou_review_2024"}


def test_night_economy_and_tourism_are_never_added():
    assert not [f for f in REG if {"water.night_economy", "water.tourism_income"} & set(REG.needs(f))]
