"""Every worked case found in public sources, against the formulas as declared.

``exact`` reproduces from the inputs as printed; ``interval`` only once the inputs are read as rounding boxes;
``anomaly_in_source`` is known to be wrong in its source, and stays so.
"""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kaizhou_water import assess, exceedance_multiple, gbt8170, items, mean_of, rows
from kaizhou_water.classes import ITEM_CLASS
from kaizhou_water.rating import exceedance_rate, river_rating, share_below_v, share_class_i_iii, share_eutrophic
from kaizhou_water.tables import classes, text
from kaizhou_water.trophic import GRADES, R_SQUARED, SUB_INDEX, tli_sigma_cn, trophic_grade

CASES = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))
BY_STATUS = {s: [c for c in CASES if c["status"] == s] for s in ("exact", "interval", "anomaly_in_source")}


def weights(case, x):
    return R_SQUARED[case["note"]] / sum(R_SQUARED.values())


def section_share(case, x):
    share = share_below_v if "劣Ⅴ" in case["note"] else share_class_i_iii
    return 100 * share(x["part"], x["total"])


def sub_index(case, x):
    return SUB_INDEX[case["metric"].removeprefix("tli_")](x["x"])


NUMBERS = {
    "tli_sigma": lambda _, x: tli_sigma_cn(*(x.get(name) for name in ("chla", "tp", "tn", "sd", "codmn"))),
    **dict.fromkeys(("tli_chla", "tli_tp", "tli_tn", "tli_sd"), sub_index),
    "tli_weight": weights,
    "exceedance_multiple": lambda _, x: exceedance_multiple(x["c"], x["s"]),
    "exceedance_pct": lambda _, x: 100 * exceedance_multiple(x["c"], x["s"]),
    "section_share_pct": section_share,
    "trophic_share_pct": lambda _, x: 100 * share_eutrophic(x["part"], x["total"]),
    "exceedance_rate_pct": lambda _, x: 100 * exceedance_rate(x["part"], x["total"]),
    "quarter_compliance_pct": lambda _, x: float(mean_of(x.values(), at_least=3)),
    "gbt8170_round": lambda _, x: x["x"],
}


def number(case):
    """The unrounded result of a case from its inputs as printed."""
    inputs = {name: float(printed) for name, printed in case["inputs"].items()}
    return NUMBERS[case["metric"]](case, inputs)


def label(case):
    """The grade of a case, as its label."""
    x = {name: float(printed) for name, printed in case["inputs"].items()}
    if case["metric"] == "trophic_class":
        return GRADES[trophic_grade(x["tli"]) - 1].zh
    if case["metric"] == "river_rating":
        shares = 100 * share_class_i_iii(x["good"], x["total"]), 100 * share_below_v(x["worse5"], x["total"])
        rating = int(river_rating(*shares, x["total"]))
        return ["优", "良好", "轻度污染", "中度污染", "重度污染"][rating - 1]
    worst = max(ITEM_CLASS[f"class_{name}"](value) for name, value in x.items())
    return classes()[worst - 1].zh.removesuffix("类")


def is_label(case):
    return case["metric"] in {"trophic_class", "river_rating", "gb3838_class"}


def printed_alike(value, printed):
    """Whether the value rounds to the figure printed, half up or half to even: both ends of the box are closed."""
    decimals = len(printed.partition(".")[2])
    half = Decimal(5).scaleb(-decimals - 1)
    return abs(Decimal(repr(float(value))) - Decimal(printed)) <= half + Decimal("1e-9")


def test_there_are_cases_of_every_status():
    assert len(CASES) == 64
    assert {status: len(found) for status, found in BY_STATUS.items()} == {
        "exact": 57,
        "interval": 5,
        "anomaly_in_source": 2,
    }


@pytest.mark.parametrize("case", BY_STATUS["exact"], ids=lambda c: c["id"])
def test_exact_cases_reproduce(case):
    if is_label(case):
        assert label(case) == case["expected"]
    else:
        assert printed_alike(number(case), case["expected"])


@pytest.mark.parametrize("case", [c for c in CASES if c["metric"] == "gbt8170_round"], ids=lambda c: c["id"])
def test_gbt8170_prints_the_figure_itself(case):
    decimals = len(case["expected"].partition(".")[2])
    assert str(gbt8170(case["inputs"]["x"], decimals)) == case["expected"]


@pytest.mark.parametrize("case", BY_STATUS["interval"], ids=lambda c: c["id"])
def test_interval_cases_need_the_rounding_box(case):
    assert not printed_alike(number(case), case["expected"])
    x = case["inputs"]["x"]
    half = Decimal(5).scaleb(-len(x.partition(".")[2]) - 1)
    ends = sorted(number({**case, "inputs": {"x": str(Decimal(x) + side * half)}}) for side in (-1, 1))  # monotone
    assert ends[0] <= float(case["expected"]) <= ends[1]


@pytest.mark.parametrize("case", BY_STATUS["anomaly_in_source"], ids=lambda c: c["id"])
def test_anomalies_stay_anomalies(case):
    if is_label(case):
        assert label(case) != case["expected"]
    else:
        assert not printed_alike(number(case), case["expected"])


def test_the_hulun_series_reproduces_in_all_ten_years():
    series = rows("hulun_2011_2020")
    assert len(series) == 10
    for row in series:
        index = tli_sigma_cn(*(float(row[f"tli_{name}"]) for name in ("chla", "tp", "tn", "sd")))
        assert str(gbt8170(index, 3)) == row["tli_sigma_cn"]
        assert GRADES[trophic_grade(index) - 1].zh == row["trophic_grade"]


def test_the_concentrations_of_the_hulun_text_go_with_its_table():
    series = {row["year"]: row for row in rows("hulun_2011_2020")}
    for row in rows("hulun_text_values"):
        printed = Decimal(row["printed"])
        half = Decimal(5).scaleb(-len(row["printed"].partition(".")[2]) - 1)
        formula = SUB_INDEX[row["name"]]
        ends = sorted(formula(float(printed + side * half)) for side in (-1, 1))
        assert ends[0] - 0.0005 <= float(series[row["year"]][f"tli_{row['name']}"]) <= ends[1] + 0.0005


def test_a_share_of_equal_months_is_the_share_of_the_pooled_months():
    # the mean of monthly shares is right only where every month has the same number of sections
    months = [(47, 60), (48, 60), (45, 60)]
    pooled = 100 * share_class_i_iii(sum(good for good, _ in months), sum(n for _, n in months))
    assert float(mean_of([100 * good / n for good, n in months], at_least=3)) == pytest.approx(pooled)
    assert gbt8170(pooled, 1) == Decimal("77.8")


def test_the_labels_of_the_classes_are_those_of_the_standard():
    assert [label.zh for label in classes()] == ["Ⅰ类", "Ⅱ类", "Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类"]
    assert text({"zh": "优", "en": "Excellent"}).en == "Excellent"
    assert assess({"do": 5.09}).item_classes == {"do": 3}
    assert items()["do"].direction == "at_least"
