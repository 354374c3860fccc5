"""A review says everything at once: each rule has an example that breaks it alone, and what is right is left in peace."""

from __future__ import annotations

import inspect
import json
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Identity, Text, ln, where
from kaizhou_indicators.testing import Report, check_domain, review, review_target
from kaizhou_indicators.testing.review import RULES

#: rules about the files of a plugin, which `test_review_targets.py` breaks
OF_FILES = {
    *("plugin", "back-door", "heavy-import", "unsafe-call", "no-dependency", "untyped", "slow-import"),
    "data-without-source",
}
TOLD = {"source": "rule", "definition": Text("按办法第3条统计", "Counted after article 3 of the rule")}


def lake() -> Domain:
    """Return a domain that a reviewer has nothing to say of: measured, derived, graded, compared, published."""
    d = Domain("lake", Text("湖泊", "Lakes"), definition=Text("湖泊水质", "Water quality of lakes"))
    d.source("rule", Text("评价办法", "Rule of assessment"), issuer="环保局", year=2011, clause="第3条", official=True)
    count = {"kind": "count", "unit": "个", "valid": (0, None), "over_area": "sum", "over_time": "last", **TOLD}
    d.indicator("good", Text("达标断面数", "Sections on target"), **count)
    d.indicator("sections", Text("监测断面数", "Sections monitored"), **count)
    d.identity("good_of_sections", Identity.funnel(["sections", "good"]))
    d.indicator(
        "tp", Text("总磷", "Total phosphorus"), unit="mg/L", better="lower", valid=(0, 10), over_time="mean", **TOLD
    )

    @d.derived(
        "good_share", Text("达标率", "Share on target"), unit="%", better="higher", valid=(0, 100), source="rule"
    )
    def good_share(good, sections):
        return good / sections

    d.baseline("before", title=Text("2018年", "2018"), period="2018")
    d.observe("tp", area="A", period="2018", value=0.04, printed="0.04mg/L", source="rule")
    return d


def codes(domain: Domain, *others: Domain) -> list[str]:
    """Return the codes of a review, each once."""
    return list(dict.fromkeys(finding.code for finding in review(domain, *others)))


def test_nothing_is_said_of_a_domain_that_is_in_order():
    assert str(review(lake())) == "lake: errors 0, warnings 0, notes 0"


# -- one example a rule: it adds one mistake to what is in order, and the review says that and no more


def unit(d):
    d.indicator("cod", Text("化学需氧量", "Chemical oxygen demand"), unit="mgl/L", better="lower", **TOLD)


def dimension(d):
    d.derived("per", Text("单位断面磷", "Phosphorus a section"), unit="mg/L", source="rule")(lambda tp, good: tp / good)


def formula(d):
    d.derived("twice", Text("两倍磷", "Twice the phosphorus"), unit="mg/L", source="rule")(lambda tq: 2 * tq)


def cycle(d):
    d.derived("hen", Text("鸡", "Hen"), source="rule")(lambda egg: egg + 1)
    d.derived("egg", Text("蛋", "Egg"), source="rule")(lambda hen: hen - 1)


def keyword(d):
    d.indicator("tn", Text("总氮", "Total nitrogen"), unti="mg/L", **TOLD)


def record(d):
    d.indicator("rate_of", Text("合格比重", "Share passed"), unit="%", better="higher", over_area="sum", **TOLD)


def setting(d):
    windowed(d, lambda c, target: c <= target)


def comparability(d):
    d.indicator("gdp", Text("产值", "Output"), unit="亿元", over_time="sum", basis=ki.Basis(price="current"), **TOLD)
    real = {"unit": "亿元", "source": "rule", "basis": ki.Basis(price="constant")}
    d.derived("real", Text("不变价产值", "Real output"), **real)(lambda gdp: 2 * gdp)


def process(d):
    d.event({"title": "美丽河湖", "level": "村级", "body": "水利部", "date": "2024", "source": "rule"})


def fault(d):
    d.baseline("class_iii", title=Text("Ⅲ类", "Class III"), limits={"tp": 5}, source="rule")


def windowed(d, condition):
    d.windowed("months", Text("达标月数", "Months on target"), of="tp", how=ki.count_where(condition), unit="个月")


