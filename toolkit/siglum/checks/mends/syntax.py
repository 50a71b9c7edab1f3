"""Files that are not well-formed by a slip of the keyboard or of a word processor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from siglum.checks.mends.case import Case
from siglum.findings.diagnostics import Edit

_REFERENCE = re.compile(r"&(?:#[0-9]+;|#x[0-9A-Fa-f]+;|[^\s&;<>\"'#]+;|(?P<name>[^\W\d]\w*)?)")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML = ("amp", "lt", "gt", "apos", "quot")

# A value between quotation marks of which one at least is curly, or of another language.
_OPENING, _CLOSING = "“„‟”«»‘‚‛’″′", "”“‟»«’‘‛″′"
_VALUE = re.compile(
    rf"""(?P<before>\s[^\s=/<>"']+\s*=\s*)
    (?:(?P<open>[{_OPENING}])(?P<value>[^<>"{_OPENING}]*)(?P<close>[{_CLOSING}"])
    |(?P<straight>")(?P<rest>[^<>"{_OPENING}]*)(?P<curly>[{_CLOSING}])(?!"))
    (?=[\s/>])""",
    re.VERBOSE,
)
_RIGHT = re.compile(r"""\s+[^\s=/<>"']+\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_START = re.compile(r"<[^\s<>/!?=\"']+")


def curly_quotes(case: Case) -> Iterator[Edit]:
    """Write straight quotation marks around the values in each tag that has curly ones.

    Only where the parser stopped at such a value: elsewhere they may be text.
    """
    found = list(_curly(case))
    if any(begin <= case.offset <= end for begin, end, *_ in found):
        for _, _, *marks in found:
            for at in marks:
                yield case.written.edit(at, at + 1, '"', is_safe=True)


def _curly(case: Case) -> Iterator[tuple[int, int, int, int]]:
    """Yield begin and end of each such attribute, and the places of its quotation marks."""
    text = case.written.text
    for start in _START.finditer(text):
        if case.written.is_opaque(start.start()):
            continue
        at = start.end()
        while True:
            right, wrong = _RIGHT.match(text, at), _VALUE.match(text, at)
            if wrong:  # a right value can't end where a wrong one does: it goes on to the next mark
                group = "open" if wrong["open"] else "straight"
                last = "close" if wrong["open"] else "curly"
                yield at, wrong.end(), wrong.start(group), wrong.start(last)
                at = wrong.end()
            elif right:
                at = right.end()
            else:
                break


def stray_ampersand(case: Case) -> Iterator[Edit]:
    """Write `&amp;` for each “&” that begins no reference, where the parser stopped at one.

    What may be a reference that lacks its “;” is left: whether it is one, only its author knows.
    """
    text = case.written.text
    edits, is_here = [], False
    for found in _REFERENCE.finditer(text):
        begin, end = found.span()
        name = found["name"]
        is_reference = found[0].endswith(";") or name in _XML or (name and f"{name};" in html5)
        if is_reference or case.written.is_opaque(begin):
            continue
        is_here = is_here or begin <= case.offset <= end
        edits.append(case.written.edit(begin, begin + 1, "&amp;", is_safe=True))
    if is_here:
        yield from edits


def known_entity(case: Case) -> Iterator[Edit]:
    """Write the characters of entities that HTML and the ISO sets name; they are declared nowhere.

    Not in a file with a document type declaration, which may mean something else by them.
    """
    text = case.written.text
    if "<!DOCTYPE" in text:
        return
    for found in _ENTITY.finditer(text):
        meant = html5.get(f"{found[1]};")
        if meant is None or found[1] in _XML or case.written.is_opaque(found.start()):
            continue
        shown = meant if meant.isprintable() else "".join(f"&#{ord(one)};" for one in meant)
        shown = shown.replace("&", "&amp;") if meant.isprintable() else shown
        shown = shown.replace("<", "&lt;").replace('"', "&quot;")
        yield case.written.edit(found.start(), found.end(), shown, is_safe=True)
