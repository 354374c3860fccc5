"""A room imports only rooms above it; the order stands where one enters, in the docstring of the package.

Every import counts, also one inside a function; what stands under ``if TYPE_CHECKING:`` is for type checkers only.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kaizhou_indicators as ki

PACKAGE = "kaizhou_indicators"
SOURCE = Path(ki.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")
#: the rooms that may look at the public face like any other user
USERS = {"testing", "sphinxext", "cli"}


def rooms() -> list[str]:
    """Return the rooms in their order, as the package's docstring names them."""
    named = re.search(r"rooms\s+above it:([\w\s,]+)\.", ki.__doc__ or "")
    assert named, "the package's docstring names the rooms in order"
    return [room.strip() for room in named[1].split(",")]


ROOMS = rooms()


def module_of(path: Path) -> list[str]:
    """Return the parts of a module's name; a package's own ``__init__`` counts as a module in it."""
    return [PACKAGE, *path.relative_to(SOURCE).with_suffix("").parts]


def for_type_checkers(node: ast.AST) -> bool:
    """Say whether a statement is ``if TYPE_CHECKING:``."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def statements(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Yield the imports at and below a node that happen at run time."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield node
    children = node.orelse if isinstance(node, ast.If) and for_type_checkers(node) else ast.iter_child_nodes(node)
    for child in children:
        yield from statements(child)


def imported(path: Path, source: str) -> list[str]:
    """Return the full names of the modules and names of the package that a file imports at run time."""
    here = module_of(path)
    names: list[str] = []
    for node in statements(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        else:
            start = [*here[: len(here) - node.level]] if node.level else []
            base = ".".join([*start, *(node.module or "").split(".")]).strip(".")
            names += [f"{base}.{alias.name}" for alias in node.names]
    return [name for name in names if name.partition(".")[0] == PACKAGE]


def faults(path: Path, source: str) -> list[str]:
    """Return what a file imports from rooms that are not above its own."""
    own = module_of(path)[1]
    found = []
    for name in imported(path, source):
        room = (name.split(".")[1:] or [""])[0]
        of_the_face = room not in ROOMS  # ``import kaizhou_indicators``, or one of its public names
        if own not in USERS if of_the_face else ROOMS.index(room) > ROOMS.index(own):
            found.append(f"{'/'.join(module_of(path)[1:])} imports {name}")
    return found


def test_every_room_has_its_place_in_the_order():
    there = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert there - {"__init__"} <= set(ROOMS)
    assert len(ROOMS) == len(set(ROOMS))


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.relative_to(SOURCE).parts))
def test_a_room_imports_only_rooms_above_it(path):
    assert faults(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("file", "source", "culprit"),
    [
        ("formula/x.py", "from ..engine.plan import Plan", "kaizhou_indicators.engine.plan.Plan"),
        ("formula/x.py", "def f():\n    from ..engine import plan", "kaizhou_indicators.engine.plan"),
        ("formula/x.py", "import kaizhou_indicators.engine.plan", "kaizhou_indicators.engine.plan"),
        ("formula/__init__.py", "from ..engine import plan", "kaizhou_indicators.engine.plan"),
        ("text.py", "from .engine import plan", "kaizhou_indicators.engine.plan"),
        ("text.py", "from . import engine", "kaizhou_indicators.engine"),
        ("engine/x.py", "from kaizhou_indicators import Domain", "kaizhou_indicators.Domain"),
        ("engine/x.py", "import kaizhou_indicators as ki", "kaizhou_indicators"),
        ("model/x.py", "if TYPE_CHECKING:\n    pass\nelse:\n    from ..cli import main", "kaizhou_indicators.cli.main"),
    ],
)
def test_the_rule_sees_an_import_of_a_room_below(file, source, culprit):
    path = SOURCE / file
    assert faults(path, source) == [f"{file.removesuffix('.py')} imports {culprit}"]


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("engine/x.py", "from ..formula.tree import Node\nfrom . import plan\nfrom .plan import Plan"),
        ("formula/x.py", "if TYPE_CHECKING:\n    from ..engine.plan import Plan"),
        ("engine/__init__.py", "from .plan import Plan"),
        ("cli/x.py", "import kaizhou_indicators as ki\nfrom ..engine import plan"),
        ("text.py", "import attrs\nfrom .errors import KaizhouError"),
    ],
)
def test_the_rule_allows_what_is_above_and_the_rooms_own(file, source):
    assert faults(SOURCE / file, source) == []