def unused_input(d):
    better = {"unit": "mg/L", "better": "lower", "valid": (0, 20), "source": "rule"}
    d.derived("load", Text("两倍磷", "Twice the phosphorus"), **better)(lambda tp, sections: 2 * tp)


def constant(d):
    d.derived("limit", Text("限值", "Limit"), source="rule")(lambda: 3)


def undefined(d):
    d.derived("gap", Text("对数", "Logarithm"), takes={"tp": "mg/L"}, source="rule")(lambda tp: ln(tp - 11))


def leaves_range(d):
    room = {"unit": "mg/L", "valid": (0, 5), "source": "rule"}
    d.derived("room", Text("余量", "Room"), takes={"tp": "mg/L"}, **room)(lambda tp: 8 - tp)


def leaves_grades(d):
    grades = {"kind": "grade", "grades": [Text("优", "good"), Text("差", "poor")], "source": "rule"}
    d.derived("grade", Text("等次", "Grade"), takes={"tp": "mg/L"}, **grades)(lambda tp: where(tp < 1, 1, 3))


def outside_range(d):
    room = {"unit": "mg/L", "valid": (0, 5), "source": "rule"}
    d.derived("room", Text("余量", "Room"), takes={"tp": "mg/L"}, **room)(lambda tp: 18 - tp)


def percent_by_hand(d):
    better = {"unit": "%", "better": "lower", "source": "rule"}
    d.derived("bad", Text("超标率", "Share off target"), **better)(
        lambda good, sections: 100 * (sections - good) / sections
    )


def percent_difference(d):
    percent(d, "target", "目标达标率", "Target share")
    better = {"unit": "%", "better": "higher", "source": "rule"}
    d.derived("ahead", Text("达标率之差", "Difference of shares"), **better)(
        lambda good_share, target: good_share - target
    )


def difference_or_points(d):
    percent(d, "fair", "尚可占比", "Share of fair ones")
    better = {"unit": "%", "better": "higher", "source": "rule", "valid": (-100, 100)}
    d.derived("rest", Text("其余占比", "Share of others"), **better)(lambda good_share, fair: good_share - fair)


def percent(d, name, zh, en, **attributes):
    rules = {"unit": "%", "better": "higher", "valid": (0, 100), "over_time": "last", **TOLD, **attributes}
    d.indicator(name, Text(zh, en), **rules)


def averaged_ratio(d):
    ratio = {"unit": "%", "better": "higher", "source": "rule", "over_area": "mean"}
    d.derived("again", Text("达标比重", "Proportion on target"), **ratio)(
        lambda sections, good: good / (sections + good)
    )


def rank_undirected(d):
    d.indicator("depth", Text("水深", "Depth"), unit="m", valid=(0, None), over_time="mean", **TOLD)
    d.derived(
        "place", Text("水深位次", "Rank by depth"), unit="位", kind="rank", source="rule", inputs={"r": "depth@rank"}
    )(lambda r: r)


def points_as_share(d):
    percent(d, "more", "提高幅度", "Rise", unit="个百分点", kind="share")


def points_in_percent(d):
    percent(d, "more", "提高的百分点", "Percentage points gained", kind="rate")


def percent_in_points(d):
    percent(d, "cover", "覆盖率", "Coverage", unit="个百分点", kind="rate")


def growth_as_share(d):
    percent(d, "growth", "产值增速", "Speed of output")


def kind_unit(d):
    d.indicator("fish", Text("鱼量", "Fish"), unit="吨", kind="count", over_time="sum", **TOLD)


def fraction_as_percent(d):
    percent(d, "cover", "植被覆盖", "Plant cover", valid=(0, 1))


def summed_rate(d):
    d.indicator("density", Text("密度", "Density"), unit="个/L", better="lower", over_area="sum", **TOLD)


def summed_index(d):
    d.indicator("tli", Text("营养指数", "Trophic index"), kind="index", better="lower", over_time="sum", **TOLD)


def summed_stock(d):
    d.indicator("staff", Text("年末职工", "Staff at the end"), unit="人", kind="count", over_time="sum", **TOLD)


def summed_total(d):
    d.indicator("spent", Text("累计投资", "Invested so far"), unit="亿元", over_time="sum", **TOLD)


def averaged_count(d):
    d.indicator("staff", Text("职工", "Staff"), unit="人", kind="count", over_time="mean", **TOLD)


