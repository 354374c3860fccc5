"""What was promised holds: plugins of the previous release, opt-in arguments of hooks, deprecation, and the API page."""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
import json
import math
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kaizhou_indicators as ki
from environments import Environment
from kaizhou_indicators.errors import deprecated
from kaizhou_indicators.registry.hookspecs import Hooks

ROOT = Path(__file__).parent.parent
DISTRIBUTIONS = ROOT / "tests" / "distributions"
API, API_IN_CHINESE = ((ROOT / "docs" / "reference" / f"api{end}").read_text("utf-8") for end in (".md", ".zh-CN.md"))
PROMISES = [(ROOT / "docs" / f"compatibility{end}").read_text("utf-8") for end in (".md", ".zh-CN.md")]

# -- a plugin of the previous release

#: loads it with every warning an error, and prints what it derives
PROBE = """
import json, warnings
warnings.simplefilter("error")
import kaizhou_indicators as ki
reg = ki.load(only=["previous_release", "opt_in"], strict=True, settings={"previous_release.target_class": 2})
given = {"chla": 26.5, "tp": "60 ug/L", "sd": 0.8, "good": 9, "sections": 12, "works": 1.2, "planned": 15000}
targets = [f"previous_release.{name}" for name in ("tli_chla", "tli", "state", "share_good", "done", "met")]
derived = reg.derive({f"previous_release.{k}": v for k, v in given.items()}, *targets)
rows = [["A", f"2024-{month:02}", 20.0 + 5 * month, 0.5 * month] for month in range(1, 4)]
import polars as pl
table = pl.DataFrame(rows, ["area", "period", "previous_release.tli", "previous_release.works"], orient="row")
windows = [f"previous_release.{name}" for name in ("months_met", "first_met", "streak_met", "works_ytd")]
print(json.dumps({
    "derived": {k: str(v) if isinstance(v, ki.Grade) else v.magnitude for k, v in derived.items()},
    "windows": reg.derive(table, *windows).select(windows).rows(),
    "limit": reg.derive({"previous_release.tp": 0.06}, "previous_release.tp@limit:pct")["previous_release.tp@limit:pct"].magnitude,
    "plan": reg.derive({"previous_release.works": 1.2, "previous_release.planned": 15000},
                       "previous_release.works@plan:share")["previous_release.works@plan:share"].magnitude,
    "figures": [[o.key, o.value, o.printed, str(o.status)] for o in reg.parts.observations if "previous" in o.key],
    "honours": [str(e.title) for e in reg.events["previous_release"]],
    "opt_in": reg.domains["opt_in"].definition.en,
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the current library makes of the frozen plugin, installed for real."""
    if os.name == "nt":
        pytest.skip("commands of a POSIX shell")
    folder = tmp_path_factory.mktemp("previous")
    environment = Environment(folder / "environment")
    for name in ("previous_release", "opt_in"):
        project = shutil.copytree(DISTRIBUTIONS / name, folder / name)
        if not (project / "pyproject.toml").exists():
            from distributions.install import TEMPLATE

            text = TEMPLATE.format(distribution="kaizhou-opt-in", name=name, entry=name)
            (project / "pyproject.toml").write_text(text, "utf-8")
        environment.run("python", "-m", "pip", "install", ".", cwd=project)
    return json.loads(environment.run("python", "-c", PROBE, cwd=folder).splitlines()[-1])


def test_a_plugin_of_the_previous_release_derives_what_it_derived(told):
    expected = {"tli_chla": 60.589792, "tli": 55.615655, "share_good": 75.0, "done": 80.0, "met": 0.0}
    derived = {key.partition(".")[2]: value for key, value in told["derived"].items()}
    assert derived.pop("state") == "富"
    assert derived == pytest.approx(expected, abs=1e-6)
    chla, tp, sd = 25 + 10.86 * math.log(26.5), 94.36 + 16.24 * math.log(0.06), 51.18 - 19.4 * math.log(0.8)
    weighted = (0.2663 * chla + 0.1879 * tp + 0.1834 * sd) / (0.2663 + 0.1879 + 0.1834)
    assert derived["tli"] == pytest.approx(weighted)


def test_its_windows_baselines_and_figures_mean_what_they_meant(told):
    assert told["windows"] == [[3.0, 1.0, 1.0, 0.5], [3.0, 1.0, 2.0, 1.5], [3.0, 1.0, 3.0, 3.0]]
    assert told["limit"] == pytest.approx(20.0)
    assert told["plan"] == pytest.approx(80.0)
    assert told["figures"] == [["previous_release.tp", 0.06, "0.06mg/L", "P"], ["previous_release.chla", 26.5, "", "A"]]
    assert told["honours"] == ["示例"]


