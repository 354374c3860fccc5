"""What type checkers know of writing a domain; never run."""

from collections.abc import Callable, Iterable
from typing import Any, assert_type

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, hookimpl, ln, where

tea = Domain("tea", Text("茶业", "Tea"), units=["茶篓 = 25 * kg"])
assert_type(tea.indicator("output", Text("产量", "Output"), unit="吨", over_time="sum"), str)
assert_type(tea.source("yearbook", "年鉴", year=2024), str)
assert_type(tea.setting("passing", {"zh": "达标线", "en": "Passing mark"}, choices=(40, 50)), str)
assert_type(tea.baseline("ref", title=Text("2020年", "2020"), period="2020"), str)
assert_type(tea.windowed("months", "月数", of="output", how=ki.count_where(lambda c: c > 1)), str)


@tea.derived("rate", Text("率", "Rate"), unit="%")
def rate(done: float, planned: float) -> float:
    """Stay what it is."""
    return done / planned


assert_type(rate(9, 12), float)


@hookimpl
def kaizhou_domains() -> Iterable[Domain]:
    """Stay what it is."""
    return [tea]


assert_type(kaizhou_domains(), Iterable[Domain])
assert_type(ki.read_domain("tea.toml"), Domain)
assert_type(ki.domain_to_toml(tea), str)
assert_type(ln(2.0), Any)
assert_type(where(True, 1, 2), Any)
assert_type(ki.Period.parse("2024-Q1"), ki.Period)
formula: Callable[[float, float], float] = rate

# -- what must be refused

Domain("tea")  # type: ignore[call-arg]
tea.indicator("output")  # type: ignore[call-arg]
tea.windowed("months", "月数", of="output")  # type: ignore[call-arg]
Text(3)  # type: ignore[arg-type]
ki.Registri  # type: ignore[attr-defined]  # noqa: B018
ki.read_domain(3)  # type: ignore[arg-type]
