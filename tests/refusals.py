"""What the tests of the process records share: an error that names everything it should."""

from __future__ import annotations

import pytest

from kaizhou_indicators import ProcessError


def refused(words, call, *args, **kwargs):
    """Assert that one ProcessError names all of the words."""
    with pytest.raises(ProcessError) as caught:
        call(*args, **kwargs)
    message = str(caught.value)
    assert [word for word in words if word not in message] == [], message
    return message
