"""What every record shares: frozen, validated, and strict about its keywords."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ..errors import KaizhouError, RecordError, did_you_mean, refuse_unknown

__all__ = ["NAME", "Frozen", "check", "check_name", "member", "record", "strict"]

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


def strict(cls: type[T]) -> type[T]:
    """Make a frozen attrs class, called ``record`` elsewhere, whose constructor answers an unknown keyword with "did you mean".

    >>> @strict
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
    def construct(self: Any, *args: Any, **kwargs: Any) -> None:
        refuse_unknown(cls.__name__, kwargs, names)
        try:
            plain(self, *args, **kwargs)
        except KaizhouError:
            raise
        except (TypeError, ValueError) as error:
            told = str(error.args[0]) if error.args else type(error).__name__  # attrs' validators add the attribute
            msg = f"{cls.__name__}: {told.replace(f'{cls.__name__}.__init__() ', '')}; it takes {', '.join(names)}"
            raise RecordError(msg) from error

    frozen.__init__ = construct  # type: ignore[method-assign]  # the one place where keywords are checked
    return frozen


if TYPE_CHECKING:
    # type checkers know attrs; the strictness about keywords is theirs anyway
    from attrs import frozen as record
else:
    record = strict


def member(kind: Callable[[Any], T], what: str, value: object, choices: Iterable[str]) -> T:
    """Return a member of an enumeration; the error lists the choices."""
    try:
        return kind(value)
    except ValueError as error:
        known = [str(choice) for choice in choices]
        msg = f"{what} {value!r} is none of {', '.join(known)}.{did_you_mean(str(value), known)}"
        raise RecordError(msg) from error


NAME = re.compile(r"[a-z][a-z0-9_]*\Z")


def check_name(name: object, what: str) -> None:
    """Raise unless the name is lower-case ASCII letters, digits and underscores, a letter first."""
    check(
        isinstance(name, str) and NAME.match(name) is not None,
        f"{what} {name!r} is no name; use lower-case letters, digits and _, a letter first",
    )


def check(condition: bool, message: str) -> None:
    """Raise RecordError with the message unless the condition holds."""
    if not condition:
        raise RecordError(message)
