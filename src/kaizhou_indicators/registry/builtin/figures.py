"""Figures of Kaizhou as published, for the domains people and economy; nothing here is calculated."""

from __future__ import annotations

from collections.abc import Iterable

from ...model.domain import Domain
from ...text import Text

#: area code of 开州区
KAIZHOU = "500154"

#: (indicator, period, value, as printed, document)
Row = tuple[str, str, float, str, str]

PEOPLE: tuple[Row, ...] = (
    ("resident", "2023", 118.56, "118.56万人", "kaizhou_2023"),
    ("resident", "2024", 117.85, "117.85万人", "kaizhou_2024"),
    ("urban_resident", "2023", 63.24, "63.24万人", "kaizhou_2023"),
    ("urban_resident", "2024", 63.57, "63.57万人", "kaizhou_2024"),
    ("urbanisation_rate", "2023", 53.34, "53.34%", "kaizhou_2023"),
    ("urbanisation_rate", "2024", 53.94, "53.94%", "kaizhou_2024"),
    ("registered", "2020", 167.75, "167.75万人", "kaizhou_2020"),
    ("registered", "2023", 164.96, "164.96万人", "kaizhou_2023"),
    ("registered", "2024", 164.0, "164万人", "kaizhou_2024"),
    ("registered_urban", "2020", 63.9, "63.9万人", "kaizhou_2020"),
    ("registered_urban", "2023", 64.36, "64.36万人", "kaizhou_2023"),
    ("registered_urbanisation_rate", "2020", 38.1, "38.1%", "kaizhou_2020"),
    ("registered_urbanisation_rate", "2023", 39.02, "39.02%", "kaizhou_2023"),
    ("registered_60_plus", "2020", 29.62, "29.62万人", "kaizhou_2020"),
    ("registered_60_plus_share", "2020", 17.66, "17.66%", "kaizhou_2020"),
    ("registered_births", "2024", 7528, "7528人", "kaizhou_2024"),
    ("registered_deaths", "2024", 9755, "9755人", "kaizhou_2024"),
    ("registered_birth_rate", "2024", 4.58, "4.58‰", "kaizhou_2024"),
    ("registered_death_rate", "2024", 5.93, "5.93‰", "kaizhou_2024"),
    ("registered_natural_growth_rate", "2024", -1.35, "-1.35‰", "kaizhou_2024"),
)

ECONOMY: tuple[Row, ...] = (
    ("gdp", "2020", 535.81, "535.81亿元", "kaizhou_2020"),
    ("gdp", "2023", 686.91, "686.91亿元", "kaizhou_2023"),
    ("gdp", "2024", 721.44, "721.44亿元", "kaizhou_plan_2024"),
    ("gdp_growth", "2020", 2.7, "2.7%", "kaizhou_2020"),
    ("gdp_growth", "2023", 6.7, "6.7%", "kaizhou_2023"),
    ("gdp_growth", "2024", 3.0, "3.0%", "kaizhou_2024"),
    ("gdp_growth", "2024-H1", 7.2, "7.2%", "kaizhou_press_2024"),
    ("primary_value_added", "2020", 84.35, "84.35亿元", "kaizhou_2020"),
    ("secondary_value_added", "2020", 209.75, "209.75亿元", "kaizhou_2020"),
    ("tertiary_value_added", "2020", 241.71, "241.71亿元", "kaizhou_2020"),
    ("primary_value_added", "2023", 95.31, "95.31亿元", "kaizhou_2023"),
    ("secondary_value_added", "2023", 263.33, "263.33亿元", "kaizhou_2023"),
    ("tertiary_value_added", "2023", 328.27, "328.27亿元", "kaizhou_2023"),
    ("primary_growth", "2020", 4.8, "4.8%", "kaizhou_2020"),
    ("primary_growth", "2023", 4.6, "4.6%", "kaizhou_2023"),
    ("secondary_growth", "2023", 7.7, "7.7%", "kaizhou_2023"),
    ("tertiary_growth", "2023", 6.5, "6.5%", "kaizhou_2023"),
    ("primary_share", "2020", 15.7, "15.7%", "kaizhou_2020"),
    ("secondary_share", "2020", 39.1, "39.1%", "kaizhou_2020"),
    ("tertiary_share", "2020", 45.2, "45.2%", "kaizhou_2020"),
    ("primary_share", "2023", 13.9, "13.9%", "kaizhou_2023"),
    ("secondary_share", "2023", 38.3, "38.3%", "kaizhou_2023"),
    ("tertiary_share", "2023", 47.8, "47.8%", "kaizhou_2023"),
    ("primary_share", "2024", 13.4, "13.4%", "kaizhou_2024"),
    ("secondary_share", "2024", 34.9, "34.9%", "kaizhou_2024"),
    ("tertiary_share", "2024", 51.7, "51.7%", "kaizhou_2024"),
    ("gdp_per_capita", "2023", 57600, "57600元", "kaizhou_2023"),
    ("gdp_per_capita_growth", "2023", 7.5, "7.5%", "kaizhou_2023"),
    ("gdp_per_capita_growth", "2024", 3.9, "3.9%", "kaizhou_2024"),
    ("private_value_added", "2020", 407.08, "407.08亿元", "kaizhou_2020"),
    ("private_value_added", "2023", 522.77, "522.77亿元", "kaizhou_2023"),
    ("private_share", "2020", 76.0, "76.0%", "kaizhou_2020"),
    ("private_share", "2023", 76.1, "76.1%", "kaizhou_2023"),
    ("fixed_investment_growth", "2024-H1", 20.4, "20.4%", "kaizhou_press_2024"),
    ("budget_revenue", "2020", 25.28, "25.28亿元", "kaizhou_2020"),
    ("tax_revenue", "2020", 14.71, "14.71亿元", "kaizhou_2020"),
    ("fund_revenue", "2020", 25.68, "25.68亿元", "kaizhou_2020"),
)

_NOTES = {
    (name, "2024"): Text(
        "原文未写分母；与年平均户籍人口相符", "the denominator is not printed; the average registered population agrees"
    )
    for name in ("registered_birth_rate", "registered_death_rate", "registered_natural_growth_rate")
} | {
    ("tertiary_share", "2020"): Text(
        "由增加值算得45.1；公布的三项凑足100.0",
        "45.1 by the value added; the three printed shares were made to close to 100.0",
    ),
    ("gdp_growth", "2024"): Text("现价总量之比为5.03%", "the ratio of the current-price levels gives 5.03%"),
}


def observe(domain: Domain, rows: Iterable[Row]) -> None:
    """Record figures of Kaizhou as published."""
    for name, period, value, printed, source in rows:
        domain.observe(
            name,
            area=KAIZHOU,
            period=period,
            value=value,
            printed=printed,
            source=f"{domain.name}.{source}",
            note=_NOTES.get((name, period), Text("")),
        )
