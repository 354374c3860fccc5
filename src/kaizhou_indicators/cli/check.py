"""``kaizhou check TARGET``: everything a reviewer would say of a plugin, a distribution's folder or a single file.

One line a finding, ``file:line: severity[code] key: message``, as editors and CI services read it; notes of one rule
that say the same are one line. The exit code is 1 where there is an error, and with ``--strict`` where there is a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from .exits import FINE, WRONG
from .front import Command
from .language import Words

if TYPE_CHECKING:
    from ..testing import Finding, Report

#: keys that one line of notes names
_NAMED = 6


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("check", cls=Command, help=say("help.check"), options_metavar=say("usage.options"))
    @click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
    @click.option("--strict", is_flag=True, help=say("help.check_strict"))
    @click.option("--ignore", metavar="CODE[:KEY]", multiple=True, help=say("help.ignore"))
    @click.option("--json", "as_json", is_flag=True, help=say("help.json"))
    def check(targets: tuple[str, ...], strict: bool, ignore: tuple[str, ...], as_json: bool) -> int:
        from ..testing import review_target
        from .writers import print_json

        reports = [review_target(target, ignore=ignore) for target in targets]
        if as_json:
            print_json([report.to_dict() for report in reports])
        else:
            _print(reports, say)
        return FINE if all(report.passes(strict=strict) for report in reports) else WRONG

    return check


def _print(reports: Iterable[Report], say: Words) -> None:
    from .screen import safe

    for report in reports:
        for line in lines(report, say):
            click.echo(safe(line))


def lines(report: Report, say: Words) -> Iterator[str]:
    """Yield the report line by line: what is wrong, what may be asked, and the counts."""
    for finding in (*report.errors, *report.warnings):
        yield _line(finding, finding.key, say)
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in report.notes:
        alike.setdefault((finding.code, say.of(finding.message)), []).append(finding)
    for group in alike.values():
        yield _line(group[0], _keys(group, say), say, place=len(group) == 1)
    counts = {"errors": report.errors, "warnings": report.warnings, "notes": report.notes}
    yield say("check.counts", name=report.name, **{name: len(found) for name, found in counts.items()})


def _keys(group: list[Finding], say: Words) -> str:
    keys = list(dict.fromkeys(finding.key for finding in group))
    more = say("and_more", count=len(keys) - _NAMED) if len(keys) > _NAMED else ""
    return say.listed(keys[:_NAMED]) + more


def _line(finding: Finding, keys: str, say: Words, *, place: bool = True) -> str:
    where = f"{finding.place}: " if place and finding.place else ""
    words = {"error": say("severity.error"), "warning": say("severity.warning"), "note": say("severity.note")}
    severity = words[finding.severity.value]
    return f"{where}{severity}[{finding.code}] {keys}{say('colon')}{'' if say.language == 'zh' else ' '}{say.of(finding.message)}"
