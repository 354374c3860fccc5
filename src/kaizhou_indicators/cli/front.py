"""What click says, in the language of the call: help pages, usage lines, usage errors.

Texts of several scripts are wrapped by the width they take on a screen, where 汉 is as wide as two letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from rich.cells import cell_len

from .invocation import Invocation
from .language import Words

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d"
_CLOSING = "，。；：、）》」”’！？"
#: what stays together on a line: a blank, a wide character with the punctuation that closes it, a word
_PIECES = re.compile(rf"\s+|[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+[{_CLOSING}]*")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph, none wider on the screen than ``width`` unless one word is.

    >>> list(wrapped("语言依次取自 --lang、环境变量。", 12))
    ['语言依次取自', '--lang、环境', '变量。']
    """
    line = ""
    for piece in _PIECES.findall(text):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    yield line.rstrip()


class Formatter(click.HelpFormatter):
    """A help page in one language."""

    def __init__(self, say: Words, width: int | None = None, max_width: int | None = None) -> None:
        super().__init__(width=width, max_width=max_width)
        self.say = say

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or self.say("usage.head"))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        self.write(f"{' ' * self.current_indent}{self.say.click(heading)}{self.say('colon')}\n")

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        margin = " " * self.current_indent
        paragraphs = (" ".join(p.split()) for p in text.split("\n\n"))
        pages = ("\n".join(margin + line for line in wrapped(p, self.width - len(margin))) for p in paragraphs)
        self.write("\n\n".join(pages) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and what they mean, in two columns."""
        listed = list(rows)
        first = min(max(cell_len(term) for term, _ in listed), col_max) + col_spacing
        for term, meaning in listed:
            lines = list(wrapped(self.say.click(meaning), self.width - first - self.current_indent))
            self._write_term(term, lines, first)

    def _write_term(self, term: str, lines: Sequence[str], first: int) -> None:
        margin = " " * self.current_indent
        if cell_len(term) >= first:
            self.write(f"{margin}{term}\n")
            term = ""
        for number, line in enumerate(lines):
            left = term if number == 0 else ""
            self.write(f"{margin}{left}{' ' * (first - cell_len(left))}{line}".rstrip() + "\n")


class Context(click.Context):
    """A context whose help is written in the language of the call."""

    def make_formatter(self) -> click.HelpFormatter:
        """Return the formatter of a help page."""
        return Formatter(say_of(self), self.terminal_width, self.max_content_width)


def say_of(ctx: click.Context) -> Words:
    """Return the texts of the call that a context belongs to."""
    invocation = ctx.find_object(Invocation)
    assert invocation is not None
    return invocation.say


@contextmanager
def told_where(ctx: click.Context) -> Iterator[None]:
    """Give a usage error the context it arose in, which the parser leaves out at times."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


class Command(click.Command):
    """A command whose usage errors are spoken in the language of the call."""

    context_class = Context
    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments; what is left over is an error."""
        with told_where(ctx):
            left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            say = say_of(ctx)
            raise click.UsageError(say("usage.extra", names=say.listed(left)), ctx)
        return left

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002  # click hands it in; nothing is cut off
        """Return the first paragraph of the help."""
        return (self.help or "").partition("\n\n")[0]


class Group(click.Group):
    """The group of commands."""

    context_class = Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options before the command."""
        with told_where(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command named; an unknown one is answered with the nearest."""
        if self.get_command(ctx, args[0]) is None:
            say = say_of(ctx)
            raise click.UsageError(say("usage.no_command", name=args[0]) + say.near(args[0], self.commands), ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click hands it in
        """Return the names in the order in which the commands were added."""
        return list(self.commands)


def usage_sentence(error: click.UsageError, say: Words) -> str:
    """Return what is wrong with the use of the command, in one language."""
    if isinstance(error, click.NoSuchOption):
        return say("usage.no_option", name=error.option_name) + say.near(error.option_name, _options(error.ctx))
    if isinstance(error, click.BadOptionUsage):
        flag = any(error.option_name in p.opts and getattr(p, "is_flag", False) for p in _params(error.ctx))
        return say("usage.no_value" if flag else "usage.needs_value", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say("usage.missing", name=_named(error))
    if isinstance(error, click.BadParameter):
        return say("usage.bad", name=_named(error), message=error.message.rstrip("."))
    return error.format_message()


def _params(ctx: click.Context | None) -> list[click.Parameter]:
    return ctx.command.get_params(ctx) if ctx else []


def _options(ctx: click.Context | None) -> list[str]:
    return [name for param in _params(ctx) if isinstance(param, click.Option) for name in param.opts]


def _named(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    return max(param.opts, key=len) if isinstance(param, click.Option) else str(param.metavar or param.name)


def tell_usage(error: click.UsageError, say: Words) -> None:
    """Write the usage line, the way to the help and the sentence to standard error."""
    lines: list[Any] = []
    if error.ctx is not None:
        lines = [error.ctx.get_usage(), say("usage.see", command=error.ctx.command_path)]
    for line in [*lines, say("error", message=usage_sentence(error, say))]:
        click.echo(line, err=True)
