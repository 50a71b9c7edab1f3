"""Find and replace names in XPath expressions, not in their strings and comments.

Expressions are only split into tokens (XPath 3.1, A.2); to parse them is left to Saxon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

_NCNAME = r"[^\W\d][\w.\-·]*"
_TOKEN = re.compile(
    rf""" (?P<string> "(?:[^"]|"")*" | '(?:[^']|'')*' )
        | (?P<comment> \(: )
        | (?P<name> Q\{{[^}}]*\}}(?:{_NCNAME}|\*) | {_NCNAME}(?: :(?!:)(?:{_NCNAME}|\*) )? )
        | (?P<number> \.?\d[\w.]* )
        | (?P<space> \s+ )
        | (?P<other> :: | => | . ) """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"\(:|:\)")
_NO_FUNCTION = frozenset({"$", "@", "::", "?"})
"""Tokens after which a name is no function's but that of a variable, attribute, axis, or key."""

OF_CONTEXT = frozenset({"base-uri"})
"""Functions that apply to the context item if they have no argument."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression; all pieces joined are the expression again."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a function is called or referred to (`doc(…)`, `doc#1`)."""

    namespace: str
    name: str


def tokens(expression: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens of an expression from an offset on."""
    at = start
    while at < len(expression):
        found = _TOKEN.match(expression, at)
        assert found is not None  # any character is a token
        kind = found.lastgroup or "other"
        end = _end_of_comment(expression, at) if kind == "comment" else found.end()
        yield Token("space" if kind == "comment" else kind, expression[at:end], at)
        at = end


def _end_of_comment(expression: str, start: int) -> int:
    depth = 0
    for found in _COMMENT.finditer(expression, start):
        depth += 1 if found[0] == "(:" else -1
        if depth == 0:
            return found.end()
    return len(expression)


def rename_calls(
    expression: str,
    prefixes: Mapping[str | None, str],
    default: str,
    renamed: Callable[[Call], str | None],
) -> str:
    """Rename functions: `renamed` returns the new name, or None to keep the old one.

    A function of `OF_CONTEXT` that is called without an argument gets the context item as its
    argument. `default` is the namespace of functions without a prefix.
    """
    said = list(tokens(expression))
    meant = [token for token in said if token.kind != "space"]
    new: dict[int, str] = {}
    for number, token in enumerate(meant):
        before = meant[number - 1].text if number else ""
        after = [one.text for one in meant[number + 1 : number + 3]]
        if token.kind != "name" or before in _NO_FUNCTION or after[:1] not in (["("], ["#"]):
            continue
        namespace, name = _expanded(token.text, prefixes, default)
        is_empty = after == ["(", ")"] and before != "=>"
        name_now = renamed(Call(namespace, name))
        if name_now is not None:
            new[token.at] = name_now
            if is_empty and name in OF_CONTEXT:
                new[meant[number + 1].at] = "(."
    return "".join(new.get(token.at, token.text) for token in said)


def bind_prefixes(expression: str, prefixes: Mapping[str, str]) -> str:
    """Replace prefixes by their namespaces (`Q{…}`), except in the names of variables."""
    parts: list[str] = []
    before = ""
    for token in tokens(expression):
        prefix, colon, name = token.text.partition(":")
        if token.kind == "name" and colon and before != "$" and prefix in prefixes:
            parts.append(f"Q{{{prefixes[prefix]}}}{name}")
        else:
            parts.append(token.text)
        if token.kind != "space":
            before = token.text
    return "".join(parts)


def in_template(text: str, change: Callable[[str], str]) -> str:
    """Change the expressions in a value template (XSLT 3.0, 5.6); the text around them stays."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        if text[at] != "{" or text.startswith("{{", at):
            step = 2 if text.startswith(("{{", "}}"), at) else 1
            parts.append(text[at : at + step])
            at += step
            continue
        end = _end_of_expression(text, at + 1)
        parts.append(f"{{{change(text[at + 1 : end])}{text[end : end + 1]}")
        at = end + 1
    return "".join(parts)


def _end_of_expression(text: str, start: int) -> int:
    depth = 0
    for token in tokens(text, start):
        if token.text == "}" and depth == 0:
            return token.at
        depth += {"{": 1, "}": -1}.get(token.text, 0)
    return len(text)


def _expanded(name: str, prefixes: Mapping[str | None, str], default: str) -> tuple[str, str]:
    if name.startswith("Q{"):
        namespace, _, local = name[2:].partition("}")
        return " ".join(namespace.split()), local
    prefix, colon, local = name.partition(":")
    return (prefixes.get(prefix, ""), local) if colon else (default, name)
