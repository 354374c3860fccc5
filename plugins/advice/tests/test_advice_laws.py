"""Laws of the domain: papers count once, funnels never grow, rates pool, a printed growth has the base it came from."""

from fractions import Fraction

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_advice import LOOP, Paper, advice, bodies_of, count_papers, handled, readings

REG = ki.Registry([advice])
#: synthetic
BODIES = bodies_of(
    {"levels": {"national": "国家级", "municipal": "市级"}, "bodies": {"national": ["甲", "乙"], "municipal": ["丙"]}}
)
months = st.integers(0, 23).map(lambda n: f"{2023 + n // 12}-{n % 12 + 1:02}")


@st.composite
def papers(draw):
    first, second = sorted([draw(months), draw(months)])
    adopted = second if draw(st.booleans()) else None
    return Paper(draw(st.sampled_from("123456")), draw(st.sampled_from(["甲", "乙", "丙"])), first, adopted)


marks = st.fixed_dictionaries(
    {
        step.name: st.fixed_dictionaries(
            {element.name: st.sampled_from([True, False, "not_applicable"]) for element in LOOP.elements[step.name]}
        )
        for step in LOOP.steps
    }
)
amounts = st.tuples(st.integers(1, 60), st.integers(0, 60)).map(lambda p: (max(p), min(p)))


@given(st.lists(papers(), max_size=30), st.randoms())
def test_neither_order_nor_telling_twice_changes_a_count(records, random):
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    one, other = count_papers(records, BODIES), count_papers(shuffled, BODIES)
    assert one.by_level == other.by_level
    assert set(one.papers) == set(other.papers)
    assert len(one.papers) + one.repeated == len(records)


@given(st.lists(papers(), max_size=30))
def test_no_more_is_adopted_than_submitted_and_a_level_has_no_more_papers_than_its_bodies(records):
    tally = count_papers(records, BODIES)
    for level, (submitted, adopted) in tally.by_level.items():
        assert tally.adopted_papers[level] <= adopted <= submitted
        assert (submitted, adopted) == tuple(map(sum, zip(*tally.by_body(level).values(), strict=True)))


@given(st.lists(papers(), max_size=30), st.sampled_from(["month", "quarter", "year"]))
@settings(deadline=None, max_examples=25)
def test_periods_hold_all_papers_and_break_no_identity_by_submission(records, frequency):
    tally = count_papers(records, BODIES)
    rows = tally.rows("500154", "2023/2024", frequency, told_by="submission")
    assert sum(row["advice.submitted"] for row in rows) == len(tally.papers)
    adopted = sum(paper.adopted is not None for paper in tally.papers)
    assert sum(row["advice.adopted"] for row in rows) == adopted
    assert (
        sum(row["advice.adopted"] for row in tally.rows("500154", "2023/2024", frequency, told_by="adoption"))
        == adopted
    )
    checks = REG.check_identities(pl.DataFrame(rows))
    assert {check.verdict.status for check in checks} <= {ki.Consistency.CONSISTENT}


@given(st.lists(marks, max_size=12))
def test_the_steps_closed_never_grow_and_closed_papers_have_everything_done(given_marks):
    handling = handled({str(n): one for n, one in enumerate(given_marks)})
    steps = list(handling.amounts.values())
    assert steps == sorted(steps, reverse=True)
    assert steps[-1] == sum(LOOP.completion(one).closed for one in given_marks)
    assert handling.completion == LOOP.pooled(given_marks)


@given(st.lists(amounts, min_size=1, max_size=6))
@settings(deadline=None, max_examples=25)
def test_the_rate_of_several_areas_is_pooled_and_never_averaged(pairs):
    areas = [f"a{n}" for n in range(len(pairs))]
    table = pl.DataFrame(
        {
            "area": areas,
            "period": ["2024"] * len(pairs),
            "level": ["municipal"] * len(pairs),
            "body": ["丙"] * len(pairs),
            "advice.submitted": [n for n, _ in pairs],
            "advice.adopted": [k for _, k in pairs],
        }
    )
    [rate] = REG.rollup(table, "advice.adoption_rate", area=dict.fromkeys(areas, "市"))["advice.adoption_rate"]
    n, k = (sum(part) for part in zip(*pairs, strict=True))
    assert abs(rate - 100 * k / n) < 1e-9
    assert 0 <= rate <= 100


@given(st.integers(1, 400), st.integers(0, 400), st.integers(1, 30))
def test_the_rate_does_not_depend_on_the_unit_of_its_counts(submitted, adopted, scale):
    rates = [
        REG.derive({"advice.submitted": f"{n} {unit}", "advice.adopted": f"{k} {unit}"}, "advice.adoption_rate")
        for n, k, unit in ((submitted, adopted, "万篇"), (submitted * scale, adopted * scale, "篇"))
    ]
    one, other = (made["advice.adoption_rate"].magnitude for made in rates)
    assert abs(one - other) <= 1e-9 * max(1, one)


@given(st.lists(st.integers(1, 60), min_size=4, max_size=4))
def test_a_growth_printed_and_read_again_has_the_base_it_came_from(counts):
    made = readings(dict(zip(range(2021, 2025), counts, strict=True)), "2023/2024")
    assert made["window_before"].growth == Fraction(100 * (counts[2] + counts[3]), counts[0] + counts[1]) - 100
    for one in made.values():
        printed = f"{float(one.growth):.0f}"
        assert one.prints_as(printed)
        bases = ki.Interval.point(one.current[1]) / (1 + ki.Interval.printed(printed) / 100)
        assert bases.contains(one.base[1])
