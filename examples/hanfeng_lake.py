"""What Kaizhou's published water figures say, what they cannot say, and a lake whose figures are complete.

Run it after installing the core and the water plugin: `python examples/hanfeng_lake.py [zh|en]`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Mapping

import polars as pl
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

import kaizhou_indicators as ki
from kaizhou_water import HEADINGS, assess, gbt8170, items, rows

LAKE, SECTION, DISTRICT = "汉丰湖", "养鹿断面", "500154"
AREAS = {
    LAKE: ki.Text("汉丰湖", "Hanfeng Lake"),
    SECTION: ki.Text("养鹿断面", "Yanglu section"),
    DISTRICT: ki.Text("开州区", "Kaizhou"),
}
console = Console(width=int(os.environ.get("COLUMNS") or 118))
# a line breaks between pieces: a word, a number with its unit, a Chinese character with the marks around it
_TOGETHER = re.compile(r"(?<=[\d\])]) (?=mg/|%|months?\b)|(?<=\d,) (?=[-\d.]+\])")
_PIECE = re.compile(r"[（“《]*(?:[^ \u3000-\uffef]+[\u4e00-\u9fff]{0,2}|[\u3000-\uffef])[，。；：、）”》]* ?| ")


def say(language: str, zh: str, en: str) -> None:
    """Print a sentence in the language asked for."""
    tell(f"{en[0].upper()}{en[1:]}" if language == "en" else zh)


def tell(text: str, indent: str = "  ") -> None:
    """Print a line, broken where it must be, a number never parted from its unit."""
    line = indent
    for piece in _PIECE.findall(_TOGETHER.sub("\xa0", text)):
        if cell_len(line + piece.rstrip(" ")) > console.width:
            print(line.rstrip(" ").replace("\xa0", " "))
            line = indent + "  "
        line += piece
    print(line.rstrip(" ").replace("\xa0", " "))


def name(text: ki.Text | None, language: str) -> str:
    """Return a title as it stands inside a sentence: in English with a small first letter, but pH stays."""
    told = "" if text is None else text.get(language)
    return told if language == "zh" or told[:2].isupper() or told[1:2].isupper() else told[:1].lower() + told[1:]


def value(reg: ki.Registry, key: str, area: str, period: str = "2024") -> float:
    """Return a published figure as a number."""
    found = reg.observations.of(key, area, period)[0].value
    return float(str(found))


def means(reg: ki.Registry) -> dict[str, float]:
    """Return the annual means of the lake, under their keys."""
    return {key: value(reg, key, LAKE) for key in ("water.codmn", "water.bod5")}


def figures(reg: ki.Registry) -> list[ki.Observation]:
    """Return the published figures in the order of the three headings."""
    order = [key for keys in HEADINGS.values() for key in keys]
    return sorted(reg.observations, key=lambda figure: order.index(key_of(figure.key)))


def key_of(reference: str) -> str:
    """Return the indicator's key of a reference."""
    return ki.Reference.parse(reference).key


def published(reg: ki.Registry, language: str) -> None:
    """Print every water figure that Kaizhou published, with the reference it stands for and what a reader must know."""
    words = ki.Text("指标 地区 时期 公布 引用 注", "Indicator Area Period Printed Reference Note").get(language).split()
    table, notes = Table(box=None, pad_edge=False), dict[ki.Text, int]()
    for word in words:
        table.add_column(word, no_wrap=word != words[0], overflow="fold")
    for figure in figures(reg):
        number = notes.setdefault(figure.note, len(notes) + 1) if figure.note.zh else 0
        title, period = reg[key_of(figure.key)].title.get(language), ki.Period.parse(figure.period).label(language)
        cells = title, AREAS[figure.area].get(language), period, figure.printed, figure.key
        table.add_row(*cells, f"({number})" if number else "")
    console.print(table, highlight=False, markup=False)
    for note, number in notes.items():
        tell(f"({number}) {note.get(language)}")


def classes(reg: ki.Registry, language: str) -> None:
    """Print the class of each annual mean, its distance to the limits, and the class that the two together bound."""
    for key, mean in means(reg).items():
        target = key.replace(".", ".class_")
        grade, title = reg.derive({key: mean}, target)[target].title, reg[key].title
        ii, iii = (distance(reg, key, mean, number) for number in (2, 3))
        zh = f"{title.zh} {mean} mg/L：{grade.zh}；{ii.zh}；{iii.zh}"
        say(language, zh, f"{name(title, 'en')} {mean} mg/L: {name(grade, 'en')}; {ii.en}; {iii.en}")
    bound = reg.derive(means(reg), "water.gb3838_at_best_lake")["water.gb3838_at_best_lake"].title
    zh = f"汉丰湖水质：{bound.zh}或更差；21项参评指标只公布2项，不定类别"
    en = f"Hanfeng Lake: {name(bound, 'en')} or worse; only 2 of the 21 rated items are published, so there is no class"
    say(language, zh, en)


