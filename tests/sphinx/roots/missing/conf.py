from pages_domain import registry

project = "missing"
extensions = ["kaizhou_indicators.sphinxext"]
language = "en"
html_theme = "basic"
exclude_patterns = ["_build"]
kaizhou_registry = registry
