"""No personal data: which headings are refused, in any table, and which counts are let through."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_minors import COLUMNS, PersonalDataError, read_months, refuse_personal_data, register_of
from kaizhou_minors.privacy import tells_of_person

PERSONAL = {
    "a name": "姓名 儿童姓名 监护人姓名 孩子名字 name child_name GuardianName full_name xm xingming",
    "an identity number": "身份证 身份证号 公民身份号码 证件号码 学籍号 id_card IDNumber id_no child_id sfzh passport",
    "a telephone or account": "电话 联系电话 监护人电话 手机号 手机号码 联系方式 微信号 phone phone_number mobile sjh lxdh",
    "a date of birth": "出生日期 出生年月 生日 birthdate date_of_birth BirthDate dob csrq",
    "a home address": "住址 家庭住址 家庭地址 home_address",
    "a picture of a person": "照片 人脸图像 photo",
}
COUNTS = (
    "地区 时期 等级 电话举报量 热线电话受理数 手机成瘾预警数 出生人口 身份信息核查数 镇街名称 学校名称 area town_name unit_name "
    "level_name phone_reports births birth_rate number year date entries valid_from idle name_of_town warned minors.stock"
)


@pytest.mark.parametrize(("what", "heading"), [(w, h) for w, hs in PERSONAL.items() for h in hs.split()])
def test_a_heading_about_a_person_is_refused(what, heading):
    assert tells_of_person(heading) == what
    with pytest.raises(PersonalDataError, match="drop it and hand in counts"):
        refuse_personal_data([heading])


@pytest.mark.parametrize("heading", [*COUNTS.split(), *COLUMNS, *(title.zh for title in COLUMNS.values())])
def test_a_count_is_let_through(heading):
    refuse_personal_data([heading])


@given(st.text("儿童监护人（）表_ ", max_size=6), st.text("（）拼音_ ", max_size=3))
def test_whatever_stands_around_a_name_it_is_refused(before, after):
    assert tells_of_person(f"{before}姓名{after}") == "a name"


@pytest.mark.parametrize(
    "heading", ["联系人（电话）", "电话（家长）", "  身 份 证 号 ", "ＮＡＭＥ", "child.birth_date"]
)
def test_brackets_blanks_and_widths_hide_nothing(heading):
    assert tells_of_person(heading)


FRAME = {"area": ["甲镇"], "监护人电话": ["13800000000"], "date_of_birth": ["2010-01-01"]}


@pytest.mark.parametrize("kind", ["mapping", "polars", "lazy", "pandas", "arrow", "columns"])
def test_any_table_is_looked_at_by_its_headings(kind):
    frame = pl.DataFrame(FRAME)
    if kind == "pandas":
        table = pytest.importorskip("pandas").DataFrame(FRAME)
    elif kind == "arrow":
        table = pytest.importorskip("pyarrow").table(FRAME)
    else:
        table = {"mapping": FRAME, "polars": frame, "lazy": frame.lazy(), "columns": list(FRAME)}[kind]
    with pytest.raises(PersonalDataError) as caught:
        refuse_personal_data(table)
    assert "2 faults" in str(caught.value)
    assert "13800000000" not in str(caught.value)


def test_a_table_is_never_executed_for_its_headings():
    class Relation:
        columns = ("area", "姓名")

        def __iter__(self):
            raise AssertionError

    with pytest.raises(PersonalDataError, match="'姓名' tells a name"):
        refuse_personal_data(Relation())


def test_what_has_no_columns_is_not_let_through():
    for thing in ("姓名", 7, None):
        with pytest.raises(PersonalDataError, match="has no columns to look at"):
            refuse_personal_data(thing)


def test_a_register_month_with_persons_is_refused_before_its_rows_are_read():
    register = register_of(
        {"title": "虚构", "levels": ["低"], "entry": ["入"], "exit": ["出"], "routes": {"低": "村社区"}}
    )
    rows = [{**dict.fromkeys(COLUMNS, "不是数"), "儿童姓名": "某某"}]
    with pytest.raises(PersonalDataError) as caught:
        read_months(rows, register)
    assert "某某" not in str(caught.value)
    with pytest.raises(PersonalDataError, match="儿童姓名"):
        read_months(pl.DataFrame(rows), register)
