"""The code and data around a domain, read and not run: back doors, what loading drags in, data files without source."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from .loading import Loaded
from .report import Finding
from .rules import RULES
from .subject import located

_HEAVY = frozenset(
    {"dask", "duckdb", "geopandas", "matplotlib", "narwhals", "numpy", "pandas", "pint", "polars", "pyarrow", "pyspark"}
    | {"scipy", "sklearn", "sphinx", "sympy", "xarray"}
)
_UNSAFE = frozenset({"eval", "exec", "pickle.load", "pickle.loads", "marshal.loads", "yaml.load", "yaml.unsafe_load"})
_DATA = frozenset({".toml", ".json", ".csv", ".yaml", ".yml"})
_SOURCE = re.compile(r"source|issuer|synthetic|来源|出处|虚构", re.IGNORECASE)
_WORD = re.compile(r"""["']([a-z][a-z0-9_]*)["']""")
_NAME = re.compile(r"[A-Za-z0-9._-]+")
#: seconds of loading that a user notices at every command
_SLOW = 0.5


def check(loaded: Loaded) -> Iterator[Finding]:
    """Yield what is wrong with the code, the data and the project of a plugin."""
    for package in loaded.packages:
        files = sorted(package.rglob("*.py")) if package.is_dir() else [package]
        for file in files:
            yield from _code(file)
        if package.is_dir():
            yield from _data(package)
            if not (package / "py.typed").exists():
                yield _finding("untyped", package.name, package)
    if loaded.project is not None:
        yield from _project(loaded.project)
    if loaded.seconds > _SLOW:
        label = loaded.distribution or loaded.name
        yield _finding("slow-import", loaded.name, None, distribution=label, seconds=f"{loaded.seconds:.1f}")


def _finding(code: str, key: str, file: Path | None, line: int = 0, **values: object) -> Finding:
    rule = RULES[code]
    place, line = located(f"{file}:{line}" if line else str(file or ""))
    return Finding(code, key, rule.say(**values), place, line, rule.severity)


def _code(file: Path) -> Iterator[Finding]:
    try:
        tree = ast.parse(file.read_text("utf-8"))
    except (OSError, ValueError, SyntaxError):
        return  # a fault of its own when it is loaded
    for node in ast.walk(tree):
        for name in _back_doors(node):
            yield _finding("back-door", file.stem, file, node.lineno, name=name)  # type: ignore[attr-defined]  # an import has a line
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _UNSAFE:
            yield _finding("unsafe-call", file.stem, file, node.lineno, name=ast.unparse(node.func))
    for node in _when_loaded(tree):
        for name in _modules(node):
            if name.partition(".")[0] in _HEAVY:
                yield _finding("heavy-import", file.stem, file, node.lineno, name=name.partition(".")[0])


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def _back_doors(node: ast.AST) -> list[str]:
    """Return what an import takes from the library that is not public."""
    import kaizhou_indicators as ki

    found = [name for name in _modules(node) if name.startswith("kaizhou_indicators.")]
    doors = [name for name in found if not f"{name}.".startswith("kaizhou_indicators.testing.")]
    if isinstance(node, ast.ImportFrom) and node.module == "kaizhou_indicators" and not node.level:
        hidden = [alias.name for alias in node.names if alias.name not in {*ki.__all__, "*", "testing"}]
        doors += [f"kaizhou_indicators.{name}" for name in hidden]
    return doors


def _when_loaded(node: ast.AST) -> Iterator[ast.stmt]:
    """Yield the imports that happen when the module is loaded: outside of functions and of TYPE_CHECKING."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        typing = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        if not typing and not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _when_loaded(child)


def _data(package: Path) -> Iterator[Finding]:
    for file in sorted(path for path in package.rglob("*") if path.suffix in _DATA):
        text = file.read_text("utf-8", errors="replace")
        if text.strip() and not _SOURCE.search(text) and not _told_beside(file):
            yield _finding("data-without-source", file.name, file)


def _told_beside(file: Path) -> bool:
    """Say whether a file beside a table, which has no room for it, tells of its source."""
    beside = (other for other in file.parent.iterdir() if other.suffix in {".md", ".toml", ".txt"} and other != file)
    texts = (other.read_text("utf-8", errors="replace") for other in beside)
    return any(file.name in line and _SOURCE.search(text) for text in texts for line in text.splitlines())


def words(loaded: Loaded) -> frozenset[str]:
    """Return the words that stand in quotes in the code and data of a plugin: names of sources among them."""
    files = [f for p in loaded.packages if p.is_dir() for f in p.rglob("*") if f.suffix in {".py", *_DATA}]
    return frozenset(word for file in files for word in _WORD.findall(file.read_text("utf-8", errors="replace")))


def _project(project: Path) -> Iterator[Finding]:
    wanted = tomllib.loads(project.read_text("utf-8")).get("project", {}).get("dependencies", ())
    names = [_NAME.match(str(line).strip()) for line in wanted]
    if "kaizhou-indicators" not in {re.sub(r"[-_.]+", "-", n[0]).lower() for n in names if n}:
        yield _finding("no-dependency", project.parent.resolve().name, project)
