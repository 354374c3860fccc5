"""What a review is handed: an installed plugin by name, a distribution's folder, a Python file, a declarative file.

Loading runs the plugin's code, and only that plugin's and of those it reads. What it prints goes to standard error, and
afterwards the import path and the modules are as they were, so that a folder is reviewed although another version of it
is installed.
"""

from __future__ import annotations

import sys
import tomllib
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from importlib.machinery import SourceFileLoader
from importlib.metadata import Distribution, EntryPoint, entry_points
from importlib.util import module_from_spec, spec_from_loader
from os import PathLike
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

import attrs

from ...errors import KaizhouError, PluginError, did_you_mean
from ...model.domain import Domain
from ...registry.builtin import builtin_domains
from ...registry.discovery import PluginFailure, load_plugin
from ...registry.hookspecs import PROJECT
from .faults import fault
from .report import Finding
from .subject import located

DECLARATIVE = frozenset({".toml", ".yaml", ".yml"})


@attrs.frozen
class Loaded:
    """A plugin or file under review.

    Attributes:
        name: its name: the plugin, the distribution's folder or the file.
        domains: the domains it brings.
        failures: what kept it from loading.
        packages: the folders or files with its code and data.
        project: its ``pyproject.toml``, where a folder was given.
        seconds: how long loading it took.
        distribution: the distribution and version that brings it.
    """

    name: str
    domains: tuple[Domain, ...] = ()
    failures: tuple[Finding, ...] = ()
    packages: tuple[Path, ...] = ()
    project: Path | None = None
    seconds: float = 0.0
    distribution: str = ""


def is_path(target: str) -> bool:
    """Say whether a target is meant as a path rather than as the name of a plugin."""
    path = Path(target)
    suffixed = path.suffix in {".py", *DECLARATIVE}
    return suffixed or len(path.parts) != 1 or (path.is_dir() and (path / "pyproject.toml").is_file())


@contextmanager
def opened(target: str) -> Iterator[tuple[Loaded, ...]]:
    """Load what is to be reviewed; what was imported from a folder or file is forgotten at the end.

    Raises:
        PluginError: there is nothing of this name or path.
    """
    path = Path(target)
    with redirect_stdout(sys.stderr):
        if not is_path(target):
            yield (_installed(target),)
        elif path.is_dir():
            project, plugins = _project(path)
            roots = [root for root in (path / "src", path) if root.is_dir()]
            with _importing(roots, {entry.module.partition(".")[0] for entry in plugins}):
                yield tuple(_plugin(entry, roots, project) for entry in plugins) or (_without_plugin(project),)
        else:
            with _importing([path.parent], set()):
                yield (_file(path),)


# -- an installed plugin


def installed(name: str) -> EntryPoint | None:
    """Return the entry point of an installed plugin, the first of its name."""
    return next(iter(sorted(entry_points(group=PROJECT, name=name), key=lambda e: e.value)), None)


def _installed(name: str) -> Loaded:
    entry = installed(name)
    built_in = {domain.name: domain for domain in builtin_domains()}
    if entry is not None:
        return _plugin(entry, (), None)
    if name in built_in:
        return Loaded(name, (built_in[name],))
    known = sorted({*built_in, *(e.name for e in entry_points(group=PROJECT))})
    msg = (
        f"{name!r} is no installed plugin and no path.{did_you_mean(name, known)} Installed: {', '.join(known)};"
        " a path is a distribution's folder, a .py or a .toml file"
    )
    raise PluginError(msg)


def _plugin(entry: EntryPoint, roots: Sequence[Path], project: Path | None) -> Loaded:
    start = perf_counter()
    found = load_plugin(entry)
    seconds = perf_counter() - start
    packages = _packages(entry.module.partition(".")[0], roots)
    loaded = Loaded(entry.name, (), (), packages, project, seconds, found.distribution)
    if isinstance(found, PluginFailure):
        return attrs.evolve(loaded, failures=(_failed(found, packages),))
    return attrs.evolve(loaded, domains=found.domains)


def _packages(name: str, roots: Sequence[Path]) -> tuple[Path, ...]:
    """Return where the code of a top-level module lies."""
    module = sys.modules.get(name)
    paths = [Path(p) for p in getattr(module, "__path__", ())] or [Path(getattr(module, "__file__", None) or "")]
    guessed = [found for root in roots for found in (root / name, root / f"{name}.py") if found.exists()]
    return tuple(path for path in paths if path.name) or tuple(guessed[:1])


def _failed(failure: PluginFailure, packages: Sequence[Path]) -> Finding:
    return fault("plugin", failure.plugin, str(failure.error), *_culprit(failure.error.__cause__, packages))


def _culprit(error: BaseException | None, packages: Sequence[Path]) -> tuple[str, int]:
    """Return file and line of the innermost code of the packages that an error came through."""
    if isinstance(error, SyntaxError) and error.filename:
        return located(f"{error.filename}:{error.lineno or 0}")
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    own = [f for f in frames if any(Path(f.filename).is_relative_to(package) for package in packages)]
    return located(f"{own[-1].filename}:{own[-1].lineno}") if own else ("", 0)


