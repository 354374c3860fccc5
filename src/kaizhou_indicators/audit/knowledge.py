"""Knowledge: what is known of a value, from a claim, from a claim on a change, from a limit, or through a formula.

The formula that derives an indicator is the one that bounds it here. A value that is asked for while it is being worked
out is unknown, so that no figure ever proves itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from ..errors import DerivationError, KaizhouError, PeriodError
from ..figures import Policy
from ..formula.interval import evaluate
from ..formula.settled import settled
from ..formula.tree import Const, Node, substitute
from ..intervals import Interval
from ..model.record import Frozen
from ..periods import Period
from ..references import Reference
from .claim import Claim

if TYPE_CHECKING:
    from ..registry.catalogue import Catalogue


@attrs.frozen
class Place:
    """Where a value stands: area, period and further dimensions."""

    area: str
    period: str
    by: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)


@attrs.frozen
class Known:
    """What is known of one value.

    Attributes:
        interval: where it lies, in the unit of its reference.
        claims: the claims that say so.
        value: the number as printed or as it follows from printed numbers; None where a word makes it vague.
        exact: whether the interval is the range itself.
    """

    interval: Interval
    claims: tuple[Claim, ...]
    value: Fraction | None = None
    exact: bool = True


class Knowledge:
    """Everything that claims say, and what follows from it.

    Args:
        claims: the claims; those that cannot be read in the indicator's unit are in ``unreadable``.
        reg: the definitions.
        policy: what vague words leave open.
    """

    def __init__(self, claims: Iterable[Claim], reg: Catalogue, policy: Policy) -> None:
        self.reg = reg
        self.policy = policy
        self.unreadable: list[tuple[Claim, KaizhouError]] = []
        self.said: dict[tuple[str, Place], list[Known]] = {}
        #: shares that were made to add up to 100
        self.adjusted: set[Claim] = set()
        self._read: dict[Claim, tuple[Interval | None, Fraction | None]] = {}
        self._open: set[tuple[str, Place]] = set()
        self._worked_out: dict[tuple[str, Place], Known | None] = {}
        for claim in claims:
            self._take(claim)

    def _take(self, claim: Claim) -> None:
        try:
            self.reg[claim.reference.key]
            interval, value = self._read[claim] = claim.interval(self.reg, self.policy), claim.value(self.reg)
        except KaizhouError as error:
            self.unreadable.append((claim, error))
            return
        if interval is not None:
            self.said.setdefault((claim.ref, place_of(claim)), []).append(Known(interval, (claim,), value))

    def read(self, claim: Claim) -> tuple[Interval | None, Fraction | None]:
        """Return what a readable claim says, and its number as printed; worked out once."""
        return self._read[claim]

    def claimed(self, ref: Reference | str, place: Place) -> Sequence[Known]:
        """Return what claims say of a value, one by one."""
        return self.said.get((str(ref), place), ())

    def of(self, ref: Reference, place: Place) -> Known | None:
        """Return what is known of a value: what a claim says, else what follows from others."""
        said = self.claimed(ref, place)
        return said[0] if said else self.computed(ref, place)

    def computed(self, ref: Reference, place: Place) -> Known | None:
        """Return what follows for a value from claims on others; None where nothing does."""
        asked = str(ref), place
        if asked in self._worked_out:
            return self._worked_out[asked]
        if asked in self._open:
            return None
        with self._opened(asked):
            found = self._work_out(ref, place)
        if not self._open:
            self._worked_out[asked] = found
        return found

    @contextmanager
    def _opened(self, asked: tuple[str, Place]) -> Iterator[None]:
        self._open.add(asked)
        try:
            yield
        finally:
            self._open.discard(asked)

    def _work_out(self, ref: Reference, place: Place) -> Known | None:
        if ref.change is not None:
            return None
        if ref.baseline is not None:
            return self._base(ref, place)
        if ref.window is not None or ref.key not in self.reg.parts.formulas:
            return None
        inputs = {name: self.input(Reference.parse(name), place) for name in self.reg.parts.formulas[ref.key].needs}
        return self.evaluated(ref.key, inputs)

    def input(self, ref: Reference, place: Place) -> Known | None:
        """Return an input of a formula; one without the place's dimensions stands in the place without them."""
        indicator = self.reg.get(ref.key)
        own = {name: value for name, value in place.by.items() if indicator is not None and name in indicator.by}
        return self.of(ref, attrs.evolve(place, by=own))

    def evaluated(self, key: str, inputs: Mapping[str, Known | None]) -> Known | None:
        """Return what a formula gives for its inputs; None where it is undefined or a setting is not supplied."""
        tree = self.tree(key)
        if tree is None or not any(inputs.values()):
            return None
        try:
            bounds = evaluate(tree, {name: known.interval for name, known in inputs.items() if known})
            value = self._point(tree, inputs)
        except DerivationError:
            return None
        claims = dict.fromkeys(claim for known in inputs.values() if known for claim in known.claims)
        return Known(bounds.interval, tuple(claims), value, bounds.exact and not bounds.rounded)

    def _point(self, tree: Node, inputs: Mapping[str, Known | None]) -> Fraction | None:
        """Return what the printed numbers themselves give, which is no bound."""
        points = {name: known.value for name, known in inputs.items() if known}
        if any(value is None for value in points.values()):
            return None
        try:
            found = evaluate(tree, {name: Interval.point(v) for name, v in points.items() if v is not None}).interval
        except DerivationError:
            return None
        return found.midpoint

    def tree(self, key: str) -> Node | None:
        """Return the formula of a key with the settings' values; None where one is not supplied."""
        formula = self.reg.parts.formulas[key]
        values = self.reg.settings
        if any(name not in values for name in formula.settings.values()):
            return None
        given = {n: values[n] for n in formula.settings.values()}
        settings = {n: Const(v if isinstance(v, str) else Fraction(str(v))) for n, v in given.items()}
        return settled(substitute(formula.bare, settings))

    # -- what a baseline is

    def _base(self, ref: Reference, place: Place) -> Known | None:
        base = ref.baseline
        assert base is not None
        if base.kind == "named":
            return self._named(ref, place)
        where = self.place_of_base(ref, place)
        return None if where is None else self.of(ref.current, where)

    def place_of_base(self, ref: Reference, place: Place) -> Place | None:
        """Return where the base value of a reference stands; None where it stands in no one place."""
        base = ref.baseline
        assert base is not None
        if base.kind == "named":
            return self._place_of_named(ref, place)
        if base.kind == "area":
            return attrs.evolve(place, area=base.value)
        if base.kind == "period":
            return self._at(place, base.value)
        if base.kind in {"yoy", "prev"}:
            return self._shifted(place, base.kind)
        return None

    def _place_of_named(self, ref: Reference, place: Place) -> Place | None:
        assert ref.baseline is not None
        record = self.reg.baseline(ref.baseline.value, ref.key.partition(".")[0])
        if record is None:
            return None
        if record.area:
            return attrs.evolve(place, area=record.area)
        fixed = record.period or (f"before({record.event.zh})" if record.event.zh else None)
        return None if fixed is None else self._at(place, fixed)

    def _at(self, place: Place, period: str) -> Place | None:
        try:
            return attrs.evolve(place, period=str(Period.parse(place.period).within(Period.parse(period))))
        except PeriodError:
            return attrs.evolve(place, period=period)

    def _shifted(self, place: Place, how: str) -> Place | None:
        try:
            period = Period.parse(place.period)
            return attrs.evolve(place, period=str(period.same_last_year if how == "yoy" else period.previous))
        except PeriodError:
            return None

    def _named(self, ref: Reference, place: Place) -> Known | None:
        assert ref.baseline is not None
        domain = ref.key.partition(".")[0]
        record = self.reg.baseline(ref.baseline.value, domain)
        if record is None:
            return None
        owner = record.key.partition(".")[0]
        short = ref.key.removeprefix(f"{owner}.")
        if short in record.indicators:
            other = record.indicators[short]
            return self.of(Reference.parse(other if "." in other else f"{owner}.{other}"), place)
        if short in record.limits:
            number, unit = self.reg.unit_system.read(record.limits[short])
            limit = self.reg.unit_system.convert(Fraction(str(number)), unit, self.reg[ref.key].unit)
            return Known(Interval.point(limit), (), limit)
        where = self.place_of_base(ref, place)
        return None if where is None else self.of(ref.current, where)


def place_of(claim: Claim) -> Place:
    """Return where the value that a claim speaks of stands."""
    return Place(claim.area, _period(claim.period), claim.by)


@lru_cache(maxsize=4096)
def _period(text: str) -> str:
    return str(Period.parse(text))
