"""People: residents and the registered, never mixed.

Two laws:

* A rate has the population of its events below it: births of residents over residents, registered births over the
  registered. What was published without saying which is not shipped as either.
* The denominator of a rate of a period is the average population, the mean of its opening and closing stock.
"""

from __future__ import annotations

from typing import Any

from ...model.domain import Domain
from ...model.records import Basis
from ...processes import Identity
from ...text import Text
from .documents import quote
from .figures import PEOPLE, observe

people = Domain(
    "people",
    Text("人口", "People"),
    definition=Text("常住人口与户籍人口及其变动", "Resident and registered population and how they change"),
)
quote(people, "kaizhou_2020", "kaizhou_2023", "kaizhou_2024", "natural_growth", "population_terms")

_END: dict[str, Any] = {"unit": "万人", "valid": (0, None), "decimals": 2, "over_time": "last", "over_area": "sum"}
_OPENING: dict[str, Any] = {**_END, "over_time": "first"}
_AVERAGE: dict[str, Any] = {"unit": "万人", "valid": (0, None), "decimals": 2}
_EVENTS: dict[str, Any] = {
    "unit": "人",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "sum",
    "over_area": "sum",
}
# how a population is made up and how it changes is a fact and no achievement: no direction
_SHARE: dict[str, Any] = {"unit": "%", "kind": "share", "better": "neutral", "valid": (0, 100), "decimals": 2}
_RATE: dict[str, Any] = {"unit": "‰", "kind": "rate", "better": "neutral", "decimals": 2, "source": "natural_growth"}


def average_population(opening: Any, closing: Any) -> Any:
    """Mean of the stock at the beginning and at the end of a period."""
    return (opening + closing) / 2


def rate_on_average(events: Any, average: Any) -> Any:
    """Return events of a period per head of its average population."""
    return events / average


def natural_growth(births: Any, deaths: Any, average: Any) -> Any:
    """Births less deaths of a period per head of its average population."""
    return (births - deaths) / average


def share_of_people(part: Any, whole: Any) -> Any:
    """Return a part of a population over the whole of it."""
    return part / whole


def _declare_stocks(stock: str, zh: str, en: str, aliases: list[str], meaning: Text) -> None:
    closing, average = (Basis(population=stock, population_time=time) for time in ("year_end", "average"))
    people.indicator(
        stock,
        Text(f"{zh}人口", f"{en} population"),
        aliases=aliases,
        definition=meaning,
        basis=closing,
        source="kaizhou_2023",
        **_END,
    )
    people.indicator(
        f"{stock}_opening",
        Text(f"期初{zh}人口", f"{en} population, opening"),
        aliases=[f"上年末{zh}人口"],
        definition=Text("期初存量，即上一期末人口", "stock at the beginning, that is the end of the period before"),
        basis=closing,
        source="population_terms",
        **_OPENING,
    )
    people.derived(
        f"{stock}_average",
        Text(f"年平均{zh}人口", f"{en} population, average"),
        definition=Text("期初与期末人口的平均数", "mean of the opening and the closing population"),
        inputs={"opening": f"people.{stock}_opening", "closing": f"people.{stock}"},
        basis=average,
        source="population_terms",
        **_AVERAGE,
    )(average_population)


def _declare_urban(
    stock: str, name: str, rate: str, *, of: Text, aliases: list[str], meaning: Text, source: str
) -> None:
    zh, en = of.zh, of.en
    basis = Basis(population=stock, population_time="year_end")
    people.indicator(
        name,
        Text(f"{zh}城镇人口", f"{en} urban population"),
        definition=meaning,
        basis=basis,
        source=source,
        **_END,
    )
    people.identity(f"{name}_within", Identity.funnel([f"people.{stock}", f"people.{name}"]))
    people.derived(
        rate,
        Text(f"{zh}人口城镇化率", f"Urbanisation rate, {en.lower()} population"),
        aliases=aliases,
        definition=Text(f"城镇人口占{zh}人口的比重", f"urban part of the {en.lower()} population, in % of it"),
        inputs={"part": f"people.{name}", "whole": f"people.{stock}"},
        source="kaizhou_2023",
        basis=basis,
        **_SHARE,
    )(share_of_people)


_EVENT_MEANINGS = {
    ("resident", "births"): Text("本期出生的常住人口，按活产婴儿计", "live births of the period among the residents"),
    ("resident", "deaths"): Text("本期死亡的常住人口", "deaths of the period among the residents"),
    ("registered", "births"): Text(
        "本期出生并登记户籍的人口，按发布；补报往年出生者是否计入未说明",
        "born and registered in the period, as published; whether births of earlier years registered late are among them"
        " is not said",
    ),
    ("registered", "deaths"): Text(
        "本期死亡的户籍人口，按发布；注销户籍的时点未说明",
        "deaths of the period among the registered, as published; when an entry is struck off is not said",
    ),
}


