"""The user's configuration as a domain: what no source gives is read from one table and becomes indicators of their own.

Sections, each with its own way to be asked for: ``[network]``, ``[functions]``, ``[reach]``, ``[workers]``, ``[meetings]``,
``[digital]``. A section that is not there declares nothing; asking for it raises and says what to supply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import kaizhou_indicators as ki

from .count import FUNCTIONS
from .domain import share
from .meetings import MeetingPlan
from .network import network_of
from .reach import reach_of
from .records import ConfigurationError, named, only, section, value
from .station_list import mandatory_names

_COUNT: dict[str, Any] = {
    "kind": "count",
    "valid": (0, None),
    "over_time": "last",
    "over_area": "sum",
    "source": "configuration",
}
_SHARE: dict[str, Any] = {"unit": "%", "valid": (0, 100), "better": "higher", "source": "configuration"}


def mandatory_of(table: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return the mandatory functions of the configuration, section ``[functions]``, entry ``mandatory``.

    Raises:
        ConfigurationError: none is given; says what to supply.
        ProcessError: one that is not known.

    >>> mandatory_of({"functions": {"mandatory": ["便民", "care"]}})
    ('convenience', 'care')
    """
    what = f"mandatory = [...], out of {', '.join(FUNCTIONS)}"
    given = section(table, "functions", what)
    only(given, "functions", ("mandatory",))
    return mandatory_names(value(given, "functions", "mandatory", what))


def occupations_of(table: Mapping[str, Any] | None) -> tuple[ki.Step, ...]:
    """Return the occupations that count as new forms of employment, section ``[workers]``, entry ``occupations``.

    The national survey names four and adds 等 (and others), so it gives no closed list.

    Raises:
        ConfigurationError: none is given; says what to supply.
    """
    what = 'occupations = { courier = "快递员", ... }, every occupation that counts'
    given = section(table, "workers", what)
    only(given, "workers", ("occupations",))
    return tuple(ki.Step(name, named(title)) for name, title in value(given, "workers", "occupations", what).items())


def meetings_of(table: Mapping[str, Any] | None) -> MeetingPlan:
    """Return the plan of meetings, section ``[meetings]``: kind -> title and planned.

    Raises:
        ConfigurationError: the section, a title or a number is missing; says what to supply.
        ProcessError: a number that is none.
    """
    what = 'lecture = { title = "流动党课", planned = 12 }, one line a kind'
    given = section(table, "meetings", what)
    for name, entry in given.items():
        only(section(given, name, what), f"meetings.{name}", ("title", "planned"))
        value(entry, f"meetings.{name}", "title", what)
        value(entry, f"meetings.{name}", "planned", what)
    kinds = tuple(ki.Step(name, named(entry["title"])) for name, entry in given.items())
    return MeetingPlan(kinds, tuple(entry["planned"] for entry in given.values()))


def digital_of(table: Mapping[str, Any] | None) -> ki.Loop:
    """Return the loop of the digital mechanism, section ``[digital]``: title, steps and the elements of each.

    Raises:
        ConfigurationError: the section or an entry is missing; says what to supply.
        ProcessError: steps without elements, elements of unknown steps.
    """
    what = 'title = "…", steps = { receive = "受理", ... } and elements = { receive = ["登记", ...], ... }'
    given = section(table, "digital", what)
    only(given, "digital", ("title", "steps", "elements"))
    title, steps, elements = (value(given, "digital", name, what) for name in ("title", "steps", "elements"))
    return ki.Loop(named(title), {name: named(words) for name, words in steps.items()}, elements)


def configured(table: Mapping[str, Any] | None, name: str) -> ki.Domain:
    """Return a domain of the user's own, with the indicators and identities that the configuration gives.

    Args:
        table: the configuration; see the module.
        name: name of the new domain, not ``stations``.

    Raises:
        ConfigurationError: nothing is configured, or a section or its entry is missing or unknown.
        ProcessError: a section contradicts itself.

    >>> mine = configured({"functions": {"mandatory": ["care", "rights"]}}, "kaixian_stations")
    >>> sorted(ki.Registry([mine]))[:2]
    ['kaixian_stations.count', 'kaixian_stations.equipped']
    """
    if name == "stations":
        msg = "the name 'stations' is the plugin's own; give your domain another, such as 'my_stations'"
        raise ConfigurationError(msg)
    given = section({"configuration": table}, "configuration", f"at least one section of {', '.join(_SECTIONS)}")
    only(given, "configuration", _SECTIONS)
    domain = ki.Domain(
        name,
        ki.Text("工会驿站（使用者配置）", "Union stations, as configured"),
        definition=ki.Text(
            "由使用者的配置声明，非公布口径", "declared by the user's configuration, nobody's publication"
        ),
    )
    domain.source("configuration", ki.Text("使用者配置", "The user's configuration"))
    for part in given:
        _SECTIONS[part](domain, given)
    return domain


