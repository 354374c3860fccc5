"""Loop, bidding, demonstration plots, machinery after another standard, and a farming year: in order, and out of it."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_grain import (
    Topic,
    counts,
    grain,
    mechanization,
    moved,
    rises_in_a_row,
    run_of,
    task_force_domain,
    task_force_loop,
)

REG = ki.Registry([grain])
#: synthetic elements
ELEMENTS = {
    "专班部署": ["成立专班", "分解任务"],
    "贯彻实施": ["下达到镇", "落实到田"],
    "督导测评": ["督导", "测产"],
    "总结提升": ["通报", "改进"],
}


def verdicts(frame, identity):
    found = [check for check in REG.check_identities(frame) if check.identity == f"grain.{identity}"]
    return {check.by.get("direction", check.area): check.verdict for check in found}


# -- scenario: a year of the task-force loop


def test_a_year_of_the_task_force_loop_closes_step_by_step():
    loop = task_force_loop(ELEMENTS)
    spring = {"deployment": ["成立专班", "分解任务"], "implementation": ["下达到镇"]}
    assert loop.completion(spring).by_step == {
        "deployment": (2, 2),
        "implementation": (1, 2),
        "evaluation": (0, 2),
        "improvement": (0, 2),
    }
    assert loop.missing(spring)[0] == "贯彻实施/落实到田"
    year = {step: dict.fromkeys(names, True) for step, names in ELEMENTS.items()}
    assert loop.completion(year).closed
    year["总结提升"]["改进"] = "not_applicable"
    assert loop.completion(year).required == 7
    assert loop.pooled([spring, year]).share == ki.Interval.point("2/3").lo


def test_the_loop_of_towns_becomes_indicators_by_step():
    loop = task_force_loop(ELEMENTS)
    reg = ki.Registry([task_force_domain("task", loop)])
    done = loop.completion({"deployment": ["成立专班"], "evaluation": ["督导", "测产"]}).by_step
    frame = pl.DataFrame(
        {
            "area": ["甲镇"] * 4,
            "period": ["2024"] * 4,
            "step": list(done),
            "task.task_force_done": [k for k, _ in done.values()],
            "task.task_force_required": [n for _, n in done.values()],
        }
    )
    assert reg.derive(frame, "task.task_force_completion")["task.task_force_completion"].to_list() == [50, 0, 100, 0]
    assert {check.verdict.status for check in reg.check_identities(frame)} == {ki.Consistency.CONSISTENT}


def test_without_elements_the_loop_says_what_to_supply():
    with pytest.raises(ki.SettingError, match="supply the elements of 专班部署 \\(deployment\\)"):
        task_force_loop()


def test_unknown_steps_and_steps_without_elements_are_refused():
    with pytest.raises(ki.ProcessError, match="unknown step '督查'"):
        task_force_loop({**ELEMENTS, "督查": ["督导"]})
    with pytest.raises(ki.ProcessError, match="总结提升: 0 elements are too few"):
        task_force_loop({**ELEMENTS, "总结提升": []})


# -- scenario: a quarter of two-way bidding


def test_a_quarter_of_two_way_bidding_from_topics_to_rates():
    january = [
        Topic("丘陵机播", "from_above", "市农业农村委"),
        Topic("大豆密植", "from_departments", "区农业农村委"),
        Topic("节水灌溉", "from_departments", "区农业农村委", "taken", "甲镇"),
    ]
    march = [
        Topic("丘陵机播", "from_above", "市农业农村委", "揭榜", "区农机中心"),
        Topic("大豆密植", "from_departments", "区农业农村委", "solved", "乙镇"),
        Topic("节水灌溉", "from_departments", "区农业农村委", "solved", "甲镇"),
        Topic("再生稻", "from_departments", "区农业农村委"),
    ]
    moved(january, march)
    found = counts(march)
    assert found["from_departments"] == {"posed": 3, "taken": 2, "solved": 2}
    columns = {f"grain.bidding_{step}": [found[d][step] for d in found] for step in ("posed", "taken", "solved")}
    frame = pl.DataFrame({"area": ["500154"] * 2, "period": ["2024-Q1"] * 2, "direction": list(found), **columns})
    derived = REG.derive(frame, "grain.bidding_taken_rate", "grain.bidding_solved_rate")
    assert derived["grain.bidding_taken_rate"].to_list() == pytest.approx([100, 200 / 3])
    assert derived["grain.bidding_solved_rate"].to_list() == [0, 100]
    assert {v.status for v in verdicts(frame, "bidding_funnel").values()} == {ki.Consistency.CONSISTENT}


def test_more_solved_than_taken_is_caught_in_its_direction():
    frame = pl.DataFrame(
        {
            "area": ["500154"] * 2,
            "period": ["2024-Q1"] * 2,
            "direction": ["from_above", "from_departments"],
            "grain.bidding_posed": [5, 5],
            "grain.bidding_taken": [3, 3],
            "grain.bidding_solved": [2, 4],
        }
    )
    found = verdicts(frame, "bidding_funnel")
    assert found["from_above"].status is ki.Consistency.CONSISTENT
    assert "bidding_solved 4 exceeds" in found["from_departments"].explanation.en


def test_a_topic_that_cannot_be_tells_all_its_faults():
    with pytest.raises(ki.ProcessError) as told:
        Topic("", "sideways", "甲镇", "solved", "甲镇")
    for words in ("no title", "direction 'sideways' is none of from_above", "poser and taker are one unit"):
        assert words in str(told.value)
    with pytest.raises(ki.ProcessError, match="has a taker once it is taken on"):
        Topic("大豆密植", "from_above", "区", "taken")
    with pytest.raises(ki.ProcessError, match="unknown stage 'lost'"):
        Topic("大豆密植", "from_above", "区", "lost", "乙镇")


def test_topics_never_go_back_and_keep_their_direction():
    before = [Topic("一", "from_above", "市", "solved", "局"), Topic("二", "from_above", "市")]
    after = [Topic("一", "from_above", "市", "taken", "局"), Topic("二", "from_departments", "市")]
    with pytest.raises(ki.ProcessError) as told:
        moved(before, after)
    assert "topic 一: solved -> taken goes back" in str(told.value)
    assert "topic 二: direction and poser stay" in str(told.value)
    with pytest.raises(ki.ProcessError, match="topic 一: stands 2 times"):
        moved(before, [before[0], before[0]])


# -- scenario: demonstration plots over the years, in both readings


def test_three_rises_or_three_values_of_the_demonstration_plots():
    levels = [100.0, 120.0, 144.0, 172.8]  # synthetic: exactly 20 % a year
    years = ["2021", "2022", "2023", "2024"]
    frame = pl.DataFrame({"area": "500154", "period": years, "grain.demonstration_level": levels})
    derived = REG.derive(frame, "grain.demonstration_streak", "grain.demonstration_years")
    assert derived["grain.demonstration_streak"].to_list() == [None, 1, 2, 3]
    assert derived["grain.demonstration_years"].to_list() == [None, 2, 3, 4]
    assert rises_in_a_row(levels, 20) == 3
    assert run_of(3, 20).allows("1.728") == (True, True)
    assert run_of(3, 20).allows("1.44") == (False, True)
    assert run_of(3, 20).allows("1.43") == (False, False)


def test_published_growth_can_be_given_instead_of_levels_and_a_missing_year_ends_the_run():
    frame = pl.DataFrame(
        {
            "area": "500154",
            "period": ["2020", "2022", "2023", "2024"],
            "grain.demonstration_growth": [25.0, 20.0, 19.9, 30.0],
        }
    )
    assert REG.derive(frame, "grain.demonstration_streak")["grain.demonstration_streak"].to_list() == [1, 1, 0, 1]


def test_runs_that_cannot_be_are_refused():
    with pytest.raises(ki.KaizhouError, match="years=1 is no run"):
        run_of(1, 20)
    with pytest.raises(ki.KaizhouError, match="leaves nothing"):
        run_of(3, -100)
    with pytest.raises(ki.KaizhouError, match="a value of 0 has no growth"):
        rises_in_a_row([0, 10], 20)


# -- scenario: a farming year, season by season


def test_a_farming_year_rolls_up_from_seasons_to_yields_and_indices():
    seasons = pl.DataFrame(
        {
            "area": ["甲镇", "甲镇", "乙镇", "乙镇"],
            "period": ["2024-H1", "2024-H2"] * 2,
            "grain.output": [0.2, 1.0, 0.1, 0.5],
            "grain.sown_area": [1.0, 3.0, 0.5, 1.0],
            "grain.total_sown_area": [2.0, 4.0, 1.0, 2.0],
            "grain.cultivated_land": [3.5, 3.5, 2.0, 2.0],
        }
    )
    year = REG.rollup(seasons, period="year", area={"甲镇": "片区", "乙镇": "片区"})
    found = REG.derive(
        year, "grain.yield", "grain.grain_share", "grain.multiple_cropping_index", "grain.mu_output"
    ).to_dicts()[0]
    assert found["grain.yield"] == pytest.approx(1000 * 1.8 / 5.5)
    assert found["grain.grain_share"] == pytest.approx(100 * 5.5 / 9)
    assert found["grain.multiple_cropping_index"] == pytest.approx(100 * 9 / 5.5)
    assert found["grain.mu_output"] == pytest.approx(1000 * 1.8 / 5.5)


def test_an_average_of_yields_is_not_what_a_rollup_gives():
    table = pl.DataFrame(
        {"area": ["甲镇", "乙镇"], "period": "2024", "grain.output": [1.0, 1.0], "grain.sown_area": [2.0, 5.0]}
    )
    whole = REG.derive(REG.rollup(table, period="year", area={"甲镇": "区", "乙镇": "区"}), "grain.yield")[
        "grain.yield"
    ][0]
    assert whole == pytest.approx(2000 / 7)
    assert whole != pytest.approx((500 + 200) / 2)


def test_a_reserve_that_does_not_balance_and_straw_that_grew_by_use_are_caught():
    frame = pl.DataFrame(
        {
            "area": ["500154"],
            "period": ["2024"],
            "grain.reserve_opening": [5.0],
            "grain.reserve_in": [2.0],
            "grain.reserve_out": [1.5],
            "grain.reserve": [6.0],
            "grain.straw_produced": [60.0],
            "grain.straw_collectable": [50.0],
            "grain.straw_used": [55.0],
            "grain.tillage_area_due": [100.0],
            "grain.tillage_area_machine": [101.0],
        }
    )
    assert "differs from" in verdicts(frame, "reserve_stock")["500154"].explanation.en
    assert "straw_used 55 exceeds" in verdicts(frame, "straw")["500154"].explanation.en
    assert "tillage_area_machine 101 exceeds" in verdicts(frame, "tillage_within_due")["500154"].explanation.en


def test_parts_of_the_sown_area_must_make_the_whole():
    columns = dict(
        zip(("sown_area", "oil_area", "vegetable_area", "other_area"), (173.4, 20.0, 37.2, 9.4), strict=True)
    )
    frame = pl.DataFrame({"area": "500154", "period": ["2024"], **{f"grain.{n}": [v] for n, v in columns.items()}})
    good = frame.with_columns(pl.lit(240.0).alias("grain.total_sown_area"))
    bad = frame.with_columns(pl.lit(230.0).alias("grain.total_sown_area"))
    assert verdicts(good, "sown_parts")["500154"].status is ki.Consistency.CONSISTENT
    assert verdicts(bad, "sown_parts")["500154"].status is ki.Consistency.INCONSISTENT


def test_the_share_of_high_standard_farmland_needs_its_denominator_declared():
    land = {"grain.high_standard_farmland": 60, "grain.cultivated_land": 150, "grain.basic_farmland": 120}
    with pytest.raises(ki.SettingError, match=r"grain\.high_standard_denominator"):
        REG.derive(land, "grain.high_standard_share")
    for choice, share in (("cultivated_land", 40), ("basic_farmland", 50)):
        reg = ki.Registry([grain], settings={"high_standard_denominator": choice})
        assert reg.derive(land, "grain.high_standard_share")["grain.high_standard_share"].magnitude == share
    with pytest.raises(ki.DerivationError):
        ki.Registry([grain], settings={"high_standard_denominator": "basic_farmland"}).derive(
            {"grain.high_standard_farmland": 60, "grain.cultivated_land": 150}, "grain.high_standard_share"
        )


# -- machinery after the plain standard, and after one of the user's weights


def test_rates_come_from_areas_and_are_held_against_the_national_targets():
    areas = {"tillage": (90, 100), "sowing": (30, 100), "harvest": (60, 80)}
    given = {
        f"grain.{n}_area_{w}": v for n, pair in areas.items() for w, v in zip(("machine", "due"), pair, strict=True)
    }
    found = REG.derive(given, "grain.mechanization_rate", "grain.mechanization_rate@target_2025:pp")
    assert found["grain.mechanization_rate"].magnitude == pytest.approx(0.4 * 90 + 0.3 * 30 + 0.3 * 75)
    assert found["grain.mechanization_rate@target_2025:pp"].magnitude == pytest.approx(67.5 - 75)


def test_the_national_rate_of_2020_needs_the_rounding_of_its_three_rates():
    printed = {"tillage": "85.49", "sowing": "58.98", "harvest": "64.56"}
    given = {f"grain.{name}_rate": ki.Interval.printed(text) for name, text in printed.items()}
    found = ki.evaluate(REG.derivation("grain.mechanization_rate").bare, given).interval
    assert found.text(3) == "[71.253, 71.263]"
    assert found.intersects(ki.Interval.printed("71.25"))


def test_another_standard_is_configured_with_its_operations_and_weights():
    table = {
        "standard": "合成示例",
        "operations": {
            "ploughing": {"title": {"zh": "耕整", "en": "Ploughing"}, "weight": 0.4},
            "planting": {"title": "种植", "weight": 0.35},
            "harvesting": {"title": "收获", "weight": 0.25},
        },
    }
    rate = mechanization(table)
    reg = ki.Registry([rate.domain("hills")])
    areas = {"ploughing": (80, 100), "planting": (20, 80), "harvesting": (30, 60)}
    given = {
        f"hills.{n}_area_{w}": v for n, pair in areas.items() for w, v in zip(("machine", "due"), pair, strict=True)
    }
    found = reg.derive(given, "hills.mechanization_rate")["hills.mechanization_rate"].magnitude
    assert found == pytest.approx(100 * float(rate.rate(areas)))


def test_without_weights_of_the_hills_standard_it_says_what_to_supply():
    with pytest.raises(ki.SettingError, match=r"NY/T 1408\.7.*supply a table"):
        mechanization()
    with pytest.raises(ki.ProcessError) as told:
        mechanization({"standard": "合成", "operations": {"a": {"weight": 0.5}, "收获": {"weight": 0.6}, "c": {}}})
    for words in ("weights add up to 1.1", "operation '收获' is no name", "c has no weight"):
        assert words in str(told.value)


def test_more_area_by_machine_than_is_due_is_refused():
    rate = mechanization({"standard": "合成", "operations": {"a": {"weight": 1}}})
    with pytest.raises(ki.ProcessError, match="a: 120 by machine exceeds 100 due"):
        rate.rate({"a": (120, 100)})
    with pytest.raises(ki.ProcessError, match=r"(?s)unknown operation 'b'.*a is missing"):
        rate.rate({"b": (1, 2)})
