"""Register: levels, routes, deadlines and the stock, as counts only."""

from fractions import Fraction

import pytest

from kaizhou_indicators.errors import ProcessError
from kaizhou_indicators.processes import Consistency, Register
from kaizhou_indicators.text import Text
from refusals import refused

REGISTER = {
    "title": Text("监护风险", "Guardianship risk"),
    "levels": {"low": Text("低危", "Low"), "middle": Text("中危", "Middle"), "high": Text("高危", "High")},
    "entry": ["评分达到", "群众反映"],
    "exit": ["风险消除", "年满十八周岁"],
    "routes": {"low": "村社区", "middle": "镇街", "high": "部门"},
    "deadlines": {"high": 3, "middle": 15},
    "bands": {"low": (20, 40), "middle": (40, 70), "high": (70, None)},
}


def test_scores_have_levels_routes_and_deadlines():
    register = Register(**REGISTER)
    assert [register.level_of(score).name for score in (20, 39.9, 40, 70, 500)] == [
        "low",
        "low",
        "middle",
        "high",
        "high",
    ]
    assert (str(register.route_of("高危")), register.deadline_of("high"), register.deadline_of("low")) == (
        "部门",
        3,
        None,
    )
    assert (
        Register(**REGISTER | {"closed": "high", "bands": {"low": (None, 40), "middle": (40, 70), "high": (70, None)}})
        .level_of(40)
        .name
        == "low"
    )
    refused(["score 19.9 lies in no band", "低危 [20, 40)"], register.level_of, 19.9)


def test_gaps_overlaps_missing_routes_and_deadlines_are_told_together():
    bands = {"low": (20, 35), "middle": (40, 75), "high": (70, None)}
    message = refused(
        ["4 faults"],
        Register,
        **REGISTER | {"bands": bands, "routes": {"low": "村社区", "high": "部门"}, "deadlines": {"high": 0}},
    )
    assert "gap from 35 to 40 between 低危 [20, 35) and 中危 [40, 75)" in message
    assert "overlap from 70 to 75" in message
    assert "level 中危 has no route" in message
    assert "deadline of 高危 is 0" in message


def test_levels_of_a_table_must_be_known_and_bands_complete():
    refused(["routes: unknown level 'severe'"], Register, **REGISTER | {"routes": {"severe": "x"}})
    refused(["level 中危 has no band"], Register, **REGISTER | {"bands": {"low": (0, 1), "high": (1, 2)}})
    refused(["bands: none"], Register(**REGISTER | {"bands": {}}).level_of, 50)
    refused(
        ["band 高危 [70, 60) is empty"],
        Register,
        **REGISTER | {"bands": {"low": (20, 40), "middle": (40, 70), "high": (70, 60)}},
    )


def test_the_stock_of_a_register_is_an_identity():
    register = Register(**REGISTER)
    flows = {"opening": 120, "entries": {"评分达到": 25, "群众反映": 5}, "exits": {"风险消除": 45}}
    assert register.closing(**flows) == 105
    assert register.check_stock(**flows, closing=105).status is Consistency.CONSISTENT
    assert register.check_stock(**flows, closing=106).residual == -1
    refused(["exits 200 exceed opening 120 + entries 30"], register.closing, opening=120, entries=30, exits=200)
    refused(["unknown exits rule '搬离'"], register.closing, opening=1, entries=0, exits={"搬离": 1})


@pytest.mark.parametrize("someone", ["张三", ["张三"], {"name": "张三"}, 1.5, None])
def test_a_register_takes_counts_and_nothing_about_a_person(someone):
    with pytest.raises(ProcessError):
        Register(**REGISTER).closing(opening=someone, entries=0, exits=0)


def test_the_on_time_rate_is_pooled_over_levels():
    register = Register(**REGISTER)
    assert register.on_time_rate({"high": 9, "low": 1}, {"high": 10, "low": 90}) == Fraction(10, 100)
    assert register.on_time_rate(0, 0) is None
    refused(["on time 11 exceeds handled 10"], register.on_time_rate, {"high": 11}, {"high": 10, "low": 90})
