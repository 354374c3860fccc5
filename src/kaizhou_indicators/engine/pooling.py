"""Pooling: the value of a whole from the values of its parts, formula by formula; a ratio is re-derived, never averaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import ComparabilityError
from ..formula.guard import guarded
from ..formula.tree import Ref, refs, substitute
from ..model.kinds import Aggregation, Better, Kind
from ..model.records import Indicator
from ..references import Reference
from .steps import Derive, Pool

if TYPE_CHECKING:
    from .build import Builder


class Pooling:
    """The steps that make the pooled value of one reference: Σ of the parts, put through the formulas.

    Only areas that have all the parts are counted, so that no numerator goes without its denominator.

    Args:
        builder: the plan being built.
        reference: what is asked for, ``key@peers``.
        own: whether the area itself is counted.
    """

    def __init__(self, builder: Builder, reference: Reference, *, own: bool) -> None:
        self.builder = builder
        self.reference = reference
        self.own = own
        self.parts: dict[str, bool] = {}
        self._collect(reference.current, required=True)

    def add(self, reference: Reference) -> str:
        """Add the steps of a pooled value; returns the name it goes by."""
        catalogue = self.builder.catalogue
        indicator = catalogue[reference.key]
        name = self._name(reference)
        if name in self.builder.steps:
            return name
        if str(reference) in self.parts:
            present = tuple(part for part, required in self.parts.items() if required and part != str(reference))
            how, weight = str(indicator.over_area), indicator.weight_key if indicator.over_area == "weighted" else None
            self.builder.steps[name] = Pool(name, str(reference), how, present, weight, self.own)
            return name
        tree = self.builder.tree_of(catalogue.parts.formulas[reference.key])
        pooled = {ref.name: Ref(self.add(Reference.parse(ref.name)), ref.optional) for ref in refs(tree)}
        tree = substitute(tree, pooled)
        self.builder.steps[name] = Derive(name, guarded(tree), tree)
        return name

    def _name(self, reference: Reference) -> str:
        asked = str(self.reference)
        return asked if reference == self.reference.current else f"{reference}@{self.reference.baseline}|{asked}"

    def _collect(self, reference: Reference, *, required: bool) -> None:
        """Note the parts that are added up over areas, and whether they must be there; the rest is derived from them."""
        catalogue = self.builder.catalogue
        indicator = catalogue[reference.key]
        refuse_ordinal(self.reference, indicator, "pooled")
        if indicator.over_area is not None:
            self._refuse_order(indicator)
            self.builder.need(reference, str(self.reference))
            if indicator.over_area is Aggregation.WEIGHTED and indicator.weight_key:
                self.builder.need(Reference.parse(indicator.weight_key), str(self.reference))
            self.parts[str(reference)] = required or self.parts.get(str(reference), False)
        elif reference.baseline is None and reference.window is None and reference.key in catalogue.parts.formulas:
            for ref in refs(self.builder.tree_of(catalogue.parts.formulas[reference.key])):
                self._collect(Reference.parse(ref.name), required=required and not ref.optional)
        else:
            msg = (
                f"{self.reference}: {reference} is not added up over areas, so its peers have no pooled value;"
                f" declare over_area= of {reference.key}, or compare with {self.reference.key}@peers.mean"
            )
            raise ComparabilityError(msg)

    def _refuse_order(self, indicator: Indicator) -> None:
        if indicator.over_area in {Aggregation.FIRST, Aggregation.LAST}:
            msg = f"{self.reference}: {indicator.key} has over_area={indicator.over_area.value!r}, and areas have no order; declare sum, mean, weighted, min, max or median"
            raise ComparabilityError(msg)


def refuse_ordinal(reference: Reference, indicator: Indicator, how: str) -> None:
    """Refuse to add or average what has an order only.

    Raises:
        ComparabilityError: a rank or a grade.
    """
    if indicator.kind in {Kind.RANK, Kind.GRADE} and how in {"pooled", "mean"}:
        msg = f"{reference}: {indicator.key} is a {indicator.kind}, which is never added or averaged; take {reference.key}@rank"
        raise ComparabilityError(msg)


def highest_is_best(reference: Reference, indicator: Indicator) -> bool:
    """Say whether the highest value is the best; of ranks and grades the first is.

    Raises:
        ComparabilityError: an indicator without a direction.
    """
    if indicator.kind in {Kind.GRADE, Kind.RANK}:
        return False
    if indicator.better not in {Better.HIGHER, Better.LOWER}:
        msg = f"{reference}: {indicator.key} is declared better={indicator.better.value!r}, so no area is best; declare better='higher' or 'lower'"
        raise ComparabilityError(msg)
    return indicator.better is Better.HIGHER


def pool_of(reference: Reference, indicator: Indicator, how: str, weight: str | None) -> str:
    """Return how the values of the peers become one."""
    if how == "best":
        return "max" if highest_is_best(reference, indicator) else "min"
    return "weighted" if weight is not None else how
