"""Declares one key twice."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("duplicate_key", Text("重复", "Twice"))
domain.indicator("reads", Text("阅读量", "Reads"), unit="次")
domain.indicator("reads", Text("点击量", "Clicks"), unit="次")


@hookimpl
def kaizhou_domains():
    return [domain]
