"""Registry: the catalogue with its engine, and ``load``, which makes one from the installed plugins.

No global state: every call returns a value; two registries live side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import Any

from ..errors import FrameError
from ..references import Reference
from ..registry.catalogue import Catalogue
from ..registry.exchange import dump, read
from . import shapes
from .explain import Explanation, explain
from .plan import Plan, unit_texts
from .rows import check_long
from .table import is_table

_KEPT_PLANS = 256


class Registry(Catalogue):
    """The indicators of a set of domains, and how to derive them.

    A Mapping of key to ``Indicator``. It can be pickled; the copy derives alike, but holds no Python functions.

    Args:
        domains: the domains; their order carries no meaning.
        settings: key of a setting -> its value.

    Raises:
        RegistrationError: all faults of the domains, together.

    >>> from kaizhou_indicators import Domain, Text
    >>> toy = Domain("toy", Text("玩具", "Toy"))
    >>> for name in ("done", "plan"):
    ...     _ = toy.indicator(name, Text("投资", "Investment"), unit="亿元")
    >>> @toy.derived("rate", Text("完成率", "Completion rate"), unit="%")
    ... def rate(done, plan):
    ...     return done / plan
    >>> str(Registry([toy]).derive({"toy.done": 9, "toy.plan": "12 亿元"}, "toy.rate")["toy.rate"].magnitude)
    '75.0'
    """

    def _take(self, *args: Any) -> None:
        super()._take(*args)
        self._plans: dict[Any, Plan] = {}
        self._lock = Lock()

    def plan(
        self,
        targets: Iterable[str | Reference],
        given: Iterable[str] | None = None,
        *,
        units: Mapping[str, str] | None = None,
        area: str = "area",
        period: str = "period",
    ) -> Plan:
        """Compile targets once, to be run often.

        Args:
            targets: keys or references.
            given: names of the columns or values that will be there; None: every measured indicator may be.
            units: column -> unit of its numbers, where it is not the declared one.
            area: name of the area column.
            period: name of the period column.

        Raises:
            MissingInputError: what is missing, together, with who needs it.
            UnknownKeyError: a target that no loaded domain has.
        """
        return Plan(self, targets, given, units=units, area=area, period=period)

    def derive(
        self,
        data: Any,
        *targets: str | Reference,
        units: Mapping[str, str] | None = None,
        area: str = "area",
        period: str = "period",
        columns: Collection[str] | None = None,
    ) -> Any:
        """Derive targets from single values or from a table.

        Args:
            data: a mapping of reference to number, text with unit, Quantity or grade; or a table.
            targets: keys or references such as ``water.codmn@2018:pct``.
            units: name -> unit of bare numbers, where it is not the declared one.
            area: name of the area column.
            period: name of the period column.
            columns: the columns of the table to keep in the result; None: all.

        Returns:
            For a mapping a dict of reference to Quantity (``Grade`` for grades), in declared units. For a table
            the same kind of table, targets appended; undefined values are null.

        Raises:
            DerivationError: a single value is missing or undefined; names the sub-expression.
            FrameError: the table cannot be used as it is.
        """
        targets = _flat(targets)
        if isinstance(data, Mapping):
            return self._cached(targets, tuple(data), units, rows=False, area=area, period=period)(data)
        self._require_table(data)
        given = _columns(data)
        check_long(given)
        plan = self._cached(targets, given, units, rows=True, area=area, period=period)
        derived = plan(data)
        return derived if columns is None else shapes.keep(derived, [*columns, *map(str, plan.targets)])

    def explain(
        self,
        data: Any,
        *targets: str | Reference,
        units: Mapping[str, str] | None = None,
        where: Mapping[str, Any] | None = None,
    ) -> Explanation:
        """Explain how targets come about: every step with formula, inputs with units, result and source.

        Args:
            data: a mapping of single values, or an eager table together with ``where``.
            targets: keys or references.
            units: name -> unit of bare numbers, where it is not the declared one.
            where: column -> value, which together pick one row of a table.
        """
        targets = _flat(targets)
        if not isinstance(data, Mapping):
            self._require_table(data)
            data = shapes.one_row(self, data, targets, where or {}, units)
        plan = self._cached(targets, tuple(data), units, rows=False, area="area", period="period")
        return explain(plan, data)

    def wide(self, long: Any, *, area: str = "area", period: str = "period") -> Any:
        """Turn a long table (area, period, indicator, value[, unit]) into one row an area and period."""
        return shapes.wide(self, long, area, period)

    def long(self, wide: Any, *, area: str = "area", period: str = "period") -> Any:
        """Turn a wide table into area, period, indicator, value, unit; null values are left out."""
        return shapes.long(self, wide, area, period)

    def check(self, frame: Any, *, area: str = "area", period: str = "period") -> list[str]:
        """Return all faults of an eager table, in words; an empty list where there are none."""
        return shapes.faults(self, frame, area, period)

    def to_json(self) -> str:
        """Return the catalogue as JSON text: every record, formula and figure; see ``catalogue_schema``.

        Settings supplied and Python functions are not part of it.
        """
        return dump(self.parts)

    @classmethod
    def from_json(cls, text: str, *, settings: Mapping[str, Any] | None = None) -> Registry:
        """Make a registry from what ``to_json`` returned; no code is run.

        Raises:
            RecordError: the text is no catalogue; names every fault with its path.
        """
        registry = cls.__new__(cls)
        registry._take(*read(text), settings or {}, ())
        return registry

    def _require_table(self, data: object) -> None:
        if not is_table(data):
            msg = f"{type(data).__name__} is neither a mapping of single values nor a table; hand in one of them"
            raise FrameError(msg)

    def _cached(
        self, targets: tuple[str | Reference, ...], given: tuple[str, ...], units: Mapping[str, str] | None, **how: Any
    ) -> Plan:
        key = (targets, given, tuple(unit_texts(units).items()), tuple(how.items()))
        plan = self._plans.get(key)
        if plan is None:
            plan = Plan(self, targets, given, units=units, **how)
            with self._lock:
                if len(self._plans) >= _KEPT_PLANS:
                    self._plans.clear()
                self._plans[key] = plan
        return plan


def _flat(targets: Iterable[Any]) -> tuple[str | Reference, ...]:
    """Take ``derive(data, a, b)`` and ``derive(data, [a, b])`` alike."""
    return tuple(t for target in targets for t in (target if isinstance(target, list | tuple | set) else [target]))


def _columns(data: Any) -> tuple[str, ...]:
    if hasattr(data, "collect_schema"):
        return tuple(data.collect_schema())
    return tuple(getattr(data, "column_names", None) or data.columns)
