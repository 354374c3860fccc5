"""The command kaizhou: both languages, every exit code, hostile files, and data on standard output only."""

from __future__ import annotations

import ast
import inspect
import io
import json
import string
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import kaizhou_indicators as ki
from kaizhou_indicators import Domain, Text, cli, ln
from kaizhou_indicators.cli import main

click = pytest.importorskip("click")

# click before 8.2 mixes standard error into standard output unless told otherwise
RUNNER = CliRunner(**({"mix_stderr": False} if "mix_stderr" in inspect.signature(CliRunner).parameters else {}))
GRADES = [Text("优", "good"), Text("中", "fair"), Text("差", "poor")]


def toy() -> Domain:
    d = Domain("lake", Text("湖", "Lake"))
    d.source("rule", Text("评价办法", "Rule"), issuer="环保局", year=2011, clause="第3条", official=True)
    d.indicator("chla", Text("叶绿素a", "Chlorophyll a"), unit="mg/m^3", better="lower", aliases=("Chl-a",))
    d.indicator("tp", Text("总磷", "Total phosphorus"), unit="mg/L", decimals=2, over_time="mean", source="rule")
    d.indicator("done", Text("完成投资", "Investment done"), unit="亿元", over_time="sum")
    d.indicator("plan", Text("计划投资", "Planned investment"), unit="亿元", over_time="sum")
    d.indicator("seen", Text("评定", "Verdict"), kind="grade", grades=GRADES)
    d.baseline("limit", title=Text("限值", "Limit"), limits={"tp": "0.05 mg/L"})

    @d.derived("index", Text("指数", "Index"), unit="1", takes={"chla": "mg/m^3"}, source="rule")
    def index(chla):
        return 10 * (2.5 + 1.086 * ln(chla))

    @d.derived("rate", Text("完成率", "Completion rate"), unit="%", decimals=1, rounding="half_up")
    def rate(done, plan):
        return done / plan

    d.windowed("months", Text("达标月数", "Months"), of="tp", how=ki.count_where(lambda c: c <= 0.05), unit="个月")
    d.observe("tp", area="A", period="2018", value=0.04, printed="0.04mg/L", source="lake.rule")
    return d


LAKE_REGISTRY = ki.Registry([toy()])


def load(*, settings=None, **kwargs):
    return ki.Registry([toy()], settings=settings) if settings else LAKE_REGISTRY


class Door(click.Command):
    """Lets click's runner call the real entry point."""

    loader = staticmethod(load)

    def main(self, args, prog_name=None, **extra):
        sys.exit(main(args, load=self.loader))


def run(*arguments, env=None, loader=load, stdin=None):
    door = Door("kaizhou")
    door.loader = loader
    environment = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": "C", "KAIZHOU_LANG": None, "PYTHONIOENCODING": None}
    result = RUNNER.invoke(door, list(map(str, arguments)), env={**environment, **(env or {})}, input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def ok(*arguments, **how):
    result = run(*arguments, **how)
    assert result.exit_code == 0, result.stderr
    return result


def wrong(*arguments, code=1, **how):
    """Run what must fail: a sentence on standard error, no data, no traceback."""
    result = run(*arguments, **how)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.fixture
def file(tmp_path):
    def write(text, name="t.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


LAKE = "area,period,叶绿素a(mg/m³),lake.tp\nA,2018,20,0.04\nA,2024,26.5,0.06\nB,2024,,0.05\n"
MONTHS = "area,period,lake.tp\nA,2024-01,0.04\nA,2024-02,0.06\nA,2023-02,0.05\n"


# -- language


@pytest.mark.parametrize(
    ("arguments", "env", "chinese"),
    [
        ([], {"LANG": "zh_CN.UTF-8"}, True),
        ([], {"LANG": "en_GB.UTF-8"}, False),
        ([], {"LANG": "de_DE.UTF-8"}, False),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "zh_TW"}, True),
        ([], {"LC_ALL": "zh_CN", "KAIZHOU_LANG": "en"}, False),
        (["--lang", "en"], {"KAIZHOU_LANG": "zh"}, False),
        (["--lang=zh"], {"KAIZHOU_LANG": "en"}, True),
    ],
)
def test_language_is_the_option_else_the_variable_else_the_locale(arguments, env, chinese):
    assert ("叶绿素a" in ok(*arguments, "list", env=env).stdout) is chinese
    assert ("退出码" in ok(*arguments, "--help", env=env).stdout) is chinese
    assert ("错误" in wrong(*arguments, "show", "lake.nix", env=env)) is chinese
    assert ("缺少 FILE" in wrong(*arguments, "derive", "-t", "x", code=2, env=env)) is chinese


def test_a_language_that_is_none_is_warned_of_in_english_unless_the_option_says_one():
    result = ok("list", env={"KAIZHOU_LANG": "fr", "LANG": "zh_CN.UTF-8"})
    assert "Note: KAIZHOU_LANG='fr'" in result.stderr
    assert "Chlorophyll a" in result.stdout
    assert ok("--lang", "zh", "list", env={"KAIZHOU_LANG": "fr"}).stderr == ""
    assert ok("list", env={"KAIZHOU_LANG": "zh_CN"}).stderr == ""


def test_help_wins_over_the_order_of_the_options():
    assert "退出码" in ok("--help", "--lang", "zh").stdout


@pytest.mark.parametrize("command", ["plugins", "list", "show", "explain", "derive"])
def test_help_of_every_command_is_in_one_language_and_fits_the_page(command):
    from rich.cells import cell_len

    chinese, english = (ok("--lang", lang, command, "--help").stdout for lang in ("zh", "en"))
    for page in (chinese, english):
        assert max(map(cell_len, page.splitlines())) <= 80
    assert "显示本说明" in chinese
    assert "Show" not in chinese
    assert "Options" not in chinese
    foreign = {c for c in english if "\u4e00" <= c <= "\u9fff"}
    assert foreign <= set("总磷地区时期")


