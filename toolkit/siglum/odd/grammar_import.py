"""A RELAX NG grammar of another vocabulary, taken into the schema by `moduleRef/@url`.

Its start is left out, includes are replaced by the files, and its names get the prefix of the
moduleRef. Definitions in the content of the moduleRef, or of an include, replace those of the same
names, or are combined with them if they have `combine`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable

from lxml import etree

from .base import Files
from .errors import OddError, Problem
from .mistakes.sources import UnusableGrammar
from .model import ModuleRef
from .names import RNG, local, names_of_files, rng
from .schema import Grammar

_MOST = 1_000
"""How many grammars may be included, the same one more than once."""

_NAMED = (rng("define"), rng("ref"), rng("parentRef"))


def import_grammar(reference: ModuleRef, files: Files) -> Grammar:
    """Return the grammar that a moduleRef names. Raises OddError if it can't be read or used."""
    if reference.url is None or reference.origin is None:
        raise ValueError("the moduleRef names no grammar")
    importer = _Importer(files, reference.origin)
    grammar = importer.read(reference.url, reference.origin, ())
    if reference.prefix:
        for element in grammar.iter(*_NAMED):
            element.set("name", reference.prefix + element.get("name", ""))
    _override(grammar, reference.overrides)
    for overriding in reference.overrides:
        importer.refuse_files(overriding)
        grammar.append(copy.deepcopy(overriding))
    return Grammar(reference.url, grammar)


class _Importer:
    def __init__(self, files: Files, origin: etree._Element) -> None:
        self._files = files
        self._origin = origin
        self._times = 0

    def read(
        self, address: str, near: etree._Element, stack: tuple[etree._Element, ...]
    ) -> etree._Element:
        """Return the content of a grammar file as a div."""
        self._times += 1
        if self._times > _MOST:
            raise self._unusable(f"grammars include grammars more than {_MOST:,} times")
        root = self._files.open(address, near)
        if root.tag != rng("grammar"):
            raise self._unusable(f"“{address}” is no RELAX NG grammar in XML syntax")
        if root in stack:
            raise self._unusable(f"the grammar “{address}” includes itself")
        div = _emptied(root)
        self._fill(div, root, (*stack, root))
        return div

    def _fill(
        self, div: etree._Element, source: etree._Element, stack: tuple[etree._Element, ...]
    ) -> None:
        for child in source.iterchildren(f"{{{RNG}}}*"):
            if child.tag == rng("include"):
                included = self.read(child.get("href", ""), child, stack)
                _override(included, child.iterchildren(f"{{{RNG}}}*"))
                div.append(included)
                self._fill(div, child, stack)
            elif child.tag == rng("div"):
                inner = _emptied(child)
                self._fill(inner, child, stack)
                div.append(inner)
            elif child.tag == rng("define"):
                self.refuse_files(child)
                div.append(copy.deepcopy(child))

    def refuse_files(self, pattern: etree._Element) -> None:
        """Raise OddError for a pattern that names another file."""
        for found in names_of_files(pattern):
            message = f"the {local(found)} of “{found.get('href', '')}” in a definition is not read"
            raise self._unusable(message)

    def _unusable(self, reason: str) -> OddError:
        unusable = UnusableGrammar(reason=reason)
        return OddError(Problem(mistake=unusable, origin=self._origin, attribute="url"))


def _emptied(element: etree._Element) -> etree._Element:
    """Return a grammar or div as a div with its attributes and namespaces, but no content."""
    div = copy.deepcopy(element)
    for child in list(div):
        div.remove(child)
    div.tag, div.text, div.tail = rng("div"), None, None
    return div


def _override(grammar: etree._Element, overriding: Iterable[etree._Element]) -> None:
    """Remove the definitions that others replace."""
    names = {
        define.get("name")
        for element in overriding
        for define in element.iter(rng("define"))
        if "combine" not in define.attrib
    }
    for define in list(grammar.iter(rng("define"))):
        parent = define.getparent()
        if define.get("name") in names and parent is not None:
            parent.remove(define)
