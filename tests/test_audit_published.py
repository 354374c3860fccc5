"""The figures that the ten domains record, audited: nothing is refuted but the one sentence that contradicts itself."""

from __future__ import annotations

import functools

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Consistency


@functools.cache
def reg() -> ki.Registry:
    return ki.load(strict=True)


@functools.cache
def report():
    return ki.audit(ki.claims_of(reg()), reg())


def implied(ref, area="500154"):
    found = [f for f in report() if ref in f.implied and f.claims[0].area == area]
    return found[0].implied[ref], found[0].candidates.get(ref, ())


def candidates(ref):
    return next(f.candidates[ref] for f in report() if f.candidates.get(ref))


def test_only_the_sentence_on_farming_contradicts_itself():
    wrong = report().of(status=Consistency.INCONSISTENT)
    assert {f.kind for f in wrong} == {"identity", "derived"}
    for found in wrong:  # 6.72 of 9.6 is 70.0 %, printed 85.24
        assert "projects.farm_completion_rate" in {c.ref for c in found.claims}


@pytest.mark.parametrize(
    ("ref", "area", "low", "high", "fits"),
    [
        ("water.codmn@2018", "汉丰湖", 3.740927, 3.856903, ("3.7", "3.8", "3.9")),
        ("water.bod5@2018", "汉丰湖", 2.539870, 2.661147, ("2.5", "2.6", "2.7")),
        ("health.primary_visit_share@pre_reform", "500154", 68.11, 68.13, ("68.11", "68.12", "68.13")),
        ("health.primary_visit_share@city", "500154", 56.295, 56.405, None),
        ("projects.completed@yoy", "500154", 134.257028, 135.425101, None),
    ],
)
def test_levels_that_were_never_printed_lie_where_they_must(ref, area, low, high, fits):
    where, found = implied(ref, area)
    assert (float(where.lo), float(where.hi)) == pytest.approx((low, high), abs=1e-5)
    if fits:
        assert found == fits


@pytest.mark.parametrize(
    ("ref", "first"),
    [
        ("media.central_items@yoy", ["444", "445", "446"]),
        ("minors.victims@yoy", ["35", "70", "105"]),
        ("minors.crime@yoy", ["4", "8", "12"]),
        ("water.complaints@2018", ["23", "46", "66"]),
        ("party.reports_graded", ["12", "24", "36"]),
    ],
)
def test_whole_numbers_behind_printed_percentages(ref, first):
    assert list(candidates(ref))[:3] == first


def test_nine_and_thirty_one_are_the_only_bases_of_adopted_papers():
    bases = [f.candidates["advice.adopted@prev"] for f in report().of("base", key="advice.adopted")]
    assert sorted(bases) == [("31",), ("9",)]


def test_current_prices_and_comparable_growth_are_not_held_to_each_other():
    (found,) = [f for f in report().of("growth") if f.claims[0].period == "2024"]
    assert (found.status, found.cause) == (Consistency.UNDETERMINED, "comparable")
    assert "5.03" in found.explanation.en
    assert "3.0%" in found.explanation.en


def test_a_share_made_to_close_at_100_is_told_as_such():
    closed = [f for f in report() if f.cause == "closure"]
    assert {c.ref for f in closed for c in f.claims} >= {"economy.tertiary_share"}
    assert {f.status for f in closed} == {Consistency.CONSISTENT}


def test_derived_figures_follow_from_the_published_ones():
    follows = {(c.ref, c.place.area, c.place.period): c for c in ki.consequences(ki.claims_of(reg()), reg())}
    graded = follows["health.graded_share", "500154", "..2024"]
    assert (graded.value, graded.unit) == (95, "%")
    assert follows["media.talent_share@2021:pp", "500154", "2024"].interval.contains(62)
    assert str(follows["projects.completion_rate", "500154", "2024"].interval.text(2)) == "[126.15, 127.19]"


def test_what_does_not_follow_says_why():
    cannot = {a.key: a for a in ki.unanswered(ki.claims_of(reg()), reg())}
    assert cannot["advice.adoption_rate"].missing == ("advice.submitted",)
    assert cannot["party.top_quarters"].settings == ("party.top_places",)
    assert all(a.reason.zh and a.reason.en for a in cannot.values())
    assert not set(cannot) & {c.ref for c in ki.consequences(ki.claims_of(reg()), reg())}


@pytest.mark.parametrize("domain", "advice grain health homecoming media minors party projects stations water".split())
def test_every_domain_has_figures_of_its_own(domain):
    claims = ki.claims_of(reg(), domain)
    assert len(claims) >= 3
    assert all(c.reference.key in reg() for c in claims)


def test_a_printed_figure_is_the_value_recorded_beside_it():
    for seen in reg().observations:
        claim = ki.Claim.of(seen, reg())
        if isinstance(seen.value, int | float) and claim.figure is not None and not claim.figure.word:
            units = reg().unit_system
            unit = reg().unit(seen.key)
            recorded = units.convert(seen.value, seen.unit or unit, unit)
            assert float(claim.value(reg())) == pytest.approx(float(recorded), rel=1e-9), seen