def test_every_text_has_two_languages_with_the_same_gaps():
    from kaizhou_indicators.cli.texts import TEXTS

    for name, text in TEXTS.items():
        assert text.zh, name
        assert text.en, name
        gaps = [{field for _, field, _, _ in string.Formatter().parse(t) if field} for t in (text.zh, text.en)]
        assert gaps[0] == gaps[1], name


def test_every_text_is_used_and_every_text_used_is_there():
    from kaizhou_indicators.cli.texts import TEXTS

    rooms = Path(cli.__file__).parent
    trees = [ast.parse(p.read_text("utf-8")) for p in rooms.glob("*.py") if p.name not in {"texts.py", "helps.py"}]
    said = {
        n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    called = {
        node.args[0].value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (getattr(node.func, "id", "") == "say" or getattr(node.func, "attr", "") == "say")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert called <= set(TEXTS)
    groups = ("finding.", "kind.", "better.", "over.", "rounding.", "change.", "label.")
    assert [name for name in TEXTS if name not in said and not name.startswith(groups)] == []


@given(st.text(alphabet="汉字，。、abc --x（）", max_size=80), st.integers(4, 40))
def test_wrapping_keeps_every_character_and_the_width(text, width):
    from rich.cells import cell_len

    from kaizhou_indicators.cli.front import wrapped

    lines = list(wrapped(text, width))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width or " " not in line for line in lines)


# -- exit codes


def test_no_command_shows_the_help_and_is_a_usage_error():
    assert "Commands:" in wrong(code=2)


def test_version():
    from importlib.metadata import version

    assert ok("--version").stdout.strip() == f"kaizhou {version('kaizhou-indicators')}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lst"], "Did you mean 'list'?"),
        (["list", "--knd", "share"], "Did you mean '--kind'?"),
        (["list", "--kind", "shar"], "level, count, share, rate, index, rank, grade, not 'shar'"),
        (["list", "a", "b"], "not understood: b"),
        (["list", "--kind"], "--kind needs a value"),
        (["list", "--json=x"], "--json takes no value"),
        (["show"], "KEY is missing"),
        (["derive", "x.csv"], "--target is missing"),
        (["derive", "x.csv", "-t", "lake.tp", "-u", "mg"], "'mg' should be written COLUMN=UNIT"),
        (["derive", "x.csv", "-t", "lake.tp", "--rows", "many"], "a whole number"),
        (["derive", "x.csv", "-t", "lake.tp", "--format", "xml"], "table, csv, json, not 'xml'"),
        (["derive", "x.csv", "-t", "lake.tp", "--format", "csv", "-o", "y.csv"], "--reasons"),
        (["--set", "a=1", "--set", "a=2", "list"], "'a' is given twice"),
        (["--lang", "fr", "list"], "zh, en, not 'fr'"),
        (["explain", "lake.index"], "-v KEY=VALUE"),
        (["explain", "lake.index", "-v", "lake.chla=1", "--file", "x.csv"], "exclude each other"),
        (["explain", "lake.index", "-v", "lake.chla=1", "--where", "area=A"], "--where needs --file"),
    ],
)
def test_usage_errors_say_what_is_wrong_and_exit_with_2(arguments, said):
    assert said in wrong(*arguments, code=2)
    chinese = wrong("--lang", "zh", *arguments, code=2) if arguments[:2] != ["--lang", "fr"] else "错误："
    assert "错误：" in chinese


