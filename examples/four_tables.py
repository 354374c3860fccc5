"""Four Chinese tables, each with a domain of its own, and which of their printed columns follow from the others.

Run it after installing the core with polars: `python examples/four_tables.py [zh|en]`. Where the tables come from is
named in `examples/data/README.md`. A printed number stands for the interval of half its last digit on either side.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Interval, Text, weighted_mean, where

DATA = Path(__file__).parent / "data"

grain = Domain("grain", Text("粮食生产", "Grain"))
grain.indicator("sown", Text("播种面积", "Sown area"), unit="千公顷", over_area="sum", by=("crop",))
grain.indicator("output", Text("总产量", "Output"), unit="万吨", over_area="sum", over_time="sum", by=("crop",))


@grain.derived("yield_per_area", Text("单位面积产量", "Yield"), unit="公斤/公顷", by=("crop",))
def yield_per_area(output: Any, sown: Any) -> Any:
    """Return the output of an area over what was sown there."""
    return output / sown


lake = Domain("lake", Text("湖泊富营养化", "Trophic state of lakes"))
#: r² of each parameter with chlorophyll a, as the paper states them
R_SQUARED = {"chla": 1.0, "tp": 0.7056, "tn": 0.6724, "sd": 0.6889}
for _name, _title in {
    "chla": Text("叶绿素a分指数", "Sub-index, chlorophyll a"),
    "tp": Text("总磷分指数", "Sub-index, total phosphorus"),
    "tn": Text("总氮分指数", "Sub-index, total nitrogen"),
    "sd": Text("透明度分指数", "Sub-index, Secchi depth"),
}.items():
    lake.indicator(f"tli_{_name}", _title, unit="1", kind="index", better="lower")


@lake.derived("tli", Text("综合营养状态指数", "Trophic level index"), unit="1", kind="index", better="lower")
def tli(tli_chla: Any, tli_tp: Any, tli_tn: Any, tli_sd: Any) -> Any:
    """Return the mean of the sub-indices, weighted by r²."""
    return weighted_mean([tli_chla, tli_tp, tli_tn, tli_sd], [R_SQUARED[n] for n in ("chla", "tp", "tn", "sd")])


GRADES = [
    Text("贫营养", "oligotrophic"),
    Text("中营养", "mesotrophic"),
    Text("轻度富营养", "lightly eutrophic"),
    Text("中度富营养", "moderately eutrophic"),
    Text("重度富营养", "highly eutrophic"),
]


@lake.derived("state", Text("营养状态", "Trophic state"), kind="grade", grades=GRADES, takes={"tli": "1"})
def state(tli: Any) -> Any:
    """Return the grade: below 30, to 50, to 60, to 70, above."""
    return where(tli < 30, 1, where(tli <= 50, 2, where(tli <= 60, 3, where(tli <= 70, 4, 5))))


doctors = Domain("doctors", Text("全科医生", "General practitioners"))
doctors.indicator("people", Text("城乡人口数", "Residents"), unit="万人", over_area="sum")
doctors.indicator(
    "whole", Text("城乡人口数（不足1万不计）", "Residents, whole 10,000s only"), unit="万人", kind="count"
)
doctors.indicator("practising", Text("全科医生数", "General practitioners"), unit="名", kind="count", over_area="sum")
doctors.indicator(
    "retrained", Text("转岗培训全科医生", "Retrained practitioners"), unit="名", kind="count", over_area="sum"
)


@doctors.derived("retrained_share", Text("转岗培训占比", "Share of retrained"), unit="%")
def retrained_share(retrained: Any, practising: Any) -> Any:
    """Return the retrained among all practitioners."""
    return retrained / practising


@doctors.derived("per_10k", Text("每万人口全科医生数", "Practitioners per 10,000"), unit="名/万人", better="higher")
def per_10k(practising: Any, people: Any) -> Any:
    """Return practitioners per 10,000 residents."""
    return practising / people


@doctors.derived("needed", Text("应配置全科医生", "Practitioners needed"), unit="名", takes={"whole": "万人"})
def needed(whole: Any) -> Any:
    """Return three for each whole 10,000 residents."""
    return 3 * whole


grass = Domain("grass", Text("草地产草量", "Grass"))
grass.indicator("area", Text("草地面积", "Grassland"), unit="万公顷", over_area="sum")
grass.indicator("fresh", Text("鲜重", "Fresh weight"), unit="万吨", over_area="sum", over_time="sum")
grass.indicator("hay", Text("干重", "Dry weight"), unit="万吨", over_area="sum", over_time="sum")


@grass.derived("hay_per_area", Text("平均干草单产", "Hay per area"), unit="公斤/公顷")
def hay_per_area(hay: Any, area: Any) -> Any:
    """Return the hay of an area over its grassland."""
    return hay / area


class Table(NamedTuple):
    """A printed table.

    Attributes:
        domain: the domain that it is read with.
        rows: ``area``, ``period``, a text as printed under each key, and under each header that is derived.
        derived: header -> the target that it should be.
        notes: header -> why rows differ, where rows do.
    """

    domain: Domain
    rows: list[dict[str, str]]
    derived: Mapping[str, str]
    notes: Mapping[str, Text] = {}


def _read(name: str) -> list[dict[str, str]]:
    """Return the rows of a file, every digit as printed."""
    return pl.read_csv(DATA / f"{name}.csv", infer_schema=False).to_dicts()


def grain_2015() -> Table:
    """Return the grain of 2015: provinces with all crops, then the country by season and crop."""
    rows = []
    for row in _read("cn_grain_2015"):
        region = row["分组"] == "地区"
        place, crop = (row["名称"], "全年粮食") if region else ("全国", row["名称"])
        values = {"grain.sown": row["播种面积_千公顷"], "grain.output": row["总产量_万吨"]}
        rows.append(
            {"area": place, "period": row["年份"], "crop": crop, **values, "单产": row["单位面积产量_公斤每公顷"]}
        )
    return Table(grain, rows, {"单产": "grain.yield_per_area"})


def hulun() -> Table:
    """Return Hulun Lake, each August: four sub-indices, their weighted mean, and the grade."""
    names = {"TLI_Chla": "tli_chla", "TLI_TP": "tli_tp", "TLI_TN": "tli_tn", "TLI_SD": "tli_sd"}
    rows = [
        {
            "area": "呼伦湖",
            "period": f"{row['年份']}-08",
            **{f"lake.{key}": row[name] for name, key in names.items()},
            **row,
        }
        for row in _read("cn_hulun_tli_2011_2020")
    ]
    return Table(lake, rows, {"TLI综合": "lake.tli", "营养状态": "lake.state"})


def xinjiang() -> Table:
    """Return Xinjiang's general practitioners; whole 10,000s are what the paper multiplies by three."""
    columns = {"people": "城乡人口数_万人", "practising": "全科医生数_名", "retrained": "转岗培训全科医生_名"}
    rows = []
    for row in _read("cn_xinjiang_gp_2012_2020"):
        values = {f"doctors.{key}": row[name] for key, name in columns.items()}
        values["doctors.whole"] = row["城乡人口数_万人"].partition(".")[0]
        rows.append({"area": "新疆", "period": row["年份"], **values, **row})
    derived = {
        "每万人口全科医生数_名": "doctors.per_10k",
        "转岗培训占比_%": "doctors.retrained_share",
        "按每万名居民3名应配置_名": "doctors.needed",
    }
    notes = {
        "每万人口全科医生数_名": Text(
            "2020年人口2418.49万是前六年的平均，印出的2.25名要2652—2664万人",
            "the 2020 population of 24.18 million is the mean of six years before; 2.25 takes 26.5 to 26.6 million",
        ),
        "转岗培训占比_%": Text(
            "59/5473 为1.08%，印作1.09%；两个人数各有半名之差才可得",
            "59/5473 is 1.08 %, printed as 1.09 %; it would take half a person more or less",
        ),
    }
    return Table(doctors, rows, derived, notes)


