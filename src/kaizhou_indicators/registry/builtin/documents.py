"""The documents that the built-in domains quote, each declared once and lent to the domains that name it.

A document is official only if its own publication was read; a copy on a third party's page is not.
"""

from __future__ import annotations

from typing import Any

from ...model.domain import Domain
from ...text import Text

_DOCUMENTS: dict[str, dict[str, Any]] = {
    "kaizhou_2023": {
        "title": Text(
            "2023年开州区国民经济和社会发展统计公报", "Statistical communiqué of Kaizhou on the development of 2023"
        ),
        "issuer": "《开州日报》2024-04-29刊载",
        "year": 2024,
        "url": "https://newspaper.kxzc.cn/kzrb/20240429/html/content_20240429004001.htm",
        "official": True,
    },
    "kaizhou_2024": {
        "title": Text("开州概况（2024年数据）", "Kaizhou at a glance (figures of 2024)"),
        "issuer": "重庆市开州区人民政府",
        "url": "http://www.cqkz.gov.cn/zwxx_238/zjkz/kzgk/201912/t20191227_3596120.html",
        "official": True,
    },
    "kaizhou_plan_2024": {
        "title": Text(
            "开州区国民经济和社会发展计划报告（2024年执行情况）", "Report on the plan of Kaizhou (carried out in 2024)"
        ),
        "issuer": "重庆市开州区人民政府",
        "year": 2025,
        "url": "https://www.cqkz.gov.cn/zwgk_238/fdzdgknr/ghjh/gmjjhshfzgh/202502/t20250225_14343086_wap.html",
        "official": True,
    },
    "kaizhou_work_2026": {
        "title": Text("开州区政府工作报告（2026年）", "Report on the work of the government of Kaizhou (2026)"),
        "issuer": "重庆市开州区人民政府",
        "year": 2026,
        "url": "http://www.cqkz.gov.cn/zwgk_238/zfxxgkml/zfgzbg/202602/t20260211_15424452.html",
        "official": True,
    },
    "kaizhou_2020": {
        "title": Text(
            "2020年开州区国民经济和社会发展统计公报（转载）",
            "Statistical communiqué of Kaizhou on the development of 2020 (a copy)",
        ),
        "issuer": "qinglite.cn转载",
        "url": "https://qinglite.cn/doc/8240670e11c8e76b8",
    },
    "kaizhou_press_2024": {
        "title": Text(
            "开州区新闻发布会报道（2024年上半年）", "Report of a press conference of Kaizhou (first half of 2024)"
        ),
        "issuer": "网易",
        "year": 2024,
        "url": "https://m.163.com/news/article/JF3BCMJC054128W4.html",
    },
    "natural_growth": {
        "title": Text("[统计知识]人口自然增长率", "Statistics explained: natural growth rate"),
        "issuer": "中国发展门户网（摘自国家统计局网站）",
        "year": 2012,
        "url": "http://cn.chinagate.cn/economics/2012-08/12/content_26209858.htm",
    },
    "population_terms": {
        "title": Text("国家统计局指标解释：人口（转载）", "Indicators explained: population (a copy)"),
        "issuer": "国家统计局；益阳市大通湖区政府网转载",
        "year": 2019,
        "clause": "人口数；城镇人口；出生率、死亡率、人口自然增长率及年平均人数",
        "url": "http://dth.yiyang.gov.cn/28143/30874/30929/content_1108810.html",
    },
    "gdp_release_2024": {
        "title": Text(
            "2024年一季度国内生产总值初步核算结果（转载）", "Preliminary GDP of the first quarter of 2024 (a copy)"
        ),
        "issuer": "国家统计局；甘肃经济信息网2024-04-17转载",
        "year": 2024,
        "clause": "表1注：绝对额按现价、增长速度按不变价计算；三次产业按2018年修订的《三次产业划分规定》",
    },
    "household_survey": {
        "title": Text("浙江统计年鉴2015：城乡居民家庭收入情况", "Zhejiang yearbook 2015: income of households"),
        "issuer": "浙江省统计局",
        "year": 2015,
        "clause": "表5-17注：2013年起为城乡一体化住户收支与生活状况调查，此前农村为纯收入",
        "url": (
            "https://zjjcmspublic.oss-cn-hangzhou-zwynet-d01-a.internet.cloud.zj.gov.cn/jcms_files/jcms1/web3077/site/"
            "flash/tjj/Reports1/2015%E6%B5%99%E6%B1%9F%E7%BB%9F%E8%AE%A1%E5%B9%B4%E9%89%B420190416/html/cn/"
            "%E4%BA%94%E3%80%81%E4%BA%BA%E6%B0%91%E7%94%9F%E6%B4%BB/"
            "5-17%20%E5%9F%8E%E4%B9%A1%E5%B1%85%E6%B0%91%E5%AE%B6%E5%BA%AD%E6%94%B6%E5%85%A5%E6%83%85%E5%86%B5"
            "%EF%BC%881978-2014%E5%B9%B4%EF%BC%89.html"
        ),
        "official": True,
    },
    "fiscal_terms": {
        "title": Text("青海统计年鉴2024：财政主要统计指标解释", "Qinghai yearbook 2024: fiscal indicators explained"),
        "issuer": "青海省统计局",
        "year": 2024,
        "clause": "财政收入：税收收入与非税收入",
        "url": "http://tjj.qinghai.gov.cn/nj/2024/html/cz08.htm",
        "official": True,
    },
    "retail_terms": {
        "title": Text(
            "盖州市2024年1—12月经济运行数据，附主要指标解释及说明",
            "Figures of Gaizhou's economy, January to December 2024, with its indicators explained",
        ),
        "issuer": "盖州市人民政府",
        "year": 2025,
        "clause": "主要指标解释（4）社会消费品零售总额；标题为据正文拟写 (the title is descriptive)",
        "url": "http://gaizhou.gov.cn/govxxgk/gzs/2025-03-31/54f1882e-4c09-49ca-9519-dbf744109357.html",
        "official": True,
    },
    "contribution": {
        "title": Text(
            "新疆生产建设兵团统计年鉴2020：三次产业和主要行业贡献率",
            "Yearbook 2020 of the Xinjiang Corps: contributions of the industries to growth",
        ),
        "issuer": "新疆生产建设兵团统计局",
        "year": 2020,
        "clause": "表2-8注",
        "url": "http://tjj.xjbt.gov.cn/2020nj/table/02-08.htm",
        "official": True,
    },
    "pull": {
        "title": Text(
            "福建统计年鉴2020：三次产业对经济增长的贡献及拉动",
            "Fujian yearbook 2020: contributions and pulls of the industries",
        ),
        "issuer": "福建省统计局",
        "year": 2020,
        "clause": "表2-7",
        "url": "http://tjj.fujian.gov.cn/tongjinianjian/dz2020/cn-en/html/0207.htm",
        "official": True,
    },
}


def quote(domain: Domain, *names: str) -> None:
    """Declare documents as sources of a domain."""
    for name in names:
        domain.source(name, **_DOCUMENTS[name])
