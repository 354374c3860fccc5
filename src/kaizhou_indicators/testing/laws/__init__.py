"""Laws: what must be true of every domain, ready to be used as one line of a test file each, or all at once.

A plugin's whole test file may be two lines::

    from kaizhou_indicators.testing import laws
    test_laws = laws.all_of("tea", settings={"tea.season": "spring"})

Data are drawn from the registry itself (``testing.strategies``): in range, keeping the identities, the limits of
classes often. A violation names the law, the key, the formula with file and line, the smallest row found, and the way
out. The laws need the extra ``testing`` (hypothesis, pytest).

>>> from kaizhou_indicators.testing import laws
>>> for law in laws.LAWS:
...     print(law.name)
within_range
ends_reached
defined_where_stated
monotone
identities_hold
published_agree
unit_invariance
traced_as_called
engines_agree
intervals_enclose
size_free
rollup_commutes
printed_roundtrip
comparisons_agree
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from ...errors import SettingError, did_you_mean
from ...model.domain import Domain
from .bindings import identities_hold
from .comparisons import comparisons_agree
from .directions import monotone
from .errors import LawError
from .ground import Ground, Tested
from .prints import printed_roundtrip
from .published import published_agree
from .ranges import ends_reached, within_range
from .readings import defined_where_stated, engines_agree, intervals_enclose, traced_as_called, unit_invariance
from .trial import EXAMPLES, Case, Law, Trial, law, test_of
from .wholes import rollup_commutes, size_free

__all__ = [
    "EXAMPLES",
    "LAWS",
    "Case",
    "Ground",
    "Law",
    "LawError",
    "Trial",
    "all_of",
    "cases_of",
    "comparisons_agree",
    "defined_where_stated",
    "ends_reached",
    "engines_agree",
    "identities_hold",
    "intervals_enclose",
    "law",
    "monotone",
    "printed_roundtrip",
    "published_agree",
    "rollup_commutes",
    "size_free",
    "traced_as_called",
    "unit_invariance",
    "violations",
    "within_range",
]

#: all laws, the cheap ones first
LAWS: tuple[Law, ...] = (
    within_range,
    ends_reached,
    defined_where_stated,
    monotone,
    identities_hold,
    published_agree,
    unit_invariance,
    traced_as_called,
    engines_agree,
    intervals_enclose,
    size_free,
    rollup_commutes,
    printed_roundtrip,
    comparisons_agree,
)


def cases_of(
    domain: Tested,
    *others: Domain,
    settings: Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    but: Mapping[str, str] | None = None,
    only: Collection[str] = (),
) -> list[Case]:
    """Return the tests of all laws for a domain, in the order of the laws.

    Args:
        domain: a domain, a registry, or the name of an installed plugin.
        others: further domains that its formulas read; those built into the library are there anyway.
        settings: key of a setting -> its value; those left out are tried with every choice, or with a few numbers.
        examples: how many examples are drawn for each thing a law speaks of.
        but: what is excepted -> the reason: a key, a law, or ``law-key``.
        only: names of the laws wanted; empty: all.

    Raises:
        RegistrationError: all faults of the domains, together.
        SettingError: ``only`` or ``but`` name something that is not there.
    """
    ground = Ground(domain, *others, settings=settings)
    names = [one.name for one in LAWS]
    _refuse_unknown("only", only, names)
    cases = [case for one in LAWS if not only or one.name in only for case in one.cases(ground, examples, but)]
    if not only:
        _refuse_unknown("but", but or (), [*names, *(case.key for case in cases), *(case.id for case in cases)])
    return cases


def _refuse_unknown(what: str, given: Collection[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            msg = f"{what}: {name!r} is no law, key or law-key that is tried.{did_you_mean(name, known)} Correct or leave it out"
            raise SettingError(msg)


def all_of(
    domain: Tested,
    *others: Domain,
    settings: Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    but: Mapping[str, str] | None = None,
    only: Collection[str] = (),
) -> Callable[[Case], None]:
    """Return one test function for pytest that tries all laws on a domain: ``test_laws = laws.all_of(water)``.

    The arguments are those of ``cases_of``. The tests are named ``test_laws[within_range-water.share_class_i_iii]``.
    """
    cases = cases_of(domain, *others, settings=settings, examples=examples, but=but, only=only)
    return test_of(cases, "Every law holds for everything that it speaks of.")


def violations(
    domain: Tested,
    *others: Domain,
    settings: Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    but: Mapping[str, str] | None = None,
    only: Collection[str] = (),
) -> list[LawError]:
    """Try all laws on a domain and return what does not hold; the arguments are those of ``cases_of``.

    >>> import kaizhou_indicators as ki
    >>> toy = ki.Domain("toy", ki.Text("玩具", "Toys"))
    >>> for name in ("sold", "made"):
    ...     _ = toy.indicator(name, ki.Text(name, name), unit="件", kind="count")
    >>> share = toy.derived("share", ki.Text("占比", "Share"), unit="%", valid=(0, 100))(lambda sold, made: sold / made)
    >>> [found] = violations(toy, only=["within_range"])
    >>> print(str(found).splitlines()[-1].strip())
    declare the identity that keeps it there, Identity.funnel(['toy.made', 'toy.sold']), or correct valid=
    """
    from unittest import SkipTest

    found = []
    for case in cases_of(domain, *others, settings=settings, examples=examples, but=but, only=only):
        try:
            case.run()
        except LawError as violation:
            found.append(violation)
        except SkipTest:
            continue
    return found
