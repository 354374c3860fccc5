"""``kaizhou published``: the figures that domains record, what follows from them, what contradicts, what cannot follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import attrs
import click

from ..errors import UnknownKeyError
from ..periods import Period
from ..processes import Consistency
from ..references import Reference
from ..registry.builtin.areas import area_name
from .exits import FINE
from .front import Command
from .invocation import Invocation
from .language import Words

if TYPE_CHECKING:
    from ..audit import Claim, Consequence, Finding, Report, Unanswered
    from ..engine.registry import Registry

#: findings that tell what a printed figure implies
_IMPLIED = ("base", "level", "input", "count", "share", "growth")
_DECIMALS = 2


@attrs.frozen
class Page:
    """All there is to say of the figures of one domain."""

    domain: str
    claims: Sequence[Claim]
    follows: Sequence[Consequence]
    findings: Sequence[Finding]
    cannot: Sequence[Unanswered]


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("published", cls=Command, help=say("help.published"), options_metavar=say("usage.options"))
    @click.argument("domains", nargs=-1, metavar="[DOMAIN]...")
    @click.option("--json", "as_json", is_flag=True, help=say("help.json"))
    @click.pass_obj
    def published(invocation: Invocation, domains: tuple[str, ...], as_json: bool) -> int:
        reg = invocation.registry()
        unknown = [name for name in domains if name not in reg.domains]
        if unknown:
            near, known = say.near(unknown[0], reg.domains), say.listed(reg.domains)
            raise UnknownKeyError(say("no_domain", name=unknown[0], near=near, known=known))
        pages = list(pages_of(reg, domains or tuple(reg.domains)))
        _print(reg, pages, as_json, say)
        return FINE

    return published


def pages_of(reg: Registry, domains: Sequence[str]) -> Iterator[Page]:
    """Return one page a domain; the figures of all domains are held to each other."""
    from ..audit import audit, claims_of, consequences, unanswered

    claims = claims_of(reg)
    report, follows, cannot = audit(claims, reg), consequences(claims, reg), unanswered(claims, reg)
    for name in domains:
        yield Page(
            name,
            [claim for claim in claims if _domain(claim.ref) == name],
            [value for value in follows if _domain(value.ref) == name],
            list(_findings(report, name)),
            [answer for answer in cannot if _domain(answer.key) == name],
        )


def _domain(ref: str) -> str:
    return ref.partition(".")[0]


def _findings(report: Report, domain: str) -> Iterator[Finding]:
    for finding in report:
        told = finding.status is not Consistency.UNDETERMINED or finding.kind in _IMPLIED
        if told and finding.claims and _domain(finding.claims[0].ref) == domain:
            yield finding


def _print(reg: Registry, pages: Iterable[Page], as_json: bool, say: Words) -> None:
    from .writers import print_json

    if as_json:
        print_json([_data(reg, page, say) for page in pages])
        return
    for page in pages:
        click.echo(f"\n{say.of(reg.domains[page.domain].title)} · {page.domain}")
        _figures(reg, page, say)
        _follows(reg, page, say)
        _lines(say("published.checked"), [_checked(finding, say) for finding in page.findings])
        _lines(say("published.cannot"), list(_cannot(reg, page, say)))


def _figures(reg: Registry, page: Page, say: Words) -> None:
    from .screen import Column, print_table

    if not page.claims:
        _lines(say("published.figures"), [say("published.none")])
        return
    click.echo(f"\n  {say('published.figures')}")
    print_table([Column(say(f"label.{name}")) for name in _HEADS], [_row(reg, claim, say) for claim in page.claims])


_HEADS = ("title", "area", "period", "printed", "unit", "reference")


def _row(reg: Registry, claim: Claim, say: Words) -> list[str]:
    ref = claim.reference
    title = say.of(reg[ref.key].title) if ref.key in reg else ref.key
    by = "".join(f" · {value}" for value in claim.by.values())
    printed = _printed(reg, claim)
    unit = reg.unit(ref) if ref.key in reg else ""
    return [f"{title}{by}", say.of(area_name(claim.area)), _period(claim.period, say), printed, unit, claim.ref]


def _printed(reg: Registry, claim: Claim) -> str:
    seen = reg.observations.of(claim.ref, claim.area, claim.period)
    return next((o.printed for o in seen if o.by == claim.by and o.printed), str(claim.figure or claim.label))


def _period(period: str, say: Words) -> str:
    return Period.parse(period).label(say.language)


def _follows(reg: Registry, page: Page, say: Words) -> None:
    from .screen import Column, print_table

    if page.follows:
        click.echo(f"\n  {say('published.follows')}")
        heads = ("title", "area", "period", "value", "interval", "reference")
        print_table([Column(say(f"label.{name}")) for name in heads], [_value(reg, v, say) for v in page.follows])


def _value(reg: Registry, value: Consequence, say: Words) -> list[str]:
    from ..units import format_quantity

    indicator = reg[Reference.parse(value.ref).key]
    by = "".join(f" · {v}" for v in value.place.by.values())
    graded = indicator.grades and "@" not in value.ref
    point = "" if value.value is None else format_quantity(value.value, value.unit, _DECIMALS)
    interval = value.interval.text(_DECIMALS + 2)
    if graded and value.interval.lo is not None and value.interval.hi is not None:
        names = [say.of(t) for i, t in enumerate(indicator.grades, 1) if value.interval.contains(i)]
        point, interval = say.listed(names), ""
    place = say.of(area_name(value.place.area)), _period(value.place.period, say)
    return [f"{say.of(indicator.title)}{by}", *place, point, "" if value.interval.is_point else interval, value.ref]


def _checked(finding: Finding, say: Words) -> str:
    return _pair(say(f"finding.{finding.status}"), say.of(finding.explanation), say)


def _cannot(reg: Registry, page: Page, say: Words) -> Iterator[str]:
    """Say what does not follow, the indicators of one reason together."""
    by_reason: dict[str, list[str]] = {}
    for answer in page.cannot:
        by_reason.setdefault(say.of(answer.reason), []).append(say.of(reg[answer.key].title))
    for reason, titles in by_reason.items():
        yield _pair(say.listed(titles), reason, say)


def _pair(head: str, text: str, say: Words) -> str:
    return f"{head}{say('colon')}{'' if say.language == 'zh' else ' '}{text}"


def _lines(heading: str, lines: Sequence[str]) -> None:
    from .screen import safe

    if lines:
        click.echo(f"\n  {heading}")
        for line in lines:
            click.echo(f"    {safe(line)}")


def _data(reg: Registry, page: Page, say: Words) -> dict[str, Any]:
    return {
        "domain": page.domain,
        "figures": [dict(zip(_HEADS, _row(reg, claim, say), strict=True)) for claim in page.claims],
        "follows": [
            {
                "reference": v.ref,
                "area": v.place.area,
                "period": v.place.period,
                "by": dict(v.place.by),
                "value": None if v.value is None else float(v.value),
                "interval": v.interval.text(),
                "unit": v.unit,
                "exact": v.exact,
            }
            for v in page.follows
        ],
        "findings": [
            {"status": str(f.status), "kind": f.kind, "cause": f.cause, "explanation": say.of(f.explanation)}
            for f in page.findings
        ],
        "cannot": [
            {"key": a.key, "reason": say.of(a.reason), "missing": a.missing, "settings": a.settings}
            for a in page.cannot
        ],
    }
