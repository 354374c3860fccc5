"""Reading claims from Chinese official texts: what is printed is found where it stands, bound where nothing is left open,
and told with a reason where something is. Nothing is guessed.
"""

from __future__ import annotations

import copy
import functools
import pickle
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Figure, Text, read_claims
from kaizhou_indicators.audit import audit


@functools.cache
def registry() -> ki.Registry:
    return ki.load(strict=True)


@functools.cache
def read(text, area="500154", period="2024", **more):
    return read_claims(text, registry(), area=area, period=period, **more)


def told(text, **more):
    """Return what a text is read as: a figure as printed with its reference, period and figure, or with a cause."""
    rows = []
    for passage in read(text, **more).passages:
        said = [(c.ref, c.period, str(c.figure or c.label)) for c in passage.claims]
        rows.append((passage.quote, *(said[0] if len(said) == 1 else said or [passage.cause])))
    return rows


# -- the ten domains, in sentences of their own

SENTENCES = [
    # party
    (
        "八张报表A档占比由一季度的50%逐季提升至四季度的66.67%。",
        [("50%", "party.a_share", "2024-Q1", "50%"), ("66.67%", "party.a_share", "2024-Q4", "66.67%")],
    ),
    (
        "八张问题清单得分96.5分，环比上升3位，位居全市第8位。",
        [
            ("96.5分", "party.problem_score", "2024", "96.5分"),
            ("3位", "party.problem_score_rank@prev:rank", "2024", "上升3位"),
            ("第8位", "party.problem_score_rank", "2024", "第8位"),
        ],
    ),
    (
        "计划指标完成率为62.16%，计划指标总数37项。",
        [("62.16%", "party.plan_targets_met", "2024", "62.16%"), ("37项", "party.plan_targets", "2024", "37项")],
    ),
    (
        "第三季度，闭环完成率达91.5%，较上季度提高2.3个百分点。",
        [
            ("91.5%", "party.loop_completion", "2024-Q3", "91.5%"),
            ("2.3个百分点", "party.loop_completion@prev:pp", "2024-Q3", "提高2.3个百分点"),
        ],
    ),
    # homecoming
    (
        "截至2023年底，登记入库在外人员41.2万人，外联组织130个。",
        [
            ("41.2万人", "homecoming.registered_outside", "..2023", "41.2万人"),
            ("130个", "homecoming.outside_organisations", "..2023", "130个"),
        ],
    ),
    (
        "近两年引进项目达126个，签约金额超400亿元。",
        [
            ("126个", "homecoming.projects", "2023/2024", "126个"),
            ("超400亿元", "homecoming.contracted", "2023/2024", "超400亿元"),
        ],
    ),
    (
        "今年以来累计吸引返乡创业人员9万余人。",
        [("9万余人", "homecoming.returnees", "2024", "9万余人")],
    ),
    (
        "返乡创业实体3.2万户，实体消亡率12.5%，较2022年下降3.1个百分点。",
        [
            ("3.2万户", "homecoming.entities", "2024", "3.2万户"),
            ("12.5%", "homecoming.death_rate", "2024", "12.5%"),
            ("3.1个百分点", "homecoming.death_rate@2022:pp", "2024", "下降3.1个百分点"),
        ],
    ),
    (
        "带动就近就业约22万人，比上年增加1.5万人。",
        [
            ("约22万人", "homecoming.jobs", "2024", "约22万人"),
            ("1.5万人", "homecoming.jobs@yoy:abs", "2024", "增加1.5万人"),
        ],
    ),
    ("对区域经济贡献率近一半。", [("近一半", "homecoming.contribution", "2024", "近5成")]),
    ("签约履约率六成以上。", [("六成以上", "homecoming.realised", "2024", "6成以上")]),
    ("签约金额较2020年增长1.4倍。", [("1.4倍", "homecoming.contracted@2020:times_more", "2024", "增长1.4倍")]),
    ("签约金额是上年同期的1.4倍。", [("1.4倍", "homecoming.contracted@yoy:times", "2024", "1.4倍")]),
    ("签约金额比2020年翻一番。", [("翻一番", "homecoming.contracted@2020:times", "2024", "翻1番")]),
    # minors
    (
        "2023年，全区未成年人犯罪同比上升12.5%，未成年人受侵害同比下降20%。",
        [
            ("12.5%", "minors.crime@yoy:pct", "2023", "上升12.5%"),
            ("20%", "minors.victims@yoy:pct", "2023", "下降20%"),
        ],
    ),
    (
        "风险推送数1,200件，签收率99.5%，按时处置率为98%，同比提高1.2个百分点。",
        [
            ("1,200件", "minors.pushed", "2024", "1200件"),
            ("99.5%", "minors.sign_rate", "2024", "99.5%"),
            ("98%", "minors.on_time_rate", "2024", "98%"),
            ("1.2个百分点", "minors.on_time_rate@yoy:pp", "2024", "提高1.2个百分点"),
        ],
    ),
    (
        "期末在库人数320人，其中入库人数85人、出库人数62人。",
        [
            ("320人", "minors.stock", "2024", "320人"),
            ("85人", "minors.entries", "2024", "85人"),
            ("62人", "minors.exits", "2024", "62人"),
        ],
    ),
    ("市级层面已出台《办法》《细则》等9个制度性文件。", [("9个", "minors.rule_documents", "2024", "9个")]),
    (
        "未成年人户籍人口28.73万人，未成年人占户籍人口比重17.52%。",
        [("28.73万人", "minors.u18", "2024", "28.73万人"), ("17.52%", "minors.share_u18", "2024", "17.52%")],
    ),
    # water
    (
        "2023年汉丰湖总磷、总氮年均值为0.05mg/L、1.2mg/L，分别较2019年下降12.3%、8.7%。",
        [
            ("0.05mg/L", "water.tp", "2023", "0.05mg/L"),
            ("1.2mg/L", "water.tn", "2023", "1.2mg/L"),
            ("12.3%", "water.tp@2019:pct", "2023", "下降12.3%"),
            ("8.7%", "water.tn@2019:pct", "2023", "下降8.7%"),
        ],
    ),
    (
        "总磷和氨氮分别为0.04、0.3mg/L。",
        [("0.04", "water.tp", "2024", "0.04mg/L"), ("0.3mg/L", "water.nh3n", "2024", "0.3mg/L")],
    ),
    ("近三年，综合营养状态指数小于50。", [("小于50", "water.tli_sigma_cn", "2022/2024", "小于50")]),
    (
        "涉水投诉由2020年的46件减少至2023年的30件。",
        [("46件", "water.complaints", "2020", "46件"), ("30件", "water.complaints", "2023", "30件")],
    ),
    (
        "旅游综合收入65亿元，环湖夜经济消费规模突破70亿元。",
        [
            ("65亿元", "water.tourism_income", "2024", "65亿元"),
            ("突破70亿元", "water.night_economy", "2024", "突破70亿元"),
        ],
    ),
    (
        "汉丰湖透明度1.5米，叶绿素a浓度为26.5mg/m³，pH值7.8，水温18.5℃。",
        [
            ("1.5米", "water.sd", "2024", "1.5米"),
            ("26.5mg/m³", "water.chla", "2024", "26.5mg/m3"),
            ("7.8", "water.ph", "2024", "7.8"),
            ("18.5℃", "water.water_temperature", "2024", "18.5°C"),
        ],
    ),
    (
        "总磷、氨氮均为0.2毫克/升。",
        [("0.2毫克/升", ("water.tp", "2024", "0.2毫克/升"), ("water.nh3n", "2024", "0.2毫克/升"))],
    ),
    # health
    (
        "甲级机构12家、乙级机构20家，全区现有基层医疗机构40家。",
        [
            ("12家", "health.grade_a", "2024", "12家"),
            ("20家", "health.grade_b", "2024", "20家"),
            ("40家", "health.institutions", "2024", "40家"),
        ],
    ),
    ("全县共有36家基层医疗机构。", [("36家", "health.institutions", "2024", "36家")]),
    (
        "基层医疗机构诊疗量占比达68.4%、高出全市平均水平12.1个百分点、较改革前提高3.05个百分点。",
        [
            ("68.4%", "health.primary_visit_share", "2024", "68.4%"),
            ("12.1个百分点", "health.primary_visit_share@city:pp", "2024", "高出12.1个百分点"),
            ("3.05个百分点", "health.primary_visit_share@pre_reform:pp", "2024", "提高3.05个百分点"),
        ],
    ),
    (
        "基层诊疗量占比比全市平均水平低2.4个百分点，排名全市前十。",
        [
            ("2.4个百分点", "health.primary_visit_share@city:pp", "2024", "低出2.4个百分点"),
            ("前十", "health.primary_visit_rank", "2024", "前10位"),
        ],
    ),
    (
        "2024年1—9月，总诊疗人次320万人次，同比增长5.2%。",
        [
            ("320万人次", "health.visits", "2024-01/2024-09", "320万人次"),
            ("5.2%", "health.visits@yoy:pct", "2024-01/2024-09", "增长5.2%"),
        ],
    ),
    (
        "下沉基层的卫生人才数210人，是2020年的1.5倍。",
        [
            ("210人", "health.support_staff", "2024", "210人"),
            ("1.5倍", "health.support_staff@2020:times", "2024", "1.5倍"),
        ],
    ),
    (
        "基层诊疗量占比较上年提高2个百分点，达72%。",
        [
            ("2个百分点", "health.primary_visit_share@yoy:pp", "2024", "提高2个百分点"),
            ("72%", "health.primary_visit_share", "2024", "72%"),
        ],
    ),
    # stations
    (
        "工会驿站数25个，驿站覆盖率为83.3%。",
        [("25个", "stations.count", "2024", "25个"), ("83.3%", "stations.coverage", "2024", "83.3%")],
    ),
    ("全年驿站服务人次1.2万人次。", [("1.2万人次", "stations.visits", "2024", "1.2万人次")]),
    (
        "新就业形态劳动者会员数2600人，入会率同比提高6个百分点。",
        [
            ("2600人", "stations.members", "2024", "2600人"),
            ("6个百分点", "stations.org_rate@yoy:pp", "2024", "提高6个百分点"),
        ],
    ),
    ("网格队伍新招募人数一百五十人。", [("一百五十人", "stations.grid_recruits", "2024", "150人")]),
    # grain
    (
        "粮食播种面积、粮食总产量分别为173.4万亩、58.6万吨，同比分别增长0.3%、0.6%。",
        [
            ("173.4万亩", "grain.sown_area", "2024", "173.4万亩"),
            ("58.6万吨", "grain.output", "2024", "58.6万吨"),
            ("0.3%", "grain.sown_area@yoy:pct", "2024", "增长0.3%"),
            ("0.6%", "grain.output@yoy:pct", "2024", "增长0.6%"),
        ],
    ),
    (
        "粮食播种面积及总产量分别达173.4万亩和58.6万吨。",
        [("173.4万亩", "grain.sown_area", "2024", "173.4万亩"), ("58.6万吨", "grain.output", "2024", "58.6万吨")],
    ),
    (
        "2023年、2024年粮食产量分别为58.24万吨、58.6万吨。",
        [("58.24万吨", "grain.output", "2023", "58.24万吨"), ("58.6万吨", "grain.output", "2024", "58.6万吨")],
    ),
    (
        "粮食产量58.6万吨（上年58.24万吨），同比+0.6%。",
        [
            ("58.6万吨", "grain.output", "2024", "58.6万吨"),
            ("58.24万吨", "grain.output", "2023", "58.24万吨"),
            ("+0.6%", "grain.output@yoy:pct", "2024", "0.6%"),
        ],
    ),
    ("粮食亩产338公斤。", [("338公斤", "grain.yield", "2024", "338公斤/亩")]),
    (
        "耕种收综合机械化率58.2%，居全市第9位，比上年提升1.6个百分点。",
        [
            ("58.2%", "grain.mechanization_rate", "2024", "58.2%"),
            ("第9位", "grain.mechanization_rate@rank", "2024", "第9位"),
            ("1.6个百分点", "grain.mechanization_rate@yoy:pp", "2024", "提升1.6个百分点"),
        ],
    ),
    (
        "高产高效示范片年增幅15%以上，粮食产量占全市的5.3%。",
        [
            ("15%以上", "grain.demonstration_growth", "2024", "15%以上"),
            ("5.3%", "grain.output@city:share", "2024", "5.3%"),
        ],
    ),
    ("与2020年相比，粮食产量增长5%。", [("5%", "grain.output@2020:pct", "2024", "增长5%")]),
    ("粮食产量比上年提高5个百分点。", [("5个百分点", "grain.output@yoy:pct", "2024", "提高5个百分点")]),
    # projects
    (
        "市级重点项目38个，完成投资81.2亿元，投资完成率居全市第3。",
        [
            ("38个", "projects.municipal_total", "2024", "38个"),
            ("81.2亿元", "projects.municipal_completed", "2024", "81.2亿元"),
            ("第3", "projects.rank", "2024", "第3位"),
        ],
    ),
    (
        "“五个一批”重大项目年度计划投资132亿元，上半年完成投资86.97亿元，占年度计划的65.9%，同比增长25.6%。",
        [
            ("132亿元", "projects.plan", "2024", "132亿元"),
            ("86.97亿元", "projects.completed", "2024-H1", "86.97亿元"),
            ("65.9%", "projects.completed@plan:share", "2024-H1", "65.9%"),
            ("25.6%", "projects.completed@yoy:pct", "2024-H1", "增长25.6%"),
        ],
    ),
    (
        "固定资产投资同比增长5.4%，工业投资同比增长8.1%。",
        [
            ("5.4%", "projects.fai_growth", "2024", "增长5.4%"),
            ("8.1%", "projects.industrial_investment_growth", "2024", "增长8.1%"),
        ],
    ),
    (
        "“五个一批”重大项目快于时序进度15.9个百分点，提前2个季度完成。",
        [
            ("15.9个百分点", "projects.vs_schedule", "2024", "15.9个百分点"),
            ("2个季度", "projects.quarters_early", "2024", "2个季度"),
        ],
    ),
    (
        "投资完成率全市第2,150个“五个一批”重大项目全部开工。",
        [("第2", "context"), ("150个", "projects.total", "2024", "150个")],
    ),
    # media
    (
        "全媒体人才占比由2020年的8%提升到2023年的65%。",
        [("8%", "media.talent_share", "2020", "8%"), ("65%", "media.talent_share", "2023", "65%")],
    ),
    (
        "去年央媒发稿516篇、同比增长16%，居全市第2位。",
        [
            ("516篇", "media.central_items", "2023", "516篇"),
            ("16%", "media.central_items@yoy:pct", "2023", "增长16%"),
            ("第2位", "media.central_items@rank", "2023", "第2位"),
        ],
    ),
    (
        "自办联办栏目数12个，居全市区县第二。",
        [("12个", "media.columns", "2024", "12个"), ("第二", "media.columns_rank", "2024", "第2位")],
    ),
    (
        "2023年第二、四季度，全媒体传播质效均为B档。",
        [("B档", ("media.dissem_grade", "2023-Q2", "B档"), ("media.dissem_grade", "2023-Q4", "B档"))],
    ),
    # advice
    (
        "近两年，党外人士建言被中央统战部采用11篇，市级层面采用39篇。",
        [("11篇", "advice.adopted", "2023/2024", "11篇"), ("39篇", "advice.adopted", "2023/2024", "39篇")],
    ),
    (
        "课题数6项，课题完成率100%，党外专家230人。",
        [
            ("6项", "advice.topics", "2024", "6项"),
            ("100%", "advice.topic_report_rate", "2024", "100%"),
            ("230人", "advice.experts", "2024", "230人"),
        ],
    ),
    # the built-in domains
    (
        "地区生产总值721.44亿元，按可比价格计算，同比增长3.0%，其中第一产业增加值96.7亿元，增长3.6%，占比13.4%。",
        [
            ("721.44亿元", "economy.gdp", "2024", "721.44亿元"),
            ("3.0%", "economy.gdp_growth", "2024", "增长3.0%"),
            ("96.7亿元", "economy.primary_value_added", "2024", "96.7亿元"),
            ("3.6%", "economy.primary_growth", "2024", "增长3.6%"),
            ("13.4%", "economy.primary_share", "2024", "13.4%"),
        ],
    ),
    (
        "2023年末户籍人口164.96万人，人口自然增长率为-1.35‰。",
        [
            ("164.96万人", "people.registered", "2023", "164.96万人"),
            ("-1.35‰", "people.natural_growth_rate", "2023", "-1.35‰"),
        ],
    ),
    (
        "常住人口约120万人，城镇化率超五成。",
        [
            ("约120万人", "people.resident", "2024", "约120万人"),
            ("超五成", "people.urbanisation_rate", "2024", "超5成"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:24] for text, _ in SENTENCES])
def test_a_sentence_is_read_figure_by_figure(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:24] for text, _ in SENTENCES])
def test_every_figure_stands_where_it_is_said_to(text, expected):
    passages = read(text).passages
    assert [text[p.start : p.end] for p in passages] == [quote for quote, *_ in expected]
    assert all(c.place == f"chars {p.start}–{p.end}" for p in passages for c in p.claims)


