"""Builds on an indicator of a plugin that cannot be registered; that is no fault of this one."""

from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("dependant", Text("依赖", "Dependant"))


@domain.derived("twice", Text("两倍", "Twice"), unit="次", inputs={"reads": "keyword.reads"})
def twice(reads):
    return 2 * reads


@hookimpl
def kaizhou_domains():
    return [domain]