def qinghai() -> Table:
    """Return Qinghai's hay, a row for each prefecture and year; changes stand in the later year's row."""
    rows = []
    for row in _read("cn_qinghai_grass_2015_2016"):
        for year in ("2015", "2016"):
            values = {"grass.area": row["草地面积_万hm2"], "grass.fresh": row[f"鲜重{year}_万t"]}
            values |= {"grass.hay": row[f"干重{year}_万t"], "单产": row[f"平均干草单产{year}_kg每hm2"]}
            if year == "2016":
                values |= {"变化量": row["干重绝对变化量_万t"], "变化幅度": row["变化幅度_%"]}
            rows.append({"area": row["地区"], "period": year, **values})
    derived = {"变化量": "grass.hay@yoy:abs", "变化幅度": "grass.hay@yoy:pct", "单产": "grass.hay_per_area"}
    note = Text(
        "单产另用面积：干重除以单产得不出所印草地面积",
        "the yield has another area: hay over yield is not the grassland printed",
    )
    return Table(grass, rows, derived, {"单产": note})


TABLES: Mapping[str, Callable[[], Table]] = {
    "cn_grain_2015": grain_2015,
    "cn_hulun_tli_2011_2020": hulun,
    "cn_xinjiang_gp_2012_2020": xinjiang,
    "cn_qinghai_grass_2015_2016": qinghai,
}


