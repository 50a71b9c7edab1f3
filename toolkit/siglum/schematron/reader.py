"""Read a schema from its files into the minimal form, with nothing left to include or expand.

The steps of ISO/IEC 19757-3, 6.2, are taken in one pass, from the top: an include is followed where
it is met; an abstract pattern or rule is read again at each place that uses it, with that place's
values for its parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from siglum.relaxng.grammar.sources import Sources
from siglum.schematron.embedded import gather, is_foreign
from siglum.schematron.findings import SchemaError
from siglum.schematron.model import Assertion, Content, Let, Note, Pattern, Rule, Ruleset, Start
from siglum.schematron.names import SCH, XSL, local, sch, xsl
from siglum.schematron.place import Library, Place, SchemaFile
from siglum.schematron.xslt_elements import check_content, check_declaration

BINDINGS = frozenset({"xslt", "xslt2", "xslt3", "xpath", "xpath2", "xpath3", "xpath31"})
ALL, DEFAULT = "#ALL", "#DEFAULT"

_ANCILLARY = frozenset({"p", "title", "diagnostics", "properties"})
_IN_SCHEMA = _ANCILLARY | {"ns", "let", "phase", "pattern"}
_NAME = re.compile(r"[^\W\d][\w.-]*(:[^\W\d][\w.-]*)?")
_NONE: Mapping[str, str] = {}


def read(path: Path, phase: str | None, boundary: Path, sources: Sources) -> Ruleset:
    """Read the schema at an absolute path, as far as one phase uses it.

    Files that it includes lie in the folder `boundary`; those of RELAX NG are located by `sources`.

    Raises SchemaError.
    """
    library = Library(boundary)
    try:
        file = library.open(path)
    except OSError as error:
        message = f"the schema can't be read: {error.strerror or error}"
        raise SchemaError("SCH-READ", message, (path, 1, 1)) from None
    return read_file(file=file, library=library, phase=phase, sources=sources)


def read_file(file: SchemaFile, library: Library, phase: str | None, sources: Sources) -> Ruleset:
    """Read a schema that is parsed already, as `read` does."""
    top = Place(file.root, file, library)
    if top.element.tag == sch("schema"):
        return _Reader(top, list(top.children())).ruleset(phase)
    parts = gather(top, sources)
    if not parts:
        raise top.error("SCH-ROOT", "there is no Schematron in this file")
    return _Reader(top, parts).ruleset(phase)


# Namespaces that XML itself binds (Namespaces in XML 1.0, section 3).
_RESERVED = ("http://www.w3.org/2000/xmlns/",)


class _Reader:
    """Reads one schema; its parts are found by name."""

    def __init__(self, top: Place, parts: list[Place]) -> None:
        self.top = top
        self.parts = parts
        self.notes = {
            (local(note.element.tag), note.get("id")): note
            for part in parts
            if part.element.tag in (sch("diagnostics"), sch("properties"))
            for note in part.children()
        }

    def named(self, name: str) -> Iterator[Place]:
        if name == "pattern":
            return (p for p in self.parts if p.element.tag == sch("pattern") or is_foreign(p))
        return (part for part in self.parts if part.element.tag == sch(name))

    def ruleset(self, wanted: str | None) -> Ruleset:
        self._check_parts()
        phase = self._phase(wanted)
        lets = _distinct(_let(part, _NONE) for part in self.named("let"))
        if phase:
            of_phase = _distinct(_let(p, _NONE) for p in phase.children() if _is(p, "let"))
            names = {let.name for let in of_phase}
            lets = (*(let for let in lets if let.name not in names), *of_phase)
        return Ruleset(
            top=self.top,
            binding=self._binding(),
            phase=(phase.get("id") or "") if phase else ALL,
            phase_from=Start(phase.get("from") or "", phase)
            if phase and phase.get("from")
            else None,
            title=next((_text(part) for part in self.named("title")), None),
            version=self.top.get("schemaVersion"),
            paragraphs=tuple(_text(part) for part in self.named("p")),
            namespaces=self._namespaces(),
            lets=lets,
            declarations=(
                *(p for p in self.parts if p.element.tag.startswith(f"{{{XSL}}}")),
                *self._keys(),
            ),
            patterns=tuple(self._active_patterns(phase)),
        )

    def _check_parts(self) -> None:
        for part in self.parts:
            tag = part.element.tag
            if tag.startswith(f"{{{XSL}}}"):
                check_declaration(part)
            elif tag.startswith(f"{{{SCH}}}") and local(tag) not in _IN_SCHEMA:
                raise part.error("SCH-ELEMENT", f"“{local(tag)}” can't stand here")

    def _rules(self) -> Iterator[Place]:
        """Yield the rules of all patterns in Schematron 1.5."""
        for pattern in self.named("pattern"):
            if pattern.file.is_1_5:
                yield from (child for child in pattern.children() if _is(child, "rule"))

    def _keys(self) -> Iterator[Place]:
        """Yield the keys that stand in rules, as in Schematron 1.5."""
        for rule in self._rules():
            yield from (child for child in rule.children() if child.element.tag == xsl("key"))

    def _binding(self) -> str:
        binding = (self.top.get("queryBinding") or "xslt").lower()
        if self.top.element.tag != sch("schema"):
            return "xslt3"
        if binding not in BINDINGS:
            message = f"the query binding “{binding}” is not known; use “xslt3” or “xslt2”"
            raise self.top.error("SCH-BINDING", message, "queryBinding")
        return binding

    def _namespaces(self) -> dict[str, str]:
        declared: dict[str, str] = {}
        for part in self.named("ns"):
            prefix, uri = _name(part, "prefix"), _need(part, "uri")
            if ":" in prefix or prefix == "xmlns" or not uri.strip() or uri in _RESERVED:
                message = f"the prefix “{prefix}” can't be bound to the namespace “{uri}”"
                raise part.error("SCH-ELEMENT", message, "prefix")
            declared[prefix] = uri
        return declared

    def _phase(self, wanted: str | None) -> Place | None:
        """Return the phase to use, or None for all patterns (5.4.10, 5.4.13)."""
        default = self.top.get("defaultPhase")
        wanted = wanted or DEFAULT
        if wanted == DEFAULT:
            wanted = default or ALL
        if wanted == ALL:
            return None
        found = next((phase for phase in self.named("phase") if phase.get("id") == wanted), None)
        if found is None:
            known = ", ".join(f"“{phase.get('id')}”" for phase in self.named("phase")) or "none"
            message = f"there is no phase “{wanted}”; this schema has: {known}"
            raise self.top.error("SCH-PHASE", message)
        return found

    def _active_patterns(self, phase: Place | None) -> Iterator[Pattern]:
        active = None
        if phase:
            active = {_need(p, "pattern"): p for p in phase.children() if _is(p, "active")}
            known = {pattern.get("id") for pattern in self.named("pattern")}
            for name, place in active.items():
                if name not in known:
                    message = f"there is no pattern “{name}”"
                    raise place.error("SCH-REFERENCE", message, "pattern")
        for pattern in self.named("pattern"):
            if _true(pattern.get("abstract")):
                continue
            if active is None or pattern.get("id") in active:
                yield self._pattern(pattern)

    def _pattern(self, place: Place) -> Pattern:
        name = place.get("is-a")
        if name is None:
            return self._read_pattern(place, place, _NONE)
        for abstract in self.named("pattern"):
            if abstract.get("id") == name and _true(abstract.get("abstract")):
                parameters = {**_parameters(abstract), **_parameters(place)}
                return self._read_pattern(place, abstract, parameters)
        raise place.error("SCH-REFERENCE", f"there is no abstract pattern “{name}”", "is-a")

    def _read_pattern(self, use: Place, body: Place, parameters: Mapping[str, str]) -> Pattern:
        """Read the pattern `body`; `use` is that itself, or the pattern that instantiates it."""
        children = list(body.children())
        if is_foreign(body):
            children = [child for child in children if _is(child, "rule")]
        _allow(children, body, {"rule", "let", "title", "p", "param"})
        abstract = {c.get("id"): c for c in children if _is(c, "rule") and _true(c.get("abstract"))}
        if body.file.is_1_5:
            abstract = {
                r.get("id"): r for r in self._rules() if _true(r.get("abstract"))
            } | abstract
        reader = _RuleReader(abstract, self.notes, parameters)
        documents = use.get("documents") or body.get("documents")
        titles = (_text(child) for child in (*use.children(), *children) if _is(child, "title"))
        return Pattern(
            id=use.get("id"),
            title=next(titles, None) or (use.get("name") if use.file.is_1_5 else None),
            role=use.get("role") or body.get("role"),
            documents=None if documents is None else substitute(documents, parameters),
            lets=_distinct(_let(child, parameters) for child in children if _is(child, "let")),
            rules=tuple(
                reader.rule(child)
                for child in children
                if _is(child, "rule") and not _true(child.get("abstract"))
            ),
            place=use,
        )


class _RuleReader:
    """Reads the rules of one pattern."""

    def __init__(
        self,
        abstract: Mapping[str | None, Place],
        notes: Mapping[tuple[str, str | None], Place],
        parameters: Mapping[str, str],
    ) -> None:
        self.abstract = abstract
        self.notes = notes
        self.parameters = parameters

    def rule(self, place: Place) -> Rule:
        body = tuple(self._body(place, (place,)))
        _distinct(part for part in body if isinstance(part, Let))
        return Rule(
            context=self._attribute(place, "context") or _need(place, "context"),
            visit_each=self._attribute(place, "visit-each"),
            id=place.get("id"),
            role=place.get("role"),
            flag=place.get("flag"),
            subject=self._attribute(place, "subject"),
            body=body,
            place=place,
        )

    def _body(self, place: Place, inside: tuple[Place, ...]) -> Iterator[Let | Assertion]:
        """Yield the content of a rule, each `extends` replaced by what it refers to (5.4.3)."""
        children = list(place.children())
        _allow(children, place, {"assert", "report", "let", "extends", "p", "title"})
        for child in children:
            if _is(child, "let"):
                yield _let(child, self.parameters)
            elif _is(child, "extends"):
                extended = self._extended(child)
                if any(extended.element is outer.element for outer in inside):
                    raise child.error("SCH-INCLUDE", "this rule extends itself")
                yield from self._body(extended, (*inside, extended))
            elif _is(child, "assert") or _is(child, "report"):
                yield self._assertion(child)

    def _extended(self, place: Place) -> Place:
        if place.get("href"):
            found = place.follow()
            if found.element.tag != sch("rule"):
                message = f"“{place.get('href')}” leads to no rule"
                raise place.error("SCH-REFERENCE", message, "href")
            return found
        name = _need(place, "rule")
        if name not in self.abstract:
            message = f"there is no abstract rule “{name}” in this pattern"
            raise place.error("SCH-REFERENCE", message, "rule")
        return self.abstract[name]

    def _assertion(self, place: Place) -> Assertion:
        test = self._attribute(place, "test")
        return Assertion(
            kind=local(place.element.tag),
            test=test if test is not None else _need(place, "test"),
            id=place.get("id"),
            role=place.get("role"),
            flag=place.get("flag"),
            subject=self._attribute(place, "subject"),
            notes=(
                *self._notes(place, "diagnostics", "diagnostic"),
                *self._notes(place, "properties", "property"),
            ),
            content=_content(place, self.parameters),
        )

    def _notes(self, place: Place, attribute: str, kind: str) -> Iterator[Note]:
        for name in (place.get(attribute) or "").split():
            note = self.notes.get((kind, name))
            if note is None:
                raise place.error("SCH-REFERENCE", f"there is no {kind} “{name}”", attribute)
            yield Note(kind, name, _content(note, self.parameters))

    def _attribute(self, place: Place, name: str) -> str | None:
        value = place.get(name)
        return None if value is None else substitute(value, self.parameters)


def substitute(text: str, parameters: Mapping[str, str]) -> str:
    """Replace each `$name` by the value of the abstract pattern's parameter (5.4.8, 5.4.9)."""
    if not parameters:
        return text
    return re.sub(r"\$([\w.-]++)(?!:)", lambda found: parameters.get(found[1], found[0]), text)


