"""``kaizhou check``: one line a finding, in both languages and as JSON, with exit codes that a CI service can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kaizhou_indicators import cli
from kaizhou_indicators.cli import main

pytest.importorskip("click")

GOOD = """\
from kaizhou_indicators import Domain, Text

tea = Domain("tea", Text("茶业", "Tea"))
tea.source("report", Text("年报", "Report"), issuer="茶业协会", year=2024)
told = {"definition": Text("按报表", "As reported"), "source": "report", "over_time": "sum", "over_area": "sum"}
tea.indicator("output", Text("产量", "Output"), unit="吨", **told)
tea.indicator("area", Text("面积", "Area"), unit="亩", **told)
tea.indicator("rain", Text("雨日", "Rainy days"), unit="天", **told)
"""
WARNED = (
    GOOD
    + """
@tea.derived("yield_", Text("单产", "Yield"), unit="公斤/亩", source="report")
def yield_(output, area, rain):
    return output / area
"""
)
WRONG = (
    WARNED
    + """
tea.indicator("price", Text("价格", "Price"), unit="yuan/kgg", definition=Text("均价", "Mean"), source="report")
"""
)


@pytest.fixture
def told(tmp_path, monkeypatch, capfd):
    """Runs the command in a folder with the three files; returns exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KAIZHOU_LANG", raising=False)
    for name, text in (("good", GOOD), ("warned", WARNED), ("wrong", WRONG)):
        Path(f"{name}.py").write_text(text, "utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        return code, *capfd.readouterr()

    return run


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.py"], cli.FINE),
        (["good.py", "--strict"], cli.FINE),
        (["warned.py"], cli.FINE),
        (["warned.py", "--strict"], cli.WRONG),
        (["warned.py", "--strict", "--ignore", "unused-input"], cli.FINE),
        (["warned.py", "--strict", "--ignore", "unused-input:tea.*"], cli.FINE),
        (["warned.py", "--strict", "--ignore", "unused-input:tea.area"], cli.WRONG),
        (["wrong.py"], cli.WRONG),
        (["wrong.py", "--ignore", "unit"], cli.WRONG),
        (["good.py", "wrong.py"], cli.WRONG),
        (["nothing.py"], cli.WRONG),
        (["good.py", "--ignore", "unused"], cli.WRONG),
        ([], cli.USAGE),
        (["good.py", "--lax"], cli.USAGE),
    ],
)
def test_the_exit_code_is_the_verdict(told, arguments, code):
    assert told("--lang", "en", "check", *arguments)[0] == code


def test_one_line_a_finding_names_place_severity_code_key_and_way_out(told):
    _, out, err = told("--lang", "en", "check", "wrong.py")
    unit, unused, counts = out.splitlines()
    assert unit.endswith("error[unit] tea.price: unit 'yuan/kgg': 'kgg' is not known. Did you mean 'kgf'?")
    assert unused == (
        "wrong.py:10: warning[unused-input] tea.yield_: the parameter 'rain' of the formula is never used; drop it, or"
        " write the term that is missing"
    )
    assert counts == "wrong.py: errors 1, warnings 1, notes 0"
    assert err == ""


def test_it_speaks_chinese(told):
    _, out, _ = told("--lang", "zh", "check", "warned.py")
    assert out.splitlines() == [
        "warned.py:10: 警告[unused-input] tea.yield_：公式的参数 'rain' 从未用到；删去它，或补上漏写的项",
        "warned.py：错误 0，警告 1，提示 0",
    ]


def test_json_is_one_report_a_target_and_nothing_else(told):
    code, out, err = told("--lang", "en", "check", "good.py", "wrong.py", "--json")
    good, wrong = json.loads(out)
    assert good == {"name": "good.py", "counts": {"error": 0, "warning": 0, "note": 0}, "findings": []}
    assert wrong["counts"] == {"error": 1, "warning": 1, "note": 0}
    (unused,) = [f for f in wrong["findings"] if f["code"] == "unused-input"]
    assert (unused["severity"], unused["key"], unused["file"], unused["line"]) == (
        "warning",
        "tea.yield_",
        "wrong.py",
        10,
    )
    assert set(unused["message"]) == {"zh", "en"}
    assert (code, err) == (cli.WRONG, "")


def test_notes_that_say_the_same_are_one_line(told, tmp_path):
    rates = "".join(
        f"tea.indicator('r{i}', Text('率{i}', 'Rate {i}'), unit='%', **told | {{'over_time': None, 'over_area': None}})\n"
        for i in range(8)
    )
    Path("rates.py").write_text(GOOD + rates, "utf-8")
    _, out, _ = told("--lang", "en", "check", "rates.py")
    note, counts = out.splitlines()
    assert note.startswith(
        "note[no-direction] tea.r0, tea.r1, tea.r2, tea.r3, tea.r4, tea.r5 and 2 more: it declares no"
    )
    assert counts == "rates.py: errors 0, warnings 0, notes 8"


def test_what_is_not_there_is_one_sentence_with_the_nearest_name(told):
    code, out, err = told("--lang", "en", "check", "peeple")
    assert (code, out) == (cli.WRONG, "")
    assert err.startswith("Error: 'peeple' is no installed plugin and no path. Did you mean 'people'?")


def test_what_the_code_prints_stays_out_of_the_report(told):
    Path("loud.py").write_text(f"print('loading')\n{GOOD}", "utf-8")
    code, out, err = told("--lang", "en", "check", "loud.py", "--json")
    assert json.loads(out)[0]["counts"]["error"] == 0
    assert (code, err) == (cli.FINE, "loading\n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_tells_targets_severities_and_exit_codes(told, language):
    code, out, _ = told("--lang", language, "check", "--help")
    assert code == cli.FINE
    for word in ("TARGET", ".toml", "--strict", "--ignore", "--json"):
        assert word in out
