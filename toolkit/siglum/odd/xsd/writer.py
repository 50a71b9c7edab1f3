"""A schema as documents of W3C XML Schema 1.0, one for each namespace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from ..model import ElementSpec
from ..prose import description
from ..schema import Schema
from .attribute_writer import AttributeWriter
from .content import ContentModels, namespace
from .looser import Looser, Why
from .namespaces import Namespaces, attributes, xs
from .particle_writer import ParticleWriter
from .particles import (
    Choice,
    Element,
    Group,
    Particle,
    Repeat,
    Sequence,
    choice,
    has_text,
    has_text_everywhere,
    repeat,
    sequence,
    without_text,
)
from .rewrite import rewritten
from .simple_types import SimpleType, SimpleTypes
from .type_writer import TypeWriter, annotate, is_weakened


class SchemaWriter:
    """Writes the documents of one schema; after that, `looser` says what more they accept."""

    def __init__(self, schema: Schema) -> None:
        self.looser = Looser()
        self.ambiguous: dict[str, tuple[str, ...]] = {}
        """Elements and macros with content in free order, and the names of which it is so."""
        self._schema = schema
        self._namespaces = Namespaces(schema)
        self._models = ContentModels(schema, self.looser)
        self._particles = ParticleWriter(self._namespaces)
        self._types = SimpleTypes(schema)
        self._writer = TypeWriter(schema, self._namespaces)
        self._attributes = AttributeWriter(
            schema=schema, namespaces=self._namespaces, writer=self._writer, looser=self.looser
        )
        self._groups: dict[str, Particle] = {}
        self._content_types: dict[str, SimpleType] = {}

    def documents(self, main: str) -> dict[str, etree._Element]:
        """Return the documents by file name; `main` is the first."""
        documents = {self._schema.ns: self._document(self._schema.ns)}
        for element in self._of_one_name():
            uri = namespace(self._schema, element[0])
            if uri not in documents:
                documents[uri] = self._document(uri)
            self._element(documents[uri], element)
        self._components(documents[self._schema.ns])
        for uri in self._attribute_namespaces():
            if uri not in documents:
                documents[uri] = self._document(uri)
            self._attributes.declare(documents[uri], uri)
        files = {uri: self._namespaces.file(uri, main) for uri in documents}
        for uri, document in documents.items():
            self._import(uri, document, files)
        return {files[uri]: document for uri, document in documents.items()}

    def _components(self, root: etree._Element) -> None:
        """Append the groups, attribute groups and simple types that elements refer to."""
        for name, body in self._groups.items():
            group = etree.SubElement(root, xs("group"), name=name)
            spec = self._schema.specs[name]
            annotate(group, description(spec.docs, self._schema.doc_languages))
            self._particles.of_group(group, body)
        for class_ in self._schema.classes.values():
            if class_.type == "atts":
                self._attributes.define_class(root, class_)
        for datatype in self._schema.datatypes.values():
            made = etree.SubElement(root, xs("simpleType"), name=datatype.ident)
            self._define(made, self._types.of_datatype(datatype), datatype.ident)
            annotate(made, description(datatype.docs, self._schema.doc_languages))
        for name, simple in self._content_types.items():
            self._define(etree.SubElement(root, xs("simpleType"), name=name), simple, name)

    def _define(self, parent: etree._Element, made: SimpleType, place: str) -> None:
        if is_weakened(made):
            self.looser.add(Why.IDENTIFIER, place)
        self._writer.define(parent, made)

    def _document(self, uri: str) -> etree._Element:
        attributes = {"elementFormDefault": "qualified"}
        if uri:
            attributes["targetNamespace"] = uri
        return etree.Element(xs("schema"), attributes, nsmap=self._namespaces.nsmap)

    def _attribute_namespaces(self) -> list[str]:
        return list(dict.fromkeys(item.ns for item in attributes(self._schema) if item.ns))

    def _import(self, uri: str, document: etree._Element, files: Mapping[str, str]) -> None:
        """Add the imports that a document needs, and keep only the prefixes that it needs."""
        used = set(_references(document))
        prefixes = {name.partition(":")[0] for name in used}
        etree.cleanup_namespaces(document, keep_ns_prefixes=sorted(prefixes - {"xml"}))
        for other in reversed([found for found in files if found != uri]):
            prefix = self._namespaces.name(other, "") if other else ""
            if any(name.startswith(prefix) if prefix else ":" not in name for name in used):
                imported = etree.Element(xs("import"), schemaLocation=files[other])
                if other:
                    imported.set("namespace", other)
                document.insert(0, imported)

    def _of_one_name(self) -> Iterator[list[ElementSpec]]:
        """Yield the elements; those of one name together, as XSD has only one for each name."""
        by_name: dict[tuple[str, str], list[ElementSpec]] = {}
        for spec in self._schema.elements.values():
            by_name.setdefault((namespace(self._schema, spec), spec.name), []).append(spec)
        yield from by_name.values()

    def _element(self, document: etree._Element, specs: list[ElementSpec]) -> None:
        element = etree.SubElement(document, xs("element"), name=specs[0].name)
        if len(specs) > 1:
            self.looser.add(Why.SAME_NAME, specs[0].name)
            return
        (spec,) = specs
        annotate(element, description(spec.docs, self._schema.doc_languages))
        simple = self._types.of_element(spec.content)
        type_ = etree.SubElement(element, xs("complexType"))
        if simple is not None:
            base = self._writer.reference(simple)
            if base is None:
                self._content_types[f"{spec.ident}.content"] = simple
                base = self._namespaces.own(f"{spec.ident}.content")
            inner = etree.SubElement(type_, xs("simpleContent"))
            self._attributes.write(etree.SubElement(inner, xs("extension"), base=base), spec)
            return
        content = self._models.of(spec)
        if has_text(content):
            type_.set("mixed", "true")
            if not has_text_everywhere(content):
                self.looser.add(Why.TEXT, spec.ident)
        self._particles.of_type(type_, self._deterministic(without_text(content), spec.ident))
        self._attributes.write(type_, spec)
        if spec.ident in self._models.patterns.with_attributes:
            etree.SubElement(type_, xs("anyAttribute"), processContents="skip")

    def _deterministic(self, particle: Particle, owner: str) -> Particle:
        """Return a deterministic particle, with deterministic groups; note what became free."""
        made = rewritten(self._with_groups(particle))
        if made.loosened:
            self.looser.add(Why.ORDER, owner)
            names = (item.name for item in made.loosened if isinstance(item, Element))
            self.ambiguous[owner] = tuple(sorted(names)) or ("element",)
        return made.particle

    def _with_groups(self, particle: Particle) -> Particle:
        match particle:
            case Group(name=name, body=body):
                if name not in self._groups:
                    self._groups[name] = self._deterministic(body, name)
                return Group(name, self._groups[name])
            case Sequence(items=items):
                return sequence(map(self._with_groups, items))
            case Choice(items=items):
                return choice(map(self._with_groups, items))
            case Repeat(item=item, min=least, max=most):
                return repeat(self._with_groups(item), least, most)
        return particle


def _references(document: etree._Element) -> Iterator[str]:
    for element in document.iter("*"):
        for name in ("ref", "type", "base", "itemType"):
            if name in element.attrib:
                yield element.get(name, "")
        yield from element.get("memberTypes", "").split()
