"""A registry, tables of one area, and what identities and formulas say of them: what the scenarios are written with."""

import polars as pl

import kaizhou_indicators as ki

REG = ki.load(only=["homecoming", "economy", "people"], strict=True)


def frame(*rows, period="2024", area="500154"):
    return pl.DataFrame([{"area": area, "period": period, **row} for row in rows])


def verdicts(table):
    return {c.identity.removeprefix("homecoming."): c.verdict for c in REG.check_identities(table)}


def derived(values, name):
    return REG.derive(values, f"homecoming.{name}")[f"homecoming.{name}"].magnitude
