"""What the exit code says."""

from __future__ import annotations

#: all is well
FINE = 0
#: the data or the request is wrong
WRONG = 1
#: the command is used wrongly
USAGE = 2
#: something that is needed is not installed
NOT_INSTALLED = 3
#: stopped by the user
STOPPED = 130
