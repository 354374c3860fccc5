"""What a formula handles while it is traced, and the functions it may call.

Two laws:

* ``Value`` is a facade: ``==`` and ``!=`` build comparisons, ``bool()`` raises, it cannot be hashed, and
  numpy keeps its hands off. Nodes underneath keep structural equality.
* Every function here also works on plain numbers, so that a formula can be called as bare arithmetic.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from ..errors import FormulaError
from .show import show
from .tree import Call, Const, Node, is_condition

Number = int | float | Decimal | Fraction


def exact(number: Number) -> Fraction:
    """Return the exact value of a number as it is written: ``0.01`` is 1/100.

    >>> exact(1.086)
    Fraction(543, 500)
    """
    if isinstance(number, float):
        if not math.isfinite(number):
            msg = f"a formula cannot hold {number!r}; where no value is meant, leave the input undefined"
            raise FormulaError(msg)
        return Fraction(Decimal(repr(float(number))))
    return Fraction(number)


class Refused(threading.local):
    """What was refused in this thread since the trace began: a formula that swallows the error is no formula."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def append(self, message: str) -> None:
        """Remember a refusal."""
        self.messages.append(message)


refused = Refused()


def _refuse(what: str, way_out: str) -> Callable[..., NoReturn]:
    def refusing(self: Value, *_args: object, **_kwargs: object) -> NoReturn:
        msg = f"a formula may not use {what} on `{show(self.node)}`; {way_out}"
        refused.append(msg)
        raise FormulaError(msg)

    return refusing


_BRANCH = "use where(condition, a, b); combine conditions with & | ~ and write a chain as (a < x) & (x < b)"
_LIBRARY = "use ln, exp, sqrt, minimum, maximum, total or clip of kaizhou_indicators"
_ROUND = "round where a figure is printed (decimals= of the indicator), never inside a formula"
_ITEMS = "name every input as a parameter and add them with total(a, b, c)"


class Value:
    """An input or intermediate result of a formula while it is traced."""

    __slots__ = ("node",)
    __hash__ = None  # type: ignore[assignment]  # equality builds a comparison, so there is no hash
    __array_ufunc__ = None

    def __init__(self, node: Node) -> None:
        self.node = node

    def __add__(self, other: Any) -> Value:
        return call("add", self, other)

    def __radd__(self, other: Any) -> Value:
        if isinstance(other, int) and other == 0:  # the builtin sum() starts from 0
            return self
        return call("add", other, self)

    def __sub__(self, other: Any) -> Value:
        return call("sub", self, other)

    def __rsub__(self, other: Any) -> Value:
        return call("sub", other, self)

    def __mul__(self, other: Any) -> Value:
        return call("mul", self, other)

    def __rmul__(self, other: Any) -> Value:
        return call("mul", other, self)

    def __truediv__(self, other: Any) -> Value:
        return call("div", self, other)

    def __rtruediv__(self, other: Any) -> Value:
        return call("div", other, self)

    def __pow__(self, other: Any) -> Value:
        return call("pow", self, other)

    def __neg__(self) -> Value:
        return call("neg", self)

    def __pos__(self) -> Value:
        return self

    def __abs__(self) -> Value:
        return call("abs", self)

    def __lt__(self, other: Any) -> Value:
        return call("lt", self, other)

    def __le__(self, other: Any) -> Value:
        return call("le", self, other)

    def __gt__(self, other: Any) -> Value:
        return call("gt", self, other)

    def __ge__(self, other: Any) -> Value:
        return call("ge", self, other)

    def __eq__(self, other: Any) -> Value:  # type: ignore[override]  # builds a comparison
        return call("eq", self, other)

    def __ne__(self, other: Any) -> Value:  # type: ignore[override]  # builds a comparison
        return call("ne", self, other)

    def __and__(self, other: Any) -> Value:
        return call("and", self, other)

    def __rand__(self, other: Any) -> Value:
        return call("and", other, self)

    def __or__(self, other: Any) -> Value:
        return call("or", self, other)

    def __ror__(self, other: Any) -> Value:
        return call("or", other, self)

    def __invert__(self) -> Value:
        return call("not", self)

    def __repr__(self) -> str:
        return f"<{show(self.node)}>"

    __bool__ = _refuse("`if`, `and`, `or`, `not`, a chained comparison, or the builtins min and max", _BRANCH)
    __float__ = _refuse("float(), the module math, or another function of numbers", _LIBRARY)
    __int__ = _refuse("int()", _ROUND)
    __index__ = _refuse("an index, range() or a number format", _ROUND)
    __complex__ = _refuse("complex()", _LIBRARY)
    __round__ = _refuse("round()", _ROUND)
    __floor__ = _refuse("floor()", _ROUND)
    __ceil__ = _refuse("ceil()", _ROUND)
    __trunc__ = _refuse("trunc()", _ROUND)
    __floordiv__ = _refuse("//", _ROUND)
    __rfloordiv__ = _refuse("//", _ROUND)
    __mod__ = _refuse("%", _ROUND)
    __rmod__ = _refuse("%", _ROUND)
    __divmod__ = _refuse("divmod()", _ROUND)
    __rdivmod__ = _refuse("divmod()", _ROUND)
    __matmul__ = _refuse("@", _ITEMS)
    __rmatmul__ = _refuse("@", _ITEMS)
    __rpow__ = _refuse("a number to a variable power", "write exp(ln(base) * x)")
    __format__ = _refuse("an f-string or format()", "texts belong to titles and definitions")
    __str__ = _refuse("str() or print()", "texts belong to titles and definitions; repr() shows the expression")
    __iter__ = _refuse("iteration", _ITEMS)
    __len__ = _refuse("len()", _ITEMS)
    __contains__ = _refuse("`in`", _BRANCH)
    __getitem__ = _refuse("[]", _ITEMS)
    __call__ = _refuse("a call", _LIBRARY)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        msg = f"a formula may not use `.{name}` on `{show(self.node)}`; {_LIBRARY}"
        raise FormulaError(msg)