# -- a distribution that is not installed


@attrs.frozen(eq=False)
class _Source(Distribution):
    """A distribution as its ``pyproject.toml`` tells of it."""

    table: Mapping[str, Any]
    folder: Path

    def read_text(self, filename: str | PathLike[str]) -> str | None:
        """Return the file of metadata that installing it would write."""
        if filename == "entry_points.txt":
            entries = self.table.get("entry-points", {}).get(PROJECT, {})
            return "\n".join([f"[{PROJECT}]", *(f"{name} = {value}" for name, value in entries.items())])
        lines = f"Name: {self.table.get('name', self.folder.name)}\nVersion: {self.table.get('version', '0')}\n"
        return lines if filename == "METADATA" else None

    def locate_file(self, path: str | PathLike[str]) -> Path:
        """Return where a file of the distribution lies."""
        return self.folder / path


def _project(folder: Path) -> tuple[Path, tuple[EntryPoint, ...]]:
    project = folder / "pyproject.toml"
    if not project.is_file():
        msg = f"{folder}: no pyproject.toml; give the folder of a distribution, a .py or a .toml file"
        raise PluginError(msg)
    try:
        table = tomllib.loads(project.read_text("utf-8")).get("project", {})
        return project, tuple(_Source(table, folder.resolve()).entry_points.select(group=PROJECT))
    except (OSError, ValueError, AttributeError) as error:
        msg = f"{project} cannot be read: {error}; correct the line named"
        raise PluginError(msg) from error


def _without_plugin(project: Path) -> Loaded:
    msg = f'no [project.entry-points.{PROJECT}]; add it with a line: name = "package"'
    return Loaded(
        project.parent.resolve().name,
        failures=(fault("plugin", project.parent.resolve().name, msg, str(project)),),
        project=project,
    )


# -- a single file


def _file(path: Path) -> Loaded:
    if not path.is_file():
        msg = f"{path}: there is no such file or folder"
        raise PluginError(msg)
    load: Callable[[Path], tuple[Domain, ...]] = _declared if path.suffix in DECLARATIVE else _module
    start = perf_counter()
    try:
        domains = load(path)
    except (Exception, SystemExit) as error:
        told = str(error) if isinstance(error, KaizhouError) else f"it raised {type(error).__name__}: {error}"
        found = fault("plugin", path.name, told, *(_culprit(error, [path.resolve()])))
        return Loaded(path.name, failures=(found,), packages=(path.resolve(),))
    packages = (path.resolve(),) if path.suffix == ".py" else ()
    return Loaded(path.name, domains, (), packages, None, perf_counter() - start)


def _declared(path: Path) -> tuple[Domain, ...]:
    from ...registry.declarative.reading import read_domain

    return (read_domain(path),)


def _module(path: Path) -> tuple[Domain, ...]:
    name = f"kaizhou_reviewed_{path.stem}"
    spec = spec_from_loader(name, SourceFileLoader(name, str(path.resolve())))
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    assert spec.loader is not None
    spec.loader.exec_module(module)
    return _domains_of(module)


def _domains_of(module: ModuleType) -> tuple[Domain, ...]:
    """Return what the hook of a module returns, or without one the domains that the module holds."""
    hook = getattr(module, "kaizhou_domains", None)
    found = list(hook() if callable(hook) else (d for d in vars(module).values() if isinstance(d, Domain)))
    for domain in found:
        if not isinstance(domain, Domain):
            msg = f"kaizhou_domains() returned {domain!r} ({type(domain).__name__}), no Domain; return [Domain(...)]"
            raise PluginError(msg)
    if not found:
        msg = "it holds no Domain; declare one, or return it from kaizhou_domains()"
        raise PluginError(msg)
    return tuple({id(domain): domain for domain in found}.values())


# -- importing without a trace


@contextmanager
def _importing(roots: Sequence[Path], names: set[str]) -> Iterator[None]:
    """Import from these folders first; at the end path and modules are as they were."""
    path, modules, bytecode = list(sys.path), dict(sys.modules), sys.dont_write_bytecode
    for name in [n for n in sys.modules if n.partition(".")[0] in names]:
        del sys.modules[name]
    sys.path[:0] = [str(root.resolve()) for root in roots]
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.path[:], sys.dont_write_bytecode = path, bytecode
        folders = [root.resolve() for root in roots]
        for name, module in list(sys.modules.items()):
            if modules.get(name) is not module and _lies_in(module, folders):
                del sys.modules[name]
        sys.modules.update({name: module for name, module in modules.items() if name.partition(".")[0] in names})


def _lies_in(module: ModuleType, folders: Sequence[Path]) -> bool:
    file = getattr(module, "__file__", None)
    return file is not None and any(Path(file).is_relative_to(folder) for folder in folders)
