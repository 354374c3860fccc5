"""Outreach (引得回): the people outside, the organisations that keep in touch with them, and those who returned.

Counts only: no name, number or address of a person ever enters this package. People registered (入库) and people who
left (外出) are two populations that are counted by different rules, so neither bounds the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Identity, Period, Text, Verdict, arithmetic

from .domain import HomecomingError, homecoming

#: a number of people or things at the end of a period
STOCK: dict[str, Any] = {"kind": "count", "valid": (0, None), "over_time": "last", "over_area": "sum", "decimals": 0}
#: a number of events within a period
FLOW: dict[str, Any] = {"kind": "count", "valid": (0, None), "over_time": "sum", "over_area": "sum", "decimals": 0}
#: the stock of the period before
OPENING: dict[str, Any] = {**STOCK, "over_time": "first"}
REVIEW: dict[str, Any] = {"source": "kaizhou_review_2024"}
#: what this package defines itself, because no source does
OWN: dict[str, Any] = {"source": "kaizhou_homecoming"}

homecoming.indicator(
    "outside_organisations",
    Text("外联组织", "Liaison organisations outside"),
    unit="个",
    better="higher",
    aliases=["在外组织", "外联组织数"],
    definition=Text(
        "“1+4”在外组织网络中的外联组织个数；各组成部分的名称未见公布，由使用者提供",
        "organisations of the 1+4 network outside the district; the names of its parts were not found and come from the"
        " user",
    ),
    **STOCK,
    **REVIEW,
)

# -- the register of people outside


def _declare_register() -> None:
    homecoming.indicator(
        "registered_outside",
        Text("登记入库在外人员", "People outside on the register"),
        unit="人",
        aliases=["入库在外人员", "在外人员入库", "登记在外人员"],
        definition=Text(
            "在外人员联系服务信息平台期末在库人数；入库范围未见公开规定，与外出务工人员不是同一总体",
            "people on the liaison platform at the end of the period; who enters it was not found in a text, and they are"
            " not the population of those who left for work",
        ),
        **STOCK,
        **REVIEW,
    )
    homecoming.indicator(
        "registered_outside_opening",
        Text("期初在库在外人员", "People outside on the register, opening"),
        unit="人",
        definition=Text("期初在库人数，即上一期末在库人数", "the closing stock of the period before"),
        **OPENING,
        **OWN,
    )
    for name, zh, en, meaning in (
        (
            "newly_registered",
            "新登记入库人数",
            "Newly registered",
            Text("本期登记入库的人数", "entered into the register"),
        ),
        (
            "removed_from_register",
            "核销出库人数",
            "Removed from the register",
            Text(
                "本期核销出库的人数，返乡、失联、重复等原因不分列", "removed, whether returned, lost or entered twice"
            ),
        ),
    ):
        homecoming.indicator(name, Text(zh, en), unit="人", definition=meaning, **FLOW, **OWN)
    homecoming.identity(
        "register_stock",
        Identity.stock(
            "homecoming.registered_outside_opening",
            "homecoming.newly_registered",
            "homecoming.removed_from_register",
            "homecoming.registered_outside",
        ),
    )


_declare_register()
homecoming.indicator(
    "people_outside",
    Text("常年外出务工人员", "People working elsewhere"),
    unit="人",
    aliases=["常年外出务工", "外出务工人员"],
    definition=Text(
        "户籍人口中常年外出务工的人数，按发布，统计口径未注明",
        "registered inhabitants who work elsewhere for most of the year, as published; how they are counted is not stated",
    ),
    source="xinhua_2024_10",
    **STOCK,
)


@homecoming.derived(
    "registered_per_outside",
    Text("登记入库与外出务工人数之比", "Registered outside, over people working elsewhere"),
    unit="%",
    kind="rate",
    better="neutral",  # a ratio of two populations, neither of which bounds the other
    valid=(0, None),
    decimals=1,
    aliases=["入库率"],
    definition=Text(
        "登记入库在外人员与常年外出务工人员之比；两者总体不同，可超过100%，不是恒等约束",
        "people on the register over people working elsewhere; the two are different populations, so it may exceed 100 %"
        " and no identity binds them",
    ),
    **OWN,
)
def registered_per_outside(registered_outside: Any, people_outside: Any) -> Any:
    """People on the register over people who left for work.

    >>> registered_per_outside(90, 100)
    0.9
    """
    return arithmetic.share(registered_outside, people_outside)


# -- those who returned


def _declare_returnees() -> None:
    homecoming.indicator(
        "returnees",
        Text("累计返乡创业人员", "Returnee entrepreneurs, cumulative"),
        unit="人",
        better="higher",
        aliases=["返乡创业人员", "返乡创业人数"],
        definition=Text(
            "自开始统计以来返乡创业的人数，累计数只增不减；何谓返乡（籍贯、离开年限）及去重办法未见公布",
            "people who have returned and founded a business since counting began, a running total that never falls; who"
            " counts as returned (origin, years away) and how doubles are removed was not found",
        ),
        **STOCK,
        **REVIEW,
    )
    homecoming.indicator(
        "returnees_opening",
        Text("期初累计返乡创业人员", "Returnee entrepreneurs, cumulative, opening"),
        unit="人",
        definition=Text("上一期末的累计数", "the running total of the period before"),
        **OPENING,
        **OWN,
    )
    homecoming.indicator(
        "newly_returned",
        Text("本期返乡创业人员", "Returnee entrepreneurs of the period"),
        unit="人",
        better="higher",
        definition=Text("本期新增的返乡创业人数", "people who returned and founded a business within the period"),
        **FLOW,
        **OWN,
    )
    homecoming.identity("returnees_cumulative", Identity.cumulative("homecoming.returnees"))
    homecoming.identity(
        "returnees_total",
        Identity.total("homecoming.returnees", ["homecoming.returnees_opening", "homecoming.newly_returned"]),
    )


_declare_returnees()


def running_total(values: Mapping[str, Any]) -> Verdict:
    """Hold a running total since counting began to its law: it never falls, across years either.

    Args:
        values: period -> cumulative number, or an interval where it was printed with 余 or 近.

    Returns:
        The verdict; the identity ``returnees_cumulative`` of the registry looks within one year only.

    Raises:
        HomecomingError: fewer than two periods.
        PeriodError: a key is no period.

    >>> running_total({"2023": 98_000, "2024": 96_500}).explanation.en
    '2023 98000 exceeds 2024 96500'
    """
    if len(values) < 2:
        msg = f"running total of {len(values)} periods: give at least two, period -> number"
        raise HomecomingError(msg)
    latest_first = sorted(values, key=Period.parse, reverse=True)
    return Identity.funnel(latest_first).check(values)
