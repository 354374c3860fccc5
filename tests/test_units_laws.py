"""Units: laws that hold for whatever unit and number is drawn."""

from __future__ import annotations

from fractions import Fraction

import pint
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kaizhou_indicators import UnitSystem
from kaizhou_indicators.errors import DimensionError, UnitError
from kaizhou_indicators.units import Dimension, format_quantity, format_unit, normalise

UNITS = UnitSystem([("port", "标准箱 = [container] = _ = TEU")])


@pytest.fixture(autouse=True, scope="module")
def built():
    """Build the registries before hypothesis measures time."""
    return UNITS.registry


FAMILIES = (
    ("m", "km", "米", "公里", "万公里", "里", "cm", "μm", "mile"),
    ("m²", "㎡", "亩", "万亩", "公顷", "千公顷", "km²", "万平方米", "hm2", "ha"),
    ("m³", "L", "mL", "升", "万m³", "亿立方米", "方", "万方"),
    ("g", "kg", "斤", "公斤", "吨", "万吨", "亿斤", "μg", "mg", "t", "百万吨"),
    ("s", "min", "h", "d", "天", "小时", "分钟", "周", "a"),
    ("月", "个月", "季度", "年", "万年"),
    ("元", "万元", "亿元", "yuan", "百万元", "万亿元"),
    ("人", "名", "万人", "十万人", "亿人", "person"),
    ("户", "万户", "household"),
    ("件", "万件"),
    ("标准箱", "TEU", "万TEU"),
    ("%", "‰", "个百分点", "1", "倍", "ppm", "万"),
    ("kWh", "万kWh", "亿千瓦时", "度", "J", "MJ", "GWh"),
)
families = st.sampled_from(FAMILIES)
plain = families.flatmap(st.sampled_from)


@st.composite
def ratios(draw):
    above, below = draw(plain), draw(plain.filter(lambda unit: unit != "1"))
    return f"{above}/{below}"


units = st.one_of(plain, ratios())
numbers = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
floats = st.floats(-1e12, 1e12, allow_nan=False).filter(lambda x: x == 0 or abs(x) > 1e-12)


@st.composite
def alike(draw, many):
    """Draw units of one dimension, plain or as ratios over one denominator."""
    family = st.sampled_from(draw(families))
    below = draw(st.one_of(st.just(""), plain.filter(lambda unit: unit != "1").map("/{}".format)))
    return [draw(family) + below for _ in range(many)]


@given(alike(2), numbers)
def test_there_and_back_is_the_same_number(pair, number):
    a, b = pair
    assert UNITS.convert(UNITS.convert(number, a, b), b, a) == number


@given(alike(3))
def test_factors_chain(three):
    a, b, c = three
    assert UNITS.factor(a, b) * UNITS.factor(b, c) == UNITS.factor(a, c)
    assert UNITS.factor(a, a) == 1


@given(st.permutations(["℃", "K", "℉"]), numbers)
def test_offsets_chain(three, number):
    a, b, c = three
    assert UNITS.convert(UNITS.convert(number, a, b), b, c) == UNITS.convert(number, a, c)


@given(units, units)
def test_a_factor_exists_exactly_between_units_of_one_dimension(a, b):
    (scale_a, of_a), (scale_b, of_b) = UNITS.scale(a), UNITS.scale(b)
    if of_a == of_b:
        assert UNITS.factor(a, b) == scale_a / scale_b
    else:
        with pytest.raises(DimensionError) as caught:
            UNITS.factor(a, b)
        assert repr(a) in str(caught.value)
        assert repr(b) in str(caught.value)


@given(units, units)
def test_the_scale_of_a_ratio_is_the_ratio_of_the_scales(a, b):
    (scale_a, of_a), (scale_b, of_b) = UNITS.scale(a), UNITS.scale(b)
    assume(not b.startswith("1"))
    scale, dimension = UNITS.scale(f"({a})/({b})")
    assert scale == scale_a / scale_b
    assert dimension == of_a / of_b


