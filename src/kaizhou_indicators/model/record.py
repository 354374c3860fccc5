"""What every record shares: frozen, validated, and strict about its keywords."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar, dataclass_transform

import attrs

from ..errors import RecordError, UnknownKeywordError, did_you_mean

T = TypeVar("T")


class Frozen(Mapping[str, Any]):
    """A mapping that cannot change, can be hashed and can be pickled.

    >>> Frozen({"chla": "mg/m^3"})
    Frozen({'chla': 'mg/m^3'})
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> None:
        self._items = dict(items)

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(frozenset((k, v if isinstance(v, Hashable) else repr(v)) for k, v in self._items.items()))

    def __repr__(self) -> str:
        return f"Frozen({self._items!r})"


@dataclass_transform(frozen_default=True, field_specifiers=(attrs.field,))
def record(cls: type[T]) -> type[T]:
    """Make a frozen attrs class whose constructor answers an unknown keyword with "did you mean".

    >>> @record
    ... class Gauge:
    ...     station: str
    >>> Gauge(staton="A")
    Traceback (most recent call last):
    ...
    kaizhou_indicators.errors.UnknownKeywordError: Gauge has no keyword 'staton'. Did you mean 'station'?
    """
    frozen = attrs.frozen(cls, slots=False)
    names = [field.alias for field in attrs.fields(frozen) if field.init]  # type: ignore[arg-type]  # attrs made it
    plain = frozen.__init__

    @functools.wraps(plain)
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        refuse_unknown(cls.__name__, kwargs, names)
        try:
            plain(self, *args, **kwargs)
        except TypeError as error:
            msg = f"{cls.__name__}: {str(error).replace(f'{cls.__name__}.__init__() ', '')}; it takes {', '.join(names)}"
            raise RecordError(msg) from error

    frozen.__init__ = __init__  # type: ignore[method-assign]  # the one place where keywords are checked
    return frozen


def refuse_unknown(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Raise for the first keyword that is not known."""
    known = list(known)
    for keyword in given:
        if keyword not in known:
            hint = did_you_mean(keyword, known) or f" It takes {', '.join(known)}."
            msg = f"{what} has no keyword {keyword!r}.{hint}"
            raise UnknownKeywordError(msg)


def one_of(kind: Callable[[Any], T], what: str, choices: Iterable[str]) -> Callable[[Any], T]:
    """Return an attrs converter to an enumeration whose error lists the choices."""
    known = list(choices)

    def convert(value: Any) -> T:
        try:
            return kind(value)
        except ValueError as error:
            msg = f"{what} {value!r} is none of {', '.join(known)}.{did_you_mean(str(value), known)}"
            raise RecordError(msg) from error

    return convert


def check(condition: bool, message: str) -> None:
    """Raise RecordError with the message unless the condition holds."""
    if not condition:
        raise RecordError(message)
