"""Brings a domain that is not in the namespace of its entry point."""

from kaizhou_indicators import Domain, Text, hookimpl


@hookimpl
def kaizhou_domains():
    return [Domain("elsewhere", Text("别处", "Elsewhere"))]
