"""``kaizhou explain TARGET``: how a value comes about, step by step, for a reader to check."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from ..engine.columns import read_headers
from ..engine.steps import Look, Over
from ..references import Reference
from .columns import keys_of, named, plan_for, require_column, target_of, with_numbers
from .exits import FINE
from .front import Command
from .grades import grades_of, in_language, label_of
from .invocation import Invocation
from .language import Words
from .options import Pair, as_dict
from .screen import safe
from .writers import print_json

if TYPE_CHECKING:
    from ..engine.explain import Explanation, Line
    from ..engine.registry import Registry


def command(say: Words) -> click.Command:
    """Return the command in one language."""
    value, where = Pair("KEY=VALUE", last=True), Pair("COLUMN=VALUE")

    @click.command("explain", cls=Command, help=say("help.explain"), options_metavar=say("usage.options"))
    @click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
    @click.option(
        "-v",
        "--value",
        "values",
        metavar="KEY=VALUE",
        type=value,
        multiple=True,
        callback=as_dict,
        help=say("help.value"),
    )
    @click.option("--file", metavar="FILE", help=say("help.file"))
    @click.option(
        "--where", metavar="COLUMN=VALUE", type=where, multiple=True, callback=as_dict, help=say("help.where")
    )
    @click.option(
        "-u",
        "--unit",
        "units",
        metavar="COLUMN=UNIT",
        type=Pair("COLUMN=UNIT", last=True),
        multiple=True,
        callback=as_dict,
        help=say("help.unit"),
    )
    @click.option("--area", metavar="COLUMN", help=say("help.area"))
    @click.option("--period", metavar="COLUMN", help=say("help.period"))
    @click.option("--sheet", metavar="NAME", help=say("help.sheet"))
    @click.option("--null", "nulls", metavar="TEXT", multiple=True, help=say("help.null"))
    @click.option("--json", "as_json", is_flag=True, help=say("help.json"))
    @click.pass_context
    def explain(ctx: click.Context, /, targets: tuple[str, ...], as_json: bool, **how: Any) -> int:
        invocation: Invocation = ctx.obj
        _check_use(ctx, how, say)
        reg = invocation.registry()
        asked = [target_of(target, reg) for target in targets]
        explained, looked = _explained(invocation, reg, asked, how)
        if as_json:
            print_json(explained.to_dict())
            return FINE
        for line in explained:
            for text in _lines(reg, line, line.key in looked, say):
                click.echo(safe(text))
        return FINE

    return explain


def _check_use(ctx: click.Context, how: Mapping[str, Any], say: Words) -> None:
    if how["values"] and how["file"]:
        raise click.UsageError(say("usage.explain_not_both"), ctx)
    if how["where"] and not how["file"]:
        raise click.UsageError(say("usage.where_without_file"), ctx)
    if not how["values"] and not how["file"]:
        raise click.UsageError(say("usage.explain_one_of"), ctx)


def _explained(
    invocation: Invocation, reg: Registry, targets: list[str], how: Mapping[str, Any]
) -> tuple[Explanation, frozenset[str]]:
    """Return the explanation, and which of its values were looked up in other rows."""
    if how["file"]:
        return _from_file(invocation, reg, targets, how)
    values = {key: _value(key, text, reg) for key, text in how["values"].items()}
    return reg.explain(values, *targets, units=how["units"]), frozenset()


def _value(key: str, text: str, reg: Registry) -> Any:
    grades = next((grades_of(reg, target) for target in read_headers(reg, [key])), ())
    if not text.startswith("["):
        return label_of(text, grades) or text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _from_file(
    invocation: Invocation, reg: Registry, targets: list[str], how: Mapping[str, Any]
) -> tuple[Explanation, frozenset[str]]:
    from .readers import read_table

    say = invocation.say
    table = read_table(how["file"], say, invocation.note, how["sheet"])
    keys = keys_of(table, how["area"], how["period"], say)
    with named(table):
        plan = plan_for(reg, table, targets, units=how["units"], keys=keys, say=say)
    table = with_numbers(table, reg, plan.columns, how["nulls"], say)
    names = {"area": keys.area, "period": keys.period}
    where = {c if c in table.frame.columns else names.get(c, c): v for c, v in how["where"].items()}
    for column in where:
        require_column(table, column, say)
    looked = [step.target for step in plan.steps if isinstance(step, Look | Over)]
    frame = table.frame
    with named(table):
        if looked:
            frame = reg.derive(frame, *looked, units=how["units"], area=keys.area, period=keys.period)
        return reg.explain(frame, *targets, where=where, units=how["units"]), frozenset(looked)


def _lines(reg: Registry, line: Line, looked: bool, say: Words) -> Iterator[str]:
    """Yield the lines that tell one step."""
    yield f"{line.key}  {say.of(line.title)}"
    if line.formula:
        yield f"  = {line.formula}"
        yield from (f"      {name} = {_told(reg, name, value, say)}" for name, value in line.inputs.items())
    note = "" if line.formula else f"  ({say('explain.base' if looked else 'explain.given')})"
    yield f"  → {_told(reg, line.key, line.result, say)}{note}"
    source = reg.source_of(reg[Reference.parse(line.key).key]) if line.source else None
    if source is not None:
        yield f"  {say('explain.source', title=say.of(source.title))}"


def _told(reg: Registry, key: str, value: str, say: Words) -> str:
    """Return a value as explained, a grade or a list of them in the language spoken."""
    grades = grades_of(reg, key)
    if not grades or not value.startswith("["):
        return in_language(value, grades, say)
    return f"[{', '.join(in_language(one, grades, say) for one in value[1:-1].split(', '))}]"