def test_areas_and_dimensions_are_those_printed():
    lake = read("2023年汉丰湖总磷为0.05mg/L，较2019年下降12.3%；全区涉水投诉12件。")
    assert [c.area for c in lake] == ["汉丰湖", "汉丰湖", "500154"]
    assert [c.area for c in read("全市粮食产量1100.73万吨，全区粮食产量58.6万吨。")] == ["500000", "500154"]
    assert [dict(c.by) for c in read("建言被中央统战部采用11篇，市级层面采用39篇。")] == [
        {"level": "national"},
        {"level": "municipal"},
    ]
    (named,) = read_claims("巫山县粮食产量30万吨。", registry(), period="2024", areas={"巫山县": "500237"})
    assert named.area == "500237"


def test_the_source_is_that_of_the_text():
    assert {c.source for c in read("粮食产量58.6万吨，同比增长0.6%。", source="paper.today")} == {"paper.today"}


# -- what is not bound, and why

UNBOUND = [
    ("返乡创业实体消亡率下降了6.5个百分点。", "6.5个百分点", "baseline"),  # on what?
    ("秸秆综合利用率比全国平均高3个百分点。", "3个百分点", "baseline"),
    ("全省粮食产量1100万吨。", "1100万吨", "area"),
    ("巫山县粮食产量30万吨。", "30万吨", "area"),
    ("全市高度重视，粮食产量58万吨。", "58万吨", "area"),  # of the city, or of the district?
    ("城区返乡创业实体300户。", "300户", "area"),
    ("工业固定资产投资额12亿元。", "12亿元", "modifier"),
    ("新增返乡创业实体3000户。", "3000户", "modifier"),
    ("人均粮食产量500公斤。", "500公斤", "modifier"),
    ("年均签约金额5亿元。", "5亿元", "modifier"),
    ("提高粮食产量5万吨。", "5万吨", "modifier"),
    ("工业产值和粮食产量同比增长5%。", "5%", "modifier"),
    ("粮食产量奖励资金5000万元。", "5000万元", "between"),
    ("粮食产量未达到58万吨。", "58万吨", "between"),
    ("返乡创业人员中大学生占10%。", "10%", "between"),
    ("粮食产量58.24万亩。", "58.24万亩", "unit"),
    ("签约金额48亿美元。", "48亿美元", "unit"),
    ("外联组织154家。", "154家", "unit"),
    ("外联组织的15个成员。", "15个", "part"),
    ("基层医疗机构诊疗量占比超过50%的乡镇较多。", "超过50%", "part"),
    ("粮食产量和油料产量同比增长5%。", "5%", "pairs"),  # each, or both together?
    ("粮食产量、油料产量合计63万吨。", "63万吨", "pairs"),
    ("粮食产量、某某产量分别为58万吨、5万吨。", "5万吨", "between"),
    ("力争到2025年粮食产量达到60万吨。", "60万吨", "target"),
    ("预计全年粮食产量58万吨。", "58万吨", "target"),
    ("粮食产量58—60万吨。", "58—60万吨", "several"),
    ("三次产业结构比为13.4:34.9:51.7。", "13.4:34.9:51.7", "several"),
    ("粮食产量同比下降-2%。", "-2%", "unreadable"),  # two signs
    ("成功创建全国第10个示范区。", "第10个", "ordinal"),
    ("连续三年获评优秀。", "连续三年", "streak"),
    ("全媒体人才占比由10%提升至72%。", "10%", "start"),  # of which year?
    ("从2021年到2024年，全媒体人才占比由10%提升至72%。", "72%", "start"),
    ("粮食产量2024年58.6万吨，2023年58.24万吨，同比增长0.6%。", "0.6%", "when"),
    ("2024年，完成投资500亿元。", "500亿元", "context"),  # 完成投资 of what?
    ("推进5G网络建设，覆盖率达95%。", "95%", "context"),
    ("隐患整改加快，处置率100%。", "100%", "context"),
    ("社会消费品零售总额100亿元，按可比口径计算，同比增长5%。", "5%", "comparable"),
    ("粮食产量同比增长5%，增幅较上年扩大2个百分点。", "2个百分点", "growth"),
    ("央媒发稿618篇，居全国第12位。", "第12位", "rank"),
    ("签约5亿元。", "5亿元", "name"),
    ("粮食产量58.24万吨，工业产值100亿元，同比增长5%。", "5%", "name"),  # of industry, not of grain
    ("全县40家基层医疗机构，15家达标。", "15家", "name"),
    ("签约金额480.9亿元，其中2023年200亿元。", "200亿元", "name"),
    ("其中15家基层医疗机构达标。", "15家", "part"),
    ("15家基层医疗机构获表彰。", "15家", "part"),
    ("走访慰问40家基层医疗机构。", "40家", "between"),
    ("其中15个市级重点项目完成投资10亿元。", "10亿元", "modifier"),  # of a part of them
    ("市级重点项目38个，15个市级重点项目完成投资10亿元。", "15个", "part"),
    ("粮食产量（不含大豆）58.24万吨。", "58.24万吨", "name"),
]


