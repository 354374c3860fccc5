"""Declarative domains: the same registry as from Python, every fault with file and line, and any domain written back."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Event, Identity, Text, count_where
from kaizhou_indicators.cli import FINE, WRONG, main
from kaizhou_indicators.registry.discovery import discover

DOMAINS = sorted((d for plugin in discover()[0] for d in plugin.domains), key=lambda d: d.name)

TEA = """
[domain]
name = "tea"
title = { zh = "茶业", en = "Tea" }
units = ["茶篓 = 25 * kg"]

[source.yearbook]
title = { zh = "年鉴", en = "Yearbook" }
year = 2024
official = true
read = "text"

[setting.passing]
title = { zh = "达标线", en = "Passing mark" }
choices = [40, 50]

[indicator.output]
title = { zh = "产量", en = "Output" }
unit = "茶篓"
over_time = "sum"
valid = [0, inf]
source = "yearbook"
basis = { accumulation = "period" }
breaks = ["2019", { period = "2021", note = { zh = "口径调整", en = "Scope" } }]

[indicator.area]
title = { zh = "面积", en = "Area" }
unit = "亩"
by = ["village"]

[indicator.yield_per_mu]
title = { zh = "亩产", en = "Yield" }
unit = "公斤/亩"
better = "higher"
formula = '''
  output
  / area'''

[indicator.growth_index]
title = { zh = "指数", en = "Index" }
unit = "1"
formula = "where(y >= passing, 1, 2) + total(y, x)"
inputs = { y = "yield_per_mu", x = "people.resident@yoy" }
takes = { y = "公斤/亩", x = "人" }
optional = ["x"]

[indicator.good_years]
title = { zh = "达标年数", en = "Good years" }
unit = "年"
of = "yield_per_mu"
window = "count_where"
condition = "value >= passing"
over = "all"
each = "year"

[baseline.best]
title = { zh = "最好", en = "Best" }
peers = "best"

[identity.parts]
kind = "closure"
plus = ["output", "area"]
right = 100
slack = 0.1

[[figure]]
name = "output"
area = "500154"
period = 2024
value = 12.5
printed = "12.5茶篓"
source = "yearbook"

[[honour]]
title = { zh = "优质茶", en = "Fine tea" }
level = "市级"
body = "市政府"
date = "2024"
source = "yearbook"
"""
YAML = """
domain:
  name: tea
  title: {zh: 茶业, en: Tea}
indicator:
  output:
    title: {zh: 产量, en: Output}
    unit: 吨
    valid: [0, .inf]
  area:
    title: {zh: 面积, en: Area}
    unit: 亩
    aliases: [no, 2024-01]
  yield_per_mu:
    title: {zh: 亩产, en: Yield}
    unit: 公斤/亩
    formula: |
      output
      / area
figure:
  - name: output
    area: '500154'
    period: 2024
    value: 3
