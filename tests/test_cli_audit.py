"""``kaizhou audit``: lists of claims and texts in, findings out; exit codes a pipeline can rely on; every fault with its line."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, cli
from kaizhou_indicators.cli import main

pytest.importorskip("click")


def lake() -> Domain:
    d = Domain("lake", Text("湖", "Lake"))
    d.indicator("tp", Text("总磷", "Total phosphorus"), unit="mg/L")
    d.indicator("visits", Text("游客人次", "Visits"), unit="人次", kind="count", by=("season",))
    d.indicator("state", Text("水质状况", "State"), kind="grade", grades=[Text("优", "good"), Text("差", "poor")])
    d.source("paper", Text("日报", "Daily"), issuer="报社", year=2024)
    d.observe("tp", area="A", period="2024", value=0.05, printed="0.05mg/L", source="paper")
    return d


REGISTRY = ki.Registry([lake()])
FINE = "ref,area,period,printed\nlake.tp,A,2024,0.06mg/L\nlake.tp,A,2023,0.05mg/L\nlake.tp@yoy:pct,A,2024,增长20%\n"
WRONG = FINE.replace("增长20%", "增长120%")


@pytest.fixture
def told(tmp_path, monkeypatch, capfd):
    """Runs the command in a folder; returns exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KAIZHOU_LANG", raising=False)

    def run(*arguments: str, lang="en", text: str | bytes | None = None) -> tuple[int, str, str]:
        if text is not None:
            Path(arguments[0]).write_bytes(text.encode() if isinstance(text, str) else text)
        code = main(["--lang", lang, "audit", *arguments], load=lambda **_: REGISTRY)
        return code, *capfd.readouterr()

    return run


# -- verdicts and exit codes


@pytest.mark.parametrize(("text", "code"), [(FINE, cli.FINE), (WRONG, cli.WRONG)])
def test_the_exit_code_says_whether_figures_contradict(told, text, code):
    exit_code, out, err = told("claims.csv", text=text)
    assert exit_code == code
    assert ("inconsistent" in out) == (code == cli.WRONG)
    assert err.startswith("3 claims; findings: ")


def test_a_finding_names_the_lines_of_its_claims(told):
    _, out, _ = told("claims.csv", text=WRONG)
    (row,) = [line for line in out.splitlines() if line.startswith("inconsistent")]
    assert "lake.tp@yoy:pct" in row
    assert "line 4; line 2; line 3" in row


def test_the_report_speaks_the_language_of_the_call(told):
    _, out, err = told("claims.csv", text=WRONG, lang="zh")
    assert out.startswith("结论")
    assert "第 4 行; 第 2 行; 第 3 行" in out
    assert "表述 3 条" in err


def test_a_list_without_claims_is_fine_and_says_so(told):
    code, out, err = told("claims.csv", text="ref,area,period,printed\n")
    assert (code, out) == (cli.FINE, "")
    assert "there is no claim to audit" in err


# -- the forms of a list

TOML = """\
[[claim]]
ref = "lake.tp"
area = "A"
period = 2024
printed = "0.06mg/L"
source = "lake.paper"
note = { zh = "年均", en = "annual mean" }

[[claim]]
ref = "lake.visits"
area = "A"
period = 2024
printed = "12人次"
by = { season = "春" }

[[claim]]
ref = "lake.visits"
area = "A"
period = 2024
printed = "15人次"
season = "夏"
"""


def test_toml_entries_are_claims_with_dimensions(told):
    code, _, err = told("claims.toml", text=TOML)
    assert code == cli.FINE  # 12 in spring and 15 in summer are no conflict
    assert err.startswith("3 claims")
    code, out, _ = told("claims.toml", text=TOML.replace('season = "夏"', 'season = "春"'))
    assert code == cli.WRONG
    assert "line 9; line 16" in out


def test_columns_may_be_chinese_and_indicators_titles(told):
    text = "指标,地区,时期,公布数\n总磷,A,2024,0.06mg/L\n总磷@yoy,A,2024,0.05mg/L\n总磷@yoy:pct,A,2024,增长90%\n"
    code, out, _ = told("claims.csv", text=text)
    assert code == cli.WRONG
    assert "lake.tp@yoy:pct" in out


def test_a_grade_is_a_label(told):
    text = "ref,area,period,printed\nlake.state,A,2024,good\nlake.state,A,2023,差\n"
    assert told("claims.csv", text=text)[0] == cli.FINE


def test_a_spreadsheet_is_read_and_written(told):
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("fastexcel")
    frame = pl.DataFrame(
        {"ref": ["lake.tp", "lake.tp"], "area": ["A", "A"], "period": [2024, 2024], "printed": ["0.06mg/L", "0.09mg/L"]}
    )
    frame.write_excel("claims.xlsx")
    code, out, err = told("claims.xlsx", "-o", "report.xlsx")
    assert (code, out) == (cli.WRONG, "")
    assert "wrote report.xlsx" in err
    assert pl.read_excel("report.xlsx").item(0, "status") == "inconsistent"


