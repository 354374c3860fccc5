"""Takes its time to import, as plugins with large data do; it loads all the same."""

from time import sleep

from kaizhou_indicators import Domain, Text, hookimpl

sleep(0.6)
slow = Domain("slow", Text("慢", "Slow"))
slow.indicator("snails", Text("蜗牛", "Snails"), unit="只")


@hookimpl
def kaizhou_domains():
    return [slow]
