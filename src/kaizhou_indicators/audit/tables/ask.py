"""The question: a table, its definitions, and which of its columns were published as derived."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from ...errors import FrameError
from ...figures import DEFAULT, Policy
from .report import TableReport

if TYPE_CHECKING:
    from ...engine.registry import Registry


def audit_table(
    frame: Any,
    reg: Registry,
    *,
    derived: Mapping[str, str] | Collection[str] | str | None = None,
    decimals: Mapping[str, int] | int | None = None,
    units: Mapping[str, str] | None = None,
    area: str = "area",
    period: str = "period",
    parents: Mapping[Any, Any] | str | None = None,
    policy: Policy = DEFAULT,
) -> TableReport:
    """Hold the published columns of a table to what follows from its other columns.

    Every printed number is an interval: half of its last digit on either side; a count is exact. A cell agrees where
    the interval of the formula meets its own. Near zero any formula gives what is printed; such cells are counted apart.
    Of what does not agree the likeliest cause is told: the table is read again as publishers misread their own, and a
    reading is named where it gives what is printed more often than chance would.

    Args:
        frame: an eager polars, pandas or pyarrow table: wide, its columns called by key, title, alias or reference.
            Numbers, or texts as printed (``46.52万``, ``超50%``), which keep zeros at the end.
        reg: the registry that defines what the columns are.
        derived: column -> reference of each published column that is audited, or the columns alone where their headers
            say it; None: every column that is a derived indicator. What is audited is an input of the others as printed.
        decimals: column -> decimals printed, or one number for all; else those of the texts, or the most decimals that
            the numbers of a column have. Numbers that were never rounded are known to 1 part in 10¹².
        units: column or reference -> unit of its numbers, where it is not the declared one.
        area: the column of areas.
        period: the column of periods.
        parents: area -> parent, or the name of a column that holds it: the groups of ``@peers`` and ``@rank``.
        policy: what vague words, and zeros at the end of whole numbers, leave open.

    Returns:
        One report a column. ``report.consistent`` says whether nothing contradicts.

    Raises:
        FrameError: the table cannot be used: a lazy one, a column that is not there, a cell that is no printed number.
        UnknownKeyError: a reference to an indicator that no domain has.

    >>> import polars
    >>> import kaizhou_indicators as ki
    >>> town = ki.Domain("town", ki.Text("镇", "Town"))
    >>> for name in ("done", "plan"):
    ...     _ = town.indicator(name, ki.Text(name, name), unit="亿元")
    >>> _ = town.derived("rate", ki.Text("完成率", "Rate"), unit="%")(lambda done, plan: done / plan)
    >>> table = polars.DataFrame(
    ...     {"area": ["甲", "乙", "丙"], "period": ["2024"] * 3, "town.done": ["9.00", "4.50", "7.20"],
    ...      "town.plan": ["12.00", "5.00", "9.00"], "完成率": ["75.0", "111.1", "80.0"]}
    ... )
    >>> [column] = audit_table(table, ki.Registry([town]))
    >>> column.agree, column.disagree, column.cause, column.likely[0].text.en
    (2, 1, 'exchanged', 'exchanged operands: town.plan / town.done * 100')
    """
    try:
        from .run import run  # numpy and polars are loaded for the first table, not with the package
    except ModuleNotFoundError as error:
        msg = f"audit_table works on columns with numpy and polars, and {error.name} is not installed; install both"
        raise FrameError(msg) from error
    asked = {"decimals": decimals, "units": dict(units or {}), "area": area, "period": period}
    return run(frame, reg, derived, **asked, parents=parents, policy=policy)
