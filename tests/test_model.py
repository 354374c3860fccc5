"""Records: frozen, validated, strict about keywords, lossless through JSON; comparability travels with them."""

from __future__ import annotations

import json
import pickle

import attrs
import jsonschema
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import (
    Aggregation,
    Baseline,
    Basis,
    Better,
    Break,
    Domain,
    Indicator,
    Kind,
    Observation,
    Rounding,
    Setting,
    Source,
    Status,
    Text,
)
from kaizhou_indicators.model.exchange import schema, structure, unstructure
from kaizhou_indicators.model.kinds import worst

WORDS = st.text("水文环境abc 0", min_size=1, max_size=8).filter(str.strip)
TEXTS = st.builds(Text, WORDS, WORDS)
PERIODS = st.sampled_from(["2018", "2024-Q1", "2024-03", "2023/2024"])
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,6}\Z")
KEYS = st.tuples(NAMES, NAMES).map(".".join)
LEVELS = st.sampled_from([Kind.LEVEL, Kind.COUNT, Kind.INDEX])
INDICATORS = st.builds(
    Indicator,
    key=KEYS,
    title=TEXTS,
    unit=st.sampled_from(["mg/L", "亿元", "1"]),
    kind=LEVELS,
    better=st.sampled_from(Better),
    over_time=st.none() | st.sampled_from(Aggregation),
    over_area=st.none() | st.sampled_from(Aggregation),
    valid=st.sampled_from([None, (0, None), (None, 100), (0, 100), (0.5, 1.5)]),
    decimals=st.none() | st.integers(0, 4),
    rounding=st.sampled_from(Rounding),
    aliases=st.lists(WORDS, max_size=3),
    definition=TEXTS,
    source=st.none() | NAMES,
    by=st.lists(NAMES, max_size=2),
    version=WORDS,
    since=st.none() | st.sampled_from(["2015", "2018-Q1"]),
    until=st.none() | st.sampled_from(["2024", "2024-03"]),
    breaks=st.lists(st.builds(Break, PERIODS, TEXTS), max_size=2),
    basis=st.builds(Basis, price=st.sampled_from(["", "current", "constant"]), scope=WORDS),
    published_only=st.booleans(),
    growth=st.none() | NAMES | KEYS,
)
SOURCES = st.builds(Source, KEYS, TEXTS, issuer=WORDS, year=st.none() | st.integers(1990, 2030), official=st.booleans())
OBSERVATIONS = st.builds(
    Observation,
    KEYS,
    area=WORDS,
    period=PERIODS,
    value=st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    printed=WORDS,
    status=st.sampled_from([Status.NORMAL, Status.PROVISIONAL, Status.BREAK]),
    by=st.dictionaries(NAMES, WORDS, max_size=2),
)
BASELINES = st.one_of(
    st.builds(Baseline, KEYS, TEXTS, period=PERIODS),
    st.builds(Baseline, KEYS, TEXTS, area=WORDS),
    st.builds(Baseline, KEYS, TEXTS, limits=st.dictionaries(NAMES, st.just("6 mg/L"), min_size=1)),
    st.builds(Baseline, KEYS, TEXTS, event=TEXTS),
)
SETTINGS = st.builds(Setting, KEYS, TEXTS, choices=st.lists(st.integers(1, 5) | WORDS, max_size=3))


@given(record=st.one_of(INDICATORS, SOURCES, OBSERVATIONS, BASELINES, SETTINGS, TEXTS))
def test_a_record_comes_back_from_json_as_it_went(record):
    data = json.loads(json.dumps(unstructure(record), ensure_ascii=False))
    assert structure(data, type(record)) == record
    jsonschema.validate(data, schema(type(record)))
    assert pickle.loads(pickle.dumps(record)) == record
    assert hash(record) == hash(structure(data, type(record)))