"""


@pytest.fixture
def file(tmp_path):
    """Write a file and return its path."""

    def write(text, name="tea.toml"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def tea() -> Domain:
    """The domain of TEA, in Python."""
    d = Domain("tea", Text("茶业", "Tea"), units=["茶篓 = 25 * kg"])
    d.source("yearbook", Text("年鉴", "Yearbook"), year=2024, official=True)
    d.setting("passing", Text("达标线", "Passing mark"), choices=(40, 50))
    d.indicator(
        "output",
        Text("产量", "Output"),
        unit="茶篓",
        over_time="sum",
        valid=(0, None),
        source="yearbook",
        basis=ki.Basis(accumulation="period"),
        breaks=["2019", ki.Break("2021", Text("口径调整", "Scope"))],
    )
    d.indicator("area", Text("面积", "Area"), unit="亩", by=["village"])

    @d.derived("yield_per_mu", Text("亩产", "Yield"), unit="公斤/亩", better="higher")
    def yield_per_mu(output, area):
        return output / area

    @d.derived(
        "growth_index",
        Text("指数", "Index"),
        unit="1",
        inputs={"y": "yield_per_mu", "x": "people.resident@yoy"},
        takes={"y": "公斤/亩", "x": "人"},
    )
    def growth_index(y, passing, x=None):
        return ki.where(y >= passing, 1, 2) + ki.total(y, x)

    d.windowed(
        "good_years",
        Text("达标年数", "Good years"),
        unit="年",
        of="yield_per_mu",
        how=count_where(lambda c, passing: c >= passing),
        over="all",
        each="year",
    )
    d.baseline("best", title=Text("最好", "Best"), peers="best")
    d.identity("parts", Identity.closure(["output", "area"], decimals=1))
    d.observe("output", area="500154", period=2024, value=12.5, printed="12.5茶篓", source="yearbook")
    d.event(Event(Text("优质茶", "Fine tea"), level="市级", body="市政府", date="2024", source="tea.yearbook"))
    return d


def registered(*domains, **how):
    """Return a registry over the domains."""
    return ki.Registry(domains, **how)


def faults(*domains):
    """Return the faults of domains as texts."""
    with pytest.raises(ki.RegistrationError) as caught:
        ki.Registry(domains)
    return [str(fault) for fault in caught.value.exceptions]


def formulas(reg):
    """Return the formulas of a registry, without the functions that they were traced from."""
    made = reg.parts.formulas.values()
    return {f.key: (f.tree, f.bare, f.order, f.inputs, f.settings, f.optional, f.takes) for f in made}


# -- the same as from Python


def test_a_file_declares_the_same_as_python(file):
    read, written = registered(ki.read_domain(file(TEA))), registered(tea())
    assert read.fingerprint == written.fingerprint
    assert list(read.observations) == list(written.observations)
    assert dict(read.events) == dict(written.events)
    assert formulas(read) == formulas(written)


def test_what_a_file_declares_derives(file):
    reg = registered(ki.read_domain(file(TEA)), settings={"tea.passing": 40})
    derived = reg.derive({"tea.output": 120, "tea.area": 60}, "tea.yield_per_mu")
    assert str(derived["tea.yield_per_mu"]) == "50.0 公斤/亩"
    pl = pytest.importorskip("polars")
    rows = {"area": ["A"] * 3, "period": ["2021", "2022", "2023"], "tea.yield_per_mu": [39.0, 40.0, 55.0]}
    assert reg.derive(pl.DataFrame(rows), "tea.good_years")["tea.good_years"].to_list() == [2.0, 2.0, 2.0]


def test_yaml_says_the_same_and_words_are_texts(file):
    pytest.importorskip("yaml")
    read = registered(ki.read_domain(file(YAML, "tea.yaml")))
    assert read["tea.area"].aliases == ("no", "2024-01")
    assert read["tea.output"].valid == (0, None)
    assert [o.value for o in read.parts.observations] == [3]
    derived = read.derive({"tea.output": 3, "tea.area": 60}, "tea.yield_per_mu")
    assert str(derived["tea.yield_per_mu"]) == "50.0 公斤/亩"


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A registry over every installed domain, and one over the same domains written and read back."""
    folder = tmp_path_factory.mktemp("written")
    again = []
    for domain in DOMAINS:
        path = folder / f"{domain.name}.toml"
        path.write_text(ki.domain_to_toml(domain), "utf-8")
        again.append(ki.read_domain(path))
    return registered(*DOMAINS), registered(*again)


@pytest.mark.parametrize("shelf", ["indicators", "baselines", "sources", "settings", "identities", "windows", "events"])
def test_every_domain_is_written_and_read_back_to_the_same_records(both, shelf):
    first, second = (getattr(reg.parts, shelf) for reg in both)
    assert first == second


def test_every_domain_is_written_and_read_back_to_the_same_definitions_formulas_and_figures(both):
    first, second = both
    assert formulas(first) == formulas(second)
    assert first.parts.observations == second.parts.observations
    assert first.fingerprint == second.fingerprint


def test_writing_is_settled_by_one_round(file):
    text = ki.domain_to_toml(tea())
    assert ki.domain_to_toml(ki.read_domain(file(text))) == text
    assert ki.domain_to_toml(ki.read_domain(file(TEA))) == text


