"""Misspells a keyword of an indicator that another plugin builds on."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("keyword", Text("关键字", "Keyword"))
domain.indicator("reads", Text("阅读量", "Reads"), unti="次")


@hookimpl
def kaizhou_domains():
    return [domain]
