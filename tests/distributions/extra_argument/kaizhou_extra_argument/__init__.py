"""Asks the hook for an argument that it does not have."""

from kaizhou_indicators import Domain, Text, hookimpl


@hookimpl
def kaizhou_domains(config):
    return [Domain("extra_argument", Text(config, "Extra"))]
