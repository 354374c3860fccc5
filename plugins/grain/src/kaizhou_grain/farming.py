"""Reserves, technique and the wider farm economy: what the article names beside area and yield, and what is published."""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Basis, Identity, Text, arithmetic

from .domain import ARTICLE, FLOW, SHARE, STOCK, grain

_MASS: dict[str, Any] = {"unit": "万吨", "decimals": 2, "source": ARTICLE}


def _declare_reserve() -> None:
    stock = {"valid": (0, None), "over_area": "sum", **_MASS}
    grain.indicator(
        "reserve_opening",
        Text("期初储备粮", "Grain reserve, opening"),
        definition=Text("期初存量，即上一期末储备粮", "the closing stock of the period before"),
        over_time="first",
        **stock,
    )
    for name, zh, en in (
        ("reserve_in", "储备粮入库量", "Grain taken into the reserve"),
        ("reserve_out", "储备粮出库量", "Grain taken out of the reserve"),
    ):
        grain.indicator(
            name, Text(zh, en), definition=Text("含轮换；流量", "rotation included; a flow"), **{**_MASS, **FLOW}
        )
    grain.indicator(
        "reserve",
        Text("期末储备粮", "Grain reserve, closing"),
        aliases=["粮食储备", "储备粮库存"],
        definition=Text("期初＋入库－出库", "opening plus intake less release"),
        over_time="last",
        **stock,
    )
    grain.identity("reserve_stock", Identity.stock("reserve_opening", "reserve_in", "reserve_out", "reserve"))


def _declare_technique() -> None:
    grain.indicator(
        "technique_area",
        Text("种植技术推广面积", "Area under promoted techniques"),
        unit="万亩",
        better="higher",
        decimals=2,
        by=("technique",),
        definition=Text(
            "按技术分列；一地可用多项技术，跨技术不相加",
            "by technique; one field may use several, never added across them",
        ),
        source=ARTICLE,
        **FLOW,
    )
    grain.derived(
        "technique_coverage",
        Text("种植技术覆盖率", "Coverage of a technique"),
        better="higher",
        by=("technique",),
        inputs={"part": "grain.technique_area", "whole": "grain.total_sown_area"},
        definition=Text("推广面积÷农作物总播种面积", "area under the technique over the sown area of all crops"),
        source=ARTICLE,
        **SHARE,
    )(arithmetic.share)
    grain.identity("technique_of_sown", Identity.funnel(["total_sown_area", "technique_area"]))


def _declare_economy() -> None:
    current = Basis(price="current")
    for name, title, unit, rules in (
        ("pigs", Text("生猪出栏", "Pigs marketed"), "万头", FLOW),
        ("leading_firms", Text("市级以上农业龙头企业", "Leading farm firms at city level or above"), "家", {"kind": "count", **STOCK}),
        ("processing_output", Text("农产品加工业产值", "Output of farm-product processing"), "亿元", {"basis": current, **FLOW}),
        ("mountain_output", Text("山地特色产业综合产值", "Output of mountain specialities"), "亿元", {"basis": current, **FLOW}),
    ):  # fmt: skip
        grain.indicator(
            name,
            title,
            unit=unit,
            better="higher",
            definition=Text("按发布口径，未见公开的统计定义；各项可能重叠，不相加", "as published, no public definition was found; they may overlap and are never added"),
            source="kaizhou_harvest_2025",
            **rules,
        )  # fmt: skip


_declare_reserve()
_declare_technique()
_declare_economy()
