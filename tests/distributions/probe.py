"""Loads the installed plugins in every way and prints what happens, as JSON. Run with the distributions on the path."""

from __future__ import annotations

import json
import os
import pickle
import sys
from typing import Any

import kaizhou_indicators as ki


def load(**how: Any) -> dict[str, Any]:
    """Return what ``ki.load`` gave or raised."""
    try:
        registry = ki.load(**how)
    except ki.KaizhouError as error:
        faults = [str(fault) for fault in getattr(error, "exceptions", ())]
        return {
            "raised": type(error).__name__,
            "group": isinstance(error, ExceptionGroup),
            "faults": faults,
            "text": str(error),
        }
    return {"domains": list(registry.domains), "keys": list(registry), "failures": failures(registry)}


def failures(registry: ki.Registry) -> list[dict[str, str]]:
    """Return the failures of a registry."""
    return [
        {"plugin": f.plugin, "distribution": f.distribution, "error": type(f.error).__name__, "text": str(f)}
        for f in registry.failures
    ]


def load_with(variables: dict[str, str], **how: Any) -> dict[str, Any]:
    """Return what ``ki.load`` does under environment variables."""
    os.environ.update(variables)
    told = load(**how)
    for name in variables:
        del os.environ[name]
    return told


def lookup(registry: ki.Registry, key: str) -> str:
    """Return the message for a key that is not there."""
    try:
        return str(registry[key])
    except ki.UnknownKeyError as error:
        return str(error)


def derive(registry: ki.Registry, data: dict[str, Any], key: str) -> str:
    """Return a derived value, or the message."""
    try:
        return str(registry.derive(data, key)[key])
    except ki.KaizhouError as error:
        return str(error)


def main() -> None:
    """Load in every way; ``only`` comes first, while nothing is imported yet."""
    told: dict[str, Any] = {"only": load(only=["good"])}
    told["imported by only"] = sorted(name for name in sys.modules if name.startswith("kaizhou_"))
    everything = ki.load()
    told["all"] = load()
    broken = sorted({failure.plugin for failure in everything.failures})
    told |= {
        "copy": failures(pickle.loads(pickle.dumps(everything))),
        "strict": load(strict=True),
        "blocked": load(block=broken, strict=True),
        "environment only": load_with({"KAIZHOU_INDICATORS_ONLY": "good, slow"}),
        "environment none": load_with({"KAIZHOU_INDICATORS_ONLY": ""}),
        "environment block": load_with({"KAIZHOU_INDICATORS_BLOCK": ",".join(broken)}, strict=True),
        "argument wins": load_with({"KAIZHOU_INDICATORS_ONLY": "slow"}, only=["good"]),
        "both": load_with({"KAIZHOU_INDICATORS_BLOCK": "slow"}, only=["good", "slow"]),
        "unknown only": load(only=["goood"]),
        "unknown block": load(block=["exit"]),
        "text for only": load(only="good"),
        "yield": derive(everything, {"good.harvest": "2 万柑筐", "good.area": 100}, "good.yield_per_mu"),
        "failed key": lookup(everything, "raises_late.anything"),
        "away": derive(everything, {"observer.visits": 3}, "observer.per_visit"),
        "failed input": derive(everything, {}, "dependant.twice"),
    }
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
