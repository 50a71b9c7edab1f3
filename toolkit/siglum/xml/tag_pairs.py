"""Which tag of a file that is not well-formed has lost its partner, and what was meant by it.

A parser stops at the end tag that does not fit. What is to be mended stands before, as a rule: the
start tag that was never closed, or that lacks the slash of an end tag.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from siglum.xml.lines import Lines
from siglum.xml.markup import MARKUP, Extent

_SAID = (
    re.compile(r"Opening and ending tag mismatch: (?P<start>\S+) line \d+ and (?P<end>\S+)"),
    re.compile(r"Premature end of data in tag (?P<start>\S+) line \d+(?P<end>)"),
)
_UNENDED = re.compile(
    r"Comment not terminated|CData section not finished.*|ParsePI: PI .*"
    r"|AttValue: ['\"] expected|Unescaped '<' not allowed in attributes values"
    r"|Couldn't find end of Start Tag .*",
    re.DOTALL,
)
_BEFORE_VALUE = re.compile(r"""<(?:[^<>"'/]|/(?!>)|"[^"<]*"|'[^'<]*')*+(?=["'])""")
_WITHIN_LINE = re.compile(r"[ \t]*[^\s<]")
_ALIKE = 0.6  # how much of two names has to agree for one to be meant by the other


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A tag without its partner: where it stands in the text, and what to say of it."""

    begin: int
    length: int
    message: str
    help: str


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    begin: int
    end: int
    is_bare: bool
    """Whether the tag has no attributes."""


def unpaired(text: str, said: str) -> Unpaired | None:
    """Return the tag that is meant where libxml2 has said that tags do not fit.

    None where it has said something else, or of other tags than are found here.
    """
    parser = next(filter(None, (pattern.fullmatch(said) for pattern in _SAID)), None)
    if parser is None:
        return None
    is_open: list[_Open] = []
    for tag in MARKUP.finditer(text):
        if tag["start"] and not tag["empty"]:
            is_bare = not tag["rest"].strip()
            is_open.append(
                _Open(name=tag["start"], begin=tag.start(), end=tag.end(), is_bare=is_bare)
            )
        elif tag["end"] and is_open and is_open[-1].name == tag["end"]:
            is_open.pop()
        elif tag["end"]:
            fits = bool(is_open) and _are(parser, is_open[-1].name, tag["end"])
            return _mismatch(text, is_open, tag) if fits else None
    fits = bool(is_open) and _are(parser, is_open[-1].name, "")
    return _not_closed(text=text, is_open=is_open, end=len(text), what="the file") if fits else None


def unended(text: str, said: str) -> Extent | None:
    """Return where markup stands, as far as its line goes, whose end libxml2 has not found.

    That is a comment, a section, an instruction, a tag, or the value of an attribute; libxml2
    names where it gave up, which may be the end of the file. None where it has said something else.
    """
    if not _UNENDED.fullmatch(said):
        return None
    begin = text.find("<")
    while begin >= 0 and (whole := MARKUP.match(text, begin)):
        begin = text.find("<", whole.end())
    if begin < 0:
        return None
    value = _BEFORE_VALUE.match(text, begin)
    begin = value.end() if value else begin
    end = re.compile(r"[\r\n<]").search(text, begin + 1)
    return Extent(begin, end.start() if end else len(text))


def _are(parser: re.Match[str], start: str, end: str) -> bool:
    """Say whether libxml2 has named these two tags; it leaves out some of the prefixes."""
    said = [name.rpartition(":")[2] for name in parser.group("start", "end")]
    return said == [name.rpartition(":")[2] for name in (start, end)]


def _mismatch(text: str, is_open: list[_Open], tag: re.Match[str]) -> Unpaired:
    name, last = tag["end"], is_open[-1]
    if any(one.name == name for one in is_open):
        line, _ = Lines(text).place(tag.start())
        return _not_closed(
            text=text, is_open=is_open, end=tag.start(), what=f"“{name}”", where=f" in line {line}"
        )
    length = tag.end() - tag.start()
    if SequenceMatcher(None, name.lower(), last.name.lower()).ratio() >= _ALIKE:
        message = f"“{name}” ends here, but “{last.name}” is open"
        return Unpaired(
            begin=tag.start(), length=length, message=message, help=f"Write </{last.name}>."
        )
    message = f"“{name}” ends here, but has not begun"
    help = f"Write <{name}> where it begins, or take </{name}> out."
    return Unpaired(begin=tag.start(), length=length, message=message, help=help)


def _not_closed(text: str, is_open: list[_Open], end: int, what: str, where: str = "") -> Unpaired:
    """Return the element opened last; that, or the one around it, was to end before `end`."""
    last = is_open[-1]
    if _is_meant_to_close(text, is_open, end):
        message = f"“{last.name}” begins again within “{last.name}”: this tag was to close it"
        return Unpaired(
            begin=last.begin,
            length=last.end - last.begin,
            message=message,
            help=f"Write </{last.name}>.",
        )
    message = f"“{last.name}” is not closed before {what} ends{where}"
    help = f"Write </{last.name}> where it ends."
    return Unpaired(begin=last.begin, length=len(last.name) + 1, message=message, help=help)


def _is_meant_to_close(text: str, is_open: list[_Open], end: int) -> bool:
    """Say whether the last start tag looks like an end tag whose slash is missing.

    It has no attributes, and text stands between it and the one of the same name around it, but
    none right behind it; or the text before the one, or behind the other, goes on in their line.
    """
    if len(is_open) < 2 or is_open[-2].name != is_open[-1].name:
        return False
    around, last = is_open[-2:]
    if not last.is_bare or not text[around.end : last.begin].strip():
        return False
    behind = text[last.end : end].partition("<")[0]
    goes_on = behind[:1] in (" ", "\t", *",.;:!?)") and _WITHIN_LINE.match(behind)
    before = text[text.rfind(">", 0, around.begin) + 1 : around.begin]
    return not behind.strip() or bool(goes_on) or bool(before.strip())
