"""Printed figures: what official texts print is read, printed again the same, and bounded as rounding and words allow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators import Approximator, Figure, FigureError, Interval, Policy, Ratio, RecordError, round_figure
from kaizhou_indicators.figures import DEFAULT
from kaizhou_indicators.figures.numerals import chinese_number
from kaizhou_indicators.figures.policy import TABLE
from kaizhou_indicators.figures.reading import AFTER, DOWN, INSIDE, MULTIPLES, UP

#: text -> value, unit, interval: the figures of the issue, of the review and of Kaizhou's bulletins
PRINTED = {
    "3.4mg/L": ("3.4", "mg/L", "[3.35, 3.45]"),
    "46.52万人": ("465200", "人", "[465150, 465250]"),
    "480.9亿元": ("48090000000", "元", "[48085000000, 48095000000]"),
    "1,181个": ("1181", "个", "1181"),
    "超50%": ("50", "%", "(50, 150)"),
    "10万余人": ("100000", "人", "[100000, 110000)"),
    "10余万人": ("100000", "人", "[100000, 200000)"),
    "160余万": ("1600000", "1", "[1600000, 1700000)"),
    "2950多万元": ("29500000", "元", "[29500000, 29600000)"),
    "近一半": ("50", "%", "[40, 50)"),
    "约50万": ("500000", "1", "[450000, 550000]"),
    "不足3%": ("3", "%", "(2, 3)"),
    "70%以上": ("70", "%", "[70, ∞)"),
    "15.9个百分点": ("15.9", "个百分点", "[15.85, 15.95]"),
    "4.58‰": ("4.58", "‰", "[4.575, 4.585]"),
    "1.4倍": ("1.4", "倍", "[1.35, 1.45]"),
    "翻一番": ("2", "倍", "[1.5, 2.5]"),
    "翻两番": ("4", "倍", "[3.5, 4.5]"),
    "三成": ("30", "%", "[25, 35]"),
    "三成五": ("35", "%", "[34.5, 35.5]"),
    "１，１８１　个": ("1181", "个", "1181"),
    "三千二百人": ("3200", "人", "3200"),
    "三万户": ("30000", "户", "[25000, 35000]"),
    "百分之三十五": ("35", "%", "[34.5, 35.5]"),
    "下降10.5%": ("-10.5", "%", "[-10.55, -10.45]"),
    "下降10%以上": ("-10", "%", "(-∞, -10]"),
    "上升9位": ("9", "位", "9"),
    "-1.35‰": ("-1.35", "‰", "[-1.355, -1.345]"),
    "第1": ("1", "位", "1"),
    "前3": ("3", "位", "[1, 3]"),
    "小于50": ("50", "1", "(-∞, 50)"),
    "不超过3%": ("3", "%", "(-∞, 3]"),
    "达275亿元": ("27500000000", "元", "[27450000000, 27550000000]"),
    "突破700亿元": ("70000000000", "元", "(70000000000, 170000000000)"),
    "9个月": ("9", "个月", "9"),
    "36.4千米": ("36.4", "千米", "[36.35, 36.45]"),
    "5千人": ("5000", "人", "[4500, 5500]"),
    "1.0%": ("1", "%", "[0.95, 1.05]"),
    "2.2万m³": ("22000", "m3", "[21500, 22500]"),
}


@pytest.mark.parametrize("text", PRINTED)
def test_what_official_texts_print_is_read(text):
    value, unit, interval = PRINTED[text]
    figure = Figure.parse(text)
    assert (figure.value, figure.unit, str(figure.interval)) == (Fraction(value), unit, interval)
    assert Figure.parse(str(figure)) == figure


WORDS = st.sampled_from(
    [("", ""), *(("before", w) for w in TABLE if w not in (*AFTER, *INSIDE)), *(("after", w) for w in AFTER)]
)
UNITS = st.sampled_from(
    ["", "人", "个", "元", "%", "‰", "个百分点", "倍", "mg/L", "公斤/亩", "户", "平方公里", "篇", "m^3"]
)


@st.composite
def texts(draw):
    number = draw(st.decimals(0, 10**6, places=draw(st.integers(0, 4)), allow_nan=False))
    multiple = draw(st.sampled_from(["", *(m for m in MULTIPLES if len(m) > 1 or m in "万亿")]))
    place, word = draw(WORDS)
    before, after = (word if place == side else "" for side in ("before", "after"))
    movement = draw(st.sampled_from(["", *UP, *DOWN]))
    inner = draw(st.sampled_from(["", *INSIDE])) if multiple and not place else ""
    return f"{movement}{before}{number:f}{multiple}{inner}{draw(UNITS)}{after}"


@given(texts())
def test_printing_a_figure_and_parsing_it_again_gives_the_same(text):
    figure = Figure.parse(text)
    assert Figure.parse(str(figure)) == figure
    assert figure.falls == any(text.startswith(word) for word in DOWN)
    if not figure.word:
        assert figure.interval.contains(figure.value)


@given(
    st.fractions(-(10**7), 10**7, max_denominator=10**6),
    st.integers(0, 4),
    st.sampled_from([0, 4, 8]),
    st.sampled_from(["half_even", "half_up"]),
)
def test_a_printed_number_can_have_been_the_number_it_was_printed_from(value, decimals, scale, rounding):
    figure = Figure.of(value, "元", decimals=decimals, scale=scale, rounding=rounding)
    assert figure.interval.contains(value)
    assert Figure.parse(str(figure)).interval == figure.interval


@given(st.integers(0, 10**8), st.sampled_from(["人", "个", "篇", "户"]))
def test_a_count_without_a_multiple_is_exact(number, unit):
    figure = Figure.parse(f"{number}{unit}")
    assert figure.interval == Interval.point(number)
    assert figure.within(Policy(exact_counts=False)).contains(number + Fraction(1, 2))


@given(st.integers(1, 99), st.sampled_from(["余", "多"]), st.sampled_from(["万", "亿"]))
def test_a_word_behind_the_multiple_says_less_than_one_of_it(number, word, multiple):
    inner, inside = (
        Figure.parse(text).interval for text in (f"{number}{multiple}{word}人", f"{number}{word}{multiple}人")
    )
    assert inner.width == 10 ** MULTIPLES[multiple]
    assert inner.lo == inside.lo
    assert inside.width >= inner.width


@given(st.sampled_from([*UP, *DOWN]), st.decimals("0.1", 500, places=1))
def test_a_fall_is_the_negative_of_a_rise(word, number):
    rise, fall = Figure.parse(f"{UP[0]}{number}%"), Figure.parse(f"{DOWN[0]}{number}%")
    assert (fall.value, fall.interval) == (-rise.value, -rise.interval)
    assert Figure.parse(f"{word}了{number}%").value in {rise.value, fall.value}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ⅱ类", "is no printed figure"),
        ("", "is no printed figure"),
        ("增长", "is no printed figure"),
        ("13.4:34.9:51.7", "Ratio.parse"),
        ("100–200公斤/亩", "the ends of a range one by one"),
        ("3-5个", "the ends of a range one by one"),
        ("约50%以上", "约 and 以上 say two things"),
        ("十余余万", "is no printed figure"),
        ("三五百十人", "is no number"),
        ("--3%", "is no printed figure"),
        ("下降-2%", "write one of the two"),
        (3.4, "it is no text"),
    ],
)
def test_what_is_no_figure_is_refused_with_what_is_accepted(text, words):
    with pytest.raises(FigureError) as raised:
        Figure.parse(text)
    assert words in str(raised.value)
    assert "46.52万人" in str(raised.value)


def test_a_ratio_is_several_figures():
    ratio = Ratio.parse("13.4：34.9：51.7")
    assert [part.value for part in ratio.parts] == [Fraction("13.4"), Fraction("34.9"), Fraction("51.7")]
    assert Ratio.parse(str(ratio)) == ratio
    with pytest.raises(FigureError, match="at least two numbers"):
        Ratio.parse("13.4")


def test_the_policy_is_one_object_that_a_user_may_change():
    narrow = DEFAULT.replace({"约": Approximator(below="0.05", above="0.05", relative=True, far=True)})
    assert str(Figure.parse("约50万").within(narrow)) == "[475000, 525000]"
    assert str(Figure.parse("约50万").interval) == "[450000, 550000]"
    assert str(Figure.parse("3200万").within(DEFAULT.replace({}, zeros=False))) == "[31500000, 32500000]"
    with pytest.raises(RecordError, match="does not know '恐怕'"):
        DEFAULT.word("恐怕")


@pytest.mark.parametrize("word", TABLE)
def test_every_word_is_read_and_bounds_the_number_it_stands_by(word):
    text = f"50%{word}" if word in AFTER else f"5{word}万" if word in INSIDE else f"{word}50%"
    figure = Figure.parse(text)
    low, high = figure.interval.lo, figure.interval.hi
    assert low is None or low <= figure.value
    assert high is None or high >= figure.value
    assert figure.interval.contains(figure.value) == (
        figure.word == "" or TABLE[word].holds or word in {"近", "接近", "将近"} - {word}
    )


def test_the_law_says_which_words_hold_the_number():
    for word, holds in (("以上", True), ("以下", True), ("以内", True), ("超过", False), ("不满", False)):
        assert TABLE[word].holds is holds
        assert "一千二百五十九" in TABLE[word].basis


@given(st.integers(0, 10**12 - 1))
def test_spoken_numerals_are_read(number):
    assert chinese_number(spoken(number)) == number


def spoken(number: int) -> str:
    """Speak a whole number as people do, ranks and zeros included."""
    digits, names = "零一二三四五六七八九", ["", "十", "百", "千"]

    def part(four: int) -> str:
        text, zero = "", False
        for rank in (3, 2, 1, 0):
            digit = four // 10**rank % 10
            if digit:
                text += ("零" if zero and text else "") + digits[digit] + names[rank]
            zero = zero or not digit
            zero = False if digit else zero
        return text

    if number == 0:
        return "零"
    text, started = "", False
    for name, power in (("亿", 10**8), ("万", 10**4), ("", 1)):
        four = number // power % 10**4
        if four:
            text += ("零" if started and four < 1000 else "") + part(four) + name
            started = True
    return text


@given(st.decimals(-(10**6), 10**6, places=5), st.integers(-2, 4))
def test_rounding_is_within_half_a_unit_and_symmetric(value, decimals):
    for rule in ("half_even", "half_up"):
        rounded = round_figure(value, decimals, rule)
        assert abs(Fraction(rounded) - Fraction(value)) <= Fraction(1, 2) / Fraction(10) ** decimals
        assert round_figure(-value, decimals, rule) == -rounded


@pytest.mark.parametrize(
    ("value", "decimals", "even", "up"),
    [
        ("0.125", 2, "0.12", "0.13"),
        ("2.5", 0, "2", "3"),
        ("-0.135", 2, "-0.14", "-0.14"),
        ("3345.45", 1, "3345.4", "3345.5"),
    ],
)
def test_ties_go_to_even_or_up(value, decimals, even, up):
    exact = Decimal(value)
    assert (str(round_figure(exact, decimals)), str(round_figure(exact, decimals, "half_up"))) == (even, up)
