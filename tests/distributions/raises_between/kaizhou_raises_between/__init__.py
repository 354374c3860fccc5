"""Yields a good domain and raises before the next one."""

from kaizhou_indicators import Domain, Text, hookimpl


@hookimpl
def kaizhou_domains():
    yield Domain("raises_between", Text("半途", "Half-way"))
    msg = "no second domain"
    raise LookupError(msg)
