"""What no source gives: the network's names, the elements of the loop and of the blocks, the scope; all names synthetic."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_homecoming import (
    BUILDING_BLOCKS,
    LIAISON_STEPS,
    QUESTIONS,
    HomecomingError,
    building_blocks,
    homecoming,
    liaison_loop,
    mechanism_domain,
    network_of,
    scope_of,
    scoped_domain,
)
from kaizhou_indicators.testing import check_domain

CORE = {"hub": {"zh": "总会", "en": "Hub"}}
BRANCHES = {"east": "东片", "south": "南片", "west": "西片", "north": "北片"}
ELEMENTS = {"登记": ["核对", "归类"], "联络": ["回访"], "服务": ["答复", "办结"]}
BLOCKS = {"基础支撑体系": ["园区"], "服务保障机制": ["专员", "热线"], "价值重建模式": ["表彰"]}
ANSWERS = {"returnee": "离开三年以上", "deduplication": "按登记号", "entity": "期末存续", "jobs": "只计直接吸纳"}

# -- the 1+4 network


def network_table(counts, total):
    """One row a part, and one of the total, which has no part."""
    at = {"area": "500154", "period": "2024"}
    rows = [{**at, "part": part, "outside.organisations_by_part": n} for part, n in counts.items()]
    return pl.DataFrame([*rows, {**at, "outside.organisations": total}], infer_schema_length=None)


def test_a_network_counts_organisations_by_part_and_they_add_up():
    network = network_of(CORE, BRANCHES)
    counts = network.count({"甲商会": "总会", "乙商会": "东片", "丙商会": "east", "丁商会": "north"})
    assert counts == {"hub": 1, "east": 2, "south": 0, "west": 0, "north": 1}
    reg = check_domain(network.domain("outside"))
    assert ({c.verdict.status for c in reg.check_identities(network_table(counts, 4))}) == {ki.Consistency.CONSISTENT}
    assert ({c.verdict.status for c in reg.check_identities(network_table(counts, 5))}) == {ki.Consistency.INCONSISTENT}


def test_a_network_says_its_parts_in_the_definition():
    reg = ki.Registry([network_of(CORE, BRANCHES).domain("outside")])
    assert reg["outside.organisations"].definition == ki.Text(
        "核心：总会；分支：东片、南片、西片、北片", "core: Hub; branches: 东片, 南片, 西片, 北片"
    )


def test_a_network_has_no_default_and_says_what_to_give():
    with pytest.raises(HomecomingError, match=r"no source names the parts of the 1\+4 network; give core=.*branches="):
        network_of()


def test_a_network_of_another_shape_is_refused():
    three = dict(list(BRANCHES.items())[:3])
    with pytest.raises(HomecomingError, match="has 1 core and 4 branches, not 1 and 3"):
        network_of(CORE, three)
    with pytest.raises(HomecomingError, match="'hub' is both core and branch"):
        network_of(CORE, {**three, "hub": "四"})
    with pytest.raises(ki.ProcessError, match="'东片' occurs twice"):
        network_of(CORE, {**three, "north": "东片"})


def test_an_organisation_of_an_unknown_part_is_refused():
    with pytest.raises(ki.ProcessError, match=r"unknown stage '中片'; known: .*东片"):
        network_of(CORE, BRANCHES).count({"甲商会": "中片"})


# -- the liaison platform


def test_a_quarter_of_the_liaison_loop_is_closed_step_by_step():
    loop = liaison_loop(ELEMENTS)
    assert (
        [str(step) for step in loop.steps]
        == [str(title) for title in LIAISON_STEPS.values()]
        == ["登记", "联络", "服务"]
    )
    requests = [
        {"登记": ["核对", "归类"], "联络": ["回访"], "服务": ["答复", "办结"]},
        {"登记": ["核对", "归类"], "联络": {"回访": "not_applicable"}, "服务": ["答复"]},
    ]
    found = loop.pooled(requests)
    assert (found.done, found.required, found.closed) == (8, 9, False)
    assert found.by_step == {"register": (4, 4), "liaise": (1, 1), "serve": (3, 4)}
    assert loop.missing(requests[1]) == ("服务/办结",)


def test_the_loop_declares_its_completion_by_step():
    reg = check_domain(mechanism_domain("platform", liaison_loop(ELEMENTS)))
    rows = {"register": (4, 4), "liaise": (1, 1), "serve": (3, 4)}
    table = pl.DataFrame(
        [
            {
                "area": "500154",
                "period": "2024-Q3",
                "step": s,
                "platform.elements_done": k,
                "platform.elements_required": n,
            }
            for s, (k, n) in rows.items()
        ]
    )
    made = reg.derive(table, "platform.elements_completion")["platform.elements_completion"]
    assert made.to_list() == pytest.approx([100, 100, 75])
    over = table.with_columns(pl.lit(5).alias("platform.elements_done"))
    assert ki.Consistency.INCONSISTENT in {c.verdict.status for c in reg.check_identities(over)}


def test_a_platform_may_have_more_steps_than_the_report_names():
    steps = {**LIAISON_STEPS, "feedback": ki.Text("反馈", "Feed back")}
    loop = liaison_loop({**ELEMENTS, "反馈": ["评价"]}, steps=steps)
    assert [step.name for step in loop.steps] == ["register", "liaise", "serve", "feedback"]


def test_a_step_without_elements_is_refused_and_all_are_named():
    with pytest.raises(
        HomecomingError, match=r"no source says what has to be done in 登记 \(register\), 服务 \(serve\); give"
    ):
        liaison_loop({"联络": ["回访"]})
    with pytest.raises(HomecomingError, match=r"登记 .*联络 .*服务"):
        liaison_loop()
    with pytest.raises(ki.ProcessError, match="unknown step '反馈'"):
        liaison_loop({**ELEMENTS, "反馈": ["评价"]})


# -- the three building blocks


def test_the_three_building_blocks_carry_the_report_s_names_and_the_user_s_elements():
    blocks = building_blocks(BLOCKS)
    assert [str(title) for title in BUILDING_BLOCKS.values()] == ["基础支撑体系", "服务保障机制", "价值重建模式"]
    assert blocks.completion({"服务保障机制": ["专员"]}).done == 1
    assert blocks.missing({"基础支撑体系": ["园区"], "服务保障机制": ["专员", "热线"]}) == ("价值重建模式/表彰",)
    with pytest.raises(HomecomingError, match=r"building blocks: .*价值重建模式 \(value_rebuilding\)"):
        building_blocks({k: v for k, v in BLOCKS.items() if k != "价值重建模式"})
    with pytest.raises(ki.ProcessError, match="unknown element '热心'"):
        blocks.check({"服务保障机制": ["热心"]})


def test_blocks_and_loop_live_beside_the_domain():
    reg = ki.Registry(
        [
            homecoming,
            mechanism_domain("platform", liaison_loop(ELEMENTS)),
            mechanism_domain("blocks", building_blocks(BLOCKS)),
        ]
    )
    assert {"platform.elements_completion", "blocks.elements_completion", "homecoming.jobs"} <= set(reg)


# -- the scope


def test_a_scope_is_complete_or_refused_with_every_open_question():
    assert list(scope_of(ANSWERS)) == list(QUESTIONS)
    with pytest.raises(HomecomingError, match=r"entity is open: what counts as an entity.*jobs is open"):
        scope_of({"returnee": "甲", "deduplication": "乙", "entity": " "})
    with pytest.raises(HomecomingError, match="'entities' answers no question; the questions are returnee"):
        scope_of({**ANSWERS, "entities": "戊"})
    with pytest.raises(HomecomingError, match="no source gives these rules"):
        scope_of()


def test_indicators_of_two_scopes_are_not_comparable():
    one = check_domain(scoped_domain("local", ANSWERS))
    other = check_domain(scoped_domain("other", {**ANSWERS, "entity": {"zh": "累计创办", "en": "ever founded"}}))
    assert one["local.entities"].definition.zh == "期末存续"
    assert other["other.entities"].definition.en == "ever founded"
    assert one["local.entities"].basis.mismatch(other["other.entities"].basis) == ("scope",)
    assert one["local.jobs"].basis.mismatch(other["other.jobs"].basis) == ()
