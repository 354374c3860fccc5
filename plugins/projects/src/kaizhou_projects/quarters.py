"""How early the plan of the year was reached (提前季度): the first quarter or month whose running total is the plan or more.

A plan that is not reached within the year has no such quarter: the value is missing, and neither 0 nor −1. What is
known by quarters is no more exact than a quarter.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Text, first_when

from .domain import projects


def reached(rate: Any) -> Any:
    """Say whether a completion rate in % is that of a plan reached."""
    return rate >= 100


def quarters_early(quarter_reached: Any) -> Any:
    """Return how many quarters of the year were left when the plan was reached.

    >>> quarters_early(3)
    1
    """
    return 4 - quarter_reached


def months_early(month_reached: Any) -> Any:
    """Return how many months of the year were left when the plan was reached.

    >>> months_early(9)
    3
    """
    return 12 - month_reached


def _declare(step: str, zh: str, last: int, formula: Any) -> None:
    found = f"{step}_reached"
    projects.windowed(
        found,
        Text(f"完成年度计划的{zh}序", f"{step.capitalize()} in which the plan of the year was reached"),
        of="completion_rate",
        how=first_when(reached),
        each=step,
        unit="1",
        better="lower",
        valid=(1, last),
        decimals=0,
        definition=Text(
            f"一年中累计完成投资首次达到年度计划的{zh}，从1数起；未达到则缺",
            f"the first {step} of the year whose running total is the plan or more, from 1; missing where there is none",
        ),
        source="kaizhou_review_2024",
    )
    projects.derived(
        formula.__name__,
        Text(f"提前{zh}数", f"{step.capitalize()}s early"),
        unit="个季度" if step == "quarter" else "个月",
        kind="count",
        better="higher",
        valid=(0, last - 1),
        decimals=0,
        takes={found: "1"},
        definition=Text(
            f"{last}减完成年度计划的{zh}序；未完成的年份缺，不作0",
            f"{last} less the {step} in which the plan was reached; missing, not 0, in a year that does not reach it",
        ),
        source="kaizhou_review_2024",
    )(formula)


_declare("quarter", "季度", 4, quarters_early)
_declare("month", "月份", 12, months_early)