def test_area_and_period_may_be_given_for_all(told):
    text = "ref,printed\nlake.tp,0.06mg/L\nlake.tp@yoy,0.05mg/L\nlake.tp@yoy:pct,增长90%\n"
    assert told("claims.csv", "--area", "A", "--period", "2024", text=text)[0] == cli.WRONG


def test_recorded_figures_count_where_asked(told):
    text = "ref,area,period,printed\nlake.tp,A,2024,0.09mg/L\n"
    assert told("claims.csv", text=text)[0] == cli.FINE
    code, out, _ = told("claims.csv", "--recorded")
    assert code == cli.WRONG
    assert "lake.paper" in out


# -- a text


TEXT = "# 湖区简报\n\n2024年湖区总磷0.06mg/L，同比增长20%。\n2023年湖区总磷为0.05mg/L。\n游客满意率92%。\n"


def test_a_text_is_read_and_audited(told):
    code, out, err = told("brief.md", "--area", "A", "--place", "湖区=A", text=TEXT)
    assert code == cli.FINE
    assert "line 3, character 23; line 3, character 10; line 4, character 11" in out
    assert "1 figures could not be bound" in err
    assert "92%" in err
    assert told("brief.md", "--area", "A", "--place", "湖区=A", text=TEXT.replace("20%", "200%"))[0] == cli.WRONG


def test_an_area_of_a_text_that_is_not_known_is_told(told):
    _, out, err = told("brief.txt", "--area", "A", text="2024年湖区总磷0.06mg/L。")
    assert out == ""
    assert "give it with areas= (--place)" in err or "name it in areas= (--place)" in err


def test_a_text_in_gb18030_is_read_with_a_note(told):
    _, _, err = told("brief.txt", text="2024年总磷0.06mg/L。".encode("gb18030"))
    assert "GB18030" in err
    assert "1 claims" in err


# -- forms of the report


def test_json_holds_the_findings_and_what_was_not_bound(told):
    code, out, _ = told("brief.txt", "--json", "--period", "2024", text="总磷0.06mg/L，同比增长20%，满意率92%。")
    data = json.loads(out)
    assert code == cli.FINE
    assert data["counts"]["undetermined"] == 1
    assert data["findings"][0]["ref"] == "lake.tp@yoy:pct"
    assert [(p["quote"], p["cause"]) for p in data["unbound"]] == [("92%", "between")]


@pytest.mark.parametrize("name", ["r.json", "r.md", "r.html", "r.csv", "r.tsv", "r.parquet"])
def test_the_ending_of_the_output_tells_its_form(told, name):
    code, out, _ = told("claims.csv", "-o", name, text=WRONG)
    assert (code, out) == (cli.WRONG, "")
    data = Path(name).read_bytes()
    assert b"lake.tp" in data
    assert not [p for p in Path().iterdir() if p.name.startswith(".kaizhou")]


def test_markdown_is_a_table(told):
    _, out, _ = told("claims.csv", "--markdown", text=WRONG)
    assert out.startswith("| status | ref |")


def test_markup_of_a_file_reaches_no_report(told):
    text = (
        "ref,area,period,printed,note\nlake.tp,<b>A|x</b>,2024,0.06mg/L,<script>\nlake.tp,<b>A|x</b>,2024,0.09mg/L,\n"
    )
    _, out, _ = told("claims.csv", "--markdown", text=text)
    assert "<" not in out
    told("claims.csv", "-o", "r.html")
    assert b"<b>A" not in Path("r.html").read_bytes()


def test_control_characters_reach_no_terminal(told):
    _, out, err = told("claims.csv", text="ref,area,period,printed\nlake.tp,A,2024,\x1b[31m5\n")
    assert "\x1b" not in out + err


# -- policies


