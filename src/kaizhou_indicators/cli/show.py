"""``kaizhou show KEY``: all there is of one indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from ..text import Text
from .exits import FINE
from .front import Command
from .invocation import Invocation
from .language import Words
from .record import BUILT_IN, record_of

if TYPE_CHECKING:
    from ..engine.registry import Registry
    from ..model.records import Indicator

Fields = Iterator[tuple[str, Sequence[str]]]


def command(say: Words) -> click.Command:
    """Return the command in one language."""

    @click.command("show", cls=Command, help=say("help.show"), options_metavar=say("usage.options"))
    @click.argument("key", metavar="KEY")
    @click.option("--json", "as_json", is_flag=True, help=say("help.json"))
    @click.pass_obj
    def show(invocation: Invocation, key: str, as_json: bool) -> int:
        from .screen import print_fields
        from .writers import print_json

        reg = invocation.registry()
        record = record_of(reg, named(reg, key))
        if as_json:
            print_json(record)
        else:
            print_fields((say(f"label.{label}"), lines) for label, lines in fields(record, say))
        return FINE

    return show


def named(reg: Registry, key: str) -> Indicator:
    """Return the indicator of a key, or of a title that only one has.

    Raises:
        UnknownKeyError: there is none.
    """
    titled = [i for i in reg.find(key) if key in {i.title.zh, i.title.en, *i.aliases}] if key not in reg else []
    return titled[0] if len(titled) == 1 else reg[key]


def fields(record: dict[str, Any], say: Words) -> Fields:
    """Yield label and lines of all that the record says; what it does not say is left out."""
    yield from _what(record, say)
    yield from _rules(record, say)
    yield from _validity(record, say)
    yield from _derivation(record, say)
    yield "baselines", [*(_baseline_line(b, say) for b in record["baselines"]), _built_in(say)]
    yield "observations", [_observation_line(o, say) for o in record["observations"]]


def _what(record: dict[str, Any], say: Words) -> Fields:
    yield "key", [record["key"]]
    yield "title_zh", [record["title"]["zh"]]
    yield "title_en", [record["title"]["en"]]
    yield "aliases", [say.listed(record["aliases"])] if record["aliases"] else []
    yield "definition", _lines(_text(record["definition"], say))
    yield "unit", [record["unit"]]
    yield "kind", [say.code("kind", record["kind"])]
    yield "better", [say.code("better", record["better"])]
    yield "grades", [say.listed(_text(grade, say) for grade in record["grades"])] if record["grades"] else []


def _rules(record: dict[str, Any], say: Words) -> Fields:
    yield "over_time", [say.code("over", record["over_time"])] if record["over_time"] else [say("none")]
    yield "over_area", [say.code("over", record["over_area"])] if record["over_area"] else [say("none")]
    yield "changes", [say.listed(say.code("change", change) for change in record["changes"])]
    yield "valid", [_range(record["valid"])] if record["valid"] else []
    yield "decimals", [] if record["decimals"] is None else [_decimals(record, say)]
    yield "by", [say.listed(record["by"])] if record["by"] else []
    yield "basis", [say.listed(f"{name}={said}" for name, said in record["basis"].items())] if record["basis"] else []
    yield "published_only", [say("yes")] if record["published_only"] else []


def _validity(record: dict[str, Any], say: Words) -> Fields:
    yield "version", [record["version"]]
    since, until = record["since"], record["until"]
    yield "validity", [f"{since or '…'} – {until or '…'}"] if since or until else []
    yield "breaks", [f"{b['period']} {_text(b['note'], say)}".strip() for b in record["breaks"]]
    source = record["source"]
    if source:
        parts = [source["issuer"], source["year"], source["clause"], source["url"]]
        yield "source", [_text(source["title"], say), *_lines(say.listed(p for p in parts if p))]
        yield "official", [say("official.yes" if source["official"] else "official.no")]


def _derivation(record: dict[str, Any], say: Words) -> Fields:
    yield "formula", [f"{record['key']} = {record['formula']}"] if record["formula"] else []
    yield "inputs", [_input_line(name, other, say) for name, other in record["inputs"].items()]
    yield "settings", [say.listed(record["settings"])] if record["settings"] else []
    yield "dependants", record["dependants"]


def _input_line(name: str, other: dict[str, Any], say: Words) -> str:
    title = _text(other["title"], say) if other["title"] else ""
    start = f"{name} = " if name != other["key"] else ""
    return f"{start}{other['key']} ({other['unit']}) {title}".rstrip()


def _baseline_line(baseline: dict[str, Any], say: Words) -> str:
    return f"{baseline['reference']}  {baseline['what']}  {_text(baseline['title'], say)}".rstrip()


def _built_in(say: Words) -> str:
    return say("builtin_baselines", names=say.listed(f"@{name}" for name in BUILT_IN))


def _observation_line(observation: dict[str, Any], say: Words) -> str:
    figure = observation["printed"] or observation["value"]
    source = _text(observation["source"], say) if observation["source"] else ""
    start = f"{observation['area']} {observation['period']}  {observation['reference']}  {figure}"
    return "  ".join(part for part in (start, _text(observation["note"], say), source) if part)


def _decimals(record: dict[str, Any], say: Words) -> str:
    rule = say.code("rounding", record["rounding"])
    return f"{record['decimals']}，{rule}" if say.language == "zh" else f"{record['decimals']} ({rule})"


def _range(valid: Sequence[float | None]) -> str:
    low, high = ("…" if end is None else f"{end:g}" for end in valid)
    return f"{low} – {high}"


def _text(text: dict[str, str], say: Words) -> str:
    return say.of(Text(text["zh"], text["en"]))


def _lines(text: str) -> list[str]:
    return [text] if text else []
