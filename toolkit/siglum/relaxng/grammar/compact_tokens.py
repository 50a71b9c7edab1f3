"""The compact syntax as tokens (RELAX NG Compact Syntax, sections 2.1 and 3).

Comments are dropped here, and annotations (section 5) are separated from the rest: they don't
change what a schema means.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import SchemaError
from ..values.xsd_types import is_ncname
from .syntax import Place

KEYWORDS = frozenset(
    {
        *("attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar"),
        *("include", "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start"),
        *("string", "text", "token"),
    }
)

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE = re.compile(r"\\x+\{([0-9a-fA-F]+)\}")
_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\n]+ | \#[^\n]*)
  | (?P<literal>\"\"\"(?:\"{0,2}[^"])*\"\"\" | '''(?:'{0,2}[^'])*''' | "[^"\n]*" | '[^'\n]*')
  | (?P<name>\\?(?:[A-Za-z_]|[^\x00-\x7f])(?:[\w.\-]|[^\x00-\x7f])*
      (?::(?:\*|(?:[A-Za-z_]|[^\x00-\x7f])(?:[\w.\-]|[^\x00-\x7f])*))?)
  | (?P<mark>\|=|&=|>>|[=,&|?*+\-~(){}\[\]])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    `kind` is "literal", "name" (an identifier, `escaped` if after a backslash), "cname"
    (`prefix:local`), "nsname" (`prefix:*`), "end", or a punctuation mark itself.
    """

    kind: str
    text: str
    place: Place
    escaped: bool = False

    def is_keyword(self, *words: str) -> bool:
        """Tell whether this is one of these keywords."""
        return self.kind == "name" and not self.escaped and self.text in words


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation in brackets: an element, or attributes and elements about what follows.

    `name` is the element's name, None for the other kind; `content` are the tokens in the brackets.
    """

    name: Token | None
    content: tuple[Token, ...]


def tokens(file: str, data: bytes) -> list[Token]:
    """Return the tokens of a file, without its annotations. Raises SchemaError like `parts`."""
    return [part for part in parts(file, data) if isinstance(part, Token)]


def parts(file: str, data: bytes) -> Iterator[Token | Annotation]:
    """Yield the tokens and annotations of a file in their order.

    Raises SchemaError for characters that are no token, and for a bracket that is never closed.
    """
    return _annotations_apart(_scan(file, _text(file, data)))


def _text(file: str, data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        message = f"the schema is not in {encoding.upper()[:6].rstrip('-')}"
        raise SchemaError("RNG001", message, (file, 1, 1)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")

    def place(at: int) -> Place:
        return file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)

    def escaped(found: re.Match[str]) -> str:
        code = int(found[1], 16)
        if code > sys.maxunicode or _NO_CHARACTER.match(chr(code)):
            message = f"“{found[0]}” is no character of XML"
            raise SchemaError("RNG001", message, place(found.start()))
        # An escaped newline does not end a line (section 2.1): it is \0 until the lines are split.
        return chr(code).replace("\n", "\0")

    wrong = _NO_CHARACTER.search(text)
    if wrong:
        message = f"U+{ord(wrong[0]):04X} is no character of XML"
        raise SchemaError("RNG001", message, place(wrong.start()))
    return _ESCAPE.sub(escaped, text)


def _scan(file: str, text: str) -> Iterator[Token]:
    at, line, begin = 0, 1, 0
    while at < len(text):
        place = (file, line, at - begin + 1)
        found = _TOKEN.match(text, at)
        if not found:
            raise SchemaError("RNG001", f"“{text[at]}” can't stand here", place)
        kind, word = found.lastgroup, found[0]
        if kind == "literal":
            quotes = 3 if word[:3] in ('"""', "'''") and len(word) >= 6 else 1
            yield Token("literal", word[quotes:-quotes].replace("\0", "\n"), place)
        elif kind == "name":
            yield _name(word, place)
        elif kind == "mark":
            yield Token(word, word, place)
        newlines = word.count("\n")
        if newlines:
            line += newlines
            begin = at + word.rindex("\n") + 1
        at = found.end()
    yield Token("end", "", (file, line, at - begin + 1))


def _name(word: str, place: Place) -> Token:
    for part in word.removeprefix("\\").removesuffix(":*").split(":"):
        if not is_ncname(part):
            raise SchemaError("RNG001", f"“{part}” is not a name", place)
    if word.endswith(":*"):
        return Token("nsname", word[:-2], place)
    if ":" in word:
        return Token("cname", word, place)
    return Token(
        kind="name", text=word.removeprefix("\\"), place=place, escaped=word.startswith("\\")
    )


# A name after one of these is a pattern; a bracket after that name annotates the next definition.
_NEEDS_A_PATTERN = frozenset({"=", "|=", "&=", "|", ",", "&", "(", "-"})
_NEEDS_A_NAME = ("element", "attribute", "parent")


def _annotations_apart(found: Iterator[Token]) -> Iterator[Token | Annotation]:
    """Join the tokens of `[…]`, `>> name […]`, and `name […]` between definitions."""
    previous: Token | None = None
    held: Token | None = None
    for token in found:
        if token.kind == ">>":
            if held is not None:
                yield held
                previous, held = held, None
            yield _following(found)
        elif token.kind == "[":
            name = held if held is not None and _names_annotation(held, previous) else None
            if held is not None and name is None:
                yield held
                previous = held
            held = None
            yield Annotation(name, tuple(_content(found, token)))
        else:
            if held is not None:
                yield held
                previous = held
            held = token
    if held is not None:
        yield held


def _names_annotation(name: Token, previous: Token | None) -> bool:
    """Tell whether a name before a bracket is that of an annotation element."""
    if name.kind not in ("name", "cname") or name.is_keyword(*KEYWORDS):
        return False
    return previous is None or not (
        previous.kind in _NEEDS_A_PATTERN or previous.is_keyword(*_NEEDS_A_NAME)
    )


def _following(found: Iterator[Token]) -> Annotation:
    name, opening = next(found), next(found, None)
    if name.kind not in ("name", "cname"):
        raise SchemaError("RNG002", "“>>” needs an annotation after it", name.place)
    if opening is None or opening.kind != "[":
        raise SchemaError("RNG002", "an annotation needs a “[”", name.place)
    return Annotation(name, tuple(_content(found, opening)))


def _content(found: Iterator[Token], opening: Token) -> Iterator[Token]:
    depth = 1
    for token in found:
        depth += {"[": 1, "]": -1}.get(token.kind, 0)
        if not depth:
            return
        yield token
    raise SchemaError("RNG002", "the annotation is never closed", opening.place)
