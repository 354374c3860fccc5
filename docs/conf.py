"""The site: one source for both languages.

Law: the source is English; Chinese is the catalogue ``locale/zh_CN``, complete. A page ``X.md`` with ``X.zh-CN.md`` beside it is
written twice instead. What the registry says it says in both languages itself. Nothing a reader loads comes from elsewhere.
"""

from __future__ import annotations

import sys
from importlib.metadata import version as version_of
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "kaizhou_indicators"
author = "The kaizhou_indicators founders"
release = version = version_of("kaizhou-indicators")

extensions = [
    "kaizhou_indicators.sphinxext",
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "two_languages",
    "pictures",
    "command_help",
]
exclude_patterns = ["_build", "*.zh-CN.md", "**/*.zh-CN.md", "_*"]
nitpicky = True
language = "en"
locale_dirs = ["locale"]
gettext_compact = False
gettext_location = False
gettext_uuid = False
figure_language_filename = "{root}.{language}{ext}"

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_google_docstring = True

html_theme = "furo"
html_title = "kaizhou_indicators"
pygments_dark_style = "github-dark"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["site.css"]
html_js_files = ["keep_place.js"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
templates_path = ["_templates"]
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/languages.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
