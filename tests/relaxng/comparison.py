"""siglum's errors beside jing's findings, line by line.

Where the two differ although both are right, the difference has a name here, and an argument:

`text`    jing reports text at the end of the tag that follows it; siglum where the text begins.
`first`   jing reports a repeated ID twice, once at the first use, which is no mistake; siglum
          names the line of the first use in the help.
`again`   in an element that is declared nowhere, jing repeats its last message, word for
          word, where it has nothing to say.
`meant`   siglum takes a misspelt element for the one that was meant: what is in it is checked
          (jing skips it), its parent does not lack it (jing says "incomplete"), and what follows
          it may stand there (jing says "not allowed").
`placed`  what stands in the wrong place, or is unknown, may be taken as if the element that siglum
          advises were around it, or as if it were what has to come there (see `recovery`): its
          parent lacks nothing besides (jing says "incomplete" or "missing"), and what follows it
          in its parent may stand there (jing says "not allowed").
`moved`   where one element comes after another that it has to come before, jing reports both;
          siglum the one that comes too late, with the line of the other; or, if several come too
          late, the one that comes too early.
`deeper`  an element that stands too deep, in one that is not closed in time, is not missing where
          it belongs besides.
`end`     both report at an end tag or a start tag; where a tag runs over several lines, jing gives
          the line of its `>`, siglum that of its `<` or of the attribute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from siglum.relaxng import Error

_MOVED = re.compile(r"move it before .* on line (\d+)$")
_ANYWHERE = re.compile(r'element "([^"]+)" not allowed anywhere')


@dataclass(slots=True)
class Comparison:
    """What is left of the lines of each when the argued differences are taken off."""

    missed: list[tuple[int, str]] = field(default_factory=list)
    extra: list[Error] = field(default_factory=list)
    argued: list[str] = field(default_factory=list)


def compare(data: bytes, findings: list[tuple[int, str]], errors: list[Error]) -> Comparison:
    """Compare the findings of jing (line and message) with the errors of siglum."""
    lines = data.decode("utf-8", "replace").split("\n")
    result = Comparison()
    arguments = _Arguments(data, lines, errors)
    mine = {error.line for error in errors}
    theirs: set[int] = set()
    said: set[str] = set()
    for line, message in findings:
        text = message.startswith(("text not allowed", "character content"))
        if line in mine and not text:
            theirs.update(range(_tag_begin(lines, line), line + 1))
        else:
            reason, same = arguments.find(line, message)
            again = message in said and any(_ANYWHERE.match(one) for one in said)
            if reason or again:
                result.argued.append(reason or "again")
                theirs.update(same)
            else:
                result.missed.append((line, message))
        said.add(message)
    for error in errors:
        if error.line in theirs:
            continue
        if any(line <= error.line for line in arguments.meant):
            result.argued.append("meant")
        else:
            result.extra.append(error)
    return result


class _Arguments:
    """What explains that siglum is silent where jing reports something, in one document."""

    def __init__(self, data: bytes, lines: list[str], errors: list[Error]) -> None:
        self._lines = lines
        self._mine = {error.line for error in errors}
        self._texts = [error.line for error in errors if error.code in ("RNG105", "RNG109")]
        self.meant = [e.line for e in errors if e.code == "RNG101" and _asks(e)]
        self._moved = {int(found[1]) for e in errors if (found := _MOVED.match(e.help or ""))}
        self._deeper = [(e.line, e.message.split("”")[0][1:]) for e in errors if _is_deeper(e)]
        placed = [e for e in errors if e.code in ("RNG101", "RNG102", "RNG103", "RNG105")]
        self._placed = _parents(data, placed) if placed else []

    def find(self, line: int, message: str) -> tuple[str, list[int]]:
        """Return the name of an argued difference, and the lines of siglum's it accounts for."""
        if message.startswith("first occurrence of ID"):
            return "first", []
        text = message.startswith(("text not allowed", "character content"))
        before = [one for one in self._texts if one <= line]
        if text and before:
            return "text", before
        begin = _tag_begin(self._lines, line)
        within = [one for one in self._mine if begin <= one < line]
        if within:
            return "end", within
        if not any(word in message for word in ("incomplete", "missing", "not allowed")):
            return "", []
        if any(one <= line for one in self.meant):
            return "meant", []
        if any(begin <= one <= line for one in self._moved):
            return "moved", []
        if any(one <= line and f'"{name}"' in message for one, name in self._deeper):
            return "deeper", []
        if any(error <= line <= end for error, end in self._placed):
            return "placed", []
        return "", []


def _asks(error: Error) -> bool:
    return (error.help or "").startswith("did")


def _is_deeper(error: Error) -> bool:
    help = error.help or ""
    return help.startswith(("close ", "it can stand directly in "))


def _parents(data: bytes, errors: list[Error]) -> list[tuple[int, int]]:
    """Return the line of each error with that on which the element ends in which it stands."""
    found: list[tuple[int, int]] = []
    waiting = sorted(errors, key=lambda error: (error.line, error.column), reverse=True)
    opened: list[list[int]] = []  # for each open element, the lines of the errors in it
    parser = expat.ParserCreate()

    def catch_up(*_: object) -> None:
        here = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        while waiting and (waiting[-1].line, waiting[-1].column) <= here and opened:
            opened[-1].append(waiting.pop().line)

    def start(*_: object) -> None:
        catch_up()
        opened.append([])

    def end(*_: object) -> None:
        catch_up()
        found.extend((line, parser.CurrentLineNumber) for line in opened.pop())

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return found


def _tag_begin(lines: list[str], line: int) -> int:
    """Return the line where the tag begins that ends on a line."""
    at = line - 1
    while at > 0 and lines[at].split(">")[0].count("<") == 0:
        at -= 1
    return at + 1
