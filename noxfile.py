# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2024.10.9"]
# ///
"""What the project runs on itself. `nox` runs the tests, each plugin alone, the types and the lint."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.error_on_missing_interpreters = True

PYPROJECT = nox.project.load_toml("pyproject.toml")
PLUGINS = sorted(path.parent.name for path in Path("plugins").glob("*/pyproject.toml"))


def group(name: str) -> list[str]:
    """Return the requirements of a dependency group."""
    return nox.project.dependency_groups(PYPROJECT, name)


@nox.session
def tests(session: nox.Session) -> None:
    """Test the core and every plugin together, with the documentation's examples."""
    session.install("-e", ".[all]", *(f"./plugins/{name}" for name in PLUGINS), *group("test"))
    session.run("pytest", "-n", "2", "tests", *(f"plugins/{name}/tests" for name in PLUGINS), *session.posargs)
    for example in ("hanfeng_lake", "co2", "four_tables"):
        session.run("python", f"examples/{example}.py", silent=True)


@nox.session
def spark(session: nox.Session) -> None:
    """Test what runs on PySpark, in local mode; skipped where there is no Java."""
    if not shutil.which("java"):
        session.skip("PySpark needs Java 17 or newer, and there is none here")
    session.install("-e", ".[polars,spark]", "./plugins/water", *group("test"))
    session.run("pytest", "-m", "spark", "tests/spark", *session.posargs)


@nox.session
@nox.parametrize("plugin", PLUGINS)
def plugin(session: nox.Session, plugin: str) -> None:
    """Test one plugin installed alone, with the core and nothing else."""
    session.install(".[polars]", f"./plugins/{plugin}", *group("test"))
    session.run("pytest", "-c", f"plugins/{plugin}/pyproject.toml", f"plugins/{plugin}/tests", *session.posargs)


@nox.session
def typing(session: nox.Session) -> None:
    """Check the types, strictly."""
    session.install("-e", ".[all]", *(f"./plugins/{name}" for name in PLUGINS), *group("typing"))
    session.run("mypy")


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install(*group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Print the ratios of `benchmarks/`, each against its rival in the same run; `-- --write` renews docs/benchmarks.md."""
    session.install(".[polars,pandas]", *(f"./plugins/{name}" for name in PLUGINS), *group("bench"))
    session.run("python", "benchmarks/run.py", *session.posargs)


if __name__ == "__main__":
    nox.main()