def test_reading_a_file_loads_nothing_heavy(file):
    code = f"""
import sys, kaizhou_indicators as ki
ki.read_domain({str(file(TEA))!r})
print([n for n in ("pint", "narwhals", "polars", "numpy", "yaml", "cattrs") if n in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    assert done.stdout.strip() == "[]"


# -- every fault names its line


def line_of(text: str, part: str) -> int:
    """Return the line of a text on which a part stands."""
    return text[: text.index(part)].count("\n") + 1


#: right -> (wrong, what stands on the line that the fault must name, what it must say)
WRONGS = {
    'title = { zh = "茶业", en = "Tea" }': ('title = { zh = "茶业" }', "title = { zh", ["domain 'tea'", "empty in en"]),
    'units = ["茶篓 = 25 * kg"]': ('units = ["茶篓 = 25 * kgg"]', "units =", ["its units", "kgg"]),
    "year = 2024": ("yaer = 2024", "yaer", ["source 'yearbook'", "no keyword 'yaer'", "'year'"]),
    "choices = [40, 50]": ("choice = [40, 50]", "choice =", ["setting 'passing'", "'choices'"]),
    'unit = "茶篓"': ('unit = "茶蒌"', "[indicator.output]", ["tea.output", "'茶蒌' is not known"]),
    'over_time = "sum"': ('over_time = "summ"', "[indicator.output]", ["'summ'", "Did you mean 'sum'"]),
    "valid = [0, inf]": ("valid = [9, 0]", "valid =", ["the low end is above the high end"]),
    'accumulation = "period"': ('acumulation = "period"', "[indicator.output]", ["'acumulation'", "'accumulation'"]),
    '["2019", {': ('["2O19", {', "[indicator.output]", ["'2O19' is no period"]),
    'by = ["village"]': ('by = "village"', "[indicator.area]", ["'village'"]),
    "  / area'''": ("  * / area'''", "  * / area", ["tea.toml", "column 5, at `/ area`", "is missing here"]),
    "  output\n": ("  outptu\n", "  outptu", ["input 'outptu' is no indicator", "tea.yield_per_mu"]),
    'unit = "公斤/亩"': ('unit = "公斤"', "  output", ["the formula yields", "'公斤'"]),
    'optional = ["x"]': ('optional = ["z"]', "optional =", ["optional names 'z'"]),
    'takes = { y = "公斤/亩", x': ('takes = { z = "公斤/亩", x', 'formula = "where', ["'z' is no parameter"]),
    'window = "count_where"': ('window = "count"', "window =", ["'count' is none of count_where"]),
    '"value >= passing"': ('"value => passing"', "condition =", ["column 7", "="]),
    "value >= passing": ("value >= pasing", "[indicator.good_years]", ["'tea.pasing' is no setting", "'tea.passing'"]),
    'peers = "best"': ('peers = "best"\nperiod = "2020"', "[baseline.best]", ["exactly one of"]),
    'plus = ["output", "area"]': (
        'plus = ["output", "aera"]',
        "[identity.parts]",
        ["'tea.aera'", "Did you mean 'area'"],
    ),
    'kind = "closure"': ('kind = "closuer"', "[identity.parts]", ["kind 'closuer' is none of"]),
    "period = 2024\n": ("period = 20244\n", "[[figure]]", ["is no period"]),
    "value = 12.5": ("value = -12.5", "[[figure]]", ["outside the valid range"]),
    'area = "500154"\n': ("", "[[figure]]", ["a figure without area"]),
    'level = "市级"': ('level = "村级"', "[[honour]]", ["'村级'"]),
    "[baseline.best]": ("[baselien.best]", "[baselien.best]", ["'baselien' is no part of a domain", "'baseline'"]),
}


@pytest.mark.parametrize("right", WRONGS)
def test_a_fault_names_file_and_line(right, file):
    wrong, points_at, said = WRONGS[right]
    text = TEA.replace(right, wrong)
    assert text != TEA
    told = faults(ki.read_domain(file(text)))
    place = f"tea.toml:{line_of(text, points_at)}"
    assert [f for f in told if all(part in f for part in [place, *said])], (place, told)


TRICKY = '''\
# [indicator.none]
[domain]
name = "tea"
title.zh = "茶业" # dotted
title.en = """
Tea [indicator.none]
# no comment ""\\""" """
units = [
  "茶篓 = 25 * kg", # ] is not the end
  "箱 = [",
]

[ indicator . "output" ]
title = { zh = "产量", en = "Output = [1, ]" }
unit = "nonsense"

["indicator".'area']
title = { zh = "面积", en = """Area""" }
over_time = "summ"

[indicator.none]
title = { zh = "无", en = "None" }
definition = { zh = "a", en = "b" }
aliases = ["a",
  "b"]
valid = [2, 1]

