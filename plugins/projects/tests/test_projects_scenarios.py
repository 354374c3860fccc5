"""Whole runs, and what is caught: a project's life, a year of quarters, a month against the schedule, a scope of one's own.

All names and numbers here are synthetic, save where a figure of the review is named.
"""

import tomllib

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Text
from kaizhou_projects import (
    Portfolio,
    Project,
    ProjectError,
    Schedule,
    batches_domain,
    city_batches,
    declare_scopes,
    five_batches,
    funding_of,
    projects,
    schedule_of,
)

REG = ki.Registry([projects])
CONFIGURATION = tomllib.loads(
    """
    [batches]                       # synthetic: the five names of a place that has given its own
    title = "五个一批"
    entry = ["planned"]
    [batches.stages]
    planned = "谋划一批"
    prepared = "前期一批"
    started = "开工一批"
    built = "建设一批"
    done = "竣工一批"
    [batches.allowed]
    planned = ["prepared"]
    prepared = ["planned", "started"]
    started = ["built"]
    built = ["done"]
    [schedule]                      # synthetic: little is due in the flood season
    title = "汛期避让"
    due = { 3 = 30, 6 = 55, 9 = 60, 12 = 100 }
    [funding]                       # synthetic
    sources = { bond = "国债", special = "专项债", bank = "银行贷款" }
    """
)
FIVE = five_batches(CONFIGURATION["batches"])
FUNDING = funding_of(CONFIGURATION["funding"])
LIFE = {
    "2023-05": "谋划一批",
    "2024-01": "前期一批",
    "2024-04": "开工一批",
    "2024-06": "建设一批",
    "2024-11": "竣工一批",
}
RESERVOIR = Project("水库", LIFE, {2024: 6}, {"2024-06": 2.5, "2024-09": 5, "2024-12": 6.3}, {"国债": 4, "bank": 2})
ROAD = Project("公路", {"2024-03": "planned"}, {2024: 4}, {"2024-06": 0, "2024-09": None, "2024-12": 1})
YEAR = Portfolio((RESERVOIR, ROAD), FIVE, FUNDING)


# -- scenarios


def test_the_whole_life_of_a_project():
    assert [RESERVOIR.batch_at(when) for when in ("2023-04", "2023-12", "2024-Q1", "2024-05", "2024-H1", "2024")] == [
        *(None, "谋划一批", "前期一批", "开工一批", "建设一批", "竣工一批")
    ]
    assert YEAR.counts("2024-06") == {"planned": 1, "prepared": 0, "started": 0, "built": 1, "done": 0}
    moves = YEAR.moves("2024-01", "2024-12")
    assert moves.count("prepared", "done") == 1
    assert dict(moves.entered) == {"planned": 1, "prepared": 0, "started": 0, "built": 0, "done": 0}
    assert moves.impossible == ()
    row = YEAR.row("500154", "2024-12")
    rate = REG.derive(row, "projects.completion_rate", "projects.over_plan")
    assert rate["projects.completion_rate"].magnitude == pytest.approx(73.0)
    assert rate["projects.over_plan"].magnitude == pytest.approx(-27.0)
    funds = pl.DataFrame(YEAR.fund_rows("500154", "2024"))
    by_source = REG.rollup(funds, "projects.funds", period=None, over="project", complete=1)
    assert dict(by_source.select("source", "projects.funds").rows()) == {"bond": 4.0, "bank": 2.0}


def test_a_year_of_quarters_reaches_its_plan_in_the_third():
    done = [40.0, 86.97, 135.0, 167.2]  # the half-year and the year are printed, the other two synthetic
    frame = pl.DataFrame(
        {
            "area": ["500154"] * 4,
            "period": [f"2024-Q{q}" for q in range(1, 5)],
            "projects.completed": done,
            "projects.plan": [132.0] * 4,
        }
    )
    derived = REG.derive(
        frame,
        "projects.completed@plan:share",
        "projects.completion_rate",
        "projects.quarters_early",
        "projects.completed_period",
    )
    assert derived["projects.quarters_early"].to_list() == [1, 1, 1, 1]
    assert derived["projects.completed_period"].to_list() == pytest.approx([40, 46.97, 48.03, 32.2])
    assert derived["projects.completed@plan:share"].to_list() == pytest.approx(
        derived["projects.completion_rate"].to_list()
    )
    assert round(derived["projects.completion_rate"][1], 2) == 65.89
    year = REG.rollup(frame, "projects.completed", "projects.completion_rate", "projects.quarters_early")
    assert year.select("projects.completed", "projects.quarters_early").row(0) == (167.2, 1.0)
    assert year["projects.completion_rate"].item() == pytest.approx(126.67, abs=0.01)
    late = frame.with_columns(pl.lit(200.0).alias("projects.plan"))
    assert REG.derive(late, "projects.quarters_early")["projects.quarters_early"].to_list() == [None] * 4


