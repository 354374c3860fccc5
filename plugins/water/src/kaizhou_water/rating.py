"""Rating after 环办〔2011〕22号: class limits to compare with, months at a class, shares of sections, river rating.

What of 22号 was not read is not here: see ``data/river_rating_22.toml``.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Identity, Text, count_where, maximum, where

from . import classes as _classes  # noqa: F401  # the classes rated here are declared there
from .domain import water
from .formulas import Formula, formula_of
from .tables import BODIES, classes, items, table, text

_TABLE = table("river_rating_22")
_SHARES, _SECTION = _TABLE["shares"], _TABLE["section"]
_GRADES = tuple(text(entry) for entry in _SHARES["grade"])
_NO_MULTIPLE = frozenset(_TABLE["main_pollutants"]["no_multiple"])
_ROMAN = ("i", "ii", "iii", "iv", "v")
_BODY = {"river": Text("河流", "rivers"), "lake": Text("湖库", "lakes and reservoirs")}

# -- limits of the classes: water.codmn@class_iii_lake:times_more is the exceedance multiple (C − S) / S


def _declare_limits() -> None:
    water.baseline("ref_2018", period="2018", title=Text("2018年", "2018"))
    for body in BODIES:
        for number, roman in enumerate(_ROMAN):
            label = classes()[number]
            water.baseline(
                f"class_{roman}_{body}",
                title=Text(f"{label.zh}标准限值（{_BODY[body].zh}）", f"{label.en} limits ({_BODY[body].en})"),
                limits=limits_of(body, number),
                source="gb3838_2002",
            )


def limits_of(body: str, number: int) -> dict[str, str]:
    """Limits of a class (0 is class I) by item, with units; pH, oxygen and temperature have no exceedance multiple.

    >>> limits_of("lake", 2)["tp"]
    '0.05 mg/L'
    """
    measured = [i for i in items().values() if body in i.bodies and i.name not in _NO_MULTIPLE]
    return {item.name: f"{item.limits[body][number]} {item.unit}" for item in measured}


def exceedance_multiple(concentration: Any, limit: Any) -> Any:
    """Exceedance multiple (超标倍数) of a concentration over a limit, (C − S) / S; 0 within the limit.

    The change ``@class_iii_lake:times_more`` is the same above the limit, and negative below it.

    >>> round(exceedance_multiple(9.79, 2.0), 3), exceedance_multiple(1.5, 2.0)
    (3.895, 0.0)
    """
    return maximum((concentration - limit) / limit, 0.0)


_declare_limits()

# -- months of a year that meet a class

water.setting("target_class", Text("目标水质类别（1为Ⅰ类）", "Class to be met (1 is class I)"), choices=(1, 2, 3, 4, 5))
water.setting(
    "comparison",
    Text("达标比较方式（优于即可或恰为该类）", "How the class is met: that class or better, or exactly that class"),
    choices=("or_better", "exactly"),
)


def meets(position: Any, target_class: Any, comparison: Any) -> Any:
    """Whether a month's class meets the target.

    >>> meets(1, 2, "or_better"), meets(1, 2, "exactly")
    (True, False)
    """
    return (position == target_class) | ((comparison == "or_better") & (position < target_class))


def _declare_months() -> None:
    for body, suffix in (("river", ""), ("lake", "_lake")):
        zh = "断面" if body == "river" else "湖库"
        water.windowed(
            f"months_at_class{suffix}",
            Text(
                f"{zh}水质达到目标类别的月数",
                f"Months in which the {'section' if body == 'river' else 'lake'} met the class",
            ),
            of=f"water.gb3838_class_{body}",
            how=count_where(meets),
            over="year",
            each="month",
            unit="个月",
            kind="count",
            better="higher",
            valid=(0, 12),
            aliases=[f"{zh}达标月数"],
            definition=Text(
                "逐月单因子类别达到目标的月数，只计月度数据；目标与比较方式须在设置中声明，并与有评价结果的月数一并给出；"
                "开州公布的养鹿断面月数三者均未说明，未见公开的统计定义",
                "months whose single-factor class meets the target, monthly rows only; target and comparison are settings,"
                " and the number of months rated belongs to the result; the months published for Yanglu state none of"
                " the three, and no public definition was found",
            ),
            source="kaizhou_review_2024",
        )


_declare_months()

# -- sections by class

_COUNTS: dict[str, Any] = {
    "unit": "个",
    "kind": "count",
    "valid": (0, None),
    "over_area": "sum",
    "source": "hb_2011_22",
}
water.indicator(
    "sections",
    Text("监测断面数", "Sections monitored"),
    definition=Text(
        "参与评价的河流监测断面个数，比例法的分母", "river sections rated; the denominator of the shares of sections"
    ),
    **_COUNTS,
)
water.indicator(
    "sections_i_iii",
    Text("Ⅰ—Ⅲ类断面数", "Sections at class I–III"),
    better="higher",
    definition=Text("单因子类别为Ⅰ类至Ⅲ类的断面个数", "sections whose single-factor class is I, II or III"),
    **_COUNTS,
)
water.indicator(
    "sections_below_v",
    Text("劣Ⅴ类断面数", "Sections worse than class V"),
    better="lower",
    definition=Text("单因子类别为劣Ⅴ类的断面个数", "sections whose single-factor class is worse than V"),
    **_COUNTS,
)
water.indicator(
    "sections_exceeding",
    Text("超标断面数", "Sections exceeding the limit"),
    better="lower",
    definition=Text(
        "某项指标超过Ⅲ类限值的断面个数，等于限值者不超标",
        "sections where one item exceeds its limit of class III; a value on the limit complies",
    ),
    **_COUNTS,
)
water.indicator(
    "lakes",
    Text("监测湖库数", "Lakes and reservoirs monitored"),
    definition=Text("评价了营养状态的湖泊、水库个数", "lakes and reservoirs whose trophic state was rated"),
    **_COUNTS | {"source": "jsz_2001_090"},
)
water.indicator(
    "lakes_eutrophic",
    Text("富营养湖库数", "Eutrophic lakes and reservoirs"),
    better="lower",
    definition=Text("TLI(Σ) 大于50的湖泊、水库个数", "lakes and reservoirs with TLI(Σ) above 50"),
    **_COUNTS | {"source": "jsz_2001_090"},
)

_SHARE: dict[str, Any] = {"unit": "%", "kind": "share", "valid": (0, 100), "decimals": 1}


def share_of(part: Any, whole: Any) -> Any:
    """Return a part of the sections or lakes rated, of all of them.

    >>> share_of(9, 12)
    0.75
    """
    return part / whole


def _declare_share(name: str, title: Text, part: str, whole: str, **attributes: Any) -> Formula:
    """Declare the share of a count in the count of all, and that it is never more than all; return its formula."""
    water.identity(f"{part}_of_all", Identity.k_of_n(part, whole))
    return water.derived(name, title, **_SHARE, **attributes)(formula_of([part, whole], share_of))


share_class_i_iii = _declare_share(
    "share_class_i_iii",
    Text("Ⅰ—Ⅲ类断面比例", "Share of sections at class I–III"),
    "sections_i_iii",
    "sections",
    better="higher",
    aliases=["优良比例", "水质优良比例"],
    definition=Text("Ⅰ—Ⅲ类断面个数占全部评价断面个数", "sections at class I to III, of all sections rated"),
    source="hb_2011_22",
)
share_below_v = _declare_share(
    "share_below_v",
    Text("劣Ⅴ类断面比例", "Share of sections worse than class V"),
    "sections_below_v",
    "sections",
    better="lower",
    definition=Text("劣Ⅴ类断面个数占全部评价断面个数", "sections worse than class V, of all sections rated"),
    source="hb_2011_22",
)
exceedance_rate = _declare_share(
    "exceedance_rate",
    Text("断面超标率", "Share of sections exceeding the limit"),
    "sections_exceeding",
    "sections",
    better="lower",
    definition=Text(
        "某项指标超标断面数占全部断面数",
        "sections where an item exceeds its limit, of all sections; a value on the limit complies",
    ),
    source="hb_2011_22",
)
share_eutrophic = _declare_share(
    "share_eutrophic",
    Text("富营养湖库比例", "Share of eutrophic lakes and reservoirs"),
    "lakes_eutrophic",
    "lakes",
    better="lower",
    definition=Text("TLI(Σ) 大于50的湖库占全部评价湖库", "lakes and reservoirs with TLI(Σ) above 50, of all rated"),
    source="jsz_2001_090",
)


@water.derived(
    "river_rating",
    Text("河流水质状况", "Rating of a river"),
    kind="grade",
    grades=_GRADES,
    better="lower",
    takes={"share_class_i_iii": "%", "share_below_v": "%", "sections": "个"},
    definition=Text(
        "断面水质类别比例法；断面不足5个时不适用（先求各指标断面均值再作单因子评价），恰为5个时按比例法是本包的选择",
        "by shares of sections; with fewer than 5 sections it is undefined (the means of the items are classified"
        " instead); applying it to exactly 5 is this package's choice",
    ),
    source=_SHARES["source"],
)
def river_rating(share_class_i_iii: Any, share_below_v: Any, sections: Any) -> Any:
    """Position of the rating, 1 (excellent) to 5; shares in %.

    >>> river_rating(93.9, 2.8, 180), river_rating(60, 25, 20)
    (1.0, 4.0)
    """
    (excellent, good), (moderate, heavy) = _SHARES["good"], _SHARES["bad"]
    polluted = 3 + where(share_below_v >= moderate, 1, 0) + where(share_below_v >= heavy, 1, 0)
    rating = where(share_class_i_iii >= excellent, 1, where(share_class_i_iii >= good, 2, polluted))
    # a formula has no word for "undefined" but a division by zero, which every reading reports with its reason
    return rating / where(sections >= _SHARES["least_sections"], 1, 0)


def _declare_section_ratings() -> None:
    for body in BODIES:
        name = f"gb3838_class_{body}"
        declare = water.derived(
            f"section_rating_{body}",
            Text(f"水质状况（{_BODY[body].zh}）", f"Rating by class ({_BODY[body].en})"),
            kind="grade",
            grades=_GRADES,
            better="lower",
            takes={name: "1"},
            definition=Text(
                "Ⅰ—Ⅱ类优，Ⅲ类良好，Ⅳ类轻度污染，Ⅴ类中度污染，劣Ⅴ类重度污染；用语未见原文，来源非官方",
                "class I–II excellent, III good, IV lightly, V moderately, worse heavily polluted; the words were seen"
                " second-hand only",
            ),
            source=_SECTION["source"],
        )
        declare(formula_of([name], section_rating))


def section_rating(position: Any) -> Any:
    """Position of the rating that a class has.

    >>> [section_rating(p) for p in range(1, 7)]
    [1, 1, 2, 3, 4, 5]
    """
    ratings = _SECTION["from_class"]
    worse = [place for place in range(1, len(ratings)) if ratings[place] > ratings[place - 1]]
    return ratings[0] + sum(where(position > place, ratings[place] - ratings[place - 1], 0) for place in worse)


_declare_section_ratings()
