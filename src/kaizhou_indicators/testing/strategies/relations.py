"""What binds the values of a row: the identities of the domains, taken apart into bounds and into what must follow.

A relation is a *premise* where some measured figure of it could be chosen to make it hold, and a *conclusion* where it
is left to a formula: that the share of parts stays below its whole is a premise about the parts, that graded and
ungraded institutions together are all of them is a conclusion about the formula of the ungraded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

import attrs

from ...processes import Consistency, Identity
from ...references import Reference
from ...registry.catalogue import Catalogue

__all__ = ["Relation", "closure", "figures_of", "relations_of", "upstream"]

_ORDERS = {"k_of_n", "funnel"}


@attrs.frozen
class Relation:
    """One identity, or one pair of an order, over full keys.

    Attributes:
        key: the identity's key.
        rule: the identity over full keys.
        greater: of an order, the figure that is never less than ``less``.
        less: of an order, the other one.
    """

    key: str
    rule: Identity
    greater: str = ""
    less: str = ""

    @property
    def figures(self) -> tuple[str, ...]:
        """The figures that it binds."""
        return self.rule.figures

    @property
    def balances(self) -> bool:
        """Whether it is a sum of parts with a total, or a stock with its flows."""
        return not self.greater and self.rule.kind in {"total", "partition", "stock", "closure"}

    @property
    def signs(self) -> dict[str, int]:
        """Figure -> 1 where it is added, -1 where it is subtracted, the total among the latter."""
        right = {self.rule.right: -1} if isinstance(self.rule.right, str) else {}
        return {**dict.fromkeys(self.rule.plus, 1), **dict.fromkeys(self.rule.minus, -1), **right}

    @property
    def constant(self) -> Fraction:
        """What the signed figures come to."""
        return self.rule.right if isinstance(self.rule.right, Fraction) else Fraction(0)

    @property
    def from_zero(self) -> bool:
        """Whether it lets none of its figures be below zero."""
        return not self.rule.signed and self.rule.kind != "shares"

    def follows(self, measured: Mapping[str, frozenset[str]]) -> bool:
        """Say whether it is left to formulas: every measured figure of it is part of what a derived one is made from.

        Args:
            measured: derived key -> the measured keys below it.
        """
        derived = [name for name in self.figures if name in measured]
        below = frozenset[str]().union(*(measured[name] for name in derived))
        return bool(derived) and all(name in below for name in self.figures if name not in measured)

    def broken(self, values: Mapping[str, object], slack: Fraction = Fraction(1, 10**9)) -> str:
        """Return what is wrong with values, in words; an empty text where nothing is."""
        rule = self.rule
        if rule.kind in {"total", "partition", "stock", "closure"}:  # derived figures are floats
            largest = max([Fraction(1), *(abs(_number(values.get(name))) for name in self.figures)])
            rule = attrs.evolve(rule, slack=rule.slack + slack * largest)
        verdict = rule.check(values)
        return verdict.explanation.en if verdict.status is Consistency.INCONSISTENT else ""


def _number(value: object) -> Fraction:
    return (
        Fraction(str(value))
        if isinstance(value, int | float)
        else value
        if isinstance(value, Fraction)
        else Fraction(0)
    )


def figures_of(key: str, rule: Identity) -> tuple[str, ...]:
    """Return the figures of an identity as full references."""
    domain = key.partition(".")[0]
    return tuple(name if "." in name.partition("@")[0] else f"{domain}.{name}" for name in rule.figures)


def relations_of(registry: Catalogue) -> tuple[Relation, ...]:
    """Return what the identities of a registry say of the values of one row.

    Running totals and parts by dimension bind several rows and are none.
    """
    return tuple(relation for key, rule in registry.identities.items() for relation in _relations(registry, key, rule))


def _relations(registry: Catalogue, key: str, rule: Identity) -> Iterator[Relation]:
    full = dict(zip(rule.figures, figures_of(key, rule), strict=True))
    there = all(Reference.parse(name).key in registry for name in full.values())
    if rule.over or rule.kind == "cumulative" or not there:
        return
    right = full.get(rule.right, rule.right) if isinstance(rule.right, str) else rule.right
    plus, minus = (tuple(full[name] for name in names) for names in (rule.plus, rule.minus))
    whole = attrs.evolve(rule, plus=plus, minus=minus, right=right)
    if rule.kind in _ORDERS:
        for greater, less in pairwise(plus):
            yield Relation(key, attrs.evolve(whole, plus=(greater, less)), greater, less)
    else:
        yield Relation(key, whole)
        if rule.kind == "share":  # k of n stands behind a share in whole numbers
            yield Relation(key, Identity.k_of_n(minus[0], str(right)), str(right), minus[0])


def upstream(registry: Catalogue, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return derived key -> the values measured, or handed in, that it is made from."""
    found: dict[str, frozenset[str]] = {}

    def below(name: str) -> frozenset[str]:
        formula = registry.parts.formulas.get(name)
        if formula is None:
            return frozenset([name])
        if name not in found:
            found[name] = frozenset().union(*map(below, formula.needs))
        return found[name]

    for name in names:
        below(name)
    return found


def closure(
    registry: Catalogue, targets: Iterable[str], relations: Iterable[Relation]
) -> tuple[tuple[str, ...], list[Relation]]:
    """Return the values that targets are made from with all that relations bind to them, and the relations that matter.

    A relation matters where it binds what is needed; a value that stands in no other one can always be chosen to fit.
    """
    needed = _below(registry, targets)
    bound: dict[Relation, None] = {}
    names, before = dict(needed), -1
    while len(bound) > before:
        before = len(bound)
        bound |= dict.fromkeys(r for r in relations if names.keys() & set(r.figures))
        names |= _below(registry, [n for r in bound for n in r.figures])
    kept = _pruned(registry, list(bound), needed)
    return tuple(needed | _below(registry, [n for r in kept for n in r.figures])), kept


def _pruned(registry: Catalogue, relations: list[Relation], needed: Mapping[str, None]) -> list[Relation]:
    """Leave out, again and again, the relations that bind no two things that matter."""
    while True:
        free = {r: _free(registry, r, relations, needed) for r in relations}
        kept = [r for r in relations if len(set(r.figures) - free[r]) > 1]
        if len(kept) == len(relations):
            return kept
        relations = kept


def _free(
    registry: Catalogue, relation: Relation, relations: Iterable[Relation], needed: Mapping[str, None]
) -> set[str]:
    """Return the figures of a relation that nothing else asks anything of."""
    others = _below(registry, [n for r in relations if r is not relation for n in r.figures])
    rest = {n: _below(registry, [m for m in relation.figures if m != n]) for n in relation.figures}
    return {
        n
        for n in relation.figures
        if not any(m in needed or m in others or m in rest[n] for m in _below(registry, [n]))
    }


def _below(registry: Catalogue, names: Iterable[str]) -> dict[str, None]:
    """Return names with everything that they are made from."""
    names = list(names)
    found = dict.fromkeys(names)
    made = upstream(registry, names)
    return found | dict.fromkeys(made) | dict.fromkeys(n for below in made.values() for n in sorted(below))
