"""The definitions: pinned, complete, and not taken down by what is installed beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from district_dashboard import Config, Dashboard, DefinitionsError, PinError

Install = Callable[[str, str, str], None]

#: the code of a plugin with one indicator
PLUGIN = """
from kaizhou_indicators import Domain, Text, hookimpl

domain = Domain("{name}", Text("公园", "Parks"))
domain.indicator("count", Text("公园数", "Parks"), unit="个")


@hookimpl
def kaizhou_domains():
    return [domain]
"""


def test_what_is_not_pinned_says_so(config: Config, figures: Path) -> None:
    answer = Dashboard(config).answer(figures)
    assert not answer["pinned"]
    assert len(answer["fingerprint"]) == 16


def test_the_pinned_definitions_start_and_others_do_not(config: Config, figures: Path) -> None:
    pin = Dashboard(config).fingerprint
    pinned = Dashboard(replace(config, fingerprint=pin))
    assert pinned.answer(figures)["pinned"]
    other = replace(config, fingerprint=pin, settings={"water.target_class": 2})
    with pytest.raises(PinError, match=rf"pinned is {pin}.*Review the change"):
        Dashboard(other)


def test_the_pin_does_not_depend_on_what_else_is_installed(config: Config, install: Install) -> None:
    before = Dashboard(config).fingerprint
    install("city_parks", PLUGIN.format(name="parks"), "parks")
    assert Dashboard(config).fingerprint == before


def test_a_broken_plugin_beside_it_is_reported_and_the_service_runs(
    config: Config, figures: Path, install: Install
) -> None:
    whole = Dashboard(config).answer(figures)
    install("broken_roads", "raise RuntimeError('no database')", "roads")
    answer = Dashboard(config).answer(figures)
    (warning,) = [told for told in answer["warnings"] if "roads" in told]
    assert "broken_roads 1.0" in warning
    assert "no database" in warning
    assert answer["rows"] == whole["rows"]


def test_a_broken_plugin_that_is_needed_stops_the_start(config: Config, install: Install) -> None:
    install("broken_roads", "raise RuntimeError('no database')", "roads")
    with pytest.raises(DefinitionsError, match=r"roads.*no database.*Mend or remove"):
        Dashboard(replace(config, plugins=("water", "roads")))


def test_a_rival_of_a_plugin_that_is_needed_stops_the_start(config: Config, install: Install) -> None:
    install("other_water", PLUGIN.format(name="water"), "water")
    with pytest.raises(DefinitionsError, match="plugin of the same name"):
        Dashboard(config)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"plugins": ("watre",)}, "no plugin 'watre' is installed. Did you mean 'water'"),
        ({"settings": {"water.target_class": 9}}, "water.target_class cannot be 9"),
    ],
)
def test_a_configuration_that_the_plugins_refuse_stops_the_start(
    config: Config, change: dict[str, object], words: str
) -> None:
    with pytest.raises(DefinitionsError) as told:
        Dashboard(replace(config, **change))  # type: ignore[arg-type]  # parametrized
    assert words in str(told.value)
