"""Holds code that is no Python; as a text, so that linters can read this file."""

exec("domain = Domain(")
