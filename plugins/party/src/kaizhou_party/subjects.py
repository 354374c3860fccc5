"""Who takes part (主体): three kinds that answer for the work and three that lend a hand; a roster names the units.

The kinds are those of the report; which unit is of which kind is configuration.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kaizhou_indicators import Text

from .domain import party
from .errors import refuse, required

#: role -> the kinds of unit in it
ROLES = {
    "leading": Text("主责主战", "Answering for the work"),
    "assisting": Text("助力出力", "Lending a hand"),
}
#: kind of unit -> its role
ROLE_OF = {
    "departments": "leading",
    "towns": "leading",
    "trades": "leading",
    "stationed_units": "assisting",
    "financial_institutions": "assisting",
    "businesses": "assisting",
}
#: kind of unit -> its name in both languages
SUBJECTS = {
    "departments": Text("部门单位", "Departments and offices"),
    "towns": Text("乡镇街道", "Towns and subdistricts"),
    "trades": Text("各行各业", "Trades and professions"),
    "stationed_units": Text("驻区单位", "Units stationed in the district"),
    "financial_institutions": Text("金融机构", "Financial institutions"),
    "businesses": Text("经营主体", "Businesses"),
}


@dataclass(frozen=True)
class Roster:
    """The units that take part, each of one kind.

    Attributes:
        kinds: unit -> kind of unit, by name.
    """

    kinds: Mapping[str, str]

    @property
    def units(self) -> tuple[str, ...]:
        """All units."""
        return tuple(self.kinds)

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the units of a kind, named in either language."""
        return tuple(unit for unit, is_of in self.kinds.items() if is_of == _kind(kind))

    def role(self, unit: str) -> str:
        """Return the role of a unit, ``leading`` or ``assisting``.

        Raises:
            PartyError: the roster has no such unit.
        """
        refuse("roster", [] if unit in self.kinds else [f"unknown unit {unit!r}; known: {', '.join(self.kinds)}"])
        return ROLE_OF[self.kinds[unit]]

    def count(self) -> dict[str, int]:
        """Count the units by kind, all kinds included."""
        return {kind: list(self.kinds.values()).count(kind) for kind in SUBJECTS}


def roster_of(table: Mapping[str, Iterable[str]] | None = None) -> Roster:
    """Return a validated roster from ``{kind: [units]}``; kinds by name or title.

    Raises:
        PartyError: no units, unknown kinds, a unit of two kinds; all together.

    >>> roster_of({"乡镇街道": ["汉丰街道"], "金融机构": ["某银行"]}).role("某银行")
    'assisting'
    """
    given = required("roster", table, {})
    faults = [] if given else ["no units; supply {kind: [units]} with the kinds " + _known()]
    kinds: dict[str, str] = {}
    for word, units in given.items():
        kind = _find(word)
        faults += [] if kind else [f"unknown kind {word!r}; known: {_known()}"]
        faults += [f"units {units!r} of {word} are one text; write a list"] if isinstance(units, str) else []
        for unit in () if isinstance(units, str) else units:
            faults += [f"unit {unit!r} is listed twice; a unit is of one kind"] if unit in kinds else []
            kinds[unit] = kind
    refuse("roster", faults)
    return Roster(kinds)


def _find(word: str) -> str:
    return next((name for name, title in SUBJECTS.items() if word in (name, title.zh, title.en)), "")


def _kind(word: str) -> str:
    found = _find(word)
    refuse("roster", [] if found else [f"unknown kind {word!r}; known: {_known()}"])
    return found


def _known() -> str:
    return ", ".join(f"{title} ({name})" for name, title in SUBJECTS.items())


_UNITS: dict[str, Any] = {
    "unit": "个",
    "kind": "count",
    "valid": (0, None),
    "decimals": 0,
    "over_time": "last",
    "over_area": "sum",
}
party.indicator(
    "units",
    Text("参与单位数", "Units taking part"),
    by=("subject",),
    definition=Text(
        "按主体类别：部门单位、乡镇街道、各行各业（主责主战），驻区单位、金融机构、经营主体（助力出力）；名单由使用者提供",
        "by kind: departments, towns, trades (answering for the work), stationed units, financial institutions, businesses "
        "(lending a hand); the roster is the user's",
    ),
    source="kaizhou_review_2024",
    **_UNITS,
)
