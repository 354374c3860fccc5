"""What the pages read out of a registry, as text; no node is made here and nothing of Sphinx is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from ..errors import KaizhouError
from ..formula.changes import unit_of
from ..model.kinds import Aggregation
from ..references import Reference
from ..units.text import format_quantity, format_unit
from .words import Words

if TYPE_CHECKING:
    from ..engine.registry import Registry
    from ..model.records import Baseline, Indicator, Observation

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LONG = 10_000
_PLAIN = re.compile(r"[A-Za-z0-9]")


def unit_name(text: str) -> str:
    """Return a unit as people write it, the way all tables do.

    >>> unit_name("mg/m^3"), unit_name("％")
    ('mg/m³', '%')
    """
    try:
        return format_unit(text)
    except KaizhouError:
        return text


def factor_text(factor: Fraction) -> str:
    """Return an exact factor as people write it: powers of ten above ten thousand, a ratio where no decimal ends.

    >>> [factor_text(Fraction(f)) for f in ("100000000", "1/100", "2000/3", "12", "480000")]
    ['10⁸', '0.01', '2000/3', '12', '4.8 × 10⁵']
    """
    if factor.numerator >= _LONG and factor.denominator == 1:
        digits, power = str(factor.numerator).rstrip("0"), len(str(factor.numerator)) - 1
        ten = f"10{str(power).translate(_RAISED)}"
        return ten if digits == "1" else f"{digits[0]}{'.' + digits[1:] if digits[1:] else ''} × {ten}"
    decimal = f"{float(factor):.6g}"
    return decimal if Fraction(decimal) == factor else str(factor)


def slug(text: str) -> str:
    """Return a text as a part of an anchor: other signs than letters and digits as their code points.

    >>> slug("mg/L"), slug("万人")
    ('mg-2f-L', '-4e07--4eba-')
    """
    return "".join(sign if _PLAIN.match(sign) else f"-{ord(sign):x}-" for sign in text)


def dotless(key: str) -> str:
    """Return a key as a part of an anchor; a dot would be read as the start of a class by the page's search.

    >>> dotless("water.tli_sigma_cn")
    'water-tli_sigma_cn'
    """
    return key.replace(".", "-")


def in_words(reference: Reference, registry: Registry, words: Words) -> str:
    """Return what a reference means, in words: 高锰酸盐指数（2018，增长率）."""
    indicator = registry.get(reference.key)
    name = words.of(indicator.title) if indicator else reference.key
    parts = [words.code("window", reference.window.kind)] if reference.window else []
    if reference.baseline is not None:
        parts.append(_base_in_words(reference, registry, words))
    if reference.change is not None and indicator is not None:
        parts.append(words.code("change", reference.change or indicator.default_change))
    return words.bracketed(name, words.listed(parts))


def _base_in_words(reference: Reference, registry: Registry, words: Words) -> str:
    base = reference.baseline
    assert base is not None
    if base.kind == "named":
        named = registry.baseline(base.value, reference.key.partition(".")[0])
        return words.of(named.title) if named else base.value
    if base.kind == "area":
        return words("area", area=base.value)
    return base.value or words.code("base", base.kind)


def observations_of(registry: Registry, key: str) -> Iterator[Observation]:
    """Yield the figures published of an indicator and of its changes."""
    return (o for o in registry.observations if o.key == key or o.key.startswith(f"{key}@"))


def printed(observation: Observation, registry: Registry) -> str:
    """Return a published figure as it was printed, else its value with its unit."""
    if observation.printed:
        return observation.printed
    value = observation.value
    if not isinstance(value, int | float):
        return value or "–"
    reference = Reference.parse(observation.key)
    own = unit_of(registry[reference.key], reference) if reference.key in registry else ""
    return format_quantity(float(value), observation.unit or own)


@attrs.frozen
class Against:
    """A named baseline as an indicator sees it.

    Attributes:
        reference: how it is written.
        title: its name.
        what: what stands behind it.
    """

    reference: str
    title: str
    what: str


def baselines_of(registry: Registry, indicator: Indicator, words: Words) -> list[Against]:
    """Return the named baselines of an indicator's own domain that say something of it."""
    found = []
    for baseline in registry.parts.baselines.values():
        domain, _, name = baseline.key.partition(".")
        entries = baseline.limits or baseline.indicators
        entry = entries.get(indicator.name, entries.get(indicator.key))
        if domain == indicator.domain and (entry or not entries):
            what = _entry(baseline, entry, registry, words) if entry else stands_for(baseline, words)
            found.append(Against(f"{indicator.key}@{name}", words.of(baseline.title), what))
    return found


def _entry(baseline: Baseline, entry: str, registry: Registry, words: Words) -> str:
    if baseline.limits:
        return words("limit", limit=_quantity(entry))
    key = entry if "." in entry else f"{baseline.key.partition('.')[0]}.{entry}"
    return words("target", title=words.of(registry[key].title) if key in registry else key)


def _quantity(text: str) -> str:
    number, _, unit = text.strip().partition(" ")
    return format_quantity(float(number), unit) if unit and _is_number(number) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def stands_for(baseline: Baseline, words: Words) -> str:
    """Return what a named baseline is, for all that it says something of."""
    if baseline.period:
        return words("fixed", period=baseline.period)
    if baseline.area:
        return words("area", area=baseline.area)
    if baseline.limits:
        return words("limits", count=len(baseline.limits))
    if baseline.indicators:
        return words("targets", count=len(baseline.indicators))
    return words.code("peers", baseline.peers) if baseline.peers else words("event", event=words.of(baseline.event))


def aggregation(indicator: Indicator, rule: Aggregation | None, registry: Registry, words: Words) -> str:
    """Return in words how values of parts become one of the whole."""
    if rule is None:
        return words("derived_again" if indicator.key in registry.parts.formulas else "not_aggregated")
    weight = indicator.weight_key
    if rule is Aggregation.WEIGHTED and weight:
        return words("weighted_by", weight=words.of(registry[weight].title) if weight in registry else weight)
    return words.code("over", rule.value)


def interval(low: float | None, high: float | None) -> str:
    """Return a range of values.

    >>> interval(0, None), interval(0, 100)
    ('≥ 0', '0–100')
    """
    if low is None:
        return "–" if high is None else f"≤ {high:g}"
    return f"≥ {low:g}" if high is None else f"{low:g}–{high:g}"


def basis_of(indicator: Indicator, words: Words) -> str:
    """Return what values must share to be compared, in words; empty where nothing is said."""
    said = {field.name: getattr(indicator.basis, field.name) for field in attrs.fields(type(indicator.basis))}
    parts = [
        f"{words.code('basis', name)}{words('colon')}{words.code('basis', value)}"
        for name, value in said.items()
        if value
    ]
    return words("clause").join(parts)
