"""Configuration: 885, scales, rosters and a domain of one's own from TOML. Every name and bound here is made up."""

import tomllib

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_party import GradeCount, PartyError, Scale, domain_of, party, roster_of, scale_of, slots_of

#: synthetic: no source names the lists and mechanisms or gives bounds
TOML = """
title = { zh = "某区抓落实", en = "A district gets things done" }

[slots]
problem_lists = ["清单一", "清单二", "清单三", "清单四", "清单五", "清单六", "清单七", "清单八"]
mechanisms = ["机制一", "机制二", "机制三", "机制四", "机制五"]

[grades.bounds]
A = 90
B = 75
C = -inf
"""
TABLE = tomllib.loads(TOML)
SLOTS = TABLE["slots"]


def test_a_quarter_fills_the_slots_of_885():
    slots = slots_of(SLOTS)
    assert [len(s) for s in (slots.reports, slots.problem_lists, slots.mechanisms)] == [8, 8, 5]
    filled = slots.filled(
        {"八张报表": ["经济", "文化"], "problem_lists": SLOTS["problem_lists"], "mechanisms": ["机制二"]}
    )
    assert filled.by_step == {"reports": (2, 8), "problem_lists": (8, 8), "mechanisms": (1, 5)}
    assert (filled.done, filled.required) == (11, 21)


def test_reports_may_be_called_otherwise():
    names = [f"报表{n}" for n in range(8)]
    assert [s.name for s in slots_of({**SLOTS, "reports": names}).reports] == names


def test_a_domain_of_one_s_own_from_a_file():
    reg = ki.Registry([party, domain_of("mine", TABLE)])
    frame = pl.DataFrame(
        {
            "area": ["x"] * 4,
            "period": ["2024-Q1"] * 4,
            "report": ["economy", "culture", "reform", "ecology"],
            "mine.report_score": [90.0, 89.9, 75.0, 12.0],
        }
    )
    grades = reg.derive(frame, "mine.report_grade")["mine.report_grade"].to_list()
    assert grades == ["A", "B", "B", "C"]
    assert grades == list(
        scale_of(TABLE["grades"]).grade({str(i): s for i, s in enumerate(frame["mine.report_score"])}).values()
    )
    count = scale_of(TABLE["grades"]).count(grades)
    share = reg.derive({"mine.reports_top": count.counts["A"], "mine.reports_graded": count.graded}, "mine.top_share")
    assert share["mine.top_share"].magnitude == 25
    assert "清单八" in reg["mine.problem_list_score"].definition.zh


def test_a_configured_domain_holds_no_figure():
    assert len(ki.Registry([domain_of("mine", TABLE)]).observations) == 0


def test_grades_by_quantile_come_from_the_user_too():
    scale = scale_of({"shares": {"A": 0.5, "B": 0.5}, "rounding": "up", "better": "higher"})
    assert scale.grade({"甲": 9, "乙": 7, "丙": None, "丁": 1}) == {"甲": "A", "乙": "A", "丙": None, "丁": "B"}


def test_windows_are_pooled_by_counts():
    scale = Scale(("A档", "B档"))
    year = scale.count(["A档", "B档"]) + scale.count(["A档"] * 6 + ["B档"] * 4 + [None])
    assert (year.counts, year.graded) == ({"A档": 7, "B档": 5}, 12)
    assert round(float(year.share("A档")) * 100, 2) == 58.33
    assert GradeCount({"A档": 0, "B档": 0}).share("A档") is None


def test_a_roster_tells_who_answers_and_who_lends_a_hand():
    roster = roster_of({"部门单位": ["某局"], "towns": ["甲镇", "乙街道"], "各行各业": [], "金融机构": ["某银行"]})
    assert [roster.role(unit) for unit in ("某局", "甲镇", "某银行")] == ["leading", "leading", "assisting"]
    assert roster.of("乡镇街道") == ("甲镇", "乙街道")
    assert sum(roster.count().values()) == len(roster.units) == 4
    assert roster.count()["businesses"] == 0


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (slots_of, ["slots", "problem_lists is missing, and no source gives it", "mechanisms is missing"]),
        (
            lambda: slots_of({**SLOTS, "mechanisms": ["一", "二"]}),
            ["mechanisms (五项机制) have 2 names; supply exactly 5"],
        ),
        (lambda: slots_of({**SLOTS, "reports": ["经济"] * 8}), ["八张报表", "'经济' occurs twice"]),
        (lambda: slots_of({**SLOTS, "mechanisms": "机制"}), ["are one text; write a list of 5 names"]),
        (lambda: slots_of(SLOTS).filled({"reports": ["经济", "城建"]}), ["unknown element '城建'", "经济 (economy)"]),
        (scale_of, ["no scale is public beyond the grade A", "supply labels"]),
        (lambda: scale_of({"labels": ["A"]}), ["at least two grades"]),
        (lambda: scale_of({"labels": ["A", "A"]}), ["grade 'A' occurs twice"]),
        (
            lambda: scale_of({"labels": ["A", "B"], "bounds": {"A": 1, "B": None}}),
            ["labels and bounds were supplied; supply one"],
        ),
        (lambda: scale_of({"bounds": {"A": 75, "B": 90, "C": None}}), ["bounds must fall from label to label"]),
        (lambda: scale_of({"shares": {"A": 0.5, "B": 0.5}}), ["rounding is missing", "better is missing"]),
        (lambda: scale_of({"labels": ["A", "B"]}).count(["A", "D"]), ["unknown grade 'D'; known: A, B"]),
        (
            lambda: scale_of({"labels": ["A", "B"]}).grade({"x": 1}),
            ["no rule from score to grade", "supply bounds or shares"],
        ),
        (lambda: Scale(("A", "B")).count(["A"]) + Scale(("A", "C")).count(["A"]), ["pool one scale only"]),
        (roster_of, ["roster: no units", "部门单位 (departments)"]),
        (lambda: roster_of({"乡镇": ["甲镇"]}), ["unknown kind '乡镇'", "乡镇街道 (towns)"]),
        (lambda: roster_of({"towns": ["甲"], "businesses": ["甲"]}), ["'甲' is listed twice; a unit is of one kind"]),
        (lambda: roster_of({"towns": ["甲"]}).role("乙"), ["unknown unit '乙'; known: 甲"]),
        (lambda: domain_of("mine"), ["mine", "slots is missing, and no source gives it", "grades is missing"]),
        (lambda: domain_of("party", TABLE), ["the name is taken by this package"]),
        (lambda: domain_of("mine", {**TABLE, "title": "某区"}), ["in one language only"]),
        (lambda: domain_of("mine", {**TABLE, "quota": 1}), ["'quota' means nothing in mine"]),
    ],
)
def test_violations_name_the_place_and_the_way_out(act, words):
    with pytest.raises(ki.KaizhouError) as caught:
        act()
    assert not [word for word in words if word not in str(caught.value)]


def test_what_is_missing_is_an_error_of_the_package_and_of_the_library():
    assert issubclass(PartyError, ki.KaizhouError)
