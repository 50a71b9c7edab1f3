"""Links: within a file, to other files of the edition, to entries of its registers, to the web.

Which attributes are pointers, TEI P5 says (see `siglum.model.pointers`); which hold keys, the
edition (`siglum.edition.link_keys`). What a name has to link to is said by the edition's own rules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.checks.near import Near
from siglum.checks.own import OwnCheck
from siglum.checks.world import Entries, World, entries_of
from siglum.checks.written_links import POINTERS, Tags, WrittenLinks, is_pointer
from siglum.edition import link_keys
from siglum.edition.config import FILE_NAME, Edition
from siglum.edition.document import STDIN, TEI, Document
from siglum.edition.link_keys import BadPattern, Keys, Prefix, is_key
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.xml.resolve import Reason, Refusal, Target, resolve

# Addresses that run something, or show what the source, not its publisher, decides.
_UNSAFE_SCHEMES = frozenset(
    {"javascript", "vbscript", "livescript", "data", "blob", "file", "filesystem", "view-source"}
)
_SCHEME = re.compile(r"([^/?#:]*):")
_SCHEME_BASED = re.compile(r"(?:[^\W\d][\w.\-]*:)?[^\W\d][\w.\-]*\(")
"""A pointer of XPointer's or TEI's own schemes, as in #range(…) (TEI P5, 17.2.4)."""
_MANY = 10
"""More pointers to nothing than these have one cause, such as a register that is not there."""
_SHOWN = 3
_MOST_ASKED = 20  # searches of the registers for one document
_KINDS = {"persName": "person", "placeName": "place", "orgName": "org"}


def pointers(
    root: etree._Element, names: Iterable[str] = ("*",)
) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield the pointers of TEI's elements below a root: element, attribute, one address each.

    With `names`, those of elements with these local names alone.
    """
    tags = [f"{{{TEI}}}{name}" for name in names]
    for element in root.iter(*tags) if tags else ():
        attributes = element.keys()
        if not attributes or POINTERS.isdisjoint(attributes):
            continue
        local = str(element.tag).rpartition("}")[2]
        for name, value in element.items():
            if name in POINTERS and is_pointer(local, str(name)):
                for pointer in _addresses(str(name), str(value)):
                    yield element, str(name), pointer


def _addresses(attribute: str, value: str) -> Iterable[str]:
    """Return the addresses in the value of a pointer.

    TEI lets there be one in @url, and more in all others (att.resourced).
    """
    return [value.strip(" \t\r\n")] if attribute == "url" else link_keys.tokens(value)


@dataclass(frozen=True, slots=True)
class _Link:
    """A pointer, where it stands."""

    document: Document
    element: etree._Element
    attribute: str
    pointer: str

    @property
    def span(self) -> Span:
        return self.document.span(self.element, self.attribute)

    @property
    def name(self) -> str:
        return etree.QName(self.element).localname


class Links(OwnCheck):
    """Checks the links of documents of one edition."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tags = Tags()

    def check(self, document: Document) -> Iterator[Diagnostic]:
        """Yield a finding for each link that leads nowhere, out of the edition, or to harm."""
        written = self._tags.read(document)
        yield from _Checking(
            edition=self._world.edition, world=self._world, document=document, written=written
        ).findings()