def averaged_share(d):
    percent(d, "cover", "植被覆盖", "Plant cover", over_area="mean")


def averaged_over_time(d):
    percent(d, "cover", "植被覆盖", "Plant cover", over_time="mean")


def no_source(d):
    told = {"definition": TOLD["definition"], "unit": "m", "over_time": "mean"}
    d.indicator("depth", Text("水深", "Depth"), **told)


def no_source_of_a_coefficient(d):
    d.derived("load", Text("折算磷", "Phosphorus converted"), unit="mg/L")(lambda tp: 1.086 * tp)


def no_definition(d):
    d.indicator("depth", Text("水深", "Depth"), unit="m", over_time="mean", source="rule")


def one_language(d):
    d.indicator("depth", Text("水深", "Depth"), unit="m", over_time="mean", source="rule", definition="平均水深")


def wrong_language(d):
    d.indicator("depth", Text("Depth", "Depth of water"), unit="m", over_time="mean", **TOLD)


def placeholder(d):
    d.indicator("depth", Text("水深", "TODO depth"), unit="m", over_time="mean", **TOLD)


def same_title(d):
    d.indicator("depth", Text("总磷", "Depth"), unit="m", over_time="mean", **TOLD)


def same_formula(d):
    share = {"unit": "%", "better": "higher", "source": "rule", "valid": (0, 100)}
    d.derived("again", Text("达标比重", "Proportion on target"), **share)(lambda good, sections: good / sections)


def figure_without_source(d):
    d.observe("tp", area="A", period="2020", value=0.05)


def honour_without_source(d):
    d.event(ki.Event(Text("美丽河湖", "Beautiful lake"), level="国家级", body=Text("水利部", "Ministry"), date="2024"))


def print_contradicts(d):
    d.observe("tp", area="A", period="2020", value=0.4, printed="0.04mg/L", source="rule")


def print_unit(d):
    d.observe("tp", area="A", period="2020", value=0.04, printed="0.04元", source="rule")


def print_in_points(d):
    d.observe("good_share", area="A", period="2020", value=4.1, printed="4.1个百分点", source="rule")


def two_values(d):
    for value in (0.05, 0.06):
        d.observe("tp", area="A", period="2020", value=value, source="rule")


def official_unread(d):
    d.source("gb", Text("国家标准", "National standard"), issuer="国家局", year=2002, official=True)
    d.indicator("depth", Text("水深", "Depth"), unit="m", over_time="mean", **TOLD | {"source": "gb"})


def official_second_hand(d):
    told = {"issuer": "国家局", "year": 2002, "clause": "表1，据教材转述"}
    d.source("gb", Text("国家标准", "National standard"), official=True, **told)
    d.indicator("depth", Text("水深", "Depth"), unit="m", over_time="mean", **TOLD | {"source": "gb"})


def unused_setting(d):
    d.setting("target", Text("目标类别", "Target class"))


def limits_without_source(d):
    d.baseline("class_iii", title=Text("Ⅲ类", "Class III"), limits={"tp": "0.05 mg/L"})


def no_direction(d):
    percent(d, "cover", "植被覆盖", "Plant cover", better="neutral")


def no_aggregation(d):
    d.indicator("staff", Text("职工", "Staff"), unit="人", kind="count", **TOLD)


def unsourced_formula(d):
    d.derived("bad", Text("超标断面数", "Sections off target"), unit="个")(lambda sections, good: sections - good)


def may_leave_range(d):
    rules = {"kind": "count", "unit": "个", "valid": (0, None), "over_area": "sum", **TOLD}
    d.indicator("fair", Text("尚可断面数", "Fair sections"), **rules)
    share = {"unit": "%", "better": "higher", "source": "rule", "valid": (0, 100)}
    d.derived("fair_share", Text("尚可占比", "Share of fair ones"), **share)(lambda fair, sections: fair / sections)


def unused_source(d):
    d.source("other", Text("另一办法", "Another rule"), issuer="环保局")


def untraceable_source(d):
    d.source("other", Text("另一办法", "Another rule"))
    d.indicator("depth", Text("水深", "Depth"), unit="m", over_time="mean", **TOLD | {"source": "other"})


def absent_domain(d):
    d.derived(
        "a_head", Text("人均断面", "Sections a head"), unit="个/人", source="rule", inputs={"n": "elsewhere.people"}
    )(lambda sections, n: sections / n)