def _declare_vital(prefix: str, stock: str, of: Text, aliases: dict[str, list[str]]) -> None:
    basis = Basis(population=stock, population_time="average")
    mean = f"people.{stock}_average"
    for event, rate, zh, en in (
        ("births", "birth_rate", "出生", "Birth"),
        ("deaths", "death_rate", "死亡", "Death"),
    ):
        people.indicator(
            f"{prefix}{event}",
            Text(f"{of.zh}{zh}人口", f"{en}s{of.en}"),
            aliases=aliases.get(event, []),
            definition=_EVENT_MEANINGS[stock, event],
            basis=Basis(population=stock),
            source="population_terms" if stock == "resident" else "kaizhou_2024",
            **_EVENTS,
        )
        people.derived(
            f"{prefix}{rate}",
            Text(f"{of.zh}人口{zh}率", f"{en} rate{of.en}"),
            valid=(0, 1000),
            aliases=aliases.get(rate, []),
            definition=Text(f"{zh}人数与年平均人口之比", f"{en.lower()}s over the average population"),
            inputs={"events": f"people.{prefix}{event}", "average": mean},
            basis=basis,
            **_RATE,
        )(rate_on_average)
    people.derived(
        f"{prefix}natural_growth_rate",
        Text(f"{of.zh}人口自然增长率", f"Natural growth rate{of.en}"),
        valid=(-1000, 1000),
        aliases=aliases.get("natural_growth_rate", []),
        definition=Text(
            "（出生人数−死亡人数）与年平均人口之比，等于出生率减死亡率",
            "births less deaths over the average population; birth rate less death rate",
        ),
        inputs={"births": f"people.{prefix}births", "deaths": f"people.{prefix}deaths", "average": mean},
        basis=basis,
        **_RATE,
    )(natural_growth)
    rates = [f"people.{prefix}{name}" for name in ("birth_rate", "death_rate", "natural_growth_rate")]
    # three rates printed with two decimals: each may miss by half a unit of the last
    people.identity(f"{prefix}natural_growth", Identity.total(rates[0], rates[1:], signed=True, slack=0.015))


_declare_stocks(
    "resident",
    "常住",
    "Resident",
    ["年末常住人口"],
    Text("年末常住人口，不论户籍在何处", "people living in the area at the end of the year, wherever registered"),
)
_declare_stocks(
    "registered",
    "户籍",
    "Registered",
    ["户籍总人口", "年末户籍人口"],
    Text(
        "年末登记户籍的人口，不论住在何处", "people registered in the area at the end of the year, wherever they live"
    ),
)
_declare_urban(
    "resident",
    "urban_resident",
    "urbanisation_rate",
    of=Text("常住", "Resident"),
    aliases=["城镇化率", "常住城镇化率"],
    meaning=Text("居住在城镇范围内的全部常住人口", "residents who live within cities and towns"),
    source="population_terms",
)
_declare_urban(
    "registered",
    "registered_urban",
    "registered_urbanisation_rate",
    of=Text("户籍", "Registered"),
    aliases=["户籍城镇化率"],
    meaning=Text(
        "户籍人口中登记为城镇的人口，按发布；公报未说明划分办法",
        "registered people entered as urban, as published; the communiqué does not say how they are told apart",
    ),
    source="kaizhou_2023",
)
_declare_vital(
    "",
    "resident",
    Text("", ""),
    {"birth_rate": ["出生率"], "death_rate": ["死亡率"], "natural_growth_rate": ["自然增长率"]},
)
_declare_vital(
    "registered_",
    "registered",
    Text("户籍", ", registered"),
    {"births": ["出生登记人口"]},
)
people.indicator(
    "registered_60_plus",
    Text("60周岁及以上户籍人口", "Registered people aged 60 and over"),
    definition=Text("年末户籍人口中满60周岁的", "registered people who are 60 or older at the end of the year"),
    basis=Basis(population="registered", population_time="year_end"),
    source="kaizhou_2020",
    **_END,
)
people.derived(
    "registered_60_plus_share",
    Text("60周岁及以上户籍人口占比", "Share of registered people aged 60 and over"),
    definition=Text("年末满60周岁的占全部户籍人口", "of all registered people, those aged 60 and over at year-end"),
    inputs={"part": "people.registered_60_plus", "whole": "people.registered"},
    basis=Basis(population="registered", population_time="year_end"),
    source="kaizhou_2020",
    **_SHARE,
)(share_of_people)
people.identity("registered_60_plus_within", Identity.funnel(["people.registered", "people.registered_60_plus"]))

observe(people, PEOPLE)
