"""Identities as relations between linked indicators: the parts and their total, k of n, shares of a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docutils import nodes

from .writing import Content, Page, joined

if TYPE_CHECKING:
    from ..processes import Identity

    Namer = Callable[[str], nodes.Node]


def relation(page: Page, rule: Identity, domain: str) -> Content:
    """Return an identity as a relation."""

    def name(figure: str) -> nodes.Node:
        return page.indicator(figure if "." in figure else f"{domain}.{figure}")

    told = _told(page, rule, name)
    slack = f" (± {float(rule.slack):g})" if rule.slack else ""
    return [told, slack]


def _told(page: Page, rule: Identity, name: Namer) -> Content:
    plus, minus = [name(figure) for figure in rule.plus], [name(figure) for figure in rule.minus]
    right: Content = name(rule.right) if isinstance(rule.right, str) else f"{float(rule.right or 0):g}"
    if rule.kind == "cumulative":
        return [*plus, page.say("never_falls")]
    if rule.kind == "share":
        return [*plus, " = ", *minus, " / ", right]
    if rule.kind == "shares":
        whole = str(rule.right)
        each = [[share, " = ", part, " / ", name(whole)] for share, part in zip(plus, minus, strict=True)]
        return joined(each, page.say("clause"))
    if rule.right is None:
        return joined(plus, " ≥ ")
    start = page.say("over_all", dimension=rule.over) if rule.over else ""
    return [start, *joined(plus, " + "), *(x for part in minus for x in (nodes.Text(" − "), part)), " = ", right]
