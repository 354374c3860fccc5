"""The mini site with everything on it, built once in each language."""

from __future__ import annotations

import pytest
from sites import Site, built, copied, need_sphinx


@pytest.fixture(scope="session")
def lakes(tmp_path_factory) -> dict[str, Site]:
    """Return language -> site."""
    need_sphinx()
    places = {language: tmp_path_factory.mktemp(language) for language in ("zh_CN", "en")}
    return {language: built(copied("lakes", place), language=language) for language, place in places.items()}