@pytest.mark.parametrize(("text", "quote", "cause"), UNBOUND, ids=[text[:24] for text, *_ in UNBOUND])
def test_what_is_open_is_told_and_not_guessed(text, quote, cause):
    found = {p.quote: p for p in read(text).passages}
    assert found[quote].claims == ()
    assert found[quote].cause == cause
    assert found[quote].reason.zh
    assert found[quote].reason.en
    assert found[quote] in read(text).unbound


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月15日，全区召开会议。",
        "近三年来，上半年和第一、三季度，1—9月。",
        "入选第二批案例，荣获第三届大赛一等奖。",
        "“五个十大”“885”工作体系，“1+3+N”模式，5G基站，12345热线。",
        "《关于印发3项制度的通知》。",
        "坚持一体推进，形成一个闭环。",
        "时间为14:30，比分2:1。",
        "",
        "\n\n",
    ],
)
def test_dates_ordinals_codes_and_names_are_no_figures(text):
    assert read(text) == []
    assert read(text).passages == ()


def test_a_comma_between_a_rank_and_a_count_parts_them_and_one_within_a_number_does_not():
    assert [p.quote for p in read("投资完成率居全市第3,264个“五个一批”重大项目开工。").passages] == ["第3", "264个"]
    assert [str(c.figure) for c in read("全区共有1,240个“五个一批”重大项目。")] == ["1240个"]
    assert [str(c.figure) for c in read("引进项目１，１８１个。")] == ["1181个"]


