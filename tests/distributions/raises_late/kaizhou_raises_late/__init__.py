"""Imports well, and raises when the host calls its hook."""

from kaizhou_indicators import hookimpl


@hookimpl
def kaizhou_domains():
    msg = "thresholds.toml is not there"
    raise FileNotFoundError(msg)
