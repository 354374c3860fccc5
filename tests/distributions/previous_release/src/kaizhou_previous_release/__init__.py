"""The water domain as a plugin of version 0.1 wrote it: frozen."""

from importlib.resources import files

from kaizhou_indicators import (
    Baseline,
    Basis,
    Break,
    Domain,
    Event,
    Identity,
    Text,
    clip,
    count_where,
    exp,
    first_when,
    hookimpl,
    ln,
    maximum,
    minimum,
    running_total,
    sqrt,
    streak,
    total,
    weighted_mean,
    where,
)

DATA = files(__package__) / "data"
NAMED = (Baseline, maximum, sqrt, exp)  # names that a plugin of 0.1 could import

water = Domain(
    "previous_release",
    Text("三水统筹", "Three-water coordination"),
    units=["监测断面 = [monitored_section] = _ = section"],
    definition=Text("汉丰湖", "Hanfeng Lake"),
)
water.read_sources(DATA / "sources.toml")
water.source("own", Text("本测试自拟", "Made for this test"))
water.setting("target_class", Text("目标类别", "Target class"), choices=(2, 3))

for name, title, unit in (
    ("chla", Text("叶绿素a", "Chlorophyll a"), "mg/m^3"),
    ("tp", Text("总磷", "Total phosphorus"), "mg/L"),
    ("sd", Text("透明度", "Secchi depth"), "m"),
):
    water.indicator(
        name,
        title,
        unit=unit,
        better="higher" if name == "sd" else "lower",
        over_time="mean",
        over_area="mean",
        valid=(0, None),
        decimals=3,
        rounding="half_even",
        aliases=[name.upper()],
        source="tli",
        breaks=[Break("2002", Text("新标准", "New standard"))],
    )
water.indicator("good", Text("Ⅰ—Ⅲ类断面数", "Sections at I–III"), unit="监测断面", over_area="sum", better="higher")
water.indicator("sections", Text("断面数", "Sections"), unit="section", over_area="sum", kind="count")
water.indicator("works", Text("治理投资", "Works"), unit="亿元", over_time="sum", basis=Basis(price="current"))
water.indicator("planned", Text("计划投资", "Planned"), unit="万元", over_time="sum")


@water.derived("share_good", Text("优良比例", "Share at I–III"), unit="%", better="higher")
def share_good(good, sections):
    return good / sections


@water.derived("tli_chla", Text("营养状态指数", "Trophic index"), unit="1", takes={"chla": "mg/m^3"}, decimals=1)
def tli_chla(chla):
    return 10 * (2.5 + 1.086 * ln(chla))


@water.derived(
    "tli",
    Text("综合营养状态指数", "TLI"),
    unit="1",
    takes={"a": "1", "tp": "mg/L", "sd": "m"},
    inputs={"a": "tli_chla"},
)
def tli(a, tp=None, sd=None):
    of_tp = None if tp is None else 10 * (9.436 + 1.624 * ln(tp))
    of_sd = None if sd is None else 10 * (5.118 - 1.94 * ln(sd))
    return weighted_mean([a, of_tp, of_sd], [0.2663, 0.1879, 0.1834], at_least=2)


@water.derived(
    "state",
    Text("营养状态", "Trophic state"),
    kind="grade",
    grades=[Text("贫", "oligotrophic"), Text("中", "mesotrophic"), Text("富", "eutrophic")],
    takes={"tli": "1"},
)
def state(tli):
    return where(tli < 30, 1, where(tli <= 50, 2, 3))


@water.derived("done", Text("完成率", "Completion"), unit="%", valid=(0, 100))
def done(works, planned):
    return clip(minimum(works / planned, 1), 0, 1)


@water.derived("met", Text("达标", "Met"), kind="count", unit="1", inputs={"c": "state"})
def met(c, target_class):
    return total(where(c <= target_class, 1, 0), 0)


for name, how in {
    "months_met": count_where(lambda c, target_class: c <= target_class),
    "first_met": first_when(lambda c: c <= 2),
    "streak_met": streak(lambda c: c <= 2),
}.items():
    water.windowed(name, Text("月数", "Months"), of="state", how=how, over="year", each="month", unit="个月")
water.windowed("works_ytd", Text("累计投资", "Works to date"), of="works", how=running_total(), unit="亿元")

water.baseline("ref_2018", period="2018", title=Text("2018年", "2018"))
water.baseline("plan", indicators={"works": "planned"}, title=Text("计划", "Plan"))
water.baseline("limit", limits={"tp": "0.05 mg/L"}, title=Text("限值", "Limit"), source="tli")
water.baseline("peers_mean", peers="mean", own=False, title=Text("其他点位", "The others"))
water.identity("parts", Identity.partition("sections", ["good"]))
water.observe("tp", area="lake", period="2024", value=0.06, printed="0.06mg/L", source="own", status="P")
water.read_figures(DATA / "figures.toml")
water.event(Event(Text("示例", "Example"), level="市级", body="市政府", date="2024", source="previous_release.own"))


@hookimpl
def kaizhou_domains():
    return [water]
