"""The type of the `siglum` fixture."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

REPO = Path(__file__).resolve().parents[1]


class Siglum(Protocol):
    """Runs `siglum ARGUMENT…` as a process of its own; `env` is added to the environment."""

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path = REPO,
        env: Mapping[str, str] | None = None,
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]: ...
