"""Imports what is not installed."""

import kaizhou_that_nobody_wrote  # noqa: F401
