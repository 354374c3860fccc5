"""What the tests share: the configuration that the project ships, and distributions made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from district_dashboard import Config, read_config

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def config() -> Config:
    return read_config(PROJECT / "dashboard.toml")


@pytest.fixture(scope="session")
def figures() -> Path:
    return PROJECT / "figures.csv"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """Return what puts a distribution on the path: its module, its code, and the plugin it brings."""

    def put(module: str, code: str, plugin: str) -> None:
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (tmp_path / f"{module}.py").write_text(code, "utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[kaizhou_indicators]\n{plugin} = {module}\n", "utf-8")
        monkeypatch.syspath_prepend(tmp_path)

    return put


@pytest.fixture
def csv(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes figures to a file."""

    def write(text: str) -> Path:
        file = tmp_path / "handed_in.csv"
        file.write_text(text, "utf-8")
        return file

    return write
