"""Ends the interpreter when imported, as a script without a guard does."""

import sys

sys.exit("this is a script")
