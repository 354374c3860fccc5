"""Emissions as Our World in Data publishes them: a domain, and what of two editions follows from their own bases.

Run it after installing the core with polars: `python examples/co2.py [zh|en]`. The data, their authors and their
licence are named in `examples/data/README.md`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from typing import Any

import owid
import polars as pl
from agreement import AGREES, DERIVED_ONLY, DIFFERS, FLOAT32, PUBLISHED_ONLY

import kaizhou_indicators as ki
from kaizhou_indicators import Basis, Domain, Text

VERDICTS = {
    FLOAT32: Text("差在单精度之内", "agree within float32"),
    DIFFERS: Text("不一致", "differ"),
    PUBLISHED_ONLY: Text("只有公布值", "published only"),
    DERIVED_ONLY: Text("只有推得值", "derived only"),
}
CO2, CO2E = "百万吨", "百万吨二氧化碳当量"

co2 = Domain(
    "co2",
    Text("二氧化碳与温室气体排放", "CO₂ and greenhouse gas emissions"),
    units=["国际元 = [国际元] = _ = international_dollar"],
)
co2.source(
    "owid",
    Text("二氧化碳与温室气体排放数据", "Data on CO₂ and greenhouse gas emissions"),
    issuer="Our World in Data",
    url="https://github.com/owid/co2-data",
)

#: name -> published column, title, unit
EMISSIONS: Mapping[str, tuple[str, Text, str]] = {
    "total": ("co2", Text("二氧化碳排放量", "CO₂ emissions"), CO2),
    "cement": ("cement_co2", Text("水泥排放量", "CO₂ from cement"), CO2),
    "coal": ("coal_co2", Text("煤炭排放量", "CO₂ from coal"), CO2),
    "gas": ("gas_co2", Text("天然气排放量", "CO₂ from gas"), CO2),
    "oil": ("oil_co2", Text("石油排放量", "CO₂ from oil"), CO2),
    "flaring": ("flaring_co2", Text("火炬燃烧排放量", "CO₂ from flaring"), CO2),
    "other": ("other_industry_co2", Text("其他工业排放量", "CO₂ from other industry"), CO2),
    "land": ("land_use_change_co2", Text("土地利用变化排放量", "CO₂ from land-use change"), CO2),
    "consumed": ("consumption_co2", Text("消费侧排放量", "CO₂ consumed, trade included"), CO2),
    "methane": ("methane", Text("甲烷排放量", "Methane emissions"), CO2E),
    "nitrous_oxide": ("nitrous_oxide", Text("氧化亚氮排放量", "Nitrous oxide emissions"), CO2E),
    "ghg": ("total_ghg", Text("温室气体排放量", "Greenhouse gas emissions"), CO2E),
    "ghg_fossil": (
        "total_ghg_excluding_lucf",
        Text("不含土地利用的温室气体排放量", "Greenhouse gas emissions without land use"),
        CO2E,
    ),
}
_SUMMED: Mapping[str, Any] = {"over_time": "sum", "over_area": "sum", "source": "owid"}
for _name, (_column, _title, _unit) in EMISSIONS.items():
    co2.indicator(_name, _title, unit=_unit, better="lower", aliases=(_column,), **_SUMMED)
co2.indicator(
    "energy", Text("一次能源消费量", "Primary energy"), unit="TWh", aliases=("primary_energy_consumption",), **_SUMMED
)
co2.indicator(
    "population", Text("人口数", "People"), unit="人", aliases=("population",), over_area="sum", source="owid"
)
co2.indicator(
    "gdp",
    Text("国内生产总值（2011年不变价国际元）", "GDP in international-$ of 2011"),
    unit="国际元",
    aliases=("gdp",),
    basis=Basis(price="constant"),
    **_SUMMED,
)
co2.indicator(
    "warming",
    Text("温室气体所致升温", "Warming caused by greenhouse gases"),
    unit="℃",
    aliases=("temperature_change_from_ghg",),
    source="owid",
)


@co2.derived(
    "with_land",
    Text("含土地利用变化的排放量", "CO₂ with land-use change"),
    unit=CO2,
    aliases=("co2_including_luc",),
    **_SUMMED,
)
def with_land(total: Any, land: Any) -> Any:
    """Return fossil and industrial emissions plus those of land-use change; an ``@cum`` runs over the sums."""
    return total + land


@co2.derived("traded", Text("贸易净转入排放量", "CO₂ in trade, net"), unit=CO2, aliases=("trade_co2",), **_SUMMED)
def traded(consumed: Any, total: Any) -> Any:
    """Return what is consumed and emitted elsewhere; negative for an exporter."""
    return consumed - total


@co2.derived("traded_share", Text("贸易净转入占比", "Net trade over emissions"), unit="%")
def traded_share(traded: Any, total: Any) -> Any:
    """Return net trade as a share of the emissions at home."""
    return traded / total


def _per_person(amount: Any, population: Any) -> Any:
    return amount / population


def _per_gdp(amount: Any, gdp: Any) -> Any:
    return amount / gdp


def _per_energy(amount: Any, energy: Any) -> Any:
    return amount / energy


_TITLES = {name: (title, unit) for name, (_, title, unit) in EMISSIONS.items()}
_TITLES |= {
    "with_land": (Text("含土地利用变化的排放量", "CO₂ with land-use change"), CO2),
    "energy": (Text("一次能源消费量", "Primary energy"), "TWh"),
}
_GRAMS = {CO2: ("t", "kg"), CO2E: ("吨二氧化碳当量", "千克二氧化碳当量"), "TWh": ("kWh", "kWh")}
for _name, (_title, _unit) in _TITLES.items():
    _large, _small = _GRAMS[_unit]
    for _per, _words, _text, _formula in (
        ("person", Text("人均", "per person"), f"{_large}/人", _per_person),
        ("gdp", Text("单位GDP", "per GDP"), f"{_small}/国际元", _per_gdp),
        ("energy", Text("单位能耗", "per unit of energy"), f"{_small}/kWh", _per_energy),
    ):
        if _name != _per:
            _both = Text(f"{_words.zh}{_title.zh}", f"{_title.en} {_words.en}")
            co2.derived(f"{_name}_per_{_per}", _both, unit=_text, inputs={"amount": f"co2.{_name}"})(_formula)


@co2.derived(
    "growth_on_any_base",
    Text("较上年变动（基数可为负）", "Change on a base of any sign"),
    unit="%",
    kind="level",
    inputs={"before": "co2.total@yoy"},
    definition=Text(
        "发布方的算法：基数为负时也相除；本库的 @yoy:pct 在基数不为正时为空",
        "the publisher's rule, which divides by a negative base too; @yoy:pct is null unless the base is positive",
    ),
)
def growth_on_any_base(total: Any, before: Any) -> Any:
    """Return the change on the year before over that year's value, whatever its sign."""
    return (total - before) / before


