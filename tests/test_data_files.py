"""Data files: what a domain keeps in TOML becomes sources, figures and honours, and every fault names file and entry."""

from __future__ import annotations

from pathlib import Path

import pytest

import kaizhou_indicators as ki

SOURCES = """
[bulletin]
title = { zh = "公报", en = "Bulletin" }
issuer = "统计局"
year = 2024
read = "text"
official = true
note = "for those who keep the file"
"""
FIGURES = """
[[figure]]
name = "pieces"
area = "500154"
period = "2024"
value = 618
printed = "618篇"
source = "bulletin"
note = { zh = "全年", en = "whole year" }

[[figure]]
name = "pieces@2023:pct"
area = "500154"
period = "2024"
value = 39
printed = "增长39%"
unit = "%"
source = "bulletin"
"""
HONOURS = """
[[honour]]
title = { zh = "典型案例", en = "Model case" }
body = { zh = "市委改革办", en = "Reform office of the city" }
level = "municipal"
date = "2024"
kind = "典型案例"
source = "bulletin"
"""


def domain_of(folder: Path, **texts: str) -> ki.Domain:
    domain = ki.Domain("press", ki.Text("报刊", "Press"))
    domain.indicator("pieces", ki.Text("篇数", "Pieces"), unit="篇", kind="count", over_time="sum")
    for name in ("sources", "figures", "honours"):
        (folder / f"{name}.toml").write_text(texts.get(name, globals()[name.upper()]), "utf-8")
        getattr(domain, f"read_{name}")(folder / f"{name}.toml")
    return domain


def faults(domain: ki.Domain) -> str:
    with pytest.raises(ki.RegistrationError) as raised:
        ki.Registry([domain])
    return "\n".join(map(str, raised.value.exceptions))


def test_files_fill_the_domain(tmp_path):
    reg = ki.Registry([domain_of(tmp_path)])
    level, change = reg.observations
    assert (level.value, level.printed, level.note.en, level.source) == (618, "618篇", "whole year", "press.bulletin")
    assert (change.key, change.value) == ("press.pieces@2023:pct", 39)
    source = reg.parts.sources["press.bulletin"]
    assert (source.title.en, source.official) == ("Bulletin", True)
    [event] = reg.events["press"]
    assert (event.level, event.source, event.year) == (ki.HonourLevel.MUNICIPAL, "press.bulletin", 2024)


def test_resources_of_a_package_are_read_like_paths(tmp_path):
    class Resource:
        name = "sources.toml"

        def read_text(self, encoding=None):
            return SOURCES

    domain = ki.Domain("press", ki.Text("报刊", "Press"))
    domain.read_sources(Resource())
    assert "press.bulletin" in ki.Registry([domain]).parts.sources


def test_files_survive_the_catalogue_as_json(tmp_path):
    reg = ki.Registry([domain_of(tmp_path)])
    again = ki.Registry.from_json(reg.to_json())
    assert again.events == reg.events
    assert list(again.observations) == list(reg.observations)


def test_all_faults_of_all_files_are_told_together(tmp_path):
    told = faults(
        domain_of(
            tmp_path,
            sources=SOURCES.replace('read = "text"', 'read = "quoted"'),
            figures=FIGURES.replace('printed = "618篇"', 'prined = "618篇"').replace("value = 39", "valu = 39"),
            honours=HONOURS.replace('"municipal"', '"galactic"').replace('source = "bulletin"', 'source = "nowhere"'),
        )
    )
    assert "sources.toml:2): official=true with read='quoted'" in told
    assert "figures.toml:2): Observation has no keyword 'prined'" in told
    assert "figures.toml:11): Observation has no keyword 'valu'" in told
    assert "Did you mean 'printed'" in told
    assert "Did you mean 'value'?" in told
    assert "honours.toml:2): Event 典型案例" in told
    assert "galactic" in told


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ({"sources": "[bulletin\n"}, "sources.toml cannot be read"),
        ({"sources": "bulletin = 3\n"}, "write a table [bulletin]"),
        ({"sources": SOURCES.replace('read = "text"', 'read = "seen"')}, "read='seen' is none of text, quoted"),
        ({"figures": "[[figures]]\n"}, "it takes entries [[figure]]"),
        ({"figures": "[figure]\nname = 'pieces'\n"}, "it takes entries [[figure]]"),
        ({"figures": "[[figure]]\narea = 'A'\nperiod = '2024'\n"}, "a figure without name"),
        ({"figures": FIGURES.replace('"pieces"', '"piece"')}, "Did you mean 'pieces'?"),
        ({"honours": HONOURS.replace('"bulletin"', '"nowhere"')}, "source 'press.nowhere' is not declared"),
    ],
)
def test_each_fault_names_its_file_or_entry_and_the_way_out(tmp_path, texts, message):
    assert message in faults(domain_of(tmp_path, **texts))


def test_a_missing_file_is_a_fault_of_the_domain(tmp_path):
    domain = ki.Domain("press", ki.Text("报刊", "Press"))
    domain.read_figures(tmp_path / "nowhere.toml")
    assert "nowhere.toml cannot be read" in faults(domain)


def test_what_is_no_event_is_refused_in_words():
    domain = ki.Domain("press", ki.Text("报刊", "Press"))
    domain.event("an honour")
    assert "write Event(title" in faults(domain)


def test_two_domains_tell_of_one_honour_once():
    event = ki.Event("中国厨师之乡", level="national", body="中国烹饪协会", date="2024")
    domains = [ki.Domain(name, ki.Text(name, name)) for name in ("a", "b")]
    for domain in domains:
        domain.event(event)
    reg = ki.Registry(domains)
    assert len([e for found in reg.events.values() for e in found]) == 2
    assert len(ki.Event.distinct(e for found in reg.events.values() for e in found).events) == 1
