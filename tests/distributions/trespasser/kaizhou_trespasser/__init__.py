"""Declares an indicator in the namespace of another plugin."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("trespasser", Text("越界", "Trespasser"))
domain.indicator("good.harvest", Text("产量", "Harvest"), unit="mgg")


@hookimpl
def kaizhou_domains():
    return [domain]
