"""Declarative domains: a whole domain in one TOML or YAML file, read without running anything, and written back."""
