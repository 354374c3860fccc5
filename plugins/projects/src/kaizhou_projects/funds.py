"""Where the money comes from (投融资多元化): funds by source and project, and what was won from higher levels.

A fund is counted once, where it was granted. Money granted and investment done are two things: nothing here is added to
what a project has completed, and ``upper_funds`` as reported may hold the grants recorded by source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from typing import Any

from kaizhou_indicators import Text, arithmetic

from .domain import projects
from .faults import given, refuse, take

_MONEY: dict[str, Any] = {
    "unit": "亿元",
    "better": "higher",
    "valid": (0, None),
    "decimals": 2,
    "over_time": "sum",
    "over_area": "sum",
}
projects.indicator(
    "funds",
    Text("项目获批资金", "Funds granted to projects"),
    by=("project", "source"),
    aliases=["国债资金", "争取资金"],
    definition=Text(
        "按项目和来源（国债、上级补助、专项债等，名称由配置给定）列的获批资金；获批不等于到位，也不等于完成投资",
        "funds granted by project and source (the sources' names are configured); granted is neither received nor spent",
    ),
    source="kaizhou_review_2024",
    **_MONEY,
)
projects.indicator(
    "upper_funds",
    Text("向上争取项目资金", "Funds won from higher levels"),
    aliases=["争取上级资金"],
    definition=Text(
        "按报告所列的合计；是否包含单列的国债资金未说明，两者不相加",
        "the total as reported; whether it holds government-bond funds told of by themselves is not stated, so the two are"
        " never added",
    ),
    source="kaizhou_plan_2024",
    **_MONEY,
)


@dataclass(frozen=True)
class Funding:
    """The sources of funds that a place tells apart.

    Attributes:
        sources: name -> title, in the order in which they are shown.

    Raises:
        ProjectError: no source, or a title that stands for two.

    >>> Funding({"bond": Text("国债", "Government bonds"), "bank": Text("银行贷款", "Bank loans")}).total({"国债": 18, "bank": 2})
    Fraction(20, 1)
    """

    sources: Mapping[str, Text]

    def __post_init__(self) -> None:
        titles = [title.zh for title in self.sources.values()]
        double = sorted({zh for zh in titles if titles.count(zh) > 1})
        faults = [f"source {zh} occurs twice; give each a title of its own" for zh in double]
        refuse("sources of funds", faults if self.sources else ["no source is named; name at least one"])

    def read(self, amounts: Mapping[str, Any]) -> dict[str, Fraction | None]:
        """Return amounts by name of the source, None where there is none.

        Args:
            amounts: name or title of a source -> 亿元.

        Raises:
            ProjectError: sources that are not named, one that is given twice, amounts below zero or no numbers; all
                together.
        """
        faults = [fault for word, amount in amounts.items() if (fault := self._fault(word, amount))]
        names = [self._name(word) for word in amounts]
        faults += [f"source {name} is given twice" for name in self.sources if names.count(name) > 1]
        refuse("funds by source", faults)
        read = {self._name(w): None if a is None else Fraction(str(a)) for w, a in amounts.items()}
        return {name: read.get(name) for name in self.sources}

    def total(self, amounts: Mapping[str, Any]) -> Fraction:
        """Return the funds of all sources together; a source that is not given adds nothing."""
        return sum((amount for amount in self.read(amounts).values() if amount is not None), Fraction(0))

    def shares(self, amounts: Mapping[str, Any]) -> dict[str, Fraction]:
        """Return the share of each source that is given, as bare ratios that add up to 1.

        Raises:
            ProjectError: there are no funds at all.
        """
        whole = self.total(amounts)
        refuse("funds by source", [] if whole else ["the funds add up to 0, and nothing has a share of them"])
        return {n: arithmetic.share(amount, whole) for n, amount in self.read(amounts).items() if amount is not None}

    def _name(self, word: str) -> str:
        return next((name for name, title in self.sources.items() if word in (name, title.zh, title.en)), "")

    def _fault(self, word: str, amount: Any) -> str:
        if not self._name(word):
            listed = ", ".join(f"{title.zh} ({name})" for name, title in self.sources.items())
            return f"unknown source {word!r}; known: {listed}"
        number = isinstance(amount, int | float | Fraction) and not isinstance(amount, bool) and isfinite(amount)
        if amount is not None and (not number or amount < 0):
            return f"{word} is {amount!r}; give 亿元 from 0 on, or None where it is not known"
        return ""


def funding_of(table: Mapping[str, Any] | None = None) -> Funding:
    """Return the sources of funds of a configuration: ``{sources = {bond = "国债", bank = "银行贷款"}}``.

    Raises:
        ProjectError: there is none.
    """
    place = "the list of sources of funds (资金来源)"
    known = given(place, table, "supply a table with sources = {name: title}")
    take(place, known, ("sources",), ("sources",))
    return Funding({name: _text(title) for name, title in known["sources"].items()})


def _text(title: Any) -> Text:
    return Text(**title) if isinstance(title, Mapping) else title if isinstance(title, Text) else Text(title)
