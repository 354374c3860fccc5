"""Peers and ranks: what the words mean, what is refused, and the groups that parents= makes."""

from __future__ import annotations

import pytest

import frames
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, arithmetic


def domain() -> Domain:
    d = Domain("h", Text("基层", "Primary care"))
    add = {"over_time": "sum", "over_area": "sum"}
    d.indicator("visits", Text("基层诊疗人次", "Visits"), unit="万人次", better="higher", **add)
    d.indicator("all_visits", Text("总诊疗人次", "All visits"), unit="万人次", **add)
    d.indicator("people", Text("常住人口", "People"), unit="万人", **add)
    d.indicator("income", Text("人均收入", "Income"), unit="元", better="higher", over_area="weighted", weight="people")
    d.indicator("tli", Text("指数", "Index"), unit="1", better="lower")
    d.indicator("place", Text("位次", "Place"), unit="位", kind="rank", better="lower")
    d.indicator("grade", Text("等级", "Grade"), kind="grade", better="higher", grades=["优", "良", "差"])
    d.indicator("plain", Text("平", "Plain"), unit="件")

    @d.derived("share", Text("基层占比", "Share"), unit="%", better="higher")
    def share(visits, all_visits):
        return visits / all_visits

    @d.derived("gap", Text("差距", "Gap"), unit="%", kind="share")
    def gap(share):
        return 1 - share

    @d.derived(
        "band",
        Text("分位", "Band"),
        kind="grade",
        grades=["前一半", "其余"],
        inputs={"position": "h.share@rank", "count": "h.share@peers.count"},
        takes={"position": "位", "count": "个"},
    )
    def band(position, count):
        return arithmetic.quantile_grade(position, count, [0.5, 0.5])

    d.baseline("others", title=Text("其他区县", "Others"), peers="mean", own=False)
    d.baseline("by_people", title=Text("按人口", "By people"), peers="mean", weight="people")
    d.baseline("middle", title=Text("中位", "Median"), peers="median")
    d.baseline("rest", title=Text("其余合计", "The rest"), peers="pooled", own=False)
    return d


REG = ki.Registry([domain()])
DATA = {
    "row_number": [0, 1, 2, 3],
    "area": ["a", "b", "c", "city"],
    "period": ["2024"] * 4,
    "h.visits": [30.0, 10.0, None, 40.0],
    "h.all_visits": [60.0, 10.0, 1000.0, 70.0],
    "h.people": [3.0, 1.0, 2.0, 6.0],
    "h.income": [200.0, 100.0, None, 175.0],
    "h.tli": [50.0, 40.0, 50.0, 45.0],
    "h.place": [1.0, 2.0, 3.0, None],
    "h.grade": ["优", "良", "优", None],
    "h.plain": [1.0, 2.0, 3.0, 6.0],
}
PARENTS = {"a": "city", "b": "city", "c": "city"}


def one(target: str, kind: str = "polars", parents: object = PARENTS) -> list[object]:
    return frames.plain(REG.derive(frames.ALL[kind](DATA), target, parents=parents))[target]


def test_a_ratio_is_pooled_from_its_parts_where_all_are_there_and_never_averaged() -> None:
    pooled = 100 * 40 / 70  # c has no visits: its denominator does not count
    assert one("h.share@peers") == pytest.approx([pooled, pooled, pooled, None])
    assert one("h.share@peers:pp") == pytest.approx([50 - pooled, 100 - pooled, None, None])
    assert one("h.gap@peers") == pytest.approx([100 - pooled] * 3 + [None])
    assert one("h.share@rest") == pytest.approx([100.0, 50.0, pooled, None])


def test_means_of_the_others_and_weighted_ones() -> None:
    assert one("h.share@peers.mean") == pytest.approx([100.0, 50.0, 75.0, None])
    assert one("h.share@others:pp") == pytest.approx([-50.0, 50.0, None, None])
    assert one("h.income@peers") == pytest.approx([175.0] * 3 + [None])
    assert one("h.share@by_people") == pytest.approx([62.5] * 3 + [None])
    assert one("h.tli@middle") == [50.0] * 3 + [None]