def node_of(value: object) -> Node:
    """Return the node of a facade or of a number written in a formula."""
    if isinstance(value, Value):
        return value.node
    if isinstance(value, str):
        return Const(value)
    if isinstance(value, bool) or not hasattr(value, "__float__"):
        msg = f"a formula cannot calculate with {value!r} ({type(value).__name__}); use numbers and its parameters"
        raise FormulaError(msg)
    if isinstance(value, int | float | Decimal | Fraction):
        return Const(exact(value))
    return Const(exact(float(value)))  # a numpy number


def call(op: str, *args: object, at_least: int = 1) -> Value:
    """Build the node of an operation; conditions and numbers are kept apart."""
    nodes = tuple(node_of(arg) for arg in args)
    _check_roles(op, nodes)
    return Value(Call(op, nodes, at_least))


def _check_roles(op: str, nodes: Sequence[Node]) -> None:
    conditions = {"and": range(2), "or": range(2), "not": range(1), "where": range(1)}.get(op, range(0))
    for position, node in enumerate(nodes):
        if is_condition(node) is not (position in conditions):
            wanted = "a condition such as `x > 0`" if position in conditions else "a number"
            msg = f"`{op}` needs {wanted}, not `{show(node)}`; a condition chooses in where(condition, a, b)"
            raise FormulaError(msg)
        if isinstance(node, Const) and isinstance(node.value, str) and op not in {"eq", "ne"}:
            msg = f"a formula may compare the text {node.value!r} with == or !=, not calculate with it"
            raise FormulaError(msg)


def traced(*args: object) -> bool:
    """Say whether any argument is a facade, that is, whether the formula is being traced."""
    return any(isinstance(arg, Value) for arg in args)


def flatten(xs: Iterable[Any]) -> list[Any]:
    """Take ``f(a, b)`` and ``f([a, b])`` alike."""
    items = list(xs)
    one = len(items) == 1 and isinstance(items[0], list | tuple)
    return list(items[0]) if one else items
