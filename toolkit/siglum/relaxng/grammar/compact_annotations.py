"""The annotations of the compact syntax, as the elements of the XML syntax (section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from ..errors import SchemaError
from .compact_tokens import Annotation, Token, parts
from .nameclass import clark
from .syntax import Place
from .xml_names import XML_NAMESPACE

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_DEEPEST = 1000
_REFERENCES = {"include": f"{_RNG}include", "external": f"{_RNG}externalRef"}


@dataclass(slots=True)
class Annotated:
    """The annotations of one file in their order, below a `grammar`.

    A `div` stands for each pair of braces, and for what the brackets before a thing say of it; an
    `include` or `externalRef` stands for each reference to another file. Nothing else of the
    schema is here.
    """

    root: etree._Element
    places: dict[tuple[etree._Element, str | None], Place] = field(default_factory=dict)
    """The places of elements (key: element, None) and attributes (element, Clark name)."""


def read_annotations(file: str, data: bytes) -> Annotated:
    """Return the annotations of a file.

    Raises SchemaError where tokens or annotations are malformed; the schema itself is not checked.
    """
    return _Reader(list(parts(file, data)), (file, 1, 1)).read()


class _Reader:
    def __init__(self, found: list[Token | Annotation], begin: Place) -> None:
        self._found = found
        self._prefixes = {"xml": XML_NAMESPACE}
        root = etree.Element(f"{_RNG}grammar")
        self._result = Annotated(root, {(root, None): begin})
        self._open = [root]

    def read(self) -> Annotated:
        for at, part in enumerate(self._found):
            if isinstance(part, Annotation):
                self._annotation(part)
            elif part.kind == "{":
                _enter(self._open, self._element(self._open[-1], f"{_RNG}div", part.place), part)
            elif part.kind == "}" and len(self._open) > 1:
                self._open.pop()
            elif part.is_keyword("namespace"):
                self._declare(at + 1)
            elif part.is_keyword(*_REFERENCES):
                element = self._element(self._open[-1], _REFERENCES[part.text], part.place)
                self._attribute(
                    element=element,
                    name="href",
                    value=_joined(self._found, at + 1)[0],
                    place=part.place,
                )
        return self._result

    def _declare(self, at: int) -> None:
        """Read a declaration of a prefix; annotations have no default namespace."""
        prefix = self._found[at]
        uri, _ = _joined(self._found, at + 2)
        if isinstance(prefix, Token) and prefix.kind == "name" and uri:
            self._prefixes[prefix.text] = uri

    def _annotation(self, annotation: Annotation) -> None:
        parent = self._open[-1]
        content = annotation.content
        if annotation.name is not None:
            inner = self._named(parent, annotation.name)
        elif content:
            inner = self._element(parent, f"{_RNG}div", content[0].place)
        else:
            return
        inside = [inner]
        at = 0
        while at < len(content):
            token = content[at]
            following = content[at + 1] if at + 1 < len(content) else token
            if token.kind == "]":
                inside.pop()
            elif token.kind == "literal":
                texts = []
                while at < len(content) and content[at].kind == "literal":
                    text, at = _joined(content, at)
                    texts.append(text)
                self._text(inside[-1], "".join(texts), token.place)
                continue
            elif token.kind in ("name", "cname") and following.kind == "[":
                _enter(inside, self._named(inside[-1], token), token)
                at += 1
            elif token.kind in ("name", "cname") and following.kind == "=":
                text, at = _joined(content, at + 2)
                self._attribute(
                    element=inside[-1], name=self._name(token), value=text, place=token.place
                )
                continue
            else:
                raise _surprise(token)
            at += 1

    def _named(self, parent: etree._Element, name: Token) -> etree._Element:
        return self._element(parent, self._name(name), name.place)

    def _name(self, token: Token) -> str:
        prefix, colon, local = token.text.rpartition(":")
        if colon and prefix not in self._prefixes:
            raise SchemaError("RNG002", f"the prefix “{prefix}” is not declared", token.place)
        return clark(self._prefixes[prefix] if colon else "", local)

    def _element(self, parent: etree._Element, name: str, place: Place) -> etree._Element:
        element = etree.SubElement(parent, name, nsmap=self._prefixes)
        self._result.places[element, None] = place
        return element

    def _attribute(self, element: etree._Element, name: str, value: str, place: Place) -> None:
        try:
            element.set(name, value)
        except ValueError:
            raise _not_in_xml(place) from None
        self._result.places[element, name] = place

    def _text(self, element: etree._Element, text: str, place: Place) -> None:
        try:
            if len(element):
                element[-1].tail = (element[-1].tail or "") + text
            else:
                element.text = (element.text or "") + text
        except ValueError:
            raise _not_in_xml(place) from None


def _enter(inside: list[etree._Element], element: etree._Element, token: Token) -> None:
    if len(inside) >= _DEEPEST:
        raise SchemaError("RNG013", "annotations are nested too deeply", token.place)
    inside.append(element)


def _joined(found: Sequence[Token | Annotation], at: int) -> tuple[str, int]:
    """Return the text of literals joined by “~”, and the index after them."""
    pieces: list[str] = []
    while at < len(found):
        token = found[at]
        if not isinstance(token, Token) or token.kind != ("~" if len(pieces) % 2 else "literal"):
            break
        pieces.append(token.text if token.kind == "literal" else "")
        at += 1
    return "".join(pieces), at


def _surprise(token: Token) -> SchemaError:
    message = f"“{token.text}” stands where an annotation should"
    return SchemaError("RNG002", message, token.place)


def _not_in_xml(place: Place) -> SchemaError:
    return SchemaError("RNG001", "a character in this annotation can't stand in XML", place)
