"""References: one notation for a value, its base and its change."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators import Change, PeriodError, ReferenceTextError
from kaizhou_indicators.periods import Period
from kaizhou_indicators.references import BUILTIN_BASELINES, CHANGES, Base, Reference, Window

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
keys = st.builds("{}.{}".format, names, names)
period_texts = st.one_of(
    st.integers(1950, 2050).map(str),
    st.builds("{}-H{}".format, st.integers(1950, 2050), st.integers(1, 2)),
    st.builds("{}-Q{}".format, st.integers(1950, 2050), st.integers(1, 4)),
    st.builds("{}-{:02}".format, st.integers(1950, 2050), st.integers(1, 12)),
    st.dates().filter(lambda d: d.year > 1000).map(str),
)
own = names.filter(lambda name: name not in BUILTIN_BASELINES)
codes = st.text(st.characters(exclude_characters="@:＠：", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
codes = codes.filter(lambda code: code.strip("\"'“”‘’") == code)
bases = st.one_of(
    st.sampled_from(["yoy", "prev", "peers", "peers.mean"]).map(Base),
    period_texts.map(lambda p: Base("period", p)),
    codes.map(lambda c: Base("area", c)),
    own.map(lambda n: Base("named", n)),
    st.builds("{}.{}".format, own, names).map(lambda n: Base("named", n)),
)
windows = st.one_of(
    st.none(), st.sampled_from([Window("cum"), Window("ytd")]), period_texts.map(lambda p: Window("cum", p))
)
references = st.one_of(
    st.builds(Reference, keys, windows),
    st.builds(Reference, keys, windows, bases, st.sampled_from([None, "", *CHANGES])),
    st.builds(Reference, keys, windows, st.just(Base("rank"))),
)


@given(references)
def test_a_reference_is_read_back_from_its_text(reference):
    again = Reference.parse(str(reference))
    assert again == reference
    assert str(again) == str(reference) == again.column
    assert hash(again) == hash(reference)
    assert pickle.loads(pickle.dumps(again)) == reference
    assert Reference.parse(again) is again


@given(references)
def test_full_width_signs_and_outer_space_mean_the_same_but_name_their_own_column(reference):
    asked = " " + str(reference).replace("@", " ＠ ").replace(":", " ： ") + " "
    again = Reference.parse(asked)
    assert again == reference
    assert again.column == asked


@given(references)
def test_a_change_is_of_a_current_value_against_a_base_value(reference):
    assert reference.current == Reference(reference.key, reference.window)
    assert reference.base == Reference(reference.key, reference.window, reference.baseline)
    if reference.baseline is not None and reference.change is not None:
        assert str(reference) == f"{reference.current}@{reference.baseline}:{reference.change}"
        assert str(reference.base) == str(reference).rpartition(":")[0]


@given(st.text(max_size=20) | st.from_regex(r"a\.b[@:a-z0-9=.()\-]{0,12}", fullmatch=True))
def test_any_text_is_a_reference_or_a_clear_error(text):
    try:
        reference = Reference.parse(text)
    except ReferenceTextError as error:
        assert repr(text) in str(error)  # noqa: PT017
        assert "position" in str(error)  # noqa: PT017
    else:
        assert Reference.parse(str(reference)) == reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("water.codmn", Reference("water.codmn")),
        ("water.codmn@2018", Reference("water.codmn", None, Base("period", "2018"))),
        ("water.codmn@yoy", Reference("water.codmn", None, Base("yoy"))),
        ("water.codmn@2018:pct", Reference("water.codmn", None, Base("period", "2018"), "pct")),
        (
            "health.primary_visit_share@city:pp",
            Reference("health.primary_visit_share", None, Base("named", "city"), "pp"),
        ),
        ("co2.total@area=World:share", Reference("co2.total", None, Base("area", "World"), "share")),
        ("co2.total@area='World':share", Reference("co2.total", None, Base("area", "World"), "share")),
        ("a.b@area=开州区", Reference("a.b", None, Base("area", "开州区"))),
        ("co2.total@cum", Reference("co2.total", Window("cum"))),
        ("co2.total@cum(2018)", Reference("co2.total", Window("cum", "2018"))),
        ("co2.total@cum（2018年）".replace("年", ""), Reference("co2.total", Window("cum", "2018"))),
        ("projects.completed@ytd@yoy:pct", Reference("projects.completed", Window("ytd"), Base("yoy"), "pct")),
        ("a.b@prev:", Reference("a.b", None, Base("prev"), "")),
        ("a.b@peers.mean:times_more", Reference("a.b", None, Base("peers.mean"), "times_more")),
        ("a.b@rank", Reference("a.b", None, Base("rank"))),
        ("a.b@water.ref_2018:", Reference("a.b", None, Base("named", "water.ref_2018"), "")),
        ("a.b@2016/2018:pct", Reference("a.b", None, Base("period", "2016/2018"), "pct")),
    ],
)
def test_the_notation(text, expected):
    assert Reference.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    ["2018", "2018Q1", "2018-q1", "2018-S2", "2018H1", "2018-A1", "2018-M3", "2018-3", "2018-03-1", "2016/2018",
     "2018-01/2018-06", "2018/2018"],
)  # fmt: skip
def test_period_literals_are_canonical_as_periods_are(text):
    for part in (f"@{text}", f"@{text}:pct"):
        assert Reference.parse(f"a.b{part}").baseline == Base("period", str(Period.parse(text)))


@given(st.from_regex(r"[12]\d{3}(-?[AHSQM]?\d{0,2}(-\d{1,2})?)?(/[12]\d{3}(-\d{1,2})?)?", fullmatch=True))
def test_no_period_literal_is_read_otherwise_than_by_the_periods(text):
    try:
        reference = Reference.parse(f"a.b@{text}")
    except ReferenceTextError:
        return
    try:
        assert reference.baseline == Base("period", str(Period.parse(text)))
    except PeriodError:
        assert "-" in text  # a day such as 31 February is left to the periods


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 1, "'' is no key"),
        ("codmn", 1, "domain.name"),
        ("Water.codmn", 1, "lower-case"),
        ("water.codmn:pct", 12, "write water.codmn@yoy:pct"),
        ("water.codmn@", 13, "a baseline is missing"),
        ("water.codmn@2018:pcf", 18, "Did you mean 'pct'?"),
        ("water.codmn@2018:time", 18, "'times'"),
        ("water.codmn@2018:pct:pp", 18, "'pct:pp' is no change"),
        ("water.codmn@2018-13", 13, "'2018-13' is no baseline"),
        ("water.codmn@area", 13, "area=CODE"),
        ("water.codmn@area=", 13, "no code"),
        ("water.codmn@peers.median", 13, "'peers.mean'"),
        ("water.codmn@rank:rank", 17, "takes no change"),
        ("water.codmn@ytd:pct", 16, "water.codmn@ytd@yoy:pct"),
        ("water.codmn@yoy@ytd", 13, "'yoy' is no window"),
        ("water.codmn@cun@yoy", 13, "Did you mean 'cum'?"),
        ("water.codmn@cum@ytd", 17, "before the baseline"),
        ("water.codmn@cum(soon)", 13, "cum(2018)"),
        ("water.codmn@cum@yoy@prev", 20, "third '@'"),
        ("water.codmn＠2018：pcf", 18, "pct, pp, abs"),
    ],
)
def test_an_error_names_the_text_the_position_and_what_was_expected(text, position, reason):
    with pytest.raises(ReferenceTextError) as caught:
        Reference.parse(text)
    assert f"reference {text!r}, position {position}:" in str(caught.value)
    assert reason in str(caught.value)


@pytest.mark.parametrize("value", [None, 2018, b"a.b"])
def test_only_texts_are_references(value):
    with pytest.raises(ReferenceTextError, match="write a text"):
        Reference.parse(value)


def test_a_change_needs_a_baseline():
    for baseline in (None, Base("rank")):
        with pytest.raises(ReferenceTextError, match="needs a baseline"):
            Reference("a.b", None, baseline, "pct")


def test_the_changes_are_those_of_the_catalogue():
    assert set(CHANGES) == set(Change)


@pytest.mark.parametrize(
    ("text", "code", "change"),
    [
        ('co2.total@area="A:B@c":share', "A:B@c", "share"),
        ("co2.total@area=“其他：合计”:abs", "其他：合计", "abs"),
        ("co2.total@area=Côte d'Ivoire", "Côte d'Ivoire", None),
        ('co2.total@area=a"', 'a"', None),
    ],
)
def test_the_code_of_an_area_may_be_quoted_and_keeps_its_own_quotes(text, code, change):
    reference = Reference.parse(text)
    assert (reference.baseline.value, reference.change) == (code, change)
    assert Reference.parse(str(reference)) == reference
