"""The domains that the mini projects document: a lake with everything a domain can bring, and a town that reads from it."""

from __future__ import annotations

from kaizhou_indicators import Domain, Event, Identity, Registry, Text, count_where, ln, where


def lake_domain(*, sections_good: int = 9, title: str = "高锰酸盐指数") -> Domain:
    """Return a lake; what is published of it, and one title, can be varied."""
    lake = Domain("lake", Text("汉丰湖", "Hanfeng Lake"), definition=Text("湖泊水质", "Water quality of a lake"))
    lake.source(
        "standard", Text("地表水环境质量标准", "Quality standards for surface water"), issuer="环保总局", year=2002
    )
    lake.source("report", Text("改革综述", "Review"), url="https://example.org/review", official=True)
    lake.indicator(
        "codmn",
        Text(title, "Permanganate index"),
        unit="mg/L",
        better="lower",
        over_time="mean",
        valid=(0, None),
        decimals=1,
        aliases=["CODMn"],
        definition=Text("以高锰酸钾为氧化剂测得的耗氧量", "Oxygen consumed, by permanganate"),
        source="standard",
    )
    lake.indicator("chla", Text("叶绿素a", "Chlorophyll a"), unit="mg/m^3", better="lower")
    lake.indicator("good", Text("达标断面数", "Sections that comply"), unit="个", kind="count", over_area="sum")
    lake.indicator("sections", Text("监测断面数", "Sections monitored"), unit="个", kind="count", over_area="sum")
    lake.setting("passing", Text("达标线", "Passing mark"))

    @lake.derived("share", Text("达标比例", "Share that complies"), unit="%", better="higher")
    def share(good, sections):
        return good / sections

    @lake.derived("tli", Text("营养状态指数", "Trophic index"), unit="1", takes={"chla": "mg/m^3"}, decimals=1)
    def tli(chla):
        return 10 * (2.5 + 1.086 * ln(chla))

    grades = [Text("中营养", "mesotrophic"), Text("富营养", "eutrophic")]

    @lake.derived("grade", Text("营养级别", "Trophic grade"), kind="grade", grades=grades, takes={"tli": "1"})
    def grade(tli):
        return where(tli <= 50, 1, 2)

    @lake.derived("passed", Text("是否达线", "Passed"), takes={"tli": "1"})
    def passed(tli, passing):
        return where(tli <= passing, 1, 0)

    lake.windowed(
        "months",
        Text("达标月数", "Months in line"),
        of="codmn",
        how=count_where(lambda c: c <= 4),
        unit="个月",
        each="month",
    )
    lake.baseline("ref_2018", title=Text("2018年", "2018"), period="2018")
    lake.baseline("class_2", title=Text("Ⅱ类限值", "Limit of class II"), limits={"codmn": "4 mg/L"}, source="standard")
    lake.identity("k_of_n", Identity.k_of_n("good", "sections"))
    lake.observe("good", area="500154", period="2024", value=sections_good, source="report")
    lake.observe("sections", area="500154", period="2024", value=12, source="report")
    lake.observe("share", area="500154", period="2024", value=75, printed="75%", source="report")
    lake.observe("codmn@ref_2018:pct", area="500154", period="2024", value=-10.5, printed="下降10.5%", source="report")
    lake.event(
        Event(Text("美丽河湖", "Beautiful lake"), level="国家级", body=Text("生态环境部", "Ministry"), date="2024")
    )
    return lake


def town_domain() -> Domain:
    """Return a town, one of whose indicators reads from the lake."""
    town = Domain("town", Text("镇街", "Town"))
    town.indicator("people", Text("常住人口", "Residents"), unit="万人")
    inputs = {"sections": "lake.sections"}

    @town.derived("per_head", Text("每万人断面数", "Sections a head"), unit="个/万人", inputs=inputs)
    def per_head(sections, people):
        return sections / people

    return town


def registry() -> Registry:
    """Return both."""
    return Registry([lake_domain(), town_domain()])


def another_registry() -> Registry:
    """Return both, with another figure published."""
    return Registry([lake_domain(sections_good=6), town_domain()])


def river_domain() -> Domain:
    """Return a river with an identity, a baseline and an example of every sort."""
    river = Domain("river", Text("河流", "River"))
    for name in ("all", "left", "right", "left_share", "right_share", "planned"):
        unit = "%" if name.endswith("share") else "亿元"
        river.indicator(name, Text(f"金额（{name}）", f"Amount ({name})"), unit=unit)

    @river.derived("growth", Text("增速", "Growth"), unit="%", inputs={"now": "river.all", "before": "river.all@yoy"})
    def growth(now, before):
        return (now - before) / before

    river.identity("sum", Identity.total("all", ["left", "right"], slack=0.01))
    river.identity("closed", Identity.closure(["left_share", "right_share"], decimals=1))
    river.identity("parts", Identity.shares(["left_share", "right_share"], ["left", "right"], "all", decimals=1))
    river.identity("part", Identity.share("left", "all", "left_share", decimals=1))
    river.identity("running", Identity.cumulative("all"))
    river.identity("stock", Identity.stock("left", ["right"], ["planned"], "all"))
    river.baseline("city", title=Text("全市", "The city"), area="500000")
    river.baseline("plan", title=Text("计划", "Plan"), indicators={"all": "planned"})
    river.baseline("reform", title=Text("改革前", "Before the reform"), event=Text("改革", "the reform"))
    river.baseline("group", title=Text("同级", "Peers"), peers="median")
    river.observe("all", area="500154", period="2023", value=40)
    river.observe("all", area="500154", period="2024", value=5, unit="十亿元")
    return river
