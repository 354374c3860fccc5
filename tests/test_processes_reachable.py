"""Printed shares against whole counts and against their parts, held to brute force."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators import Consistency, Identity

SHARE = Identity.share("k", "n", "share", decimals=2)


def half_up_and_even(k: int, n: int, places: int = 2) -> set[Fraction]:
    """Return what k of n may be printed as: every multiple of the last unit within half a unit."""
    true, unit = Fraction(100 * k, n), Fraction(1, 10**places)
    steps = true / unit
    return {m * unit for m in (int(steps), int(steps) + 1) if abs(m * unit - true) <= unit / 2}


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_every_share_of_whole_counts_is_reachable(pair):
    k, n = pair
    for printed in half_up_and_even(k, n):
        assert SHARE.check({"k": k, "n": n, "share": printed}).status is Consistency.CONSISTENT
        without = SHARE.check({"n": n, "share": printed})
        assert without.status is Consistency.UNDETERMINED
        assert without.bounds["k"].contains(k)
        assert SHARE.check({"k": k, "share": printed}).bounds["n"].contains(n) or k == 0


@given(st.integers(1, 150), st.integers(0, 10000).map(lambda i: Fraction(i, 100)))
def test_a_share_is_refused_exactly_where_no_count_prints_so(n, printed):
    fits = any(printed in half_up_and_even(k, n) for k in range(n + 1))
    found = SHARE.check({"n": n, "share": printed}).status
    assert (found is Consistency.UNDETERMINED) == fits
    assert (found is Consistency.INCONSISTENT) == (not fits)


def test_eight_reports_in_one_quarter_cannot_give_58_33():
    assert SHARE.check({"n": 8, "share": 58.33}).status is Consistency.INCONSISTENT
    assert "12, 24, 36, 48, 60" in SHARE.check({"share": 58.33}).explanation.en
    assert SHARE.check({"k": 7, "n": 12, "share": 58.33}).status is Consistency.CONSISTENT


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"k": 13, "n": 12, "share": 100}, "k 13 exceeds n 12"),
        ({"k": 7, "n": 12, "share": 58.34}, "the counts do not give it"),
        ({"k": 7.5, "n": 12, "share": 62.5}, "must be a whole number"),
        ({"k": -1, "n": 12, "share": 0}, "may not be below 0"),
        ({"share": 0.01}, "no denominator up to 1000 gives 0.01 %"),
    ],
)
def test_what_cannot_be_is_told_in_words(values, words):
    assert words in SHARE.check(values).explanation.en


NAMES = (["p", "s", "t"], ["P", "S", "T"])
INDUSTRIES = Identity.shares(*NAMES, "gdp", decimals=1)


def kaizhou_2020(**changed):
    shares = {"p": 15.7, "s": 39.1, "t": 45.2, "gdp": 535.81, "P": 84.35, "S": 209.75, "T": 241.71}
    return {**shares, **changed}


def test_a_share_forced_to_close_at_100_is_told_apart_from_a_wrong_one():
    forced = INDUSTRIES.check(kaizhou_2020())
    assert forced.status is Consistency.CONSISTENT
    assert forced.adjusted == ("t",)
    assert "adjusted so that the parts add up to 100" in forced.explanation.en
    wrong = INDUSTRIES.check(kaizhou_2020(t=45.4, s=38.9))
    assert wrong.status is Consistency.INCONSISTENT
    assert not wrong.adjusted
    assert INDUSTRIES.check(kaizhou_2020(t=45.1)).status is Consistency.CONSISTENT
    assert not INDUSTRIES.check(kaizhou_2020(t=45.1)).adjusted


def test_a_missing_part_leaves_shares_undetermined():
    assert INDUSTRIES.check({**kaizhou_2020(), "T": None}).status is Consistency.UNDETERMINED


@given(st.lists(st.integers(1, 10**6), min_size=3, max_size=3))
def test_rounded_shares_agree_with_their_parts(parts):
    whole = sum(parts)
    shares = [round(Fraction(100 * part, whole), 1) for part in parts]
    found = INDUSTRIES.check(dict(zip([*NAMES[0], *NAMES[1], "gdp"], [*shares, *parts, whole], strict=True)))
    assert found.status is Consistency.CONSISTENT
    assert not found.adjusted
