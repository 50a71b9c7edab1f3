"""The fast tests, with the lowest versions of the dependencies, and on the newest Python here.

`make versions` runs it: what pyproject.toml says of the versions that do is then known to be true.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
FAST = (
    "xml",
    "checks/test_bad_input.py",
    "checks/test_rules.py",
    "checks/test_xsd_11.py",
    "checks/test_xsd_bounds.py",
    "schematron/test_schematron_rules.py",
    "render/test_own_stylesheets.py",
    "report",
    "edition",
)
"""Those that show what changes from version to version: lxml, xmlschema, Saxon, click, Python."""


def pythons() -> Iterator[tuple[tuple[int, ...], Path]]:
    """Yield the Pythons of this machine that siglum runs on, with their versions."""
    found = {Path(sys.executable)}
    found |= {Path(name) for n in range(11, 30) if (name := shutil.which(f"python3.{n}"))}
    found |= set(Path.home().glob(".pyenv/versions/3.*/bin/python3"))
    for path in found:
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
        version = re.fullmatch(r"Python (3)\.(\d+)\.(\d+)\s*", said.stdout)
        if version and int(version[2]) >= 11:
            yield tuple(map(int, version.groups())), path


def passed(name: str, python: Path, *resolution: str) -> bool:
    """Run the fast tests in an environment of their own, made anew."""
    environment = REPO / ".venv" / name
    uv = [sys.executable, "-m", "uv", "--quiet", "--no-progress"]
    subprocess.run([*uv, "venv", "--clear", "--python", python, environment], check=True)
    inside = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [*uv, "pip", "install", "--python", inside, *resolution, "--editable", ".[test]"]
    subprocess.run(install, cwd=REPO, check=True)
    subprocess.run([*uv, "pip", "list", "--python", inside], check=True)
    tests = [Path("tests", each) for each in FAST]
    pytest = [inside, "-m", "pytest", "-n", "auto", "-p", "no:cacheprovider", *tests]
    return subprocess.run(pytest, cwd=REPO, check=False).returncode == 0


def main() -> int:
    """Run both; the exit status is 0 if all passed."""
    newest, python = max(pythons())
    print(f"with the lowest versions of the dependencies, on {sys.version.split()[0]}", flush=True)
    lowest = passed("lowest", Path(sys.executable), "--resolution", "lowest-direct")
    print(f"on the newest Python here, {'.'.join(map(str, newest))}", flush=True)
    return 0 if passed("newest", python) and lowest else 1


if __name__ == "__main__":
    sys.exit(main())