# -- hooks: arguments are opt-in, and the page lists them


def test_an_implementation_that_names_an_argument_of_its_hook_receives_it(told):
    assert told["opt_in"] == f"asked by {ki.__version__}"


@pytest.mark.parametrize("hook", [name for name in vars(Hooks) if name.startswith("kaizhou_")])
def test_every_hook_and_each_of_its_arguments_is_promised(hook):
    arguments = [name for name in inspect.signature(getattr(Hooks, hook)).parameters if name != "self"]
    for page in PROMISES:
        assert re.findall(rf"^\| `{hook}` \| `(\w+)`[:：].* \| \d+\.\d+ \|$", page, re.MULTILINE) == arguments
    for name in arguments:
        assert re.search(rf"{name}: .*\bsince \d+\.\d+", " ".join((inspect.getdoc(getattr(Hooks, hook)) or "").split()))


# -- deprecation: a warning at the line that uses it, then an error


def yield_rate():
    """A thing that will go."""
    deprecated("yield_rate()", instead="per_mu()", since="0.1", refused="9.0")
    return 50


def test_a_deprecated_thing_works_and_names_what_replaces_it_at_the_line_that_uses_it():
    with pytest.warns(ki.KaizhouDeprecationWarning) as caught:
        line, value = inspect.currentframe().f_lineno, yield_rate()
    assert value == 50
    (warning,) = caught
    assert (warning.filename, warning.lineno) == (__file__, line)
    for part in ("yield_rate()", "since 0.1", "use per_mu()", "From 9.0 on it is an error"):
        assert part in str(warning.message)


@pytest.mark.parametrize(("installed", "refused"), [("9.0", True), ("9.0.1", True), ("10.0", True), ("8.9", False)])
def test_it_is_an_error_before_it_goes(installed, refused, monkeypatch):
    monkeypatch.setattr(importlib.metadata, "version", lambda _: installed)
    if refused:
        with pytest.raises(ki.KaizhouDeprecationWarning, match=r"use per_mu\(\)"):
            yield_rate()
    else:
        with pytest.warns(ki.KaizhouDeprecationWarning):
            yield_rate()


def test_python_shows_it_wherever_it_arises_without_being_asked(tmp_path):
    (tmp_path / "plugin.py").write_text(
        "from kaizhou_indicators.errors import deprecated\n"
        "def use():\n    deprecated('x', instead='y', since='0.1', refused='9.0')\n",
        "utf-8",
    )
    (tmp_path / "caller.py").write_text("import plugin\nplugin.use()\n", "utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONWARNINGS"} | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", "import caller"]
    done = subprocess.run(command, env=environment, check=True, stderr=subprocess.PIPE, encoding="utf-8")
    assert "caller.py:2: KaizhouDeprecationWarning: x is deprecated since 0.1; use y" in done.stderr


# -- the API page


def listed(page: str) -> list[list[str]]:
    """Return the names that a page lists, section by section."""
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    return [re.findall(r"^\| `(\w+)` \| .+ \|$", section, re.MULTILINE) for section in sections]


def test_the_page_lists_every_public_name_and_no_other():
    of_the_face = [name for section in listed(API)[:-1] for name in section]
    missing = sorted(set(ki.__all__) - set(of_the_face))
    assert not missing, f"add to docs/reference/api.md and api.zh-CN.md: {', '.join(missing)}"
    assert sorted(of_the_face) == sorted(ki.__all__)


def test_the_page_lists_what_a_plugin_s_tests_may_import():
    assert API.rpartition("## ")[2].startswith("Testing a plugin")
    assert sorted(listed(API)[-1]) == sorted(importlib.import_module("kaizhou_indicators.testing").__all__)


def test_the_two_languages_list_the_same_each_in_its_own_words():
    assert listed(API_IN_CHINESE) == listed(API)
    rows = [re.findall(r"^\| `\w+` \| (.+) \|$", page, re.MULTILINE) for page in (API, API_IN_CHINESE)]
    for english, chinese in zip(*rows, strict=True):
        assert not re.search("[\u4e00-\u9fff]", english), english
        assert re.search("[\u4e00-\u9fff]", chinese), chinese


# -- types


def test_type_checkers_know_what_the_typing_set_says():
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "tests/typing"]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout
