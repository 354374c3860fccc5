"""The drawings of the explanations. What they show is calculated by the library when they are drawn."""

from __future__ import annotations

from functools import cache

import polars as pl
from svg import Drawing

import kaizhou_indicators as ki
from kaizhou_water import rows


@cache
def _water() -> ki.Registry:
    return ki.load(only=["water"])


def _say(language: str, zh: str, en: str) -> str:
    return zh if language == "zh" else en


def hulun(language: str) -> Drawing:
    """Draw the comprehensive index of Hulun Lake over ten years, derived from its printed parts, beside what was printed."""
    parts, printed = ("tli_chla", "tli_tp", "tli_tn", "tli_sd"), rows("hulun_2011_2020")
    frame = pl.DataFrame({f"water.{p}": [float(r[p]) for r in printed] for p in parts}).with_columns(
        area=pl.lit("呼伦湖"), period=pl.Series([r["year"] for r in printed])
    )
    values = _water().derive(frame, "water.tli_sigma_cn")["water.tli_sigma_cn"].to_list()
    label = _say(language, "呼伦湖综合营养状态指数，2011—2020年", "TLI(Σ) of Hulun Lake, 2011–2020")
    drawing = Drawing(640, 300, label)

    def place(i: int, value: float) -> tuple[float, float]:
        return 60 + i * 44, 260 - (value - 45) * 8

    grades = _water()["water.trophic_grade"].grades
    for low, high, position in ((45, 50, 2), (50, 60, 3), (60, 70, 4), (70, 75, 5)):
        if position % 2 == 0:
            drawing.rect((60 - 22, place(0, high)[1]), 44 * 10, 8 * (high - low), "band")
        middle = place(0, (low + high) / 2)[1]
        drawing.text((488, middle + 4), grades[position - 1].get(language), "quiet", anchor="start")
    for limit in (50, 60, 70):
        y = place(0, limit)[1]
        drawing.line((38, y), (478, y), "rule").text((30, y + 4), str(limit), "quiet", anchor="end")
    drawing.path([place(i, value) for i, value in enumerate(values)], "line")
    for i, row in enumerate(printed):
        x, y = place(i, float(row["tli_sigma_cn"]))
        drawing.dot((x, y), "b", 4).text((x, 285), row["year"], "quiet")
        drawing.text((x, y + 20 if row is printed[-1] else y - 10), row["tli_sigma_cn"])
    drawing.line((490, 14), (515, 14), "line").text((522, 18), _say(language, "推得", "derived"), anchor="start")
    return drawing.dot((580, 14), "b").text((590, 18), _say(language, "公布", "printed"), anchor="start")


def rounding(language: str) -> Drawing:
    """Draw what a level of 3.4 and a change of -10.5 %, both rounded, leave for the level of 2018."""
    level, change = ki.Interval.printed("3.4"), ki.Interval.printed("-10.5")
    base = level / (1 + change / 100)
    drawing = Drawing(640, 150, _say(language, "由修约数推得的区间", "Intervals that rounded figures leave"))

    def x(value: float) -> float:
        return 150 + (value - 3.3) * 600

    tells = [
        (level, _say(language, "2024年：印作 3.4", "2024: printed 3.4"), "a"),
        (base, _say(language, "2018年：推得", "2018: implied"), "b"),
    ]
    for i, (interval, told, kind) in enumerate(tells):
        lo, hi = float(interval.lo or 0), float(interval.hi or 0)
        y = 32 + 44 * i
        drawing.text((140, y + 5), told, anchor="end")
        drawing.rect((x(lo), y - 7), x(hi) - x(lo), 14, kind, round_by=3)
        drawing.text((x(hi) + 8, y + 5), interval.text(3), anchor="start")
    drawing.line((x(3.3), 110), (x(3.9), 110), "axis")
    for tick in (3.3, 3.4, 3.5, 3.6, 3.7, 3.8, 3.9):
        drawing.line((x(tick), 110), (x(tick), 115), "axis").text((x(tick), 131), f"{tick}", "quiet")
    return drawing.text((x(3.9) + 12, 131), "mg/L", "quiet", anchor="start")


