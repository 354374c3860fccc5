"""Figures at fault: everything that is wrong is told, and nothing is derived from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from district_dashboard import Config, Dashboard, FiguresError

Csv = Callable[[str], Path]
HEAD = "area,period,water.codmn,water.complaints\n"


def faults(config: Config, file: Path) -> str:
    with pytest.raises(FiguresError) as told:
        Dashboard(replace(config, targets=("water.codmn",))).answer(file)
    assert str(told.value).startswith(file.name)
    return "\n".join(told.value.faults)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + "湖,2024-01,3.4,2\n湖,2024-01,3.5,2\n", "more than one row"),
        (HEAD + "湖,2024-13,3.4,2\n", "month 13 is not from 1 to 12"),
        (HEAD + "湖,2024-01,3.4,-2\n", "leaves the valid range"),
        (HEAD + "湖,2024-01,约3,2\n", "'约3'"),
        ("area,period,water.codmm\n湖,2024-01,3\n", "Did you mean"),
        ("area,water.codmn\n湖,3\n", "no column 'period'"),
        ("", "cannot be read"),
    ],
)
def test_a_fault_is_told(config: Config, csv: Csv, text: str, words: str) -> None:
    assert words in faults(config, csv(text))


def test_all_faults_are_told_together(config: Config, csv: Csv) -> None:
    told = faults(config, csv(HEAD + "湖,2024-13,3.4,-2\n湖,2024-01,3.4,1\n"))
    assert "month 13" in told
    assert "valid range" in told


def test_a_file_that_is_not_there_is_named(config: Config, tmp_path: Path) -> None:
    assert "cannot be read" in faults(config, tmp_path / "none.csv")


def test_figures_that_do_not_suffice_say_what_is_missing(config: Config, csv: Csv) -> None:
    dashboard = Dashboard(replace(config, targets=("water.tli_sigma_cn",)))
    with pytest.raises(FiguresError, match=r"water\.chla"):
        dashboard.answer(csv(HEAD + "湖,2024-01,3.4,2\n"))


def test_a_target_that_needs_a_setting_says_which(config: Config, csv: Csv) -> None:
    dashboard = Dashboard(replace(config, targets=("water.months_at_class",)))
    with pytest.raises(FiguresError, match=r"water\.target_class"):
        dashboard.answer(csv("area,period,water.gb3838_class_river\n断面,2024-01,Ⅱ类\n"))


def test_a_column_without_a_value_is_a_column_of_missing_numbers(config: Config, csv: Csv) -> None:
    dashboard = Dashboard(replace(config, targets=("water.codmn", "water.sd")))
    first, second = dashboard.answer(csv("area,period,water.codmn,water.sd\n湖,2024-01,3.4,\n"))["rows"]
    assert (first["value"], second["value"], second["reason"]) == (3.4, None, "water.sd is missing")
