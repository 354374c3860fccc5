"""A virtual environment for tests that install a distribution for real, without network: it sees the host's packages."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import venv
from pathlib import Path

#: pip's options, as variables, so that a command stands as a reader would type it
OFFLINE = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_BUILD_ISOLATION": "0",  # pip reads the negation of this one
    "PIP_NO_DEPS": "1",
    "PIP_NO_INDEX": "1",
    "PIP_QUIET": "1",
}


class Environment:
    """A virtual environment in a folder, whose commands run in another folder."""

    def __init__(self, folder: Path, **variables: str) -> None:
        venv.create(folder, with_pip=False, symlinks=os.name != "nt")
        self.scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python = self.scripts / ("python.exe" if os.name == "nt" else "python")
        packages = Path(sysconfig.get_path("purelib", "venv", vars={"base": str(folder), "platbase": str(folder)}))
        host = sysconfig.get_path("purelib")
        (packages / "host.pth").write_text(f"import site; site.addsitedir({host!r})\n", "utf-8")
        command = self.scripts / "kaizhou"
        command.write_text(
            f"#!{self.python}\nfrom kaizhou_indicators.cli import main\nraise SystemExit(main())\n", "utf-8"
        )
        command.chmod(0o755)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KAIZHOU_", "PIP_", "PYTEST_"))}
        path = os.pathsep.join([str(self.scripts), os.environ.get("PATH", "")])
        self.variables = {**kept, "PATH": path, "PYTHONIOENCODING": "utf-8", "LC_ALL": "C", **OFFLINE, **variables}

    def run(self, *words: str | Path, cwd: Path, code: int = 0) -> str:
        """Run a command, assert its exit code, and return what it writes, errors last."""
        line = [
            self.python if words[0] == "python" else self.scripts / "kaizhou" if words[0] == "kaizhou" else words[0]
        ]
        done = subprocess.run(
            [*map(str, line), *map(str, words[1:])],
            check=False,
            cwd=cwd,
            env=self.variables,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == code, f"{' '.join(map(str, words))}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr
