"""What may be asked of an indicator: its baselines, its windows, its changes; and the settings of a domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from ...engine.registry import Registry
from ...errors import KaizhouError
from ...model.kinds import Change
from ...model.records import Baseline
from ...references import Reference
from ...registry.catalogue import Catalogue

__all__ = ["askable", "baselines", "references", "settings", "settings_to_try"]

_BUILT_IN = ("yoy", "prev", "2018", "area=500000", "peers", "peers.mean", "rank", "peers.count")
_WINDOWS = ("", "@cum", "@ytd")
_NUMBERS = (1, 3, 10, 0.5, 100)


def askable(registry: Registry, key: str) -> tuple[str, ...]:
    """Return the references that make sense for an indicator: what a table of it can be asked for without an error.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> _ = toy.indicator("rate", ki.Text("完成率", "Rate"), unit="%", better="higher")
    >>> [text for text in askable(ki.Registry([toy]), "toy.rate") if "yoy" in text]
    ['toy.rate@yoy', 'toy.rate@yoy:pp', 'toy.rate@yoy:abs']
    """
    return tuple(text for text in _possible(registry, key) if _planned(registry, text))


def references(registry: Registry, key: str) -> st.SearchStrategy[str]:
    """Draw references of an indicator: the value, its bases, its changes against them, its windows."""
    return st.sampled_from(askable(registry, key))


def baselines(registry: Catalogue, domain: str | None = None) -> st.SearchStrategy[Baseline]:
    """Draw the named baselines of a registry, or of one of its domains.

    Raises:
        UnknownKeyError: when drawn, if there are none.
    """
    found = [b for key, b in sorted(registry.parts.baselines.items()) if domain in {None, key.partition(".")[0]}]
    return st.sampled_from(found) if found else st.nothing()


def settings(registry: Catalogue, domain: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Draw settings that a registry accepts: one of its choices each, or a number where any number may be.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> _ = toy.setting("passing", ki.Text("达标线", "Passing mark"), choices=(60, 80))
    >>> from hypothesis import find
    >>> find(settings(ki.Registry([toy])), lambda drawn: True)
    {'toy.passing': 60}
    """
    return st.fixed_dictionaries({key: st.sampled_from(values) for key, values in _choices(registry, domain).items()})


def settings_to_try(registry: Catalogue, given: Mapping[str, Any] | None = None) -> tuple[dict[str, Any], ...]:
    """Return a few settings that together have every choice of every setting once; ``given`` ones stay as they are."""
    choices = {key: values for key, values in _choices(registry, None).items() if key not in (given or {})}
    longest = max(map(len, choices.values()), default=1)
    picked = [{key: values[i % len(values)] for key, values in choices.items()} for i in range(longest)]
    return tuple({**(given or {}), **chosen} for chosen in picked)


def _choices(registry: Catalogue, domain: str | None) -> dict[str, tuple[Any, ...]]:
    return {
        key: setting.choices or _NUMBERS
        for key, setting in sorted(registry.parts.settings.items())
        if domain in {None, key.partition(".")[0]}
    }


def _possible(registry: Catalogue, key: str) -> Iterator[str]:
    domain = key.partition(".")[0]
    named = [k.removeprefix(f"{domain}.") for k in registry.parts.baselines if k.startswith(f"{domain}.")]
    for window in _WINDOWS:
        yield f"{key}{window}"
        for base in (*_BUILT_IN, *named):
            yield f"{key}{window}@{base}"
            yield from (f"{key}{window}@{base}:{change.value}" for change in Change)


def _planned(registry: Registry, text: str) -> bool:
    try:
        registry.plan([text], _columns(registry, Reference.parse(text).key))
    except KaizhouError:
        return False
    return True


def _columns(registry: Catalogue, key: str) -> Iterable[str]:
    measured = [k for k in registry if k not in registry.parts.formulas and k not in registry.parts.windows]
    return [*dict.fromkeys([*measured, *([] if key in registry.parts.formulas else [key])])]