@pytest.mark.parametrize(
    ("cls", "arguments", "wrong", "hint"),
    [
        (Indicator, {"key": "a.b", "title": "题"}, "uint", "unit"),
        (Source, {"key": "a.b", "title": "题"}, "isuer", "issuer"),
        (Baseline, {"key": "a.b", "title": "题", "area": "x"}, "limit", "limits"),
        (Observation, {"key": "a.b", "area": "x", "period": "2024", "value": 1}, "statsu", "status"),
        (Basis, {}, "prise", "price"),
        (Setting, {"key": "a.b", "title": "题"}, "choice", "choices"),
    ],
)
def test_an_unknown_keyword_is_answered_with_did_you_mean(cls, arguments, wrong, hint):
    cls(**arguments)
    with pytest.raises(ki.UnknownKeywordError, match=f"'{wrong}'. Did you mean '{hint}'"):
        cls(**arguments, **{wrong: 1})
    with pytest.raises(ki.UnknownKeywordError, match=f"Did you mean '{hint}'"):
        structure({**unstructure(cls(**arguments)), wrong: 1}, cls)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Indicator("a.b", "题", kind="shares"), "Did you mean 'share'"),
        (lambda: Indicator("a.b", "题", better="highr"), "Did you mean 'higher'"),
        (lambda: Indicator("a.b", "题", over_time="avg"), "sum, mean"),
        (lambda: Indicator("a.b", "题", kind="share", over_time="sum"), "never added"),
        (lambda: Indicator("a.b", "题", kind="rank", over_area="mean"), "never added or averaged"),
        (lambda: Indicator("a.b", "题", kind="grade"), "needs grades"),
        (lambda: Indicator("a.b", "题", grades=["好", "差"]), "kind='grade' only"),
        (lambda: Indicator("a.b", "题", valid=(2, 1)), "above the high end"),
        (lambda: Indicator("a.b", "题", since="20xx"), "20xx"),
        (lambda: Baseline("a.b", "题"), "exactly one of"),
        (lambda: Baseline("a.b", "题", period="2018", area="x"), "exactly one of"),
        (lambda: Observation("a.b", area="x", period="2024"), "status='M' and neither"),
        (lambda: Observation("a.b", area="x", period="2024", value=1, status="M"), "status='M' and neither"),
        (lambda: Observation("a.b", area="x", period="2024", value=1, status="Z"), "none of"),
        (lambda: Source("a.b"), "title"),
    ],
)
def test_what_cannot_be_is_refused_in_words(make, told):
    with pytest.raises(ki.RecordError, match=told):
        make()


def test_records_are_frozen():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Text("水").zh = "火"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Indicator("a.b", "题").unit = "kg"


def test_all_faults_of_a_json_record_are_told_with_their_paths():
    with pytest.raises(ki.RecordError) as error:
        structure({"title": {"zh": 1}, "valid": "x"}, Indicator)
    assert "key" in str(error.value)


def test_official_codes_stand_beside_the_words():
    assert Aggregation.SUM.sdmx == "S"
    assert Aggregation.MEAN.sdmx == "A"
    assert Aggregation.LAST.sdmx == "E"
    assert [
        s.value for s in (Status.NORMAL, Status.PROVISIONAL, Status.ESTIMATED, Status.BREAK, Status.MISSING)
    ] == list("APEBM")


@given(st.lists(st.sampled_from(Status), min_size=1))
def test_the_worst_status_wins_whatever_the_order(statuses):
    assert worst(*statuses) is worst(*reversed(statuses))
    assert worst(*statuses) in statuses
    assert worst(*statuses, Status.MISSING) is Status.MISSING


def priced() -> Domain:
    d = Domain("price", Text("价", "Price"))
    d.indicator("now", Text("现价", "At current prices"), unit="亿元", basis=Basis(price="current"), over_time="sum")
    d.indicator("real", Text("不变价", "At constant prices"), unit="亿元", basis=Basis(price="constant"))
    d.indicator("raw", Text("未调整", "Raw"), unit="亿元", basis=Basis(seasonal="raw"))
    d.indicator("ytd", Text("累计", "Accumulated"), unit="亿元", basis=Basis(accumulation="ytd"))
    d.indicator("fixed", Text("无累计", "Not summed"), unit="亿元")
    d.baseline("plan", indicators={"now": "real"}, title=Text("计划", "Plan"))
    return d


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("price.now@plan:pct", "differ in price"),
        ("price.raw@prev:pct", "not seasonally adjusted"),
        ("price.ytd@prev:pct", "累计"),
        ("price.now@ytd@prev:pct", "累计"),
        ("price.fixed@cum", "no running total"),
    ],
)
def test_a_comparison_that_would_not_mean_anything_is_refused_with_the_reason(target, told):
    reg = ki.Registry([priced()])
    data = {n: [1.0] for n in ("price.now", "price.real", "price.raw", "price.ytd", "price.fixed")}
    with pytest.raises(ki.ComparabilityError, match=told):
        reg.derive(pl.DataFrame({"area": ["a"], "period": ["2024-01"], **data}), target)


def test_what_is_comparable_is_compared():
    reg = ki.Registry([priced()])
    frame = pl.DataFrame(
        {"area": ["a"] * 2, "period": ["2024-01", "2023-01"], "price.ytd": [3.0, 2.0], "price.raw": [3.0, 2.0]}
    )
    derived = reg.derive(frame, "price.ytd@yoy:pct", "price.raw@yoy:pct")
    assert derived["price.ytd@yoy:pct"].to_list() == [50.0, None]
    assert derived["price.raw@yoy:pct"].to_list() == [50.0, None]


def test_a_figure_outside_the_time_of_its_definition_says_so():
    def counted(**status):
        d = Domain("count", Text("数", "Count"))
        d.indicator("n", Text("数", "Number"), unit="个", since="2022")
        d.observe("n", area="x", period="2021", value=3, **status)
        return d

    with pytest.raises(ki.RegistrationError, match="holds from 2022"):
        ki.Registry([counted()])
    assert len(ki.Registry([counted(status="D")]).observations) == 1