def test_a_misused_unit_is_read_as_printed_for_the_audit_to_tell():
    claims = read("基层诊疗量占比较上年提高2%。")
    assert [(c.ref, str(c.figure)) for c in claims] == [("health.primary_visit_share@yoy:pp", "提高2%")]
    assert audit(claims, registry()).of(status="inconsistent")[0].cause == "misuse:pp"


def test_a_caller_may_say_what_bare_changes_are_compared_with():
    text = "地区生产总值721.44亿元、增长3.0%，粮食产量58.6万吨、增长0.6%，社零总额增长5%，固定资产投资增长6.1%。"
    assert [(c.ref, str(c.figure)) for c in read(text, baseline="yoy")] == [
        ("economy.gdp", "721.44亿元"),
        ("economy.gdp_growth", "增长3.0%"),
        ("grain.output", "58.6万吨"),
        ("grain.output@yoy:pct", "增长0.6%"),
        ("economy.retail_sales@yoy:pct", "增长5%"),
        ("economy.fixed_investment_growth", "6.1%"),
    ]
    assert [p.cause for p in read(text).unbound] == ["baseline", "baseline"]
    assert read("粮食产量增长5%", baseline="2018")[0].ref == "grain.output@2018:pct"
    assert read("粮食产量较2020年增长5%", baseline="yoy")[0].ref == "grain.output@2020:pct"
    with pytest.raises(ki.PeriodError, match="before"):
        read_claims("粮食产量增长5%", registry(), baseline="before")


