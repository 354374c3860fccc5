"""Periods: a calendar, not a row order."""

import pickle
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kaizhou_indicators import KaizhouError, PeriodError
from kaizhou_indicators.periods import Frequency, Period, Shape, parse_column

P = Period.parse

years = st.integers(1900, 2100)
calendar_texts = st.one_of(
    years.map(str),
    st.builds("{}-H{}".format, years, st.integers(1, 2)),
    st.builds("{}-Q{}".format, years, st.integers(1, 4)),
    st.builds("{}-{:02}".format, years, st.integers(1, 12)),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat),
)
ones = calendar_texts.map(P)


@st.composite
def windows(draw):
    first = draw(ones)
    return Period.window(first, first.shift(draw(st.integers(1, 40))))


events = st.sampled_from(["改革", "综合改革试点", "reform", "town merger"])
dated = st.one_of(ones, windows(), ones.map(Period.at_end_of))
periods = st.one_of(dated, events.map(Period.after), events.map(Period.before), st.just(Period.UNKNOWN))


# --- texts


@given(periods)
def test_a_period_is_read_back_from_its_text_and_its_chinese_label(period):
    assert P(str(period)) == period
    if period.event != "town merger":
        assert P(period.label("zh")) == period


@given(periods)
def test_a_period_is_a_value(period):
    copy = pickle.loads(pickle.dumps(period))
    assert copy == period
    assert hash(copy) == hash(period)
    assert P(period) is period
    with pytest.raises(AttributeError):
        period.event = "x"


@given(periods)
def test_full_width_text_and_outer_space_change_nothing(period):
    wide = str(period).translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)})
    assert P(wide) == P(f"  {period}\n") == period


