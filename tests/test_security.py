"""Hostile input gives a KaizhouError and nothing else, and the package runs, loads and calls nothing that it should not."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text
from kaizhou_indicators.formula.text import TextFormula
from kaizhou_indicators.formula.trace import trace
from kaizhou_indicators.registry.declarative.entries import ENTRIES, LISTS

SOURCE = Path(ki.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
FUZZ = settings(
    max_examples=int(os.environ.get("FUZZ", "40")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

# -- what the source may not do: (what, where it may stand)

#: module -> files that may import it
MODULES = {
    **dict.fromkeys(("pickle", "marshal", "shelve", "dill", "cloudpickle", "ctypes", "cffi", "code", "codeop"), ()),
    **dict.fromkeys(("socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "socketserver"), ()),
    **dict.fromkeys(("requests", "httpx", "aiohttp", "urllib3", "xmlrpc", "webbrowser", "telnetlib"), ()),
    **dict.fromkeys(("subprocess", "multiprocessing", "pty"), ()),
}
#: builtin -> files that may call it
CALLS = {
    "eval": (),
    "exec": ("formula/number.py",),
    "compile": ("formula/number.py",),
    "__import__": (),
}


def found(source: str) -> set[str]:
    """Return the forbidden modules and builtins that a file uses."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
        elif isinstance(node, ast.Name) and node.id in CALLS:
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and node.attr in {"system", "popen", "unsafe_load", "full_load"}:
            names.add(node.attr)
    return names & {*MODULES, *CALLS, "system", "popen", "unsafe_load", "full_load"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.relative_to(SOURCE).parts))
def test_no_pickle_no_eval_no_network_no_other_process(path):
    here = "/".join(path.relative_to(SOURCE).parts)
    allowed = {name for name, places in {**MODULES, **CALLS}.items() if here in places}
    assert found(path.read_text("utf-8")) <= allowed


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import pickle", "pickle"),
        ("from urllib.request import urlopen", "urllib"),
        ("def f():\n    return eval('1')", "eval"),
        ("run = exec", "exec"),
        ("import os\nos.system('x')", "system"),
        ("import yaml\nyaml.unsafe_load('')", "unsafe_load"),
    ],
)
def test_the_rule_sees_what_it_forbids(source, name):
    assert found(source) == {name}


def test_no_text_of_a_user_becomes_code():
    evil = "x): __import__('os').system('echo hacked')  #"
    domain = Domain("toy", Text("玩具", "Toys"))
    domain.indicator("a", Text("甲", "A"))
    domain.setting("s", Text("选择", "Choice"), choices=(evil, "'", '"""', "\\", "\n"))
    domain.derived("b", Text("乙", "B"))(lambda a, s: ki.where(s == evil, a, ki.where(s == "\\", 2 * a, 3 * a)))
    for choice, expected in ((evil, 1), ("\\", 2), ("'", 3), ("\n", 3)):
        reg = ki.Registry([domain], settings={"toy.s": choice})
        assert reg.derive({"toy.a": 1}, "toy.b")["toy.b"].magnitude == expected
        read = ki.Registry.from_json(reg.to_json())
        assert read.derivation("toy.b").to_json() == reg.derivation("toy.b").to_json()


def test_a_catalogue_with_names_that_are_code_runs_nothing(tmp_path):
    reg = ki.Registry([_toy()])
    data = json.loads(reg.to_json())
    target = tmp_path / "hacked"
    evil = f"toy.a]+[open({str(target)!r}, 'w')"
    text = (
        json.dumps(data).replace('"toy.a"', json.dumps(evil)).replace('"input": "a"', json.dumps({"input": evil})[1:-1])
    )
    try:
        read = ki.Registry.from_json(text)
        read.derive({evil: 1.0, "toy.b": 2.0}, "toy.rate")
    except ki.KaizhouError:
        pass
    assert not target.exists()


def _toy() -> Domain:
    toy = Domain("toy", Text("玩具", "Toys"))
    for name in ("a", "b"):
        toy.indicator(name, Text("数", "Number"), unit="件")
    toy.derived("rate", Text("率", "Rate"), unit="%")(lambda a, b: a / b)
    return toy


