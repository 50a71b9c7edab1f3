"""Which part of a schema a run was in when it was ended, since it took too long."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lxml import etree

from siglum.schematron.isolate import Compiled
from siglum.schematron.names import xsl
from siglum.schematron.parts import NUMBER

_TAIL = 100_000  # bytes at the end of a trace: more than parts are ever open at once


def traced(compiled: Compiled, path: Path) -> Compiled:
    """Return a schema that writes into a file when it enters and leaves each part."""
    root = etree.fromstring(compiled.stylesheet)
    for attempt in root.iter(xsl("try")):
        number = _number(attempt)
        if number is None:
            continue
        catches = list(attempt.iterchildren(xsl("catch")))
        attempt.insert(0, _message(f"+{number}"))
        for catch in catches:
            catch.insert(0, _message(f"-{number}"))
        attempt.insert(attempt.index(catches[0]), _message(f"-{number}"))
    return replace(compiled, stylesheet=etree.tostring(root, encoding="unicode"), messages=path)


def last_open(run: Callable[[Path], object]) -> int | None:
    """Return the number of the part that `run` was in when it ended; None for none of them.

    `run` applies a traced schema that writes to the file it is given.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "trace")
        run(path)
        told = path.read_bytes()[-_TAIL:].decode("ascii", "replace") if path.exists() else ""
    inside: list[str] = []
    for line in told.split():
        if line.startswith("+"):
            inside.append(line[1:])
        elif line[1:] in inside:
            del inside[inside.index(line[1:]) :]
    return int(inside[-1]) if inside else None


def _number(attempt: etree._Element) -> str | None:
    for element in (attempt, *attempt.iterancestors()):
        if NUMBER in element.attrib:
            return str(element.get(NUMBER))
    return None


def _message(text: str) -> etree._Element:
    return etree.Element(xsl("message"), select=f"'{text}'")