def _declare_functions(domain: ki.Domain, table: Mapping[str, Any]) -> None:
    """Declare all stations, those with each mandatory function, those with all of them, and the orders that hold."""
    mandatory = mandatory_of(table)
    listed = ki.Text("、".join(FUNCTIONS[n].zh for n in mandatory), ", ".join(FUNCTIONS[n].en for n in mandatory))
    meaning = ki.Text(f"必备功能：{listed.zh}", f"mandatory functions: {listed.en}")
    rules = {**_COUNT, "unit": "个", "definition": meaning}
    count = domain.indicator("count", ki.Text("驿站数", "Stations"), **rules)
    equipped = domain.indicator("equipped", ki.Text("功能达标驿站数", "Stations with all mandatory functions"), **rules)
    for function in mandatory:
        title = FUNCTIONS[function]
        offered = domain.indicator(
            f"with_{function}", ki.Text(f"具备{title.zh}的驿站数", f"Stations with {title.en}"), **rules
        )
        domain.identity(f"equipped_with_{function}", ki.Identity.funnel([count, offered, equipped]))
    title = ki.Text("功能达标率", "Share of stations with all mandatory functions")
    domain.derived("functions", title, inputs={"part": equipped, "whole": count}, definition=meaning, **_SHARE)(share)


def _declare_workers(domain: ki.Domain, table: Mapping[str, Any]) -> None:
    """Declare workers and members by occupation with their totals, and the membership rate of each and of all."""
    occupations = occupations_of(table)
    whole = {"workers": ki.Text("新就业形态劳动者", "New-form workers"), "members": ki.Text("会员", "Members")}
    listed = ki.Text("、".join(str(step) for step in occupations), ", ".join(s.title.get("en") for s in occupations))
    meaning = ki.Text(f"计入的职业：{listed.zh}", f"occupations counted: {listed.en}")
    rules = {**_COUNT, "unit": "人", "definition": meaning}
    for kind, title in whole.items():
        total = domain.indicator(kind, title, **rules)
        parts = [domain.indicator(f"{kind}_{step.name}", _of(title, step), **rules) for step in occupations]
        domain.identity(f"{kind}_add_up", ki.Identity.partition(total, parts))
    rate = ki.Text("入会率", "Membership rate")
    for suffix, title in (("", rate), *((f"_{step.name}", _of(rate, step)) for step in occupations)):
        members, workers = f"{domain.name}.members{suffix}", f"{domain.name}.workers{suffix}"
        inputs = {"part": members, "whole": workers}
        domain.derived(f"org_rate{suffix}", title, inputs=inputs, definition=meaning, **_SHARE)(share)
        domain.identity(f"members{suffix}_of_workers", ki.Identity.k_of_n(members, workers))


def _of(title: ki.Text, step: ki.Step) -> ki.Text:
    return ki.Text(f"{title.zh}（{step.title}）", f"{title.en}: {step.title.get('en')}")


def _declare_digital(domain: ki.Domain, table: Mapping[str, Any]) -> None:
    digital_of(table).declare(
        domain,
        "digital",
        source="configuration",
        definition=ki.Text(
            "使用者配置的数智机制的环节与要素", "steps and elements of the digital mechanism, as configured"
        ),
    )


_SECTIONS: dict[str, Callable[[ki.Domain, Mapping[str, Any]], object]] = {
    "network": lambda domain, table: network_of(table).declare(domain),
    "functions": _declare_functions,
    "reach": lambda domain, table: reach_of(table).declare(domain),
    "workers": _declare_workers,
    "meetings": lambda domain, table: meetings_of(table).declare(domain),
    "digital": _declare_digital,
}
