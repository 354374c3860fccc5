# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2024.10.9"]
# ///
"""What the project runs on itself. `nox` runs the tests, each plugin alone, an importing project, the types and the lint."""

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
    """Test the core with all plugins installed, and run the examples."""
    session.install("-e", ".[all]", *(f"./plugins/{name}" for name in PLUGINS), *group("test"))
    session.run("pytest", "-n", "2", "tests", *session.posargs)
    for example in ("hanfeng_lake", "co2", "four_tables"):
        session.run("python", f"examples/{example}.py", silent=True)
    session.run("kaizhou", "published", silent=True)


@nox.session
def spark(session: nox.Session) -> None:
    """Test what runs on PySpark, in local mode; skipped where there is no Java."""
    if not shutil.which("java"):
        session.skip("PySpark needs Java 17 or newer, and there is none here")
    session.install("-e", ".[polars,spark]", "./plugins/water", *group("test"))
    session.run("pytest", "-m", "spark", "tests/spark", *session.posargs)


@nox.session
def plugins(session: nox.Session) -> None:
    """Test every plugin, each with only the core beside it: no other plugin is installed then."""
    session.install(".[polars]", "hypothesis", "pytest")
    for name in session.posargs or PLUGINS:
        session.install("--no-deps", f"./plugins/{name}")
        session.run("pytest", "-q", "-c", f"plugins/{name}/pyproject.toml", f"plugins/{name}/tests")
        session.run("pip", "uninstall", "--yes", "--quiet", f"kaizhou-{name}")


@nox.session
def embedding(session: nox.Session) -> None:
    """Test a project that embeds the library and one plugin."""
    session.install(".[polars]", "./plugins/water", "./examples/embedding", "pytest")
    session.run("pytest", "-q", "-c", "examples/embedding/pyproject.toml", "examples/embedding/tests")


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
def docs(session: nox.Session) -> None:
    """Build the site in both languages, strictly, run its examples, and look at it in Chromium where there is one."""
    session.install("-e", ".[all,docs,duckdb,testing]", *(f"./plugins/{name}" for name in PLUGINS), *group("test"))
    session.run("python", "docs/build.py", "docs/_build/html")
    pages = ("tests/pages", "tests/sphinx", "tests/test_documentation.py")
    session.run("pytest", "-n", "2", *pages, *session.posargs, env={"KAIZHOU_SITE": "docs/_build/html"})


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Print the ratios of `benchmarks/`, each against its rival in the same run; `-- --write` renews docs/benchmarks.md."""
    session.install(".[polars,pandas]", *(f"./plugins/{name}" for name in PLUGINS), *group("bench"))
    session.run("python", "benchmarks/run.py", *session.posargs)


if __name__ == "__main__":
    nox.main()
