from pages_domain import registry

project = "search"
extensions = ["kaizhou_indicators.sphinxext"]
language = "zh_CN"
html_theme = "furo"
nitpicky = True
exclude_patterns = ["_build"]
kaizhou_registry = registry