# -- periods


@pytest.mark.parametrize(
    ("text", "period", "read_as"),
    [
        ("粮食产量58万吨。", None, "unknown"),
        ("粮食产量58万吨。", "2023", "2023"),
        ("今年粮食产量58万吨。", None, "unknown"),
        ("去年粮食产量58万吨。", "2023", "2022"),
        ("近三年粮食产量58万吨以上。", None, "unknown"),
        ("近三年粮食产量58万吨以上。", "2023", "2021/2023"),
        ("2022年上半年粮食产量5万吨。", "2023", "2022-H1"),
        ("2022年，全区粮食产量58万吨。", None, "2022"),
        ("2021—2022年，粮食产量58万吨以上。", None, "2021/2022"),
        ("“十四五”时期，粮食产量58万吨以上。", None, "2021/2025"),
        ("2018年以来，粮食产量58万吨以上。", "2024", "unknown"),
        ("2018年建成投用，粮食产量58万吨。", "2024", "unknown"),
        ("2018年建成投用。粮食产量58万吨。", "2024", "2024"),
        ("截至目前，粮食产量58万吨。", "2024-10", "..2024-10"),
        ("改革后，粮食产量58万吨。", None, "after(改革)"),
    ],
)
def test_the_period_is_the_one_printed_else_that_of_the_text(text, period, read_as):
    assert [c.period for c in read(text, period=period)] == [read_as]


