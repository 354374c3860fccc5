"""Returns a text where a list of domains belongs."""

from kaizhou_indicators import hookimpl


@hookimpl
def kaizhou_domains():
    return "text"
