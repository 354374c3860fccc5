"""``kaizhou plugins``: what is installed, what it brings, and what did not load."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from .exits import FINE, WRONG
from .front import Command
from .invocation import Invocation
from .language import Words

if TYPE_CHECKING:
    from ..engine.registry import Registry

#: the distribution that the core's own domains name
BUILT_IN = "built in"
_LABEL = re.compile(r"plugin '(?P<plugin>[^']*)' \((?P<distribution>.*)\)\Z")


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("plugins", cls=Command, help=say("help.plugins"), options_metavar=say("usage.options"))
    @click.option("--json", "as_json", is_flag=True, help=say("help.json"))
    @click.pass_obj
    def plugins(invocation: Invocation, as_json: bool) -> int:
        reg = invocation.loaded(strict=False)
        found = [*loaded(reg), *failed(reg)]
        _print(found, as_json, say)
        return WRONG if reg.failures and invocation.strict else FINE

    return plugins


def loaded(reg: Registry) -> list[dict[str, Any]]:
    """Return the plugins that loaded: name, distribution, domains, number of indicators."""
    plugins: dict[str, dict[str, Any]] = {}
    for domain in reg.domains.values():
        match = _LABEL.match(domain.plugin)
        name, distribution = (match["plugin"], match["distribution"]) if match else (domain.plugin, "")
        entry = plugins.setdefault(
            domain.plugin,
            {"plugin": name, "distribution": distribution, "domains": [], "indicators": 0, "failure": None},
        )
        entry["domains"].append({"name": domain.name, "title": {"zh": domain.title.zh, "en": domain.title.en}})
        entry["indicators"] += len(domain.keys)
    return list(plugins.values())


def failed(reg: Registry) -> list[dict[str, Any]]:
    """Return the plugins that did not load, with the reason."""
    return [
        {"plugin": f.plugin, "distribution": f.distribution, "domains": [], "indicators": 0, "failure": str(f.error)}
        for f in reg.failures
    ]


def _print(found: list[dict[str, Any]], as_json: bool, say: Words) -> None:
    from .screen import NOTHING, Column, print_table
    from .writers import print_json

    if as_json:
        print_json(found)
        return
    names = ("plugin", "distribution", "domains", "indicators", "state")
    rows = []
    for entry in found:
        domains = say.listed(f"{d['name']} {d['title'][say.language]}" for d in entry["domains"])
        state = say("label.failed", reason=entry["failure"]) if entry["failure"] else say("label.loaded")
        brought = say("builtin") if entry["distribution"] == BUILT_IN else entry["distribution"]
        label = [entry["plugin"] or NOTHING, brought or NOTHING, domains or NOTHING]
        rows.append([*label, str(entry["indicators"]), state])
    print_table([Column(say(f"label.{name}"), numeric=name == "indicators") for name in names], rows)
