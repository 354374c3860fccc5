"""Worked examples: values put into the formulas when the pages are built, each step with its units.

The numbers are those of ``Registry.explain``; here they are only put where the formula has its inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from ..errors import KaizhouError
from ..figures.rounding import round_figure
from ..formula.latex import symbol
from ..periods import Period
from ..references import Reference
from ..units.text import format_quantity, format_unit
from .formulas import is_wide, typeset
from .given import published_sets, values_of
from .reading import in_words
from .typesetting import named
from .writing import Page, bullets, formula, paragraph

if TYPE_CHECKING:
    from ..engine.explain import Explanation, Line
    from ..model.records import Indicator
    from ..registry.formula import Formula

_LOG = logging.getLogger(__name__)
#: what LaTeX writes around a value and nobody sees
_SIGNS = re.compile(r"\\[a-z]+|[\\{},]")


def worked(page: Page, key: str, asked: str | None) -> Iterator[nodes.Node]:
    """Yield the example of an indicator: with the values asked for, else with published figures where they suffice."""
    if asked is not None:
        yield from _asked(page, key, asked)
        return
    for published in published_sets(page.registry, key):
        try:
            explained = page.registry.explain(published.values, key)
        except KaizhouError:
            continue  # a setting is not supplied, or a base value was never published
        if explained[key].value is not None:
            period = Period.parse(published.period).label(page.say.language)
            told = page.say("example.published", area=published.area, period=period)
            yield _example(page, explained, told, published.printed)
            return


def _asked(page: Page, key: str, asked: str) -> Iterator[nodes.Node]:
    try:
        explained = page.registry.explain(values_of(asked, key.partition(".")[0]), key)
    except (KaizhouError, ValueError) as error:
        _warn(page, key, str(error))
        return
    if explained[key].value is None:
        _warn(page, key, explained[key].result)
        return
    yield _example(page, explained, "", "")


def _warn(page: Page, key: str, problem: str) -> None:
    msg = "the example of %s cannot be worked out: %s"
    _LOG.warning(msg, key, problem, location=page.get_location(), type="kaizhou", subtype="example")


def _example(page: Page, explained: Explanation, told: str, printed: str) -> nodes.Node:
    say = page.say
    given = [line for line in explained if not line.formula]
    box = nodes.container("", classes=["kz-example"])
    box += paragraph(say.bracketed(say("heading.example"), told), "kz-label")
    box += bullets([[page.reference(line.key), say("colon"), line.result] for line in given])
    box += [node for line in explained if line.formula for node in _step(page, line, explained)]
    if printed:
        box += paragraph(say("example.printed", printed=printed))
    return box


def _step(page: Page, line: Line, explained: Explanation) -> Iterator[nodes.Node]:
    """Yield one step: what is made, the formula with the values in it, and the result, below it where it is long."""
    made = page.registry.parts.formulas.get(line.key)
    result = _result(page, line)
    if made is None:
        name = named(in_words(Reference.parse(line.key), page.registry, page.say))
        yield formula(f"{name} {result}", page.env.docname)
        return
    steps = {step.key: step for step in explained}
    values = {name: _input(page, made, name, steps) for name in (*made.inputs, *made.settings)}
    written = typeset(page, made, values)
    if is_wide(page, made, {name: _SIGNS.sub("", value) for name, value in values.items()}):
        yield formula(written, page.env.docname)
        yield formula(result, page.env.docname)
    else:
        yield formula(f"{written} {result}", page.env.docname)


def _input(page: Page, made: Formula, name: str, steps: Mapping[str, Line]) -> str:
    """Return what stands for an input in LaTeX: its value in the unit that the formula takes, else its name."""
    if name in made.settings:
        return _text(str(page.registry.settings.get(made.settings[name], name)))
    line = steps.get(made.inputs[name])
    if line is None or line.value is None:
        return named(name)
    if made.takes:
        return _number(page.registry.unit_system.convert(line.value, line.unit, made.takes[name]))
    return _with_unit(_shortest(line.value), line.unit)


def _result(page: Page, line: Line) -> str:
    """Return the result in LaTeX, with ``=`` where it is exact and ``≈`` where it is rounded."""
    indicator = page.registry[Reference.parse(line.key).key]
    if line.value is None:
        return f"= {_text(line.result)}"
    if indicator.grades and line.key == indicator.key:
        return f"= {_text(page.say.of(indicator.grades[int(line.value) - 1]))}"
    shown = _shown(line, indicator)
    sign = "=" if abs(float(shown) - line.value) <= 1e-9 * abs(line.value) else r"\approx"
    return f"{sign} {_with_unit(shown, line.unit)}"


def _shown(line: Line, indicator: Indicator) -> str:
    """Return a result as it is printed: with the decimals declared, else six digits."""
    assert line.value is not None
    if indicator.decimals is None or line.key != indicator.key:
        return _shortest(line.value)
    return f"{round_figure(line.value, indicator.decimals, indicator.rounding.value):f}"


def _shortest(value: float) -> str:
    """Return a number with six digits, those before the point always kept."""
    return format_quantity(float(f"{value:.6g}") if abs(value) < 1e6 else float(f"{value:.0f}"), "")


def _number(value: float) -> str:
    text = _shortest(value)
    return f"{{({text})}}" if text.startswith("-") else f"{{{text}}}"


def _with_unit(number: str, unit: str) -> str:
    r"""Return a quantity in LaTeX, as ``{26.5\,\text{mg/m³}}``; ``%`` follows its number at once."""
    written = format_unit(unit)
    if written in {"", "1"}:
        return f"{{({number})}}" if number.startswith("-") else f"{{{number}}}"
    between = "" if written in {"%", "‰"} else r"\,"
    return f"{{{number}{between}{_text(written)}}}"


def _text(text: str) -> str:
    """Return a text as LaTeX, never as a symbol; the blank that tells ``symbol`` so is taken away again."""
    return f"{symbol(f'{text} ')[:-2]}}}"
