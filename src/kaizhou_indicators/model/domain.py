"""Domain: what a domain team writes. Its methods only record; a registry checks, all faults together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import attrs

from ..errors import RecordError, refuse_unknown
from ..text import TextLike, as_text
from . import data_files
from .data_files import DataFile
from .records import Baseline, Derivation, Indicator, Observation, Setting, Source, Windowing
from .windows import Window

F = TypeVar("F", bound=Callable[..., Any])
#: packages whose code declares on behalf of its caller
_RECORDING = tuple(f"{__name__.partition('.')[0]}.{room}." for room in ("model", "processes"))
_INDICATOR = tuple(str(f.alias) for f in attrs.fields(Indicator) if f.alias != "key")


@attrs.frozen
class Declaration:
    """One record as declared and not yet checked.

    Attributes:
        what: ``indicator``, ``derived``, ``windowed``, ``baseline``, ``source``, ``setting``, ``identity``,
            ``observation``, ``event``.
        name: the name given.
        make: builds the records; raises what is wrong with them.
        place: file and line of the declaration's function, or of the call that declared it.
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

    >>> from kaizhou_indicators import Text
    >>> toy = Domain("toy", Text("玩具", "Toy"))
    >>> toy.indicator("cars", Text("小车", "Cars"), unit="个", over_area="sum")
    'toy.cars'
    """

    def __init__(
        self, name: str, title: TextLike, *, units: Iterable[str] = (), definition: TextLike = "", **unknown: Any
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

    def indicator(self, name: str, title: TextLike, **attributes: Any) -> str:
        """Declare an indicator; the keywords are the attributes of ``Indicator``. Returns its key."""
        return self._record("indicator", name, lambda: (self._indicator(name, title, attributes),))

    def derived(self, name: str, title: TextLike, **attributes: Any) -> Callable[[F], F]:
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
        title: TextLike,
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

    def baseline(self, name: str, *, title: TextLike = "", **attributes: Any) -> str:
        """Declare a named baseline; the keywords are the attributes of ``Baseline``."""
        return self._record("baseline", name, lambda: (Baseline(self._key(name), title, **attributes),))

    def source(self, name: str, title: TextLike, **attributes: Any) -> str:
        """Declare a source; the keywords are the attributes of ``Source``. Returns its key."""
        return self._record("source", name, lambda: (Source(self._key(name), title, **attributes),))

    def setting(self, name: str, title: TextLike, *, choices: Iterable[float | str] = (), **unknown: Any) -> str:
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
            lambda: (Observation(self._key(name), area=area, period=period, value=value, **self._sourced(attributes)),),
        )

    def event(self, event: object) -> None:
        """Record an honour: an ``Event``, or the table of its attributes."""
        title = event.get("title", "") if isinstance(event, Mapping) else getattr(event, "title", event)
        self._record("event", str(title), lambda: (event,))

    def read_sources(self, file: DataFile) -> None:
        """Declare the sources of a TOML file, one table ``[name]`` a source, with the attributes of ``Source``.

        Args:
            file: a path, or a resource of the package, ``importlib.resources.files(__package__) / "data" / "sources.toml"``.
        """
        for name, entry, place in self._read("source", file, lambda: data_files.placed_tables(file)):
            self._record("source", name, lambda n=name, e=entry: self._source(n, e), place)  # type: ignore[misc]  # bound now

    def read_figures(self, file: DataFile) -> None:
        """Record the published figures of a TOML file, one entry ``[[figure]]`` a figure.

        An entry has ``name`` (an indicator, or a reference to its change) and the attributes of ``Observation``.
        """
        for entry, place in self._read("observation", file, lambda: data_files.placed_entries(file, "figure")):
            name = f"{entry.get('name')} {entry.get('area', '')} {entry.get('period', '')}".strip()
            self._record("observation", name, lambda e=entry: self._figure(e), place)  # type: ignore[misc]  # bound now

    def read_honours(self, file: DataFile) -> None:
        """Record the honours of a TOML file, one entry ``[[honour]]`` an ``Event``."""
        for entry, place in self._read("event", file, lambda: data_files.placed_entries(file, "honour")):
            title = entry.get("title", "")
            name = title.get("zh", "") if isinstance(title, Mapping) else title
            self._record("event", str(name), lambda e=entry: (self._sourced(e),), place)  # type: ignore[misc]  # bound now

    def _read(self, what: str, file: DataFile, read: Callable[[], Iterable[Any]]) -> list[Any]:
        """Return the entries of a file; a file that cannot be read becomes a fault of the domain."""
        try:
            return list(read())
        except RecordError as error:
            self._record(what, data_files.file_name(file), _raising(error))
            return []

    def _source(self, name: str, entry: Any) -> tuple[Source]:
        if not isinstance(entry, Mapping):
            msg = f"{name} = {entry!r} is no source; write a table [{name}] with title, issuer, year, clause, url, official"
            raise RecordError(msg)
        return (Source(self._key(name), **data_files.source_attributes(entry)),)

    def _figure(self, entry: Mapping[str, Any]) -> tuple[Observation]:
        attributes = data_files.figure_attributes(entry)
        return (Observation(self._key(entry["name"]), **self._sourced(attributes)),)

    def _sourced(self, attributes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the attributes with the full key of their source."""
        source = attributes.get("source")
        return {**attributes, **({"source": self._key(source)} if isinstance(source, str) else {})}

    def _indicator(self, name: str, title: TextLike, attributes: Mapping[str, Any], *further: str) -> Indicator:
        refuse_unknown(f"indicator {self._key(name)!r}", attributes, (*_INDICATOR, *further))
        kind = attributes.get("kind") or ("share" if attributes.get("unit") in {"%", "％", "percent"} else "level")
        return Indicator(self._key(name), title, **{**attributes, "kind": kind})

    def _key(self, name: str) -> str:
        return name if "." in str(name) else f"{self.name}.{name}"

    def _record(self, what: str, name: str, make: Callable[[], Any], place: str = "") -> str:
        self.declarations.append(Declaration(what, name, make, place or _caller()))
        return self._key(name)

    def __repr__(self) -> str:
        return f"Domain({self.name!r}, {len(self.declarations)} declarations)"


def _raising(error: RecordError) -> Callable[[], Any]:
    def make() -> Any:
        raise error

    return make


def _caller() -> str:
    """Return file and line of the code outside of the records and processes that declares something."""
    frame = sys._getframe(1)
    while frame.f_back is not None and str(frame.f_globals.get("__name__", "")).startswith(_RECORDING):
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def _several(units: object) -> bool:
    return isinstance(units, Iterable) and not isinstance(units, str)


def _place(function: Callable[..., Any]) -> str:
    code = getattr(function, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else ""
