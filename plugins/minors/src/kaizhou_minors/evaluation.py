"""What is checked from above: the composite evaluation, working together in four ways, and sharing across districts.

The measures for the composite evaluation are public by their title only: items, weights, benchmarks and grades come from
configuration. The four ways of working together are words; what a place checks under each, it says itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Composite, Identity, KaizhouError, Loop, Text

from .domain import minors
from .errors import ConfigurationError
from .funnel import share_of
from .register import made

#: the four ways of working together as the review names them
FOUR_ONES = {
    "one_screen": Text("一屏掌控", "All on one screen"),
    "one_key": Text("一键智达", "Orders by one key"),
    "carried_through": Text("一贯到底", "Carried through to the end"),
    "in_plain_view": Text("一览无余", "Supervised in plain view"),
}


def evaluation_of(table: Mapping[str, Any] | None) -> Composite:
    """Return the composite evaluation that a user's configuration describes.

    Args:
        table: what ``Composite`` takes: ``title``, ``items`` (name -> weight, benchmarks by year, better, cap), ``total``,
            ``missing`` and, if wanted, ``grades``. Items are indicators of this domain by name, or name a ``key``.

    Raises:
        ConfigurationError: nothing is supplied: no source gives items, weights or benchmarks; or weights and benchmarks
            that cannot be.
    """
    if not table:
        msg = (
            "composite evaluation: no source gives its items, weights, benchmarks or grades"
            " (《未成年人保护和犯罪预防工作综合评价办法》 is public by its title only); supply them: evaluation_of({'title': …,"
            " 'items': {name: {'weight': …, 'benchmarks': {year: …}, 'better': …}}, 'total': 100, 'missing': 'refuse'})"
        )
        raise ConfigurationError(msg)
    composite: Composite = made("evaluation", Composite, table)
    return composite


def coordination_of(elements: Mapping[str, Any] | None) -> Loop:
    """Return the four ways of working together as a loop, each with the elements that a place checks under it.

    Args:
        elements: way (``one_screen`` … or 一屏掌控 …) -> the elements checked.

    Raises:
        ConfigurationError: nothing is supplied, or a way without elements: no source says what each of them asks for.

    >>> loop = coordination_of({"一屏掌控": ["总览"], "一键智达": ["下达"], "一贯到底": ["办结"], "一览无余": ["抽查"]})
    >>> loop.completion({"一屏掌控": ["总览"]}).done
    1
    """
    if not elements:
        msg = (
            "working together: no source says what 一屏掌控, 一键智达, 一贯到底 and 一览无余 ask for; supply the elements"
            " that are checked: coordination_of({'一屏掌控': […], '一键智达': […], '一贯到底': […], '一览无余': […]})"
        )
        raise ConfigurationError(msg)
    try:
        return Loop(Text("数字化协同", "Working together"), FOUR_ONES, dict(elements))
    except KaizhouError as error:
        msg = f"[coordination] {error}"
        raise ConfigurationError(msg) from error


_COUNT: dict[str, Any] = {
    "unit": "个",
    "kind": "count",
    "valid": (0, None),
    "over_time": "last",
    "over_area": "sum",
    "source": "kaizhou_review_2024",
}
minors.indicator(
    "districts",
    Text("全市区县数", "Districts and counties of the municipality"),
    better="neutral",
    definition=Text(
        "应贯通该应用的区县数，由使用者按范围给出",
        "districts and counties that should use the application, given by the user",
    ),
    **_COUNT,
)
minors.indicator(
    "districts_connected",
    Text("已贯通区县数", "Districts and counties connected"),
    better="higher",
    definition=Text(
        "已使用该应用的区县数；报道称全市贯通，未印数量",
        "districts and counties that use the application; the review says all of the municipality and prints no number",
    ),
    **_COUNT,
)
minors.derived(
    "sharing_rate",
    Text("区县贯通率", "Share of districts and counties connected"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    inputs={"part": "minors.districts_connected", "whole": "minors.districts"},
    definition=Text("已贯通区县数与全市区县数之比", "districts and counties connected over all of them"),
    source="kaizhou_review_2024",
)(share_of)
minors.identity("sharing", Identity.k_of_n("minors.districts_connected", "minors.districts"))