@pytest.mark.parametrize("name", ["click", "rich", "polars"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_its_libraries_the_command_names_the_extra_and_exits_with_3(monkeypatch, capsys, name, lang):
    monkeypatch.setitem(sys.modules, name, None)
    assert main(["--lang", lang, "list"], load=load) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert name in err
    assert "pip install 'kaizhou-indicators[cli]'" in err
    assert ("错误" in err) is (lang == "zh")


def test_importing_the_room_loads_none_of_its_libraries():
    import subprocess

    code = "import sys, kaizhou_indicators.cli; print({'click', 'rich', 'polars'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


@pytest.mark.parametrize(("name", "said"), [("fastexcel", "in.xlsx"), ("xlsxwriter", "out.xlsx")])
def test_without_the_excel_libraries_xlsx_exits_with_3(monkeypatch, tmp_path, file, name, said):
    pl.DataFrame({"area": ["A"], "period": ["2024"], "lake.chla": [1.0]}).write_excel(tmp_path / "in.xlsx")
    monkeypatch.setitem(sys.modules, name, None)
    source = tmp_path / "in.xlsx" if said == "in.xlsx" else file(LAKE)
    message = wrong("derive", source, "-t", "lake.index", "-o", tmp_path / "out.xlsx", code=3)
    assert "kaizhou-indicators[excel]" in message
    assert name in message


def test_a_missing_module_of_a_plugin_is_not_hidden():
    def broken(**_):
        raise ModuleNotFoundError("No module named 'elsewhere'", name="elsewhere")

    with pytest.raises(ModuleNotFoundError):
        run("list", loader=broken)


# -- plugins


def with_failure(**kwargs):
    error = ki.PluginError("it raised ImportError: no tables")
    failure = ki.PluginFailure("mines", "kaizhou-mines 0.2", error)
    if kwargs["strict"]:
        raise ki.RegistrationError("plugins did not load", [error])
    reg = ki.Registry([toy()])
    reg.failures = (failure,)
    return reg


def test_plugins_tells_what_loaded_and_what_did_not():
    found = json.loads(ok("plugins", "--json", loader=with_failure).stdout)
    assert [(p["plugin"], p["indicators"], p["failure"]) for p in found] == [
        ("", 8, None),
        ("mines", 0, "it raised ImportError: no tables"),
    ]
    table = ok("plugins", loader=with_failure).stdout
    assert "not loaded: it raised ImportError: no tables" in table
    assert "lake Lake" in table


def test_plugins_is_an_error_with_strict_only():
    assert run("plugins", loader=with_failure).exit_code == 0
    result = run("--strict", "plugins", loader=with_failure)
    assert result.exit_code == 1
    assert "kaizhou-mines 0.2" in result.stdout


def test_other_commands_note_a_plugin_that_did_not_load_and_refuse_it_with_strict():
    assert "mines" in ok("list", loader=with_failure).stderr
    assert "no tables" in wrong("--strict", "list", loader=with_failure)


def test_options_reach_the_loader():
    asked = {}

    def recording(**kwargs):
        asked.update(kwargs)
        return load()

    run(
        "--only",
        "a",
        "--only",
        "b",
        "--block",
        "c",
        "--strict",
        "--set",
        "x.y=2",
        "--set",
        "x.z=or=",
        "list",
        loader=recording,
    )
    assert asked == {"only": ("a", "b"), "block": ("c",), "strict": True, "settings": {"x.y": 2, "x.z": "or="}}


def load_rule(*, settings=None, **_):
    d = Domain("rule", Text("规则", "Rule"))
    d.setting("target", Text("目标", "Target"), choices=(2, 3))
    d.setting("limit", Text("限值", "Limit"))
    d.indicator("seen", Text("值", "Value"), unit="1")

    @d.derived("over", Text("超出", "Over"), unit="1")
    def over(seen, target):
        return seen - target

    return ki.Registry([d], settings=settings)


def test_an_unset_setting_is_answered_with_the_option():
    message = wrong("explain", "rule.over", "-v", "rule.seen=1", loader=load_rule)
    assert "kaizhou --set rule.target=2 …" in message
    assert "→ -1" in ok("--set", "rule.target=2", "explain", "rule.over", "-v", "rule.seen=1", loader=load_rule).stdout


def test_an_unknown_setting_is_an_error():
    assert "no loaded domain declares it" in wrong("--set", "lake.nix=2", "list")


# -- list and show


def keys(result):
    return [line.split()[0] for line in result.stdout.splitlines()[1:]]


def test_list_finds_by_title_and_filters():
    assert keys(ok("list")) == list(load())
    assert keys(ok("list", "叶绿素")) == ["lake.chla"]
    assert keys(ok("list", "chlorophyll")) == ["lake.chla"]
    assert keys(ok("list", "--kind", "share")) == ["lake.rate"]
    assert keys(ok("list", "--domain", "lake", "--kind", "share", "--kind", "grade")) == ["lake.rate", "lake.seen"]
    assert json.loads(ok("list", "Chl-a", "--json").stdout) == [
        {
            "key": "lake.chla",
            "title": {"zh": "叶绿素a", "en": "Chlorophyll a"},
            "unit": "mg/m^3",
            "kind": "level",
            "better": "lower",
        }
    ]


def test_list_says_when_nothing_fits():
    result = run("list", "chlorophyl b")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Did you mean" in result.stderr
    assert "Did you mean 'lake'?" in wrong("list", "--domain", "lakes")


def test_show_tells_everything():
    shown = ok("show", "lake.tp").stdout
    for part in (
        "总磷",
        "Total phosphorus",
        "mg/L",
        "Rule",
        "第3条",
        "2011",
        "official",
        "lake.months",
        "lake.tp@limit  0.05 mg/L",
        "0.04mg/L",
        "@yoy",
        "@peers.mean",
        "@rank",
    ):
        assert part in shown
    assert "lake.index = 10 * (2.5 + 1.086 * ln(chla))" in ok("show", "lake.index").stdout
    assert "chla = lake.chla (mg/m^3) 叶绿素a" in ok("--lang", "zh", "show", "lake.index").stdout
    assert "优、中、差" in ok("--lang", "zh", "show", "lake.seen").stdout
    assert "count_where(lake.tp <= 0.05) over year of lake.tp" in ok("show", "lake.months").stdout


def test_show_in_chinese_puts_the_word_first_and_the_code_in_brackets():
    shown = ok("--lang", "zh", "show", "lake.tp").stdout
    for part in ("水平（level）", "中性（neutral）", "平均（mean）", "2，四舍六入五成双（half_even）", "增长率（pct）"):
        assert part in shown
    assert "官方文件，所用条文已读" in shown
    assert "1，四舍五入（half_up）" in ok("--lang", "zh", "show", "lake.rate").stdout


def test_show_takes_a_full_title_and_refuses_half_of_one():
    assert ok("show", "总磷").stdout == ok("show", "lake.tp").stdout
    assert "Did you mean 'lake.chla'?" in wrong("show", "叶绿素")


def test_show_as_json_holds_the_record_formula_and_figures():
    data = json.loads(ok("show", "lake.rate", "--json").stdout)
    assert (data["formula"], data["inputs"]["done"]["key"]) == ("done / plan", "lake.done")
    assert data["changes"] == ["pp", "abs"]
    data = json.loads(ok("show", "lake.tp", "--json").stdout)
    assert data["source"]["official"] is True
    assert data["observations"][0]["printed"] == "0.04mg/L"
    assert data["dependants"] == ["lake.months"]
    assert [b["name"] for b in data["baselines"]] == ["limit"]


def test_an_unknown_key_is_answered_with_the_nearest():
    assert "Did you mean 'lake.chla'" in wrong("show", "lake.chlaa")
    assert "not loaded" in wrong("show", "mines.gold")


# -- explain


def test_explain_single_values():
    told = ok("explain", "lake.index", "-v", "lake.chla=26.5 mg/m^3").stdout
    assert "= 10 * (2.5 + 1.086 * ln(chla))" in told
    assert "lake.chla = 26.5 mg/m³" in told
    assert "→ 60.5897918" in told
    assert "source: " in told
    chinese = ok("--lang", "zh", "explain", "lake.index", "-v", "叶绿素a=26.5").stdout
    assert "给定" in chinese
    assert "来源" in chinese


def test_explain_units_lists_and_references():
    data = json.loads(ok("explain", "lake.index", "-v", "lake.chla=0.0265", "-u", "lake.chla=mg/L", "--json").stdout)
    assert data["steps"][-1]["value"] == pytest.approx(60.590, abs=1e-3)
    assert "→ 2 个月" in ok("explain", "lake.months", "-v", "lake.tp=[0.04, 0.05, 0.06]").stdout
    assert "→ -50%" in ok("explain", "lake.tp@2018:pct", "-v", "lake.tp=0.02", "-v", "lake.tp@2018=0.04").stdout


def test_explain_an_undefined_value_tells_why():
    assert "chla" in ok("explain", "lake.index", "-v", "lake.chla=-1").stdout


def test_explain_a_row_of_a_file_with_its_bases(file):
    path = file(LAKE)
    told = ok(
        "explain", "lake.index", "总磷@2018:pct", "--file", path, "--where", "area=A", "--where", "period=2024"
    ).stdout
    assert "lake.tp@2018 = 0.04 mg/L" in told
    assert "→ 50%" in told
    assert "looked up in the table" in told
    assert "→ 60.5897918" in told
    assert "picks 2 rows" in wrong("explain", "lake.index", "--file", path, "--where", "area=A")
    assert "no column 'are'" in wrong("explain", "lake.index", "--file", path, "--where", "are=A")


def test_explain_refuses_what_is_no_value():
    assert "lake.chla" in wrong("explain", "lake.index", "-v", "lake.chla=much")
    assert "lake.chla" in wrong("explain", "lake.index", "-v", "lake.tp=1")


# -- derive: readers


def csv_of(result):
    return pl.read_csv(io.StringIO(result.stdout), infer_schema=False)


def test_derive_appends_the_targets_and_keeps_the_rest(file):
    out = csv_of(ok("derive", file(LAKE), "-t", "lake.index", "-t", "lake.tp@2018:pct", "--format", "csv"))
    assert out.columns == ["area", "period", "叶绿素a(mg/m³)", "lake.tp", "lake.index", "lake.tp@2018:pct"]
    assert out["lake.tp@2018:pct"].to_list()[2] is None
    assert [round(float(v), 3) for v in out["lake.index"].to_list()[:2]] == [57.534, 60.59]


@pytest.mark.parametrize("name", ["t.csv", "t.CSV", "t.tsv", "t.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_encoding_and_ending_reads_alike(file, name, encoding):
    text = LAKE.replace(",", "\t") if name.endswith("tsv") else LAKE
    result = ok("derive", file(text, name, encoding), "-t", "lake.index", "--format", "csv")
    assert csv_of(result).columns[2] == "叶绿素a(mg/m³)"
    assert ("GB18030" in result.stderr) is (encoding == "gb18030")


def test_parquet_and_xlsx_read_like_csv(file, tmp_path):
    frame = pl.DataFrame({"area": ["A", "A"], "period": [2018, 2024], "lake.chla": [20.0, 26.5]})
    frame.write_parquet(tmp_path / "t.parquet")
    frame.write_excel(tmp_path / "t.xlsx", worksheet="湖")
    frame.write_csv(tmp_path / "t.csv")
    wanted = ok("derive", tmp_path / "t.csv", "-t", "lake.chla@2018:abs", "--format", "csv").stdout
    for name in ("t.parquet", "t.xlsx"):
        read = csv_of(ok("derive", tmp_path / name, "-t", "lake.chla@2018:abs", "--format", "csv"))
        assert read.select(pl.all().cast(pl.Float64, strict=False)).equals(
            pl.read_csv(io.StringIO(wanted), infer_schema=False).select(pl.all().cast(pl.Float64, strict=False))
        )
    assert "26.5" in ok("derive", tmp_path / "t.xlsx", "--sheet", "湖", "-t", "lake.chla").stdout
    assert "no sheet '河'. It has 湖" in wrong("derive", tmp_path / "t.xlsx", "--sheet", "河", "-t", "lake.chla")
    assert "only an .xlsx" in wrong("derive", tmp_path / "t.csv", "--sheet", "湖", "-t", "lake.chla")


def test_standard_input_is_csv():
    assert "60.58979" in ok("derive", "-", "-t", "lake.index", "--format", "csv", stdin=LAKE).stdout


def test_text_stays_text(file):
    text = "area,period,code,lake.chla\n001,2024-01,007,1\n002,2024-10,1e3,2\n"
    out = json.loads(ok("derive", file(text), "-t", "lake.index", "--format", "json").stdout)
    assert [(r["area"], r["period"], r["code"], r["lake.chla"]) for r in out] == [
        ("001", "2024-01", "007", 1.0),
        ("002", "2024-10", "1e3", 2.0),
    ]


def test_chinese_key_columns_and_titles(file):
    text = "地区,时期,总磷\nA,2018,0.04\nA,2024,0.06\n"
    out = csv_of(ok("derive", file(text), "-t", "总磷@2018:pct", "--format", "csv"))
    assert float(out["lake.tp@2018:pct"][1]) == pytest.approx(50)
    text = "where,when,总磷\nA,2018,0.04\nA,2024,0.06\n"
    asked = ("-t", "lake.tp@2018:pct", "--format", "csv")
    out = csv_of(ok("derive", file(text), *asked, "--area", "where", "--period", "when"))
    assert float(out["lake.tp@2018:pct"][1]) == pytest.approx(50)
    assert "no column 'were'. Did you mean 'where'?" in wrong("derive", file(text), *asked, "--area", "were")


def test_units_of_columns(file):
    text = "area,period,lake.chla\nA,2024,0.0265\n"
    out = csv_of(ok("derive", file(text), "-t", "lake.index", "-u", "lake.chla=mg/L", "--format", "csv"))
    assert float(out["lake.index"][0]) == pytest.approx(60.590, abs=1e-3)
    assert "Did you mean 'lake.chla'" in wrong("derive", file(text), "-t", "lake.index", "-u", "lake.chl=mg/L")


def test_long_tables(file):
    text = "area,period,indicator,value,unit\nA,2024,叶绿素a,0.0265,mg/L\nA,2024,lake.seen,优,\nA,2018,lake.chla,20,\n"
    out = csv_of(ok("derive", file(text), "--long", "-t", "lake.index", "--format", "csv"))
    assert out.height == 2
    assert float(out["lake.index"][0]) == pytest.approx(60.590, abs=1e-3)
    assert "add --long" in wrong("derive", file(text), "-t", "lake.index")
    bad = text.replace("20,", "zwanzig,")
    assert "line 4: 'zwanzig'" in wrong("derive", file(bad), "--long", "-t", "lake.index")
    assert "no column 'indicator'" in wrong("derive", file(LAKE), "--long", "-t", "lake.index")


def test_grades_read_as_labels_or_positions(file):
    text = "area,period,lake.seen\nA,2024,中\nB,2024,\n"
    assert "中" in ok("derive", file(text), "-t", "lake.seen@prev", "--format", "csv").stdout
    bad = text.replace("中", "坏")
    message = wrong("derive", file(bad), "-t", "lake.seen@prev")
    assert "line 2: '坏'" in message
    assert "known: good, fair, poor" in message
    assert "等级为：优、中、差" in wrong("--lang", "zh", "derive", file(bad), "-t", "lake.seen@prev")


CLASSES = [Text("Ⅰ类", "Class I"), Text("Ⅱ类", "Class II"), Text("Ⅴ类", "Class V"), Text("劣Ⅴ类", "Worse than class V")]


def load_classes(**_):
    d = Domain("river", Text("河", "River"))
    d.indicator("seen", Text("类别", "Class"), kind="grade", grades=CLASSES)
    return ki.Registry([d])


@pytest.mark.parametrize(
    ("written", "label"),
    [("Ⅱ", "Ⅱ类"), ("II", "Ⅱ类"), ("ii", "Ⅱ类"), ("II类", "Ⅱ类"), ("ＩＩ类", "Ⅱ类"), ("Class II", "Class II"), ("class ii", "Ⅱ类"), ("劣V类", "劣Ⅴ类"), ("劣 Ⅴ", "劣Ⅴ类"), ("Ⅴ", "Ⅴ类")],
)  # fmt: skip
def test_grades_are_read_as_people_write_them(file, written, label):
    path = file(f"area,period,river.seen\nA,2023,{written}\nA,2024,Ⅰ类\n")
    out = csv_of(ok("derive", path, "-t", "river.seen@prev", "--format", "csv", loader=load_classes))
    assert out["river.seen"].to_list() == [label, "Ⅰ类"]
    assert out["river.seen@prev"].to_list()[1] in {label, "Ⅱ类"}
    long = file(f"area,period,indicator,value\nA,2023,river.seen,{written}\nA,2024,river.seen,Ⅰ类\n", "l.csv")
    again = csv_of(ok("derive", long, "--long", "-t", "river.seen@prev", "--format", "csv", loader=load_classes))
    assert again["river.seen@prev"].to_list() == out["river.seen@prev"].to_list()


@pytest.mark.parametrize("written", ["类", "Ⅵ", "IIII", "劣", "Class"])
def test_what_is_no_grade_stays_an_error_with_its_line(file, written):
    path = file(f"area,period,river.seen\nA,2023,Ⅰ类\nA,2024,{written}\n")
    assert f"line 3: {written!r}" in wrong("derive", path, "-t", "river.seen@prev", loader=load_classes)


def test_a_table_shows_grades_in_the_language_spoken_and_data_does_not(file):
    path = file("area,period,river.seen\nA,2023,II\nA,2024,劣V\n")
    asked = ("derive", path, "-t", "river.seen@prev")
    english = ok("--lang", "en", *asked, loader=load_classes).stdout
    assert english.count("Class II") == 2
    assert "Worse than class V" in english
    assert "类" not in english
    assert "劣Ⅴ类" in ok("--lang", "zh", *asked, loader=load_classes).stdout
    for form in ("csv", "json"):
        assert "劣Ⅴ类" in ok("--lang", "en", *asked, "--format", form, loader=load_classes).stdout


def test_explain_tells_grades_in_the_language_spoken(file):
    path = file("area,period,river.seen\nA,2023,II\nA,2024,劣V\n")
    asked = ("explain", "river.seen@prev", "--file", path, "--where", "period=2024")
    assert "→ Class II " in ok("--lang", "en", *asked, loader=load_classes).stdout
    assert "→ Ⅱ类 " in ok("--lang", "zh", *asked, loader=load_classes).stdout
    given = ("explain", "river.seen", "-v", "river.seen=ii类")
    assert "→ Class II" in ok("--lang", "en", *given, loader=load_classes).stdout


def test_empty_rows_and_lines_are_left_out_and_lines_still_count(file):
    text = '\n\narea,period,lake.chla,note\nA,2024,1,"two\nlines"\n\n,,,\nB,2024,x,\n'
    assert "line 8: 'x'" in wrong("derive", file(text), "-t", "lake.index")
    out = csv_of(ok("derive", file(text.replace("x", "2")), "-t", "lake.index", "--format", "csv"))
    assert out["area"].to_list() == ["A", "B"]


# -- derive: hostile input


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "t.csv", "looks like PNG"),
        (b"PK\x03\x04rest", "t.csv", "looks like XLSX"),
        (b"area\x00,period\n", "t.csv", "no text table"),
        (b"\xff\xff\xff,\x81\n1,2\n", "t.csv", "neither UTF-8 nor GB18030 (byte 0xFF)"),
        (b"area,period\nA,\x80\x01\n", "t.csv", "line 2"),
        (b"", "t.csv", "is empty"),
        (b"\n \n", "t.csv", "is empty"),
        (b"\xef\xbb\xbf", "t.csv", "is empty"),
        (b"area,period,lake.chla\nA,2024\n", "t.csv", "line 2: 2 cells where the header has 3"),
        (b"area,period,lake.chla\nA,2024,1,2\n", "t.csv", "line 2: 4 cells where the header has 3"),
        (b'area,period,lake.chla\nA,2024,"1\n', "t.csv", "line 2: no CSV"),
        (b"area,period,area\nA,2024,1\n", "t.csv", "line 1: the column 'area' stands twice"),
        (b"area,period,lake.chla\nA,2024,1\nA,2023,x\nB,2024,1 181\n", "t.csv", "column 'lake.chla': line 3: 'x', line 4: '1 181' is no number"),
        (b"area,period,lake.chla\nA,2024,nan\n", "t.csv", "line 2: 'nan'"),
        (b"area,period,lake.chla\nA,2024,1\nB,2024,1\nA,2024,2\n", "t.csv", "line 2, line 4 have the same area=A, period=2024"),
        (b"area,period,lake.chla\nA,2024,1\nA,last year,2\n", "t.csv", "line 3, column 'period': 'last year' is no period"),
        (b"area,period,lake.chlaa\nA,2024,1\n", "t.csv", "'lake.chlaa'. Did you mean 'lake.chla'"),
        (b"area,period,lake.chla,Chl-a\nA,2024,1,1\n", "t.csv", "are both lake.chla"),
        (b"area,period,lake.chla(mg/xyz)\nA,2024,1\n", "t.csv", "xyz"),
        (b"garbage", "t.parquet", "cannot be read as Parquet"),
        (b"garbage", "t.xlsx", "cannot be read as XLSX"),
        (b"garbage", "t.docx", "use one of .csv"),
    ],
)  # fmt: skip
def test_hostile_files_are_answered_with_a_sentence(file, data, name, said):
    path = file(data, name)
    message = wrong("derive", path, "-t", "lake.index")
    assert said in message
    assert str(path) in message
    assert "错误：" in wrong("--lang", "zh", "derive", path, "-t", "lake.index")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (pl.Series("lake.tp", [True, False]), "holds Boolean"),
        (pl.Series("lake.tp", [[1.0], [2.0]]), "holds List"),
        (pl.Series("period", [[2018], [2024]]), "column 'period': [2018]"),
        (pl.Series("note", [[1], [2]]), "--columns keeps"),
    ],
)
def test_columns_of_strange_types(tmp_path, column, said):
    frame = pl.DataFrame({"area": ["A", "A"], "period": [2018, 2024], "lake.tp": [0.1, 0.2]}).with_columns(column)
    frame.write_parquet(tmp_path / "t.parquet")
    assert said in wrong("derive", tmp_path / "t.parquet", "-t", "lake.tp@2018:pct", "--format", "csv")


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_numbers_that_are_none_print_and_derive_nothing(tmp_path, form):
    frame = pl.DataFrame({"area": ["A", "B"], "period": [2018, 2018], "lake.chla": [float("nan"), float("inf")]})
    frame.write_parquet(tmp_path / "t.parquet")
    assert ok("derive", tmp_path / "t.parquet", "-t", "lake.index", "--format", form).stdout


