"""Testing: what a plugin's own tests may import beside the public face."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..engine.registry import Registry
from ..errors import RegistrationError
from ..model.domain import Domain
from .review import Finding, Report, Severity, review, review_target

__all__ = ["Finding", "Report", "Severity", "check_domain", "review", "review_target"]


def check_domain(
    domain: Domain,
    *others: Domain,
    settings: Mapping[str, Any] | None = None,
    strict: bool = False,
    ignore: Iterable[str] = (),
    report: Callable[[Report], object] | None = None,
) -> Registry:
    """Register a domain and return the registry; a plugin's whole test may be two lines.

    Args:
        domain: the domain under test.
        others: domains that its formulas read.
        settings: key of a setting -> its value.
        strict: raise what a reviewer would object to as well: the warnings of ``review``.
        ignore: warnings looked at and accepted, ``code`` or ``code:key``; the key may hold ``*``.
        report: called with the whole report of ``review`` before anything is raised, such as ``print``.

    Raises:
        RegistrationError: all faults of the domain, together; with ``strict`` the warnings are among them.

    >>> from kaizhou_indicators import Domain, Text
    >>> toy = Domain("toy", Text("玩具", "Toy"))
    >>> check_domain(toy)
    <Registry toy: 0 indicators, 0 formulas>
    >>> check_domain(toy, report=print)
    toy: errors 0, warnings 1, notes 0
    warning[empty-domain] toy: the domain declares no indicator
    <Registry toy: 0 indicators, 0 formulas>
    """
    found = review(domain, *others, ignore=ignore) if strict or report else Report(str(domain.name))
    if report is not None:
        report(found)
    if strict and not found.passes(strict=True):
        msg = f"domain {domain.name!r} does not pass its review"
        raise RegistrationError(msg, found.faults(strict=True))
    return Registry([domain, *others], settings=settings)
