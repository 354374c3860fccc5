"""A domain of the user's own: papers by the levels of the user's bodies, encouragement by the user's measures.

It stands beside ``advice`` in a registry under a name of its own and holds no figure of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Domain, Funnel, Text

from .bodies import bodies_of
from .encouragement import encouragement_of
from .errors import configured, refuse
from .papers import ADOPTION

_NEEDED = {
    "title": "the domain's title, {zh = …, en = …}",
    "bodies": "the list of bodies, as for bodies_of",
    "encouragement": "the measures of encouragement, as for encouragement_of",
}


def domain_of(name: str, table: Mapping[str, Any] | None = None) -> Domain:
    """Return a fresh domain that declares what the user's configuration names.

    Args:
        name: the name of the domain, the namespace of its keys; not ``advice``.
        table: ``title``, ``bodies`` (as for ``bodies_of``) and ``encouragement`` (as for ``encouragement_of``).

    Returns:
        A domain with ``LEVEL_submitted``, ``LEVEL_adopted`` and ``LEVEL_adopted_rate`` for every level, bound so that no
        more is adopted than submitted; and ``encouragement_done``, ``encouragement_required``,
        ``encouragement_completion`` by step.

    Raises:
        AdviceError: what is missing and what to supply.
        ProcessError: measures that cannot be.
    """
    given = configured(name, table, _NEEDED)
    refuse(name, ["the name is taken by this package; choose another"] if name == "advice" else [])
    bodies, loop = bodies_of(given["bodies"]), encouragement_of(given["encouragement"])
    domain = Domain(name, given["title"])
    for level, title in bodies.titles.items():
        named = "、".join(bodies.at[level])
        whole = Text(f"{title.zh}建言", f"Advice, {title.en or title.zh}")
        Funnel(whole, ADOPTION.steps).declare(
            domain, level, unit="篇", definition=Text(f"单位：{named}", f"bodies: {named}")
        )
    loop.declare(domain, "encouragement", by_step=True)
    return domain
