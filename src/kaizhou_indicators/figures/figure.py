"""Figure: a number as printed, with its unit, its printed decimals and the words that make it vague."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from ..errors import FigureError
from ..intervals import Interval
from .numerals import plain
from .policy import DEFAULT, PLAIN_WORDS, Policy
from .reading import DOWN, MULTIPLES, Parts, read
from .rounding import round_figure

#: units that count things one by one; printed without 万 or 亿 their numbers are exact
COUNTED = frozenset(
    [
        "个",
        "人",
        "户",
        "件",
        "篇",
        "家",
        "项",
        "位",
        "次",
        "人次",
        "种",
        "只",
        "名",
        "头",
        "所",
        "条",
        "座",
        "台",
        "辆",
        "场",
        "起",
        "例",
        "宗",
        "笔",
        "批",
        "处",
        "支",
        "本",
        "份",
        "张",
        "届",
        "期",
        "年",
        "月",
        "天",
        "日",
        "周",
        "季度",
        "个季度",
        "个月",
        "小时",
        "幅",
        "部",
        "档",
        "级",
        "类",
        "村",
        "镇",
        "乡",
        "街道",
        "岁",
        "步",
        "轮",
        "枚",
        "块",
        "尾",
        "株",
        "棵",
        "家次",
        "户次",
        "件次",
        "场次",
        "批次",
        "亩次",
        "课时",
        "门",
        "套",
        "艘",
        "架",
        "列",
        "班",
        "席",
        "票",
        "宗次",
        "对",
        "双",
    ]
)
_NAMES = {power: word for word, power in MULTIPLES.items()}


@attrs.frozen
class Figure:
    """A printed figure. Make it with ``parse`` from a text, or with ``of`` from a number that is to be printed.

    Attributes:
        parts: number, multiple, unit and words as printed.

    >>> people = Figure.parse("46.52万人")
    >>> people.value, people.unit, people.decimals, people.interval.text()
    (Fraction(465200, 1), '人', 2, '[465150, 465250]')
    >>> Figure.parse("-10.5%").value, str(Figure.parse("超50%").interval), str(Figure.parse("10万余人").interval)
    (Fraction(-21, 2), '(50, 150)', '[100000, 110000)')
    """

    parts: Parts

    @classmethod
    def parse(cls, text: str) -> Figure:
        """Read what an official text prints for one number.

        Raises:
            FigureError: the text is no figure, or holds more than one.
        """
        return cls(read(text))

    @classmethod
    def of(
        cls,
        value: float | Decimal | Fraction,
        unit: str = "",
        *,
        decimals: int,
        scale: int = 0,
        rounding: str = "half_even",
    ) -> Figure:
        """Round a number once and make it a figure.

        Args:
            value: the number, in ``unit``.
            unit: the unit without 万 or 亿.
            decimals: decimals to print.
            scale: power of ten of the multiple that is printed, such as 4 for 万.
            rounding: ``half_even`` (GB/T 8170) or ``half_up``.

        >>> str(Figure.of(465249, "人", decimals=2, scale=4))
        '46.52万人'
        """
        if scale and scale not in _NAMES:
            msg = f"scale={scale} is no Chinese multiple; take one of {', '.join(map(str, _NAMES))}"
            raise FigureError(msg)
        number = round_figure(
            Fraction(value) / 10**scale if isinstance(value, Fraction) else Decimal(str(value)).scaleb(-scale),
            decimals,
            rounding,
        )
        return cls(Parts(number=abs(number), scale=scale, unit=unit, negative=number < 0))

    @property
    def value(self) -> Fraction:
        """The number as printed, exact, in ``unit``; a fall is negative, 三成 is 30 (%), 翻一番 is 2 (倍)."""
        return -self._magnitude if self.falls else self._magnitude

    @property
    def unit(self) -> str:
        """The unit without 万 or 亿; ``1`` where none is printed."""
        return self.parts.unit or "1"

    @property
    def decimals(self) -> int:
        """The decimals printed, of the number in front of 万 or 亿."""
        return max(0, -self._exponent)

    @property
    def word(self) -> str:
        """The word that makes it vague (超, 余, 约 …), or an empty text."""
        return "" if self.parts.word in PLAIN_WORDS else self.parts.word

    @property
    def falls(self) -> bool:
        """Whether it is a fall: a minus sign, or a word such as 下降."""
        return self.parts.negative != (self.parts.movement in DOWN)

    @property
    def is_change(self) -> bool:
        """Whether a word of change (增长, 下降) is printed with it."""
        return bool(self.parts.movement)

    @property
    def exact(self) -> bool:
        """Whether it is an exact count: a whole number of things, without 万 or 亿 and without a vague word."""
        whole = self.parts.number == self.parts.number.to_integral_value() and self.parts.form in {"plain", "第"}
        return whole and self._exponent >= 0 and not self.parts.scale and not self.word and self.parts.unit in COUNTED

    @property
    def interval(self) -> Interval:
        """What the true value can be under the default policy, both ties of rounding included."""
        return self.within(DEFAULT)

    def within(self, policy: Policy) -> Interval:
        """Return what the true value can be under a policy."""
        found = self._unsigned(policy)
        return -found if self.falls else found

    def _unsigned(self, policy: Policy) -> Interval:
        if self.parts.form == "前":
            return Interval(1, self._magnitude)
        if self.exact and policy.exact_counts:
            return Interval.point(self._magnitude)
        if self.word:
            return policy.word(self.word).interval(self._magnitude, self._reach)
        half = (self._last if policy.zeros else self._last_digit) / 2
        return Interval.closed(self._magnitude - half, self._magnitude + half)

    @property
    def _magnitude(self) -> Fraction:
        if self.parts.form == "番":
            return _power(self.parts.number)
        return Fraction(self.parts.number) * self._step

    @property
    def _step(self) -> Fraction:
        """One unit of the number in front of the multiple."""
        return Fraction(10 if self.parts.form == "成" else 10**self.parts.scale)

    @property
    def _exponent(self) -> int:
        return int(self.parts.number.as_tuple().exponent)

    @property
    def _last(self) -> Fraction:
        """The unit of the last digit printed."""
        return Fraction(1) if self.parts.form == "番" else Fraction(10) ** self._exponent * self._step

    @property
    def _last_digit(self) -> Fraction:
        """The unit of the last digit that is not zero; behind a decimal point zeros are digits too."""
        whole = int(self.parts.number)
        if self._exponent < 0 or not whole or self.parts.form == "番":
            return self._last
        zeros = len(str(whole)) - len(str(whole).rstrip("0"))
        return Fraction(10**zeros) * self._step

    @property
    def _reach(self) -> Fraction:
        """How far a vague word reaches: one 万 in 10万余, else one unit of the last digit that is not zero."""
        return self._step if self.parts.place == "inner" and self._exponent >= 0 else self._last_digit

    def __str__(self) -> str:
        parts = self.parts
        word = dict.fromkeys(("before", "inside", "inner", "after"), "") | (
            {parts.place: parts.word} if parts.place else {}
        )
        sign = "-" if parts.negative else ""
        number = f"{parts.number:f}"
        if parts.form == "番":
            return f"翻{word['before']}{number}{word['inside']}番{word['after']}"
        if parts.form == "成":
            return f"{parts.movement}{word['before']}{sign}{number}{word['inside']}成{word['after']}"
        form = parts.form if parts.form in {"第", "前"} else ""
        multiple = _NAMES.get(parts.scale, "")
        return f"{parts.movement}{word['before']}{sign}{form}{number}{word['inside']}{multiple}{word['inner']}{parts.unit}{word['after']}"

    def __repr__(self) -> str:
        return f"Figure.parse({str(self)!r})"


def _power(n: Decimal) -> Fraction:
    """Return 2 to the n, exact where n is whole; else as near as a float comes."""
    return Fraction(2) ** int(n) if n == int(n) else Fraction(2 ** float(n))


@attrs.frozen
class Ratio:
    """Several numbers in one proportion, as in 三次产业结构比13.4:34.9:51.7.

    Attributes:
        parts: the figures, in their order.

    >>> [str(part.interval) for part in Ratio.parse("13.4:34.9:51.7").parts]
    ['[13.35, 13.45]', '[34.85, 34.95]', '[51.65, 51.75]']
    """

    parts: tuple[Figure, ...]

    @classmethod
    def parse(cls, text: str) -> Ratio:
        """Read numbers with colons between them.

        Raises:
            FigureError: fewer than two numbers, or something that is no number.
        """
        numbers = plain(text).split(":")
        if len(numbers) < 2:
            msg = f"{text!r} is no ratio; write at least two numbers with colons, as in 13.4:34.9:51.7"
            raise FigureError(msg)
        return cls(tuple(Figure.parse(number) for number in numbers))

    def __str__(self) -> str:
        return ":".join(map(str, self.parts))


def as_figure(value: Any) -> Figure:
    """Take a figure, or the text of one."""
    return value if isinstance(value, Figure) else Figure.parse(value)
