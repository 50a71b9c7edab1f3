"""A schema as a RELAX NG grammar, its definitions named as in TEI's own.

The definition of an element or model class has its ident as name (model.pLike); an attribute class
has one for all its attributes (att.global.attributes) and one for each (att.global.attribute.n).
The rules of the schema stand at the end of the grammar, in Schematron.
"""

from __future__ import annotations

import copy

from lxml import etree

from .model import AnyElement, ClassRef, ClassSpec, ElementSpec, Expand, Spec
from .names import ANNOTATIONS, RNG, SCH, XSD_DATATYPES, rng
from .prose import description
from .relaxng_attributes import AttributeWriter
from .relaxng_content import ContentWriter, add, document
from .rules import required_namespaces, rules
from .schema import Schema

_NAMESPACES = {None: RNG, "a": ANNOTATIONS, "sch": SCH}


def relaxng_grammar(schema: Schema, made_by: str) -> etree._Element:
    """Return the grammar element of a schema; `made_by` is the command that its head names."""
    return _Writer(schema).grammar(made_by)


def relaxng_xml(schema: Schema, made_by: str) -> str:
    """Return a schema as a RELAX NG file in XML syntax. The same schema gives the same bytes."""
    grammar = relaxng_grammar(schema, made_by)
    etree.indent(grammar)
    text: str = etree.tostring(grammar, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def origins(schema: Schema) -> dict[str, etree._Element | None]:
    """Return, by the names of a grammar's definitions, the elements of the ODD they are made of."""
    writer = _Writer(schema)
    writer.grammar("")
    return writer.origins()


class _Writer:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._content = ContentWriter(schema, self._exported)
        self._attributes = AttributeWriter(schema, self._content, self._exported)

    def _exported(self, name: str) -> str:
        """Return the name of a pattern, with the schema's prefix unless an import defines it."""
        key = name if name in self._schema.specs else name.rpartition("_")[0]
        return f"{self._schema.prefix}{name}" if key in self._schema.specs else name

    def grammar(self, made_by: str) -> etree._Element:
        attributes = {"ns": self._schema.ns, "datatypeLibrary": XSD_DATATYPES}
        grammar = etree.Element(rng("grammar"), attributes, nsmap=_NAMESPACES)  # type: ignore[arg-type]
        comment = f" {self._schema.ident}: made by {made_by}; do not edit. "
        grammar.append(etree.Comment(comment.replace("--", "- -")))
        document(grammar, description(self._schema.docs, self._schema.doc_languages))
        start = add(add(grammar, "start"), "choice")
        for name in self._schema.start:
            add(start, "ref", name=self._exported(name))
        for spec in self._schema.specs.values():
            self._define(grammar, spec)
        for key, expand in sorted(self._content.expansions):
            suffix = "alternation" if expand is Expand.ALTERNATE else str(expand)
            define = add(grammar, "define", name=self._exported(f"{key}_{suffix}"))
            self._content.expansion(define, ClassRef(key, expand))
        for name, _, content in self._content.any_elements:
            self._any_element(grammar, name, content)
        self._imports(grammar)
        grammar.extend(rules(self._schema))
        for _, owner, content in self._content.any_elements:
            element = self._schema.elements.get(owner)
            if content.require and element is not None:
                grammar.append(required_namespaces(self._schema, element, content))
        return grammar

    def origins(self) -> dict[str, etree._Element | None]:
        """Return the origins of the definitions that have been written."""
        found = {self._exported(spec.ident): spec.origin for spec in self._schema.specs.values()}
        return found | {name: content.origin for name, _, content in self._content.any_elements}

    def _define(self, grammar: etree._Element, spec: Spec) -> None:
        if isinstance(spec, ClassSpec):
            if spec.type == "atts":
                self._attributes.define_class(grammar, spec)
            else:
                self._model_class(grammar, spec)
            return
        define = add(grammar, "define", name=self._exported(spec.ident))
        if isinstance(spec, ElementSpec):
            self._element(define, spec)
        elif spec.content is None:
            add(define, "empty")
        else:
            self._content.write(define, spec.content, spec.ident)
            if len(define) == 0:
                add(define, "empty")

    def _model_class(self, grammar: etree._Element, spec: ClassSpec) -> None:
        define = add(grammar, "define", name=self._exported(spec.ident))
        members = self._schema.members(spec.ident)
        if not members:
            add(define, "notAllowed")
            return
        choice = add(define, "choice")
        for member in members:
            add(choice, "ref", name=self._exported(member.ident))

    def _element(self, define: etree._Element, spec: ElementSpec) -> None:
        element = add(define, "element", name=spec.name)
        if spec.ns is not None and spec.ns != self._schema.ns:
            element.set("ns", spec.ns)
        document(element, description(spec.docs, self._schema.doc_languages))
        before = len(element)
        if spec.content is not None:
            self._content.write(element, spec.content, spec.ident)
        if len(element) == before:
            add(element, "empty")
        self._attributes.write(element, spec)

    def _any_element(self, grammar: etree._Element, name: str, content: AnyElement) -> None:
        define = add(grammar, "define", name=name)
        element = add(define, "element")
        names = add(element, "anyName")
        exceptions = content.except_
        if exceptions is None:
            exceptions = self._schema.default_exceptions
        if exceptions:
            except_ = add(names, "except")
            for exception in dict.fromkeys(exceptions):
                _except(except_, exception)
        add(add(add(element, "zeroOrMore"), "attribute"), "anyName")
        inner = add(add(element, "zeroOrMore"), "choice")
        add(inner, "text")
        add(inner, "ref", name=name)

    def _imports(self, grammar: etree._Element) -> None:
        own = {define.get("name") for define in grammar.iter(rng("define"))}
        for imported in self._schema.grammars:
            div = copy.deepcopy(imported.element)
            for define in list(div.iter(rng("define"))):
                parent = define.getparent()
                replaced = define.get("name") in own and "combine" not in define.attrib
                if replaced and parent is not None:
                    parent.remove(define)
            grammar.append(div)


def _except(parent: etree._Element, exception: str) -> None:
    if exception.startswith("{"):
        namespace, _, name = exception[1:].rpartition("}")
        add(parent, "name", ns=namespace).text = name
    else:
        add(parent, "nsName", ns=exception)
