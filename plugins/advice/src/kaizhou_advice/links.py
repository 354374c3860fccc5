"""The four links of the work as the review names them: every indicator of the domain stands under exactly one."""

from __future__ import annotations

from collections.abc import Mapping

from kaizhou_indicators import Text

_ROSTER = ("experts", "teams", "sectors", "sectors_with_team", "team_coverage")
_TOPICS = ("topics", "topics_reported", "topic_units", "units_per_topic", "topic_report_rate")
_PAPERS = ("submitted", "adopted", "adopted_papers", "adoption_rate")
_HANDLING = (
    *(f"handling_{step}" for step in ("due", "before", "during", "after")),
    *(f"handling_{step}_rate" for step in ("before", "during", "after")),
    *(f"elements_{part}" for part in ("done", "required", "completion")),
    "loop",
)

#: link -> keys of its indicators; encouragement has none before its measures are configured
LINKS: Mapping[Text, tuple[str, ...]] = {
    title: tuple(f"advice.{name}" for name in names)
    for title, names in (
        (Text("人员组织", "People"), _ROSTER),
        (Text("工作实施", "Work"), _TOPICS),
        (Text("成果转化", "Results"), (*_PAPERS, *_HANDLING)),
        (Text("考评激励", "Encouragement"), ()),
    )
}
