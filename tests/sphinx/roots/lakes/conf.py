from pages_domain import registry

project = "lakes"
extensions = ["kaizhou_indicators.sphinxext"]
language = "zh_CN"
html_theme = "basic"
nitpicky = True
exclude_patterns = ["_build"]
kaizhou_registry = registry
