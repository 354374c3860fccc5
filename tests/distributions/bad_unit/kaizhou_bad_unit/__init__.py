"""Declares an indicator in a unit that nobody knows, and another whose formula yields something else."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("bad_unit", Text("单位", "Units"))
domain.indicator("codmn", Text("高锰酸盐指数", "Permanganate index"), unit="mgg/L")
domain.indicator("plots", Text("地块面积", "Plots"), unit="亩")


@domain.derived("side", Text("边长", "Side"), unit="m")
def side(plots):
    return plots / 2


@hookimpl
def kaizhou_domains():
    return [domain]
