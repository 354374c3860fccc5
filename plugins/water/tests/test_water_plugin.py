"""The distribution as a plugin: the library's own check, and discovery by entry point."""

import kaizhou_indicators as ki
from kaizhou_indicators.testing import check_domain
from kaizhou_water import kaizhou_domains, water


def test_the_domain_passes_the_library_s_own_check():
    check_domain(water)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [water]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["water"], strict=True)
    assert set(reg) == set(ki.Registry([water]))
