"""The command, and the configuration that it reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from district_dashboard import Config, ConfigError, read_config
from district_dashboard.__main__ import main

PROJECT = Path(__file__).parents[1]
CONFIG, FIGURES = str(PROJECT / "dashboard.toml"), str(PROJECT / "figures.csv")


def test_it_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", CONFIG, FIGURES]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["rows"][0]["reference"] == "water.codmn"
    assert "高锰酸盐指数" in answer["rows"][0]["title"]["zh"]


def test_the_pin_that_it_prints_is_the_one_that_it_asks_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", CONFIG, "--pin"]) == 0
    pinned = tmp_path / "pinned.toml"
    pinned.write_text(capsys.readouterr().out + Path(CONFIG).read_text("utf-8"), "utf-8")
    assert main(["--config", str(pinned), FIGURES]) == 0
    assert json.loads(capsys.readouterr().out)["pinned"]
    pinned.write_text('fingerprint = "0000000000000000"\n' + Path(CONFIG).read_text("utf-8"), "utf-8")
    assert main(["--config", str(pinned), FIGURES]) == 2
    assert "PinError" in capsys.readouterr().err
    assert main(["--config", str(pinned), "--pin"]) == 0  # a stale pin does not stand in the way of the new one


def test_an_error_is_told_and_nothing_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", CONFIG, str(tmp_path / "none.csv")]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert "FiguresError: none.csv" in told.err


def test_it_takes_figures_or_asks_for_the_pin(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--config", CONFIG])
    assert "give a file of figures, or --pin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plugins = [", "cannot be read"),
        ('plugin = ["water"]', "unknown plugin; it takes plugins, targets, fingerprint, settings"),
        ('plugins = ["water"]', "targets is empty"),
    ],
)
def test_a_configuration_at_fault_is_refused(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=words):
        read_config(file)


def test_the_shipped_configuration_reads_as_it_stands() -> None:
    config = read_config(CONFIG)
    assert config == Config(("water",), config.targets)
    assert len(config.targets) == 7