@given(alike(2), floats)
def test_the_registry_and_the_exact_factors_agree(pair, number):
    a, b = pair
    quantity = UNITS.quantity(number, a)
    assert UNITS.magnitude(quantity, b) == pytest.approx(float(number * UNITS.factor(a, b)), rel=1e-12)
    assert quantity.to(UNITS.parse(b)).magnitude == pytest.approx(UNITS.magnitude(quantity, b), rel=1e-9)


@given(units, floats)
def test_printed_text_reads_back(unit, number):
    text = format_quantity(number, unit)
    back, written = UNITS.read(text)
    assert back == number
    assert written == format_unit(unit)
    assert UNITS.scale(written) == UNITS.scale(unit)


@given(units, floats)
def test_what_the_registry_prints_reads_back(unit, number):
    quantity = UNITS.quantity(number, unit)
    assume("×" not in str(quantity))
    back, written = UNITS.read(str(quantity))
    assert UNITS.scale(written) == UNITS.scale(unit)
    assert back == pytest.approx(number)


@given(units, st.integers(0, 4))
def test_printed_decimals_are_kept(unit, decimals):
    text = format_quantity(2.0, unit, decimals=decimals)
    assert text.startswith("2" if decimals == 0 else f"2.{'0' * decimals}")
    assert UNITS.read(text)[0] == 2.0


alphabet = st.sampled_from(list("mgkLdt·*/^()²³⁻¹ 0123456789.,eE%‰％㎡㎎℃μµu万亿千百十元人亩个年月-+"))
texts = st.one_of(st.text(alphabet, max_size=12), st.text(max_size=12), units)


@given(texts)
def test_normalising_and_writing_twice_changes_nothing_more(text):
    try:
        once = normalise(text)
    except UnitError:
        return
    assert normalise(once) == once
    written = format_unit(text)
    assert format_unit(written) == written


def asked(ask, text):
    """Return the answer, or None after a UnitError that names the text."""
    try:
        return ask(text)
    except UnitError as error:
        named = repr(text) in str(error)
    assert named
    return None


@given(texts)
def test_any_text_is_a_unit_or_a_unit_error(text):
    if answer := asked(UNITS.scale, text):
        factor, dimension = answer
        assert factor > 0
        assert isinstance(dimension, Dimension)
        assert UNITS.scale(format_unit(text)) == answer
        assert normalise(format_unit(text)) == normalise(text)


@given(texts)
def test_any_text_is_a_quantity_or_a_unit_error(text):
    if answer := asked(UNITS.read, text):
        number, unit = answer
        assert isinstance(number, float)
        UNITS.check(unit)


@given(
    st.sampled_from(["人", "名", "万人", "亿人", "person"]),
    st.sampled_from(["户", "万户", "household"]),
    floats,
    floats,
)
def test_persons_never_add_to_households(persons, households, a, b):
    with pytest.raises(pint.DimensionalityError):
        UNITS.quantity(a, persons) + UNITS.quantity(b, households)


dimensions = st.dictionaries(st.sampled_from(["mass", "length", "person"]), st.integers(-3, 3)).map(Dimension)


@given(dimensions, dimensions, st.integers(-3, 3))
def test_dimensions_form_a_group(a, b, power):
    assert a * b == b * a
    assert hash(a * b) == hash(b * a)
    assert (a / a).dimensionless
    assert a / b == a * b**-1
    assert (a * b) ** power == a**power * b**power
    assert (a ** Fraction(1, 2)) ** 2 == a


lines = st.lists(
    st.sampled_from(
        [
            ("a", "筐 = 25 * kg"),
            ("b", "筐 = 25 * kg"),
            ("c", "担子 = 2 * 筐"),
            ("d", "筐 = 30 * kg"),
            ("e", "箱子 = [box] = _ = 木箱"),
            ("f", "箱子 = [box]"),
            ("g", "盒子 = [box]"),
            ("h", "坏了"),
        ]
    ),
    unique=True,
)


@settings(deadline=None, max_examples=25)  # each example builds a registry
@given(lines, st.randoms())
def test_the_order_of_the_lines_is_of_no_account(extra, random):
    shuffled = list(extra)
    random.shuffle(shuffled)
    first, second = (
        [(owner, str(error)) for owner, error in UnitSystem(order).faults()] for order in (extra, shuffled)
    )
    assert first == second
