"""What a page says of an indicator is what the registry says, in the language of the build; nothing comes from elsewhere."""

from __future__ import annotations

import re

import pytest
from pages_domain import river_domain
from sites import built, copied, need_sphinx, text_of

from kaizhou_indicators import Registry

need_sphinx()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_site_with_everything_is_built_without_a_warning(lakes, language):
    assert lakes[language].warnings == []


def test_an_indicator_says_all_there_is_of_it(lakes):
    said = lakes["zh_CN"].part("ind-lake-codmn")
    for part in [
        *("以高锰酸钾为氧化剂测得的耗氧量", "Permanganate index", "CODMn", "mg/L", "水平", "越低越好", "平均", "≥ 0"),
        *(
            "1（四舍六入五成双）",
            "地表水环境质量标准",
            "达标月数",
            "lake.codmn@class_2",
            "限值 4 mg/L",
            "定基：2018",
            "下降10.5%",
        ),
    ]:
        assert part in said


def test_the_same_in_english(lakes):
    said = lakes["en"].part("ind-lake-codmn")
    for part in [
        *("Oxygen consumed, by permanganate", "高锰酸盐指数", "level", "lower", "mean", "1 (half to even)"),
        *("Quality standards for surface water", "Months in line", "limit 4 mg/L", "fixed period 2018"),
    ]:
        assert part in said


def test_a_formula_is_set_as_mathml_with_the_titles_of_its_inputs(lakes):
    html = lakes["zh_CN"].html()
    fraction = re.search(
        r"<math[^>]*>(?:(?!</math>).)*<mfrac>.*?</math>", html.partition('id="ind-lake-share"')[2], re.DOTALL
    )
    assert fraction is not None
    assert [text in fraction[0] for text in ("达标比例", "达标断面数", "监测断面数")] == [True] * 3


def test_published_figures_are_worked_out_with_their_units(lakes):
    said = lakes["zh_CN"].part("ind-lake-share").replace(" ", "")
    assert "算例（公布数：500154，2024年）" in said
    assert "达标断面数：9个" in said
    assert "=75%" in said
    assert said.endswith("公布为75%")


def test_an_example_is_worked_out_with_the_values_given(tmp_path):
    page = "页\n==\n\n.. kz:indicator:: lake.tli\n   :example: chla = 0.0265 mg/L\n\n   作者的话。\n"
    site = built(copied("missing", tmp_path, index=page), language="zh_CN")
    assert site.warnings == []
    said = site.part("ind-lake-tli").replace(" ", "")
    assert "ln26.5" in said  # 0.0265 mg/L in the unit of the formula, mg/m³
    assert "≈60.6" in said  # 60.5898 with the one decimal declared
    assert "作者的话。" in said


@pytest.mark.parametrize(
    ("example", "words"),
    [
        ("chla = 26.5 kg", ["lake.chla", "kg"]),
        ("chla", ["'chla' is no value", "name = value"]),
        ("good = 3", ["lake.chla"]),
        ("chla = 0 mg/m^3", ["lake.tli", "chla"]),
    ],
)
def test_an_example_that_cannot_be_worked_out_is_a_warning_at_its_place(tmp_path, example, words):
    page = f"Page\n====\n\n.. kz:indicator:: lake.tli\n   :example: {example}\n"
    (warning,) = built(copied("missing", tmp_path, index=page)).warnings
    assert "index.rst:4: WARNING" in warning
    assert "[kaizhou.example]" in warning
    assert [word for word in words if word not in warning] == []


def test_a_grade_names_its_grades_and_a_windowed_indicator_its_condition(lakes):
    assert "中营养、富营养" in lakes["zh_CN"].part("ind-lake-grade")
    months = lakes["zh_CN"].part("ind-lake-months")
    assert "由 高锰酸盐指数 逐期得出：计数（各月），一年之内" in months
    assert "≤ 4" in months