def distance(reg: ki.Registry, key: str, mean: float, number: int) -> ki.Text:
    """Return how a mean stands to the limit of a class for lakes."""
    target = f"{key}@class_{'i' * number}_lake:times"
    ratio = reg.derive({key: mean}, target)[target].magnitude
    limit = items()[key.removeprefix("water.")].limits["lake"][number - 1]
    met = ki.Text("达标", "met") if ratio <= 1 else ki.Text("超标", "missed")
    zh = f"{'ⅠⅡⅢ'[number - 1]}类限值 {limit} mg/L 的{ratio:.2f}倍（{met.zh}）"
    return ki.Text(zh, f"{ratio:.2f} times the class {'I' * number} limit of {limit} mg/L ({met.en})")


def trophic(reg: ki.Registry, language: str) -> None:
    """Print the one sub-index that follows, and the grades that an index below 50 leaves open."""
    index = gbt8170(reg.derive(means(reg), "water.tli_codmn")["water.tli_codmn"].magnitude, 3)
    zh, en = "是分指数，由它得不出综合指数 TLI(Σ)", "a sub-index, from which the comprehensive TLI(Σ) does not follow"
    title = reg["water.tli_codmn"].title
    say(language, f"{title.zh}：{index}，{zh}", f"{name(title, 'en')}: {index}, {en}")
    grade = reg.derivation("water.trophic_grade")
    bounds = ki.evaluate(grade.tree, {"tli_sigma_cn": ki.Interval(None, 50, hi_closed=False)}).interval
    labels = [text for i, text in enumerate(reg[grade.key].grades, 1) if bounds.contains(i)]
    either = " or ".join(name(text, "en") for text in labels)
    say(language, f"TLI(Σ) 小于50：{'或'.join(t.zh for t in labels)}", f"TLI(Σ) below 50: {either}")


def months(reg: ki.Registry, language: str) -> None:
    """Print the change in months at class II of the section that leaves the district."""
    key = "water.months_at_class"
    then, now = (value(reg, key, SECTION, year) for year in ("2022", "2024"))
    change = reg.derive({key: now, f"{key}@2022": then}, f"{key}@2022:abs", f"{key}@2022:pct")
    more, percent = (quantity.magnitude for quantity in change.values())
    zh = f"养鹿断面Ⅱ类月数：2022年{then:g}个月，2024年{now:g}个月，{more:+g}个月，{percent:+g}%"
    en = f"Yanglu section, months at class II: {then:g} in 2022, {now:g} in 2024, {more:+g} months, {percent:+g} %"
    zh += "；目标类别、比较方式、评价月数 N 均未声明，两年是否可比未知"
    en += "; target, comparison and the months rated N are undeclared, so it is unknown whether the years compare"
    say(language, zh, en)


def changes(reg: ki.Registry, language: str) -> None:
    """Print each published change on 2018, and the share of 2018 that it leaves."""
    for figure in (o for o in figures(reg) if o.key.endswith("@2018:pct")):
        share = (100 + ki.Interval.printed(f"{figure.value}")).text(2)
        title, printed = reg[key_of(figure.key)].title, f"{figure.value:+}"
        zh = f"{title.zh}：较2018年 {printed}%（公布），即为2018年的 {share}%"
        say(language, zh, f"{name(title, 'en')}: {printed} % on 2018 (published), which is {share} % of 2018")


def implied(reg: ki.Registry, language: str) -> None:
    """Print the interval of the 2018 level that a printed level and a printed change leave."""
    for key, mean in means(reg).items():
        level = ki.Interval.printed(f"{mean}")
        change = ki.Interval.printed(f"{value(reg, f'{key}@2018:pct', LAKE)}")
        base = level / (1 + change / 100)
        printable = base + ki.Interval.closed("-0.05", "0.05")
        fits = ["、".join(map(str, found.decimals(1))) for found in (printable, base)]
        zh = f"{reg[key].title.zh}：由 {level} mg/L 与 {change}% 推得 {base.text(3)} mg/L，"
        zh += f"印作一位小数可为{fits[0]}；若百分比由印出的数算得，只能为{fits[1]}"
        en = f"{name(reg[key].title, 'en')}: {level} mg/L and {change} % leave {base.text(3)} mg/L, printed to one decimal"
        en += f" {fits[0]}; if the percentage was computed from printed levels, only {fits[1]}"
        say(language, zh, en if language == "zh" else en.replace("、", ", "))


_NEVER = (
    "2018年均值从未公布，只有第三节的区间",
    "the 2018 mean was never printed; there is only the interval of section 3",
)
_ONCE = "只公布一年，无从比较", "only one year is published"
REASONS = (
    ("water.codmn@2018", LAKE, *_NEVER),
    ("water.bod5@2018", LAKE, *_NEVER),
    ("water.tli_sigma_cn", LAKE, "叶绿素a、总磷、总氮、透明度均未公布", "chlorophyll a, TP, TN, SD are unpublished"),
    ("water.gb3838_class_lake", LAKE, "缺{n}项：{items}", "{n} items are missing: {items}"),
    ("water.gb3838_class_river", SECTION, "只公布Ⅱ类月数，未公布任何指标", "only months at class II, no item"),
    ("water.months_at_class", SECTION, "目标类别、比较方式未声明", "target class and comparison are not declared"),
    ("water.complaints", DISTRICT, "2018、2024年件数均未公布，只有降幅", "printed for neither year, only the fall"),
    ("water.night_economy@yoy:pct", DISTRICT, *_ONCE),
    ("water.tourism_income@yoy:pct", DISTRICT, *_ONCE),
)