@pytest.mark.skipif(os.name == "nt", reason="audit hooks are the same, the sockets are not")
def test_loading_deriving_and_building_opens_no_connection():
    code = """
import sys
def watch(event, args):
    if event.startswith(("socket.", "urllib.", "http.client", "ftplib.", "smtplib.", "pickle.", "subprocess.", "os.system")):
        raise SystemExit(f"the library did {event} {args}")
sys.addaudithook(watch)
import kaizhou_indicators as ki
reg = ki.load()
reg.units("480.9 亿元")
import polars as pl
table = pl.DataFrame({"area": ["a"], "period": ["2024"], "people.resident": [3.0], "people.registered": [2.0]})
reg.derive(table, "people.resident@yoy:pct", "people.resident@peers")
reg.from_json(reg.to_json())
print("fine")
"""
    done = subprocess.run([sys.executable, "-c", code], check=False, stdout=subprocess.PIPE, encoding="utf-8")
    assert done.stdout.strip() == "fine"


# -- hostile texts: every reader answers with a KaizhouError or a value

READERS = {
    "Figure.parse": ki.Figure.parse,
    "Ratio.parse": ki.Ratio.parse,
    "Period.parse": ki.Period.parse,
    "Reference.parse": ki.Reference.parse,
    "formula": lambda text: trace(TextFormula(text)),
    "catalogue": ki.Registry.from_json,
    "unit": lambda text: ki.UnitSystem([]).check(text),
    "quantity": lambda text: ki.UnitSystem([]).read(text),
    "unit line": lambda text: ki.Registry([Domain("toy", Text("玩具", "Toys"), units=[text])]),
    "as_text": lambda text: ki.Registry([Domain(text, text)]),
}
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("0123456789.,-+eE余超近约%‰万亿元人 ２９１\u0660"), max_size=30),
    st.text(st.sampled_from("2024-Q1QHW/年月日第季度上半至—..累计()（）0123"), max_size=30),
    st.text(st.sampled_from("water.codmn@2018:pct@yoy@area=\"'():._ "), max_size=40),
    st.text(st.sampled_from("mgkL/^*()²³·μ㎡ 万亿元人0123456789e-+.="), max_size=30),
    st.text(st.sampled_from('{}[]",:0123eE.-ntf '), max_size=60),
    st.sampled_from(
        ["9" * 5000, "1e" + "9" * 400, "(" * 5000, "[" * 100_000, "\x00", "\ud800", "m^" + "9" * 50, "1:" * 3000]
    ),
)


@pytest.mark.parametrize("reader", READERS)
@FUZZ
@given(text=HOSTILE)
def test_a_reader_of_texts_raises_nothing_but_the_library_s_errors(reader, text):
    with contextlib.suppress(ki.KaizhouError):
        READERS[reader](text)


# -- hostile files

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.floats(),
        st.text(max_size=12),
        st.sampled_from(
            [
                "a",
                "toy.a",
                "people.resident@yoy",
                "%",
                "件",
                "2024",
                "sum",
                "share",
                "count_where",
                "value > 1",
                "a / b",
            ]
        ),
    ),
    lambda below: st.one_of(
        st.lists(below, max_size=3),
        st.dictionaries(
            st.one_of(st.sampled_from(["zh", "en", "a", "b", "period", "note"]), st.text(max_size=5)), below, max_size=3
        ),
    ),
    max_leaves=6,
)
_KEYS = {section: kind.known for section, kind in {**ENTRIES, **LISTS}.items()}


@st.composite
def documents(draw: st.DrawFn) -> dict:
    """Draw a declarative file: right in its outline, hostile in whatever a key may hold."""
    head = {"name": "toy", "title": {"zh": "玩具", "en": "Toys"}}
    head |= draw(st.dictionaries(st.sampled_from(["title", "units", "definition", "x"]), VALUES, max_size=2))
    table: dict = {"domain": draw(st.one_of(st.just(head), VALUES)) if draw(st.integers(0, 9)) == 0 else head}
    for section in draw(st.lists(st.sampled_from([*_KEYS, "others"]), max_size=4, unique=True)):
        keys = st.sampled_from([*_KEYS.get(section, ("x",)), "y"])
        entry = st.one_of(st.dictionaries(keys, VALUES, max_size=5), st.dictionaries(keys, VALUES, max_size=5), VALUES)
        names = st.one_of(st.sampled_from(["a", "b", "c"]), st.text(max_size=4))
        several = st.lists(entry, max_size=3) if section in LISTS else st.dictionaries(names, entry, max_size=3)
        table[section] = draw(st.one_of(several, several, several, VALUES))
    return table


