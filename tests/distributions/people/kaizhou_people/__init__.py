"""Brings a domain that is built in."""

from kaizhou_indicators import Domain, Text, hookimpl


@hookimpl
def kaizhou_domains():
    return [Domain("people", Text("人口", "People"))]
