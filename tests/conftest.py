"""What the tests share: hypothesis profiles and a small made-up domain.

The profile is ``dev``; where ``CI`` is set it is ``ci``, which draws the same examples every time.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from kaizhou_indicators import Domain, Text, count_where, where

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def toy_domain() -> Domain:
    """Return a domain without faults: measured, derived, graded and windowed indicators, a unit, a baseline, a setting."""
    toy = Domain("toy", Text("玩具", "Toys"), units=["箱子 = 12 * 个"])
    toy.source("catalogue", Text("玩具目录", "Catalogue of toys"), issuer="玩具协会", year=2024)
    toy.indicator("done", Text("完成投资", "Investment done"), unit="亿元", over_time="sum", over_area="sum")
    toy.indicator("plan", Text("计划投资", "Planned investment"), unit="万元", over_time="sum", over_area="sum")
    toy.indicator("staff", Text("人员", "Staff"), unit="人", kind="count", valid=(0, None), source="catalogue")
    toy.indicator("stock", Text("库存", "Stock"), unit="箱子", by=("colour",))
    toy.setting("passing", Text("达标线", "Passing mark"), choices=(60, 80))

    @toy.derived("rate", Text("完成率", "Completion rate"), unit="%", better="higher")
    def rate(done, plan):
        return done / plan

    @toy.derived(
        "grade",
        Text("等次", "Grade"),
        kind="grade",
        grades=[Text("优", "good"), Text("差", "bad")],
        takes={"rate": "%"},
    )
    def grade(rate, passing):
        return where(rate >= passing, 1, 2)

    toy.windowed(
        "months_on_plan",
        Text("达标月数", "Months on plan"),
        of="rate",
        how=count_where(lambda r: r >= 100),
        unit="个月",
    )
    toy.baseline("before", title=Text("2018年", "2018"), period="2018")
    toy.observe("staff", area="500154", period="2024", value=12)
    return toy


@pytest.fixture
def toy() -> Domain:
    """A domain without faults, made anew for each test."""
    return toy_domain()