def test_a_policy_file_changes_what_a_word_leaves_open(told):
    text = "ref,area,period,printed\nlake.tp,A,2024,约0.5mg/L\nlake.tp,A,2024,0.53mg/L\n"
    assert told("claims.csv", text=text)[0] == cli.FINE  # 约 is ±10 %
    Path("p.toml").write_text('[words."约"]\nbelow = 0.01\nabove = 0.01\nrelative = true\nfar = true\n', "utf-8")
    code, out, _ = told("claims.csv", "--policy", "p.toml")
    assert code == cli.WRONG
    assert out.splitlines()[1].startswith("inconsistent")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[words."约"]\nbelow = -1\n', ["words.约.below", "-1"]),
        ('[words."约"]\nbelow = nan\nabove = inf\n', ["words.约.below", "words.约.above"]),
        ("[words.\"约\"]\nrelative = 'yes'\n", ["words.约.relative", "true or false"]),
        ('[words."约"]\nbeneath = 1\n', ["beneath", "below"]),
        ('[words]\n"约" = 5\n', ["words.约", "give a table"]),
        ("words = 5\n", ["words", "give a table"]),
        ("zeros = 1\nhalves = true\n", ["zeros", "halves", "exact_counts"]),
        ("[words\n", ["p.toml", "line 1"]),
    ],
)
def test_a_policy_that_is_none_is_refused_with_its_keys(told, text, named):
    Path("p.toml").write_text(text, "utf-8")
    code, out, err = told("claims.csv", "--policy", "p.toml", text=FINE)
    assert (code, out) == (cli.WRONG, "")
    assert [word for word in named if word not in err] == []


# -- faults


FAULTS = """\
ref,area,period,printed,season
lake.tpp,A,2024,0.06mg/L,
lake.tp,A,2024,0.06mg/L,
lake.tp,,2024,0.06mg/L,
lake.tp,A,,0.06mg/L,
lake.tp,A,someday,0.06mg/L,
lake.tp,A,2024,NaN,
lake.tp,A,2024,,
lake.tp,A,2024,0.06mg/L,春
lake.tp@2018:growth,A,2024,5%,
,A,2024,5%,
"""


def test_all_faults_of_a_list_are_told_together_with_their_lines(told):
    code, out, err = told("claims.csv", text=FAULTS)
    assert (code, out) == (cli.WRONG, "")
    assert "claims.csv: 9 faults" in err
    lines = {4: "--area", 5: "--period", 6: "'someday' is no period", 7: "'NaN'", 8: "no printed figure", 9: "'season'"}
    lines |= {2: "Did you mean 'lake.tp'", 10: "'growth' is no change", 11: "no reference"}
    said = dict(line.strip().removeprefix("line ").split(": ", 1) for line in err.splitlines() if "line " in line)
    assert {number: text for number, text in lines.items() if text not in said[str(number)]} == {}
    assert "3" not in said


def test_faults_of_toml_have_lines_too(told):
    code, _, err = told("claims.toml", text=TOML.replace('printed = "15人次"', 'printed = "many"'))
    assert code == cli.WRONG
    assert "line 16: lake.visits: 'many' is no printed figure" in err


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("claims.toml", "[[claim]\n", ["line 1"]),
        ("claims.toml", "[[figure]]\nref = 'x'\n", ["[[claim]]", "figure"]),
        ("claims.toml", "claim = 5\n", ["[[claim]]"]),
        ("claims.csv", "", ["empty"]),
        ("claims.csv", "name,area\nx,A\n", ["'ref'", "name, area"]),
        ("claims.csv", "ref,area,period,printed\nlake.tp,A\n", ["line 2"]),
        ("claims.pdf", "%PDF", [".toml", ".txt"]),
    ],
)
def test_a_file_that_is_no_list_is_refused(told, name, text, named):
    code, out, err = told(name, text=text)
    assert (code, out) == (cli.WRONG, "")
    assert [word for word in named if word not in err] == []


def test_a_missing_file_is_answered_with_the_nearest(told):
    Path("claims.csv").write_text(FINE)
    assert "Did you mean 'claims.csv'" in told("claim.csv")[2]


def test_a_period_that_is_none_is_refused_before_anything_is_read(told):
    code, _, err = told("brief.txt", "--period", "someday", text="总磷0.06mg/L")
    assert code == cli.WRONG
    assert "'someday' is no period" in err


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--json", "--markdown"], "--json"),
        (["--json", "-o", "r.json"], "-o"),
        (["--place", "湖区"], "NAME=CODE"),
        (["--places", "x"], "--place"),
    ],
)
def test_options_that_exclude_each_other_are_a_usage_error(told, options, named):
    code, _, err = told("claims.csv", *options, text=FINE)
    assert code == cli.USAGE
    assert named in err


@pytest.mark.parametrize(("output", "named"), [("claims.csv", "input"), ("r.docx", ".html"), ("no/r.md", "no")])
def test_an_output_that_cannot_be_written_is_refused_before_the_audit(told, output, named):
    code, out, err = told("claims.csv", "-o", output, text=FINE)
    assert (code, out) == (cli.WRONG, "")
    assert named in err
    assert Path("claims.csv").read_text() == FINE


def test_a_huge_list_is_audited(told):
    rows = "".join(f"lake.tp,A{n},2024,0.06mg/L\nlake.tp@yoy,A{n},2024,0.05mg/L\n" for n in range(500))
    code, _, err = told("claims.csv", text="ref,area,period,printed\n" + rows)
    assert code == cli.FINE
    assert err.startswith("1000 claims")
