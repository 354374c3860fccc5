"""Every domain that ships passes its own review: no error, no warning, and only the notes that were looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaizhou_indicators.testing.review import Severity, review_target

ROOT = Path(__file__).parent.parent
PLUGINS = sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml"))
TARGETS = {name: name for name in ("people", "economy", "honours")} | {n: str(ROOT / "plugins" / n) for n in PLUGINS}

#: what a reviewer asks and the domain answers in its definition: no direction, never added, counted from a list
ANSWERED = [
    "no-direction:people.*",
    "no-direction:economy.*",
    "no-direction:grain.grain_share",
    "no-direction:grain.multiple_cropping_index",
    "no-direction:health.planned_*",
    "no-direction:homecoming.registered_per_outside",
    "no-direction:minors.arrest_refusal_rate",
    "no-direction:minors.share_u18",
    "no-direction:projects.elapsed",
    "no-direction:stations.new_form_share",
    "no-aggregation:stations.persons_served",
    "no-aggregation:stations.serving_served",
    "no-aggregation:water.*_species",
    "unreadable-print:stations.service_functions",
    "slow-import",  # how long loading takes is the machine's
]


@pytest.mark.parametrize("name", TARGETS)
def test_a_shipped_domain_is_reviewed_without_a_word(name):
    report = review_target(TARGETS[name])
    assert [f.text() for f in report if f.severity is not Severity.NOTE] == []
    assert [f.text() for f in report.without(ANSWERED)] == []


def test_the_ten_plugins_are_reviewed():
    assert len(PLUGINS) == 10
