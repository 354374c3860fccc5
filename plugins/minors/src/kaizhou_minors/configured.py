"""A domain of one's own: what a user's configuration declares, under the user's name, beside ``minors``.

The plugin's domain holds what needs no configuration. Levels, routes and an evaluation differ from place to place, so
each place declares its own domain; two of them can be loaded side by side.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import kaizhou_indicators as ki
from kaizhou_indicators import Composite, Domain, Identity, Item, Register, Text

from .errors import ConfigurationError
from .evaluation import evaluation_of
from .handling import handling_of
from .register import register_of

_ENTRIES = ("title", "register", "handling", "evaluation", "year")


def configured_domain(name: str, table: Mapping[str, Any] | None) -> Domain:
    """Return a fresh domain with the indicators that a configuration declares.

    ``NAME.risk_level`` is the level as a grade with the register's labels, lowest risk first; ``NAME.register_…`` are
    its counts, ``NAME.register_by_level`` and the on-time rate; ``NAME.evaluation`` is the score of the evaluation, whose
    items are read from the domain ``minors``.

    Args:
        name: namespace of its keys; not ``minors``.
        table: ``register`` and, if wanted, ``title``, ``handling``, ``evaluation`` with its ``year``; as a TOML file gives it.

    Raises:
        ConfigurationError: nothing is supplied, or anything in it that cannot be.
    """
    table = table or {}
    unknown = [key for key in table if key not in _ENTRIES]
    if name == "minors" or unknown:
        wrong = (
            f"unknown entries {', '.join(unknown)}; it takes {', '.join(_ENTRIES)}" if unknown else "the name is taken"
        )
        msg = f"configured domain {name!r}: {wrong}" + ("" if unknown else "; choose another, such as 'towns_risk'")
        raise ConfigurationError(msg)
    register = register_of(table.get("register"))
    if "handling" in table:
        handling_of(table["handling"], register)
    domain = Domain(name, table.get("title", Text("监护风险（配置）", "Guardianship risks, as configured")))
    _declare_register(domain, register)
    if "evaluation" in table:
        _declare_evaluation(domain, evaluation_of(table["evaluation"]), table.get("year"))
    return domain


def _declare_register(domain: Domain, register: Register) -> None:
    if len(register.levels) > 1:
        domain.indicator(
            "risk_level",
            Text("风险等级", "Risk level"),
            kind="grade",
            better="lower",
            grades=[step.title for step in register.levels],
            definition=Text("按配置的等级，风险最低在前", "levels as configured, the lowest risk first"),
        )
    register.declare(domain, "register", unit="人")
    domain.identity(
        "register_by_level",
        Identity.by_dimension(f"{domain.name}.register_closing", f"{domain.name}.register_by_level", "level"),
    )


def _declare_evaluation(domain: Domain, composite: Composite, year: Any) -> None:
    if year is None:
        msg = f"[evaluation] of {domain.name!r} has no year; say whose benchmarks hold: year = 2024"
        raise ConfigurationError(msg)
    items = tuple(_bound(item) for item in composite.items)
    bound = Composite(composite.title, items, composite.total, composite.missing, composite.grades)
    bound.declare(domain, "evaluation", year=year, functions=ki, unit="1")


def _bound(item: Item) -> Item:
    """Return the item bound to the indicator of ``minors`` that it names, unless it names a key of its own."""
    return Item(
        item.name,
        item.title,
        weight=item.weight,
        benchmarks=item.benchmarks,
        better=item.better,
        cap=item.cap,
        unit=item.unit,
        key=item.key or f"minors.{item.name}",
    )
