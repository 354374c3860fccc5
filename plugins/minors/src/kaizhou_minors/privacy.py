"""No personal data: every test of whether a table speaks of persons lives here, and reads column names only.

A table of this domain holds counts. A column of names, numbers of identity papers, telephones, dates of birth or home
addresses is refused before a single row is read; values are never looked at, so none can turn up in a message.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from .errors import PersonalDataError, refuse

#: what a heading tells of a person -> Chinese wording
_CHINESE: Mapping[str, re.Pattern[str]] = {
    "a name": re.compile(r"姓名|名字$|^(父亲|母亲|当事人|联系人)$"),
    "an identity number": re.compile(r"身份证(号|号码)?$|身份(证)?号|证件号|证件编号|学籍号|户口(簿|本)号|护照号?$"),
    "a telephone or account": re.compile(r"(电话|手机)(号|号码)?$|联系方式|微信号?$|qq号?$|邮箱$|银行卡"),
    "a date of birth": re.compile(r"出生(日期|年月|年月日|时间)|生日$|出生日$"),
    "a home address": re.compile(r"住址|家庭地址|居住地址|门牌"),
    "a picture of a person": re.compile(r"照片|人脸|指纹"),
}
#: the same in English words and in the initials that tables of Chinese offices use
_WORDS: Mapping[str, frozenset[str]] = {
    "a name": frozenset(
        {"name", "names", "surname", "forename", "firstname", "lastname", "fullname", "xingming", "xm"}
    ),
    "an identity number": frozenset(
        {"idcard", "idnumber", "idno", "identity", "ssn", "passport", "sfz", "sfzh", "sfzhm", "zjhm"}
    ),
    "a telephone or account": frozenset(
        {"phone", "telephone", "tel", "mobile", "cellphone", "email", "wechat", "qq", "lxdh", "sjh", "sjhm"}
    ),
    "a date of birth": frozenset({"birthdate", "birthday", "dob", "birth", "birthyear", "csrq"}),
    "a home address": frozenset({"address", "residence", "jtzz"}),
    "a picture of a person": frozenset({"photo", "portrait", "fingerprint"}),
}
_PERSONS = frozenset({"child", "minor", "guardian", "parent", "person", "student", "pupil", "national", "citizen"})
_PAPERS = frozenset({"card", "number", "no", "num"})
#: words after which a name, number or address is that of a place or thing
_THINGS = frozenset(
    {"area", "unit", "level", "town", "street", "township", "district", "county", "city", "province", "village"}
    | {"community", "school", "rule", "indicator", "file", "document", "column", "department", "office", "agency"}
    | {"institution", "organisation", "organization", "category", "period"}
)
#: words that add nothing to what a heading tells: phone_number is a phone
_LABELS = frozenset({"no", "number", "num", "date", "year", "of", "the", "text"})


def refuse_personal_data(frame: Any) -> None:
    """Refuse a table with columns about persons: names, identity numbers, telephones, dates of birth, addresses.

    Args:
        frame: any table with columns (polars eager or lazy, pandas, pyarrow, DuckDB, PySpark), a mapping by column, or
            the column names in a row. Only the headings are read, never a value.

    Raises:
        PersonalDataError: all such columns, each with what it tells.

    >>> refuse_personal_data(["area", "period", "level", "opening", "电话举报量"])
    >>> refuse_personal_data(["area", "儿童姓名", "guardian_phone"])
    Traceback (most recent call last):
    ...
    kaizhou_minors.errors.PersonalDataError: table: 2 faults
      1. column '儿童姓名' tells a name; drop it and hand in counts by area, period and level
      2. column 'guardian_phone' tells a telephone or account; drop it and hand in counts by area, period and level
    """
    told = {column: what for column in columns_of(frame) if (what := tells_of_person(column))}
    refuse(
        PersonalDataError,
        "table",
        [f"column {c!r} tells {w}; drop it and hand in counts by area, period and level" for c, w in told.items()],
    )


def tells_of_person(column: str) -> str | None:
    """Say what a heading tells of a person; None where it tells nothing.

    >>> tells_of_person("监护人身份证号"), tells_of_person("DateOfBirth"), tells_of_person("town_name")
    ('an identity number', 'a date of birth', None)
    """
    plain = unicodedata.normalize("NFKC", column).strip()
    bare = re.sub(r"[\s_]", "", plain).casefold()
    readings = [re.sub(r"\(.*?\)", "", bare), *re.split(r"[()]", bare)]  # 联系人(电话) and 电话(家长) both tell
    found = next((what for what, p in _CHINESE.items() if any(p.search(reading) for reading in readings)), None)
    return found or _in_words(_words(plain))


def columns_of(frame: Any) -> tuple[str, ...]:
    """Return the column names of a table without reading its rows.

    Raises:
        PersonalDataError: it has no columns that can be read, so nothing can be said of it.
    """
    if hasattr(frame, "collect_schema"):  # lazy tables warn when asked for .columns
        names: Iterable[Any] = frame.collect_schema().names()
    elif isinstance(frame, Mapping):
        names = frame.keys()
    elif hasattr(frame, "column_names"):  # pyarrow: .columns holds the values
        names = frame.column_names
    else:
        names = getattr(frame, "columns", frame)
    if isinstance(names, str) or not isinstance(names, Iterable):
        msg = f"table: a {type(frame).__name__} has no columns to look at; hand in a data frame or its column names"
        raise PersonalDataError(msg)
    return tuple(map(str, names))


def _words(heading: str) -> list[str]:
    parts = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return re.findall(r"[a-z]+", parts.casefold())


def _in_words(words: list[str]) -> str | None:
    kept = [word for word in words if word not in _LABELS]
    if "id" in words and (_PERSONS | _PAPERS) & set(words):
        return "an identity number"
    if not kept or (len(kept) > 1 and kept[-2] in _THINGS):
        return None
    return next((what for what, known in _WORDS.items() if kept[-1] in known), None)
