"""Figures as printed: the number that an official text would print for a value, with its unit, its decimals, its words."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from ...figures import Figure, round_figure
from ...formula.changes import unit_of
from ...references import Reference
from ...registry.catalogue import Catalogue
from .choosing import numbers
from .span import span_of

__all__ = ["figures", "print_value"]

_BEFORE = ("", "", "", "超", "近", "约", "达", "不足")
_AFTER = ("余", "多", "以上", "左右")
_PLAIN = st.just(("", ""))


def print_value(value: Fraction | float, unit: str, decimals: int, rounding: str = "half_even") -> str:
    """Return a value as a text prints it, rounded once, with its unit.

    >>> print_value(46.5249, "万人", 2), print_value(0.125, "1", 2)
    ('46.52万人', '0.12')
    """
    return f"{round_figure(value, decimals, rounding):f}{'' if unit == '1' else unit}"


def figures(registry: Catalogue, key: str, *, words: bool = True) -> st.SearchStrategy[Figure]:
    """Draw figures that a text could print for an indicator, or for a change of it.

    Args:
        registry: the definitions.
        key: the key, or a reference such as ``water.codmn@2018:pct``.
        words: whether words of vagueness such as 超 and 余 may stand beside the number.

    A grade has no figure: its position is drawn, as a bare number.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> _ = toy.indicator("made", ki.Text("产量", "Output"), unit="万件", decimals=1, valid=(0, None))
    >>> from hypothesis import find
    >>> find(figures(ki.Registry([toy]), "toy.made"), lambda figure: figure.value > 0)
    Figure.parse('1.0万件')
    """
    reference = Reference.parse(key)
    indicator, span = registry[reference.key], span_of(registry, key)
    unit = unit_of(indicator, reference)
    usual = 0 if span.whole else indicator.decimals if indicator.decimals is not None else 1
    places = st.just(0) if span.whole else st.sampled_from([usual, usual, 0, 1, 2])

    @st.composite
    def drawn(draw: st.DrawFn) -> Figure:
        value = draw(numbers(span.low, span.high, whole=span.whole))
        text = print_value(value, unit, draw(places), indicator.rounding.value)
        before, after = draw(_around(text)) if words else ("", "")
        return Figure.parse(f"{before}{text}{after}")

    return drawn()


def _around(text: str) -> st.SearchStrategy[tuple[str, str]]:
    """Draw the words around a printed number; a number below zero, and one with a long unit, has none after it."""
    if text.startswith("-"):
        return _PLAIN
    before = st.sampled_from(_BEFORE).map(lambda word: (word, ""))
    return (
        before if not text[-1:].isdigit() else st.one_of(before, st.sampled_from(_AFTER).map(lambda word: ("", word)))
    )
