"""Reads the XML syntax (section 3) into the tree of `syntax`, by one pass of expat.

The simplifications of annotations, white space, inherited attributes and QNames are made on the way
(4.1 to 4.4, 4.8 to 4.10, 4.12 to 4.16).
"""

from __future__ import annotations

import re
import xml.parsers.expat as expat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from ..errors import SchemaError
from ..values.xsd_types import is_ncname
from . import xml_rules as rules
from .grammar import Scope, override
from .nameclass import AnyName, NameChoice, NameClass, NsName
from .sources import Sources
from .syntax import (
    LEAVES,
    START,
    Attribute,
    Choice,
    Component,
    Data,
    Element,
    Group,
    Interleave,
    ListOf,
    Node,
    OneOrMore,
    Place,
    Text,
    group,
    mixed,
    optional,
    zero_or_more,
)
from .xml_names import XML_NAMESPACE, Prefixes, qualified

_RNG = "http://relaxng.org/ns/structure/1.0}"
_XML = "http://www.w3.org/XML/1998/namespace}"
_DEEPEST = 250
_KINDS = {_RNG + kind: kind for kind in rules.MODES}
_SEVERAL: dict[str, Callable[[Place, list[Node]], Node]] = {
    "group": Group,
    "interleave": Interleave,
    "choice": Choice,
}
_WRAPPERS: dict[str, Callable[[Place, Node], Node]] = {
    "optional": optional,
    "zeroOrMore": zero_or_more,
    "oneOrMore": OneOrMore,
    "mixed": mixed,
    "list": ListOf,
}


@dataclass(slots=True)
class _Context:
    """What an element's descendants inherit."""

    ns: str | None
    library: str
    base: str
    prefixes: Prefixes
    scope: Scope | None


_NONE: list[Any] = []


class _Open:
    """A RELAX NG element whose end has not come yet."""

    # Few elements have these. They share one empty list, which must never be appended to.
    names: list[NameClass] = _NONE
    components: list[Component] = _NONE
    parameters: list[tuple[str, str]] = _NONE
    text = ""
    excepted: Node | None = None
    first = 0  # the number of references in the grammar before this element

    def __init__(
        self, kind: str, attributes: dict[str, str], place: Place, mode: int, context: _Context
    ) -> None:
        self.kind = kind
        self.attributes = attributes
        self.place = place
        self.mode = mode
        self.context = context
        self.patterns: list[Node] = []

    def add_names(self, names: list[NameClass]) -> None:
        """Add name classes that stand in this element."""
        self.names = self.names + names

    def add_components(self, components: list[Component]) -> None:
        """Add components of a grammar that stand in this element."""
        if self.components is _NONE:
            self.components = []
        self.components.extend(components)


_NOWHERE = _Context(ns=None, library="", base="", prefixes={}, scope=None)
_CLOSED = {
    kind: _Open(kind=kind, attributes={}, place=("", 1, 1), mode=rules.NOTHING, context=_NOWHERE)
    for kind in (*LEAVES, "ref")
}
"""Stands on the stack for an element that is complete at its start tag, such as `ref`."""


