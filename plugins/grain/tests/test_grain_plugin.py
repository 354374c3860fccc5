"""The distribution as a plugin: the library's own check, discovery, sources and data that are honest, ids that hold."""

import importlib
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from kaizhou_grain import grain, kaizhou_domains
from kaizhou_indicators.testing import check_domain

DATA = files("kaizhou_grain") / "data"
SOURCES = tomllib.loads((DATA / "sources.toml").read_text("utf-8"))
REG = ki.Registry([grain])
IDS = (
    "sown_area output yield multiple_cropping_index mechanization_rate straw_utilization mu_score"
    " high_standard_farmland high_standard_share"
)


def test_the_domain_passes_the_library_s_own_check():
    assert len(check_domain(grain)) > 50


def test_the_hook_returns_the_domain():
    assert list(kaizhou_domains()) == [grain]


def test_the_plugin_is_found_by_its_entry_point():
    reg = ki.load(only=["grain"], strict=True)
    assert set(reg) == set(REG)


@pytest.mark.parametrize("name", IDS.split())
def test_the_ids_of_the_catalogue_hold(name):
    assert f"grain.{name}" in REG


@pytest.mark.parametrize(
    ("alias", "key"),
    [("grain_yield", "yield"), ("grain_area", "sown_area"), ("grain_output", "output"), ("粮食播面", "sown_area")],
)
def test_other_names_lead_to_the_ids(alias, key):
    assert f"grain.{key}" in [found.key for found in REG.find(alias)]


def test_every_indicator_of_the_domain_has_both_titles():
    own = [indicator for key, indicator in REG.items() if key.startswith("grain.")]
    assert all(i.title.zh and i.title.en for i in own)
    assert all(bool(i.definition.zh) == bool(i.definition.en) for i in own)


@pytest.mark.parametrize("name", SOURCES)
def test_only_what_was_read_is_official(name):
    source = SOURCES[name]
    assert source["title"]["zh"]
    assert source["title"]["en"]
    assert source["clause"]
    assert not source["official"] or source["read"] == "text"


def test_the_weights_of_mechanisation_do_not_pass_for_official():
    table = tomllib.loads((DATA / "mechanization.toml").read_text("utf-8"))
    assert table["official"] is False
    assert SOURCES[table["source"]]["official"] is False
    assert sum(table["weights"].values()) == pytest.approx(1)


def test_every_figure_has_a_source_and_its_print_and_notes_are_in_both_languages():
    own = [o for o in REG.observations if (o.source or "").startswith("grain.") or o.key.startswith("grain.")]
    assert len(own) == 27
    assert all(o.printed and o.source for o in own)
    assert all(bool(o.note.zh) == bool(o.note.en) for o in own)


def test_no_person_is_named_in_a_figure():
    area = [o.area for o in REG.observations if o.key.startswith("grain.crop")]
    assert set(area) == {"竹溪镇", "开州区一家种粮主体"}


def test_the_readme_s_example_runs_and_gives_what_it_says(capsys):
    text = Path(__file__).parents[1].joinpath("README.md").read_text("utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    names: dict[str, object] = {}
    exec(code, names)
    assert capsys.readouterr().out == "[1.728, ∞) [1.440, ∞)\n"
    derived = names["reg"].derive(names["harvest"], "grain.yield")["grain.yield"]
    assert round(derived.magnitude, 1) == 337.4


LEDGER = tomllib.loads(Path(__file__).parents[1].joinpath("ledger.toml").read_text("utf-8"))


@pytest.mark.parametrize("row", LEDGER["figure"], ids=lambda r: str(r["claim"]))
def test_every_figure_of_the_ledger_is_recorded(row):
    [seen] = REG.observations.of(row["key"], period=row["period"])
    assert seen.printed
    assert seen.source == "grain.kaizhou_review_2024"


@pytest.mark.parametrize("row", LEDGER["mechanism"], ids=lambda r: r["id"])
def test_every_mechanism_of_the_ledger_is_there(row):
    assert all(ki.Reference.parse(key).key in REG for key in row.get("keys", []))
    if "record" in row:
        module, _, name = row["record"].partition(":")
        assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize(
    "row", [*LEDGER["figure"], *LEDGER["mechanism"]], ids=lambda r: str(r.get("claim", r.get("id")))
)
def test_every_test_of_the_ledger_is_there(row):
    file, _, name = row["test"].partition("::")
    assert f"def {name}(" in Path(__file__).with_name(Path(file).name).read_text("utf-8")


def test_the_domain_pickles_with_its_registry():
    import pickle

    again = pickle.loads(pickle.dumps(REG))
    assert again.fingerprint == REG.fingerprint
