"""Grades: which standard institutions have reached, counted and pooled; a grade itself is never averaged.

Recommended standard is grade A (甲级) and basic standard grade B (乙级), as Chongqing calls them. The scores and clauses
of the standards were not found; nothing here decides a grade.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kaizhou_indicators import Identity, ProcessError, Text

from .domain import health

#: name -> label, best first; the grade of an institution is one of these
GRADES = {
    "grade_a": Text("甲级", "Grade A"),
    "grade_b": Text("乙级", "Grade B"),
    "ungraded": Text("未达标", "Not graded"),
}
_STANDARDS = {"推荐标准": "grade_a", "基本标准": "grade_b"}

_COUNT: dict[str, Any] = {
    "unit": "家",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "source": "yzfwjcx_2018",
}
_STOCK: dict[str, Any] = {**_COUNT, "over_time": "last", "over_area": "sum"}
_FLOW: dict[str, Any] = {**_COUNT, "over_time": "sum", "over_area": "sum", "better": "higher"}
_SHARE: dict[str, Any] = {
    "unit": "%",
    "kind": "share",
    "better": "higher",
    "valid": (0, 100),
    "decimals": 1,
    "source": "yzfwjcx_2018",
}


def grade_name(word: object) -> str:
    """Return ``grade_a``, ``grade_b`` or ``ungraded`` for a grade's name, its label or its standard.

    >>> grade_name("甲级"), grade_name("基本标准")
    ('grade_a', 'grade_b')

    Raises:
        ProcessError: the word is none of these.
    """
    known = {w: name for name, title in GRADES.items() for w in (name, title.zh, title.en)} | _STANDARDS
    if isinstance(word, str) and word in known:
        return known[word]
    msg = f"grade {word!r} is none of {', '.join(known)}; write one of these"
    raise ProcessError(msg)


def counts_of(grades: Iterable[object]) -> dict[str, int]:
    """Count institutions by grade, ready to derive from.

    Args:
        grades: the grade of every institution: name, label or standard.

    >>> counts_of(["甲级", "乙级", "乙级", "未达标"])
    {'health.institutions': 4, 'health.grade_a': 1, 'health.grade_b': 2}
    """
    found = Counter(grade_name(grade) for grade in grades)
    return {
        "health.institutions": found.total(),
        "health.grade_a": found["grade_a"],
        "health.grade_b": found["grade_b"],
    }


def _declare_counts() -> None:
    health.indicator(
        "grade",
        Text("基层医疗机构等级", "Grade of a primary-care institution"),
        kind="grade",
        grades=list(GRADES.values()),
        better="higher",
        aliases=["机构等级"],
        definition=Text(
            "一家机构达到的标准：推荐标准为甲级，基本标准为乙级，否则未达标；评定，不由数据推算",
            "the standard an institution has reached: recommended is A, basic is B, else none; awarded, not computed",
        ),
        source="yzfwjcx_2018",
    )
    health.indicator(
        "institutions",
        Text("基层医疗机构数", "Primary-care institutions"),
        aliases=["基层医疗卫生机构数"],
        definition=Text(
            "纳入等级创建的基层医疗机构，各占比的分母",
            "primary-care institutions within the grading; the denominator of the shares",
        ),
        **_STOCK,
    )
    health.indicator(
        "grade_a",
        Text("甲级机构数", "Institutions at grade A"),
        better="higher",
        aliases=["国家推荐标准（甲级）", "推荐标准机构数"],
        definition=Text("达到国家推荐标准的机构", "institutions at the recommended national standard"),
        **_STOCK,
    )
    health.indicator(
        "grade_b",
        Text("乙级机构数", "Institutions at grade B"),
        aliases=["基本标准（乙级）", "基本标准机构数"],
        definition=Text(
            "达到国家基本标准而未达推荐标准的机构；升为甲级即减少，故增减不分优劣",
            "institutions at the basic and not at the recommended standard; one that becomes A leaves it, so more is"
            " neither better nor worse",
        ),
        **_STOCK,
    )
    health.indicator(
        "grade_count",
        Text("分层级、等级的机构数", "Institutions by tier and grade"),
        by=("tier", "grade"),
        definition=Text(
            "每层级（区级龙头、中心、一般）每等级的机构数，未达标亦列出；各格相加为机构总数",
            "institutions of each tier at each grade, those without a grade included; the cells add up to all",
        ),
        **_STOCK,
    )
    health.indicator(
        "community_hospitals",
        Text("社区医院数", "Community hospitals"),
        aliases=["社区医院"],
        definition=Text(
            "建成社区医院的机构；另一种身份，不并入等级",
            "institutions made community hospitals; a status of its own, no grade",
        ),
        **_STOCK,
    )
    for name, title in (("grade_a", Text("甲级", "grade A")), ("grade_b", Text("乙级", "grade B"))):
        health.indicator(
            f"new_{name}",
            Text(f"新达到{title.zh}机构数", f"Institutions newly at {title.en}"),
            definition=Text("当期新获评的机构", "institutions awarded it in the period"),
            **_FLOW,
        )


_declare_counts()


@health.derived(
    "graded",
    Text("达标机构数", "Graded institutions"),
    better="higher",
    aliases=["等级机构数"],
    definition=Text("甲级与乙级机构之和", "institutions at grade A or B"),
    **_COUNT,
)
def graded(grade_a: Any, grade_b: Any) -> Any:
    """Institutions at either grade."""
    return grade_a + grade_b


@health.derived(
    "ungraded",
    Text("未达标机构数", "Institutions without a grade"),
    better="lower",
    definition=Text("机构总数减甲级、乙级", "all institutions less those at grade A or B"),
    **_COUNT,
)
def ungraded(institutions: Any, grade_a: Any, grade_b: Any) -> Any:
    """Institutions at neither grade."""
    return institutions - grade_a - grade_b


@health.derived(
    "graded_share",
    Text("机构达标率", "Share of graded institutions"),
    aliases=["等级创建达标率"],
    definition=Text("甲级与乙级机构占全部基层医疗机构", "institutions at grade A or B, of all"),
    **_SHARE,
)
def graded_share(grade_a: Any, grade_b: Any, institutions: Any) -> Any:
    """Institutions at either grade, of all.

    >>> graded_share(15, 23, 40)
    0.95
    """
    return (grade_a + grade_b) / institutions


@health.derived(
    "grade_a_share",
    Text("甲级机构占比", "Share of institutions at grade A"),
    aliases=["甲级率"],
    definition=Text("甲级机构占全部基层医疗机构", "institutions at grade A, of all"),
    **_SHARE,
)
def grade_a_share(grade_a: Any, institutions: Any) -> Any:
    """Institutions at grade A, of all.

    >>> grade_a_share(15, 40)
    0.375
    """
    return grade_a / institutions


_ALL, _A, _B = "health.institutions", "health.grade_a", "health.grade_b"
health.identity("institutions_by_grade", Identity.partition(_ALL, [_A, _B, "health.ungraded"]))
health.identity("graded_by_grade", Identity.partition("health.graded", [_A, _B]))
health.identity("grading_funnel", Identity.funnel([_ALL, "health.graded", _A]))
health.identity("grade_a_of_all", Identity.k_of_n(_A, _ALL))
health.identity("grade_b_of_all", Identity.k_of_n(_B, _ALL))
health.identity("grade_a_share", Identity.share(_A, _ALL, "health.grade_a_share", decimals=1))
health.identity("graded_share", Identity.share("health.graded", _ALL, "health.graded_share", decimals=1))