def report(reg: ki.Registry, edition: str, language: str) -> int:
    """Print how many cells of each derived column agree, and why others do not; return how many nothing explains."""
    ways = {way.name: way.text.get(language) for way in owid.WAYS}
    found = owid.cells(reg, edition)
    print("\n" + Text(f"{edition}年版", f"Edition of {edition}").get(language))
    for (column,), cells in found.group_by("column", maintain_order=True):
        agree = cells.filter(pl.col("verdict") == AGREES).height
        print(f"  {column:42} {owid.PUBLISHED[str(column)]:38} {agree:6} / {cells.height}")
        others = cells.filter(pl.col("verdict") != AGREES).group_by("verdict", "why", maintain_order=True).len()
        for verdict, why, count in others.rows():
            print(f"    {count:6} {VERDICTS[verdict].get(language)}: {ways.get(why, '?')}")
    return found.filter((pl.col("verdict") != AGREES) & pl.col("why").is_null()).height


def main(language: str) -> int:
    """Print both editions; return 1 if a cell differs and nothing explains it."""
    reg = ki.Registry([co2])
    return 1 if sum(report(reg, edition, language) for edition in owid.EDITIONS) else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="排放指标示例 / Emissions, an example")
    parser.add_argument("language", nargs="?", choices=("zh", "en"), default="zh", help="语言 / language (default: zh)")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(parser.parse_args().language))