def test_a_year_of_months_tells_the_month():
    done = [float(20 * month) for month in range(1, 13)]
    frame = pl.DataFrame(
        {
            "area": ["a"] * 12,
            "period": [f"2024-{m:02}" for m in range(1, 13)],
            "projects.completed": done,
            "projects.plan": [150.0] * 12,
        }
    )
    derived = REG.derive(frame, "projects.month_reached", "projects.months_early")
    assert derived.select("projects.month_reached", "projects.months_early").row(0) == (8, 4)


def test_a_month_against_the_linear_and_the_seasonal_schedule():
    seasonal = schedule_of(CONFIGURATION["schedule"])
    frame = pl.DataFrame(
        {
            "area": ["镇甲", "镇乙"],
            "period": ["2024-09"] * 2,
            "projects.completed": [66.0, 30.0],
            "projects.plan": [100.0, 50.0],
        }
    )
    ahead = {}
    for schedule in (Schedule.linear(), seasonal):
        due = frame.with_columns(pl.Series("projects.elapsed", schedule.column(frame["period"])))
        ahead[schedule.title.zh] = REG.derive(due, "projects.vs_schedule")["projects.vs_schedule"].to_list()
    assert ahead["按月均摊"] == pytest.approx([-9, -15])
    assert ahead["汛期避让"] == pytest.approx([6, 0])
    ranked = REG.derive(frame, "projects.completion_rate@rank")
    assert ranked["projects.completion_rate@rank"].to_list() == [1, 2]


def test_batches_and_scopes_of_one_s_own_are_domains_of_one_s_own():
    life = batches_domain("my_batches", Text("五个一批项目", "Projects of the five batches"), FIVE)
    parks = ki.Domain("parks", Text("园区", "Parks"))
    keys = declare_scopes(parks, {"": Text("园区项目", "Park projects")})
    reg = ki.Registry([projects, life, parks])
    assert "parks.vs_schedule" in keys
    row = {"area": "x", "period": "2024-06", **{f"my_batches.{name}": n for name, n in YEAR.counts("2024-06").items()}}
    frame = pl.DataFrame([{**row, "my_batches.total": 3}])
    [check] = [c for c in reg.check_identities(frame) if c.identity == "my_batches.stages"]
    assert check.verdict.status is ki.Consistency.INCONSISTENT
    derived = reg.derive({"parks.completed": 9, "parks.plan": 12, "projects.elapsed": 50}, "parks.vs_schedule")
    assert derived["parks.vs_schedule"].magnitude == pytest.approx(25)


# -- configuration without a default


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (five_batches, "五个一批.*no default.*stages = "),
        (schedule_of, "时序.*no default.*due = "),
        (funding_of, "资金来源.*no default.*sources = "),
    ],
    ids=["batches", "schedule", "funding"],
)
def test_what_no_source_gives_must_be_supplied(ask, told):
    for nothing in (None, {}):
        with pytest.raises(ki.KaizhouError, match=told):
            ask(nothing)


def test_the_city_s_four_batches_have_a_source():
    assert [str(step) for step in city_batches().stages] == ["储备", "开工", "在建", "完工"]
    assert city_batches().next("开工") == ("underway",)
    assert "储备、开工、在建、完工" in REG.parts.sources["projects.city_batches"].clause


def test_five_are_five():
    with pytest.raises(ProjectError, match="4 stages are given; name five"):
        five_batches({"stages": ["储备", "开工", "在建", "完工"]})
    with pytest.raises(ProjectError, match=r"(?s)unknown entry 'stage'.*'stages' is missing"):
        five_batches({"stage": ["a"]})


# -- violations


def test_a_forbidden_transition_is_named_with_those_allowed():
    skipped = Project("桥", {"2024-01": "谋划一批", "2024-03": "竣工一批"})
    with pytest.raises(
        ProjectError, match="桥: step 1: 谋划一批 -> 竣工一批 is not allowed; after 谋划一批 comes 前期一批"
    ):
        Portfolio((skipped,), FIVE)
    begun = Project("桥", {"2024-01": "建设一批"})
    with pytest.raises(ProjectError, match="begins in 建设一批; a project may begin in planned"):
        Portfolio((begun,), FIVE)


