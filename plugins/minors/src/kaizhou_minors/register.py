"""The risk register (风险出入库): what is on it, what enters, what leaves; and its rules, which a user supplies.

The standard on entry and exit is public by its title only. Levels, rules, routes and deadlines therefore come from
configuration and are checked; the counts have their names here. A level is never kept for a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaizhou_indicators import Identity, KaizhouError, Register, Text

from .domain import minors
from .errors import ConfigurationError

_STOCK: dict[str, Any] = {
    "unit": "人",
    "kind": "count",
    "better": "lower",
    "valid": (0, None),
    "over_area": "sum",
    "source": "kaizhou_review_2024",
}
_FLOW: dict[str, Any] = {**_STOCK, "better": "neutral", "over_time": "sum"}
_UNDEFINED = Text(
    "出入库标准只公开了名称，规则由使用者配置", "only the title of the standard is public, its rules are configuration"
)


def _defined(zh: str, en: str) -> Text:
    return Text(f"{zh}；{_UNDEFINED.zh}", f"{en}; {_UNDEFINED.en}")


def _declare_level() -> None:
    minors.indicator(
        "risk_level",
        Text("家庭监护风险等级", "Guardianship risk level"),
        unit="级",
        kind="rank",
        better="lower",
        valid=(1, None),
        decimals=0,
        aliases=["监护风险等级"],
        definition=_defined(
            "等级在所配置次序中的位置，1为风险最低；只按等级计数，不记到个人，不求和、不平均",
            "position of a level in the order configured, 1 being the lowest risk; only counted by level, never kept for"
            " a person, never added or averaged",
        ),
        source="kaizhou_review_2024",
    )


def _declare_stock() -> None:
    minors.indicator(
        "stock",
        Text("在库人数", "Minors on the register"),
        over_time="last",
        aliases=["期末在库人数", "在库数"],
        definition=_defined("期末在库的未成年人数", "minors on the register at the end of the period"),
        **_STOCK,
    )
    minors.indicator(
        "stock_opening",
        Text("期初在库人数", "Minors on the register at the start"),
        over_time="first",
        definition=_defined(
            "期初在库的未成年人数，等于上期期末在库人数",
            "minors on the register at the start, those at the end of the period before",
        ),
        **_STOCK,
    )
    minors.indicator(
        "stock_by_level",
        Text("分等级在库人数", "Minors on the register by level"),
        over_time="last",
        by=("level",),
        definition=_defined("期末在库人数，按风险等级分", "minors on the register at the end, by risk level"),
        **_STOCK,
    )


def _declare_flows() -> None:
    for name, zh, en in (("entries", "入库人数", "Entries"), ("exits", "出库人数", "Exits")):
        doing = "入库" if name == "entries" else "出库"
        done = "entered the register" if name == "entries" else "left the register"
        minors.indicator(
            name,
            Text(zh, en),
            definition=_defined(f"本期{doing}的未成年人数", f"minors who {done} in the period"),
            **_FLOW,
        )
        minors.indicator(
            f"{name}_by_rule",
            Text(f"分规则{zh}", f"{en} by rule"),
            by=("rule",),
            definition=_defined(
                f"本期{doing}人数，按所依规则分，每人只计一条规则",
                f"minors who {done}, by the rule applied, one rule each",
            ),
            **_FLOW,
        )
        minors.identity(f"{name}_by_rule", Identity.by_dimension(f"minors.{name}", f"minors.{name}_by_rule", "rule"))


_declare_level()
_declare_stock()
_declare_flows()
minors.identity("stock", Identity.stock("minors.stock_opening", "minors.entries", "minors.exits", "minors.stock"))
minors.identity("stock_by_level", Identity.by_dimension("minors.stock", "minors.stock_by_level", "level"))


def register_of(table: Mapping[str, Any] | None) -> Register:
    """Return the risk register that a user's configuration describes.

    Args:
        table: ``title``, ``levels`` (lowest risk first), ``entry``, ``exit``, ``routes`` (level -> who handles it) and,
            if wanted, ``deadlines`` (level -> days) and ``bands`` (level -> lowest and highest score).

    Raises:
        ConfigurationError: nothing is supplied: no source gives these rules.
        ProcessError: levels without a route, gaps and overlaps of bands, deadlines of no days, unknown levels.

    >>> register = register_of({
    ...     "title": "监护风险", "levels": ["低", "高"], "entry": ["评分达到"], "exit": ["风险消除"],
    ...     "routes": {"低": "村社区", "高": "镇街"}, "deadlines": {"高": 3}, "bands": {"低": (20, 60), "高": (60, None)},
    ... })
    >>> register.level_of(60).name, str(register.route_of("高")), register.deadline_of("高")
    ('高', '镇街', 3)
    """
    if not table:
        msg = (
            "risk register: no source gives its levels, entry and exit rules, routes or deadlines (the standard"
            " 《未成年人成长风险出入库及管理标准》 is public by its title only); supply them: register_of({'title': …,"
            " 'levels': […], 'entry': […], 'exit': […], 'routes': {level: who}})"
        )
        raise ConfigurationError(msg)
    register: Register = made("register", Register, table)
    return register


def made(place: str, record: Any, table: Mapping[str, Any]) -> Any:
    """Make a record of a table of a configuration file; what cannot be says where in the file.

    Raises:
        ConfigurationError: the table is none, or lacks something the record needs.
    """
    if not isinstance(table, Mapping):
        msg = f"[{place}] is {table!r}; write a table with what {record.__name__} takes"
        raise ConfigurationError(msg)
    try:
        return record(**table)
    except (KaizhouError, TypeError) as error:
        msg = f"[{place}] {str(error).replace('.__init__()', '')}"
        raise ConfigurationError(msg) from error
