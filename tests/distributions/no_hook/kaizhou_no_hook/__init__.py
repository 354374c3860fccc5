"""Forgets the decorator."""

from kaizhou_indicators import Domain, Text


def kaizhou_domains():
    return [Domain("no_hook", Text("无", "None"))]
