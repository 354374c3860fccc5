"""Words of the report of a table, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...processes import Consistency
from ...text import Text
from ..words import joined

if TYPE_CHECKING:
    from .report import ColumnReport

STATUS = {
    Consistency.INCONSISTENT: Text("不符", "inconsistent"),
    Consistency.UNDETERMINED: Text("不能判定", "undetermined"),
    Consistency.CONSISTENT: Text("相符", "consistent"),
}
_REASONS = {
    "missing": Text("缺", "empty:"),
    "gap": Text("基期缺行(其前有行):", "no row for the base period, but earlier ones:"),
    "start": Text("基期在表之前:", "the table begins after the base period:"),
    "area": Text("参照地区无值:", "no value of the reference area"),
    "break": Text("数列在其间中断:", "a break in the series lies between:"),
    "undefined": Text(
        "按定义无值(除数为零、基数不为正等)", "undefined: a divisor of zero, a base that is not positive"
    ),
    "infinite": Text("印作无穷大", "printed as infinite"),
    "absent": Text("表中缺所需的列", "the table lacks columns that it needs"),
    "comparable": Text("口径不可比", "it would not compare like with like"),
    "setting": Text("未声明配置", "a setting is not supplied"),
}


def reason_text(reason: str) -> Text:
    """Return a reason as people read it.

    >>> reason_text("missing co2.population").en
    'empty: co2.population'
    """
    word, _, where = reason.partition(" ")
    said = _REASONS[word]
    return Text(f"{said.zh}{where}", f"{said.en} {where}".rstrip())


def summary(report: ColumnReport) -> Text:
    """Return what there is to say of a column."""
    parts = [_verdicts(report)]
    if report.told:
        parts.append(Text(f"不能由表推得:{report.told}", f"nothing follows from the table: {report.told}"))
    parts += [
        Text(f"{reason_text(why).zh}({rows}格)", f"{reason_text(why).en} ({rows} cells)")
        for why, rows in report.why.items()
        if not report.told
    ]
    parts += [
        Text(f"若{found.text.zh},则{found.rows}格相符", f"{found.rows} cells fit this reading: {found.text.en}")
        for found in report.likely
    ]
    rest = report.disagree + report.undetermined - sum(found.rows for found in report.likely)
    if rest and report.likely:
        parts.append(Text(f"其余{rest}格未找到原因", f"no cause found for {rest} cells"))
    return joined(parts)


def _verdicts(report: ColumnReport) -> Text:
    zh = [
        f"{report.column}应为{report.reference}:印出{report.printed}格",
        f"相符{report.agree}",
        f"不符{report.disagree}",
    ]
    en = [
        f"{report.column} should be {report.reference}: {report.printed} cells printed",
        f"{report.agree} agree",
        f"{report.disagree} disagree",
    ]
    if report.uninformative:
        zh.append(f"不足为证{report.uninformative}")
        en.append(f"{report.uninformative} say nothing")
    if report.undetermined:
        zh.append(f"不能判定{report.undetermined}")
        en.append(f"{report.undetermined} undetermined")
    return Text(",".join(zh), ", ".join(en))
