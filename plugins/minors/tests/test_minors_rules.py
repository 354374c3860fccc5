"""Rule documents: which version is in force when, and which books cannot be."""

import datetime as dt

import pytest

import kaizhou_indicators as ki
from kaizhou_minors import RuleBook, RuleDocument, RuleError, minors, printed_rules, rules_of

# synthetic: no date or version of these documents is public
BOOK = rules_of(
    [
        {
            "title": "出入库标准",
            "version": "试行",
            "valid_from": "2022-03-01",
            "valid_until": "2024-06-30",
            "replaced_by": "正式",
        },
        {"title": "出入库标准", "version": "正式", "valid_from": "2024-07-01"},
        {"title": "评价办法", "valid_from": dt.date(2023, 1, 1), "valid_until": "2023-12-31"},
    ]
)


@pytest.mark.parametrize(
    ("day", "versions"),
    [
        ("2022-02-28", []),
        ("2022-03-01", ["试行"]),
        ("2023-06-01", ["试行", "1"]),
        ("2024-06-30", ["试行"]),
        ("2024-07-01", ["正式"]),
        (dt.date(2030, 1, 1), ["正式"]),
    ],
)
def test_a_day_has_the_versions_of_that_day(day, versions):
    assert [document.version for document in BOOK.in_force(day)] == versions
    assert BOOK.count_in_force(day) == len(versions)


def test_the_life_of_a_book_as_a_count_year_by_year():
    reg = ki.Registry([minors])
    counts = {year: BOOK.count_in_force(f"{year}-12-31") for year in (2021, 2022, 2023, 2024)}
    assert counts == {2021: 0, 2022: 1, 2023: 2, 2024: 1}
    derived = reg.derive(
        {"minors.rule_documents": counts[2023], "minors.rule_documents@2022": 1}, "minors.rule_documents@2022:abs"
    )
    assert derived["minors.rule_documents@2022:abs"].magnitude == 1


def test_the_titles_printed_have_no_dates_and_are_not_counted_in_force():
    assert printed_rules().titles == (
        "未成年人成长风险出入库及管理标准",
        "未成年人家庭监护风险分类推送处置规则",
        "未成年人保护和犯罪预防工作综合评价办法",
    )
    with pytest.raises(RuleError, match="has no valid_from, which is not public; supply it"):
        printed_rules().count_in_force("2024-12-31")


def test_no_dates_are_guessed():
    with pytest.raises(RuleError, match=r"three of twelve titles are public.*supply"):
        rules_of(None)
    with pytest.raises(RuleError, match=r"unexpected keyword argument 'from'.*a version takes title"):
        rules_of([{"title": "办法", "from": "2024-01-01"}])


def old(**values):
    return RuleDocument(
        **{"title": "办法", "version": "旧", "valid_from": "2020-01-01", "valid_until": "2023-12-31", **values}
    )


def new(**values):
    return RuleDocument(**{"title": "办法", "version": "新", "valid_from": "2024-01-01", **values})


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: RuleBook([old(valid_until="2024-01-01"), new()]), "two versions at once; end the earlier one"),
        (lambda: RuleBook([old(valid_until=None), new()]), "holds until further notice and .*two versions at once"),
        (lambda: RuleBook([old(replaced_by="新")]), "replaced by version 新, which is not in the book"),
        (lambda: RuleBook([old(), new(valid_until="2025-12-31", replaced_by="旧")]), "which is not later"),
        (lambda: RuleBook([old(replaced_by="旧")]), "which is not in the book"),
        (lambda: RuleBook([old(), old()]), "version 旧 stands twice"),
        (lambda: RuleBook([old(), new(valid_from=None)]), "has no valid_from and the title has other versions"),
        (lambda: old(valid_until="2019-12-31"), "valid_until 2019-12-31 lies before valid_from 2020-01-01"),
        (lambda: old(valid_from=None), "has valid_until and no valid_from"),
        (lambda: new(replaced_by="旧"), "has no valid_until; give its last day"),
        (lambda: new(valid_from="2024"), "'2024' is no day; write as in 2024-07-01"),
        (lambda: new(valid_from="去年"), "valid_from: "),
        (lambda: RuleDocument(" "), "title is empty"),
    ],
)
def test_a_book_that_cannot_be_is_refused(make, words):
    with pytest.raises(RuleError, match=words):
        make()
