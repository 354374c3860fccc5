"""A formula as it is typeset: the traced function with the titles of its inputs, and what each of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes

from ..formula.changes import unit_of
from ..formula.latex import latex
from ..references import Reference
from .reading import in_words, unit_name
from .typesetting import em, named, width
from .writing import Content, Page, bullets, formula, joined, paragraph, text

if TYPE_CHECKING:
    from ..registry.formula import Formula
    from ..registry.parts import Windowed

#: widest formula, in ems, that is set with the titles of its inputs
_WIDEST = 40
_OTHERWISE = r"\text{otherwise}"


def made_from(page: Page, key: str) -> Iterator[nodes.Node]:
    """Yield how an indicator is made; nothing for one that is measured."""
    parts = page.registry.parts
    if key in parts.formulas:
        yield from _derived(page, parts.formulas[key])
    elif key in parts.windows:
        yield from _windowed(page, parts.windows[key])


def typeset(page: Page, made: Formula, names: Mapping[str, str]) -> str:
    """Return the formula in LaTeX, the indicator derived on its left; ``names`` maps parameters to LaTeX."""
    right = made.latex(names)
    left = named(page.say.of(page.registry[made.key].title))
    return f"{left} = {in_language(page, right)}"


def in_language(page: Page, tex: str) -> str:
    """Return LaTeX with its one word in the language of the page."""
    return tex.replace(_OTHERWISE, rf"\text{{{page.say('otherwise')}}}")


def titles(page: Page, made: Formula) -> dict[str, str]:
    """Return parameter -> its title as LaTeX; nothing, so that the names of the parameters stand, where titles are too long."""
    found = {name: _title(page, made, name) for name in (*made.inputs, *made.settings)}
    return {} if is_wide(page, made, found) else {name: named(title) for name, title in found.items()}


def is_wide(page: Page, made: Formula, names: Mapping[str, str]) -> bool:
    """Say whether a formula with these names is wider than a page."""
    return width(made.tree, names) + em(page.say.of(page.registry[made.key].title)) > _WIDEST


def _title(page: Page, made: Formula, name: str) -> str:
    if name in made.settings:
        return page.say.of(page.registry.parts.settings[made.settings[name]].title)
    return in_words(Reference.parse(made.inputs[name]), page.registry, page.say)


def _derived(page: Page, made: Formula) -> Iterator[nodes.Node]:
    names = titles(page, made)
    yield formula(typeset(page, made, names), page.env.docname)
    yield paragraph(page.say("where.bare" if made.empirical else "where"), "kz-label")
    lines = {name: _input(page, made, name) for name in (*made.inputs, *made.settings)}
    yield bullets(
        line if names else [text(name, element=nodes.emphasis), page.say("colon"), line] for name, line in lines.items()
    )


def _input(page: Page, made: Formula, name: str) -> Content:
    if name in made.settings:
        return page.say.bracketed(_title(page, made, name), page.say("setting"))
    read = made.inputs[name]
    unit = made.takes.get(name) or _unit(page, read)
    told: list[Content] = [page.unit(unit)] if unit_name(unit) not in {"", "1"} else []
    told += [page.say("optional")] if read in made.optional else []
    return [page.reference(read), *_in_brackets(page, joined(told, page.say("clause")))]


def _unit(page: Page, read: str) -> str:
    reference = Reference.parse(read)
    if reference.key not in page.registry or page.registry[reference.key].grades:
        return ""
    return unit_of(page.registry[reference.key], reference)


def _in_brackets(page: Page, content: list[nodes.Node]) -> list[Content]:
    before, _, after = page.say("bracketed", outer="", inner="\0").partition("\0")
    return [before, *content, after] if content else []


def _windowed(page: Page, made: Windowed) -> Iterator[nodes.Node]:
    say = page.say
    each = say("each", each=say.code("each", made.each)) if made.each else ""
    told = say("window", of="\0", how=say.code("how", made.how), condition=each, over=say.code("over", made.over))
    before, _, after = told.partition("\0")
    yield paragraph([before, page.indicator(made.of), after])
    if made.condition is not None:
        yield formula(in_language(page, latex(made.condition, _by_key(page))), page.env.docname)


def _by_key(page: Page) -> Callable[[str], str]:
    def name(text: str) -> str:
        if text in page.registry.parts.settings:
            return named(page.say.of(page.registry.parts.settings[text].title))
        return named(in_words(Reference.parse(text), page.registry, page.say))

    return name
