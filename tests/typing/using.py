"""What type checkers know of using the library; never run."""

from collections.abc import Iterator, Mapping
from typing import Any, assert_type

import kaizhou_indicators as ki
from kaizhou_indicators.testing import check_domain

reg = ki.load(only=["water"], block=[], strict=True, settings={"water.target_class": 2})
assert_type(reg, ki.Registry)
assert_type(ki.Registry([]), ki.Registry)
assert_type(check_domain(ki.Domain("tea", "茶业")), ki.Registry)
assert_type(reg["water.codmn"], ki.Indicator)
assert_type(iter(reg), Iterator[str])
mapping: Mapping[str, ki.Indicator] = reg
assert_type(reg.failures, tuple[ki.PluginFailure, ...])
assert_type(reg.fingerprint, str)
assert_type(reg.derivation("water.tli_chla"), ki.Formula)
assert_type(reg.derivation("water.tli_chla").compiled(26.5), float | None)
assert_type(reg.plan(["water.tli_chla"]), ki.Plan)
assert_type(reg.derive({"water.chla": 26.5}, "water.tli_chla"), Any)
assert_type(reg.explain({"water.chla": 26.5}, "water.tli_chla"), ki.Explanation)
assert_type(reg["water.codmn"].title, ki.Text)
assert_type(reg["water.codmn"].valid, tuple[float | None, float | None] | None)
assert_type(reg["water.codmn"].kind, ki.Kind)
assert_type(ki.Figure.parse("46.52万人"), ki.Figure)
assert_type(ki.Reference.parse("water.codmn@2018:pct"), ki.Reference)
assert_type(reg.sources, Mapping[str, ki.Source])
assert_type(reg.identities, Mapping[str, ki.Identity])

try:
    ki.Registry([])
except ki.RegistrationError as error:
    assert_type(error, ki.RegistrationError)

# -- what must be refused

reg["water.codmn"] = 3  # type: ignore[index]
reg["water.codmn"].unit = "mg/L"  # type: ignore[misc]
ki.load(only=3)  # type: ignore[arg-type]
ki.Registry(3)  # type: ignore[arg-type]
reg.derivation(3)  # type: ignore[arg-type]