def test_a_relative_period_takes_the_year_printed_before_it():
    text = "2022年全区粮食产量58万吨，其中上半年粮食产量5万吨。下半年粮食产量53万吨。"
    assert [c.period for c in read(text, period=None)] == ["2022", "2022-H1", "2022-H2"]


def test_figures_of_an_unknown_period_that_differ_are_not_held_to_each_other():
    found = read("粮食产量58万吨。粮食产量60万吨。", period=None)
    assert found == []
    assert {p.cause for p in found.unbound} == {"when"}


# -- generated sentences


def short(places=2):
    return st.decimals("0.01", "9999", places=places, allow_nan=False).map(lambda d: f"{d:f}".rstrip("0").rstrip("."))


LEVELS = ["grain.output", "grain.sown_area", "homecoming.contracted", "water.codmn", "economy.gdp", "people.resident"]
COUNTS = ["homecoming.outside_organisations", "media.central_items", "health.grade_a", "homecoming.projects"]
SHARES = ["health.primary_visit_share", "grain.mechanization_rate", "homecoming.death_rate", "media.talent_share"]
FRAMES = ["{}", "2024年，{}。", "全区{}，", "其中，{}；", "据统计，{}", "同时，全年{}。"]


@st.composite
def levels(draw):
    key = draw(st.sampled_from([*LEVELS, *COUNTS, *SHARES]))
    unit = registry()[key].unit
    name = draw(st.sampled_from([registry()[key].title.zh]))
    number = draw(st.integers(1, 9999).map(str)) if key in COUNTS else draw(short())
    word = draw(st.sampled_from(["", "约", "超", "近", "不足", "突破"]))
    after = "" if word else draw(st.sampled_from(["", "以上", "左右"]))
    link = draw(st.sampled_from(["", "为", "达", "达到", "共"] if key in COUNTS else ["", "为", "达"]))
    return key, f"{name}{link}", f"{word}{number}{unit}{after}"


