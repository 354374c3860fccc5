"""Brings the domain ``twin``; so does another distribution."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("twin", Text("双胞胎", "Twin"))
domain.indicator("twin_a_births", Text("出生", "Births"), unit="人")


@hookimpl
def kaizhou_domains():
    return [domain]
