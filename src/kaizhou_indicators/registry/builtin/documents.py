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
