"""The task-force loop (专班部署—贯彻实施—督导测评—总结提升): four steps, whose elements a user names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kaizhou_indicators import Domain, Loop, SettingError, Text

TITLE = Text("粮油“亩均论英雄”专班工作", "Task force on grain judged by the mu")
STEPS = {
    "deployment": Text("专班部署", "Deployment by the task force"),
    "implementation": Text("贯彻实施", "Implementation"),
    "evaluation": Text("督导测评", "Supervision and evaluation"),
    "improvement": Text("总结提升", "Summary and improvement"),
}


def task_force_loop(elements: Mapping[str, Mapping[str, Text] | Iterable[str]] | None = None) -> Loop:
    """Return the loop with the elements that close each of its four steps.

    Args:
        elements: step (by name or title) -> its elements, as names or as name -> title.

    Raises:
        SettingError: no elements; they are published nowhere.
        ProcessError: unknown steps, a step without elements, elements named twice.

    >>> loop = task_force_loop({"专班部署": ["分工"], "贯彻实施": ["下达"], "督导测评": ["测产"], "总结提升": ["通报"]})
    >>> loop.missing({"专班部署": ["分工"], "贯彻实施": ["下达"], "督导测评": ["测产"]})
    ('总结提升/通报',)
    """
    if elements is None:
        steps = ", ".join(f"{title.zh} ({name})" for name, title in STEPS.items())
        msg = f"what closes a step of the task-force loop is published nowhere: supply the elements of {steps}"
        raise SettingError(msg)
    return Loop(TITLE, STEPS, elements)


def task_force_domain(name: str, loop: Loop) -> Domain:
    """Return a domain of the user's name that counts the elements done and required, by step."""
    made = Domain(name, TITLE)
    loop.declare(made, "task_force", by_step=True)
    return made
