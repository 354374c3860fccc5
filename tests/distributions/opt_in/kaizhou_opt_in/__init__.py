"""A plugin that asks for the version of the library that loads it, an argument of the hook that others leave out."""

from kaizhou_indicators import Domain, Text, hookimpl


@hookimpl
def kaizhou_domains(core):
    domain = Domain("opt_in", Text("可选参数", "Opt-in"), definition=Text("库的版本", f"asked by {core}"))
    domain.indicator("reads", Text("读数", "Reads"), unit="1")
    return [domain]