def test_a_running_total_that_falls_is_named_and_all_faults_come_together():
    fallen = Project("渠", {"2024-01": "planned"}, {2024: 2}, {"2024-06": 1.5, "2024-09": 1.2})
    unplanned = Project("厂", {"2024-01": "planned"}, {2023: 2}, {"2024-06": 1})
    with pytest.raises(ProjectError) as error:
        Portfolio((fallen, unplanned, unplanned), FIVE)
    told = str(error.value)
    assert "渠: completed: 2024-06 1.5 exceeds 2024-09 1.2; a running total never falls" in told
    assert "厂: it has investment in 2024 and no plan of 2024" in told
    assert "project 厂 occurs twice" in told


def test_a_project_that_did_not_report_leaves_the_sum_open():
    assert YEAR.unreported("2024-09") == ("公路",)
    assert YEAR.row("500154", "2024-09")["projects.completed"] is None
    assert YEAR.row("500154", "2024-06", "municipal")["projects.municipal_completed"] == 2.5
    with pytest.raises(ProjectError, match="unknown scope 'city'; known: municipal, farm"):
        YEAR.row("500154", "2024-06", "city")


def test_a_period_that_is_none_names_the_project():
    with pytest.raises(ProjectError, match=r"站: .*no period"):
        Portfolio((Project("站", {"去年": "planned"}),), FIVE)


def test_funds_of_unknown_sources_or_below_zero_are_refused_together():
    with pytest.raises(ProjectError, match=r"(?s)unknown source '彩票'; known: 国债.*bank is -1"):
        FUNDING.total({"彩票": 1, "bank": -1})
    with pytest.raises(ProjectError, match="source bond is given twice"):
        FUNDING.total({"国债": 1, "bond": 2})
    with pytest.raises(ProjectError, match="水库: it has funds; give the portfolio funding="):
        Portfolio((RESERVOIR,), FIVE)


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ({"3": 30, "6": 20, "9": 60, "12": 100}, "falls from 30% in month 3 to 20% in month 6"),
        ({"3": 30, "6": 50, "12": 100}, "no share for month 9"),
        ({"3": 30, "6": 50, "9": 60, "12": 90}, "ends at 90%"),
        ({"3": 30, "6": 150, "9": 160, "12": 100}, "150%, outside 0–100"),
        ({"3": 30, "6": 50, "9": 60, "13": 100}, "month 13 is none of 1 to 12"),
        ({"3": "三成", "6": 50, "9": 60, "12": 100}, "'三成' is no number"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused(due, told):
    with pytest.raises(ProjectError, match=told):
        schedule_of({"due": due})


def test_a_seasonal_schedule_says_nothing_of_months_it_was_not_given_for():
    with pytest.raises(ProjectError, match="2024-08 does not end with one of the months 3, 6, 9, 12"):
        schedule_of(CONFIGURATION["schedule"]).at("2024-08")


def test_a_table_that_breaks_identities_is_found_out():
    frame = pl.DataFrame(
        {
            "area": ["a", "a"],
            "period": ["2024-06", "2024-09"],
            "projects.completed": [86.97, 80.0],
            "projects.starts": [5, 7],
            "projects.planned_starts": [6, 6],
        }
    )
    broken = {
        c.identity: c.verdict.explanation.en
        for c in REG.check_identities(frame)
        if c.verdict.status is ki.Consistency.INCONSISTENT
    }
    assert set(broken) == {"projects.completed_never_falls", "projects.starts_within_plan"}
    assert "2024-06 86.97 exceeds 2024-09 80" in broken["projects.completed_never_falls"]


def test_a_place_and_a_point_of_the_schedule_are_not_rolled_up():
    frame = pl.DataFrame({"area": ["a", "b"], "period": ["2024"] * 2, "projects.rank": [1, 3]})
    with pytest.raises(ki.ComparabilityError, match="rank is never added or averaged"):
        REG.rollup(frame, "projects.rank", period=None, area={"a": "c", "b": "c"})


def test_a_stage_name_that_is_no_key_is_refused():
    with pytest.raises(ProjectError, match="stage '储备' is no part of a key"):
        batches_domain("mine", Text("项目", "Projects"), ki.Stages("四个一批", ["储备", "开工"]))
