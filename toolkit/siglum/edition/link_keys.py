"""Keys instead of addresses: the table [links] of edition.toml, and TEI's prefixDef.

A key names an entry of a register, or a file, by the project's own id for it, as in
`ref="Plant001"` or `ref="pmb:50"`; the address that such keys stand for is declared once.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from lxml import etree

from siglum.findings import kinds
from siglum.findings.diagnostics import Kind
from siglum.xml.resolve import has_scheme

_NAME = r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?"
_ATTRIBUTE = re.compile(rf"(?:({_NAME})/)?@({_NAME})")
_PLACE = "{}"
_MOST = 1000  # prefixDef elements of one document


def problem(attribute: str, address: str) -> Kind | None:
    """Return what is wrong with an entry of the table [links]; None if nothing."""
    if not _ATTRIBUTE.fullmatch(attribute):
        return kinds.settings.NoAttribute(attribute)
    if address and address.count(_PLACE) != 1:
        return kinds.settings.NoPlaceForKey(address)
    return None


@dataclass(frozen=True, slots=True)
class Keys:
    """Which attributes hold keys, and how a key becomes an address."""

    table: Mapping[str, str]
    """Addresses by attribute, as in “placeName/@ref”; relative to edition.toml."""

    def pattern(self, element: str, attribute: str) -> str | None:
        """Return the pattern by which an attribute's keys become addresses; None for no keys."""
        own = self.table.get(f"{element}/@{attribute}")
        return self.table.get(f"@{attribute}") if own is None else own

    @property
    def attributes(self) -> frozenset[str]:
        """The names of the attributes that hold keys, at least on some elements."""
        return frozenset(name.rpartition("@")[2] for name in self.table)


def is_key(pattern: str | None, value: str, ids: Container[str]) -> bool:
    """Say whether a value of an attribute is a key; `pattern` is that of the attribute's keys.

    A value with a scheme is not a key, nor is a pointer to one of the ids of its document; nor is
    any pointer within the document, if the keys of the attribute are names of files.
    """
    if pattern is None or has_scheme(value):
        return False
    if value.startswith("#"):
        return value[1:] not in ids and (not pattern or "#" in pattern)
    return True


def address(pattern: str, key: str) -> str:
    """Return the address that a key stands for."""
    return pattern.replace(_PLACE, quote(key.removeprefix("#")))


class BadPattern(Exception):
    """A matchPattern that can't be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefixDef: how what follows a prefix becomes an address (TEI P5, 17.2.3)."""

    element: etree._Element
    match: str
    replacement: str

    def address(self, rest: str) -> str | None:
        """Return the address for what follows the prefix; None where it does not match.

        Raises BadPattern for a pattern that can't be used.
        """
        from siglum.relaxng.values.regex import RegexError  # late: few documents declare prefixes
        from siglum.relaxng.values.regex_groups import groups

        pattern = self.match.removeprefix("^")
        if pattern.endswith("$") and not pattern.endswith("\\$"):
            pattern = pattern[:-1]
        try:
            found = groups(pattern, rest)
        except RegexError as error:
            raise BadPattern(str(error)) from None
        if found is None:
            return None

        def group(reference: re.Match[str]) -> str:
            number = int(reference[1])
            return found[number] if number < len(found) else ""

        return re.sub(r"\$([0-9])", group, self.replacement)


def prefixes(root: etree._Element, tei: str) -> dict[str, list[Prefix]]:
    """Return the prefixes that a document declares, each with its definitions in order."""
    found: dict[str, list[Prefix]] = {}
    for number, element in enumerate(root.iter(f"{{{tei}}}prefixDef")):
        ident = element.get("ident")
        if ident and number < _MOST:
            prefix = Prefix(
                element, element.get("matchPattern", ""), element.get("replacementPattern", "")
            )
            found.setdefault(ident, []).append(prefix)
    return found


def tokens(value: str) -> Iterable[str]:
    """Return the pointers in an attribute's value, split at white space outside of parentheses."""
    return _tokens(value) if "(" in value else value.split()


def _tokens(value: str) -> Iterator[str]:
    depth, token = 0, ""
    for char in value:
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char.isspace() and not depth:
            if token:
                yield token
            token = ""
        else:
            token += char
    if token.strip():
        yield token.strip()
