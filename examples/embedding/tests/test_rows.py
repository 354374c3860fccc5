"""The rows that the service returns: value, unit, baseline, reason and sources."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from district_dashboard import Config, Dashboard
from district_dashboard.rows import Row

Answered = dict[tuple[str, str], Row]


@pytest.fixture(scope="module")
def rows(config: Config, figures: Path) -> Answered:
    return {(row["period"], row["reference"]): row for row in Dashboard(config).answer(figures)["rows"]}


def test_there_is_one_row_for_each_target_area_and_period(rows: Answered, config: Config) -> None:
    assert len(rows) == 6 * len(config.targets)
    assert {row["area"] for row in rows.values()} == {"汉丰湖"}
    assert [reference for period, reference in rows if period == "2024-01"] == list(config.targets)


def test_an_answer_survives_json(config: Config, figures: Path) -> None:
    answer = Dashboard(config).answer(figures)
    assert json.loads(json.dumps(answer, ensure_ascii=False, allow_nan=False)) == answer


def test_a_change_has_its_unit_and_the_value_it_is_compared_with(rows: Answered) -> None:
    row = rows["2024-01", "water.codmn@yoy:pct"]
    assert row["value"] == pytest.approx(100 * (3.3 / 3.6 - 1))
    assert row["unit"] == "%"
    assert row["title"] == {"zh": "高锰酸盐指数", "en": "Permanganate index"}
    assert row["baseline"] == {
        "name": "yoy",
        "title": None,
        "reference": "water.codmn@yoy",
        "value": 3.6,
        "unit": "mg/L",
    }


def test_the_limit_of_a_class_comes_with_its_title_and_its_source(rows: Answered) -> None:
    row = rows["2024-02", "water.codmn@class_iii_lake:times"]
    assert row["value"] == pytest.approx(3.4 / 6)
    assert row["unit"] == "1"
    baseline = row["baseline"]
    assert baseline is not None
    assert baseline["title"] == {"zh": "Ⅲ类标准限值（湖库）", "en": "Class III limits (lakes and reservoirs)"}
    assert (baseline["value"], baseline["unit"]) == (6, "mg/L")
    assert any(source["title"]["zh"].startswith("GB 3838-2002") and source["official"] for source in row["sources"])


def test_the_total_of_the_year_is_compared_with_the_same_months(rows: Answered) -> None:
    row = rows["2024-03", "water.complaints@ytd@yoy:pct"]
    assert row["value"] == -50
    assert rows["2024-03", "water.complaints@ytd"]["value"] == 6
    baseline = row["baseline"]
    assert baseline is not None
    assert (baseline["value"], baseline["unit"]) == (12, "件")


def test_a_header_with_another_unit_is_converted(config: Config, csv: Callable[[str], Path]) -> None:
    told = Dashboard(replace(config, targets=("water.tp",)))
    (micro,) = told.answer(csv("area,period,总磷(ug/L)\n湖,2024-01,44\n"))["rows"]
    assert micro["value"] == pytest.approx(0.044)
    assert micro["unit"] == "mg/L"


def test_a_value_that_is_not_there_has_the_reason(rows: Answered) -> None:
    missing = rows["2024-03", "water.codmn"]
    assert (missing["value"], missing["reason"]) == (None, "water.codmn is missing")
    first_year = rows["2023-01", "water.codmn@yoy:pct"]
    assert first_year["value"] is None
    assert "no row of period 2022-01" in str(first_year["reason"])
    assert all((row["value"] is None) == (row["reason"] is not None) for row in rows.values())


def test_a_derived_value_names_the_sources_of_what_it_is_made_from(rows: Answered) -> None:
    row = rows["2024-01", "water.tli_sigma_cn"]
    assert row["value"] is not None
    titles = [source["title"]["zh"] for source in row["sources"]]
    assert any("富营养化评价方法" in title for title in titles)
    assert any("GB 3838-2002" in title for title in titles)
    assert len(titles) == len(set(titles))


def test_a_grade_is_a_label_without_a_unit(rows: Answered) -> None:
    row = rows["2024-01", "water.trophic_grade"]
    assert (row["value"], row["unit"]) == ("中营养", "")
