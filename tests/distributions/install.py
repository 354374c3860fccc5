"""Builds every distribution of this folder as a wheel and installs them into a directory, without network.

Run as a program, because building changes the working directory: ``python install.py WORKSHOP TARGET``.
``good`` is a project as a domain team would write it. The others are a module with one fault each, and get their
``pyproject.toml`` from the template below.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from hatchling.build import build_wheel

HERE = Path(__file__).parent
#: distributions that bring the entry point of another name: two of them fight for one
ENTRIES = {"twin_a": "twin", "twin_b": "twin"}
TEMPLATE = """\
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "{distribution}"
version = "0.3"
requires-python = ">=3.11"
dependencies = ["kaizhou-indicators"]

[project.entry-points.kaizhou_indicators]
{entry} = "kaizhou_{name}"
"""


def main(workshop: Path, target: Path) -> None:
    """Build in ``workshop``, install into ``target``."""
    wheels = workshop / "wheels"
    for source in sorted(path for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_")):
        project = shutil.copytree(source, workshop / source.name, ignore=shutil.ignore_patterns("__pycache__"))
        if not (project / "pyproject.toml").exists():
            entry = ENTRIES.get(source.name, source.name)
            distribution = f"kaizhou-{source.name}".replace("_", "-")
            (project / "pyproject.toml").write_text(
                TEMPLATE.format(distribution=distribution, name=source.name, entry=entry), "utf-8"
            )
        os.chdir(project)
        build_wheel(str(wheels))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    found = sorted(map(str, wheels.glob("*.whl")))
    subprocess.run([*pip, "--disable-pip-version-check", "--target", str(target), *found], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
