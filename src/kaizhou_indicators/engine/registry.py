"""Registry: the catalogue with its engine, and ``load``, which makes one from the installed plugins.

No global state: every call returns a value; two registries live side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from threading import Lock
from typing import Any

import attrs

from ..errors import FrameError, refuse_unknown
from ..references import Reference
from ..registry.catalogue import Catalogue
from ..registry.exchange import dump, read
from . import identities, shapes
from .explain import Explanation, explain
from .identities import IdentityCheck
from .plan import Plan, unit_texts
from .rollup import Ask, Rollup
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
        parents: Mapping[Any, Any] | str | None = None,
    ) -> Plan:
        """Compile targets once, to be run often.

        Args:
            targets: keys or references.
            given: names of the columns or values that will be there; None: every measured indicator may be.
            units: column -> unit of its numbers, where it is not the declared one.
            area: name of the area column.
            period: name of the period column.
            parents: area -> parent, or the name of a column that holds the parent: the groups of ``@peers`` and
                ``@rank``; None: all areas form one group.

        Raises:
            MissingInputError: what is missing, together, with who needs it.
            UnknownKeyError: a target that no loaded domain has.
        """
        return Plan(self, targets, given, units=units, area=area, period=period, parents=parents)

    def derive(
        self,
        data: Any,
        *targets: str | Reference,
        units: Mapping[str, str] | None = None,
        area: str = "area",
        period: str = "period",
        columns: Collection[str] | None = None,
        parents: Mapping[Any, Any] | str | None = None,
    ) -> Any:
        """Derive targets from single values or from a table.

        Args:
            data: a mapping of reference to number, text with unit, Quantity or grade; or a table.
            targets: keys or references such as ``water.codmn@2018:pct``.
            units: name -> unit of bare numbers, where it is not the declared one.
            area: name of the area column.
            period: name of the period column.
            columns: the columns of the table to keep in the result; None: all.
            parents: area -> parent, or the name of a column that holds the parent: the groups of ``@peers`` and
                ``@rank``; None: all areas form one group.

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
        plan = self._cached(targets, given, units, rows=True, area=area, period=period, parents=parents)
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

    def rollup(
        self,
        frame: Any,
        *targets: str | Reference,
        period: str | None = "year",
        area: Mapping[Any, Any] | str | None = None,
        over: str | Iterable[str] = (),
        complete: Any = None,
        counts: bool = False,
        units: Mapping[str, str] | None = None,
        area_column: str = "area",
        period_column: str = "period",
    ) -> Any:
        """Roll a table up to longer periods, larger areas, or without a dimension.

        Each indicator goes by its ``over_time`` and ``over_area``. What is derived and declares none is derived again
        from its rolled-up parts: a ratio is never averaged. Time comes first, unless a target's own rule over time asks
        for the whole area's values. An accumulated value (累计) goes by its last one.

        Args:
            frame: a wide table.
            targets: keys; none: every indicator that is a column.
            period: ``year``, ``half``, ``quarter`` or ``month``; None: periods stay. A row that is the longer period
                itself is no part of it, and stays where it is all there is.
            area: area -> its parent, one level up, or the name of a column that holds it; None: areas stay. The row of
                an area that is a parent itself is no part of it and is left out.
            over: the dimensions to sum away; the others stay.
            complete: how many parts must have a value: a number, a fraction as a float, or a mapping of ``over_time``,
                ``over_area``, ``over`` or a key to them. None: all of them; the last one of what goes by ``last``.
            counts: whether to add ``key#parts`` and ``key#parts_of``, how many parts had a value and of how many.
            units: name -> unit of bare numbers, where it is not the declared one.
            area_column: name of the area column.
            period_column: name of the period column.

        Returns:
            The same kind of table: area, period, the dimensions that are left, and the targets in their declared
            units. Where parts are missing the value is null; ``rollup_reasons`` says which. Groups of an eager table
            keep the order in which they first appear.

        Raises:
            ComparabilityError: targets that have no meaning for the whole, all of them with the reason.
            FrameError: the table cannot be rolled up: areas without a parent, overlapping periods, duplicate rows.

        >>> import polars
        >>> from kaizhou_indicators import Domain, Text
        >>> clinics = Domain("clinics", Text("诊所", "Clinics"))
        >>> for name in ("primary", "visits"):
        ...     _ = clinics.indicator(name, Text("诊疗量", "Visits"), unit="人次", over_time="sum", over_area="sum")
        >>> @clinics.derived("share", Text("基层占比", "Primary share"), unit="%")
        ... def share(primary, visits):
        ...     return primary / visits
        >>> rows = {"area": ["甲", "乙"], "period": [2024, 2024], "clinics.primary": [90, 10], "clinics.visits": [100, 300]}
        >>> table = polars.DataFrame(rows)
        >>> Registry([clinics]).rollup(table, "clinics.share", area={"甲": "市", "乙": "市"}).rows()
        [('市', 2024, 25.0)]
        """
        how = {"period": period, "area": area, "over": over, "complete": complete, "counts": counts, "units": units}
        return self._rolled(frame, targets, area_column=area_column, period_column=period_column, **how).run()

    def rollup_reasons(self, frame: Any, *targets: str | Reference, **how: Any) -> Any:
        """Return why cells of a rollup are null: a table of the same kind with its keys, target and reason.

        Args:
            frame: the eager table that was rolled up.
            targets: as for ``rollup``.
            how: the keywords of ``rollup``.
        """
        return self._rolled(frame, targets, **how).reasons()

    def _rolled(self, frame: Any, targets: tuple[Any, ...], **how: Any) -> Rollup:
        self._require_table(frame)
        check_long(_columns(frame))
        refuse_unknown("rollup", how, [field.name for field in attrs.fields(Ask)[1:]])
        return Rollup(self, frame, Ask(_flat(targets), **how))

    def wide(self, long: Any, *, area: str = "area", period: str = "period") -> Any:
        """Turn a long table (area, period, indicator, value[, unit]) into one row an area and period."""
        return shapes.wide(self, long, area, period)

    def long(self, wide: Any, *, area: str = "area", period: str = "period") -> Any:
        """Turn a wide table into area, period, indicator, value, unit; null values are left out."""
        return shapes.long(self, wide, area, period)

    def check(self, frame: Any, *, area: str = "area", period: str = "period") -> list[str]:
        """Return all faults of an eager table, in words; an empty list where there are none."""
        return shapes.faults(self, frame, area, period)

    def check_identities(self, frame: Any = None, *, area: str = "area", period: str = "period") -> list[IdentityCheck]:
        """Hold data to the identities that the domains register: totals, stocks, funnels, shares, running totals.

        Args:
            frame: an eager wide table; without it the figures as published (``observations``) are checked.
            area: the column of areas.
            period: the column of periods.

        Returns:
            One check an identity, area and period of which at least two figures are known, with its verdict.

        >>> from kaizhou_indicators import Domain, Identity, Text
        >>> toy = Domain("toy", Text("玩具", "Toy"))
        >>> for name in ("made", "sold"):
        ...     _ = toy.indicator(name, Text("件数", "Pieces"), unit="件", kind="count")
        >>> _ = toy.identity("sales", Identity.k_of_n("sold", "made"))
        >>> table = {"area": ["A"], "period": ["2024"], "toy.made": [3], "toy.sold": [4]}
        >>> import pandas
        >>> [check] = Registry([toy]).check_identities(pandas.DataFrame(table))
        >>> check.identity, check.verdict.explanation.en
        ('toy.sales', 'sold 4 exceeds made 3')
        """
        cells = identities.of_published(self) if frame is None else identities.of_table(self, frame, area, period)
        return identities.check_identities(self, cells)

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
        parents = how.get("parents")
        if isinstance(parents, Mapping):  # a mapping is not kept: it may change, and it may be large
            return Plan(self, targets, given, units=units, **how)
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
