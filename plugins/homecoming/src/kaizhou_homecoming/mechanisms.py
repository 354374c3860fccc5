"""Mechanisms of the report as checked records: the service loop of the liaison platform and the three building blocks.

The names of the steps and of the blocks are the report's. What has to be done in each was not published, so the
elements are the user's and have no default.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Domain, Loop, Text

from .domain import HomecomingError

#: the steps of the liaison platform (在外人员联系服务信息平台), in the report's words
LIAISON_STEPS: Mapping[str, Text] = {
    "register": Text("登记", "Register"),
    "liaise": Text("联络", "Keep in touch"),
    "serve": Text("服务", "Serve"),
}
#: the three building blocks of the support for returnees, in the report's words
BUILDING_BLOCKS: Mapping[str, Text] = {
    "basic_support": Text("基础支撑体系", "Basic support"),
    "service_guarantee": Text("服务保障机制", "Guarantee of services"),
    "value_rebuilding": Text("价值重建模式", "Rebuilding of value"),
}
_PLATFORM = Text("在外人员联系服务", "Liaison with people outside")
_BLOCKS = Text("归雁经济支撑机制", "Support for returnees")


def liaison_loop(elements: Mapping[str, Any] | None = None, *, steps: Mapping[str, Any] | None = None) -> Loop:
    """Return the service loop of the liaison platform.

    Args:
        elements: step -> what has to be done in it, as names or as name -> title; every step needs some.
        steps: name -> title of the steps, where the platform has more than the report names (反馈 …).

    Raises:
        HomecomingError: a step without elements.
        ProcessError: elements of an unknown step, or a name that occurs twice.

    Synthetic elements:

    >>> loop = liaison_loop({"登记": ["核对"], "联络": ["回访"], "服务": ["答复", "办结"]})
    >>> loop.completion({"登记": ["核对"], "服务": ["答复"]}).done
    2
    """
    return _loop(_PLATFORM, steps or LIAISON_STEPS, elements, "liaison loop")


def building_blocks(elements: Mapping[str, Any] | None = None) -> Loop:
    """Return the three building blocks with what has to be in place in each.

    Args:
        elements: block (name or title) -> what has to be in place, as names or as name -> title.

    Raises:
        HomecomingError: a block without elements.
        ProcessError: elements of an unknown block, or a name that occurs twice.

    Synthetic elements:

    >>> blocks = building_blocks({"基础支撑体系": ["园区"], "服务保障机制": ["专员"], "价值重建模式": ["表彰"]})
    >>> blocks.missing({"基础支撑体系": ["园区"]})
    ('服务保障机制/专员', '价值重建模式/表彰')
    """
    return _loop(_BLOCKS, BUILDING_BLOCKS, elements, "building blocks")


def mechanism_domain(name: str, loop: Loop) -> Domain:
    """Return a fresh domain that declares ``elements_done``, ``elements_required`` and ``elements_completion`` by step.

    Args:
        name: the namespace, lower-case; not one that is loaded already.
        loop: the loop or the blocks.

    >>> from kaizhou_indicators import Registry
    >>> made = mechanism_domain("platform", liaison_loop({"登记": ["核对"], "联络": ["回访"], "服务": ["答复"]}))
    >>> done = {"platform.elements_done": 2, "platform.elements_required": 4}
    >>> float(Registry([made]).derive(done, "platform.elements_completion")["platform.elements_completion"].magnitude)
    50.0
    """
    made = Domain(name, loop.title)
    loop.declare(made, "elements", by_step=True)
    return made


def _loop(title: Text, steps: Mapping[str, Any], elements: Mapping[str, Any] | None, what: str) -> Loop:
    given = elements or {}
    bare = [f"{name} ({key})" for key, name in steps.items() if not _elements_of(key, name, given)]
    if bare:
        msg = (
            f"{what}: no source says what has to be done in {', '.join(bare)}; give elements={{step: [names]}}"
            " from your own rules"
        )
        raise HomecomingError(msg)
    return Loop(title, steps, given)


def _elements_of(key: str, title: Any, given: Mapping[str, Any]) -> Any:
    words = (key, str(title), getattr(title, "en", ""))
    return next((given[word] for word in words if word in given), None)
