"""Derived: a claim on an indicator that a formula makes, held to the claims on what it is made from.

The same function derives it, checks it, and where one input alone was not printed finds where that must lie.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..intervals import Interval
from ..model.kinds import Kind
from ..processes import Consistency
from ..references import Reference
from ..text import Text
from .claim import Claim
from .finding import Finding, finding
from .integers import bases_of, whole_numbers
from .inverse import solve
from .knowledge import Knowledge, Known, place_of
from .words import amount, joined, listed, name_of

_HUNDRED = 100


def check_derived(know: Knowledge, claim: Claim) -> list[Finding]:
    """Return what can be said of a claim on a derived indicator; nothing of one that is measured."""
    ref, place = claim.reference, place_of(claim)
    formula = know.reg.parts.formulas.get(ref.key)
    if formula is None or ref.baseline is not None or ref.window is not None or claim.figure is None:
        return []
    inputs = {name: know.input(Reference.parse(name), place) for name in formula.needs}
    computed = know.evaluated(ref.key, inputs)
    if computed is not None:
        return [_compared(know, claim, computed)]
    missing = [name for name, known in inputs.items() if known is None and name not in formula.optional]
    if len(missing) == 1:
        return _solved(know, claim, missing[0], inputs)
    return _share(know, claim) if _counts(know, formula.needs) and len(missing) == len(formula.needs) else []


def _compared(know: Knowledge, claim: Claim, computed: Known) -> Finding:
    said = know.read(claim)[0]
    assert said is not None
    unit, name = know.reg.unit(claim.ref), name_of(know.reg, claim.reference, place_of(claim))
    places = (claim.figure.decimals if claim.figure else 0) + 2
    can, formula = amount(computed.interval, unit, places), know.reg.derivation(claim.reference.key).show()
    row = Text(
        f"{name.zh}公布{claim.figure};按{formula}算得{can}", f"{name.en} printed {claim.figure}; {formula} gives {can}"
    )
    holds = computed.interval.intersects(said)
    if not holds and claim in know.adjusted:
        told = joined([row, Text("为使合计为100而调整", "adjusted so that the parts add up to 100")])
        return finding("derived", Consistency.CONSISTENT, [claim, *computed.claims], told, cause="closure")
    status = Consistency.CONSISTENT if holds else Consistency.INCONSISTENT
    text = Text(f"{row.zh},{'相符' if holds else '不符'}", f"{row.en}: {status}")
    return finding("derived", status, [claim, *computed.claims], text, exact=computed.exact)


def _solved(know: Knowledge, claim: Claim, missing: str, inputs: Mapping[str, Known | None]) -> list[Finding]:
    """Find where the one input lies that was not printed; a count among counts is whole."""
    tree, said = know.tree(claim.reference.key), know.read(claim)[0]
    known = {name: k.interval for name, k in inputs.items() if k is not None}
    where = solve(tree, missing, known, said) if tree is not None and said is not None else None
    if where is None:
        return []
    ref, place = Reference.parse(missing), place_of(claim)
    unit, name = know.reg.unit(ref), name_of(know.reg, ref, place)
    claims = [claim, *(c for k in inputs.values() if k for c in k.claims)]
    text = Text(
        f"{name.zh}未公布;由公布的{claim.figure}推得{amount(where, unit, 4)}",
        f"{name.en} was not printed; {claim.figure} as printed leaves {amount(where, unit, 4)}",
    )
    numbers = whole_numbers(where) if know.reg[ref.key].kind is Kind.COUNT and _counted(inputs) else None
    if numbers == ():
        told = joined([text, Text("其中没有整数,不符", "no whole number lies in it: inconsistent")])
        return [finding("input", Consistency.INCONSISTENT, claims, told, implied={missing: where}, cause="count")]
    fits = tuple(map(str, numbers or ()))
    told = joined([text, Text(f"整数只能为{listed(fits).zh}", f"as whole numbers {listed(fits).en}")]) if fits else text
    more = {"implied": {missing: where}, "candidates": {missing: fits}}
    return [finding("input", Consistency.UNDETERMINED, claims, told, cause="unpublished", **more)]


def _counted(inputs: Mapping[str, Known | None]) -> bool:
    return all(known is None or known.interval.is_point for known in inputs.values())


def _counts(know: Knowledge, needs: tuple[str, ...]) -> bool:
    """Say whether a formula is one count over another."""
    counts = [name for name in needs if name in know.reg and know.reg[name].kind is Kind.COUNT]
    return len(needs) == 2 and len(counts) == 2  # k of n


def _share(know: Knowledge, claim: Claim) -> list[Finding]:
    """Say which n a printed share of counts leaves, neither k nor n being printed."""
    said = know.read(claim)[0]
    indicator = know.reg[claim.reference.key]
    if said is None or indicator.unit != "%" or said.lo is None or said.hi is None:
        return []
    ratio = Interval(said.lo / _HUNDRED, said.hi / _HUNDRED, said.lo_closed, said.hi_closed)
    found, name = bases_of(ratio), name_of(know.reg, claim.reference, place_of(claim))
    row = Text(
        f"{name.zh}公布{claim.figure},分子、分母均未公布", f"{name.en} printed {claim.figure}, neither part nor whole"
    )
    if not found.pairs:
        told = joined([row, Text("没有较小的整数可得", "no small whole numbers give it, and large ones say nothing")])
        return [finding("share", Consistency.UNDETERMINED, [claim], told, cause="unpublished")]
    shown = ", ".join(f"{k}/{n}" for n, k in found.pairs[:5])
    multiple = (
        Text(f"（分母均为{found.step}的倍数）", f" (denominators are multiples of {found.step})")
        if found.step > 1
        else Text("", "")
    )
    silent = (
        Text(f",分母自{found.every}起每个都可得", f"; from {found.every} on every denominator does")
        if found.every
        else Text("", "")
    )
    told = joined(
        [
            row,
            Text(
                f"可得之最小分数为{shown}{multiple.zh}{silent.zh}",
                f"the smallest fractions that give it are {shown}{multiple.en}{silent.en}",
            ),
        ]
    )
    denominators = {know.reg.derivation(claim.reference.key).needs[1]: tuple(str(n) for n, _ in found.pairs)}
    return [finding("share", Consistency.UNDETERMINED, [claim], told, cause="unpublished", candidates=denominators)]
