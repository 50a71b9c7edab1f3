"""A TOML file, read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from siglum.findings import kinds
from siglum.findings.diagnostics import CannotRun, Diagnostic, Span


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a TOML file and what it says. Raises CannotRun with SG901."""
    import tomllib  # late: not every run has an edition

    if path.exists() and not path.is_file():  # a pipe, a device: reading it might never end
        raise CannotRun(Diagnostic(kinds.settings.NoSettingsFile(), Span(path)))
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, line, column = _place(str(error), text)
        found = Diagnostic(kinds.settings.NotToml(said), Span(path, line, column))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = Diagnostic(kinds.settings.SettingsNotUtf8(data[error.start]), Span(path, line))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        found = Diagnostic(kinds.settings.UnreadableSettings(reason), Span(path))
    raise CannotRun(found)


def _place(said: str, text: str) -> tuple[str, int, int]:
    """Return what tomllib says, without the place, and line and column."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", said)
    if found is None:
        return said, 1, 1
    message = said[: found.start()]
    if found[1]:
        return message, int(found[1]), int(found[2])
    last = text.rstrip("\n").split("\n")
    return message, len(last), len(last[-1]) + 1
