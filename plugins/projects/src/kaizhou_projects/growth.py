"""Investment in fixed assets (固定资产投资): its growth is published on a comparable scope and only ever read.

The ratio of two published amounts is not the published growth (2024年1—10月: 3.4% published, 0.9% by the amounts), so
the amount refuses to grow and names the indicator that publishes its growth. ``economy.fixed_investment_growth`` of the
library is the same figure among those of the whole economy: what it holds is not recorded here again, and an identity
holds the two to each other.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Basis, Identity, Text

from .domain import projects

_GROWTH: dict[str, Any] = {
    "unit": "%",
    "kind": "rate",
    "better": "higher",
    "valid": (-100, None),
    "decimals": 1,
    "basis": Basis(price="comparable", accumulation="ytd"),
    "published_only": True,
    "source": "nbs_investment_2024",
}

projects.indicator(
    "fai",
    Text("固定资产投资额", "Investment in fixed assets"),
    unit="亿元",
    better="higher",
    valid=(0, None),
    decimals=2,
    over_time="last",
    over_area="sum",
    growth="fai_growth",
    basis=Basis(price="current", accumulation="ytd"),
    definition=Text(
        "自年初累计，按现价；同比增速只用公布数，不由两期数额相除",
        "since January, at current prices; its growth is published and never the ratio of two amounts",
    ),
    source="nbs_investment_2024",
)
projects.indicator(
    "fai_growth",
    Text("固定资产投资同比增速", "Growth of investment in fixed assets"),
    aliases=["固投增速", "投资增速"],
    definition=Text(
        "累计同比，按可比口径公布，只作输入；与 economy.fixed_investment_growth 同义",
        "on the same months of last year on a comparable scope, as published, an input only; the same figure as"
        " economy.fixed_investment_growth",
    ),
    **_GROWTH,
)
for _name, _zh, _en in (
    ("private", "民间投资", "private investment"),
    ("industrial", "工业投资", "industrial investment"),
):
    projects.indicator(
        f"{_name}_investment_growth",
        Text(f"{_zh}同比增速", f"Growth of {_en}"),
        definition=Text("按可比口径公布，只作输入", "on a comparable scope, as published, an input only"),
        **_GROWTH,
    )
projects.indicator(
    "fai_average_growth",
    Text("固定资产投资年均增长", "Average growth of investment in fixed assets"),
    definition=Text(
        "多年平均增速，按公布；固定资产投资用累计法，与水平法不同，基年不计入",
        "yearly average over several years, as published; for investment by the cumulative method, not by level; the base"
        " year is not counted",
    ),
    **{**_GROWTH, "basis": Basis(price="comparable"), "source": "kaizhou_work_2026"},
)
projects.identity("fai_growth_is_one", Identity.total("fai_growth", ["economy.fixed_investment_growth"], signed=True))
