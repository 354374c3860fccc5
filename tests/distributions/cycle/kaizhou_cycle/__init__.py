"""Derives two indicators from each other."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("cycle", Text("循环", "Cycle"))


@domain.derived("hen", Text("鸡", "Hen"), unit="1")
def hen(egg):
    return egg + 1


@domain.derived("egg", Text("蛋", "Egg"), unit="1")
def egg(hen):
    return hen - 1


@hookimpl
def kaizhou_domains():
    return [domain]