@pytest.mark.parametrize(
    ("texts", "canonical"),
    [
        (["2024年", "2024年度", "2024年全年", "2024-A1", 2024, 2024.0, "2024/2024", "２０２４年"], "2024"),
        (["2024年上半年", "2024-S1", "2024S1", "2024h1", "2024 H1"], "2024-H1"),
        (["2024年一季度", "2024年第1季度", "2024年第一季度", "2024Q1", "2024-q1"], "2024-Q1"),
        (["2024年1月", "2024年01月份", "2024-1", "2024-M01", "2024M1", "2024年 1 月"], "2024-01"),
        (["2024年3月1日", "2024年3月1号", "2024-3-1", "2024-03-01T00:00:00", "2024-03-01 00:00:00.000"], "2024-03-01"),
        (["2023—2024年", "2023年至2024年", "2023-2024", "2023–2024", "2023~2024", "2023/P2Y"], "2023/2024"),
        (["2024年1—6月", "2024年1-6月", "2024年1－6月", "2024年1~6月", "2024年1至6月"], "2024-01/2024-06"),
        (["2024年1月—6月份", "2024年前6个月", "2024年1月至2024年6月", "2024-01-01/P6M"], "2024-01/2024-06"),
        (["2018年12月—2019年10月", "2018-12..2019-10", "2018-12至2019-10"], "2018-12/2019-10"),
        (["2024年前三季度", "2024年1—3季度", "2024年第一季度至第三季度"], "2024-Q1/2024-Q3"),
        (["截至2024年10月", "截至2024年10月末", "截止到2024年10月底", "2024年10月末", "../2024-10"], "..2024-10"),
        (["2024年末", "2024年底", "2024末", "截至2024年末", "至2024年"], "..2024"),
        (["改革后", "改革以来", "改革以后", "after 改革", "After( 改革 )"], "after(改革)"),
        (["改革前", "改革之前"], "before(改革)"),
        (["不明", "未注明", "Unknown"], "unknown"),
    ],
)
def test_one_period_has_many_texts(texts, canonical):
    assert [str(P(text)) for text in texts] == [canonical] * len(texts)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-13", "month 13 is not from 1 to 12"),
        ("2024年13月", "month 13"),
        ("2024-Q5", "quarter 5"),
        ("2024-H3", "half-year 3"),
        ("2024-A2", "year 2 is not from 1 to 1"),
        ("2023-02-29", "no day 29"),
        ("0024-01", "year 24 is not from"),
        ("2024年6—1月", "ends before it starts"),
        ("2024-06/2024-01", "ends before it starts"),
        ("2024-01/2024-Q3", "different lengths"),
        ("近两年", "up to when"),
        ("2024/25", "2024/2025"),
        ("2024/10", "2024-10"),
        ("202403", "2024-03"),
        (20240301, "2024-03-01"),
        ("2024.10", "2024-10"),
        ("1—6月", "year is missing"),
        ("二季度", "year is missing"),
        ("2024-W05", "weeks"),
        ("2024-03-01 08:30", "moment"),
        (datetime(2024, 3, 1, 8, 30), "moment"),
        ("after(2018)", "not an event"),
        ("2024年前", "no period"),
        ("目前", "no period"),
        ("..2023/2024", "no period"),
        ("", "no period"),
        ("全市", "no period"),
        (None, "missing"),
        (float("nan"), "missing"),
        (True, "no year"),
        (2024.5, "no year"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason_and_the_accepted_forms(text, reason):
    with pytest.raises(PeriodError) as caught:
        P(text)
    assert reason in str(caught.value)
    assert "2024-Q1" in str(caught.value)


@given(st.text(max_size=12) | st.from_regex(r"[0-9年月季度上半—/\-Q.]{1,12}", fullmatch=True))
def test_any_text_is_a_period_or_a_clear_error(text):
    try:
        period = P(text)
    except PeriodError as error:
        assert "no period" in str(error)  # noqa: PT017
    else:
        assert P(str(period)) == period


def test_dates_of_other_libraries_are_days():
    numpy, pandas = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    day = P("2024-03-01")
    assert P(date(2024, 3, 1)) == P(datetime(2024, 3, 1)) == P(pandas.Timestamp("2024-03-01")) == day
    assert P(numpy.datetime64("2024-03-01")) == P(numpy.datetime64("2024-03-01", "ns")) == day
    assert P(numpy.int64(2024)) == P(numpy.datetime64("2024")) == P(pandas.Period("2024", "Y")) == P("2024")
    assert P(pandas.Period("2024-03", "M")) == P("2024-03")
    assert P(pandas.Period("2024Q1", "Q")) == P("2024-Q1")
    with pytest.raises(PeriodError, match="missing"):
        P(pandas.NaT)


# --- a column


def test_a_column_gives_its_distinct_values():
    found = parse_column(["2024", 2024, "2024年", "2023", "2024"])
    assert list(found) == ["2024", 2024, "2024年", "2023"]
    assert len(set(found.values())) == 2


def test_all_faults_of_a_column_are_reported_together_up_to_ten():
    with pytest.raises(PeriodError) as caught:
        parse_column(["2024", None, *(f"2024-{m}" for m in range(13, 26))])
    lines = str(caught.value).splitlines()
    assert lines[0] == "14 of 15 distinct values are no period:"
    assert "month 13" in str(caught.value)
    assert "  and 4 more" in lines
    assert len(lines) == 13


# --- the calendar


@given(ones)
def test_the_index_counts_periods(period):
    formula = {
        "A": period.year,
        "S": 2 * period.year + period.sub - 1,
        "Q": 4 * period.year + period.sub - 1,
        "M": 12 * period.year + period.sub - 1,
        "D": date(period.year, 1, 1).toordinal() + period.sub - 1,
    }
    assert period.ordinal == formula[period.frequency]
    assert period.shift(1).ordinal == period.ordinal + 1


@given(st.one_of(ones, windows()), st.integers(-9, 9), st.integers(-9, 9))
def test_shifts_add_up_and_keep_the_frequency(period, a, b):
    assert period.shift(a).shift(b) == period.shift(a + b)
    assert period.shift(a).frequency == period.frequency


@given(st.one_of(ones, windows()))
def test_neighbours_leave_no_gap(period):
    assert period.shift(-1).end + timedelta(days=1) == period.start
    assert period.shift(-1) < period < period.shift(1)


@given(dated)
def test_the_same_period_of_last_year_lies_whole_years_earlier_and_does_not_overlap(period):
    try:
        earlier = period.same_last_year
    except PeriodError:
        assert "02-29" in str(period)
        return
    assert earlier.shape == period.shape
    assert earlier.end < period.start
    assert earlier.end.month == period.end.month
    if period.frequency:
        assert (earlier.year, earlier.frequency) == (period.year - 1, period.frequency)
    if period.months:
        assert earlier.months == period.months
        assert period.year - earlier.year == -(-period.months // 12)


def test_29_february_has_no_day_before_it_by_a_year():
    with pytest.raises(PeriodError, match="2023-02 has no day 29"):
        _ = P("2024-02-29").same_last_year


def test_a_cumulative_range_has_no_period_before():
    for text in ("2024-01/2024-06", "2024年前三季度", "2024年1—12月"):
        assert P(text).cumulative
        with pytest.raises(PeriodError, match="累计 has no 环比"):
            _ = P(text).previous
    assert not any(
        P(text).cumulative for text in ("2024", "2023/2024", "2024-03/2024-06", "2023-01/2024-03", "unknown")
    )
    assert str(P("2024年1—6月").same_last_year) == "2023-01/2023-06"
    assert str(P("2024-03/2024-05").previous) == "2023-12/2024-02"


@given(ones)
def test_a_period_is_part_of_one_year_and_is_made_up_of_its_parts(period):
    year = period.part_of("year")
    assert year.frequency is Frequency.YEAR
    assert year.year == period.year
    assert year.contains(period)
    assert period in year.parts(period.frequency)


@given(st.one_of(ones, windows()), st.sampled_from(["quarter", "month", "day"]))
def test_parts_cover_a_period_without_gap(period, frequency):
    assume(not Frequency(frequency).coarser_than(period.span.step))
    parts = period.parts(frequency)
    assert (parts[0].start, parts[-1].end) == (period.start, period.end)
    assert all(a.shift(1) == b for a, b in pairwise(parts))


@given(dated, dated)
def test_a_period_contains_another_when_all_its_days_do(a, b):
    assert a.contains(b) == (a.start <= b.start and b.end <= a.end)


@given(periods, periods, periods)
def test_periods_are_totally_ordered(a, b, c):
    assert (a < b) + (a == b) + (a > b) == 1
    low, middle, high = sorted([a, b, c])
    assert low <= middle <= high
    assert low <= high


@given(ones, dated, periods)
def test_order_follows_time_and_what_has_no_date_comes_last(one, period, other):
    if one.start < period.start:
        assert one < period
    if other.span is None:
        assert period < other


@given(ones)
def test_months_are_those_of_its_dates(period):
    if period.frequency is not Frequency.DAY:
        assert period.months == 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1


def test_the_calendar_ends_where_its_texts_do():
    assert str(P("9998-12").shift(-12)) == "9997-12"
    for period, n in ((P("9998-12"), 1), (P("1000"), -1), (P("1000-01-01"), -1), (P("2024"), 10**9)):
        with pytest.raises(PeriodError, match="1000 to 9998"):
            period.shift(n)


# --- what a fixed base means


@pytest.mark.parametrize(
    ("row", "base", "meant"),
    [
        ("2024-03", "2018", "2018-03"),
        ("2024-Q2", "2018", "2018-Q2"),
        ("2024-03-31", "2018", "2018-03-31"),
        ("2024-03-05", "2018-02", "2018-02-05"),
        ("2024-03-05", "2018-02-01", "2018-02-01"),
        ("2024-03", "2018-11", "2018-11"),
        ("2024-05", "2018-Q1", "2018-02"),
        ("2024", "2018", "2018"),
        ("2024-01/2024-06", "2018", "2018-01/2018-06"),
        ("2024-01/2024-12", "2018", "2018-01/2018-12"),
        ("2023/2024", "2018/2019", "2018/2019"),
        ("2024", "2018/2020", "2018/2020"),
        ("..2024-10", "2018", "..2018-10"),
        ("..2024", "2018", "..2018"),
        ("2024-10", "..2018", "..2018"),
        ("2024", "before(改革)", "before(改革)"),
        ("after(改革)", "before(改革)", "before(改革)"),
    ],
)
def test_a_base_coarser_than_the_row_means_the_same_sub_period(row, base, meant):
    assert str(P(row).within(P(base))) == meant


@pytest.mark.parametrize(
    ("row", "base", "reason"),
    [
        ("2024", "2018-03", "base 2018-03 is shorter than the period 2024"),
        ("2024-Q1", "2018-01", "shorter"),
        ("2023/2024", "2018", "shorter"),
        ("2024-01/2024-06", "2018-Q1", "shorter"),
        ("2024", "2018-01/2018-06", "shorter"),
        ("2023-12/2024-01", "2018", "no single counterpart"),
        ("2024-03", "2018/2019", "no single counterpart"),
        ("..2024", "2018/2019", "no counterpart in the window"),
        ("2024-02-29", "2018", "2018-02 has no day 29"),
        ("改革后", "2018", "has no date"),
    ],
)
def test_a_base_without_a_counterpart_is_refused(row, base, reason):
    with pytest.raises(PeriodError) as caught:
        P(row).within(P(base))
    assert reason in str(caught.value)


@given(periods, periods)
def test_what_a_base_means_is_a_period_no_shorter_than_the_row(period, base):
    try:
        meant = period.within(base)
    except PeriodError:
        return
    assert P(str(meant)) == meant
    assert meant == base or (meant.shape is period.shape and meant.months == period.months)


@given(dated)
def test_the_own_year_as_a_base_is_the_period_itself(period):
    try:
        own = period.within(P(period.year))
    except PeriodError:
        assert period.start.year != period.end.year
    else:
        assert own == period


# --- what has no date


@pytest.mark.parametrize("text", ["after(改革)", "before(改革)", "unknown"])
def test_what_has_no_date_says_so(text):
    period = P(text)
    assert period.frequency is None
    assert period.months == 0
    for ask in ("year", "sub", "ordinal", "start", "end", "previous", "same_last_year"):
        with pytest.raises(PeriodError, match="no date"):
            getattr(period, ask)
    with pytest.raises(PeriodError, match="no date"):
        period.part_of("year")


def test_unknown_contains_nothing_and_an_event_only_itself():
    unknown, after = Period.UNKNOWN, Period.after("改革")
    assert not unknown.contains(unknown)
    assert after.contains(P("改革后"))
    assert not after.contains(P("2024"))
    assert not P("2024").contains(after)
    assert unknown.shape is Shape.UNKNOWN


@pytest.mark.parametrize("name", ["", "  ", "改革(试点)", "改革（试点）", "2024年"])
def test_an_event_needs_a_name_that_is_no_date(name):
    with pytest.raises(PeriodError, match="event"):
        Period.after(name)


# --- labels and frequencies


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2024", "2024年", "2024"),
        ("2024-H2", "2024年下半年", "second half of 2024"),
        ("2024-Q1", "2024年第一季度", "Q1 2024"),
        ("2024-01", "2024年1月", "January 2024"),
        ("2024-03-01", "2024年3月1日", "1 March 2024"),
        ("2023/2024", "2023—2024年", "2023–2024"),
        ("2024-01/2024-06", "2024年1—6月", "January–June 2024"),
        ("2024-Q1/2024-Q3", "2024年前三季度", "Q1–Q3 2024"),
        ("2024-Q2/2024-Q3", "2024年第二—三季度", "Q2–Q3 2024"),
        ("2018-12/2019-10", "2018年12月—2019年10月", "December 2018 – October 2019"),
        ("..2024", "截至2024年末", "end of 2024"),
        ("..2024-03-01", "截至2024年3月1日", "as of 1 March 2024"),
        ("after(改革)", "改革后", "after 改革"),
        ("unknown", "时期不明", "unknown period"),
    ],
)
def test_labels(text, zh, en):
    assert (P(text).label("zh"), P(text).label("en")) == (zh, en)


def test_frequencies_go_by_code_and_name():
    assert [Frequency(w) for w in ("year", "Quarter", "月", "d", "S")] == ["A", "Q", "M", "D", "S"]
    with pytest.raises(KaizhouError, match="Did you mean 'month'"):
        Frequency("monht")
    with pytest.raises(PeriodError, match="longer frequency"):
        P("2024-03").part_of("day")
    with pytest.raises(PeriodError, match="longer frequency"):
        P("2023-12/2024-01").part_of("year")
    with pytest.raises(PeriodError, match="shorter frequency"):
        P("2024-03").parts("year")