def test_a_spreadsheet_with_an_empty_column_says_nothing_of_types(tmp_path):
    frame = pl.DataFrame({"area": ["A"], "period": [2024], "lake.chla": [1.0], "lake.tp": [None]})
    frame.write_excel(tmp_path / "t.xlsx")
    assert ok("derive", tmp_path / "t.xlsx", "-t", "lake.index").stderr == ""


def test_output_in_a_narrow_encoding_is_escaped_and_no_traceback():
    import os
    import subprocess

    code = "import sys; from kaizhou_indicators.cli import main; sys.exit(main(['--lang', 'zh', '--help']))"
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert b"--lang" in done.stdout


def test_files_that_are_not_there(file, tmp_path):
    file(LAKE, "lake.csv")
    assert "Did you mean 'lake.csv'?" in wrong("derive", tmp_path / "lak.csv", "-t", "lake.index")
    assert "does not exist" in wrong("derive", tmp_path / "no" / "lake.csv", "-t", "lake.index")
    (tmp_path / "d.csv").mkdir()
    for directory in (tmp_path / "d.csv", tmp_path):
        assert "is a directory" in wrong("derive", directory, "-t", "lake.index")


def test_a_target_that_is_none(file):
    path = file(LAKE)
    assert "Did you mean 'lake.index'" in wrong("derive", path, "-t", "lake.indx")
    assert "no baseline 'limt'" in wrong("derive", path, "-t", "lake.tp@limt")
    assert "'pc' is no change" in wrong("derive", path, "-t", "lake.tp@2018:pc")
    assert "is no key" in wrong("derive", path, "-t", "不存在")


