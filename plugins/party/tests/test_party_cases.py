"""Published figures: each is recorded with its source, and what follows from it is recomputed."""

import csv
import json
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_party import party
from kaizhou_party.reports import a_share
from kaizhou_party.targets import plan_targets_met

HERE = Path(__file__).parent
REG = ki.Registry([party])
CASES = json.loads((HERE / "cases.json").read_text("utf-8"))
with (HERE / "kaizhou_figures.csv").open(encoding="utf-8") as file:
    FIGURES = list(csv.DictReader(file))
REACHABLE = CASES["reachable"]


def seen(reference):
    return next(o for o in REG.observations if o.key == reference)


@pytest.mark.parametrize("row", FIGURES, ids=[row["reference"] for row in FIGURES])
def test_every_published_figure_is_recorded(row):
    figure = seen(row["reference"])
    assert (figure.area, figure.period, figure.value) == ("500154", row["period"], float(row["value"]))
    assert figure.printed == row["printed"]
    assert dict(figure.by) == ({"report": row["report"]} if row["report"] else {})
    assert row["source"] in figure.source


def test_nothing_else_is_recorded():
    assert len(REG.observations) == len(FIGURES)


def test_what_is_not_stated_is_said_in_both_languages():
    for reference in ("party.a_share", "party.problem_score_rank@prev:rank"):
        note = seen(reference).note
        assert "未印" in note.zh
        assert "not printed" in note.en


def test_the_report_is_no_official_source_and_the_plan_report_is():
    sources = {o.key: o.source.rpartition(".")[2] for o in REG.observations}
    assert sources["party.a_share"] == "kaizhou_review_2024"
    assert not REG.source_of(REG["party.a_share"]).official
    assert REG.source_of(REG["party.plan_targets"]).official


def test_the_printed_share_is_recorded_and_eight_reports_in_one_quarter_cannot_give_it():
    printed = seen("party.a_share").value
    identity = REG.identities["party.a_share_k_of_n"]
    verdict = identity.check({"party.a_share": printed, "party.reports_graded": 8})
    assert verdict.status is ki.Consistency.INCONSISTENT
    assert "no whole number of 8 prints as 58.33 %" in verdict.explanation.en
    silent = identity.check({"party.a_share": printed})
    assert silent.status is ki.Consistency.UNDETERMINED
    assert "12, 24, 36, 48, 60" in silent.explanation.en


@pytest.mark.parametrize(("k", "n"), REACHABLE["fractions"])
def test_the_fractions_that_give_the_printed_share(k, n):
    identity = REG.identities["party.a_share_k_of_n"]
    values = {"party.reports_grade_a": k, "party.reports_graded": n, "party.a_share": REACHABLE["printed"]}
    assert identity.check(values).status is ki.Consistency.CONSISTENT
    assert round(100 * a_share(k, n), 2) == REACHABLE["printed"]


def test_only_multiples_of_twelve_give_it_up_to_1002():
    identity = REG.identities["party.a_share_k_of_n"]
    given = {"party.a_share": REACHABLE["printed"]}
    fits = [
        n
        for n in range(1, REACHABLE["up_to"] + 2)
        if identity.check({**given, "party.reports_graded": n}).status is not ki.Consistency.INCONSISTENT
    ]
    step = REACHABLE["only_multiples_of"]
    assert [n for n in fits if n <= REACHABLE["up_to"]] == list(range(step, REACHABLE["up_to"] + 1, step))
    assert fits[-1] == REACHABLE["up_to"] + 1
    assert not set(fits) & set(REACHABLE["impossible"])


def test_nine_places_up_is_a_rank_that_falls_by_nine():
    reference = "party.problem_score_rank@prev:rank"
    assert seen(reference).value == 9
    table = {"party.problem_score_rank": 5, "party.problem_score_rank@prev": 14}
    assert REG.derive(table, reference)[reference].magnitude == 9
    back = {"party.problem_score_rank": 14, "party.problem_score_rank@prev": 5}
    assert REG.derive(back, reference)[reference].magnitude == -9


def test_the_targets_of_the_plan_add_up_and_62_16_per_cent_were_met():
    [check] = [c for c in REG.check_identities() if c.identity == "party.plan_targets_partition"]
    assert check.verdict.status is ki.Consistency.CONSISTENT
    counts = {f"party.plan_targets{part}": seen(f"party.plan_targets{part}").value for part in ("", "_reached")}
    met = REG.derive(counts, "party.plan_targets_met")["party.plan_targets_met"]
    assert round(met.magnitude, 2) == 62.16


@pytest.mark.parametrize("case", CASES["shares"], ids=[case["what"] for case in CASES["shares"]])
def test_shares_printed_in_public_texts(case):
    derived = 100 * plan_targets_met(case["k"], case["n"])
    assert round(derived, 2) == case["derived"]
    if case["printed"] is not None:
        decimals = len(str(case["printed"]).partition(".")[2])
        assert round(derived, decimals) == case["printed"]


def test_no_published_figure_contradicts_an_identity():
    assert not [c for c in REG.check_identities() if c.verdict.status is ki.Consistency.INCONSISTENT]
