r"""How a text is cut into the terms of the search index, and a query into the terms it asks for: one rule for both.

* A run of Chinese characters gives each pair of neighbours, and for the index each character by itself too.
* Everything else that is letters and digits stays whole.
* A query asks for the pairs; only a run of one character asks for that character.

So whatever stands in a text is found by any part of it, without a dictionary. The page's own cutting (JavaScript) is
written from the same definition.

>>> index_terms("汉丰湖 3.4 mg/L"), query_terms("汉丰湖"), query_terms("湖")
(['汉丰', '丰湖', '汉', '丰', '湖', '3', '4', 'mg', 'L'], ['汉丰', '丰湖'], ['湖'])
"""

from __future__ import annotations

import re
from itertools import pairwise

#: code points of the characters that are written without blanks between words
CHINESE = ((0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))

_CLASS = "".join(f"{chr(low)}-{chr(high)}" for low, high in CHINESE)
_RUNS = re.compile(rf"([{_CLASS}]+)|((?:(?![{_CLASS}])\w)+)")


def index_terms(text: str) -> list[str]:
    """Return the terms under which a text is found."""
    return [term for run, word in _RUNS.findall(text) for term in (_of_run(run, singles=True) if run else [word])]


def query_terms(text: str) -> list[str]:
    """Return the terms that a query asks for; a page is found that has all of them."""
    return [term for run, word in _RUNS.findall(text) for term in (_of_run(run, singles=False) if run else [word])]


def _of_run(run: str, *, singles: bool) -> list[str]:
    pairs = [first + second for first, second in pairwise(run)]
    return [*pairs, *run] if singles or not pairs else pairs


def script() -> str:
    """Return ``splitQuery`` in JavaScript: ``query_terms`` for the page."""
    chinese = "".join(f"\\u{{{low:x}}}-\\u{{{high:x}}}" for low, high in CHINESE)
    return _SCRIPT.replace("CHINESE", chinese)


_SCRIPT = r"""
var splitQuery = function (query) {
  const terms = [];
  for (const [, run, word] of query.matchAll(/([CHINESE]+)|((?:(?![CHINESE])[\p{L}\p{N}_])+)/gu)) {
    const signs = run ? [...run] : [word];
    if (signs.length === 1) terms.push(signs[0]);
    for (let i = 1; i < signs.length; i++) terms.push(signs[i - 1] + signs[i]);
  }
  return terms;
};
"""