def pooled(language: str) -> Drawing:
    """Draw two schools as boxes: as wide as their pupils, as high as their rate; the pooled rate keeps the area."""
    drawing = Drawing(
        640, 205, _say(language, "两所学校的寄宿率与合计的寄宿率", "Rates of two schools and their pooled rate")
    )
    pupils, boarders = {"甲": 100, "乙": 50}, {"甲": 50, "乙": 10}
    x, base = 70.0, 170.0
    for name, count in pupils.items():
        height = 300 * boarders[name] / count
        drawing.rect((x, base - height), count * 2, height, "soft")
        drawing.text((x + count, base - height / 2 + 5), f"{boarders[name]} / {count} = {boarders[name] / count:.0%}")
        said = _say(language, f"{name}校：{count}人", f"school {name}: {count} pupils")
        drawing.text((x + count, base + 18), said, "quiet")
        x += count * 2
    whole = sum(boarders.values()) / sum(pupils.values())
    mean = sum(boarders[n] / pupils[n] for n in pupils) / len(pupils)
    for rate, kind, told in (
        (whole, "line", _say(language, f"合计 60 / 150 = {whole:.0%}", f"pooled 60 / 150 = {whole:.0%}")),
        (mean, "line b dashed", _say(language, f"两率平均 = {mean:.0%}", f"mean of the rates = {mean:.0%}")),
    ):
        y = base - 300 * rate
        drawing.line((70, y), (385, y), kind).text((398, y + (0 if rate == whole else 9)), told, anchor="start")
    return drawing.line((70, base), (385, base), "axis")


def bases(language: str) -> Drawing:
    """Draw a monthly series and what the last month is compared with."""
    values = [40, 44, 52, 47, 43, 50, 55, 53, 49, 46, 45, 58, 46, 50, 57, 54, 50, 56, 62, 60, 55, 53, 52, 64]
    drawing = Drawing(640, 215, _say(language, "同比、环比、定基", "Same period of last year, last period, fixed base"))

    def place(i: int) -> tuple[float, float]:
        return 50 + i * 23.5, 195 - (values[i] - 30) * 5

    drawing.path([place(i) for i in range(24)], "line").line((50, 195), (600, 195), "axis")
    for i, month in ((0, "2023-01"), (11, "2023-12"), (22, "2024-11"), (23, "")):
        drawing.text((place(i)[0], 211), month, "quiet")
    last = place(23)
    arrows = (
        (11, _say(language, "同比 @yoy", "@yoy 同比"), (-52, -16)),
        (22, _say(language, "环比 @prev", "@prev 环比"), (-4, 34)),
        (0, _say(language, "定基 @2023-01", "@2023-01 定基"), (92, 16)),
    )
    for i, told, (dx, dy) in arrows:
        x, y = place(i)
        drawing.arrow(last, (x + 3, y - 2), "line b dashed", "b").text((x + dx, y + dy), told)
    for i in (0, 11, 22):
        drawing.dot(place(i), "a")
    return drawing.dot(last, "b", 5)


def points(language: str) -> Drawing:
    """Draw a share that rises from 40 to 50 percent: ten points, a quarter more."""
    drawing = Drawing(640, 190, _say(language, "40% 到 50%", "From 40 % to 50 %"))
    for i, (year, value) in enumerate((("2023", 40), ("2024", 50))):
        y = 20 + i * 60
        drawing.text((60, y + 24), year, anchor="end").rect((70, y), value * 6.5, 36, "a" if i else "soft")
        drawing.text((78, y + 23), f"{value}%", "strong on" if i else "strong", anchor="start")
    drawing.line((330, 20), (330, 150), "axis dashed").line((395, 60), (395, 150), "axis dashed")
    drawing.arrow((330, 150), (395, 150), "line b", "b")
    right = _say(language, "+10 个百分点（:pp）", "+10 percentage points (:pp)")
    wrong = _say(language, "“增长25%”：库拒绝这样写", "“+25 %”: refused by the library")
    return drawing.text((405, 148), right, "strong", anchor="start").text((405, 172), wrong, "quiet", anchor="start")


READINGS = (
    ("单位核对", "unit check"),
    ("一个值，带单位", "one value, with its unit"),
    ("整张表", "a whole table"),
    ("区间：修约能有什么", "an interval: what rounding allows"),
    ("原因：为何为空", "a reason: why a cell is empty"),
    ("排印的公式", "the typeset formula"),
    ("文本与 JSON", "text and JSON"),
)


def readings(language: str) -> Drawing:
    """Draw one function in the middle, everything that reads it around."""
    drawing = Drawing(640, 290, _say(language, "一个公式，多种读法", "One formula, many readings"))
    drawing.rect((20, 105), 210, 80, "paper", round_by=6)
    drawing.text((125, 135), "def per_mu(output, picked):", "mono")
    drawing.text((125, 160), "return output / picked", "mono")
    for i, told in enumerate(READINGS):
        y = 12 + i * 39
        drawing.arrow((230, 145), (352, y + 15), "axis", "quiet")
        drawing.rect((355, y), 265, 30, "box", round_by=4).text((368, y + 20), _say(language, *told), anchor="start")
    return drawing
