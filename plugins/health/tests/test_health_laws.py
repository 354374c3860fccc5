"""Laws of the domain: units do not matter, shares stay shares, pooling is Σ/Σ, a plan never falls, scopes are nested."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_health import SCOPES, Group, TierPlan, counts_of, health

REG = ki.Registry([health])
LAW = settings(deadline=None, max_examples=50)
AMOUNT = st.integers(1, 10**6)
GRADE = st.sampled_from(["甲级", "乙级", "未达标"])


def share(values, name="health.primary_visit_share"):
    return REG.derive(values, name)[name].magnitude


@LAW
@given(AMOUNT, AMOUNT, st.sampled_from(["人次", "万人次", "亿人次"]))
def test_the_unit_of_visits_leaves_the_share_alone(primary, rest, unit):
    values = {"health.primary_visits": f"{primary} {unit}", "health.visits": f"{primary + rest} {unit}"}
    assert share(values) == pytest.approx(100 * primary / (primary + rest))
    assert 0 <= share(values) <= 100


@LAW
@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT)
def test_scopes_are_nested(government, villages, clinics, hospitals):
    values = {
        "health.visits_government_run": government,
        "health.visits_villages": villages,
        "health.visits_clinics": clinics,
        "health.visits": government + villages + clinics + hospitals,
    }
    shares = [share(values, f"health.primary_visit_share_{scope}") for scope in SCOPES]
    assert shares == sorted(shares)
    assert shares[-1] < 100


@LAW
@given(AMOUNT, AMOUNT, AMOUNT, st.integers(-(10**6), 10**6))
def test_parts_of_primary_care_are_never_more_than_all_visits(government, villages, clinics, rest):
    visits = max(government + villages + clinics + rest, 0)
    parts = dict(zip(("government_run", "villages", "clinics"), (government, villages, clinics), strict=True))
    table = pl.DataFrame(
        {
            "area": ["x"],
            "period": ["2024"],
            "health.visits": [visits],
            **{f"health.visits_{k}": [v] for k, v in parts.items()},
        }
    )
    [found] = [c.verdict for c in REG.check_identities(table) if c.identity == "health.visits_by_place"]
    assert (found.status is ki.Consistency.INCONSISTENT) == (visits < government + villages + clinics)


@LAW
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_no_plan_has_more_institutions_than_there_are(grade_a, grade_b, institutions):
    table = pl.DataFrame(
        {
            "area": ["x"],
            "period": ["2025"],
            "health.institutions": [institutions],
            "health.planned_grade_a": [grade_a],
            "health.planned_grade_b": [grade_b],
        }
    )
    [found] = [c.verdict for c in REG.check_identities(table) if c.identity == "health.planned_by_grade"]
    assert (found.status is ki.Consistency.INCONSISTENT) == (grade_a + grade_b > institutions)


@LAW
@given(st.lists(st.tuples(AMOUNT, AMOUNT), min_size=2, max_size=6))
def test_rolled_up_shares_are_the_ratio_of_the_sums(parts):
    table = pl.DataFrame(
        {
            "area": [f"d{i}" for i in range(len(parts))],
            "period": [2024] * len(parts),
            "health.primary_visits": [float(a) for a, _ in parts],
            "health.visits": [float(a + b) for a, b in parts],
        }
    )
    made = REG.rollup(table, "health.primary_visit_share", area=dict.fromkeys(table["area"], "city"))
    pooled = 100 * sum(a for a, _ in parts) / sum(a + b for a, b in parts)
    assert made["health.primary_visit_share"].to_list() == [pytest.approx(pooled)]
    each = [100 * a / (a + b) for a, b in parts]
    assert min(each) - 1e-9 <= pooled <= max(each) + 1e-9


@LAW
@given(st.lists(GRADE, min_size=1, max_size=60))
def test_counts_of_grades_hold_to_every_identity(grades):
    counts = counts_of(grades)
    derived = REG.derive(counts, "health.graded", "health.ungraded", "health.graded_share", "health.grade_a_share")
    row = {**counts, **{k: q.magnitude for k, q in derived.items()}}
    assert row["health.grade_a_share"] <= row["health.graded_share"] <= 100
    whole = {k: v for k, v in row.items() if not k.endswith("_share")}
    table = pl.DataFrame({"area": ["x"], "period": ["2024"], **{k: [float(v)] for k, v in whole.items()}})
    assert {c.verdict.status for c in REG.check_identities(table)} <= {
        ki.Consistency.CONSISTENT,
        ki.Consistency.UNDETERMINED,
    }
    assert row["health.graded"] + row["health.ungraded"] == row["health.institutions"]


@LAW
@given(st.lists(GRADE, min_size=1, max_size=40), st.data())
def test_a_better_grade_never_lowers_a_share(grades, data):
    place = data.draw(st.integers(0, len(grades) - 1))
    better = [*grades[:place], "甲级", *grades[place + 1 :]]
    for name in ("health.graded_share", "health.grade_a_share"):
        assert share(counts_of(better), name) >= share(counts_of(grades), name)


STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=4)


@LAW
@given(STEPS)
def test_a_plan_that_only_rises_is_taken_and_never_falls(steps):
    a = b = 0
    planned = {}
    for year, (more_a, more_b) in enumerate(steps, 2025):
        a, b = a + more_a, b + more_b
        planned[year] = {"甲级": a, "乙级": b}
    groups = [
        Group("top", "lead", 1),
        Group("mid", "centre", 24, "top", {}, planned),
        Group("low", "general", 5, "mid"),
    ]
    plan = TierPlan(ki.Text("示例", "Synthetic"), 2024, groups)
    rows = [plan.planned(year) for year in (2024, *plan.years)]
    assert [r["grade_a"] for r in rows] == sorted(r["grade_a"] for r in rows)
    assert {r["institutions"] for r in rows} == {29}


@LAW
@given(st.integers(1, 5), st.integers(0, 4))
def test_a_plan_below_what_is_reached_is_refused(reached, planned):
    groups = [
        Group("top", "lead", 1),
        Group("mid", "centre", 5, "top", {"甲级": reached}, {2025: {"甲级": min(planned, reached - 1)}}),
        Group("low", "general", 5, "mid"),
    ]
    with pytest.raises(ki.ProcessError, match=f"below the {reached} reached by 2024"):
        TierPlan(ki.Text("示例", "Synthetic"), 2024, groups)


@LAW
@given(st.permutations(["a", "b", "c", "d", "e"]), st.lists(st.integers(0, 100), min_size=5, max_size=5))
def test_places_do_not_depend_on_the_order_of_rows(order, shares):
    of = dict(zip("abcde", shares, strict=True))
    table = pl.DataFrame(
        {"area": order, "period": [2024] * 5, "health.primary_visit_share": [float(of[a]) for a in order]}
    )
    places = dict(REG.derive(table, "health.primary_visit_rank").select("area", "health.primary_visit_rank").rows())
    assert places == {a: 1 + sum(other > of[a] for other in of.values()) for a in of}
