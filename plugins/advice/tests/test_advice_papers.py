"""Papers from the records to the rate: two years of submissions, doubles, several bodies, and what is refused."""

import tomllib

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_advice import ADOPTION, NAMED_NATIONAL, AdviceError, Paper, advice, bodies_of, count_papers

REG = ki.Registry([advice])
#: synthetic: the bodies behind the published counts are not public
LIST = """
[levels]
national = { zh = "国家级", en = "National" }
municipal = { zh = "市级", en = "Municipal" }
[bodies]
national = ["全国政协", "中央统战部", "某民主党派中央"]
municipal = ["市政协", "市委统战部"]
"""
TABLE = tomllib.loads(LIST)
BODIES = bodies_of(TABLE)


def year_of_papers():
    """A submission to a municipal body every month of two years, every third adopted the month after; two national."""
    papers = [
        Paper(
            f"{year}-{month}",
            "市政协",
            f"{year}-{month:02}",
            f"{year + month // 12}-{month % 12 + 1:02}" if month % 3 == 0 else None,
        )
        for year in (2023, 2024)
        for month in range(1, 13)
    ]
    return [*papers, Paper("A", "全国政协", "2023-11", "2024-02"), Paper("A", "中央统战部", "2023-11", "2024-03")]


def test_two_years_of_papers_from_the_records_to_the_rate():
    tally = count_papers(year_of_papers(), BODIES)
    table = pl.DataFrame(tally.rows("500154", "2023/2024", "year", told_by="submission"))
    made = REG.derive(table, "advice.adoption_rate").filter(pl.col("body") == "市政协")
    assert made.select("period", "advice.submitted", "advice.adopted").rows() == [("2023", 12, 4), ("2024", 12, 4)]
    assert made["advice.adoption_rate"].to_list() == [pytest.approx(100 / 3)] * 2
    assert {check.verdict.status for check in REG.check_identities(table)} == {ki.Consistency.CONSISTENT}


def test_a_paper_adopted_in_the_next_year_counts_there_by_adoption_and_here_by_submission():
    tally = count_papers(year_of_papers(), BODIES)
    by_adoption = tally.rows("500154", "2023/2024", "year", told_by="adoption", by_body=False)
    counted = {(row["period"], row["level"]): row["advice.adopted"] for row in by_adoption}
    assert counted == {
        ("2023", "national"): 0,
        ("2023", "municipal"): 3,  # the paper of December 2023 was adopted in January 2024
        ("2024", "national"): 2,
        ("2024", "municipal"): 4,
    }
    assert not any("advice.submitted" in row for row in by_adoption)


def test_a_window_of_two_years_is_one_row_and_keeps_its_period():
    tally = count_papers(year_of_papers(), BODIES)
    years = tally.rows("500154", "2023/2024", "year", told_by="submission", by_body=False)
    municipal = [row for row in years if row["level"] == "municipal"]
    assert sum(row["advice.adopted"] for row in municipal) == tally.by_level["municipal"][1] == 8


def test_a_paper_adopted_by_two_bodies_counts_for_each_and_once_for_the_level():
    tally = count_papers(year_of_papers(), BODIES)
    assert tally.by_body("national") == {"全国政协": (1, 1), "中央统战部": (1, 1), "某民主党派中央": (0, 0)}
    assert tally.by_level["national"] == (2, 2)
    assert tally.adopted_papers == {"national": 1, "municipal": 8}
    rule = REG.identities["advice.papers_once_a_level"]
    assert rule.check({"adopted": 2, "adopted_papers": 1}).status is ki.Consistency.CONSISTENT
    assert rule.check({"adopted": 2, "adopted_papers": 3}).status is ki.Consistency.INCONSISTENT


def test_what_is_told_twice_counts_once_with_its_earliest_dates():
    records = [
        {"code": "7", "body": "市政协", "submitted": "2024-03"},
        {"code": "7", "body": "市政协", "submitted": "2024-02", "adopted": "2024-06"},
        {"code": "7", "body": "市政协", "submitted": "2024-03", "adopted": "2024-05"},
    ]
    tally = count_papers(records, BODIES)
    assert (tally.papers, tally.repeated) == ((Paper("7", "市政协", "2024-02", "2024-05"),), 2)


