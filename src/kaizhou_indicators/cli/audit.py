"""``kaizhou audit FILE``: claims in, what they can and cannot mean together out; exit code 1 where they contradict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from ..errors import FrameError
from .exits import FINE, WRONG
from .front import Command
from .invocation import Invocation
from .language import Words
from .options import Pair, as_dict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..audit import Claim, Finding, Report
    from ..audit.reader import Passage

_TEXTS = (".json", ".md", ".html")
_PLACE = Pair("NAME=CODE")
_SHOWN = 60


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("audit", cls=Command, help=say("help.audit"), options_metavar=say("usage.options"))
    @click.argument("file", metavar="FILE")
    @click.option("--area", metavar="CODE", help=say("help.audit_area"))
    @click.option("--period", metavar="PERIOD", help=say("help.audit_period"))
    @click.option(
        "--place",
        "places",
        metavar="NAME=CODE",
        type=_PLACE,
        multiple=True,
        callback=as_dict,
        help=say("help.place"),
    )
    @click.option("--baseline", metavar="yoy|prev|PERIOD", help=say("help.baseline"))
    @click.option("--sheet", metavar="NAME", help=say("help.sheet"))
    @click.option("--recorded", is_flag=True, help=say("help.recorded"))
    @click.option("--policy", metavar="FILE", help=say("help.policy"))
    @click.option("--json", "as_json", is_flag=True, help=say("help.json"))
    @click.option("--markdown", is_flag=True, help=say("help.markdown"))
    @click.option("-o", "--output", metavar="FILE", help=say("help.audit_output"))
    @click.pass_context
    def audit(ctx: click.Context, /, **asked: Any) -> int:
        if asked["as_json"] and asked["markdown"]:
            raise click.UsageError(say("usage.json_and_markdown"), ctx)
        if asked["output"] and (asked["as_json"] or asked["markdown"]):
            raise click.UsageError(say("usage.form_and_output"), ctx)
        return Audit(ctx.obj, Asked(**asked)).run()

    return audit


@attrs.frozen
class Asked:
    """What the options of ``audit`` ask for."""

    file: str
    area: str | None
    period: str | None
    places: dict[str, str]
    baseline: str | None
    sheet: str | None
    recorded: bool
    policy: str | None
    as_json: bool
    markdown: bool
    output: str | None


@attrs.define
class Audit:
    """One run of ``audit``."""

    invocation: Invocation
    asked: Asked

    def run(self) -> int:
        """Read, audit, tell; return the exit code."""
        from ..audit import audit
        from ..figures import DEFAULT
        from .claims import Defaults, claims_in
        from .policies import policy_in

        say, asked = self.invocation.say, self.asked
        if asked.output:
            _check_output(asked.output, asked.file, say)
        policy = policy_in(asked.policy, say) if asked.policy else DEFAULT
        defaults = Defaults(asked.area, asked.period, asked.places, asked.baseline, asked.sheet)
        reg = self.invocation.registry()
        claims = claims_in(asked.file, reg, defaults, say, self.invocation.note)
        report = audit(claims, reg, recorded=asked.recorded, policy=policy)
        self._tell(report, claims)
        return FINE if report.consistent else WRONG

    def _tell(self, report: Report, claims: list[Claim]) -> None:
        say, asked = self.invocation.say, self.asked
        unbound: tuple[Passage, ...] = getattr(claims, "unbound", ())
        if asked.output:
            _write(report, unbound, asked.output, say)
            self.invocation.tell(say("audit.written", name=asked.output))
        elif asked.as_json or asked.markdown:
            click.echo(_json(report, unbound, say) if asked.as_json else report.to_markdown(say.language))
        elif len(report):
            _print(report, say)
        if not claims:
            self.invocation.note(say("audit.no_claims", name=asked.file))
        counts = {str(status): number for status, number in report.counts.items()}
        self.invocation.tell(say("audit.counts", claims=len(claims), alone=len(report.unbound), **counts))
        for line in _told(unbound, say):
            self.invocation.tell(line)


def _check_output(file: str, source: str, say: Words) -> None:
    """Refuse a file to write that has no known ending, no directory, or is the one read."""
    from .writers import WRITTEN, check_output

    path = Path(file)
    if path.suffix.lower() not in _TEXTS:
        known = say.listed(dict.fromkeys((*_TEXTS, *WRITTEN)))
        if path.suffix.lower() not in WRITTEN:
            raise FrameError(say("file.kind", name=file, known=known))
    check_output(str(path.with_suffix(".json")) if path.suffix.lower() in _TEXTS else file, source, say)
    if path.exists() and Path(source).exists() and path.samefile(source):
        raise FrameError(say("same_file", name=file))


def _json(report: Report, unbound: Sequence[Passage], say: Words) -> str:
    """Return the report as JSON, with the figures of a text that were not audited."""
    names = ("start", "end", "quote", "cause")
    left = [{**{n: getattr(p, n) for n in names}, "reason": say.of(p.reason)} for p in unbound]
    return json.dumps({**json.loads(report.to_json(say.language)), "unbound": left}, ensure_ascii=False, indent=1)


def _write(report: Report, unbound: Sequence[Passage], file: str, say: Words) -> None:
    from .writers import write_file, write_text

    suffix = Path(file).suffix.lower()
    if suffix == ".json":
        write_text(_json(report, unbound, say) + "\n", file)
    elif suffix == ".md":
        write_text(report.to_markdown(say.language) + "\n", file)
    elif suffix == ".html":
        write_text(report._repr_html_() + "\n", file)
    else:
        write_file(report.to_frame(say.language), file, say)


def _print(report: Report, say: Words) -> None:
    from .screen import Column, print_table

    names = ("status", "reference", "period", "printed", "explanation", "places")
    columns = [Column(say(f"label.{name}")) for name in names]
    print_table(
        columns, (_row(finding, row, say) for finding, row in zip(report, report.rows(say.language), strict=True))
    )


def _row(finding: Finding, row: dict[str, Any], say: Words) -> list[str]:
    return [
        say(f"finding.{finding.status}"),
        *(str(row[name] or "") for name in ("ref", "period", "printed", "explanation", "places")),
    ]


def _told(unbound: Sequence[Passage], say: Words) -> Iterator[str]:
    """Yield the figures of a text that were not audited, each with the reason."""
    from .screen import safe

    if unbound:
        yield say("audit.unbound", count=len(unbound))
    for passage in unbound[:_SHOWN]:
        where = {"start": passage.start, "end": passage.end}
        yield safe(say("audit.unbound_one", quote=passage.quote, reason=say.of(passage.reason), **where))
    if len(unbound) > _SHOWN:
        yield say("and_more", count=len(unbound) - _SHOWN).strip(" ，")
