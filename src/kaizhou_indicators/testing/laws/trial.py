"""Law: a sentence that must be true of a domain, tried on data drawn from its own definitions.

A law is used as one line of a test file, ``test_ranges = laws.within_range(water)``: pytest collects one test for each
indicator, identity or domain that the law speaks of. ``cases`` gives the same as values, for any other runner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from unittest import SkipTest

import attrs
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from ...engine.registry import Registry
from ...errors import KaizhouError
from ...model.domain import Domain
from ..strategies import Rows
from .errors import LawError, told
from .ground import Ground, Tested, settings_of

__all__ = ["Case", "Law", "Trial", "law", "test_of"]

EXAMPLES = 20
_CHECKS = [
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]
#: nothing is kept between runs: the tests of all laws are one function to hypothesis
_QUIET: Mapping[str, Any] = {"deadline": None, "database": None, "report_multiple_bugs": False}

Draw = Callable[[st.SearchStrategy[Any]], Any]
Body = Callable[[Registry, Draw], None]


@attrs.frozen
class Trial:
    """One law tried on one thing.

    Attributes:
        law: name of the law.
        key: the indicator, identity or domain that it is tried on.
        ground: the registries it is tried on.
        examples: how many examples are drawn.
    """

    law: str
    key: str
    ground: Ground
    examples: int = EXAMPLES

    @property
    def registries(self) -> tuple[Registry, ...]:
        """The registries that differ in what matters to the key."""
        return self.ground.registries_for(self.key)

    def hold(self, body: Body, *, at_most: int | None = None) -> None:
        """Draw examples and hand each, with a registry, to the body; the smallest that fails is what is told.

        Args:
            body: tries the law on one example.
            at_most: how many examples are enough where each is costly; the first that fails is told as it is.

        Raises:
            LawError: the body told one, or the library raised where it must not.
        """
        __tracebackhide__ = True

        enough = min(self.examples, at_most or self.examples)
        phases = [Phase.generate] if at_most else [Phase.generate, Phase.shrink]

        @settings(max_examples=enough, phases=phases, suppress_health_check=_CHECKS, **_QUIET)
        @given(st.data())
        def tried(data: st.DataObject) -> None:
            registry = data.draw(st.sampled_from(self.registries))
            try:
                body(registry, data.draw)
            except KaizhouError as error:
                if isinstance(error, LawError):
                    raise
                raise self.violation(registry, f"the library raises {type(error).__name__}: {error}") from error

        try:
            tried()
        except LawError as violation:
            raise LawError(self.law, self.key, str(violation)) from None
        except Unsatisfiable:
            what = "no row keeps its ranges and the identities together"
            raise self.violation(self.ground.registry, what, way_out="correct valid= or the identities") from None

    def rows(self, registry: Registry, *keys: str, identities: bool = True) -> Rows:
        """Return the rows of what the key is made from, or of what other keys are."""
        return self.ground.rows(registry, *(keys or (self.key,)), identities=identities)

    def violation(
        self, registry: Registry, what: str, row: Mapping[str, Any] | None = None, way_out: str = ""
    ) -> LawError:
        """Return what is told where the law does not hold."""
        used = settings_of(registry, self.key)
        return told(registry, self.law, self.key, what, row=row, settings=used, way_out=way_out)


@attrs.frozen
class Case:
    """One test: a law and what it is tried on.

    Attributes:
        law: name of the law.
        key: the indicator, identity or domain.
        run: tries it; raises LawError, or unittest.SkipTest where it is excepted.
        place: file and line of the formula, where there is one.
    """

    law: str
    key: str
    run: Callable[[], None] = attrs.field(eq=False)
    place: str = ""

    @property
    def id(self) -> str:
        """The name of the test: ``within_range-water.share_class_i_iii``."""
        return f"{self.law}-{self.key}"


class Law:
    """A sentence that must be true of a domain.

    Args:
        name: its name.
        subjects: what it speaks of, given the ground: keys of indicators, of identities, names of domains.
        body: tries it on one of them.

    Call it with a domain to get a test function for pytest.
    """

    def __init__(self, name: str, subjects: Callable[[Ground], Iterable[str]], body: Callable[[Trial], None]) -> None:
        self.name = name
        self.__name__ = name
        self.__doc__ = body.__doc__
        self._subjects = subjects
        self._body = body

    @property
    def statement(self) -> str:
        """The law as one sentence."""
        return (self.__doc__ or self.name).strip().splitlines()[0].removeprefix("Require that ")

    def cases(
        self,
        ground: Ground,
        examples: int = EXAMPLES,
        but: Mapping[str, str] | None = None,
    ) -> list[Case]:
        """Return the tests of this law, one for each thing it speaks of.

        Args:
            ground: the registries it is tried on.
            examples: how many examples are drawn for each.
            but: what is excepted -> the reason, which is shown: a key, a law, or ``law-key``.
        """
        excepted = but or {}
        return [self._case(ground, key, examples, excepted) for key in dict.fromkeys(self._subjects(ground))]

    def _case(self, ground: Ground, key: str, examples: int, but: Mapping[str, str]) -> Case:
        trial = Trial(self.name, key, ground, examples)
        reason = but.get(f"{self.name}-{key}", but.get(key, but.get(self.name)))
        formula = ground.registry.parts.formulas.get(key)

        def run() -> None:
            __tracebackhide__ = True
            if reason is not None:
                raise SkipTest(reason)
            self._body(trial)

        return Case(self.name, key, run, formula.place if formula else "")

    def __call__(
        self,
        domain: Tested,
        *others: Domain,
        settings: Mapping[str, Any] | None = None,
        examples: int = EXAMPLES,
        but: Mapping[str, str] | None = None,
    ) -> Callable[[Case], None]:
        """Return a test function for pytest: ``test_ranges = laws.within_range(water)``.

        Args:
            domain: a domain, a registry, or the name of an installed plugin.
            others: further domains that its formulas read.
            settings: key of a setting -> its value; those left out are tried with every choice.
            examples: how many examples are drawn for each thing the law speaks of.
            but: what is excepted -> the reason.
        """
        return test_of(self.cases(Ground(domain, *others, settings=settings), examples, but), self.statement)

    def __repr__(self) -> str:
        return f"<Law {self.name}: {self.statement}>"


def law(subjects: Callable[[Ground], Iterable[str]]) -> Callable[[Callable[[Trial], None]], Law]:
    """Make a law of a function that tries it on one thing; its docstring states the law."""

    def make(body: Callable[[Trial], None]) -> Law:
        return Law(body.__name__, subjects, body)

    return make


def test_of(cases: Sequence[Case], statement: str) -> Callable[[Case], None]:
    """Return a test function with one parametrised test a case."""
    import pytest

    @pytest.mark.parametrize("case", cases, ids=[case.id for case in cases])
    def test(case: Case) -> None:
        __tracebackhide__ = True
        case.run()

    test.__doc__ = statement
    return test


test_of.__test__ = False  # type: ignore[attr-defined]  # no test of whoever imports it