def test_more_adopted_than_submitted_is_found_in_a_table():
    table = {
        "area": ["500154"],
        "period": ["2024"],
        "level": ["municipal"],
        "advice.submitted": [9],
        "advice.adopted": [10],
    }
    [check] = REG.check_identities(pl.DataFrame(table))
    assert (check.identity, dict(check.by)) == ("advice.adoption_funnel", {"level": "municipal"})
    assert check.verdict.explanation.en == "adopted 10 exceeds submitted 9"
    with pytest.raises(ki.ProcessError, match="采用 10 exceeds 报送 9; a later step never holds more"):
        ADOPTION.check({"submitted": 9, "adopted": 10})


def test_the_rate_needs_the_papers_submitted_which_nobody_published():
    with pytest.raises(ki.MissingInputError, match=r"advice\.submitted"):
        REG.derive({"advice.adopted": 14}, "advice.adoption_rate")


# -- violations


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            {"code": "1", "body": "市政协", "submitted": "2024-05", "adopted": "2024-04"},
            "adopted 2024-04 before it was submitted 2024-05",
        ),
        (
            {"code": "1", "body": "市政协", "submitted": "近两年"},
            "submitted='近两年' is no year, quarter, month or day",
        ),
        (
            {"code": "1", "body": "市政协", "submitted": "2024", "adopted": "2023/2024"},
            "adopted='2023/2024' is no year",
        ),
        ({"code": "1", "body": "市政协", "submited": "2024"}, "is no paper"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(record, message):
    with pytest.raises(AdviceError) as raised:
        count_papers([record], BODIES)
    assert message in str(raised.value)


def test_all_bodies_that_the_list_does_not_have_are_named_in_one_error():
    records = [Paper("1", "某刊", "2024"), Paper("2", "某会", "2024"), Paper("3", "市政协", "2024", "2023")]
    with pytest.raises(AdviceError, match="2 faults") as raised:
        count_papers(records, BODIES)
    assert "bodies that the list does not have: 某会, 某刊; add them with their level" in str(raised.value)
    assert "adopted 2023 before it was submitted 2024" in str(raised.value)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (None, "bodies is missing, and no source gives it; supply the bodies that adopt papers"),
        ({**TABLE, "bodies": {"national": ["全国政协"]}}, "level municipal has no bodies; name at least one"),
        ({**TABLE, "bodies": {**TABLE["bodies"], "town": ["镇"]}}, "level 'town' is none of national, municipal"),
        (
            {**TABLE, "bodies": {"national": ["市政协"], "municipal": ["市政协"]}},
            "市政协 stands at level national and at level municipal",
        ),
        ({**TABLE, "bodies": {"national": "全国政协", "municipal": [""]}}, "'全国政协' is no list of names"),
        ({**TABLE, "levels": {}}, "levels {} is no table"),
        ({**TABLE, "level": {}}, "'level' means nothing here; it takes levels, bodies"),
    ],
)
def test_a_list_of_bodies_that_cannot_be_is_refused(table, message):
    with pytest.raises(AdviceError) as raised:
        bodies_of(table)
    assert message in str(raised.value)


def test_the_national_bodies_named_in_public_leave_the_parties_open():
    assert set(NAMED_NATIONAL) - set(BODIES.at["national"]) == {"有关民主党派中央"}


def test_the_way_of_telling_a_paper_s_period_has_no_default():
    tally = count_papers([Paper("1", "市政协", "2024")], BODIES)
    with pytest.raises(AdviceError, match="told_by='year' is none of submission, adoption"):
        tally.rows("500154", 2024, told_by="year")
    with pytest.raises(ki.PeriodError, match="does not lie in one month"):
        tally.rows("500154", 2024, "month", told_by="submission")