def test_a_bad_column_that_no_target_needs_is_no_fault(file):
    text = "area,period,lake.chla,lake.tp\nA,2024,1,n/a\n"
    assert "n/a" in ok("derive", file(text), "-t", "lake.index", "--format", "csv").stdout


def test_null_texts(file):
    text = "area,period,lake.chla\nA,2024,—\nB,2024,1\n"
    assert "'—'" in wrong("derive", file(text), "-t", "lake.index")
    out = csv_of(ok("derive", file(text), "-t", "lake.index", "--null", "—", "--format", "csv"))
    assert out["lake.index"].null_count() == 1


@pytest.mark.parametrize("cell", ["<0.02", "＜0.02", "≤0.02", "0.02L", "ND", "未检出"])
def test_a_value_below_detection_needs_a_decision(file, cell):
    path = file(f"area,period,lake.chla\nA,2024,{cell}\n")
    message = wrong("derive", path, "-t", "lake.index")
    for part in ("half the limit, zero, or missing", f"--null {cell!r}", f"line 2: {cell!r}"):
        assert part in message
    assert "mend it" not in message
    assert "检出限的一半" in wrong("--lang", "zh", "derive", path, "-t", "lake.index")
    both = file(f"area,period,lake.chla\nA,2024,{cell}\nB,2024,much\n")
    assert "mend it" in wrong("derive", both, "-t", "lake.index")
    assert "half the limit" not in wrong("derive", file("area,period,lake.chla\nA,2024,12Land\n"), "-t", "lake.index")


