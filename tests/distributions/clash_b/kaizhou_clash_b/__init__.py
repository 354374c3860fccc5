"""Defines the unit 柴捆; so does another distribution, and differently."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("clash_b", Text("柴", "Firewood"), units=["柴捆 = 900 * gram"])
domain.indicator("stock", Text("存量", "Stock"), unit="柴捆")


@hookimpl
def kaizhou_domains():
    return [domain]
