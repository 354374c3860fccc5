"""The distribution as a plugin: the library's own check, discovery by entry point, titles, sources, units and directions."""

import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_indicators.testing import check_domain
from kaizhou_party import kaizhou_domains, party

REG = ki.Registry([party])


def test_the_domain_passes_the_library_s_own_check():
    check_domain(party)


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [party]


def test_the_plugin_is_found_by_its_entry_point():
    assert set(ki.load(only=["party"], strict=True)) == set(REG)


def test_every_indicator_is_defined_in_both_languages_and_has_a_source():
    bare = [k for k, i in REG.items() if not (i.definition.zh and i.definition.en and REG.source_of(i))]
    assert not bare


@pytest.mark.parametrize(
    ("name", "unit", "kind", "better", "valid"),
    [
        ("report_grade", "1", "grade", "higher", None),
        ("a_share", "%", "share", "higher", (0, 100)),
        ("problem_score_rank", "位", "rank", "lower", (1, None)),
        ("top10_quarters", "个季度", "count", "higher", (0, 4)),
        ("loop_completion", "%", "share", "higher", (0, 100)),
        ("plan_targets_met", "%", "share", "higher", (0, 100)),
    ],
)
def test_the_indicators_of_the_catalogue(name, unit, kind, better, valid):
    indicator = REG[f"party.{name}"]
    assert (indicator.unit, indicator.kind, indicator.better, indicator.valid) == (unit, kind, better, valid)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("八张报表A档占比", "party.a_share"),
        ("八张问题清单得分位次", "party.problem_score_rank"),
        ("闭环完成率", "party.loop_completion"),
        ("计划指标完成率", "party.plan_targets_met"),
        ("逐季攀升", "party.a_share_rising"),
    ],
)
def test_people_find_them_by_the_words_of_the_reports(words, key):
    assert key in [indicator.key for indicator in REG.find(words)]


def test_the_scale_knows_only_the_grade_that_a_text_names():
    assert [label.zh for label in REG["party.report_grade"].grades] == ["A档", "A档以下"]


def test_a_share_changes_in_points_and_a_place_in_places():
    table = {"party.a_share": 58.33, "party.a_share@prev": 50}
    rise = REG.derive(table, "party.a_share@prev:pp")["party.a_share@prev:pp"]
    assert rise.magnitude == pytest.approx(8.33)
    with pytest.raises(ki.KaizhouError, match="个百分点"):
        REG.derive(table, "party.a_share@prev:pct")
    with pytest.raises(ki.KaizhouError, match="distances between ranks have no ratio"):
        REG.derive(
            {"party.problem_score_rank": 3, "party.problem_score_rank@prev": 12}, "party.problem_score_rank@prev:pct"
        )


def test_the_example_of_the_readme_prints_what_it_says(capsys):
    text = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    exec(text.partition("```python\n")[2].partition("```")[0], {})
    printed = capsys.readouterr().out
    assert "no whole number of 8 prints as 58.33 %" in printed
    assert "6 of 20 open: ('五制/责任', '五制/督查')" in printed
    assert "{'甲镇': 1, '乙镇': -1, '丙街道': -1}" in printed


def test_the_ledger_names_what_is_there():
    root = Path(__file__).parents[1]
    ledger = tomllib.loads((root / "ledger.toml").read_text("utf-8"))
    rows = ledger["figure"] + ledger["mechanism"]
    figures = {(o.key, o.period) for o in REG.observations}
    assert all((row["key"], row["period"]) in figures for row in ledger["figure"] if "key" in row)
    assert not [key for row in rows for key in row.get("keys", []) if key not in REG]
    records = [row["record"].split(":") for row in rows if "record" in row]
    assert all(hasattr(import_module(module), name) for module, name in records)
    tests = [row["test"].split("::") for row in rows if "test" in row]
    assert all(f"def {name}(" in (root / "tests" / Path(path).name).read_text("utf-8") for path, name in tests)
    assert all(row.keys() & {"test", "configuration"} for row in rows)
