"""Papers submitted and adopted: one for each paper and body, and never more adopted than submitted.

A paper adopted in a later year than it was submitted belongs to two years. Rates, and the rule that no more is adopted
than was submitted, hold for papers told by their submission; counts of what was adopted in a year go by adoption.
"""

from __future__ import annotations

from typing import Any

from kaizhou_indicators import Funnel, Identity, Text, arithmetic

from .domain import COUNT, REVIEW, advice

_PAPERS: dict[str, Any] = {"unit": "篇", "better": "higher", "source": REVIEW, **COUNT}

advice.indicator(
    "submitted",
    Text("建言报送篇数", "Papers submitted"),
    by=("level", "body"),
    definition=Text(
        "报送到采用单位的建言篇数，同一篇报送同一单位只计一次；报送数未见公开",
        "papers submitted, one for each paper and body; how many were submitted is not public",
    ),
    **_PAPERS,
)
advice.indicator(
    "adopted",
    Text("建言采用篇数", "Papers adopted"),
    by=("level", "body"),
    aliases=["建言被采用", "党外人士建言采用"],
    definition=Text(
        "被采用的建言篇数，按层级和采用单位；同一篇被同一单位采用只计一次，被两家采用各计一次",
        "papers adopted, by level and body, one for each paper and body: adopted by two bodies it counts for each",
    ),
    **_PAPERS,
)
advice.indicator(
    "adopted_papers",
    Text("建言采用篇数（同层级去重）", "Papers adopted, each once a level"),
    by=("level",),
    definition=Text(
        "同一层级内被采用的不同建言篇数，被几家采用都只计一次；不大于分单位篇数之和",
        "different papers adopted at a level, once however many bodies adopted them; at most the sum over the bodies",
    ),
    **_PAPERS,
)


@advice.derived(
    "adoption_rate",
    Text("建言采用率", "Adoption rate"),
    unit="%",
    kind="share",
    better="higher",
    valid=(0, 100),
    decimals=1,
    by=("level", "body"),
    aliases=["采用率"],
    definition=Text(
        "采用篇数占报送篇数，两者按报送时间归期；多期、多单位先加总再相除",
        "papers adopted of those submitted, both told by the time of submission; over periods and bodies pooled",
    ),
    source=REVIEW,
)
def adoption_rate(adopted: Any, submitted: Any) -> Any:
    """Papers adopted of those submitted, a bare ratio."""
    return arithmetic.share(adopted, submitted)


#: 报送 ≥ 采用, for papers told by their submission
ADOPTION = Funnel(Text("建言", "Advice"), {"submitted": Text("报送", "Submitted"), "adopted": Text("采用", "Adopted")})
advice.identity("adoption_funnel", ADOPTION.identity())
advice.identity("papers_once_a_level", Identity.funnel(["adopted", "adopted_papers"]))