def test_best_count_and_rank() -> None:
    assert one("h.tli@peers.best") == [40.0] * 3 + [None]
    assert one("h.tli@peers.best:abs") == [10.0, 0.0, 10.0, None]
    assert one("h.share@peers.count") == [2.0] * 3 + [None]
    assert one("h.tli@rank") == [2.0, 1.0, 2.0, None]
    assert one("h.grade@rank") == [1.0, 3.0, 1.0, None]
    assert one("h.grade@peers.best") == ["优"] * 3 + [None]
    assert one("h.band") == ["其余", "前一半", None, None]


@pytest.mark.parametrize("kind", frames.ALL)
def test_every_table_takes_a_mapping_a_column_or_nothing(kind: str) -> None:
    assert one("h.visits@peers", kind) == [40.0, 40.0, 40.0, None]
    assert one("h.visits@peers", kind, None) == [80.0] * 4
    table = frames.ALL[kind]({**DATA, "upper": ["city", "city", "city", None]})
    derived = frames.plain(REG.derive(table, "h.visits@peers", "h.visits@rank", parents="upper"))
    assert derived["h.visits@peers"] == [40.0, 40.0, 40.0, None]
    assert derived["h.visits@rank"] == [1.0, 2.0, None, None]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("h.tli@peers", r"h\.tli is not added up over areas.*over_area=.*h\.tli@peers\.mean"),
        ("h.place@peers.mean", r"h\.place is a rank, which is never added or averaged; take h\.place@rank"),
        ("h.grade@peers", r"h\.grade is a grade"),
        ("h.plain@rank", r"h\.plain is declared better='neutral'"),
        ("h.plain@peers.best", r"better='higher' or 'lower'"),
    ],
)
def test_what_has_no_peers_is_refused_with_the_way_out(target: str, told: str) -> None:
    with pytest.raises(ki.ComparabilityError, match=told):
        one(target)


def test_parents_that_are_none_are_refused() -> None:
    with pytest.raises(ki.FrameError, match=r"parents='uper' names no column.*Did you mean 'upper'"):
        REG.derive(frames.polars({**DATA, "upper": ["c"] * 4}), "h.visits@peers", parents="uper")
    with pytest.raises(ki.FrameError, match="neither a mapping of area to parent"):
        REG.derive(frames.polars(DATA), "h.visits@peers", parents=3)


def test_reasons_say_which_peers_are_missing() -> None:
    plan = REG.plan(["h.visits@peers", "h.share@others"], list(DATA), parents=PARENTS)
    told = plan.reasons(frames.polars(DATA)).to_dicts()
    assert [t["row"] for t in told] == [3, 3]
    assert all("no parent" in t["reason"] for t in told)


def test_single_values_take_the_peers_as_given() -> None:
    given = {"h.visits": 30, "h.all_visits": 60, "h.share@peers": 57.1, "h.share@rank": 2}
    derived = REG.derive(given, "h.share@peers:pp", "h.share@rank")
    assert derived["h.share@peers:pp"].magnitude == pytest.approx(-7.1)
    assert str(derived["h.share@rank"]) == "2.0 位"
    with pytest.raises(ki.MissingInputError, match="h.share@peers"):
        REG.derive({"h.visits": 30, "h.all_visits": 60}, "h.share@peers:pp")


@pytest.mark.parametrize(
    ("attributes", "told"),
    [
        ({"peers": "mode"}, "peers"),
        ({"peers": "best", "own": False}, "own=False"),
        ({"peers": "pooled", "weight": "people"}, "weight= weighs the mean"),
        ({"peers": "mean", "period": "2018"}, "exactly one of"),
    ],
)
def test_a_baseline_of_peers_says_one_thing(attributes: dict[str, object], told: str) -> None:
    d = Domain("x", Text("甲", "X"))
    d.baseline("b", title=Text("乙", "B"), **attributes)
    with pytest.raises(ki.RegistrationError, match=told):
        ki.Registry([d])
