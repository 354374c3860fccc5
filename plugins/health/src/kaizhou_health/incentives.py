"""Incentives: how a grade counts in performance appraisal, subsidies and promotion (绩效考核、资金奖补、晋级晋升).

Three links, and no number of them is public: points, amounts and the least grade are the user's. What is held to: every
link is settled, every grade has its value, and a better grade never earns less.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from kaizhou_indicators import Domain, ProcessError, SettingError, Text

from .grading import GRADES, grade_name

LINKS = {
    "performance": Text("绩效考核", "Performance appraisal"),
    "reward": Text("资金奖补", "Subsidies"),
    "promotion": Text("晋级晋升", "Promotion"),
}
_NEEDS = (
    "incentives have no default, for no source gives their numbers; supply performance={grade_a, grade_b, ungraded}"
    " in points, reward={grade_a, grade_b, ungraded} in 万元 an institution newly awarded the grade, and"
    " promotion='grade_a' or 'grade_b', the least grade that counts"
)


def _by_grade(given: Mapping[str, Any]) -> dict[str, Fraction]:
    return {grade_name(word): _number(word, value) for word, value in given.items()}


def _number(word: str, value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        msg = f"{word} earns {value!r}; write a number from 0 on"
        raise ProcessError(msg)
    return Fraction(str(value))


@attrs.frozen
class Incentives:
    """What a grade earns.

    Attributes:
        performance: grade -> points in the appraisal of an institution.
        reward: grade -> 万元 for an institution newly awarded it.
        promotion: the least grade that counts towards promotion.

    Raises:
        ProcessError: a grade without a value, or a better grade that earns less; all faults together.

    >>> rules = Incentives({"甲级": 10, "乙级": 6, "未达标": 0}, {"甲级": 30, "乙级": 10, "未达标": 0}, "乙级")
    >>> float(rules.reward_due({"甲级": 2, "乙级": 1})), rules.counts_for_promotion("未达标")
    (70.0, False)
    """

    performance: Mapping[str, Fraction] = attrs.field(converter=_by_grade)
    reward: Mapping[str, Fraction] = attrs.field(converter=_by_grade)
    promotion: str = attrs.field(converter=grade_name)

    def __attrs_post_init__(self) -> None:
        faults = [*_scale_faults("performance", self.performance), *_scale_faults("reward", self.reward)]
        if self.promotion == "ungraded":
            faults.append("promotion counts from 未达标 on, that is always; name 甲级 or 乙级")
        if faults:
            raise ProcessError("Incentives: " + "; ".join(faults))

    def points(self, grade: str) -> Fraction:
        """Return the points of an institution with this grade."""
        return self.performance[grade_name(grade)]

    def reward_due(self, awarded: Mapping[str, int]) -> Fraction:
        """Return the subsidies due, in 万元, for the institutions newly awarded each grade."""
        return sum((self.reward[grade_name(word)] * number for word, number in awarded.items()), Fraction(0))

    def counts_for_promotion(self, grade: str) -> bool:
        """Say whether the grade counts towards promotion."""
        order = list(GRADES)
        return order.index(grade_name(grade)) <= order.index(self.promotion)

    def domain(self, name: str, title: Text) -> Domain:
        """Return a domain of the user's with ``reward_due`` and ``mean_points``, on the counts of ``health``.

        Args:
            name: its namespace, the user's own and not ``health``.
            title: its name in both languages.
        """
        made = Domain(name, title)
        stock = {"grade_a": "health.grade_a", "grade_b": "health.grade_b", "ungraded": "health.ungraded"}
        made.derived(
            "reward_due",
            Text("等级创建应付奖补资金", "Subsidies due for new grades"),
            unit="万元",
            valid=(0, None),
            takes={"new_grade_a": "家", "new_grade_b": "家"},
            inputs={"new_grade_a": "health.new_grade_a", "new_grade_b": "health.new_grade_b"},
            definition=Text(
                "当期新获评机构数乘以每家奖补标准", "institutions newly awarded, times the subsidy of each"
            ),
        )(self._reward)
        made.derived(
            "mean_points",
            Text("机构平均等级得分", "Mean points of institutions by grade"),
            takes=dict.fromkeys(stock, "家"),
            inputs=stock,
            definition=Text("各等级得分按机构数加权平均", "points by grade, weighted by institutions"),
        )(self._mean_points)
        return made

    def _reward(self, new_grade_a: Any, new_grade_b: Any) -> Any:
        return self.reward["grade_a"] * new_grade_a + self.reward["grade_b"] * new_grade_b

    def _mean_points(self, grade_a: Any, grade_b: Any, ungraded: Any) -> Any:
        a, b, none = (self.performance[grade] for grade in GRADES)
        return (a * grade_a + b * grade_b + none * ungraded) / (grade_a + grade_b + ungraded)


def _scale_faults(link: str, scale: Mapping[str, Fraction]) -> list[str]:
    missing = [str(title) for grade, title in GRADES.items() if grade not in scale]
    if missing:
        return [
            f"{LINKS[link]} ({link}) has no value for {', '.join(missing)}; give every grade one, 0 where it earns nothing"
        ]
    return [
        f"{LINKS[link]} ({link}): {GRADES[better]} earns {float(scale[better]):g}, less than {GRADES[worse]} with"
        f" {float(scale[worse]):g}; a better grade never earns less"
        for better, worse in pairwise(GRADES)
        if scale[better] < scale[worse]
    ]


def incentives_of(table: Mapping[str, Any] | None = None) -> Incentives:
    """Return the incentives that a user's table describes, as a TOML file holds them.

    Args:
        table: ``performance``, ``reward`` and ``promotion``; all three are linked to the grade in this reform.

    Raises:
        SettingError: no table, or a link that it leaves open; the message says what to supply.
        ProcessError: values that are missing, negative, or fall as the grade rises.
    """
    open_links = [str(title) for link, title in LINKS.items() if link not in (table or {})]
    if table is None or open_links:
        msg = f"{_NEEDS}; open: {', '.join(open_links)}"
        raise SettingError(msg)
    strange = [word for word in table if word not in LINKS]
    if strange:
        msg = f"Incentives: {', '.join(strange)} is no link; the links are {', '.join(LINKS)}"
        raise ProcessError(msg)
    try:
        return Incentives(**table)
    except (AttributeError, TypeError) as error:
        msg = f"Incentives: {error}; {_NEEDS}"
        raise ProcessError(msg) from error
