"""A domain that obeys every law, for the tests of the author's kit, and how to break it in one place."""

from __future__ import annotations

from kaizhou_indicators import Domain, Identity, Text, where

GRADES = [Text("优", "good"), Text("良", "fair"), Text("差", "bad")]


def tea_domain(**changed) -> Domain:
    """Return a domain of tea gardens in which every law holds; ``changed`` replaces formulas by name, or parts.

    ``picked``, ``made``, ``yields``, ``graded`` are formulas; ``identities=False`` leaves the identities out.
    """
    tea = Domain("tea", Text("茶业", "Tea"))
    add = {"over_time": "sum", "over_area": "sum", "valid": (0, None)}
    tea.indicator("gardens", Text("茶园数", "Gardens"), unit="个", kind="count", better="higher", **add)
    tea.indicator("picked", Text("已采茶园数", "Gardens picked"), unit="个", kind="count", better="higher", **add)
    tea.indicator("idle", Text("未采茶园数", "Gardens not picked"), unit="个", kind="count", better="lower", **add)
    tea.indicator("output", Text("茶叶产量", "Tea output"), unit="万吨", better="higher", **add)
    tea.indicator("area", Text("采摘面积", "Area picked"), unit="万亩", **add)
    tea.setting("passing", Text("达标线", "Passing mark"), choices=(50, 80))
    ratio = {"unit": "%", "better": "higher", "valid": (0, 100)}
    share = changed.get("share", lambda picked, gardens: picked / gardens)
    tea.derived("share", Text("采摘率", "Share picked"), **ratio)(share)
    per_mu = changed.get("per_mu", lambda output, area: output / area)
    tea.derived("per_mu", Text("亩产", "Yield"), unit="公斤/亩", better="higher", valid=(0, None), decimals=1)(per_mu)
    grade = changed.get("grade", lambda share, passing: where(share >= passing, 1, where(share > 0, 2, 3)))
    tea.derived("grade", Text("等次", "Grade"), kind="grade", grades=GRADES, takes={"share": "%"})(grade)
    known = changed.get("known", lambda picked, idle: picked + idle)
    tea.derived("known", Text("已知茶园数", "Gardens known"), unit="个", kind="count", valid=(0, None))(known)
    if changed.get("identities", True):
        tea.identity("picked_of_all", Identity.k_of_n("picked", "gardens"))
        tea.identity("known_parts", Identity.partition("known", ["picked", "idle"]))
    for name, value in changed.get("published", {"output": 1.2, "area": 3, "per_mu": 400}).items():
        tea.observe(name, area="500154", period="2024", value=value)
    return tea
