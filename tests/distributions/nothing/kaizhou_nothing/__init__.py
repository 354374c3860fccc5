"""Forgets to return."""

from kaizhou_indicators import Domain, Text, hookimpl


@hookimpl
def kaizhou_domains():
    Domain("nothing", Text("空", "Nothing"))
