"""Text that is safe to show in a terminal: it holds no commands, and its width is known.

The log of a job in continuous integration is no safer: the service that runs the job looks for
commands in it.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Controls, formats, lone surrogates, separators of lines and paragraphs (Unicode, 4.5)."""

# Format characters that can't mislead: they join or separate the letters beside them, as Persian
# and the scripts of India and Egypt need, or can be seen, as the Arabic number sign.
_HARMLESS = frozenset(
    "\u200c\u200d\u180e\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
    "\U000110bd\U000110cd"
) | {chr(code) for code in range(0x13430, 0x13440)}

# The commands of GitHub, Azure and TeamCity: ##[group], ##vso[task.setvariable …], ##teamcity[…].
# The first two work wherever they stand in a line.
_COMMAND = re.compile(r"#(?=#[\w-]*\[)")

_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
"""Characters that are shown as they are, each in one column: most of what Europe writes."""


def visible(text: str) -> str:
    """Replace invisible characters that can steer a terminal, or change the order of text.

    Control characters become their pictures, others their code, as in “‹U+202E›”; a lone surrogate
    (a byte of a file name that is not UTF-8) becomes “�”. A command to the service that runs a
    job, as in “##[group]”, gets a blank: “# #[group]”.
    """
    if "##" in text:
        text = _COMMAND.sub("# ", text)
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category not in _UNSEEN or character in _HARMLESS:
        return character
    if category == "Cs":
        return "�"
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def cells(text: str) -> int:
    """Return how many columns of a terminal a visible text takes (Unicode, annex 11)."""
    return len(text) if _NARROW.fullmatch(text) else sum(map(_cells, text))


def fitting(text: str, width: int, *, backward: bool = False) -> int:
    """Return how many characters of a text, made visible, fit into some columns of a terminal.

    They are counted from its begin, or `backward` from its end.
    """
    near = text[-width - 1 :] if backward else text[: width + 1]
    if _NARROW.fullmatch(near):
        return min(len(near), width)
    number = 0
    for character in reversed(text) if backward else text:
        width -= cells(visible(character))
        if width < 0:
            break
        number += 1
    return number


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me") or character in "\u200c\u200d":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
