"""``kaizhou derive FILE -t REF``: a table in, the same table with the targets appended out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs
import click

from .columns import Keys, check_keys, keys_of, named, plan_for, require_column, target_of, with_numbers
from .exits import FINE
from .front import Command
from .invocation import Invocation
from .language import Words
from .longs import widened
from .options import OneOf, Pair, Whole, as_dict

if TYPE_CHECKING:
    import polars as pl

    from ..engine.plan import Plan
    from ..engine.registry import Registry
    from .tables import Table

FORMATS = ("table", "csv", "json")
_UNIT = Pair("COLUMN=UNIT", last=True)


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("derive", cls=Command, help=say("help.derive"), options_metavar=say("usage.options"))
    @click.argument("file", metavar="FILE")
    @click.option("-t", "--target", "targets", metavar="REF", multiple=True, required=True, help=say("help.target"))
    @click.option(
        "-u",
        "--unit",
        "units",
        metavar="COLUMN=UNIT",
        type=_UNIT,
        multiple=True,
        callback=as_dict,
        help=say("help.unit"),
    )
    @click.option("--area", metavar="COLUMN", help=say("help.area"))
    @click.option("--period", metavar="COLUMN", help=say("help.period"))
    @click.option("--parents", metavar="COLUMN", help=say("help.parents"))
    @click.option("--sheet", metavar="NAME", help=say("help.sheet"))
    @click.option("--long", "is_long", is_flag=True, help=say("help.long"))
    @click.option("--null", "nulls", metavar="TEXT", multiple=True, help=say("help.null"))
    @click.option("--columns", metavar="A,B", help=say("help.columns"))
    @click.option("-o", "--output", metavar="FILE", help=say("help.output"))
    @click.option("--format", "form", type=OneOf(FORMATS), help=say("help.format"))
    @click.option("--rows", type=Whole(), metavar="N", default=50, help=say("help.rows"))
    @click.option("--reasons", "with_reasons", is_flag=True, help=say("help.reasons"))
    @click.pass_context
    def derive(ctx: click.Context, /, **asked: Any) -> int:
        if asked["form"] and asked["output"] and not asked["with_reasons"]:
            raise click.UsageError(say("usage.format_and_output"), ctx)
        Derivation(ctx.obj, Asked(**asked)).run()
        return FINE

    return derive


@attrs.frozen
class Asked:
    """What the options of ``derive`` ask for."""

    file: str
    targets: tuple[str, ...]
    units: dict[str, str]
    area: str | None
    period: str | None
    parents: str | None
    sheet: str | None
    is_long: bool
    nulls: tuple[str, ...]
    columns: str | None
    output: str | None
    form: str | None
    rows: int
    with_reasons: bool


@attrs.define
class Derivation:
    """One run of ``derive``, stage by stage."""

    invocation: Invocation
    asked: Asked

    def run(self) -> None:
        """Read, derive, write."""
        from .progress import stages
        from .readers import size_of
        from .writers import check_output

        say, asked = self.invocation.say, self.asked
        if asked.output:
            check_output(asked.output, asked.file, say)
        count = 4 + asked.with_reasons
        with stages(count, size=size_of(asked.file)) as begin:
            begin(say("stage.read", name=asked.file))
            reg = self.invocation.registry()
            table, plan = self._prepared(reg, begin)
            begin(say("stage.derive", count=len(plan.targets)))
            with named(table):
                derived = plan(table.frame)
            reasons = None
            if asked.with_reasons:
                begin(say("stage.reasons"))
                reasons = plan.reasons(table.frame)
            begin(say("stage.write"))
            result = derived.select(self._kept(table, derived))
            if asked.output:
                self._write(result)
        self._print(table, plan, result, reasons)

    def _prepared(self, reg: Registry, begin: Callable[[str], None]) -> tuple[Table, Plan]:
        from .readers import read_table

        say, asked = self.invocation.say, self.asked
        table = read_table(asked.file, say, self.invocation.note, asked.sheet)
        begin(say("stage.check"))
        keys = keys_of(table, asked.area, asked.period, say)
        if asked.is_long:
            table = widened(table, reg, keys, asked.nulls, say)
        for name in self._columns():
            require_column(table, name, say)
        plan = self._plan(reg, table, keys)
        table = with_numbers(table, reg, plan.columns, asked.nulls, say)
        check_keys(table, plan, say)
        return table, plan

    def _plan(self, reg: Registry, table: Table, keys: Keys) -> Plan:
        targets = [target_of(target, reg) for target in self.asked.targets]
        say, asked = self.invocation.say, self.asked
        if asked.parents is not None:
            require_column(table, asked.parents, say)
        with named(table):
            return plan_for(reg, table, targets, units=asked.units, keys=keys, say=say, parents=asked.parents)

    def _columns(self) -> list[str]:
        return [name.strip() for name in (self.asked.columns or "").split(",") if name.strip()]

    def _kept(self, table: Table, derived: pl.DataFrame) -> list[str]:
        """Return the columns of the result: those to keep, then the targets."""
        if self.asked.columns is None:
            return derived.columns
        fresh = [name for name in derived.columns if name not in table.frame.columns]
        return list(dict.fromkeys([*self._columns(), *fresh]))

    def _write(self, result: pl.DataFrame) -> None:
        from .writers import write_file

        assert self.asked.output is not None
        write_file(result, self.asked.output, self.invocation.say)

    def _print(self, table: Table, plan: Plan, result: pl.DataFrame, reasons: Any) -> None:
        from .results import print_reasons, print_result, told_reasons

        say, asked = self.invocation.say, self.asked
        form = asked.form or "table"
        if asked.output:
            written = say("written", name=asked.output, rows=result.height, columns=result.width)
            self.invocation.tell(written)
            if reasons is not None:
                print_reasons(table, plan, reasons, form, say)
            return
        print_result(plan, result, form, asked.rows, self.invocation)
        for line in told_reasons(table, plan, reasons, say) if reasons is not None else ():
            self.invocation.tell(line)
