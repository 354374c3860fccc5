"""The four outcomes that the report names (引得回 留得住 付得出 发展得好), each bound to indicators.

The report binds no number to them: which indicator stands where is this package's choice. Every indicator stands under
exactly one heading; what belongs to the whole district stands apart in ``CONTEXT``.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from kaizhou_indicators import Text

from .projects import STEPS, indicator_of

_STEPS = [
    name
    for base in ("contracted", "projects")
    for step in STEPS
    for name in (indicator_of(step, base), *([] if step == "contracted" else [f"{indicator_of(step, base)}_rate"]))
]
_DRAWN = (
    "outside_organisations",
    "registered_outside",
    "registered_outside_opening",
    "newly_registered",
    "removed_from_register",
    "people_outside",
    "registered_per_outside",
    "returnees",
    "returnees_opening",
    "newly_returned",
    *_STEPS,
    "funds_in_place",
    "realised",
)
_KEPT = (
    "entities",
    "entities_opening",
    "active_entities",
    "entity_births",
    "entity_deaths",
    "other_entries",
    "other_exits",
    "birth_rate",
    "death_rate",
    "death_rate_of_opening",
    "death_rate_of_cohort",
    "death_rate_of_survivors",
    "death_rate_change",
    "cohort_births",
    "cohort_survivors",
    "cohort_survivors_before",
    "cohort_deaths",
    "survival",
)
_GIVING = (
    "jobs",
    "jobs_direct",
    "jobs_per_entity",
    "charity_pledged",
    "charity_received",
    "charity_projects",
    "charity_realised",
)
_THRIVING = (
    "contribution",
    "value_added",
    "value_added_constant",
    "value_added_constant_base",
    "gdp_share",
    "growth_contribution",
    "growth_pull",
)
_CONTEXT = (
    "market_entities",
    *(f"market_entities_{kind}" for kind in ("domestic", "foreign", "self_employed", "cooperatives", "private")),
    "promotion_projects",
    "promotion_contracted",
    "promotion_formal",
    "promotion_formal_rate",
    "promotion_industrial_projects",
    "promotion_industrial_contracted",
    "signed_at_occasion",
    "projects_at_occasion",
    "urban_new_jobs",
    "startup_loans",
    "startups_supported",
)

#: heading -> keys of its indicators, in order
HEADINGS: Mapping[Text, tuple[str, ...]] = {
    title: tuple(f"homecoming.{name}" for name in names)
    for title, names in (
        (Text("引得回", "Drawn back"), _DRAWN),
        (Text("留得住", "Kept"), _KEPT),
        (Text("付得出", "Giving back"), _GIVING),
        (Text("发展得好", "Thriving"), _THRIVING),
    )
}
#: keys of what concerns the whole district
CONTEXT: tuple[str, ...] = tuple(f"homecoming.{name}" for name in _CONTEXT)


def heading_of(key: str) -> Text | None:
    """Return the outcome under which an indicator stands; None for those of the whole district.

    Raises:
        KeyError: the key is none of this domain's.

    >>> heading_of("homecoming.survival").zh
    '留得住'
    """
    if key not in chain(CONTEXT, *HEADINGS.values()):
        raise KeyError(key)
    return next((title for title, keys in HEADINGS.items() if key in keys), None)
