"""Marks: the numbers at which a formula turns, the limits of a class above all, where what is easily wrong is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from ...formula.tree import COMPARISONS, Call, Const, Node, Ref, walk
from ...registry.catalogue import Catalogue

__all__ = ["marks_of"]


def marks_of(registry: Catalogue, keys: Iterable[str]) -> dict[str, tuple[Fraction, ...]]:
    """Return input -> the numbers that formulas compare it with; a setting counts with the value it has.

    >>> import kaizhou_indicators as ki
    >>> lake = ki.Domain("lake", ki.Text("湖", "Lake"))
    >>> _ = lake.indicator("tp", ki.Text("总磷", "Phosphorus"), unit="mg/L")
    >>> @lake.derived("over", ki.Text("超标", "Over the limit"), takes={"tp": "mg/L"})
    ... def over(tp):
    ...     return ki.where(tp > 0.2, 1, 0)
    >>> marks_of(ki.Registry([lake]), ["lake.over"])
    {'lake.tp': (Fraction(1, 5),)}
    """
    found: dict[str, dict[Fraction, None]] = {}
    for key in keys:
        for name, number in _compared(registry.parts.formulas[key].bare, registry.settings):
            found.setdefault(name, {})[number] = None
    return {name: tuple(numbers) for name, numbers in found.items()}


def _compared(tree: Node, settings: Mapping[str, Any]) -> Iterator[tuple[str, Fraction]]:
    for node in walk(tree):
        if isinstance(node, Call) and node.op in COMPARISONS:
            for one, other in (node.args, node.args[::-1]):
                number = _number(other, settings)
                if isinstance(one, Ref) and one.name not in settings and number is not None:
                    yield one.name, number


def _number(node: Node, settings: Mapping[str, Any]) -> Fraction | None:
    written = node.value if isinstance(node, Const) else settings.get(node.name) if isinstance(node, Ref) else None
    return None if written is None or isinstance(written, str) else Fraction(str(written))
