"""The pytest plugin: ``pytest --kaizhou-domain NAME`` tries the laws on an installed domain, without any test file.

Nothing is loaded unless the option is given. Without further arguments only the laws are run, with paths the tests
found there as well. A failure shows what the law says, and no traceback through the library.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from .laws import Case

_EVERY = "all"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the laws."""
    group = parser.getgroup("kaizhou_indicators", "laws of indicator domains")
    group.addoption(
        "--kaizhou-domain",
        action="append",
        default=[],
        metavar="NAME",
        help="try the laws on the installed domain NAME (several times for several; 'all' for every one)",
    )
    group.addoption(
        "--kaizhou-setting",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a setting of the domain; those left out are tried with every choice",
    )
    group.addoption(
        "--kaizhou-law",
        action="append",
        default=[],
        metavar="LAW",
        help="try this law only (several times for several)",
    )
    group.addoption(
        "--kaizhou-but",
        action="append",
        default=[],
        metavar="KEY=REASON",
        help="leave out a key, a law, or LAW-KEY, with the reason that is shown",
    )
    group.addoption(
        "--kaizhou-examples", type=int, default=None, metavar="N", help="how many examples are drawn for each test"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Look for no test files where only a domain is named."""
    config.addinivalue_line("markers", "kaizhou(law, key): a law of a domain, as --kaizhou-domain collects it")
    if config.getoption("--kaizhou-domain") and config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args = []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add one test for each law and each thing it speaks of, before ``-k`` and ``-m`` choose."""
    for name in _domains(config):
        items.extend(_items(session, config, name))


def _domains(config: pytest.Config) -> list[str]:
    names: list[str] = config.getoption("--kaizhou-domain")
    if _EVERY not in names:
        return list(dict.fromkeys(names))
    from importlib.metadata import entry_points

    return sorted(point.name for point in entry_points(group="kaizhou_indicators"))


def _items(session: pytest.Session, config: pytest.Config, name: str) -> Iterator[LawItem]:
    try:
        from .laws import EXAMPLES, cases_of
    except ImportError as error:
        msg = f"--kaizhou-domain needs hypothesis: pip install 'kaizhou-indicators[testing]' ({error})"
        raise pytest.UsageError(msg) from error
    from ..errors import KaizhouError

    examples = config.getoption("--kaizhou-examples") or EXAMPLES
    try:
        settings = dict(_setting(text) for text in config.getoption("--kaizhou-setting") if _concerns(text, name))
        but = dict(_pair("--kaizhou-but", text) for text in config.getoption("--kaizhou-but") if f"{name}." in text)
        asked = config.getoption("--kaizhou-law")
        cases = cases_of(name, settings=settings, examples=examples, but=but, only=asked)
    except KaizhouError as error:
        msg = f"--kaizhou-domain {name}: {error}"
        raise pytest.UsageError(msg) from error
    parent = DomainLaws.from_parent(session, name=f"kaizhou:{name}", nodeid=f"kaizhou:{name}")
    for case in cases:
        item: LawItem = LawItem.from_parent(parent, name=f"{case.law}[{case.key}]", case=case)
        item.add_marker(pytest.mark.kaizhou(case.law, case.key))
        yield item


def _concerns(text: str, name: str) -> bool:
    domain, dot, _ = text.partition("=")[0].partition(".")
    return not dot or domain == name


def _pair(option: str, text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        msg = f"{option} {text!r} is no KEY=VALUE"
        raise pytest.UsageError(msg)
    return key.strip(), value.strip()


def _setting(text: str) -> tuple[str, Any]:
    """Read ``key=value``; what looks like a number is one."""
    key, value = _pair("--kaizhou-setting", text)
    for kind in (int, float):
        try:
            return key, kind(value)
        except ValueError:
            continue
    return key, value


class DomainLaws(pytest.Collector):
    """The laws of one domain, as a node of pytest's tree."""

    def collect(self) -> list[pytest.Item]:
        """Return nothing: the tests are added when all files are collected."""
        return []


class LawItem(pytest.Item):
    """One law tried on one thing."""

    def __init__(self, *, case: Case, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case

    def runtest(self) -> None:
        """Try it."""
        self.case.run()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what the law says; anything else with its traceback."""
        from .laws import LawError

        if isinstance(excinfo.value, LawError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the formula stands."""
        from pathlib import Path

        file, _, line = self.case.place.rpartition(":")
        return (Path(file), int(line) - 1, self.name) if line.isdigit() else (self.path, None, self.name)
