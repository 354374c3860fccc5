"""Formula: one derivation as checked and traced, in terms of the catalogue's keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import attrs

from ..formula.guard import guarded
from ..formula.json import to_json
from ..formula.latex import latex
from ..formula.number import Compiled, compile_number
from ..formula.show import show
from ..formula.tree import Node, refs
from ..model.record import Frozen


@attrs.frozen(slots=False)
class Formula:
    """A derivation that passed its checks.

    Attributes:
        key: the indicator derived.
        tree: the tree as written; inputs are named by the function's parameters.
        bare: the tree on bare numbers in the units of the indicators, exact unit factors folded in; inputs are
            named by keys.
        inputs: parameter -> key, or a reference such as ``economy.gdp@yoy:pct``.
        settings: parameter -> key of the setting it receives.
        optional: keys of the inputs that may be missing.
        takes: parameter -> unit, for an empirical formula.
        place: file and line of the function.
        order: the parameters in order.
        function: the function as written; None in a registry that was unpickled.
    """

    key: str
    tree: Node
    bare: Node
    inputs: Mapping[str, str] = attrs.field(converter=Frozen)
    settings: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    optional: frozenset[str] = frozenset()
    takes: Mapping[str, str] = attrs.field(factory=dict, converter=Frozen)
    place: str = ""
    order: tuple[str, ...] = ()
    function: Callable[..., Any] | None = attrs.field(default=None, eq=False)

    @property
    def empirical(self) -> bool:
        """Whether the formula works on bare numbers in units it names."""
        return bool(self.takes)

    @cached_property
    def needs(self) -> tuple[str, ...]:
        """References of the inputs, in order of first use; mostly keys."""
        return tuple(ref.name for ref in refs(self.bare) if ref.name not in self.settings.values())

    @cached_property
    def compiled(self) -> Compiled:
        """The formula on floats in the indicators' declared units, None where undefined.

        Arguments are positional, in the order of the parameters, settings included.
        """
        return compile_number(guarded(self.bare), [*self._keys()])

    def _keys(self) -> tuple[str, ...]:
        keys = {**self.inputs, **self.settings}
        return tuple(keys[name] for name in self.order)

    def show(self) -> str:
        """Return the formula as one line of text.

        The names are the function's parameters, as in ``sections_i_iii / sections``.
        """
        return show(self.tree)

    def latex(self, names: Mapping[str, str] | None = None) -> str:
        """Return the published form; ``names`` maps parameters to symbols or titles."""
        return latex(self.tree, names)

    def to_json(self) -> dict[str, Any]:
        """Return the formula as JSON types: key, inputs, takes and the tree as written."""
        return {
            "key": self.key,
            "inputs": dict(self.inputs),
            "settings": dict(self.settings),
            "takes": dict(self.takes),
            "tree": to_json(self.tree),
        }

    def __getstate__(self) -> dict[str, Any]:
        return {**{k: v for k, v in self.__dict__.items() if k not in {"needs", "compiled"}}, "function": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
