"""The domain ``homecoming``, its sources and the baseline that its report leaves open; the modules beside fill it."""

from __future__ import annotations

from importlib.resources import files

from kaizhou_indicators import Domain, KaizhouError, Text

DATA = files(__package__) / "data"

homecoming = Domain(
    "homecoming",
    Text("归雁经济", "Returnee economy"),
    definition=Text(
        "联络在外人员、支持返乡创业的机制及其结果：在外组织、返乡人员与实体、引进项目、就业与对区域经济的贡献",
        "how people outside are kept in touch with and supported in founding businesses at home, and what comes of it:"
        " organisations outside, returnees and their entities, projects, jobs, and what they add to the economy",
    ),
)


class HomecomingError(KaizhouError, ValueError):
    """Configuration or records of this domain that cannot be; the message names the place and the way out."""


homecoming.read_sources(DATA / "sources.toml")
homecoming.baseline(
    "unstated_base",
    title=Text("未注明的基期", "a base period that is not stated"),
    event=Text("报道未注明的时点", "a time that the report does not state"),
)
