"""Contracts: a ledger of projects, one record a contract, and the figures that follow from it.

A contract goes by its number alone; there is no name of a person or an investor in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .domain import HomecomingError
from .projects import AMOUNTS, PROJECT_LIFE, PROJECTS, STEPS, indicator_of


@dataclass(frozen=True)
class Contract:
    """One contract of an introduced project (引进项目).

    Attributes:
        number: its number in the ledger.
        amount: contract amount, in 亿元.
        path: the steps it has gone through in their order, by name or title, from 签约 on; a contract that was given up
            ends with 终止.
        paid_in: money paid in so far, in 亿元.

    Raises:
        HomecomingError: an amount below or at zero, or more paid in than contracted.
        ProcessError: a step that is unknown or comes out of turn.

    >>> Contract("2024-017", Decimal("1.5"), ("签约", "正式协议")).reached("formal")
    True
    """

    number: str
    amount: Decimal
    path: Sequence[str]
    paid_in: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        amounts = {"amount": self.amount, "paid_in": self.paid_in}
        wrong = [f"{k}={v!r} is no Decimal; write Decimal('1.5')" for k, v in amounts.items() if not _amount(v)]
        if not wrong:
            wrong += [] if self.amount > 0 else [f"an amount of {self.amount} 亿元 cannot be; give it in 亿元, above 0"]
            wrong += [] if 0 <= self.paid_in <= self.amount else [self._overpaid()]
        wrong += [] if self.number.strip() else ["it has no number; give the one of the ledger"]
        if wrong:
            raise HomecomingError(f"contract {self.number!r}: " + "; ".join(wrong))
        path = PROJECT_LIFE.check_path(self.path)
        if not path or path[0] != "contracted":
            msg = f"contract {self.number!r}: its path begins with {path[:1]}; begin with 签约 (contracted)"
            raise HomecomingError(msg)
        object.__setattr__(self, "path", path)

    @property
    def stage(self) -> str:
        """The step it is at."""
        return self.path[-1]

    def reached(self, step: str) -> bool:
        """Say whether it has got as far as the step."""
        return step in self.path

    def _overpaid(self) -> str:
        return (
            f"paid in {self.paid_in} of {self.amount} 亿元; it lies between 0 and the amount,"
            " so record a supplementary contract or correct one of the two"
        )


def figures_of(contracts: Iterable[Contract]) -> dict[str, float]:
    """Return the figures of a period's contracts: amounts and numbers by step, and the money paid in.

    Args:
        contracts: those signed in the period, each once.

    Returns:
        Key -> value, amounts in 亿元; ready for ``reg.derive``.

    Raises:
        HomecomingError: a number that occurs twice.

    >>> signed = [Contract("1", Decimal("2"), ["签约", "正式协议"]), Contract("2", Decimal("0.5"), ["签约"])]
    >>> found = figures_of(signed)
    >>> found["homecoming.contracted"], found["homecoming.contracted_formal"], found["homecoming.projects"]
    (2.5, 2.0, 2)
    """
    ledger = list(contracts)
    twice = sorted(number for number, n in Counter(c.number for c in ledger).items() if n > 1)
    if twice:
        raise HomecomingError(
            f"contract {', '.join(twice)} occurs twice; a contract counts once, keep its latest record"
        )
    amounts = {s: sum((c.amount for c in ledger if c.reached(s)), Decimal(0)) for s in STEPS}
    numbers = {s: sum(c.reached(s) for c in ledger) for s in STEPS}
    AMOUNTS.check(amounts)
    PROJECTS.check(numbers)
    figures: dict[str, float] = {f"homecoming.{indicator_of(s, 'contracted')}": float(v) for s, v in amounts.items()}
    figures |= {f"homecoming.{indicator_of(s, 'projects')}": n for s, n in numbers.items()}
    return {**figures, "homecoming.funds_in_place": float(sum((c.paid_in for c in ledger), Decimal(0)))}


def by_stage(contracts: Iterable[Contract]) -> dict[str, int]:
    """Count contracts by the step they are at, those given up included.

    >>> by_stage([Contract("1", Decimal("2"), ["签约", "终止"])])["terminated"]
    1
    """
    return PROJECT_LIFE.count([contract.stage for contract in contracts])


def _amount(value: object) -> bool:
    return isinstance(value, Decimal) and value.is_finite()