def not_computable(reg: ki.Registry, language: str) -> None:
    """Ask for each; print the plain reason, and in short the library's own answer."""
    money = {key: value(reg, key, DISTRICT) for key in ("water.night_economy", "water.tourism_income")}
    known = {LAKE: means(reg), SECTION: {}, DISTRICT: money}
    missing = [name(items()[item].title, language) for item in assess(means(reg), "lake").missing]
    listed = {"n": len(missing), "items": ("、" if language == "zh" else ", ").join(missing)}
    for target, area, zh, en in REASONS:
        title = reg[key_of(target)].title
        before = ki.Text(f"{AREAS[area].zh}，{title.zh}", f"{AREAS[area].en}, {name(title, 'en')}").get(language)
        say(language, f"{before}：{zh.format(**listed)}", f"{before}: {en.format(**listed)}")
        tell(f"{target}: {refusal(reg, known[area], target)}", " " * 6)


def refusal(reg: ki.Registry, data: Mapping[str, float], target: str) -> str:
    """Return the library's error in short: its message as far as the first name."""
    try:
        reg.derive(data, target)
    except ki.KaizhouError as error:
        return re.split(r", needed by| \(", str(error).removeprefix(f"{target} "))[0] + " …"
    raise AssertionError(f"{target} can be computed after all")


def hulun(reg: ki.Registry, language: str) -> bool:
    """Derive the comprehensive index of Hulun Lake 2011-2020 from its printed parts; say whether all rows agree."""
    parts, printed = ("tli_chla", "tli_tp", "tli_tn", "tli_sd"), rows("hulun_2011_2020")
    frame = pl.DataFrame({f"water.{p}": [float(r[p]) for r in printed] for p in parts}).with_columns(
        area=pl.lit("呼伦湖"), period=pl.Series([r["year"] for r in printed])
    )
    derived = reg.derive(frame, "water.tli_sigma_cn", "water.trophic_grade")
    zh, en = "年 叶绿素a 总磷 总氮 透明度 推得 公布 等级 一致", "Year Chl-a TP TN SD Derived Printed Grade Agrees"
    table, agree = Table(*(en if language == "en" else zh).split(), box=None, pad_edge=False), []
    for row, theirs in zip(derived.iter_rows(named=True), printed, strict=True):
        ours, grade = str(gbt8170(row["water.tli_sigma_cn"], 3)), row["water.trophic_grade"]
        agree.append((ours, grade) == (theirs["tli_sigma_cn"], theirs["trophic_grade"]))
        label = next(g for g in reg["water.trophic_grade"].grades if g.zh == grade).get(language)
        sign = (ki.Text("是", "yes") if agree[-1] else ki.Text("否", "no")).get(language)
        table.add_row(row["period"], *(theirs[p] for p in parts), ours, theirs["tli_sigma_cn"], label, sign)
    console.print(table, highlight=False)
    say(language, f"{len(agree)}行中{sum(agree)}行一致", f"{sum(agree)} of {len(agree)} rows agree")
    return all(agree)


def step(reg: ki.Registry, language: str) -> None:
    """Print one step with its formula, inputs and source."""
    printed = next(row["printed"] for row in rows("hulun_text_values") if row["name"] == "chla")
    say(language, "2020年叶绿素a的一步：", "one step, chlorophyll a of 2020:")
    print(reg.explain({"water.chla": f"{printed} mg/m^3"}, "water.tli_chla"))


PARTS = (
    ("一、开州公布的涉水数字", "1. Kaizhou's water figures as published", published),
    ("二、由此可得的类别、距限值、指数、变化", "2. What follows from them", classes, trophic, months, changes),
    ("三、所隐含的2018年水平（从未公布）", "3. The 2018 levels that they imply (never printed)", implied),
    ("四、不能计算的，及其原因", "4. What cannot be computed, and why", not_computable),
    ("五、数据完整的呼伦湖：2011—2020年 TLI(Σ)", "5. A complete lake: TLI(Σ) of Hulun Lake 2011–2020", hulun, step),
)


def main(language: str) -> int:
    """Print the report; return 0 if everything that can be checked agrees."""
    reg = ki.load(only=["water"])
    found = []
    for zh, en, *parts in PARTS:
        console.print(f"\n[bold]{en if language == 'en' else zh}[/bold]", highlight=False)
        found += [part(reg, language) for part in parts]
    return 1 if False in found else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="汉丰湖水指标示例 / Water indicators of Hanfeng Lake, an example")
    parser.add_argument("language", nargs="?", choices=("zh", "en"), default="zh", help="语言 / language (default: zh)")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(parser.parse_args().language))
