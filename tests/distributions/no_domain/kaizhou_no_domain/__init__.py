"""Returns a dictionary where a Domain belongs."""

from kaizhou_indicators import hookimpl


@hookimpl
def kaizhou_domains():
    return [{"name": "no_domain"}]
