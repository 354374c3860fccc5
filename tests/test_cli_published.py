"""``kaizhou published``: what is printed of each domain, in both languages and as JSON."""

from __future__ import annotations

import json

import pytest

from kaizhou_indicators.cli import FINE, WRONG, main

TEN = "advice grain health homecoming media minors party projects stations water".split()


def run(capsys, *arguments):
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.mark.parametrize(
    ("language", "heads"),
    [("zh", ("公布的数字", "由此得出", "不能得出的")), ("en", ("Figures as published", "What follows", "What cannot"))],
)
def test_a_page_has_its_figures_what_follows_and_what_does_not(capsys, language, heads):
    code, out, _ = run(capsys, "--lang", language, "published", "media")
    assert code == FINE
    assert all(head in out for head in heads)
    assert "media.central_items@yoy:pct" in out
    assert "444" in out


def test_all_domains_are_shown_without_a_name(capsys):
    code, out, _ = run(capsys, "--lang", "en", "published")
    assert code == FINE
    for name in TEN:
        assert f" · {name}\n" in out
    assert "inconsistent: Major projects in farming" in out


def test_json_holds_the_same(capsys):
    code, out, _ = run(capsys, "published", "--json", "health", "stations")
    pages = {page["domain"]: page for page in json.loads(out)}
    assert code == FINE
    shares = {row["reference"]: row["value"] for row in pages["health"]["follows"]}
    assert shares["health.graded_share"] == 95
    assert all(row["reason"] for row in pages["stations"]["cannot"])


def test_an_unknown_domain_is_named(capsys):
    code, _, err = run(capsys, "--lang", "en", "published", "wate")
    assert code == WRONG
    assert "water" in err