class XmlReader:
    """Reads one file. `ns` and `scope` are inherited from the place that refers to the file."""

    def __init__(
        self, sources: Sources, path: Path, data: bytes, ns: str | None, scope: Scope | None
    ) -> None:
        self._sources = sources
        self._file = str(path)
        self._data = data
        self._scope = scope
        self._includes = False
        self._foreign = 0
        self._new_prefixes: dict[str, str] = {}
        prefixes = {"xml": XML_NAMESPACE}
        context = _Context(
            ns=ns, library="", base=path.absolute().as_uri(), prefixes=prefixes, scope=scope
        )
        root = _Open(
            kind="", attributes={}, place=(self._file, 1, 1), mode=rules.ROOT, context=context
        )
        self._stack = [root]
        self._parser = expat.ParserCreate(namespace_separator="}")

    def pattern(self) -> Node:
        """Return the pattern that the file holds."""
        self._parse()
        return self._stack[0].patterns[0]

    def components(self) -> list[Component]:
        """Return the components of the grammar that the file holds."""
        self._includes = True
        self._parse()
        return self._stack[0].components

    def _parse(self) -> None:
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._declare
        parser.EntityDeclHandler = self._refuse_entity
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError as error:
            message = f"not well-formed: {expat.errors.messages.get(error.code, 'error')}"
            place = (self._file, error.lineno, error.offset + 1)
            raise SchemaError("RNG001", message, place) from None

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise SchemaError("RNG001", f"it declares the entity “{name}”", self._here())

    def _here(self) -> Place:
        return (self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._new_prefixes[prefix or ""] = uri or ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._foreign:
            self._foreign += 1
            return
        above = self._stack[-1]
        kind = _KINDS.get(name)
        if kind is None:
            self._start_other(above, name)
            return
        parser = self._parser
        place = (self._file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        if above.mode != rules.PATTERNS or kind not in rules.PATTERN_KINDS:
            self._check_place(above, kind, place)
        if kind in _CLOSED and self._open_leaf(
            kind=kind, attributes=attributes, place=place, above=above
        ):
            return
        mode = rules.mode_within(above.mode, kind, bool(above.names))
        one = _Open(kind=kind, attributes=attributes, place=place, mode=mode, context=above.context)
        if self._new_prefixes:
            prefixes = {**above.context.prefixes, **self._new_prefixes}
            one.context = replace(above.context, prefixes=prefixes)
            self._new_prefixes = {}
        if attributes or kind in rules.REQUIRED:
            self._take_attributes(one)
        if mode == rules.NAME_FIRST and "name" in one.attributes:
            one.mode = rules.PATTERNS
        if kind in ("grammar", "start", "define"):
            self._enter_scope(one)
        self._stack.append(one)
        if len(self._stack) > _DEEPEST:
            raise SchemaError("RNG013", "patterns are nested too deeply", place)

    def _check_place(self, above: _Open, kind: str, place: Place) -> None:
        """Raise SchemaError if an element can't stand where it is."""
        begun = bool(above.names or above.excepted)
        problem = rules.misplaced(above.mode, kind, begun)
        if not problem and above.mode == rules.ROOT and self._includes and kind != "grammar":
            problem = "only a grammar can be included"
        if problem:
            raise SchemaError("RNG002", problem, place)

    def _open_leaf(self, kind: str, attributes: dict[str, str], place: Place, above: _Open) -> bool:
        """Read an element that is complete at its start tag; return False for any other."""
        if kind != "ref":
            if attributes:
                return False
            above.patterns.append(LEAVES[kind](place))
        else:
            name = attributes.get("name", "")
            if len(attributes) != 1 or above.context.scope is None or not is_ncname(name):
                return False
            above.patterns.append(above.context.scope.refer(place, name))
        self._stack.append(_CLOSED[kind])
        return True

    def _start_other(self, above: _Open, name: str) -> None:
        if name.startswith(_RNG):
            raise SchemaError("RNG002", f"RELAX NG has no “{name[len(_RNG) :]}”", self._here())
        if above.mode == rules.ROOT:
            message = f"“{name.rpartition('}')[2]}” is no pattern of RELAX NG"
            raise SchemaError("RNG002", message, self._here())
        if above.mode == rules.TEXT:
            message = f"“{above.kind}” has an element in it"
            raise SchemaError("RNG002", message, self._here())
        self._new_prefixes = {}
        self._foreign = 1

    def _take_attributes(self, one: _Open) -> None:
        """Check the attributes; note in the context what is inherited (sections 3, 4.2 to 4.5)."""
        allowed = rules.ATTRIBUTES.get(one.kind, frozenset())
        for name, value in one.attributes.items():
            if "}" in name:
                if name.startswith(_RNG):
                    message = "an attribute can't be in the namespace of RELAX NG"
                    raise SchemaError("RNG002", message, one.place)
                if name == _XML + "base":
                    one.context = replace(one.context, base=urljoin(one.context.base, value))
            elif name == "ns":
                one.context = replace(one.context, ns=value)
            elif name == "datatypeLibrary":
                library = self._library(value, one.place)
                one.context = replace(one.context, library=library)
            elif name not in allowed:
                message = f"“{one.kind}” can't have the attribute “{name}”"
                raise SchemaError("RNG002", message, one.place)
        for name in ("name", "type", "combine"):
            if name in one.attributes:
                one.attributes[name] = one.attributes[name].strip(" \t\r\n")
        problem = rules.attribute_problem(one.kind, one.attributes)
        if problem:
            raise SchemaError("RNG002", problem, one.place)

    def _library(self, uri: str, place: Place) -> str:
        if uri and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^#]+", uri):
            message = f"“{uri}” is no absolute address, as a datatype library needs"
            raise SchemaError("RNG002", message, place)
        if re.search("%(?![0-9A-Fa-f]{2})", uri):
            raise SchemaError("RNG002", f"“{uri}” is not a URI", place)
        return uri

    def _enter_scope(self, one: _Open) -> None:
        if one.kind == "grammar" and not (self._includes and len(self._stack) == 1):
            one.context = replace(one.context, scope=Scope(one.context.scope))
        if one.context.scope is not None:
            one.first = len(one.context.scope.references)

    def _text(self, text: str) -> None:
        above = self._stack[-1]
        if above.mode == rules.TEXT:
            if not self._foreign:
                above.text += text
        elif not self._foreign and text.strip(" \t\r\n"):
            message = f"text can't stand in “{above.kind}”"
            raise SchemaError("RNG002", message, self._here())

    def _end(self, _: str) -> None:
        if self._foreign:
            self._foreign -= 1
            return
        one = self._stack.pop()
        if one.place[0]:
            _ENDS[one.kind](self, one, self._stack[-1])

    # What each element becomes when it ends.

    def _need_patterns(self, one: _Open) -> list[Node]:
        if not one.patterns:
            raise SchemaError("RNG002", f"“{one.kind}” has nothing in it", one.place)
        return one.patterns

    def _end_leaf(self, one: _Open, above: _Open) -> None:
        above.patterns.append(LEAVES[one.kind](one.place))

    def _end_several(self, one: _Open, above: _Open) -> None:
        if one.mode == rules.NAMES:
            if not one.names:
                raise SchemaError("RNG002", "“choice” has nothing in it", one.place)
            above.add_names([NameChoice(tuple(one.names))])
            return
        items = self._need_patterns(one)
        if len(items) == 1:
            above.patterns.append(items[0])
            return
        above.patterns.append(_SEVERAL[one.kind](one.place, items))

    def _end_wrapper(self, one: _Open, above: _Open) -> None:
        content = group(one.place, self._need_patterns(one))
        above.patterns.append(_WRAPPERS[one.kind](one.place, content))

    def _end_named(self, one: _Open, above: _Open) -> None:
        """End an `element` or `attribute` (sections 4.8, 4.10, 4.12, 4.16)."""
        name_class = one.names[0] if one.names else None
        is_attribute = one.kind == "attribute"
        if name_class is None:
            if "name" not in one.attributes:
                raise SchemaError("RNG002", f"“{one.kind}” has no name", one.place)
            ns = one.attributes.get("ns", "") if is_attribute else one.context.ns or ""
            name_class = qualified(
                name=one.attributes["name"], prefixes=one.context.prefixes, ns=ns, place=one.place
            )
        if is_attribute and not one.patterns:
            one.patterns.append(Text(one.place))
        if is_attribute and len(one.patterns) > 1:
            raise SchemaError("RNG002", "“attribute” has more than one pattern", one.place)
        content = group(one.place, self._need_patterns(one))
        if is_attribute:
            rules.check_attribute_name(name_class, one.place)
            above.patterns.append(Attribute(one.place, name_class, content))
        else:
            above.patterns.append(Element(one.place, name_class, content))

    def _end_name(self, one: _Open, above: _Open) -> None:
        text = one.text.strip(" \t\r\n")
        above.add_names(
            [
                qualified(
                    name=text,
                    prefixes=one.context.prefixes,
                    ns=one.context.ns or "",
                    place=one.place,
                )
            ]
        )

    def _end_wildcard(self, one: _Open, above: _Open) -> None:
        excepted = NameChoice(tuple(one.names)) if one.names else None
        made: AnyName | NsName = AnyName(excepted)
        if one.kind == "nsName":
            made = NsName(one.context.ns or "", excepted)
        rules.check_except(made, one.place)
        above.add_names([made])

    def _end_except(self, one: _Open, above: _Open) -> None:
        if one.mode == rules.NAMES:
            if not one.names:
                raise SchemaError("RNG002", "“except” has nothing in it", one.place)
            above.add_names(one.names)
        else:
            items = self._need_patterns(one)
            above.excepted = items[0] if len(items) == 1 else Choice(one.place, items)

    def _end_param(self, one: _Open, above: _Open) -> None:
        above.parameters = [*above.parameters, (one.attributes["name"], one.text)]

    def _end_data(self, one: _Open, above: _Open) -> None:
        kind, parameters = one.attributes["type"], tuple(one.parameters)
        datatype = self._sources.datatype(
            library=one.context.library, name=kind, parameters=parameters, place=one.place
        )
        above.patterns.append(Data(one.place, datatype, one.excepted))

    def _end_value(self, one: _Open, above: _Open) -> None:
        library = one.context.library if "type" in one.attributes else ""
        kind = one.attributes.get("type", "token")
        namespaces = {**one.context.prefixes, "": one.context.ns or ""}
        text = one.text
        made = self._sources.value(
            library=library, name=kind, text=text, namespaces=namespaces, place=one.place
        )
        above.patterns.append(made)

    def _end_ref(self, one: _Open, above: _Open) -> None:
        scope = one.context.scope
        if scope is not None and one.kind == "parentRef":
            scope = scope.parent
        if scope is None:
            outside = "a grammar" if one.kind == "ref" else "a grammar within a grammar"
            message = f"“{one.kind}” stands outside {outside}"
            raise SchemaError("RNG004", message, one.place)
        above.patterns.append(scope.refer(one.place, one.attributes["name"]))

    def _end_external(self, one: _Open, above: _Open) -> None:
        path = self._sources.locate(one.attributes["href"], one.context.base, one.place)
        above.patterns.append(
            self._sources.pattern(
                path=path, ns=one.context.ns, scope=one.context.scope, place=one.place
            )
        )

    def _end_grammar(self, one: _Open, above: _Open) -> None:
        scope = one.context.scope
        assert scope is not None
        if self._includes and len(self._stack) == 1:
            above.add_components(one.components)
        else:
            above.patterns.append(scope.close(one.place, one.components))

    def _end_component(self, one: _Open, above: _Open) -> None:
        """End a `start` or `define` (4.12, 4.17)."""
        scope = one.context.scope
        assert scope is not None
        items = self._need_patterns(one)
        if one.kind == "start" and len(items) > 1:
            raise SchemaError("RNG002", "“start” has more than one pattern", one.place)
        name = START if one.kind == "start" else one.attributes["name"]
        method = one.attributes.get("combine")
        body = group(one.place, items)
        above.add_components(
            [
                scope.component(
                    place=one.place, name=name, combine=method, body=body, first=one.first
                )
            ]
        )

    def _end_div(self, one: _Open, above: _Open) -> None:
        above.add_components(one.components)

    def _end_include(self, one: _Open, above: _Open) -> None:
        scope = one.context.scope
        assert scope is not None
        path = self._sources.locate(one.attributes["href"], one.context.base, one.place)
        included = self._sources.components(
            path=path, ns=one.context.ns, scope=scope, place=one.place
        )
        above.add_components(override(included, one.components))


_ENDS = {
    **dict.fromkeys(("empty", "text", "notAllowed"), XmlReader._end_leaf),
    **dict.fromkeys(("group", "interleave", "choice"), XmlReader._end_several),
    **dict.fromkeys(
        ("optional", "zeroOrMore", "oneOrMore", "mixed", "list"), XmlReader._end_wrapper
    ),
    **dict.fromkeys(("element", "attribute"), XmlReader._end_named),
    **dict.fromkeys(("anyName", "nsName"), XmlReader._end_wildcard),
    **dict.fromkeys(("ref", "parentRef"), XmlReader._end_ref),
    **dict.fromkeys(("start", "define"), XmlReader._end_component),
    "name": XmlReader._end_name,
    "except": XmlReader._end_except,
    "param": XmlReader._end_param,
    "data": XmlReader._end_data,
    "value": XmlReader._end_value,
    "externalRef": XmlReader._end_external,
    "grammar": XmlReader._end_grammar,
    "div": XmlReader._end_div,
    "include": XmlReader._end_include,
}