@dataclass
class _Checking:
    """The check of one document."""

    edition: Edition
    world: World
    document: Document
    written: WrittenLinks | None
    near: Near = field(default_factory=Near)
    _resolved: dict[tuple[str | Path, str], Target | Refusal] = field(default_factory=dict)
    _nowhere: list[tuple[_Link, str]] = field(default_factory=list)
    """The links within the file that lead to nothing in it."""
    _missing: dict[Path, list[tuple[_Link, str]]] = field(default_factory=dict)
    """The links to files that are not there, with the paths as they are written."""
    _linked: set[Path] = field(default_factory=set)
    """The files that the document links to by their paths."""
    _refused: set[Prefix] = field(default_factory=set)
    _asked: int = 0
    """How often registers have been searched for what is near."""

    def findings(self) -> Iterator[Diagnostic]:
        keys = Keys(self.edition.links)
        if keys.table:
            yield from self._keys(keys)
        for element, name, pointer in pointers(self.document.root, self._suspected()):
            if self._is_right(pointer):
                continue
            link = _Link(document=self.document, element=element, attribute=name, pointer=pointer)
            if keys.table and is_key(keys.pattern(link.name, name), pointer, self._ids):
                continue
            if pointer.startswith("#"):
                self._within(link, pointer)
            else:
                yield from self._check(link)
        yield from self._in_no_file()
        yield from self._to_no_file()

    @cached_property
    def _ids(self) -> Collection[str]:
        return self.document.ids if self.written is None else self.written.ids

    def _suspected(self) -> set[str]:
        """Return the local names of the elements whose pointers have to be looked at."""
        if self.written is None:
            return {"*"}
        return {
            element
            for (element, name), values in self.written.values.items()
            if not all(self._is_right(one) for value in values for one in _addresses(name, value))
        }

    def _is_right(self, pointer: str) -> bool:
        """Tell whether a pointer is right wherever it stands: to an id here, or to the web."""
        if pointer[:1] == "#":
            return pointer[1:] in self._ids
        scheme = _SCHEME.match(pointer)
        if scheme is None:
            # A folder that is no edition does not say what belongs to it.
            return not self.edition.configured and not _is_no_address(pointer.partition("#")[0])
        return scheme[1].lower() not in _UNSAFE_SCHEMES and scheme[1] not in self._prefixes

    def _keys(self, keys: Keys) -> Iterator[Diagnostic]:
        """Check the values that the edition says are keys."""
        base = self.edition.root / FILE_NAME
        attributes = keys.attributes
        for element in self.document.root.iter(f"{{{TEI}}}*"):
            for name in attributes.intersection(map(str, element.keys())):
                local = etree.QName(element).localname
                pattern = keys.pattern(local, name)
                if not pattern:
                    continue
                for key in link_keys.tokens(element.get(name, "")):
                    if not is_key(pattern, key, self._ids):
                        continue
                    link = _Link(
                        document=self.document, element=element, attribute=name, pointer=key
                    )
                    address = link_keys.address(pattern, key)
                    if address.startswith("#"):
                        self._within(link, address)
                    else:
                        yield from self._leads(link, address, base)

    def _check(self, link: _Link) -> Iterator[Diagnostic]:
        scheme = _SCHEME.match(link.pointer)
        if scheme is None:
            yield from self._leads(link, link.pointer, self.document.base(link.element))
        elif scheme[1].lower() in _UNSAFE_SCHEMES:
            yield _unsafe(link, scheme[1], link.pointer)
        elif scheme[1] in self._prefixes:
            yield from self._prefixed(link, scheme[1], link.pointer[scheme.end() :])

    @cached_property
    def _prefixes(self) -> dict[str, list[Prefix]]:
        if self.written is not None and not self.written.declares_prefixes:
            return {}
        return link_keys.prefixes(self.document.root, TEI)

    def _prefixed(self, link: _Link, ident: str, rest: str) -> Iterator[Diagnostic]:
        """Follow a pointer by the first prefixDef whose pattern it matches."""
        broken = False
        for prefix in self._prefixes[ident]:
            try:
                address = prefix.address(rest)
            except BadPattern as error:
                broken = True
                if prefix not in self._refused:
                    self._refused.add(prefix)
                    span = self.document.span(prefix.element, "matchPattern")
                    yield Diagnostic(kinds.links.WrongPattern(prefix.match, str(error)), span)
                continue
            if address is None:
                continue
            scheme = _SCHEME.match(address)
            if scheme is not None and scheme[1].lower() in _UNSAFE_SCHEMES:
                yield _unsafe(link, scheme[1], address)
            elif address.startswith("#"):
                self._within(link, address)
            elif scheme is None:
                yield from self._leads(link, address, self.document.base(prefix.element))
            return
        if not broken:
            yield Diagnostic(kinds.links.NoPatternFits(ident, link.pointer), link.span)

    def _within(self, link: _Link, pointer: str) -> None:
        """Note a link within the file that leads to nothing in it."""
        entry = unquote(pointer[1:])
        if entry and entry not in self._ids and not _SCHEME_BASED.match(entry):
            self._nowhere.append((link, entry))

    def _leads(self, link: _Link, address: str, base: str | Path) -> Iterator[Diagnostic]:
        """Follow an address to a file, and to an entry there."""
        path, _, fragment = address.partition("#")
        if _is_no_address(path):
            yield Diagnostic(kinds.links.AmbiguousAddress(link.pointer), link.span)
            return
        if not self.edition.configured:
            return  # a folder that is no edition does not say what belongs to it
        key = base, path
        if key not in self._resolved:
            self._resolved[key] = resolve(path, base, self.edition.border)
        found = self._resolved[key]
        if isinstance(found, Refusal):
            if found.reason is not Reason.ELSEWHERE:
                yield Diagnostic(kinds.links.LinkRefused(found.address, found.reason), link.span)
        elif found.file == self._own_file:
            if fragment:
                entry = unquote(fragment)
                kind = self._own_entries.get(entry, "")
                yield from self._entry(link=link, file=found.file, entry=entry, kind=kind)
        elif not self.world.exists(found.file):
            self._missing.setdefault(found.file, []).append((link, path))
        else:
            if address == link.pointer:
                self._linked.add(found.file)
            if fragment:
                entry = unquote(fragment)
                there = self.world.entry(found.file, entry)
                if there is not None:
                    yield from self._entry(link=link, file=found.file, entry=entry, kind=there)

    @cached_property
    def _own_file(self) -> Path:
        return self.document.path.resolve()

    @cached_property
    def _own_entries(self) -> Entries:
        return entries_of(self.document)

    def _entry(self, link: _Link, file: Path, entry: str, kind: str) -> Iterator[Diagnostic]:
        """Check a link to an entry of a file, where it is an element `kind`; "" for none."""
        if _SCHEME_BASED.match(entry):
            return
        if not kind:
            own = file == self._own_file
            entries = self._own_entries if own else self.world.entries(file) or {}
            meant = self.near.name(entry, entries)
            yield Diagnostic(kinds.links.NoSuchEntry(file.name, entry, meant), link.span)
        elif link.attribute == "ref" and link.name in _KINDS:
            wanted = _KINDS[link.name]
            if kind != wanted:
                other = kinds.links.OtherEntry(link.name, entry, expected=wanted, found=kind)
                yield Diagnostic(other, link.span)

    def _in_no_file(self) -> Iterator[Diagnostic]:
        """Yield findings about links within the file to what is not there.

        What a register of the edition has is found there, unless the document names registers by
        their paths elsewhere: then a path is missing here. A part of another file may point to
        what stands there.
        """
        if not self._nowhere or not self.document.is_tei:
            return
        is_configured = self.edition.configured
        paths = self.world.paths_of_registers() if is_configured and self._linked else frozenset()
        names_paths = not self._linked.isdisjoint(paths)
        lost: dict[str, dict[str, _Link]] = {}
        for link, entry in self._nowhere:
            there = self.world.owner(entry) if is_configured else None
            if there is not None and not names_paths:
                kind = self.world.entry(there, entry)
                yield from self._entry(link=link, file=there, entry=entry, kind=kind or "")
            elif there is not None:
                address = f"{self._path_to(there)}#{entry}"
                nothing = kinds.links.NoSuchId(link.attribute, entry, there=address)
                yield Diagnostic(nothing, link.span)
            else:
                lost.setdefault(link.attribute, {}).setdefault(entry, link)
        for attribute, links in lost.items():
            if len(links) > _MANY:
                many = kinds.links.NoSuchIds(attribute, tuple(links)[:_SHOWN], len(links))
                yield Diagnostic(many, next(iter(links.values())).span)
                continue
            meant = {entry: self._meant(entry) for entry in links}
            for link, entry in self._nowhere:
                if link.attribute == attribute and entry in links:
                    nothing = kinds.links.NoSuchId(attribute, entry, meant[entry])
                    yield Diagnostic(nothing, link.span)

    def _meant(self, entry: str) -> str | None:
        """Return the address that a link to nothing was probably meant to lead to."""
        near = self.near.name(entry, self._ids)
        if near is not None:
            return f"#{near}"
        self._asked += 1
        if self._asked > _MOST_ASKED:
            return None
        meant = self.world.nearest(entry) if self.edition.configured else None
        return f"{self._path_to(meant[0])}#{meant[1]}" if meant else None

    def _path_to(self, file: Path) -> str:
        """Return the path of a file from the document."""
        import os  # late: most links are right

        return Path(os.path.relpath(file, self._own_file.parent)).as_posix()

    def _to_no_file(self) -> Iterator[Diagnostic]:
        """Yield findings about links to files that are not there, each file once.

        Told together are the keys of an attribute: names without suffix that may be some, with
        ids of this file among them, and many that the edition has said to be some.
        """
        keys: dict[str, list[tuple[_Link, str]]] = {}
        declared: dict[str, list[list[tuple[_Link, str]]]] = {}
        mostly_keys = self._mostly_keys()
        for target, links in self._missing.items():
            link, path = links[0]
            is_id = path in self._ids and link.attribute not in mostly_keys
            is_key = _is_bare(path) and not is_id
            beside = self.world.beside(target)
            meant = f"#{path}" if is_id else self.near.file(target, beside, is_key)
            if meant is not None:
                missing = kinds.links.NoSuchFile(path, meant)
                yield Diagnostic(missing, link.span, others=len(links) - 1)
            elif is_key:
                keys.setdefault(link.attribute, []).extend(links)
            elif not link.pointer.startswith(path):
                declared.setdefault(link.attribute, []).append(links)
            else:
                yield _not_here(links)
        for attribute, files in declared.items():
            if len(files) <= _MANY:
                yield from map(_not_here, files)
                continue
            paths = tuple(links[0][1] for links in files[:_SHOWN])
            nothing = kinds.links.KeysOfNothing(attribute, paths, len(files))
            yield Diagnostic(nothing, files[0][0][0].span)
        for attribute, links in keys.items():
            values = dict.fromkeys(path for _, path in links)
            undeclared = kinds.links.UndeclaredKeys(
                attribute,
                values=tuple(values)[:_SHOWN],
                number=len(values),
                in_folders=any("/" in value for value in values),
            )
            yield Diagnostic(undeclared, links[0][0].span)

    def _mostly_keys(self) -> set[str]:
        """Return the attributes of which more bare names mean nothing here than ids of the file."""
        balance: Counter[str] = Counter()
        for links in self._missing.values():
            link, path = links[0]
            if _is_bare(path):
                balance[link.attribute] += -1 if path in self._ids else 1
        return {attribute for attribute, more in balance.items() if more > 0}


def _not_here(links: list[tuple[_Link, str]]) -> Diagnostic:
    link, path = links[0]
    missing = kinds.links.NotInEdition(path, is_nameless=link.document.path == STDIN)
    return Diagnostic(missing, link.span, others=len(links) - 1)


def _is_bare(path: str) -> bool:
    """Say whether what is written as a path may be a key: it has no suffix, nor begins as ./x."""
    return path[:1] != "." and "." not in path.rpartition("/")[2]


def _unsafe(link: _Link, scheme: str, address: str) -> Diagnostic:
    return Diagnostic(kinds.links.UnsafeScheme(scheme, address), link.span)


@lru_cache(1024)
def _is_no_address(address: str) -> bool:
    """Say whether an address is refused, wherever it stands."""
    found = resolve(address, "file:///", None)
    return isinstance(found, Refusal) and found.reason in (Reason.AMBIGUOUS, Reason.SYNTAX)
