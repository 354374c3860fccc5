"""Encouragement: three mechanisms with a name; what is done in each is the user's, and none may be empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Loop, Text

from .errors import configured

#: the mechanisms as the review names them
MECHANISMS: Mapping[str, Text] = {
    "training": Text("能力训练", "Training"),
    "commendation": Text("表扬激励", "Commendation"),
    "feedback": Text("履职反馈", "Feedback"),
}
_NEEDED = {
    "training": "the measures of training, a list or {name: title}",
    "commendation": "the measures of commendation, a list or {name: title}",
    "feedback": "the measures of feedback, a list or {name: title}",
}


def encouragement_of(table: Mapping[str, Any] | None = None) -> Loop:
    """Return the mechanisms of encouragement with the user's measures, checkable one by one; there is no default.

    Args:
        table: ``training``, ``commendation`` and ``feedback``, each with its measures.

    Raises:
        AdviceError: mechanisms that are missing, and what means nothing here.
        ProcessError: a mechanism without measures, or a measure named twice.

    >>> loop = encouragement_of({"training": ["培训班"], "commendation": ["通报表扬"], "feedback": ["履职档案"]})
    >>> loop.missing({"能力训练": ["培训班"]})
    ('表扬激励/通报表扬', '履职反馈/履职档案')
    """
    given = configured("encouragement", table, _NEEDED)
    return Loop(Text("建言促进机制", "Encouragement of advice"), MECHANISMS, given)
