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
`end`     both report at an end tag or a start tag; where a tag runs over several lines, jing gives
          the line of its `>`, siglum that of its `<` or of the attribute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from siglum.relaxng import Error

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
    mine = {error.line for error in errors}
    meant = [e.line for e in errors if e.code == "RNG101" and (e.help or "").startswith("did")]
    texts = [error.line for error in errors if error.code in ("RNG105", "RNG109")]
    theirs: set[int] = set()
    said: set[str] = set()
    for line, message in findings:
        text = message.startswith(("text not allowed", "character content"))
        if line in mine and not text:
            theirs.update(range(_tag_begin(lines, line), line + 1))
        else:
            reason, same = _argument(lines, line, message, texts, meant, mine)
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
        if any(line <= error.line for line in meant):
            result.argued.append("meant")
        else:
            result.extra.append(error)
    return result


def _argument(
    lines: list[str], line: int, message: str, texts: list[int], meant: list[int], mine: set[int]
) -> tuple[str, list[int]]:
    """Return the name of an argued difference, and the lines of siglum's that it accounts for."""
    if message.startswith("first occurrence of ID"):
        return "first", []
    text = message.startswith(("text not allowed", "character content"))
    before = [one for one in texts if one <= line]
    if text and before:
        return "text", before
    begin = _tag_begin(lines, line)
    within = [one for one in mine if begin <= one < line]
    if within:
        return "end", within
    lacking = any(word in message for word in ("incomplete", "missing", "not allowed"))
    if lacking and any(one <= line for one in meant):
        return "meant", []
    return "", []


def _tag_begin(lines: list[str], line: int) -> int:
    """Return the line where the tag begins that ends on a line."""
    at = line - 1
    while at > 0 and lines[at].split(">")[0].count("<") == 0:
        at -= 1
    return at + 1
