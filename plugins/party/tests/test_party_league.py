"""The race: a season among made-up towns, ties, directions, trends, and what is caught."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_party import PartyError, domain_of, league_of, roster_of

TABLE = {
    "title": {"zh": "抓落实得分", "en": "Score"},
    "unit": "分",
    "better": "higher",
    "ties": "competition",
    "units": ["甲镇", "乙镇", "丙街道", "某局"],
}


def test_a_season_of_three_quarters():
    race = league_of(TABLE)
    first, second, fourth = race.season(
        {
            "2024-Q4": {"甲镇": 1, "乙镇": 2, "丙街道": 3, "某局": 4},
            "2024-Q1": {"甲镇": 80, "乙镇": 92.5, "丙街道": 80, "某局": 70},
            "2024-Q2": {"甲镇": 95, "乙镇": 92, "丙街道": 60},
        }
    )
    assert [str(r.quarter) for r in (first, second, fourth)] == ["2024-Q1", "2024-Q2", "2024-Q4"]
    assert dict(first.ranking.places) == {"乙镇": 1, "甲镇": 2, "丙街道": 2, "某局": 4}
    assert first.gained == dict.fromkeys(first.ranking.places)
    assert second.gained == {"甲镇": 1, "乙镇": -1, "丙街道": -1}
    assert second.ranking.unranked == ("某局",)
    assert set(fourth.gained.values()) == {None}
    assert second.ranking.top(1) == ("甲镇",)


def test_ties_and_direction_are_the_user_s():
    scores = {"甲镇": 3, "乙镇": 1, "丙街道": 1, "某局": 2}
    dense = league_of({**TABLE, "better": "lower", "ties": "dense"}).rank(scores)
    assert dict(dense.places) == {"乙镇": 1, "丙街道": 1, "某局": 2, "甲镇": 3}
    assert dict(league_of({**TABLE, "better": "lower"}).rank(scores).places) == {
        "乙镇": 1,
        "丙街道": 1,
        "某局": 3,
        "甲镇": 4,
    }


def test_towns_race_with_towns():
    roster = roster_of({"乡镇街道": ["甲镇", "乙镇", "丙街道"], "部门单位": ["某局"]})
    towns = league_of(TABLE).within(roster, "乡镇街道")
    assert towns.units == ("甲镇", "乙镇", "丙街道")
    with pytest.raises(PartyError, match="1 units make no race"):
        league_of(TABLE).within(roster, "部门单位")


def test_a_season_in_a_table_agrees_with_the_record():
    table = {
        "title": {"zh": "某区抓落实", "en": "A district"},
        "slots": {"problem_lists": list("一二三四五六七八"), "mechanisms": list("甲乙丙丁戊")},
        "grades": {"labels": ["A", "B"]},
        "league": TABLE,
    }
    reg = ki.Registry([domain_of("race", table)])
    season = {
        "2024-Q1": {"甲镇": 80, "乙镇": 92, "丙街道": 80, "某局": 70},
        "2024-Q2": {"甲镇": 95, "乙镇": 92, "丙街道": 60, "某局": 61},
    }
    rows = [(unit, quarter, float(score)) for quarter, scores in season.items() for unit, score in scores.items()]
    frame = pl.DataFrame(rows, schema=["area", "period", "race.league_score"], orient="row")
    places = reg.derive(frame, "race.league_score@rank")["race.league_score@rank"].to_list()
    rounds = league_of(TABLE).season(season)
    assert places == [r.ranking.places[unit] for r in rounds for unit in TABLE["units"]]
    published = frame.with_columns(pl.Series("race.league_rank", places))
    gained = reg.derive(published, "race.league_rank@prev:rank")["race.league_rank@prev:rank"].to_list()
    assert gained == [r.gained[unit] for r in rounds for unit in TABLE["units"]]
    assert reg["race.league_rank"].valid == (1, 4)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (
            league_of,
            ["5 faults", "better is missing", "ties is missing", "units is missing", "no source gives it; supply"],
        ),
        (lambda: league_of({**TABLE, "better": "up"}), ["better='up' is none of higher, lower"]),
        (lambda: league_of({**TABLE, "ties": "shared"}), ["ties='shared' is none of competition, dense"]),
        (lambda: league_of({**TABLE, "units": ["甲镇", "甲镇"]}), ["unit '甲镇' is listed twice"]),
        (lambda: league_of({**TABLE, "units": "甲镇"}), ["'甲镇' are one text; write a list"]),
        (lambda: league_of({**TABLE, "weight": 2}), ["'weight' means nothing in league; it takes title"]),
        (lambda: league_of(TABLE).rank({"丁镇": 5}), ["'丁镇' does not take part", "add it to units or leave it out"]),
        (lambda: league_of(TABLE).rank({"甲镇": "好"}), ["value of 甲镇 '好' is no finite number"]),
        (lambda: league_of(TABLE).season({"2024": {"甲镇": 5}}), ["2024 is no quarter; write as in 2024-Q1"]),
        (lambda: league_of(TABLE).season({"2024-Q1": {}, "2024Q1": {}}), ["a quarter is given twice"]),
        (
            lambda: league_of({**TABLE, "title": "得分"}).declare(ki.Domain("mine", ki.Text("某区", "Mine")), "league"),
            ["title '得分' is in one language only; supply {zh = …, en = …}"],
        ),
    ],
)
def test_violations_name_the_place_and_the_way_out(act, words):
    with pytest.raises(ki.KaizhouError) as caught:
        act()
    assert not [word for word in words if word not in str(caught.value)]