def unreadable_print(d):
    d.observe("tp", area="A", period="2020", value=0.04, printed="稳定达标", source="rule")


#: mistakes beyond the one that bears the name of its rule
FURTHER = {
    leaves_grades: "leaves-range",
    no_source_of_a_coefficient: "no-source",
    official_second_hand: "official-unread",
    print_in_points: "print-unit",
}

EXAMPLES = {
    example: FURTHER.get(example, name.replace("_", "-"))
    for name, example in list(globals().items())
    if inspect.isfunction(example) and list(inspect.signature(example).parameters) == ["d"]
}


def test_every_rule_has_its_example():
    assert {*EXAMPLES.values(), *OF_FILES, "empty-domain"} == set(RULES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)
def test_one_mistake_is_one_finding_that_names_its_key_in_both_languages(example):
    domain = lake()
    example(domain)
    report = review(domain)
    assert {finding.code for finding in report} == {EXAMPLES[example]}, str(report)
    for finding in report:
        assert finding.key.startswith("lake")
        assert finding.severity is RULES[finding.code].severity
        assert any("\u4e00" <= c <= "\u9fff" for c in finding.message.zh)
        assert finding.message.en.strip()


def test_a_domain_without_indicators_says_so():
    assert codes(Domain("none", Text("空", "None"))) == ["empty-domain"]


def test_rules_leave_no_gap_and_no_blank():
    for rule in RULES.values():
        assert rule.says.zh.strip()
        assert rule.says.en.strip()


# -- the report


def test_a_formula_is_told_with_its_file_and_line():
    domain = lake()
    dimension(domain)
    (finding,) = review(domain)
    line = dimension.__code__.co_firstlineno + 1
    assert (Path(finding.file).name, finding.line) == ("test_review.py", line)
    assert str(finding).startswith(f"{finding.file}:{line}: error[dimension] lake.per: the formula yields")


def test_a_misspelt_unit_is_answered_with_the_nearest():
    domain = lake()
    unit(domain)
    (finding,) = review(domain)
    assert finding.key == "lake.cod"
    assert "Did you mean" in finding.message.en


def test_a_report_is_json_and_text_in_both_languages():
    domain = lake()
    unit(domain)
    report = review(domain)
    told = json.loads(report.to_json())
    assert told["counts"] == {"error": 1, "warning": 0, "note": 0}
    (finding,) = told["findings"]
    assert (finding["code"], finding["severity"], finding["key"]) == ("unit", "error", "lake.cod")
    assert set(finding["message"]) == {"zh", "en"}
    assert report.text("zh").splitlines()[0] == "lake：错误 1，警告 0，提示 0"


def test_warnings_fail_with_strict_only_and_notes_never():
    warned, noted = lake(), lake()
    no_source(warned)
    no_direction(noted)
    assert review(warned).passes()
    assert not review(warned).passes(strict=True)
    assert review(noted).passes(strict=True)


def test_what_was_accepted_is_left_out_and_errors_never():
    domain = lake()
    no_source(domain)
    unit(domain)
    assert codes_of(review(domain)) == ["unit", "no-source"]
    assert codes_of(review(domain, ignore=["no-source"])) == ["unit"]
    assert codes_of(review(domain, ignore=["no-source:lake.d*"])) == ["unit"]
    assert codes_of(review(domain, ignore=["no-source:lake.other", "unit"])) == ["unit", "no-source"]
    with pytest.raises(ki.RecordError, match="Did you mean 'no-source'"):
        review(domain, ignore=["no-sorce"])


def codes_of(report: Report) -> list[str]:
    return [finding.code for finding in report]


# -- check_domain


def test_check_domain_returns_the_registry_and_raises_errors_as_registration_does():
    assert "lake.good_share" in check_domain(lake())
    domain = lake()
    unit(domain)
    no_source(domain)
    with pytest.raises(ki.RegistrationError) as told:
        check_domain(domain)
    assert len(told.value.exceptions) == 1
    assert told.group_contains(ki.UnitError)


def test_check_domain_hands_over_the_report_and_raises_warnings_with_strict():
    domain, seen = lake(), []
    no_source(domain)
    check_domain(domain, report=seen.append)
    assert codes_of(seen[0]) == ["no-source"]
    check_domain(domain, strict=True, ignore=["no-source:lake.depth"])
    with pytest.raises(ki.RegistrationError, match=r"no-source.*lake\.depth"):
        check_domain(domain, strict=True)