def frame(table: Table) -> pl.DataFrame:
    """Return the table as numbers, with ``area``, ``period`` and a column for each key."""
    texts = [name for name in ("area", "period", "crop") if name in table.rows[0]]
    keys = [name for name in table.rows[0] if "." in name]
    columns: dict[str, list[Any]] = {name: [row[name] for row in table.rows] for name in [*texts, *keys]}
    return pl.DataFrame(columns).with_columns(pl.col(keys).cast(pl.Float64))


def implied(reg: ki.Registry, table: Table, row: Mapping[str, str], target: str) -> Interval:
    """Return what a target can be in a row, every base anywhere within its printed digits; counts are exact."""
    key = target.partition("@")[0]
    known = {name: _printed(reg, name, text) for name, text in row.items() if "." in name}
    if "@yoy" in target:
        years = {(r["area"], int(r["period"])): r for r in table.rows}
        known[f"{key}@yoy"] = _printed(reg, key, years[row["area"], int(row["period"]) - 1][key])
    step = reg.plan([target], given=list(known)).step(target)
    return ki.evaluate(step.tree, known).interval  # type: ignore[union-attr]  # a step that derives has a tree


def _printed(reg: ki.Registry, key: str, text: str) -> Interval:
    return Interval.point(int(text)) if reg[key].kind == "count" else Interval.printed(text)


def agreeing(reg: ki.Registry, table: Table, header: str) -> list[tuple[Mapping[str, str], bool]]:
    """Return the rows in which a derived column is printed, and whether it follows from the others."""
    target = table.derived[header]
    rows = [row for row in table.rows if header in row]
    if reg[target.partition("@")[0]].kind == "grade":
        grades = reg.derive(frame(table), target)[target].to_list()
        return [(row, row[header] == grade) for row, grade in zip(rows, grades, strict=True)]
    return [(row, implied(reg, table, row, target).intersects(Interval.printed(row[header]))) for row in rows]


def main(language: str) -> int:
    """Print for each derived column how many rows agree, and those that do not; return 1 if one is unexplained."""
    unexplained = 0
    for name, read in TABLES.items():
        table = read()
        reg = ki.Registry([table.domain])
        print(f"\n{table.domain.title.get(language)} ({name})")
        for header, target in table.derived.items():
            found = agreeing(reg, table, header)
            differ = [row for row, same in found if not same]
            print(f"  {header} = {target}: {len(found) - len(differ)} / {len(found)}")
            if differ:
                print("    " + "、".join(f"{row['area']} {row['period']}" for row in differ))
                print("    " + (table.notes[header].get(language) if header in table.notes else "?"))
            unexplained += bool(differ) and header not in table.notes
    return 1 if unexplained else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="四张中国统计表示例 / Four Chinese tables, an example")
    parser.add_argument("language", nargs="?", choices=("zh", "en"), default="zh", help="语言 / language (default: zh)")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(parser.parse_args().language))
