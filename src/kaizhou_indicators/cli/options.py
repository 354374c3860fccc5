"""The forms that options take: ``KEY=VALUE``, one of several words, a whole number. Refused in the language of the call."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from .front import say_of

if TYPE_CHECKING:  # click takes these arguments from 8.2 on
    PairType = click.ParamType[tuple[str, str]]
    ChoiceType = click.Choice[str]
    NumberType = click.ParamType[int]
else:
    PairType, ChoiceType, NumberType = click.ParamType, click.Choice, click.ParamType


class Pair(PairType):
    """A text ``LEFT=RIGHT``.

    Args:
        form: how it is written, for the message.
        last: whether the last ``=`` parts it, because the left side is a reference such as ``co2.total@area=World``.
    """

    name = "pair"

    def __init__(self, form: str, *, last: bool = False) -> None:
        self.form = form
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Part the text."""
        if isinstance(value, tuple):
            return value
        left, sign, right = value.rpartition("=") if self.last else value.partition("=")
        if not sign or not left.strip() or not right.strip():
            assert ctx is not None
            raise click.BadParameter(say_of(ctx)("usage.pair", value=value, form=self.form), ctx, param)
        return left.strip(), right.strip()


class OneOf(ChoiceType):
    """One of several words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, or refuse it with the words there are."""
        if value not in self.choices and ctx is not None and param is not None:
            say = say_of(ctx)
            name = max(param.opts, key=len)
            raise click.UsageError(say("usage.choice", name=name, choices=say.listed(self.choices), value=value), ctx)
        return str(value)


class Whole(NumberType):
    """A whole number from 0."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        if isinstance(value, int):
            return value
        if not (value.isascii() and value.isdigit()):
            assert ctx is not None
            raise click.BadParameter(say_of(ctx)("usage.whole"), ctx, param)
        return int(value)


def as_dict(ctx: click.Context, param: click.Parameter, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the pairs of a repeated option as a dictionary; the same left side twice is refused."""
    found: dict[str, str] = {}
    for left, right in pairs:
        if left in found:
            raise click.BadParameter(say_of(ctx)("usage.twice", name=left), ctx, param)
        found[left] = right
    return found


def plain_value(text: str) -> float | str:
    """Return the number or text that a setting's value is; ``'"2"'`` in double quotes is the text 2.

    >>> plain_value("2"), plain_value("or_better"), plain_value('"2"')
    (2, 'or_better', '2')
    """
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, int | float | str) and not isinstance(value, bool) else text