[[figure]]
name = "area"
area = "x"
period = "2024"
value = 1
[[figure]]
name = "area"
area = "x"
period = "O"
[figure.note]
zh = "注"
[[figure]]
nmae = "area"
'''


def test_lines_are_right_whatever_the_toml_looks_like(file):
    told = faults(ki.read_domain(file(TRICKY)))
    lines = {int(line) for fault in told for line in re.findall(r"tea\.toml:(\d+)", fault)}
    parts = [
        "units = [",
        "[ indicator",
        '["indicator"',
        "[indicator.none]\ntitle",
        "valid",
        '[[figure]]\nname = "area"\narea = "x"\nperiod = "O"',
    ]
    parts += ["[[figure]]\nnmae", "nmae"]
    assert lines == {line_of(TRICKY, part) for part in parts}


def test_the_same_mistake_says_the_same_as_in_python(file):
    toml = """[domain]
name = "tea"
title = { zh = "茶业", en = "Tea" }
[indicator.output]
title = { zh = "产量", en = "Output" }
unit = "吨吨"
"""
    python = Domain("tea", Text("茶业", "Tea"))
    python.indicator("output", Text("产量", "Output"), unit="吨吨")
    (from_file,), (from_python,) = faults(ki.read_domain(file(toml))), faults(python)
    assert "tea.output (tea.toml:4): " in from_file
    without_place = [re.sub(r"tea\.output \([^)]*\):", "tea.output:", fault) for fault in (from_file, from_python)]
    assert without_place[0] == without_place[1]


def test_all_faults_of_a_file_are_told_together(file):
    text = TEA
    for right in ("year = 2024", "valid = [0, inf]", "  / area'''", 'window = "count_where"', 'level = "市级"'):
        text = text.replace(right, WRONGS[right][0])
    assert len(faults(ki.read_domain(file(text)))) == 5


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("", "tea.toml", ["tea.toml:1", "begin the file with [domain]"]),
        ("[domain]\ntitle = 'x'", "tea.toml", ["tea.toml:1", "name = 'tea'"]),
        ("[domain]\nname = 'tea'\ntitle = 5", "tea.toml", ["tea.toml:1", "[domain] cannot be read"]),
        ("[domain\n", "tea.toml", ["tea.toml cannot be read", "line 1"]),
        ("[domain]\nname = 'a'\nname = 'b'\n", "tea.toml", ["line 3"]),
        ("a: [", "tea.yaml", ["tea.yaml cannot be read", "line 1"]),
        ("- a", "tea.yaml", ["tea.yaml holds no table"]),
        ("domain: {name: a, name: b}", "tea.yml", ["tea.yml:1", "'name' stands twice"]),
        ("a: &x [1]\nb: *x", "tea.yaml", ["tea.yaml:1", "anchors and aliases"]),
        ("a: !!python/object/apply:os.system ['x']", "tea.yaml", ["tea.yaml:1", "python/object/apply:os.system"]),
        ("a: " + "[" * 40 + "]" * 40, "tea.yaml", ["more than 30 levels"]),
        ("a: " + "[" * 5000, "tea.yaml", ["tea.yaml"]),
        ("[domain]\nname = 'x'\na = " + "[" * 5000, "tea.toml", ["tea.toml cannot be read"]),
        ("a.b." * 3000 + "c = 1", "tea.toml", ["tea.toml"]),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(text, name, parts, file):
    if "yaml" in name:
        pytest.importorskip("yaml")
    with pytest.raises(ki.RecordError) as caught:
        ki.read_domain(file(text, name))
    assert [part for part in parts if part not in str(caught.value)] == [], str(caught.value)


def test_a_file_that_is_not_there_and_one_in_another_encoding(tmp_path):
    with pytest.raises(ki.RecordError, match=r"nowhere\.toml cannot be read"):
        ki.read_domain(tmp_path / "nowhere.toml")
    (tmp_path / "gbk.toml").write_bytes(TEA.encode("gb18030"))
    with pytest.raises(ki.RecordError, match="save the file as UTF-8"):
        ki.read_domain(tmp_path / "gbk.toml")


# -- what cannot be written is named


def test_what_cannot_be_written_is_named_all_of_it():
    d = Domain("odd", Text("怪", "Odd"))
    d.indicator("a", Text("甲", "A"))

    @d.derived("rounded", Text("整", "Rounded"))
    def rounded(a):
        return round(a)

    d.indicator("b", Text("乙", "B"), unti="1")
    d.identity("c", "no identity")
    d.windowed("d", Text("丁", "D"), of="a", how=count_where(lambda c, value: c > value))
    with pytest.raises(ki.RegistrationError) as caught:
        ki.domain_to_toml(d)
    expected = [
        ("'rounded'", "round()", "test_declarative.py:"),
        ("'b'", "unti"),
        ("identity 'c'", "no Identity"),
        ("windowed 'd'", "'value'"),
    ]
    for fault, parts in zip(caught.value.exceptions, expected, strict=True):
        assert [part for part in parts if part not in str(fault)] == [], str(fault)


# -- without packaging, by the command and by load


def test_the_command_loads_a_file(file, capsys):
    path = str(file(TEA))
    words = ["--only", "people", "--domain-file", path]
    assert main([*words, "explain", "tea.yield_per_mu", "-v", "tea.output=120", "-v", "tea.area=60"]) == FINE
    assert "50" in capsys.readouterr().out
    assert main(["--domain-file", str(file(TEA.replace("/ area", "/ aera"), "bad.toml")), "list"]) == WRONG
    assert re.search(r"bad\.toml:\d+", capsys.readouterr().err)
    assert main(["--domain-file", "nowhere.toml", "list"]) == WRONG
    assert "nowhere.toml cannot be read" in capsys.readouterr().err


def test_load_takes_domains_beside_those_of_the_plugins(file):
    reg = ki.load(only=["people"], domains=[ki.read_domain(file(TEA))])
    assert {"people.resident", "tea.output"} <= set(reg)
    with pytest.raises(ki.PluginError, match="rename the domain"):
        ki.load(only=["people"], domains=[Domain("people", Text("人", "People"))])
    broken = Domain("broken", Text("坏", "Broken"))
    broken.indicator("a", Text("甲", "A"), unti="1")
    with pytest.raises(ki.RegistrationError, match="unti"):
        ki.load(only=["people"], domains=[broken])
