"""Whatever stands in a text is found by any part of it: what a query asks for is among what the text is found by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaizhou_indicators.sphinxext.splitting import CHINESE, index_terms, query_terms

CHARACTERS = st.sampled_from("汉丰湖高锰酸盐指数亩均论英雄百分点〇々𠮷")
TEXTS = st.text(st.one_of(CHARACTERS, st.sampled_from("abZ09_ ,。、Ⅲ³")), max_size=30)


@given(st.text(CHARACTERS, min_size=1, max_size=12), st.data())
def test_a_chinese_text_is_found_by_each_of_its_parts(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert set(query_terms(text[start:end])) <= set(index_terms(text))


@given(TEXTS, TEXTS)
def test_a_text_is_found_by_itself_wherever_it_stands_between_marks(text, other):
    assert set(query_terms(text)) <= set(index_terms(f"{other}。{text}，{other}"))


@given(TEXTS)
def test_every_letter_and_digit_of_a_text_is_in_some_term(text):
    kept = {sign for term in index_terms(text) for sign in term}
    assert kept == {sign for sign in text if sign.isalnum() or sign == "_" or sign in "々〇"}


@given(st.text(max_size=30))
def test_any_text_can_be_cut(text):
    assert all(term and not any(sign.isspace() for sign in term) for term in index_terms(text) + query_terms(text))


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("高锰酸盐指数", ["高锰", "锰酸", "酸盐", "盐指", "指数"]),
        ("湖", ["湖"]),
        ("Ⅲ类", ["Ⅲ", "类"]),
        ("mg/L", ["mg", "L"]),
        ("tli_chla", ["tli_chla"]),
        ("汉丰湖。归雁", ["汉丰", "丰湖", "归雁"]),  # no pair across a full stop
        ("", []),
    ],
)
def test_queries(text, terms):
    assert query_terms(text) == terms


def test_the_ranges_do_not_meet_each_other_or_latin():
    ends = [end for pair in CHINESE for end in pair]
    assert ends == sorted(ends)
    assert ends[0] > ord("ÿ")
