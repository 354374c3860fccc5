"""Basis of a formula: what its result says of prices and population must come from something that it uses.

Only what no formula can do is a fault: to take the change of prices out of levels at current prices with nothing but
such levels, and to make an average population of year-ends that are never added to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..errors import ComparabilityError
from ..formula.tree import Call, Node, Ref
from ..model.records import Basis, Indicator
from ..references import Reference
from .formula import Formula

_SUMS = {"add", "sub", "total", "wmean"}


def check_basis(formula: Formula, indicators: Mapping[str, Indicator]) -> None:
    """Refuse a formula whose result cannot be on the basis that its indicator declares.

    Raises:
        ComparabilityError: a result at constant or comparable prices of current-price levels alone; a result per head
            of the average population over a population at the end of a year.
    """
    keys = {name: Reference.parse(text).key for name, text in formula.inputs.items()}
    if formula.key not in indicators or not all(key in indicators for key in keys.values()):
        return  # of a domain that is not loaded: nothing is known of its basis
    bases = {name: indicators[key].basis for name, key in keys.items()}
    _check_prices(formula, indicators[formula.key].basis, bases)
    _check_population(formula, indicators[formula.key].basis, bases)


def _check_prices(formula: Formula, result: Basis, bases: Mapping[str, Basis]) -> None:
    all_current = bool(bases) and all(basis.price == "current" for basis in bases.values())
    if result.price in {"constant", "comparable"} and all_current and not formula.settings:
        names = ", ".join(formula.inputs.values())
        msg = (
            f"its basis is {result.price} prices (不变价, 可比价格), and all it is made of is at current prices (现价):"
            f" {names}; use levels at constant prices, deflate by a price index, or declare it published_only"
            " without a formula"
        )
        raise ComparabilityError(msg)


def _check_population(formula: Formula, result: Basis, bases: Mapping[str, Basis]) -> None:
    year_end = [name for name, basis in bases.items() if basis.population_time == "year_end"]
    averaged = any(basis.population_time == "average" for basis in bases.values())
    if result.population_time != "average" or averaged or not year_end:
        return
    if not any(name in year_end for name in _terms(formula.tree)):
        names = ", ".join(formula.inputs[name] for name in year_end)
        msg = (
            f"its basis is the average population (年平均人口), and {names} is the one at the end of the year (年末);"
            " bind an average population, or average two year-ends with arithmetic.per_capita(amount, opening, closing)"
        )
        raise ComparabilityError(msg)


def _terms(node: Node, added: bool = False) -> Iterator[str]:
    """Yield the inputs that are added to something, themselves or times a factor."""
    if isinstance(node, Ref) and added:
        yield node.name
    if not isinstance(node, Call):
        return
    for position, arg in enumerate(node.args):
        kept = added and (node.op in {"mul", "neg", "min", "max", "where"} or (node.op == "div" and position == 0))
        yield from _terms(arg, kept or node.op in _SUMS)
