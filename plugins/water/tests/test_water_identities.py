"""Identities of the domain: no more sections or lakes are rated so than are rated."""

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_water import water

REG = ki.Registry([water])


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("sections_i_iii", "sections"),
        ("sections_below_v", "sections"),
        ("sections_exceeding", "sections"),
        ("lakes_eutrophic", "lakes"),
    ],
)
def test_no_more_are_rated_so_than_are_rated(part, whole):
    table = pl.DataFrame({"area": list("ab"), "period": "2024", f"water.{part}": [12, 13], f"water.{whole}": 12})
    found = [c.verdict.status for c in REG.check_identities(table) if c.identity == f"water.{part}_of_all"]
    assert found == [ki.Consistency.CONSISTENT, ki.Consistency.INCONSISTENT]
