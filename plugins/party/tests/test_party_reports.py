"""Reports and problem lists: grades counted, shares pooled, places compared. All districts and scores are made up."""

from fractions import Fraction

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_party import REPORTS, party, rising, scale_of

REG = ki.Registry([party], settings={"party.top_places": 5})
QUARTERS = [f"2024-Q{n}" for n in range(1, 5)]


def test_the_reports_have_the_names_that_a_text_gives():
    assert [title.zh for title in REPORTS.values()] == ["党建", "经济", "平安", "改革", "创新", "生态", "文化", "民生"]


def test_a_year_of_grades_rises_quarter_by_quarter():
    scale = scale_of({"labels": ["A档", "B档", "C档"]})
    grades_a = [4, 5, 6, 7]
    counts = {
        quarter: scale.count({f"单位{i}": "A档" if i < a else "B档" for i in range(12)})
        for quarter, a in zip(QUARTERS, grades_a, strict=True)
    }
    shares = {quarter: count.share("A档") for quarter, count in counts.items()}
    assert shares["2024-Q4"] == Fraction(7, 12)
    assert rising(shares) == ()
    frame = pl.DataFrame(
        {
            "area": ["500154"] * 4,
            "period": QUARTERS,
            "party.reports_grade_a": [count.counts["A档"] for count in counts.values()],
            "party.reports_graded": [count.graded for count in counts.values()],
        }
    )
    out = REG.derive(frame, "party.a_share", "party.a_share_rise", "party.a_share_rising")
    assert out["party.a_share"].round(2).to_list() == [33.33, 41.67, 50, 58.33]
    assert out["party.a_share_rise"].round(2).to_list() == [None, 8.33, 8.33, 8.33]
    assert out["party.a_share_rising"].to_list() == [None, 1, 2, 3]
    year = REG.derive(REG.rollup(frame, period="year"), "party.a_share")["party.a_share"].to_list()
    assert year == [pytest.approx(100 * 22 / 48)]


def test_a_quarter_without_rise_ends_the_streak_and_is_named():
    frame = pl.DataFrame(
        {
            "area": ["x"] * 4,
            "period": QUARTERS,
            "party.reports_grade_a": [4, 5, 5, 7],
            "party.reports_graded": [12] * 4,
        }
    )
    assert REG.derive(frame, "party.a_share_rising")["party.a_share_rising"].to_list() == [None, 1, 0, 1]
    assert rising({"2024-Q1": 4, "2024-Q2": 5, "2024-Q3": 5}) == ("2024-Q3 (5) is not above 2024-Q2 (5)",)
    assert rising({"2024-Q1": 4, "2024-Q4": 5}) == ("2024-Q2, 2024-Q3 is missing between 2024-Q1 and 2024-Q4",)


def test_rising_asks_for_quarters():
    with pytest.raises(ki.KaizhouError, match="2024-05 is no quarter; write as in 2024-Q1"):
        rising({"2024-05": 4})


def test_three_of_four_quarters_in_the_top_ten_as_the_plan_report_prints():
    frame = pl.DataFrame(
        {
            "area": ["500154"] * 8,
            "period": QUARTERS * 2,
            "report": ["economy"] * 4 + ["culture"] * 4,
            "party.report_rank": [10, 11, 3, 5, 20, 21, None, 9],
        }
    )
    out = REG.derive(frame, "party.top10_quarters", "party.top_quarters")
    economy, culture = (out.filter(pl.col("report") == name) for name in ("economy", "culture"))
    assert set(economy["party.top10_quarters"]) == {3}
    assert set(economy["party.top10_quarters#of"]) == {4}
    assert set(economy["party.top_quarters"]) == {2}
    assert set(culture["party.top10_quarters"]) == {1}
    assert set(culture["party.top10_quarters#of"]) == {3}


def test_how_many_places_are_the_top_has_no_default():
    frame = pl.DataFrame({"area": ["x"], "period": ["2024-Q1"], "report": ["economy"], "party.report_rank": [3]})
    with pytest.raises(ki.SettingError, match=r"party\.top_places .*no default|no default.*party\.top_places"):
        ki.Registry([party]).derive(frame, "party.top_quarters")


def test_the_place_follows_from_the_scores_of_all_districts():
    frame = pl.DataFrame(
        {
            "area": ["甲", "乙", "丙", "丁"] * 2,
            "period": ["2024-Q1"] * 4 + ["2024-Q2"] * 4,
            "party.problem_score": [90.0, 85, 85, 70, 88, 95, 80, 88],
        }
    )
    ranked = REG.derive(frame, "party.problem_score@rank")
    places = ranked["party.problem_score@rank"].to_list()
    assert places == [1, 2, 2, 4, 2, 1, 4, 2]
    published = frame.drop("party.problem_score").with_columns(pl.Series("party.problem_score_rank", places))
    gained = REG.derive(published, "party.problem_score_rank@prev:rank")["party.problem_score_rank@prev:rank"]
    assert gained.to_list() == [None] * 4 + [-1, 1, -2, 2]


def test_the_quarter_before_is_the_calendar_s_and_not_the_row_before():
    frame = pl.DataFrame({"area": ["甲"] * 2, "period": ["2024-Q1", "2024-Q3"], "party.problem_score_rank": [12, 3]})
    assert REG.derive(frame, "party.problem_score_rank@prev:rank")["party.problem_score_rank@prev:rank"].to_list() == [
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("key", "words"), [("party.problem_score_rank", "never added or averaged"), ("party.report_grade", "grade")]
)
def test_places_and_grades_are_never_averaged(key, words):
    value = {"party.problem_score_rank": [3, 5], "party.report_grade": ["A", "Below A"]}[key]
    frame = pl.DataFrame({"area": ["甲"] * 2, "period": ["2024-Q1", "2024-Q2"], "report": ["economy"] * 2, key: value})
    if key == "party.problem_score_rank":
        frame = frame.drop("report")
    with pytest.raises(ki.ComparabilityError, match=words):
        REG.rollup(frame, period="year")


def test_a_share_that_its_counts_do_not_give_is_caught():
    frame = pl.DataFrame(
        {
            "area": ["x"],
            "period": ["2024-Q4"],
            "party.reports_grade_a": [5.0],
            "party.reports_graded": [8.0],
            "party.a_share": [58.33],
        }
    )
    [check] = REG.check_identities(frame)
    assert check.verdict.status is ki.Consistency.INCONSISTENT
    assert "the counts do not give it" in check.verdict.explanation.en


def test_targets_that_do_not_add_up_are_caught():
    frame = pl.DataFrame(
        {
            "area": ["x"],
            "period": ["2024"],
            "party.plan_targets": [37],
            "party.plan_targets_reached": [23],
            "party.plan_targets_missed": [13],
        }
    )
    [check] = REG.check_identities(frame)
    assert check.verdict.status is ki.Consistency.INCONSISTENT
    assert check.verdict.residual == -1
