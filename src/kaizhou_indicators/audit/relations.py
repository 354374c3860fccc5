"""Relations: the identities that domains register, held to claims: totals, stocks, funnels, shares, running totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from ..engine.identities import Cell, IdentityCheck, check_identities
from ..periods import Period
from ..processes import Consistency, Identity
from ..text import Text
from .claim import Claim
from .finding import Finding, finding
from .knowledge import Knowledge, place_of

#: identities that take what is printed as it is: they know how far a printed share may miss its ratio
_PRINTED = {"share", "shares"}


def check_relations(know: Knowledge, claims: Iterable[Claim]) -> Iterator[Finding]:
    """Return a finding for every identity of which at least two figures are claimed."""
    claims = [claim for claim in claims if claim.reference.key in know.reg and claim.figure is not None]
    readable = [claim for claim in claims if know.claimed(claim.ref, place_of(claim))]
    rules = {key: rule for key, rule in know.reg.identities.items() if not _derived(know, key, rule)}
    printed = {key: rule for key, rule in rules.items() if rule.kind in _PRINTED}
    bound = {key: _bare(rule) for key, rule in rules.items() if rule.kind not in _PRINTED}
    points = [cell for claim in readable if (cell := _cell(know, claim, point=True)) is not None]
    intervals = [cell for claim in readable if (cell := _cell(know, claim, point=False)) is not None]
    shares = check_identities(know.reg, points, printed)
    know.adjusted |= {c for check in shares for c in readable if c.ref in _adjusted(check) and _within(c, check)}
    yield from _findings(know, shares, readable)
    yield from _findings(know, check_identities(know.reg, intervals, bound), readable)


def _derived(know: Knowledge, key: str, rule: Identity) -> bool:
    """Say whether a printed share is held to its formula anyway."""
    share = rule.plus[0] if "." in rule.plus[0] else f"{key.partition('.')[0]}.{rule.plus[0]}"
    return rule.kind == "share" and share in know.reg.parts.formulas


def _bare(rule: Identity) -> Identity:
    """Return an identity without its slack for rounding: the intervals of the figures say it."""
    return attrs.evolve(rule, slack=0) if rule.kind in {"total", "closure", "stock"} else rule


def _cell(know: Knowledge, claim: Claim, *, point: bool) -> Cell | None:
    value = know.read(claim)[1 if point else 0]
    return None if value is None else Cell(claim.ref, claim.area, str(place_of(claim).period), claim.by, value)  # type: ignore[arg-type]  # Frozen


def _findings(know: Knowledge, checks: Iterable[IdentityCheck], claims: list[Claim]) -> Iterator[Finding]:
    areas: dict[str, list[Claim]] = {}
    for claim in claims:
        areas.setdefault(claim.area, []).append(claim)
    for check in checks:
        if check.verdict.status is Consistency.UNDETERMINED and not check.verdict.bounds:
            continue  # nothing is said of what is missing
        bound = [c for c in areas.get(check.area, ()) if _within(c, check)]
        open_ = check.verdict.status is Consistency.UNDETERMINED
        cause = "closure" if check.verdict.adjusted else "unpublished" if open_ else ""
        yield finding(
            "identity", check.verdict.status, bound, _told(know, check), implied=check.verdict.bounds, cause=cause
        )


def _told(know: Knowledge, check: IdentityCheck) -> Text:
    """Return the verdict with titles for the names of figures, and where it holds."""
    domain = check.identity.partition(".")[0]
    zh, en = check.verdict.explanation.zh, check.verdict.explanation.get("en")
    for figure in sorted(check.figures, key=len, reverse=True):
        key = figure.partition("@")[0]
        title = know.reg[key if "." in key else f"{domain}.{key}"].title
        name = re.compile(rf"(?<![\w.]){re.escape(figure)}(?!\w)")
        zh, en = name.sub(lambda _, t=title: t.zh, zh), name.sub(lambda _, t=title: t.get("en"), en)  # type: ignore[misc]  # bound now
    if "…" in check.period:
        return Text(zh, en)
    period = Period.parse(check.period)
    return Text(f"{period.label('zh')}:{zh}", f"{period.label('en')}: {en}")


def _adjusted(check: IdentityCheck) -> set[str]:
    domain = check.identity.partition(".")[0]
    return {name if "." in name else f"{domain}.{name}" for name in check.verdict.adjusted}


def _within(claim: Claim, check: IdentityCheck) -> bool:
    known = _figures(check.identity.partition(".")[0], tuple(check.figures))
    return claim.ref in known and ("…" in check.period or place_of(claim).period == check.period)


@lru_cache(maxsize=1024)
def _figures(domain: str, figures: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name if "." in name.partition("@")[0] else f"{domain}.{name}" for name in figures)
