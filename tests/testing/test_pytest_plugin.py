"""The pytest plugin, run as its users run it: without a test file, over an installed distribution."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULE = """\
from tea_garden import tea_domain
from kaizhou_indicators import hookimpl

tea = tea_domain({changed})

@hookimpl
def kaizhou_domains():
    return [tea]
"""


@pytest.fixture
def run(tmp_path):
    """Installs a tea distribution by hand, and runs pytest in an empty folder; returns exit code and output."""

    def told(*arguments, changed="", files=()):
        site, work = tmp_path / "site", tmp_path / "work"
        information = site / "kaizhou_tea-0.1.dist-info"
        for folder in (information, work):
            folder.mkdir(parents=True, exist_ok=True)
        (site / "kaizhou_tea.py").write_text(MODULE.format(changed=changed), "utf-8")
        (information / "METADATA").write_text("Metadata-Version: 2.1\nName: kaizhou-tea\nVersion: 0.1\n", "utf-8")
        (information / "entry_points.txt").write_text("[kaizhou_indicators]\ntea = kaizhou_tea\n", "utf-8")
        for name, text in files:
            (work / name).write_text(text, "utf-8")
        environment = os.environ | {"PYTHONPATH": f"{site}{os.pathsep}{HERE}", "PYTHONIOENCODING": "utf-8"}
        environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
        plugin = ["-p", "kaizhou_indicators.testing.pytest_plugin", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", *plugin, "--kaizhou-examples", "3", *arguments]
        done = subprocess.run(
            command, cwd=work, check=False, env=environment, capture_output=True, encoding="utf-8", timeout=240
        )
        return done.returncode, done.stdout + done.stderr

    return told


def test_an_installed_domain_is_tested_without_a_test_file(run):
    code, said = run("--kaizhou-domain", "tea", "-v", "-k", "within_range or identities_hold")
    assert code == 0, said
    assert "kaizhou:tea::within_range[tea.share] PASSED" in said
    assert "kaizhou:tea::identities_hold[tea.known_parts] PASSED" in said
    assert "deselected" in said


def test_a_failure_is_told_by_the_law_alone(run):
    code, said = run("--kaizhou-domain", "tea", "--kaizhou-law", "within_range", changed="identities=False")
    assert code == 1
    assert "within_range: tea.share = picked / gardens" in said
    assert "Identity.funnel(['tea.gardens', 'tea.picked'])" in said
    assert "Traceback" not in said
    assert "hypothesis" not in said.partition("FAILURES")[2]


def test_what_is_excepted_is_skipped_with_its_reason(run):
    law = ("--kaizhou-domain", "tea", "--kaizhou-law", "within_range", "-rs")
    code, said = run(*law, "--kaizhou-but", "within_range-tea.share=no list of gardens", changed="identities=False")
    assert code == 0, said
    assert "SKIPPED" in said
    assert "no list of gardens" in said


def test_settings_choose_the_ground(run):
    def test(setting):
        changed = "grade=lambda share, passing: 0 * share + passing / 50"
        return run(
            "--kaizhou-domain", "tea", "--kaizhou-law", "within_range", "--kaizhou-setting", setting, changed=changed
        )

    assert test("tea.passing=50")[0] == 0
    code, said = test("tea.passing=80")
    assert code == 1
    assert "tea.passing=80" in said


def test_paths_are_run_beside_the_laws_and_only_where_they_are_named(run):
    file = ("test_own.py", "def test_own():\n    pass\n")
    law = ("--kaizhou-domain", "tea", "--kaizhou-law", "ends_reached", "-v")
    assert "test_own" not in run(*law, files=[file])[1]
    code, said = run(*law, "test_own.py", files=[file])
    assert code == 0
    assert "test_own.py::test_own PASSED" in said
    assert "kaizhou:tea::ends_reached[tea.share] PASSED" in said


def test_without_the_option_nothing_changes(run):
    code, said = run("-v", files=[("test_own.py", "def test_own():\n    pass\n")])
    assert code == 0
    assert "1 passed" in said


def test_a_whole_test_file_is_two_lines(run):
    text = (
        'from kaizhou_indicators.testing import laws\ntest_laws = laws.all_of("tea", examples=2, only=["monotone"])\n'
    )
    code, said = run("-v", "test_tea.py", files=[("test_tea.py", text)])
    assert code == 0, said
    assert "test_tea.py::test_laws[monotone-tea.share] PASSED" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--kaizhou-domain", "coffee"], ["--kaizhou-domain coffee", "no plugin 'coffee' is installed"]),
        (["--kaizhou-domain", "tea", "--kaizhou-law", "monoton"], ["Did you mean 'monotone'"]),
        (["--kaizhou-domain", "tea", "--kaizhou-setting", "tea.pasing=80"], ["Did you mean", "passing"]),
        (["--kaizhou-domain", "tea", "--kaizhou-setting", "tea.passing"], ["is no KEY=VALUE"]),
    ],
)
def test_what_cannot_be_is_an_error_of_usage_with_the_way_out(run, arguments, words):
    code, said = run(*arguments)
    assert code == 4, said
    assert all(word in said for word in words), said


def test_a_broken_distribution_is_told_with_all_its_faults(run):
    code, said = run("--kaizhou-domain", "tea", changed="per_mu=lambda output, area: output + area")
    assert code == 4
    assert "tea.per_mu" in said
    assert "cannot be added" in said
