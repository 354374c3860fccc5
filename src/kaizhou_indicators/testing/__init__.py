"""Testing: what a plugin's own tests may import beside the public face."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..engine.registry import Registry
from ..model.domain import Domain

__all__ = ["check_domain"]


def check_domain(domain: Domain, *others: Domain, settings: Mapping[str, Any] | None = None) -> Registry:
    """Register a domain and return the registry; a plugin's whole test may be two lines.

    Args:
        domain: the domain under test.
        others: domains that its formulas read.
        settings: key of a setting -> its value.

    Raises:
        RegistrationError: all faults of the domain, together.

    >>> from kaizhou_indicators import Domain, Text
    >>> check_domain(Domain("toy", Text("玩具", "Toy")))
    <Registry toy: 0 indicators, 0 formulas>
    """
    return Registry([domain, *others], settings=settings)