def test_a_header_without_rows_derives_no_rows(file):
    result = ok(
        "derive", file("area,period,lake.chla\n"), "-t", "lake.index", "-t", "lake.chla@yoy:pct", "--format", "csv"
    )
    assert result.stdout == "area,period,lake.chla,lake.index,lake.chla@yoy:pct\n"


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=60), st.sampled_from(["csv", "tsv", "parquet", "xlsx"]))
def test_no_bytes_make_a_traceback(tmp_path_factory, data, ending):
    path = tmp_path_factory.mktemp("bytes") / f"t.{ending}"
    path.write_bytes(data)
    wrong("derive", path, "-t", "lake.index")


# -- derive: results


INVEST = "area,period,lake.done,lake.plan\nA,2024,1,8\nB,2024,2,3\nC,2024,1,0\n"


def test_a_table_is_rounded_and_csv_and_json_are_not(file):
    path = file(INVEST)
    table = ok("derive", path, "-t", "lake.rate").stdout
    assert "12.5" in table
    assert "66.7" in table
    assert "66.66" not in table
    full = [12.5, pytest.approx(200 / 3, rel=1e-15), None]
    assert [
        r["lake.rate"] for r in json.loads(ok("derive", path, "-t", "lake.rate", "--format", "json").stdout)
    ] == full
    out = pl.read_csv(io.StringIO(ok("derive", path, "-t", "lake.rate", "--format", "csv").stdout))
    assert out["lake.rate"].to_list() == full