# -- what is right is left in peace


def test_a_part_of_a_whole_stays_in_range_where_an_identity_says_so():
    domain = lake()
    may_leave_range(domain)
    domain.identity("fair_of_sections", Identity.k_of_n("fair", "sections"))
    assert codes(domain) == []


def test_parts_of_a_partition_are_never_more_than_the_whole_together():
    domain = lake()
    for name, zh in (("fair", "尚可断面数"), ("poor", "较差断面数")):
        rules = {"kind": "count", "unit": "个", "valid": (0, None), "over_area": "sum", **TOLD}
        domain.indicator(name, Text(zh, f"{name} sections"), **rules)
    domain.identity("all", Identity.partition("sections", ["good", "fair", "poor"]))
    share = {"unit": "%", "better": "lower", "source": "rule", "valid": (0, 100)}
    domain.derived("off", Text("未达标占比", "Share off target"), **share)(
        lambda fair, poor, sections: (fair + poor) / sections
    )
    assert codes(domain) == []


def test_a_formula_is_undefined_only_where_no_choice_of_a_setting_defines_it():
    domain = lake()
    domain.setting("how", Text("算法", "Method"), choices=("log", "plain"))

    @domain.derived("load", Text("负荷", "Load"), takes={"tp": "mg/L"}, source="rule")
    def load(tp, how):
        return where(how == "log", ln(tp - 11), tp)

    assert codes(domain) == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0.04mg/L", 0.04),
        ("0.04", 0.038),
        ("40μg/L", 0.04),
        ("超0.04mg/L", 0.04),
        ("约0.04mg/L", 0.041),
        ("总磷为0.04mg/L", 0.04),
        ("0.04mg", 0.04),
    ],
)
def test_a_print_that_goes_with_its_value_is_left_in_peace(printed, value):
    domain = lake()
    domain.observe("tp", area="A", period="2020", value=value, printed=printed, source="rule")
    assert codes(domain) == []


def test_a_reader_of_another_domain_is_checked_where_it_is_handed_in():
    other = Domain("elsewhere", Text("别处", "Elsewhere"))
    other.indicator("people", Text("人口", "People"), unit="万元", **TOLD | {"source": None})
    domain = lake()
    absent_domain(domain)
    assert codes(domain) == ["absent-domain"]
    assert codes(domain, other) == ["dimension"]


# -- ten mistakes of different sorts, one run


def ten_mistakes() -> Domain:
    """Return the domain of lakes with ten mistakes, each a different one."""
    d = lake()
    unit(d)  # 1. a unit that nobody knows
    dimension(d)  # 2. a formula that does not yield its unit
    cycle(d)  # 3. two formulas that read each other
    unused_input(d)  # 4. an input without use
    leaves_range(d)  # 5. a formula that leaves its range
    percent_by_hand(d)  # 6. % converted by hand
    growth_as_share(d)  # 7. a growth declared as a share
    summed_stock(d)  # 8. a stock summed over time
    print_contradicts(d)  # 9. a figure that is not what was printed
    honour_without_source(d)  # 10. an honour that nobody gave
    return d


def test_ten_mistakes_are_told_in_one_run():
    report = review(ten_mistakes())
    assert [
        (finding.severity.value, finding.code, finding.key) for finding in sorted(report, key=lambda f: (f.code, f.key))
    ] == [
        ("error", "cycle", "lake.hen"),
        ("error", "dimension", "lake.per"),
        ("warning", "growth-as-share", "lake.growth"),
        ("warning", "honour-without-source", "lake"),
        ("warning", "leaves-range", "lake.room"),
        ("warning", "percent-by-hand", "lake.bad"),
        ("warning", "print-contradicts", "lake.tp"),
        ("warning", "summed-stock", "lake.staff"),
        ("error", "unit", "lake.cod"),
        ("warning", "unused-input", "lake.load"),
    ]
    assert [len(found) for found in (report.errors, report.warnings, report.notes)] == [3, 7, 0]


@pytest.mark.parametrize("name", ["people", "economy", "honours"])
def test_the_built_in_domains_have_no_error(name):
    assert review_target(name).errors == ()
