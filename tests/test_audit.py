"""The audit: every public case gets its verdict, rounding is never called a contradiction, and an error always is."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Claim, Consistency, Figure, Interval
from kaizhou_indicators.audit.integers import bases_of, whole_numbers
from kaizhou_indicators.audit.inverse import base_of, level_of, solve
from kaizhou_indicators.formula.changes import change_formula
from kaizhou_indicators.formula.interval import evaluate
from kaizhou_indicators.model.kinds import Change
from test_changes import CASES, base_key, chosen, domain_of, growth_published_apart, result_unit, target_of, unit

CONSISTENT, INCONSISTENT, UNDETERMINED = Consistency.CONSISTENT, Consistency.INCONSISTENT, Consistency.UNDETERMINED


def place(ref, figure, period="2024", **more):
    return Claim(ref=ref, area="A", period=period, figure=figure, **more)


def said(case, operand):
    """The operand as printed; what is exact is printed with many decimals."""
    text = case[operand]
    exact = operand in case["exact"] and unit(case, operand) == "1"
    return f"{text}{'.' + '0' * 12 if exact else ''}{'' if unit(case, operand) == '1' else unit(case, operand)}"


def claims_of_case(case):
    period = str(case["years"][1]) if "years" in case else "2024"
    made_in = result_unit(case)
    change = f"{case['printed']}{'' if made_in == '1' else made_in}"
    pairs = (
        ("changes.current", said(case, "current")),
        (base_key(case), said(case, "base")),
        (target_of(case), change),
    )
    return [place(ref, text, period) for ref, text in pairs]


def verdict(findings, kind):
    (found,) = {f.status for f in findings.of(kind)}
    return found


def kind_of(case):
    return "change" if target_of(case) != "changes.change" else "derived"


@pytest.mark.parametrize("case", chosen(consistent=True))
def test_consistent_cases_are_consistent(case):
    report = ki.audit(claims_of_case(case), ki.Registry([domain_of(case)]))
    assert report.consistent
    assert verdict(report, kind_of(case)) is CONSISTENT


@pytest.mark.parametrize("case", chosen(consistent=False))
def test_other_cases_are_contradicted_with_both_languages(case):
    report = ki.audit(claims_of_case(case), ki.Registry([domain_of(case)]))
    found = report.of(kind_of(case))[0]
    assert found.status is INCONSISTENT
    assert "不符" in found.explanation.zh
    assert "inconsistent" in found.explanation.en


@pytest.mark.parametrize("case", [*chosen(reason="comparable scope"), *chosen(reason="comparable prices")])
def test_growth_at_comparable_prices_is_not_held_to_levels(case):
    report = ki.audit(claims_of_case(case), ki.Registry([growth_published_apart(case)]))
    assert report.consistent
    assert {f.cause for f in report.of("change")} == {"comparable"}


def test_there_are_cases_of_every_kind():
    assert {case["kind"] for case in CASES} >= {"pct", "pp", "abs", "times", "share", "cagr", "ratio", "sum"}


# -- laws over numbers never seen before


def toy(**attributes):
    domain = ki.Domain("toy", ki.Text("玩具", "Toy"))
    domain.indicator("level", ki.Text("数量", "Level"), unit="亿元", **attributes)
    domain.indicator("count", ki.Text("件数", "Count"), unit="件", kind="count")
    domain.indicator("share", ki.Text("比重", "Share"), unit="%")
    domain.indicator("part", ki.Text("部分", "Part"), unit="件", kind="count")

    @domain.derived("rate", ki.Text("率", "Rate"), unit="%", valid=(0, 100))
    def rate(part, count):
        return part / count

    return ki.Registry([domain])


REG = toy()
DECIMALS = st.integers(0, 3)
AMOUNTS = st.fractions(Fraction(1, 2), 5000, max_denominator=10**6)
KINDS = {"pct": "%", "times": "倍", "abs": "亿元", "index": ""}


def printed(value, unit, decimals, rounding):
    return str(Figure.of(value, unit, decimals=decimals, rounding=rounding))


@given(AMOUNTS, AMOUNTS, st.sampled_from(sorted(KINDS)), DECIMALS, DECIMALS, st.sampled_from(["half_even", "half_up"]))
def test_rounded_levels_and_their_rounded_change_are_never_inconsistent(now, then, change, fine, coarse, rounding):
    tree, _ = change_formula(REG["toy.level"], Change(change), "level", "base")
    true = evaluate(tree, {"level": Interval.point(now), "base": Interval.point(then)}).interval.lo
    claims = [
        place("toy.level", printed(now, "亿元", fine, rounding)),
        place("toy.level@2018", printed(then, "亿元", fine, rounding)),
        place(f"toy.level@2018:{change}", printed(true, KINDS[change], coarse, rounding)),
    ]
    report = ki.audit(claims, REG)
    assert report.consistent
    for left_out in range(2):
        implied = ki.audit([c for i, c in enumerate(claims) if i != left_out], REG)
        assert implied.consistent
        for where in (w for f in implied for w in f.implied.values()):
            assert where.contains(then if left_out else now)


@given(st.integers(1, 5000), st.integers(1, 5000), DECIMALS, st.integers(1, 60), st.sampled_from([-1, 1]))
def test_a_change_printed_beyond_its_rounding_is_always_inconsistent(now, then, decimals, units, sign):
    true = Fraction(100 * (now - then), then)
    wrong = true + sign * (Fraction(units) + Fraction(11, 20)) / 10**decimals
    claims = [
        place("toy.count", f"{now}件"),
        place("toy.count@2018", f"{then}件"),
        place("toy.count@2018:pct", printed(wrong, "%", decimals, "half_up")),
    ]
    found = ki.audit(claims, REG).of("change")[0]
    assert found.status is INCONSISTENT
    assert found.explanation.zh
    assert found.explanation.en


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(0, 2))
def test_whole_bases_are_those_that_brute_force_finds(now, then, decimals):
    change = printed(Fraction(100 * (now - then), then), "%", decimals, "half_even")
    assume(Figure.parse(change).value > -99)
    (found,) = ki.audit([place("toy.count", f"{now}件"), place("toy.count@yoy:pct", change)], REG)
    said = Figure.parse(change).interval
    assert said.contains(Fraction(100 * (now - then), then))
    numbers = whole_numbers(found.implied["toy.count@yoy"])
    if numbers is not None:
        near = range(max(1, numbers[0] - 20), numbers[-1] + 20)
        expected = [n for n in near if said.contains(Fraction(100 * (now - n), n))]
        assert [int(n) for n in found.candidates["toy.count@yoy"]] == expected


@given(st.integers(2, 150).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n))), st.integers(0, 2))
def test_fractions_of_a_printed_share_are_those_that_brute_force_finds(pair, decimals):
    k, n = pair
    where = Figure.parse(printed(Fraction(100 * k, n), "%", decimals, "half_even")).interval
    ratio = Interval(where.lo / 100, where.hi / 100)
    fits = [m for m in range(1, 151) if any(ratio.contains(Fraction(j, m)) for j in range(m + 1))]
    found = bases_of(ratio, limit=150)
    assert [m for m, _ in found.pairs] == fits[: len(found.pairs)]
    assert n in fits
    if found.every:
        assert set(range(found.every, 151)) <= set(fits)
        assert found.every - 1 not in fits


@given(AMOUNTS, AMOUNTS, st.sampled_from(list(Change)))
def test_base_and_level_are_found_backwards(now, then, change):
    tree, _ = change_formula(REG["toy.level"], change, "level", "base")
    points = {"level": Interval.point(now), "base": Interval.point(then)}
    by = evaluate(tree, points).interval
    assume(by.lo != 0 or change in {Change.PCT, Change.PP, Change.ABS, Change.RANK, Change.TIMES_MORE})
    assert base_of(change, points["level"], by).contains(then)
    assert level_of(change, points["base"], by).contains(now)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 2))
def test_a_derived_claim_is_held_to_its_inputs_and_finds_a_missing_one(pair, decimals):
    k, n = pair
    rate = printed(Fraction(100 * k, n), "%", decimals, "half_up")
    claims = [place("toy.part", f"{k}件"), place("toy.count", f"{n}件"), place("toy.rate", rate)]
    assert verdict(ki.audit(claims, REG), "derived") is CONSISTENT
    without = ki.audit([claims[1], claims[2]], REG).of("input")[0]
    assert str(k) in without.candidates["toy.part"] or not without.candidates["toy.part"]
    assert without.implied["toy.part"].contains(k)
    far = printed(Fraction(100 * k, n) + 2, "%", decimals, "half_up")
    assert verdict(ki.audit([*claims[:2], place("toy.rate", far)], REG), "derived") is INCONSISTENT


def test_the_unknown_input_is_freed_from_a_formula_and_no_other():
    tree = REG.derivation("toy.rate").bare
    assert solve(tree, "toy.part", {"toy.count": Interval.point(40)}, Interval.closed(95, 95)).contains(38)
    assert solve(tree, "toy.level", {"toy.count": Interval.point(40)}, Interval.closed(95, 95)) is None


# -- what a reader is told


@pytest.mark.parametrize(
    ("now", "then", "ref", "text", "cause"),
    [
        ("70.0%", "60.0%", "toy.share@2018:pp", "16.7个百分点", "misuse:pct"),
        ("28亿元", "10亿元", "toy.level@2018:times", "1.8倍", "misuse:times_more"),
        ("28亿元", "10亿元", "toy.level@2018:times_more", "2.8倍", "misuse:times"),
        ("90.00亿元", "100.00亿元", "toy.level@2018:pct", "11.1%", "misuse:exchanged"),
        ("90.0亿元", "100.0亿元", "toy.level@2018:pct", "10.0%", "misuse:sign"),
        ("114.451亿元", "100.000亿元", "toy.level@2018:pct", "14.5%", ""),
    ],
)
def test_a_mistaken_reading_is_named(now, then, ref, text, cause):
    level = ref.partition("@")[0]
    report = ki.audit([place(level, now), place(f"{level}@2018", then), place(ref, text)], REG)
    found = report.of("change")[0]
    if cause:
        assert (found.status, found.cause) == (INCONSISTENT, cause)


def test_double_rounding_is_named():
    claims = [place("toy.count", "114446件"), place("toy.count@2018", "100000件"), place("toy.count@2018:pct", "14.5%")]
    found = ki.audit(claims, REG).of("change")[0]
    assert (found.status, found.cause) == (INCONSISTENT, "misuse:rounding")


def test_a_difference_of_percentages_printed_in_percent_is_told():
    found = ki.audit([place("toy.share@2018:pp", "7.2%")], REG).of("claim")[0]
    assert (found.status, found.cause) == (INCONSISTENT, "misuse:pp")


def test_growth_of_a_percentage_is_undetermined_for_its_reason():
    found = ki.audit([place("toy.share@2018:pct", "7.2%")], REG).of("claim")[0]
    assert (found.status, found.cause) == (UNDETERMINED, "kind")
    assert "个百分点" in found.explanation.en


def test_a_window_has_no_year_on_year():
    found = ki.audit([place("toy.count", "14件", "2023/2024"), place("toy.count@yoy:pct", "56%", "2023/2024")], REG)
    assert [f.cause for f in found.of("change")] == ["window"]


def test_conflicting_sources_are_a_conflict_and_no_average():
    report = ki.audit([place("toy.count", "164件", source="a"), place("toy.count", "170件", source="b")], REG)
    assert [f.kind for f in report] == ["conflict"]
    assert "164件(a)" in report[0].explanation.zh.replace("（", "(").replace("）", ")")
    assert ki.audit([place("toy.level", "1.0亿元"), place("toy.level", "9990万元")], REG).consistent
    undated = [place("toy.count", "164件", "unknown"), place("toy.count", "170件", "unknown")]
    assert ki.audit(undated, REG).consistent


def test_recorded_figures_audit_the_claims_of_a_text():
    domain = ki.Domain("toy", ki.Text("玩具", "Toy"))
    domain.indicator("count", ki.Text("件数", "Count"), unit="件", kind="count")
    domain.observe("count", area="A", period="2023", value=9, printed="9件")
    domain.observe("count", area="B", period="2023", value=1, printed="1件")
    reg = ki.Registry([domain])
    text = [place("toy.count", "14件"), place("toy.count@yoy:pct", "增长56%")]
    assert verdict(ki.audit(text, reg, recorded=True), "change") is CONSISTENT
    wrong = ki.audit([*text[:1], place("toy.count@yoy:pct", "增长65%")], reg, recorded=True)
    assert not wrong.consistent
    assert ki.audit([], reg, recorded=True).counts[UNDETERMINED] == 0


def test_a_report_is_read_exported_and_filtered():
    report = ki.audit(
        [place("toy.count", "14件"), place("toy.count@yoy:pct", "增长56%"), place("toy.level", "3亿元")], REG
    )
    assert report.counts[UNDETERMINED] == 1
    assert [c.ref for c in report.unbound] == ["toy.level"]
    assert report.to_frame().height == len(report) == len(json.loads(report.to_json())["findings"])
    assert "9" in report.to_markdown("en")
    assert report._repr_html_().startswith("<table>")
    assert len(report.of(key="toy.count", status="undetermined")) == 1
    assert "1 undetermined" in repr(report)


@pytest.mark.parametrize(
    ("claim", "status", "words"),
    [
        (place("toy.nothing", "3件"), UNDETERMINED, "no indicator"),
        (place("toy.level", "3公斤"), INCONSISTENT, "printed in 公斤"),
        (place("toy.rate", "140%"), INCONSISTENT, "outside the possible"),
        (place("toy.count", "3.5件"), INCONSISTENT, "whole number"),
        (place("toy.count@2018:pct", "-150%"), INCONSISTENT, "no whole base"),
    ],
)
def test_one_claim_alone_may_be_impossible(claim, status, words):
    report = ki.audit([claim], REG)
    assert any(f.status is status and words in f.explanation.en for f in report)


@pytest.mark.parametrize("base", ["0亿元", "-3亿元", "0.01亿元"])
def test_bases_of_zero_and_below_give_no_verdict(base):
    report = ki.audit(
        [place("toy.level", "3亿元"), place("toy.level@2018", base), place("toy.level@2018:pct", "50%")], REG
    )
    assert report.of("change")[0].status in ({UNDETERMINED} if base != "0.01亿元" else {INCONSISTENT})


@given(st.text(max_size=30))
def test_markup_and_odd_texts_never_reach_html(text):
    report = ki.audit([Claim(ref="toy.nothing", area="<script>", period="2024", figure="3件", place=text)], REG)
    assert "<script>" not in report._repr_html_()
    assert "<script>" not in report.to_markdown()


@pytest.mark.parametrize("text", ["1" + "0" * 400 + "亿元", "0." + "0" * 300 + "1亿元"])
def test_huge_and_tiny_numbers_are_numbers(text):
    report = ki.audit([place("toy.level", text), place("toy.level@2018:pct", "50%")], REG)
    assert report.consistent


def test_what_is_no_claim_is_refused():
    with pytest.raises(ki.RecordError, match="is no Claim"):
        ki.audit(["3.4 mg/L"], REG)
    with pytest.raises(ki.FigureError):
        place("toy.level", "NaN")
    assert Decimal("3.4") == Figure.parse("3.4亿元").parts.number