def toml(value: object) -> str:
    """Return a value as TOML; None, which TOML lacks, as an empty list."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    return "[]" if value is None else repr(value)


def written(table: dict, kind: str) -> str:
    """Return a document as a file; JSON is YAML."""
    if kind == "yaml":
        return json.dumps(table).replace("Infinity", ".inf").replace("NaN", "'nan'")
    return "\n".join(f"{toml(key)} = {toml(value)}" for key, value in table.items())


def registered(text: str, name: str, folder: Path) -> None:
    """Read a file and register it; nothing but the library's errors may come of it."""
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    try:
        domain = ki.read_domain(path)
    except ki.KaizhouError:
        return
    for use in (
        lambda: ki.Registry([domain]).to_json(),
        lambda: ki.domain_to_toml(domain),
        lambda: ki.Registry([domain]).fingerprint,
    ):
        with contextlib.suppress(ki.KaizhouError):
            use()


@pytest.mark.parametrize("kind", ["toml", "yaml"])
@FUZZ
@given(table=documents())
def test_a_declarative_file_of_any_content_gives_faults_and_no_crash(kind, table, tmp_path):
    if kind == "yaml":
        pytest.importorskip("yaml")
    registered(written(table, kind), f"fuzz.{kind}", tmp_path)


@pytest.mark.parametrize("kind", ["toml", "yaml"])
@FUZZ
@given(text=st.one_of(st.text(max_size=80), st.text(st.sampled_from("[]{}=\"'#\n.,:-&*! |>ab1\\"), max_size=80)))
@example(text="a = [\n" * 3000)
@example(text="? " * 3000)
@example(text="%YAML 9.9\n--- x")
@example(text="\ufeff[domain]")
def test_a_declarative_file_of_any_text_gives_an_error_and_no_crash(kind, text, tmp_path):
    if kind == "yaml":
        pytest.importorskip("yaml")
    registered(text, f"fuzz.{kind}", tmp_path)


@FUZZ
@given(data=st.binary(max_size=80), reader=st.sampled_from(["read_figures", "read_sources", "read_honours"]))
def test_a_data_file_of_any_bytes_gives_a_fault_of_the_domain(data, reader, tmp_path):
    path = tmp_path / "data.toml"
    path.write_bytes(data)
    domain = _toy()
    getattr(domain, reader)(path)
    with contextlib.suppress(ki.KaizhouError):
        ki.Registry([domain])


@FUZZ
@given(
    entries=st.lists(
        st.dictionaries(st.sampled_from([*_KEYS["figure"], *_KEYS["honour"], *_KEYS["source"]]), VALUES, max_size=6),
        max_size=3,
    ),
    reader=st.sampled_from([("read_figures", "figure"), ("read_honours", "honour"), ("read_sources", "source")]),
)
def test_a_data_file_of_any_content_gives_faults_of_the_domain(entries, reader, tmp_path):
    method, what = reader
    path = tmp_path / "data.toml"
    listed = {what: entries} if what != "source" else {f"s{i}": entry for i, entry in enumerate(entries)}
    path.write_text(written(listed, "toml"), "utf-8")
    domain = _toy()
    getattr(domain, method)(path)
    with contextlib.suppress(ki.KaizhouError):
        ki.Registry([domain]).to_json()


MUTATED = st.tuples(st.integers(0, 10**6), VALUES)


@FUZZ
@given(changes=st.lists(MUTATED, min_size=1, max_size=3))
def test_a_catalogue_with_anything_in_it_gives_an_error_or_a_registry(changes):
    data = json.loads(ki.Registry([_toy()]).to_json())
    for where, value in changes:
        places = list(_places(data))
        holder, key = places[where % len(places)]
        holder[key] = value
    try:
        read = ki.Registry.from_json(json.dumps(data))
        read.derive({"toy.a": 1.0, "toy.b": 2.0}, "toy.rate")
    except ki.KaizhouError:
        pass


def _places(data):
    """Yield every place in JSON types where a value stands."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield data, key
        yield from _places(value)
