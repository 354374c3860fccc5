"""Domain: what a domain team writes. Its methods only record; a registry checks, all faults together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs

from ..errors import refuse_unknown
from ..text import Text, as_text
from .records import Baseline, Derivation, Indicator, Observation, Setting, Source, Windowing
from .windows import Window

F = TypeVar("F", bound=Callable[..., Any])
_INDICATOR = tuple(str(f.alias) for f in attrs.fields(Indicator) if f.alias != "key")


@attrs.frozen
class Declaration:
    """One record as declared and not yet checked.

    Attributes:
        what: ``indicator``, ``derived``, ``windowed``, ``baseline``, ``source``, ``setting``, ``identity``, ``observation``.
        name: the name given.
        make: builds the records; raises what is wrong with them.
        place: file and line of the declaration's function, where it has one.
    """

    what: str
    name: str
    make: Callable[[], Any] = attrs.field(eq=False)
    place: str = ""


class Domain:
    """A field of reform and everything it brings: indicators, formulas, units, baselines, sources, settings, figures.

    Args:
        name: namespace of its keys, lower-case.
        title: its name in both languages.
        units: lines of unit definitions in pint's format, owned by this domain.
        definition: what the domain is about.

    >>> toy = Domain("toy", Text("玩具", "Toy"))
    >>> toy.indicator("cars", Text("小车", "Cars"), unit="个", over_area="sum")
    'toy.cars'
    """

    def __init__(
        self, name: str, title: Text | str, *, units: Iterable[str] = (), definition: Text | str = "", **unknown: Any
    ) -> None:
        self.name = name
        self.title = as_text(title)
        self.units: tuple[str, ...] = tuple(units) if _several(units) else (units,)  # type: ignore[assignment]  # checked later
        self.definition = as_text(definition)
        self.declarations: list[Declaration] = []
        if unknown:
            self._record(
                "domain",
                str(name),
                lambda: refuse_unknown(f"Domain {name!r}", unknown, ("name", "title", "units", "definition")),
            )

    def indicator(self, name: str, title: Text | str, **attributes: Any) -> str:
        """Declare an indicator; the keywords are the attributes of ``Indicator``. Returns its key."""
        return self._record("indicator", name, lambda: (self._indicator(name, title, attributes),))

    def derived(self, name: str, title: Text | str, **attributes: Any) -> Callable[[F], F]:
        """Declare an indicator and the function that derives it; the function itself stays as it is.

        Args:
            name: name of the indicator.
            title: its name in both languages.
            attributes: those of ``Indicator``, and ``inputs`` (parameter -> key of another indicator) and
                ``takes`` (parameter -> unit: an empirical formula on bare numbers in these units).
        """
        inputs = attributes.pop("inputs", {})
        takes = attributes.pop("takes", {})

        def declare(function: F) -> F:
            place = _place(function)

            def make() -> tuple[object, ...]:
                indicator = self._indicator(name, title, attributes, "inputs", "takes")
                return indicator, Derivation(indicator.key, function, inputs=inputs, takes=takes, place=place)

            self._record("derived", name, make, place)
            return function

        return declare

    def windowed(
        self,
        name: str,
        title: Text | str,
        *,
        of: str,
        how: Window,
        over: str = "year",
        each: str = "",
        **attributes: Any,
    ) -> str:
        """Declare an indicator made from the periods of another: ``how=count_where(lambda c: c <= 2)``.

        Args:
            name: name of the indicator.
            title: its name in both languages.
            of: the indicator read, period by period.
            how: ``count_where(...)``, ``first_when(...)``, ``streak(...)``, ``running_total()`` or
                ``decumulated()``.
            over: ``year`` or ``all``.
            each: which periods belong to the window, such as ``month``; rows of others are not part of it.
            attributes: those of ``Indicator``.
        """

        def make() -> tuple[object, ...]:
            indicator = self._indicator(name, title, attributes, "of", "how", "over", "each")
            return indicator, Windowing(indicator.key, self._key(of), how, over, each)

        return self._record("windowed", name, make)

    def baseline(self, name: str, *, title: Text | str = "", **attributes: Any) -> str:
        """Declare a named baseline; the keywords are the attributes of ``Baseline``."""
        return self._record("baseline", name, lambda: (Baseline(self._key(name), title, **attributes),))

    def source(self, name: str, title: Text | str, **attributes: Any) -> str:
        """Declare a source; the keywords are the attributes of ``Source``. Returns its key."""
        return self._record("source", name, lambda: (Source(self._key(name), title, **attributes),))

    def setting(self, name: str, title: Text | str, *, choices: Iterable[float | str] = (), **unknown: Any) -> str:
        """Declare configuration without a default; a formula's parameter of this name receives it."""

        def make() -> tuple[object, ...]:
            refuse_unknown(f"setting {name!r}", unknown, ("title", "choices"))
            return (Setting(self._key(name), title, choices=choices),)

        return self._record("setting", name, make)

    def identity(self, name: str, rule: object) -> str:
        """Declare an identity that its figures must satisfy; ``rule`` is an ``Identity``."""
        return self._record("identity", name, lambda: ((name, rule),))

    def observe(
        self, name: str, *, area: str, period: str | int, value: float | str | None = None, **attributes: Any
    ) -> None:
        """Record a figure as published; the keywords are the attributes of ``Observation``."""
        self._record(
            "observation",
            name,
            lambda: (Observation(self._key(name), area=area, period=period, value=value, **attributes),),
        )

    def _indicator(self, name: str, title: Text | str, attributes: Mapping[str, Any], *further: str) -> Indicator:
        refuse_unknown(f"indicator {self._key(name)!r}", attributes, (*_INDICATOR, *further))
        kind = attributes.get("kind") or ("share" if attributes.get("unit") in {"%", "％", "percent"} else "level")
        return Indicator(self._key(name), title, **{**attributes, "kind": kind})

    def _key(self, name: str) -> str:
        return name if "." in str(name) else f"{self.name}.{name}"

    def _record(self, what: str, name: str, make: Callable[[], Any], place: str = "") -> str:
        self.declarations.append(Declaration(what, name, make, place))
        return self._key(name)

    def __repr__(self) -> str:
        return f"Domain({self.name!r}, {len(self.declarations)} declarations)"


def _several(units: object) -> bool:
    return isinstance(units, Iterable) and not isinstance(units, str)


def _place(function: Callable[..., Any]) -> str:
    code = getattr(function, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else ""