def _let(place: Place, parameters: Mapping[str, str]) -> Let:
    value = place.get("value")
    return Let(
        name=_name(place, "name"),
        value=None if value is None else substitute(value, parameters),
        type=place.get("as"),
        content=_content(place, parameters),
    )


def _content(place: Place, parameters: Mapping[str, str]) -> Content:
    check_content(place)
    return Content(place, parameters)


def _distinct(lets: Iterable[Let]) -> tuple[Let, ...]:
    """Return the variables of one scope. Raises SchemaError for a name defined twice (5.4.5)."""
    names: dict[str, Let] = {}
    for let in lets:
        if let.name in names:
            message = f"the variable “{let.name}” is defined here a second time"
            raise let.content.place.error("SCH-VARIABLE", message, "name")
        names[let.name] = let
    return tuple(names.values())


def _parameters(place: Place) -> dict[str, str]:
    return {
        _need(child, "name"): _need(child, "value")
        for child in place.children()
        if _is(child, "param")
    }


def _allow(children: Iterable[Place], parent: Place, names: set[str]) -> None:
    for child in children:
        tag = child.element.tag
        if tag.startswith(f"{{{SCH}}}") and local(tag) not in names:
            message = f"“{local(tag)}” can't stand in “{local(parent.element.tag)}”"
            raise child.error("SCH-ELEMENT", message)


def _need(place: Place, attribute: str) -> str:
    value = place.get(attribute)
    if not value:
        name = local(place.element.tag)
        raise place.error("SCH-ELEMENT", f"“{name}” needs the attribute “{attribute}”")
    return value


def _name(place: Place, attribute: str) -> str:
    """Return the value of an attribute that must be a QName."""
    value = _need(place, attribute).strip()
    if not _NAME.fullmatch(value) or value == "xmlns":
        raise place.error("SCH-ELEMENT", f"“{value}” is not a name", attribute)
    return value


def _is(place: Place, name: str) -> bool:
    return bool(place.element.tag == sch(name))


def _true(value: str | None) -> bool:
    return value is not None and value.strip() in ("true", "1")


def _text(place: Place) -> str:
    return " ".join("".join(map(str, place.element.itertext())).split())
