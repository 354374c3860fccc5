"""What is imported, and when: nothing heavy with the package, no other frame library than the caller's, no back doors."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kaizhou_indicators as ki

ROOT = Path(__file__).parent.parent
HEAVY = [
    *("cattrs", "click", "duckdb", "narwhals", "numpy", "pandas", "pint", "polars", "pyarrow"),
    *("pyspark", "rich", "sphinx", "sympy"),
]


def loaded_after(code: str, *names: str) -> list[str]:
    """Return which of the modules are loaded in a new interpreter after some code."""
    ask = f"{code}\nimport json, sys\nprint(json.dumps([n for n in {list(names)!r} if n in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ask], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("code", ["import kaizhou_indicators", "from kaizhou_indicators import *"])
def test_importing_the_package_loads_nothing_heavy(code):
    assert loaded_after(code, *HEAVY) == []


def test_declaring_a_domain_loads_nothing_heavy():
    code = """
from kaizhou_indicators import Domain, Text, count_where, ln
toy = Domain("toy", Text("玩具", "Toys"), units=["柴捆 = 750 * gram"])
toy.indicator("done", Text("完成", "Done"), unit="亿元")
toy.derived("log", Text("对数", "Log"), takes={"done": "亿元"})(lambda done: ln(done))
toy.windowed("months", Text("月数", "Months"), of="done", how=count_where(lambda d: d > 1))
toy.observe("done", area="500154", period="2024", value=3)
"""
    assert loaded_after(code, *HEAVY) == []


def test_the_probe_sees_what_is_loaded():
    assert loaded_after("import pint, json", "pint", "json", "sphinx") == ["pint", "json"]


REGISTRY = """
import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text
toy = Domain("toy", Text("玩具", "Toys"))
for name in ("done", "plan"):
    toy.indicator(name, Text("投资", "Investment"), unit="亿元", over_time="sum", over_area="sum")
toy.derived("rate", Text("完成率", "Rate"), unit="%")(lambda done, plan: done / plan)
registry = ki.Registry([toy])
targets = ["toy.rate", "toy.done@2018:pct", "toy.done@yoy", "toy.done@ytd"]
rows = {"area": ["a", "b"] * 40, "period": [str(1980 + i // 2) for i in range(80)],
        "toy.done": [float(i) for i in range(80)], "toy.plan": [3.0] * 80}
"""


@pytest.mark.parametrize("kind", ["pl.DataFrame(rows)", "pl.LazyFrame(rows)"])
def test_a_polars_table_needs_no_other_frame_library(kind):
    code = f"""{REGISTRY}
import polars as pl
derived = registry.derive({kind}, *targets).lazy().collect()
assert derived.height == 80 and derived["toy.rate"].null_count() == 0
assert registry.long(registry.wide(registry.long(pl.DataFrame(rows)))).height == 160
registry.check(pl.DataFrame(rows))
"""
    assert loaded_after(code, "polars", "pandas", "pyarrow", "duckdb", "pyspark") == ["polars"]


def test_single_values_need_no_frame_library():
    code = f"""{REGISTRY}
assert registry.derive({{"toy.done": 9, "toy.plan": "12 亿元"}}, "toy.rate")["toy.rate"].magnitude == 75
registry.explain({{"toy.done": 9, "toy.plan": "12 亿元"}}, "toy.rate")
"""
    assert loaded_after(code, "pint", "polars", "pandas", "pyarrow", "duckdb", "narwhals", "cattrs") == ["pint"]


# -- plugins use no back door

PLUGIN_FILES = sorted(ROOT.glob("plugins/*/src/**/*.py"))
DOORS = {"kaizhou_indicators": set(ki.__all__), "kaizhou_indicators.testing": None}


def declared(path: Path) -> set[str]:
    """Return the packages that a plugin's own distribution declares as dependencies, as they are imported."""
    plugin = ROOT.joinpath(*path.relative_to(ROOT).parts[:2])
    project = tomllib.loads((plugin / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [
        *project.get("dependencies", ()),
        *(r for e in project.get("optional-dependencies", {}).values() for r in e),
    ]
    names = {"".join(c if c.isalnum() or c in "-_" else " " for c in r).split()[0] for r in wanted}
    own = {p.name for p in (plugin / "src").iterdir()}
    return {name.replace("-", "_") for name in names} | own


def back_doors(source: str, allowed: set[str]) -> list[str]:
    """Return the imports of a plugin that are neither public, nor standard, nor its own."""
    found, faces = [], set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            faces |= {alias.asname or alias.name for alias in node.names if alias.name == "kaizhou_indicators"}
            found += [alias.name for alias in node.names if not is_open(alias.name, None, allowed)]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = node.module or ""
            found += [f"{module}.{a.name}" for a in node.names if not is_open(module, a.name, allowed)]
    attributes = [
        n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)
    ]
    return found + [f"{n.value.id}.{n.attr}" for n in attributes if n.value.id in faces and n.attr not in ki.__all__]


def is_open(module: str, name: str | None, allowed: set[str]) -> bool:
    """Say whether a plugin may import a module, or a name of it."""
    if module in DOORS:
        public = DOORS[module]
        return name is None or public is None or name in public
    top = module.partition(".")[0]
    return top != "kaizhou_indicators" and (top in sys.stdlib_module_names or top in allowed)


@pytest.mark.parametrize("path", PLUGIN_FILES, ids=lambda path: "/".join(path.relative_to(ROOT).parts[1:]))
def test_a_plugin_imports_only_the_public_face_and_what_it_declares(path):
    assert back_doors(path.read_text("utf-8"), declared(path)) == []


@pytest.mark.parametrize(
    ("source", "culprit"),
    [
        ("from kaizhou_indicators.engine import plan", "kaizhou_indicators.engine.plan"),
        ("from kaizhou_indicators import engine", "kaizhou_indicators.engine"),
        ("import kaizhou_indicators.engine", "kaizhou_indicators.engine"),
        ("import kaizhou_indicators as ki\nki.engine", "ki.engine"),
        ("import polars", "polars"),
        ("from kaizhou_media import media", "kaizhou_media.media"),
    ],
)
def test_the_rule_sees_a_back_door(source, culprit):
    assert back_doors(source, {"kaizhou_water"}) == [culprit]


def test_the_rule_lets_the_front_doors_be():
    source = "import json\nimport kaizhou_indicators as ki\nfrom kaizhou_indicators import Domain\nki.Domain\nfrom . import x"
    assert back_doors(f"{source}\nfrom kaizhou_indicators.testing import check_domain", set()) == []