def test_a_formula_with_a_setting_names_it(lakes):
    assert "达标线（设定）" in lakes["zh_CN"].part("ind-lake-passed")
    assert "其余" in lakes["zh_CN"].part("ind-lake-passed")
    assert "otherwise" in lakes["en"].part("ind-lake-passed")


def test_a_domain_brings_its_tables(lakes):
    said = text_of(lakes["zh_CN"].html())
    for heading in ("指标", "基准", "设定", "恒等关系", "公布数", "荣誉", "来源", "逐项说明"):
        assert f"{heading} ¶" in said
    assert "监测断面数 ≥ 达标断面数" in said
    assert "美丽河湖 国家级 生态环境部 2024" in said
    assert "作者的话。" in said


def test_tables_are_filtered(lakes, tmp_path):
    table = lakes["zh_CN"].html("tables").partition("<table")[2].partition("</table>")[0]
    assert "lake.share" in table
    assert "lake.codmn" not in table
    page = "P\n=\n\n.. kz:indicators:: lake\n   :kind: shares\n\n.. kz:indicators:: laek\n"
    warnings = built(copied("missing", tmp_path, index=page)).warnings
    assert "kind 'shares' is none of level, count" in warnings[0]
    assert ["Did you mean 'share'" in warnings[0], "Did you mean 'lake'" in warnings[1]] == [True, True]


def test_units_say_what_they_measure(lakes):
    rows = lakes["en"].html("tables").partition("kz-units")[2].partition("</table>")[0]
    assert "mass/length³" in text_of(rows)
    assert "10⁴" in text_of(rows)


def test_sources_say_who_issued_them_and_whether_they_are_official(lakes):
    said = text_of(lakes["zh_CN"].html("tables").partition("kz-sources")[2])
    assert "地表水环境质量标准 lake.standard 环保总局 2002 非官方文件，或所用条文未读" in said
    assert 'href="https://example.org/review"' in lakes["zh_CN"].html("tables")


def test_an_indicator_on_a_page_twice_and_an_unknown_one_are_warnings(tmp_path):
    page = "P\n=\n\n.. kz:indicator:: lake.codmn\n\n.. kz:indicator:: lake.codmn\n\n.. kz:indicator:: lake.codnm\n"
    twice, unknown = built(copied("missing", tmp_path, index=page)).warnings
    assert "lake.codmn is described on this page already" in twice
    assert "Did you mean 'lake.codmn'" in unknown


def test_no_page_loads_anything_from_another_host(lakes):
    loaded = re.compile(
        r"<(?:script|img|iframe|source|video|audio)[^>]*\ssrc=\"([^\"]*)|<link[^>]*\shref=\"([^\"]*)|url\(([^)]*)"
    )
    found = [
        address
        for site in lakes.values()
        for page in site.pages().values()
        for m in loaded.findall(page)
        for address in m
    ]
    assert any("kaizhou.css" in address for address in found)
    assert [address for address in found if "//" in address] == []
    assert not re.search(
        r"//|@import", (lakes["en"].out / "_static" / "kaizhou.css").read_text("utf-8").replace("/*", "")
    )


def test_the_font_lies_beside_the_style_with_its_licence(lakes):
    static = lakes["zh_CN"].out / "_static"
    assert (static / "kaizhou-math.woff2").read_bytes()[:4] == b"wOF2"
    assert "SIL OPEN FONT LICENSE" in (static / "kaizhou-math.LICENSE.txt").read_text("utf-8")


def test_nothing_that_the_registry_says_is_given_to_translators(tmp_path):
    source = copied("lakes", tmp_path)
    built(source, "gettext")
    templates = "".join(path.read_text("utf-8") for path in (source / "_build" / "gettext").glob("*.pot"))
    messages = set(re.findall(r'^msgid "(.+)"', templates, re.MULTILINE))
    assert {"作者的话。", "推导图"} <= messages
    assert [text for text in messages if "汉丰湖" in text or "指标" in text.replace("这个指标", "")] == []


