from pages_domain import town_domain

from kaizhou_indicators import Registry


def kaizhou_registry():
    return Registry([town_domain()])


project = "neighbour"
extensions = ["kaizhou_indicators.sphinxext", "sphinx.ext.intersphinx"]
language = "zh_CN"
html_theme = "basic"
nitpicky = True
exclude_patterns = ["_build"]
