"""A TOML file, read; what is wrong with its syntax is said in the words of who writes it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from siglum.findings.codes import diagnostic
from siglum.findings.diagnostics import CannotRun, Span

_WORDS = (
    (r"Invalid value", "a value is missing here, or a text is not in quotation marks"),
    (r"Illegal character '\\n'|Unterminated string", "a text has no closing quotation mark"),
    (
        r"Unescaped '\\' in a string",
        r"in a text between double quotation marks, “\\” begins a code: a path is written with “/”",
    ),
    (r"Cannot declare \('(.+?)',?\) twice", r"the table [\1] is there twice"),
    (r"Cannot overwrite a value", "a key is there twice"),
    (r"Expected '=' after a key.*", "behind a key, “=” and its value are missing"),
    (r"Unclosed array", "a list has no closing “]”"),
    (r"Expected ']'+ at the end of a.*", "the name of a table has no closing “]”"),
    (r"Expected newline or end of document after a statement", "a new key begins a new line"),
    (r"Invalid statement", "a line is a [table], or a key with “=” and its value"),
)


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """Return the text of a TOML file and what it says. Raises CannotRun with SG901."""
    import tomllib  # late: not every run has an edition

    if path.exists() and not path.is_file():  # a pipe, a device: reading it might never end
        raise CannotRun(diagnostic("SG901", "this is not a file to be read", Span(path)))
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, line, column = _place(str(error), text)
        found = diagnostic("SG901", f"this is not TOML: {message}", Span(path, line, column))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02X} is not UTF-8, as TOML has to be"
        found = diagnostic("SG901", message, Span(path, line), "Save the file as UTF-8.")
    except OSError as error:
        message = f"the file can't be read: {(error.strerror or str(error)).lower()}"
        found = diagnostic("SG901", message, Span(path))
    raise CannotRun(found)


def _place(said: str, text: str) -> tuple[str, int, int]:
    """Return what tomllib says in words of ours, with line and column."""
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", said)
    if found is None:
        return _in_words(said), 1, 1
    message = _in_words(said[: found.start()])
    if found[1]:
        return message, int(found[1]), int(found[2])
    last = text.rstrip("\n").split("\n")
    return message, len(last), len(last[-1]) + 1


def _in_words(message: str) -> str:
    for pattern, words in _WORDS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(words)
    return message[:1].lower() + message[1:]
