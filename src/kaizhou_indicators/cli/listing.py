"""``kaizhou list``: the indicators, all of them or those that fit."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import click

from ..errors import UnknownKeyError
from ..model.kinds import Kind
from .exits import FINE, WRONG
from .front import Command
from .invocation import Invocation
from .language import Words
from .options import OneOf

if TYPE_CHECKING:
    from ..engine.registry import Registry
    from ..model.records import Indicator


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("list", cls=Command, help=say("help.list"), options_metavar=say("usage.options"))
    @click.argument("text", required=False, metavar="[TEXT]")
    @click.option("--domain", metavar="NAME", multiple=True, help=say("help.domain"))
    @click.option("--kind", type=OneOf([k.value for k in Kind]), multiple=True, help=say("help.kind"))
    @click.option("--json", "as_json", is_flag=True, help=say("help.json"))
    @click.pass_obj
    def list_command(
        invocation: Invocation, text: str | None, domain: tuple[str, ...], kind: tuple[str, ...], as_json: bool
    ) -> int:
        reg = invocation.registry()
        found = chosen(reg, text, domain, kind, say)
        _print(found, as_json, say)
        if not found:
            invocation.note(_nothing(reg, text, say))
        return FINE if found else WRONG

    return list_command


def chosen(
    reg: Registry, text: str | None, domains: Collection[str], kinds: Collection[str], say: Words
) -> list[Indicator]:
    """Return the indicators that fit: in the order of their keys, or the best matches of a text first.

    Raises:
        UnknownKeyError: a domain that is not loaded.
    """
    for name in domains:
        if name not in reg.domains:
            near, known = say.near(name, reg.domains), say.listed(reg.domains)
            raise UnknownKeyError(say("no_domain", name=name, near=near, known=known))
    found = [reg[key] for key in reg] if text is None else reg.find(text)
    return [i for i in found if (not domains or i.domain in domains) and (not kinds or i.kind in kinds)]


def _nothing(reg: Registry, text: str | None, say: Words) -> str:
    if text is None:
        return say("nothing_listed")
    names = [name for i in reg.values() for name in (i.key, i.name, i.title.zh, i.title.en) if name]
    return say("nothing_found", text=text, near=say.near(text, names))


def _print(found: list[Indicator], as_json: bool, say: Words) -> None:
    from .screen import Column, print_table
    from .writers import print_json

    if as_json:
        print_json([_data(indicator) for indicator in found])
    elif found:
        columns = [Column(say(f"label.{name}")) for name in ("key", "title", "unit", "kind", "better")]
        print_table(columns, [_row(indicator, say) for indicator in found])


def _data(indicator: Indicator) -> dict[str, object]:
    return {
        "key": indicator.key,
        "title": {"zh": indicator.title.zh, "en": indicator.title.en},
        "unit": indicator.unit,
        "kind": indicator.kind.value,
        "better": indicator.better.value,
    }


def _row(indicator: Indicator, say: Words) -> list[str]:
    kind, better = say.code("kind", indicator.kind.value), say.code("better", indicator.better.value)
    return [indicator.key, say.of(indicator.title), indicator.unit, kind, better]
