"""Plugins as they are met in life: the distributions of `distributions/` are built, installed and loaded for real.

One broken plugin never takes the host down, and every failure names plugin, distribution, cause and the way out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "distributions"
GOOD = {"dependant", "good", "observer", "slow"}
BUILT_IN = {"economy", "honours", "people"}
MEND = "Mend or remove the distribution, or block the plugin with load(block=["

#: plugin -> what its failure must say beyond plugin, distribution and version: the cause, and the way out
FAILURES = {
    "import_error": ["ModuleNotFoundError: No module named 'kaizhou_that_nobody_wrote'", MEND],
    "syntax_error": ["SyntaxError: '(' was never closed", MEND],
    "exits": ["SystemExit: this is a script", MEND],
    "raises_late": ["FileNotFoundError: thresholds.toml is not there", MEND],
    "raises_between": ["LookupError: no second domain", MEND],
    "wrong_hook": ["unknown hook 'kaizhou_domainz'", "the hooks are kaizhou_domains"],
    "extra_argument": ["{'config'}", "a hook takes no arguments but its own"],
    "no_hook": ["implements no hook", "decorate `def kaizhou_domains()` with @hookimpl"],
    "no_domain": ["returned {'name': 'no_domain'} (dict), no Domain", "return [Domain(...)]"],
    "text": ["returned 'text'", "return a list of domains"],
    "nothing": ["returned None", "return a list of domains"],
    "foreign": ["domain 'elsewhere'", "name both alike in [project.entry-points.kaizhou_indicators]"],
    "people": ["a domain of this name is built in", "give entry point and domain another name"],
    "duplicate_key": ["'duplicate_key.reads' is declared twice", "keep one of the two or rename it"],
    "keyword": ["keyword.reads", "no keyword 'unti'", "Did you mean", "'unit'"],
    "trespasser": ["'good.harvest'", "not in the namespace 'trespasser'", "write the bare name"],
    "cycle": ["cycle.hen -> cycle.egg -> cycle.hen", "let one of them come from measured indicators"],
    "late_formula": ["late_formula.more", "__init__.py:9", "may not use `if`", "use where(condition, a, b)"],
    "bad_file": ["'bad_file'", "figures.toml cannot be read", "line 4", "correct the path, or the line named"],
    "bad_unit": ["bad_unit.codmn", "'mgg'", "bad_unit.side", "length", "correct the formula or the unit"],
    "clash_a": ["柴捆", "'clash_a'", "'clash_b'", "Rename one"],
    "clash_b": ["柴捆", "'clash_a'", "'clash_b'", "Rename one"],
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Runs Python where all the distributions are installed, and returns what it prints as JSON."""
    workshop, target = tmp_path_factory.mktemp("workshop"), tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, HERE / "install.py", workshop, target], check=True, timeout=240)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KAIZHOU_")}
    environment |= {"PYTHONPATH": str(target), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}

    def told(*arguments, code=0):
        words = [sys.executable, *map(str, arguments)]
        done = subprocess.run(
            words, check=False, env=environment, stdout=subprocess.PIPE, encoding="utf-8", timeout=240
        )
        assert done.returncode == code
        return json.loads(done.stdout)

    return told


@pytest.fixture(scope="module")
def told(run):
    """What a host is told that has all the distributions installed; see `distributions/probe.py`."""
    return run(HERE / "probe.py")


def distribution(plugin):
    return f"kaizhou-{plugin.replace('_', '-')} 0.3"


@pytest.mark.parametrize("plugin", sorted(FAILURES))
def test_a_failure_names_plugin_distribution_cause_and_the_way_out(told, plugin):
    (failure,) = [f for f in told["all"]["failures"] if f["plugin"] == plugin]
    assert failure["distribution"] == distribution(plugin)
    for part in (f"plugin {plugin!r} ({distribution(plugin)})", *FAILURES[plugin]):
        assert part in failure["text"]


def test_two_distributions_with_one_name_both_fail_and_name_each_other(told):
    twins = {f["distribution"]: f["text"] for f in told["all"]["failures"] if f["plugin"] == "twin"}
    assert set(twins) == {"kaizhou-twin-a 0.3", "kaizhou-twin-b 0.3"}
    for text in twins.values():
        assert "kaizhou-twin-a 0.3" in text
        assert "kaizhou-twin-b 0.3" in text
        assert "remove one of them" in text


def test_a_clash_of_units_is_the_only_fault_of_each_of_the_two(told):
    for plugin in ("clash_a", "clash_b"):
        (failure,) = [f for f in told["all"]["failures"] if f["plugin"] == plugin]
        assert "cannot be registered (1)" in failure["text"]


