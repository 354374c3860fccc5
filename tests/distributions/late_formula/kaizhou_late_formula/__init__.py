"""Branches on a value inside a formula, which shows only when the formula is traced."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("late_formula", Text("公式", "Formula"))
domain.indicator("done", Text("完成", "Done"), unit="件")


@domain.derived("more", Text("超额", "Excess"), unit="件")
def more(done):
    return done - 5 if done > 5 else 0


@hookimpl
def kaizhou_domains():
    return [domain]
