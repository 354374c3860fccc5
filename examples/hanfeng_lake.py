"""What Kaizhou's published water figures say, what they cannot say, and a lake whose figures are complete.

Run it after installing the core and the water plugin: `python examples/hanfeng_lake.py [en]`.
"""

from __future__ import annotations

import sys
from decimal import ROUND_HALF_EVEN, Decimal

import polars as pl
from rich.console import Console
from rich.table import Table

import kaizhou_indicators as ki
from kaizhou_water import assess, items, rows

LAKE, SECTION, DISTRICT = "汉丰湖", "养鹿断面", "500154"
console = Console(width=118)


def say(text: ki.Text, language: str) -> None:
    """Print a heading or a sentence in the language asked for."""
    tell(text.get(language))


def tell(text: str) -> None:
    """Print a sentence as it is; brackets in it are no markup."""
    console.print(text, highlight=False, markup=False)


def heading(text: ki.Text, language: str) -> None:
    """Print a heading."""
    console.print(f"\n[bold]{text.get(language)}[/bold]")


def published(reg: ki.Registry, language: str) -> None:
    """Print every water figure that Kaizhou published, with the reference it stands for."""
    columns = ki.Text("指标 地区 时期 公布 引用", "Indicator Area Period Printed Reference").get(language).split()
    table = Table(*columns, box=None, pad_edge=False)
    for figure in reg.observations:
        indicator = reg[ki.Reference.parse(figure.key).key]
        period = ki.Period.parse(figure.period).label(language)
        table.add_row(indicator.title.get(language), figure.area, period, figure.printed, figure.key)
    console.print(table)


def classes(reg: ki.Registry, language: str) -> None:
    """Assess the two annual means of Hanfeng Lake: item classes, and what they bound."""
    means = {name: reg.observations.of(f"water.{name}", LAKE, "2024")[0].value for name in ("codmn", "bod5")}
    derived = reg.derive(means_of(means), "water.class_codmn", "water.class_bod5", "water.gb3838_at_best_lake")
    for key, grade in derived.items():
        tell(f"  {reg[key].title.get(language)}: {grade.title.get(language)}")
    tell(f"  {assess({k: v for k, v in means.items() if isinstance(v, float)}, 'lake').explain(language)}")


def means_of(means: dict[str, float | str | None]) -> dict[str, float | str | None]:
    """Return the means under their keys."""
    return {f"water.{name}": value for name, value in means.items()}


def implied(reg: ki.Registry, language: str) -> None:
    """Print the interval of the 2018 level that a printed level and a printed change leave."""
    for name in ("codmn", "bod5"):
        key = f"water.{name}"
        level = ki.Interval.printed(f"{reg.observations.of(key, LAKE, '2024')[0].value}")
        change = ki.Interval.printed(f"{reg.observations.of(f'{key}@2018:pct', LAKE, '2024')[0].value}")
        base = level / (1 + change / 100)
        fits = [", ".join(map(str, found)) for found in (printable(base).decimals(1), base.decimals(1))]
        title = reg[key].title.get(language)
        sentence = ki.Text(
            f"  {title}：2018年均值从未公布；由 {level} mg/L 与 {change}% 推得 {base.text(3)} mg/L，"
            f"印作一位小数可为 {fits[0]}；若百分比由印出的数算得，只能为 {fits[1]}",
            f"  {title}: the 2018 mean was never printed; {level} mg/L and {change}% leave {base.text(3)} mg/L, printed to"
            f" one decimal {fits[0]}; if the percentage was computed from printed levels, only {fits[1]}",
        )
        say(sentence, language)


def printable(base: ki.Interval) -> ki.Interval:
    """Return what a value in the interval may be printed as to one decimal."""
    return base + ki.Interval.closed("-0.05", "0.05")


def trophic(reg: ki.Registry, language: str) -> None:
    """Print which trophic grades an index below 50 leaves open, read off the very formula that derives the grade."""
    grade = reg.derivation("water.trophic_grade")
    below = ki.Interval(None, 50, hi_closed=False)
    bounds = ki.evaluate(grade.tree, {"tli_sigma_cn": below}).interval
    labels = [text.get(language) for i, text in enumerate(reg[grade.key].grades, 1) if bounds.contains(i)]
    either = ki.Text(f"TLI(Σ) 小于 50：{'或'.join(labels)}", f"TLI(Σ) below 50: {' or '.join(labels)}")
    tell(f"  {either.get(language)}")


def not_computable(reg: ki.Registry) -> None:
    """Ask for what the published figures do not give; the library says what is missing, and for whom."""
    figures = {"water.codmn": 3.4, "water.bod5": 2.2}
    for target in ("water.codmn@2018:pct", "water.tli_sigma_cn", "water.gb3838_class_lake"):
        try:
            reg.derive(figures, target)
        except ki.DerivationError as error:
            tell(f"  {target}: {_short(str(error))}")


