"""Running a review: the domain is examined with all it reads, then every rule looks at it; nothing stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ...errors import KaizhouError
from ...model.domain import Domain
from ...registry.builtin import builtin_domains
from ...registry.catalogue import examine
from ...registry.discovery import Plugin, load_plugin
from . import adding, faults, formulas, loading, meaning, packages, published, ranges, words
from .loading import Loaded
from .report import Finding, Report
from .subject import Subject

_ROOMS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    faults.check,
    formulas.check,
    ranges.check,
    adding.check,
    meaning.check,
    words.check,
    published.check,
)


def review(domain: Domain, *others: Domain, ignore: Iterable[str] = ()) -> Report:
    """Say everything that a reviewer would say of a domain, in one report.

    Args:
        domain: the domain under review.
        others: domains that its formulas read; the built-in ones are always there.
        ignore: findings looked at and accepted, ``code`` or ``code:key``; the key may hold ``*``.

    Raises:
        RecordError: ``ignore`` names no rule.

    >>> from kaizhou_indicators import Domain, Text
    >>> toy = Domain("toy", Text("玩具", "Toys"))
    >>> toy.setting("passing", Text("达标线", "Passing mark"))
    'toy.passing'
    >>> [finding.code for finding in review(toy)]
    ['empty-domain', 'unused-setting']
    """
    return Report(str(domain.name), tuple(_findings(_subject(domain, others)))).without(ignore)


def review_target(target: str, *, ignore: Iterable[str] = ()) -> Report:
    """Say everything that a reviewer would say of a plugin: its domains, its code and its data.

    Args:
        target: name of an installed plugin or built-in domain, folder of a distribution, a .py file, or a declarative
            .toml or .yaml file. Loading it runs its code, and that of installed plugins that its domains read.
        ignore: as for ``review``.

    Raises:
        PluginError: there is no such plugin and no such path.
        RecordError: ``ignore`` names no rule.

    >>> review_target("people").errors
    ()
    """
    with loading.opened(target) as plugins:
        found = [finding for loaded in plugins for finding in _plugin(loaded)]
        name = plugins[0].name if len(plugins) == 1 else target
    return Report(name, tuple(dict.fromkeys(found))).without(ignore)


def _plugin(loaded: Loaded) -> Iterator[Finding]:
    yield from loaded.failures
    named = packages.words(loaded)
    for domain in loaded.domains:
        others = [other for other in loaded.domains if other is not domain]
        found = _findings(_with_neighbours(domain, others))
        yield from (f for f in found if f.code != "unused-source" or f.key.partition(".")[2] not in named)
    yield from packages.check(loaded)


def _findings(subject: Subject) -> Iterator[Finding]:
    yield from dict.fromkeys(finding for check in _ROOMS for finding in check(subject))


def _subject(domain: Domain, others: Iterable[Domain]) -> Subject:
    """Examine a domain with others and the built-in ones, as ``load`` would have them together."""
    together = [domain, *others]
    taken = {d.name for d in together}
    together += [built_in for built_in in builtin_domains() if built_in.name not in taken]
    _, units, collected = examine(together)
    return Subject(domain, collected, units)


def _with_neighbours(domain: Domain, others: list[Domain]) -> Subject:
    """Examine a domain with the installed plugins that it reads, and those that they read."""
    asked: set[str] = set()
    while True:
        subject = _subject(domain, others)
        absent = published.absent(subject, {str(d.name) for d in [domain, *others]}) - asked
        if not absent:
            return subject
        asked |= absent
        others = [*others, *(d for name in sorted(absent) for d in _neighbour(name))]


def _neighbour(name: str) -> tuple[Domain, ...]:
    """Return the domains of an installed plugin; none where there is none, or it does not load or register."""
    entry = loading.installed(name)
    found = load_plugin(entry) if entry is not None else None
    if not isinstance(found, Plugin):
        return ()
    try:
        _, _, collected = examine(found.domains)
    except KaizhouError:
        return ()
    return () if collected.faults.found else found.domains
