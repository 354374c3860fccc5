"""Everything the pages say of themselves, in both languages; nothing is said that does not stand here.

What is said of an indicator comes from the registry, which carries both languages too. Gaps are named in braces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from ..text import Text

HEADINGS = {
    "indicators": Text("指标", "Indicators"),
    "baselines": Text("基准", "Baselines"),
    "settings": Text("设定", "Settings"),
    "identities": Text("恒等关系", "Identities"),
    "sources": Text("来源", "Sources"),
    "honours": Text("荣誉", "Honours"),
    "published": Text("公布数", "Published figures"),
    "details": Text("逐项说明", "Each indicator"),
    "units": Text("单位", "Units"),
    "example": Text("算例", "Worked example"),
    "formula": Text("公式", "Formula"),
    "graph": Text("推导关系", "Derivation"),
}

LABELS = {
    "key": Text("代码", "Key"),
    "title": Text("名称", "Title"),
    "other_title": Text("英文名称", "Chinese title"),
    "aliases": Text("别名", "Also called"),
    "definition": Text("定义", "Definition"),
    "unit": Text("单位", "Unit"),
    "kind": Text("类型", "Kind"),
    "better": Text("方向", "Better"),
    "over_time": Text("时间汇总", "Over time"),
    "over_area": Text("地区汇总", "Over areas"),
    "valid": Text("取值范围", "Range"),
    "decimals": Text("小数位", "Decimals"),
    "by": Text("其他维度", "Dimensions"),
    "grades": Text("等级（优者在前）", "Grades, best first"),
    "changes": Text("可用变动", "Changes"),
    "validity": Text("适用时期", "Holds for"),
    "breaks": Text("序列断点", "Breaks"),
    "basis": Text("口径", "Basis"),
    "published_only": Text("只用公布数", "Published only"),
    "growth": Text("增速另见", "Growth published as"),
    "source": Text("来源", "Source"),
    "settings": Text("所需设定", "Settings needed"),
    "inputs": Text("输入", "Made from"),
    "dependants": Text("用于", "Used by"),
    "baselines": Text("基准", "Baselines"),
    "reference": Text("写法", "Reference"),
    "what": Text("所比", "Compared with"),
    "area": Text("地区", "Area"),
    "period": Text("时期", "Period"),
    "figure": Text("数字", "Figure"),
    "indicator": Text("指标", "Indicator"),
    "choices": Text("可取值", "Choices"),
    "relation": Text("关系", "Relation"),
    "issuer": Text("发布机关", "Issuer"),
    "year": Text("年份", "Year"),
    "clause": Text("条款", "Clause"),
    "official": Text("官方原文", "Official"),
    "level": Text("级别", "Level"),
    "body": Text("授予单位", "Body"),
    "date": Text("日期", "Date"),
    "note": Text("说明", "Note"),
    "dimension": Text("量纲", "Dimension"),
    "factor": Text("折合基本单位", "In base units"),
    "used_by": Text("使用的指标", "Used by"),
    "parameter": Text("公式中", "In the formula"),
    "domain": Text("领域", "Domain"),
    "plugin": Text("插件", "Plugin"),
}

SENTENCES = {
    "colon": Text("：", ": "),
    "comma": Text("、", ", "),
    "clause": Text("；", "; "),
    "stop": Text("。", "."),
    "bracketed": Text("{outer}（{inner}）", "{outer} ({inner})"),
    "yes": Text("是", "yes"),
    "no": Text("否", "no"),
    "official.yes": Text("官方文件，所用条文已读", "official document, the parts used were read"),
    "official.no": Text("非官方文件，或所用条文未读", "not official, or the parts used were not read"),
    "not_aggregated": Text("不汇总", "not aggregated"),
    "derived_again": Text("由汇总后的各部分重新推导", "derived again from its aggregated parts"),
    "weighted_by": Text("按{weight}加权平均", "mean weighted by {weight}"),
    "where": Text("式中：", "where"),
    "otherwise": Text("其余", "otherwise"),
    "where.bare": Text("式中（各量按所注单位取数值）：", "where each quantity is a bare number in the unit given"),
    "optional": Text("可缺", "may be missing"),
    "setting": Text("设定", "setting"),
    "window": Text(
        "由{of}逐期得出：{how}{condition}，{over}。", "From {of}, period by period: {how}{condition}, {over}."
    ),
    "each": Text("（各{each}）", " (each {each})"),
    "example.given": Text("已知", "Given"),
    "example.published": Text("公布数：{area}，{period}", "Published figures: {area}, {period}"),
    "example.result": Text("得", "Result"),
    "example.printed": Text("公布为 {printed}", "published as {printed}"),
    "built_in": Text("内置", "built in"),
    "fixed": Text("定基：{period}", "fixed period {period}"),
    "area": Text("地区：{area}", "area {area}"),
    "limit": Text("限值 {limit}", "limit {limit}"),
    "target": Text("目标：{title}", "target: {title}"),
    "event": Text("事件之前：{event}", "before: {event}"),
    "limits": Text("{count} 项限值", "limits of {count} indicators"),
    "targets": Text("{count} 项目标", "targets of {count} indicators"),
    "graph.title": Text("{name}的推导关系图", "Derivation graph of {name}"),
    "graph.description": Text(
        "{nodes} 个指标，{edges} 条推导关系；箭头从输入指向所推导的指标。{lines}",
        "{nodes} indicators, {edges} relations; arrows lead from inputs to what is derived. {lines}",
    ),
    "graph.line": Text("{made}由{inputs}推导。", "{made} is derived from {inputs}."),
    "graph.nothing": Text("此处没有推导关系。", "Nothing is derived here."),
    "graph.key": Text(
        "实线框为推导指标，灰框为直接测得的指标，虚线框属于其他领域。",
        "Solid frames are derived, grey ones measured, dashed ones belong to other domains.",
    ),
    "count": Text("{count} 项指标", "{count} indicators"),
    "base_unit": Text("计数单位或基本单位", "a count or base unit"),
    "own_unit": Text("由领域{domain}定义：{line}", "defined by the domain {domain}: {line}"),
    "never_falls": Text("在年内不减", " never falls within a year"),
    "over_all": Text("按{dimension}求和：", "over all values of {dimension}: "),
    "nothing": Text("没有符合条件的指标。", "No indicator fits."),
    "over.year": Text("一年之内", "within a year"),
    "over.all": Text("自起始以来", "since the beginning"),
}

CODES = {
    "kind.level": Text("水平", "level"),
    "kind.count": Text("计数", "count"),
    "kind.share": Text("占比", "share"),
    "kind.rate": Text("率", "rate"),
    "kind.index": Text("指数", "index"),
    "kind.rank": Text("位次", "rank"),
    "kind.grade": Text("等级", "grade"),
    "better.higher": Text("越高越好", "higher"),
    "better.lower": Text("越低越好", "lower"),
    "better.neutral": Text("中性", "neutral"),
    "better.band": Text("区间内为好", "within a band"),
    "over.sum": Text("求和", "sum"),
    "over.mean": Text("平均", "mean"),
    "over.last": Text("期末", "last"),
    "over.first": Text("期初", "first"),
    "over.min": Text("最小", "min"),
    "over.max": Text("最大", "max"),
    "over.median": Text("中位数", "median"),
    "over.weighted": Text("加权平均", "weighted mean"),
    "rounding.half_even": Text("四舍六入五成双", "half to even"),
    "rounding.half_up": Text("四舍五入", "half up"),
    "change.pct": Text("增长率", "growth"),
    "change.pp": Text("百分点之差", "percentage points"),
    "change.abs": Text("增加量", "difference"),
    "change.times": Text("是几倍", "times as much"),
    "change.times_more": Text("增长几倍", "times more"),
    "change.share": Text("占比", "share"),
    "change.index": Text("基期为100", "base = 100"),
    "change.rank": Text("位次变化", "places gained"),
    "base.yoy": Text("上年同期", "the same period of last year"),
    "base.prev": Text("上期", "the period before"),
    "base.peers": Text("同级整体", "the peers as a whole"),
    "base.peers.mean": Text("同级平均", "the mean of the peers"),
    "base.peers.best": Text("同级最优", "the best of the peers"),
    "base.peers.count": Text("同级个数", "the number of peers"),
    "base.rank": Text("同级位次", "the rank among peers"),
    "peers.pooled": Text("同级整体", "the peers as a whole"),
    "peers.mean": Text("同级平均", "the mean of the peers"),
    "peers.median": Text("同级中位数", "the median of the peers"),
    "peers.best": Text("同级最优", "the best of the peers"),
    "window.cum": Text("累计", "running total"),
    "window.ytd": Text("年内累计", "running total of the year"),
    "how.count_where": Text("计数", "the number of periods"),
    "how.first_when": Text("首次", "the first period"),
    "how.streak": Text("连续期数", "the periods in a row"),
    "how.running_total": Text("累计", "the running total"),
    "how.decumulated": Text("还原当期", "the amount of the period"),
    "each.month": Text("月", "month"),
    "each.quarter": Text("季", "quarter"),
    "each.half": Text("半年", "half year"),
    "each.day": Text("日", "day"),
    "each.year": Text("年", "year"),
    "basis.price": Text("价格", "prices"),
    "basis.population": Text("人口", "population"),
    "basis.population_time": Text("人口时点", "time of the population"),
    "basis.accumulation": Text("累计口径", "accumulation"),
    "basis.seasonal": Text("季节调整", "seasonal adjustment"),
    "basis.scope": Text("范围", "scope"),
    "basis.vintage": Text("数据版本", "vintage"),
    "basis.current": Text("现价", "current"),
    "basis.constant": Text("不变价", "constant"),
    "basis.comparable": Text("可比口径", "comparable"),
    "basis.resident": Text("常住", "resident"),
    "basis.registered": Text("户籍", "registered"),
    "basis.year_end": Text("年末", "end of the year"),
    "basis.average": Text("年平均", "average of the year"),
    "basis.period": Text("本期", "the period"),
    "basis.ytd": Text("累计", "since the beginning of the year"),
    "basis.raw": Text("未调整", "none"),
    "basis.adjusted": Text("已调整", "adjusted"),
}

TYPES = {
    "type.indicator": Text("指标", "indicator"),
    "type.domain": Text("领域", "domain"),
    "type.unit": Text("单位", "unit"),
    "type.source": Text("来源", "source"),
    "index.domain": Text("指标索引（按领域）", "Indicators by domain"),
    "index.unit": Text("指标索引（按单位）", "Indicators by unit"),
    "index.short": Text("指标", "indicators"),
}

#: name -> text
TEXTS: Mapping[str, Text] = {
    **{f"heading.{name}": text for name, text in HEADINGS.items()},
    **{f"label.{name}": text for name, text in LABELS.items()},
    **SENTENCES,
    **CODES,
    **TYPES,
}


@attrs.frozen
class Words:
    """The texts of the pages in one language.

    >>> Words.of_build("zh_CN")("example.printed", printed="-10.5%"), Words.of_build("de")("label.unit")
    ('公布为 -10.5%', 'Unit')
    """

    language: str

    @classmethod
    def of_build(cls, language: str | None) -> Words:
        """Return the texts for the language of a build: Chinese for every ``zh``, else English."""
        return cls("zh" if (language or "en").casefold().startswith("zh") else "en")

    def __call__(self, name: str, /, **values: object) -> str:
        """Return a text by its name, its gaps filled with the values."""
        return TEXTS[name].get(self.language).format(**values)

    def of(self, text: Text) -> str:
        """Return a text of a record."""
        return text.get(self.language)

    def other(self, text: Text) -> str:
        """Return a text of a record in the other language, empty where it says nothing else."""
        said = text.get("en" if self.language == "zh" else "zh")
        return said if said != self.of(text) else ""

    def code(self, group: str, code: str) -> str:
        """Return the word for a code; the code itself where there is none."""
        found = TEXTS.get(f"{group}.{code}")
        return code if found is None else self.of(found)

    def listed(self, texts: Iterable[str]) -> str:
        """Return texts in a row."""
        return self("comma").join(texts)

    def bracketed(self, outer: str, inner: str) -> str:
        """Return a text with another in brackets after it, alone where the other is empty."""
        return self("bracketed", outer=outer, inner=inner) if inner else outer
