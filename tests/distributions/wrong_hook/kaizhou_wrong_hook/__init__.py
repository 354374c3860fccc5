"""Misspells the hook."""

from kaizhou_indicators import Domain, Text, hookimpl


@hookimpl
def kaizhou_domainz():
    return [Domain("wrong_hook", Text("错", "Wrong"))]