@given(levels(), st.sampled_from(FRAMES))
def test_a_level_is_read_back_exactly(level, frame):
    key, name, printed = level
    text = frame.format(name + printed)
    (passage,) = read_claims(text, registry(), area="A", period="2024").passages
    (claim,) = passage.claims
    assert (claim.ref, claim.area, claim.period, claim.figure) == (key, "A", "2024", Figure.parse(printed))
    assert text[passage.start : passage.end] == passage.quote == printed


BASES = {"同比": "yoy", "环比": "prev", "比上年": "yoy", "较2018年": "2018", "比2020年": "2020", "较上年同期": "yoy"}


@given(
    st.sampled_from(["grain.output", "homecoming.contracted", "media.central_items", "water.codmn"]),
    st.sampled_from(sorted(BASES)),
    st.sampled_from(["增长", "下降", "上升", "减少", "提高"]),
    short(),
    st.sampled_from(FRAMES),
)
def test_a_change_in_percent_is_read_back_exactly(key, base, move, number, frame):
    text = frame.format(f"{registry()[key].title.zh}{base}{move}{number}%")
    (claim,) = read_claims(text, registry(), area="A", period="2024")
    assert (claim.ref, claim.figure) == (f"{key}@{BASES[base]}:pct", Figure.parse(f"{move}{number}%"))


@given(
    st.sampled_from(SHARES), st.sampled_from(sorted(BASES)), st.sampled_from(["提高", "下降", "增长"]), short(), short()
)
def test_a_share_and_its_change_in_points_are_read_back_exactly(key, base, move, number, points):
    text = f"{registry()[key].title.zh}达{number}%，{base}{move}{points}个百分点。"
    level, change = read_claims(text, registry(), period="2024")
    assert (level.ref, level.figure) == (key, Figure.parse(f"{number}%"))
    assert (change.ref, change.figure) == (f"{key}@{BASES[base]}:pp", Figure.parse(f"{move}{points}个百分点"))


@given(st.lists(st.sampled_from(LEVELS), min_size=2, max_size=4, unique=True), st.data())
def test_names_and_figures_in_a_row_pair_off_or_not_at_all(keys, data):
    printed = [f"{data.draw(short())}{registry()[key].unit}" for key in keys]
    names = "、".join(registry()[key].title.zh for key in keys)
    whole = read_claims(f"{names}分别为{'、'.join(printed)}。", registry(), period="2024")
    assert [(c.ref, c.figure) for c in whole] == [(k, Figure.parse(p)) for k, p in zip(keys, printed, strict=True)]
    one_less = read_claims(f"{names}分别为{'、'.join(printed[:-1])}。", registry(), period="2024")
    assert one_less == []
    assert len(one_less.unbound) == len(keys) - 1


INTRUDERS = ["工业", "优质", "社会", "民间", "新建", "计划外", "奖励", "损失", "外省", "某某"]


@given(levels(), st.sampled_from(INTRUDERS), st.booleans())
def test_a_word_that_is_not_understood_is_never_read_over(level, intruder, before):
    key, name, printed = level
    title = registry()[key].title.zh
    text = f"{intruder}{name}{printed}" if before else f"{title}{intruder}为{printed}"
    assert key not in {c.reference.key for c in read_claims(text, registry(), period="2024")}


@given(levels(), st.sampled_from(INTRUDERS), short())
def test_a_clause_that_is_not_understood_ends_what_is_spoken_of(level, intruder, number):
    _, name, printed = level
    text = f"{name}{printed}，{intruder}产值{number}亿元，同比增长{number}%"
    assert all(c.reference.change is None for c in read_claims(text, registry(), period="2024"))


# -- what is read is audited without a wrong verdict


def farm():
    domain = Domain("farm", Text("农业", "Farming"))
    domain.indicator("output", Text("粮食产量", "Grain output"), unit="万吨")
    return ki.Registry([domain])


FARM = farm()