def _short(message: str) -> str:
    parts = message.split("; ")
    return message if len(parts) <= 3 else f"{'; '.join(parts[:2])}; … {len(parts) - 2} more"


def months(reg: ki.Registry, language: str) -> None:
    """Print the change in months at class II of the section that leaves the district."""
    counts = {p: reg.observations.of("water.months_at_class", SECTION, p)[0].value for p in ("2022", "2024")}
    data = {"water.months_at_class": counts["2024"], "water.months_at_class@2022": counts["2022"]}
    change = reg.derive(data, "water.months_at_class@2022:abs")["water.months_at_class@2022:abs"]
    title = reg["water.months_at_class"].title.get(language)
    console.print(
        f"  {SECTION}, {title}: {counts['2022']:g} → {counts['2024']:g}, {change.magnitude:+g} {reg['water.months_at_class'].unit}"
    )


def headroom(reg: ki.Registry, language: str) -> None:
    """Print how far the annual means lie below the limits of class III for lakes."""
    data = {"water.codmn": 3.4, "water.bod5": 2.2}
    for name in ("codmn", "bod5"):
        target = f"water.{name}@class_iii_lake:times"
        ratio = reg.derive(data, target)[target].magnitude
        limit = items()[name].limits["lake"][2]
        sentence = ki.Text(
            f"  {reg[f'water.{name}'].title.zh}：为Ⅲ类限值 {limit} mg/L 的 {ratio:.2f} 倍",
            f"  {reg[f'water.{name}'].title.en}: {ratio:.2f} times the class III limit of {limit} mg/L",
        )
        say(sentence, language)


def hulun(reg: ki.Registry, language: str) -> bool:
    """Derive the comprehensive index of Hulun Lake 2011-2020 from its printed parts; say whether all rows agree."""
    printed = rows("hulun_2011_2020")
    parts = ("tli_chla", "tli_tp", "tli_tn", "tli_sd")
    frame = pl.DataFrame({f"water.{p}": [float(r[p]) for r in printed] for p in parts}).with_columns(
        area=pl.lit("呼伦湖"), period=pl.Series([r["year"] for r in printed])
    )
    derived = reg.derive(frame, "water.tli_sigma_cn", "water.trophic_grade")
    head = ki.Text(
        "年 叶绿素a 总磷 总氮 透明度 TLI(Σ)计算 TLI(Σ)公布 等级 一致",
        "Year Chl-a TP TN SD derived printed grade agrees",
    )
    table = Table(*head.get(language).split(), box=None, pad_edge=False)
    grades = {grade.zh: grade.get(language) for grade in reg["water.trophic_grade"].grades}
    agree = []
    for row, theirs in zip(derived.iter_rows(named=True), printed, strict=True):
        ours = Decimal(repr(row["water.tli_sigma_cn"])).quantize(Decimal("0.001"), ROUND_HALF_EVEN)
        same = str(ours) == theirs["tli_sigma_cn"] and row["water.trophic_grade"] == theirs["trophic_grade"]
        agree.append(same)
        cells = [
            row["period"],
            *(theirs[p] for p in parts),
            str(ours),
            theirs["tli_sigma_cn"],
            grades[row["water.trophic_grade"]],
        ]
        table.add_row(*cells, "✓" if same else "✗")
    console.print(table)
    say(ki.Text(f"  {sum(agree)}/{len(agree)} 行一致", f"  {sum(agree)} of {len(agree)} rows agree"), language)
    return all(agree)


def main(language: str = "zh") -> int:
    """Print the report; return 0 if everything that can be checked agrees."""
    reg = ki.load(only=["water"])
    heading(ki.Text("一、开州公布的涉水数字", "1. Kaizhou's water figures as published"), language)
    published(reg, language)
    heading(
        ki.Text("二、由此可得：类别、距限值、变化", "2. What follows: classes, distance to the limits, changes"),
        language,
    )
    classes(reg, language)
    trophic(reg, language)
    headroom(reg, language)
    months(reg, language)
    heading(ki.Text("三、公布数字所隐含的2018年水平", "3. The 2018 levels that the printed figures imply"), language)
    implied(reg, language)
    heading(ki.Text("四、不能计算的，及其原因", "4. What cannot be computed, and why"), language)
    not_computable(reg)
    heading(
        ki.Text("五、数据完整的湖：呼伦湖2011—2020年", "5. A lake with complete figures: Hulun Lake 2011-2020"),
        language,
    )
    agrees = hulun(reg, language)
    say(ki.Text("\n每一步的公式与来源：", "\nEvery step with its formula and source:"), language)
    tell(str(reg.explain({"water.chla": "7.77 mg/m^3"}, "water.tli_chla")))
    return 0 if agrees else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