def test_every_broken_plugin_is_told_and_no_other(told):
    assert {f["plugin"] for f in told["all"]["failures"]} == {*FAILURES, "twin"}
    assert len(told["all"]["failures"]) == len(FAILURES) + 2


def test_the_rest_loads_and_nothing_of_the_broken_ones_stays(told):
    assert set(told["all"]["domains"]) >= GOOD | BUILT_IN
    assert not {key.partition(".")[0] for key in told["all"]["keys"]} & (
        set(FAILURES) - BUILT_IN | {"twin", "elsewhere"}
    )
    assert {"good.harvest", "good.area", "good.yield_per_mu", "people.resident"} <= set(told["all"]["keys"])


def test_a_whole_plugin_derives_with_its_own_unit(told):
    assert told["yield"] == "5000.0 公斤/亩"


def test_a_key_of_a_plugin_that_failed_says_why(told):
    for part in ("'raises_late.anything'", "kaizhou-raises-late 0.3", "thresholds.toml is not there", MEND):
        assert part in told["failed key"]


def test_what_builds_on_an_absent_domain_loads_and_says_so_when_it_is_derived(told):
    assert "the domain 'absent' is not loaded" in told["away"]
    assert "Install its plugin" in told["away"]
    assert "no keyword 'unti'" in told["failed input"]


def test_failures_survive_pickling(told):
    assert told["copy"] == told["all"]["failures"]


# -- strict, only, block, and the switches of the environment


def test_strict_raises_one_error_over_all_failures(told):
    strict = told["strict"]
    assert strict["raised"] == "RegistrationError"
    assert strict["group"]
    assert strict["faults"] == [f["text"] for f in told["all"]["failures"]]
    for failure in told["all"]["failures"]:
        assert failure["distribution"] in strict["text"]


def test_blocking_what_is_broken_leaves_nothing_to_raise(told):
    for how in ("blocked", "environment block"):
        assert told[how]["failures"] == []
        assert set(told[how]["domains"]) >= GOOD


def test_only_loads_the_plugins_named_and_does_not_even_import_the_others(told):
    assert told["only"] == {"domains": ["good"], "keys": told["only"]["keys"], "failures": []}
    foreign = [n for n in told["imported by only"] if n.partition(".")[0] != "kaizhou_indicators"]
    assert foreign == ["kaizhou_good"]


@pytest.mark.parametrize(
    ("how", "domains"),
    [
        ("environment only", ["good", "slow"]),
        ("environment none", []),
        ("argument wins", ["good"]),
        ("both", ["good"]),
    ],
)
def test_the_environment_chooses_too(told, how, domains):
    assert told[how]["domains"] == domains
    assert told[how]["failures"] == []


@pytest.mark.parametrize(
    ("how", "parts"),
    [
        ("unknown only", ["only", "'goood'", "Did you mean 'good'", "Installed: ", "slow"]),
        ("unknown block", ["block", "'exit'", "Did you mean 'exits'", "Installed: ", "slow"]),
        ("text for only", ["only='good'", "only=['good']"]),
    ],
)
def test_a_name_that_is_not_installed_is_an_error(told, how, parts):
    assert told[how]["raised"] == "PluginError"
    for part in parts:
        assert part in told[how]["text"]


# -- the same plugins under review


@pytest.fixture(scope="module")
def reviews(run):
    """What `kaizhou check` says of all the broken plugins and of those that load."""
    names = [*FAILURES, *GOOD]
    command = "import sys; from kaizhou_indicators.cli import main; sys.exit(main())"
    return {report["name"]: report for report in run("-c", command, "check", "--json", *names, code=1)}


@pytest.mark.parametrize("plugin", sorted(set(FAILURES) - {"people", "clash_a", "clash_b"}))
def test_a_review_tells_the_same_of_a_broken_plugin_as_loading_it(reviews, plugin):
    errors = [f for f in reviews[plugin]["findings"] if f["severity"] == "error"]
    said = "\n".join(f"{f['key']}: {f['message']['en']} ({f['file']}:{f['line']})" for f in errors)
    for part in FAILURES[plugin]:
        assert part.strip("'") in said


def test_a_review_finds_no_error_in_the_plugins_that_load(reviews):
    assert [reviews[plugin]["counts"]["error"] for plugin in sorted(GOOD)] == [0, 0, 0, 0]


def test_a_plugin_that_is_slow_to_import_is_told_so(reviews):
    (finding,) = [f for f in reviews["slow"]["findings"] if f["code"] == "slow-import"]
    assert finding["key"] == "slow"
    assert finding["message"]["en"].startswith(f"loading {distribution('slow')} took 0.")
    assert "inside the functions that need them" in finding["message"]["en"]
    assert not [f for f in reviews["good"]["findings"] if f["code"] == "slow-import"]
