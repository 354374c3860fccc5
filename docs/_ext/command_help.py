"""``command-help``: the help of ``kaizhou`` or one of its commands, as the command itself prints it in the language of the build."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING
from unittest.mock import patch

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from kaizhou_indicators.cli import main

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def help_of(command: str, language: str) -> str:
    """Return the help of a command, empty for the command ``kaizhou`` itself, 80 columns wide."""
    told, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(told), redirect_stderr(errors), patch.dict(os.environ, {"COLUMNS": "80"}):
        code = main(["--lang", language, *command.split(), "--help"])
    if code != 0:
        msg = f"kaizhou {command} --help ended with {code}: {errors.getvalue()}"
        raise RuntimeError(msg)
    return told.getvalue()


class CommandHelp(SphinxDirective):
    """The help of one command, or of ``kaizhou`` where none is named."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write it as it is printed."""
        command = self.arguments[0] if self.arguments else ""
        text = help_of(command, "zh" if str(self.config.language).startswith("zh") else "en")
        block = nodes.literal_block(text, text, language="text")
        block["translatable"] = False
        return [block]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive("command-help", CommandHelp)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
