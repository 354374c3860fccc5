"""Laws of the domain as hypothesis states them: bounds, monotonicity, units, pooling, funnels."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_stations import FUNCTIONS, JOURNEY, UNITS, Covered, Reach, Station, StationList, stations

REG = ki.Registry([stations])
OF_TOWNS = ki.Registry([stations], settings={"stations.coverage_unit": "towns", "stations.service_radius": 1})
LAW = settings(deadline=None, max_examples=50)
counts = st.integers(1, 10**6)
functions = st.lists(st.sampled_from(sorted(FUNCTIONS)), unique=True).map(tuple)
registers = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(("own", "shared")), functions), min_size=1
).map(
    lambda rows: StationList(
        tuple(Station(f"站{n}", area, built, words) for n, (area, built, words) in enumerate(rows))
    )
)
some_functions = st.lists(st.sampled_from(sorted(FUNCTIONS)), min_size=1, unique=True)
distances = st.dictionaries(st.text("甲乙丙丁", min_size=1, max_size=4), st.floats(0, 50), min_size=1)


@LAW
@given(st.tuples(counts, counts).map(sorted))
def test_a_share_of_k_of_n_lies_between_0_and_100_and_units_change_nothing(pair):
    members, workers = pair
    plain = REG.derive({"stations.members": members, "stations.new_form_workers": workers}, "stations.org_rate")
    scaled = REG.derive(
        {"stations.members": f"{members / 10_000!r} 万人", "stations.new_form_workers": workers}, "stations.org_rate"
    )
    rate = plain["stations.org_rate"].magnitude
    assert 0 <= rate <= 100
    assert scaled["stations.org_rate"].magnitude == pytest.approx(rate)


@LAW
@given(registers)
def test_own_and_shared_are_all_stations(register):
    found = register.counts()
    assert found["stations.own"] + found["stations.shared"] == found["stations.count"] == len(register.stations)
    assert REG.derive({k: found[k] for k in ("stations.own", "stations.shared")}, "stations.count")[
        "stations.count"
    ].magnitude == len(register.stations)


@LAW
@given(registers, some_functions, some_functions)
def test_more_mandatory_functions_never_equip_more_stations(register, few, further):
    assert register.equipped([*few, *further]) <= register.equipped(few)
    assert all(register.equipped(few) <= register.counts()[f"stations.with_{name}"] for name in few)


@LAW
@given(registers, some_functions)
def test_the_rollup_of_the_areas_is_the_share_of_all_stations(register, mandatory):
    table = pl.DataFrame(register.rows("2024", mandatory))
    made = REG.rollup(table, "stations.functions", period=None, area=dict.fromkeys(register.areas, "区"))
    assert made["stations.functions"].to_list() == [
        pytest.approx(100 * register.equipped(mandatory) / len(register.stations))
    ]


@LAW
@given(distances, st.floats(0.1, 50), st.floats(0.1, 50), st.sampled_from(("towns", "business_districts")))
def test_a_larger_radius_never_covers_less(nearest, radius, other, unit):
    small, large = (Reach(r, "公里", unit).count(nearest) for r in sorted((radius, other)))
    assert 0 <= small.share <= large.share <= 1
    assert small.total == large.total == len(nearest)


@LAW
@given(st.lists(distances, min_size=1), st.floats(0.1, 50))
def test_pooled_coverage_is_the_ratio_of_the_sums(areas, radius):
    parts = [Reach(radius, "公里", "towns").count(nearest) for nearest in areas]
    whole = Covered.pooled(parts)
    assert whole.share.limit_denominator() * whole.total == whole.covered == sum(part.covered for part in parts)
    assert min(part.share for part in parts) <= whole.share <= max(part.share for part in parts)


@LAW
@given(distances, st.integers(1, 20))
def test_the_table_and_the_record_cover_the_same(nearest, radius):
    reg = ki.Registry([stations], settings={"stations.coverage_unit": "towns", "stations.service_radius": radius})
    table = pl.DataFrame(
        {
            "area": list(nearest),
            "period": ["2024"] * len(nearest),
            "stations.nearest_station": list(nearest.values()),
            "stations.towns": [1] * len(nearest),
        },
        schema_overrides={"stations.nearest_station": pl.Float64},
    )
    made = reg.rollup(table, "stations.coverage", period=None, area=dict.fromkeys(nearest, "区"))
    share = Reach(radius, "公里", "towns").count(nearest).share
    assert made["stations.coverage"].to_list() == [pytest.approx(100 * float(share))]


@LAW
@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3).map(lambda n: sorted(n, reverse=True)))
def test_the_journey_never_grows(steps):
    amounts = dict(zip(JOURNEY.names, steps, strict=True))
    assert all(0 <= rate.first <= 1 for rate in JOURNEY.rates(amounts).values() if rate.first is not None)
    if steps[0] > steps[2]:
        with pytest.raises(ki.ProcessError, match="never holds more"):
            JOURNEY.check(dict(zip(JOURNEY.names, reversed(steps), strict=True)))


@LAW
@given(st.dictionaries(st.sampled_from(sorted(UNITS)), st.tuples(counts, counts).map(sorted), min_size=1))
def test_the_coverage_is_that_of_the_unit_declared_or_none(given_):
    values = {}
    for unit, (covered, total) in given_.items():
        values |= {f"stations.{unit}_covered": covered, f"stations.{unit}": total}
    if "towns" in given_:
        covered, total = given_["towns"]
        found = OF_TOWNS.derive(values, "stations.coverage")["stations.coverage"].magnitude
        assert found == pytest.approx(100 * covered / total)
    else:
        with pytest.raises(ki.DerivationError, match=r"stations\.coverage"):
            OF_TOWNS.derive(values, "stations.coverage")