@pytest.mark.parametrize(
    ("value", "decimals", "rounding", "text"),
    [(2.5, 0, "half_even", "2"), (2.5, 0, "half_up", "3"), (0.125, 2, "half_even", "0.12"), (1.005, 2, "half_up", "1.01"), (1e22, 1, "half_even", "10000000000000000000000.0"), (-0.04, 1, "half_up", "-0.0")],
)  # fmt: skip
def test_rounding_follows_the_indicator(value, decimals, rounding, text):
    from kaizhou_indicators.cli.screen import Precision, column_texts

    assert column_texts([value], Precision(decimals, ki.Indicator("a.b", "x", rounding=rounding).rounding)) == [text]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False) | st.none()))
def test_a_column_has_one_number_of_decimals_and_keeps_six_digits(values):
    from kaizhou_indicators.cli.screen import NOTHING, column_texts

    texts = column_texts(values)
    assert len({len(text.partition(".")[2]) for text in texts if text != NOTHING}) <= 1
    for value, text in zip(values, texts, strict=True):
        assert text == NOTHING if value is None else float(text) == pytest.approx(value, rel=1e-5)


def test_what_the_caller_gave_is_not_rounded(file):
    text = "area,period,lake.tp,lake.rate\nA,2018,0.0456,9.44\nA,2024,0.05,10\n"
    table = ok("derive", file(text), "-t", "lake.tp@2018", "-t", "lake.rate@2018", "-t", "lake.tp@limit")
    assert [line.split()[2:6] for line in table.stdout.splitlines() if line.startswith("A ")] == [
        ["0.0456", "9.44", "0.0456", "9.44"],
        ["0.0500", "10.00", "0.0456", "9.44"],
    ]


def test_derived_values_and_changes_in_percent_are_rounded_and_line_up(file):
    text = "area,period,lake.done,lake.plan\nA,2018,1,8\nA,2024,2,3\n"
    targets = ("lake.rate", "lake.rate@2018", "lake.rate@2018:pp", "lake.done@2018:pct", "lake.done@2018:share")
    table = ok("derive", file(text), *(word for target in targets for word in ("-t", target)))
    rows = [line for line in table.stdout.splitlines() if line.startswith("A ")]
    assert [row.split()[4:] for row in rows] == [
        ["12.5", "12.5", "0.0", "0.0", "100.0"],
        ["66.7", "12.5", "54.2", "100.0", "200.0"],
    ]
    assert len({len(row) for row in rows}) == 1


@given(st.floats())
def test_every_number_has_a_text_near_it(value):
    from kaizhou_indicators.cli.screen import number_text

    text = number_text(value)
    assert "e" not in text
    assert float(text) == pytest.approx(value, rel=1e-5, nan_ok=True)


def test_chinese_columns_line_up(file):
    from rich.cells import cell_len

    lines = ok("--lang", "zh", "list").stdout.splitlines()
    starts = {cell_len(line[: line.index(mark)]) for line in lines for mark in ("mg/m^3", "亿元") if mark in line}
    assert len(starts) == 1