@given(
    st.fractions(Fraction(1), Fraction(2000), max_denominator=997),
    st.fractions(Fraction(1), Fraction(2000), max_denominator=997),
    st.integers(0, 3),
    st.integers(0, 3),
)
def test_a_text_that_rounds_true_numbers_never_contradicts_itself(level, base, decimals, places):
    growth = (level - base) / base * 100
    by = abs(ki.round_figure(growth, places))
    move = "下降" if growth < 0 else "增长"
    now, then = ki.round_figure(level, decimals), ki.round_figure(base, decimals)
    text = f"2024年粮食产量{now:f}万吨，比2023年{move}{by:f}%。2023年粮食产量{then:f}万吨。"
    claims = read_claims(text, FARM, area="A")
    assert len(claims) == 3
    assert audit(claims, FARM).consistent


@given(st.integers(10, 5000), st.integers(10, 5000), st.integers(2, 9), st.booleans())
def test_a_wrong_growth_is_found_in_the_text(level, base, off, more):
    true = (Fraction(level) - base) / base * 100
    half = Fraction(1, 200) + Fraction(100) * (1 + Fraction(level, base)) / (200 * base - 1)  # of the figures printed
    wrong = true + (off if more else -off) * half
    printed = ki.round_figure(abs(wrong), 2)
    move = "下降" if wrong < 0 else "增长"
    text = f"2024年粮食产量{level}.00万吨，同比{move}{printed:f}%；2023年粮食产量{base}.00万吨。"
    claims = read_claims(text, FARM, area="A")
    assert [c.ref for c in claims] == ["farm.output", "farm.output@yoy:pct", "farm.output"]
    assert not audit(claims, FARM).consistent


# -- any text at all

PIECES = st.sampled_from(
    "粮食产量 完成投资 同比 增长 下降 较2018年 比全市平均 高出 占 的 、 ， 。 ； ( ) “ ” 《 》 58.6万吨 1,181个 第1 前三 连续三年 5% 3个百分点"
    " 1.4倍 三成 一半 翻一番 近 超 约 余 多 2024年 近两年 上半年 截至目前 由 至 分别 均 合计 A、B 全市 汉丰湖 NaN ∞ -1 +5% 13.4:34.9 \n <b> | * # 0 万 亿"
    " 9999999999999999999999 ½ ㎡ ٣ 𝟝 \x00 \u202e".split(" ")
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=24).map("".join)))
def test_any_text_is_read_without_an_error_and_every_figure_stands_in_it(text):
    found = read_claims(text, registry(), area="A", period="2024")
    assert all(text[p.start : p.end] == p.quote or p.cause == "long" for p in found.passages)
    assert all(0 <= p.start < p.end <= len(text) for p in found.passages)
    assert [p.start for p in found.passages] == sorted(p.start for p in found.passages)
    assert all(bool(p.claims) != bool(p.cause) for p in found.passages)
    assert all(c.interval(registry()) is not None for c in found if c.figure is not None)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000 + "%",
        "一" * 5000,
        "万亿" * 2000,
        "粮食产量" * 3000,
        "5%、" * 3000,
        "“" * 5000,
        "第一、" * 2000,
        "\n" * 9999,
    ],
)
def test_a_text_without_end_is_read_in_time_and_binds_nothing(text):
    assert read_claims(text, registry()) == []


def test_markup_is_not_understood_and_not_repeated():
    found = read("<script>alert(1)</script>粮食产量<img src=x>58.24万吨")
    assert found == []
    assert "<" not in found.passages[0].quote


@pytest.mark.parametrize("text", [None, 5, b"58%", ["58%"]])
def test_what_is_no_text_is_refused(text):
    with pytest.raises(ki.RecordError, match="is no text; hand in the text"):
        read_claims(text, registry())


def test_a_period_that_is_none_is_refused():
    with pytest.raises(ki.PeriodError, match="someday"):
        read_claims("粮食产量58万吨", registry(), period="someday")


def test_a_reading_is_a_list_that_remembers_what_it_left():
    found = read("粮食产量58.6万吨，工业产值100亿元。")
    assert found == found.claims
    assert type(found.claims) is list
    assert repr(found) == "<Reading of 2 figures: 1 claims, 1 unbound>"
    for other in (copy.copy(found), pickle.loads(pickle.dumps(found))):
        assert (other, other.passages) == (found, found.passages)


def test_names_that_two_indicators_share_are_ambiguous_unless_the_sentence_speaks_of_one_domain():
    one, two = Domain("one", Text("甲", "One")), Domain("two", Text("乙", "Two"))
    for domain in (one, two):
        domain.indicator("sum", Text("投入资金", "Money put in"), unit="亿元")
    two.indicator("other", Text("产出规模", "Output"), unit="亿元")
    reg = ki.Registry([one, two])
    assert [p.cause for p in read_claims("投入资金5亿元", reg).unbound] == ["ambiguous"]
    assert [c.ref for c in read_claims("产出规模9亿元，投入资金5亿元", reg)] == ["two.other", "two.sum"]