@pytest.mark.parametrize("builder", ["text", "latex", "man"])
def test_other_writers_tell_the_graph_as_a_list(tmp_path, builder):
    site = built(copied("lakes", tmp_path), builder, latex_documents=[("index", "lakes.tex", "L", "A", "manual")])
    written = "".join(path.read_text("utf-8") for path in site.out.rglob("*") if path.suffix in {".txt", ".tex", ".1"})
    assert re.search("达标比例.*由.*达标断面数.*监测断面数.*推导", written.replace("\n", ""))


def test_a_formula_that_cannot_be_read_is_a_warning_and_stands_as_it_is(tmp_path):
    page = "P\n=\n\n.. math:: \\nosuch{a}\n\nFine: :math:`a < b`.\n"
    site = built(copied("missing", tmp_path, index=page))
    assert len(site.warnings) == 1
    assert "[kaizhou.math]" in site.warnings[0]
    assert "<mo>&lt;</mo>" in site.html()


def test_the_directives_and_roles_work_in_markdown_too(tmp_path):
    pytest.importorskip("myst_parser", reason="myst-parser is not installed: pip install 'kaizhou-indicators[docs]'")
    source = copied("missing", tmp_path)
    (source / "index.rst").unlink()
    page = """\
# Lake

See {kz:ind}`lake.codmn` and {kz:ref}`lake.codmn@2018:pct`.

```{kz:domain} lake
:members:

Said by the *author*.
```

```{kz:graph} lake.share
```
"""
    (source / "index.md").write_text(page, "utf-8")
    site = built(source, nitpicky=True, extensions=["myst_parser", "kaizhou_indicators.sphinxext"])
    assert site.warnings == []
    assert "<em>author</em>" in site.html()
    assert "= 75 %" in site.part("ind-lake-share")


def test_one_page_of_everything_keeps_its_links(tmp_path):
    site = built(copied("lakes", tmp_path), "singlehtml")
    assert site.warnings == []
    assert '<a href="#ind-lake-share"><title>lake.share</title>' in site.html()


def test_within_a_note_a_domain_has_headings_and_no_sections(tmp_path):
    page = "P\n=\n\n.. note::\n\n   .. kz:domain:: lake\n"
    site = built(copied("missing", tmp_path, index=page))
    assert site.warnings == []
    assert '<p class="rubric" id="dom-lake-indicators">Indicators</p>' in site.html()


def test_identities_and_baselines_of_every_sort_are_told(tmp_path):
    page = "P\n=\n\n.. kz:domain:: river\n   :members:\n\n.. kz:domain:: rievr\n"
    river = Registry([river_domain()])
    site = built(copied("missing", tmp_path, index=page), kaizhou_registry=lambda: river)
    assert ["no domain 'rievr' is loaded" in warning for warning in site.warnings] == [True]
    said = text_of(site.html())
    left, right, whole = (f"Amount ({name})" for name in ("left", "right", "all"))
    for relation in [
        f"sum {left} + {right} = {whole} (± 0.01)",
        "closed Amount (left_share) + Amount (right_share) = 100 (± 0.1)",
        f"parts Amount (left_share) = {left} / {whole} ; Amount (right_share) = {right} / {whole}",
        f"part Amount (left_share) = {left} / {whole} (± 0.05)",
        f"running {whole} never falls within a year",
        f"stock {left} + {right} − Amount (planned) = {whole}",
        *("The city @city area 500000", "Plan @plan targets of 1 indicators", "Peers @group the median of the peers"),
        *("Before the reform @reform before: the reform", "river.all@plan target: Amount (planned)"),
    ]:
        assert relation in said


def test_a_published_base_is_put_into_the_formula(tmp_path):
    river = Registry([river_domain()])
    page = "P\n=\n\n.. kz:indicator:: river.growth\n"
    said = built(copied("missing", tmp_path, index=page), kaizhou_registry=lambda: river).part("ind-river-growth")
    assert "Amount (all) (the same period of last year) : 40 亿元" in said
    assert "50 亿元 − 40 亿元 40 亿元 = 25 %" in said  # published as 5 十亿元, put in as the indicator has it