def test_piped_output_is_plain_and_never_broken(file):
    text = f"area,period,lake.chla,note\nA,2024,1,{'long ' * 60}\nB,2024,1,\x1b[31mred\n"
    for form in ("table", "csv"):
        result = ok(
            "derive", file(text), "-t", "lake.index", "--format", form, env={"FORCE_COLOR": "1", "COLUMNS": "20"}
        )
        assert ("\x1b" in result.stdout) is (form == "csv")  # data is data; a terminal is not steered by it
        assert ("long " * 60).strip() in result.stdout


def test_a_terminal_gets_a_table_that_fits(monkeypatch, capsys):
    from kaizhou_indicators.cli.screen import Column, print_table

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("TERM", "xterm")
    print_table([Column("a"), Column("b", numeric=True)], [["很长" * 20, "1"]])
    assert "\x1b[" in screen.getvalue()
    assert len(screen.getvalue().splitlines()) > 3


def test_long_tables_are_cut_with_a_note(file):
    path = file("area,period,lake.chla\n" + "".join(f"A,{y},1\n" for y in range(1900, 2000)))
    result = ok("derive", path, "-t", "lake.index")
    assert len(result.stdout.splitlines()) < 60
    assert "50 more rows" in result.stderr
    result = ok("derive", path, "-t", "lake.index", "--rows", "0")
    assert result.stderr == ""
    assert result.stdout.count("25") >= 100


def test_columns_kept(file):
    out = csv_of(ok("derive", file(LAKE), "-t", "lake.index", "--columns", "area, period", "--format", "csv"))
    assert out.columns == ["area", "period", "lake.index"]
    assert "Did you mean 'area'?" in wrong("derive", file(LAKE), "-t", "lake.index", "--columns", "aera")


def test_count_of_periods_keeps_its_n(file):
    out = csv_of(ok("derive", file(MONTHS), "-t", "lake.months", "--columns", "area", "--format", "csv"))
    assert out.columns == ["area", "lake.months", "lake.months#of"]


@pytest.mark.parametrize("ending", ["csv", "tsv", "parquet", "json", "xlsx"])
def test_written_files_hold_full_values(file, tmp_path, ending):
    path = tmp_path / f"out.{ending}"
    path.write_text("old")
    result = ok("derive", file(INVEST), "-t", "lake.rate", "-o", path)
    assert result.stdout == ""
    assert "3 rows" in result.stderr
    read = {
        "csv": pl.read_csv,
        "tsv": lambda p: pl.read_csv(p, separator="\t"),
        "parquet": pl.read_parquet,
        "json": pl.read_json,
        "xlsx": pl.read_excel,
    }[ending](path)
    assert read["lake.rate"].to_list() == [12.5, pytest.approx(200 / 3, rel=1e-15), None]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_output_that_cannot_be_written(file, tmp_path):
    path = file(INVEST)
    assert "use one of .csv" in wrong("derive", path, "-t", "lake.rate", "-o", tmp_path / "out.doc")
    assert "is the input" in wrong("derive", path, "-t", "lake.rate", "-o", path)
    message = wrong("derive", path, "-t", "lake.rate", "-o", tmp_path / "no" / "out.csv")
    assert f"the directory {str(tmp_path / 'no')!r} does not exist" in message
    assert "is a directory" in wrong("derive", path, "-t", "lake.rate", "-o", tmp_path)
    (tmp_path / "out.csv").mkdir()
    assert "is a directory" in wrong("derive", path, "-t", "lake.rate", "-o", tmp_path / "out.csv")
    assert path.read_text("utf-8") == INVEST


def test_reasons(file, tmp_path):
    path = file(INVEST)
    result = ok("derive", path, "-t", "lake.rate", "--reasons", "--format", "csv")
    assert csv_of(result).height == 3
    assert "line 4 (C, 2024): lake.rate: " in result.stderr
    result = ok("derive", path, "-t", "lake.rate", "--reasons", "--format", "json", "-o", tmp_path / "out.csv")
    (reason,) = json.loads(result.stdout)
    assert (reason["row"], reason["line"], reason["area"], reason["target"]) == (2, 4, "C", "lake.rate")
    table = ok("derive", path, "-t", "lake.rate", "--reasons", "-o", tmp_path / "out.csv").stdout
    assert "line 4" in table
    assert "no result is null" in ok("derive", file(LAKE), "-t", "lake.tp", "--reasons").stderr


# -- progress


@pytest.mark.parametrize(("size", "terminal", "shown"), [(10**7, True, True), (10, True, False), (10**7, False, False)])
def test_progress_is_for_long_work_on_a_terminal(monkeypatch, size, terminal, shown):
    from kaizhou_indicators.cli.progress import stages

    class Stream(io.StringIO):
        def isatty(self):
            return terminal

    monkeypatch.setenv("TERM", "xterm")
    stream = Stream()
    with stages(2, size=size, stream=stream) as begin:
        begin("reading")
        begin("writing")
    assert ("writing" in stream.getvalue()) is shown


# -- with the plugin as installed


@pytest.fixture(scope="module")
def water():
    reg = ki.load()
    if "water" not in reg.domains:
        pytest.fail(f"the plugin kaizhou-water is not installed or did not load: {[str(f) for f in reg.failures]}")


@pytest.mark.usefixtures("water")
def test_installed_plugin_end_to_end(file):
    shown = ok("plugins", loader=None).stdout
    assert "kaizhou-water" in shown
    assert "高锰酸盐指数" in ok("--lang", "zh", "--only", "water", "list", "高锰酸盐", loader=None).stdout
    text = "area,period,高锰酸盐指数(mg/L)\n汉丰湖,2018,3.8\n汉丰湖,2024,3.4\n"
    out = ok("derive", file(text), "-t", "water.codmn@2018:pct", "--format", "json", loader=None).stdout
    assert json.loads(out)[1]["water.codmn@2018:pct"] == pytest.approx(-10.526, abs=1e-3)
    assert "Installed:" in wrong("--only", "nix", "list", loader=None)
