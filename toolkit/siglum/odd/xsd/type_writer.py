"""Write simple types as markup of XSD."""

from __future__ import annotations

from lxml import etree

from ..prose import description
from ..schema import Schema
from .namespaces import Namespaces, xs
from .simple_types import Builtin, List, Named, SimpleType, Union, Values

_BUILTIN = frozenset(
    (
        *("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN"),
        *("NMTOKENS", "anyURI", "QName", "boolean", "base64Binary", "hexBinary"),
        *("decimal", "float", "double", "integer", "long", "int", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
        *("date", "time", "dateTime", "duration"),
        *("gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay"),
    )
)

# These types require more than a form of the value: only one ID in an element, a declaration in a
# DTD, an identifier to point to. In TEI, only xml:id is an identifier.
WEAKER = {
    "ID": "NCName",
    "IDREF": "NCName",
    "ENTITY": "NCName",
    "IDREFS": "NMTOKENS",
    "ENTITIES": "NMTOKENS",
    "NOTATION": "QName",
}


class TypeWriter:
    """Appends simple types to elements and attributes of the schema."""

    def __init__(self, schema: Schema, namespaces: Namespaces) -> None:
        self._schema = schema
        self._namespaces = namespaces

    def reference(self, made: SimpleType) -> str | None:
        """Return the name by which a type can be referred to; None if it has none."""
        match made:
            case Named(key=key):
                return self._namespaces.own(key)
            case Builtin(name=name, facets=()):
                return builtin(name)
        return None

    def give(self, holder: etree._Element, made: SimpleType, attribute: str = "type") -> None:
        """Give a component a type: by its name in an attribute, or by its definition."""
        name = self.reference(made)
        if name is None:
            self.define(etree.SubElement(holder, xs("simpleType")), made)
        else:
            holder.set(attribute, name)

    def define(self, parent: etree._Element, made: SimpleType) -> None:
        """Append the definition of a type to an xs:simpleType."""
        match made:
            case Values(items=items):
                restriction = etree.SubElement(parent, xs("restriction"), base="xs:token")
                for value in {item.value: item for item in items}.values():
                    facet = etree.SubElement(restriction, xs("enumeration"), value=value.value)
                    annotate(facet, description(value.docs, self._schema.doc_languages))
            case Union(members=members):
                union = etree.SubElement(parent, xs("union"))
                names = [name for name in map(self.reference, members) if name]
                if names:
                    union.set("memberTypes", " ".join(names))
                for member in members:
                    if self.reference(member) is None:
                        self.define(etree.SubElement(union, xs("simpleType")), member)
            case List():
                self._list(parent, made)
            case Builtin(name=name, facets=facets) if facets:
                self._restricted(parent, name, facets)
            case _:
                base = self.reference(made) or "xs:string"
                etree.SubElement(parent, xs("restriction"), base=base)

    def _list(self, parent: etree._Element, made: List) -> None:
        place = parent
        restriction = None
        if made.min > 0 or made.max is not None:
            restriction = etree.SubElement(parent, xs("restriction"))
            place = etree.SubElement(restriction, xs("simpleType"))
        self.give(etree.SubElement(place, xs("list")), made.item, "itemType")
        if restriction is not None:
            if made.min > 0:
                etree.SubElement(restriction, xs("minLength"), value=str(made.min))
            if made.max is not None:
                etree.SubElement(restriction, xs("maxLength"), value=str(made.max))

    def _restricted(
        self, parent: etree._Element, name: str, facets: tuple[tuple[str, str], ...]
    ) -> None:
        """Restrict a type, each pattern in a step of its own: XSD joins those of one by “or”."""
        patterns = [facet for facet in facets if facet[0] == "pattern"]
        restriction = etree.SubElement(parent, xs("restriction"))
        if len(patterns) > 1:
            inner = tuple(facet for facet in facets if facet is not patterns[-1])
            self._restricted(etree.SubElement(restriction, xs("simpleType")), name, inner)
            facets = (patterns[-1],)
        else:
            restriction.set("base", builtin(name))
        for facet, value in facets:
            etree.SubElement(restriction, xs(facet), value=value)


def is_weakened(made: SimpleType) -> bool:
    """Say whether a type requires more than the schema will require (`WEAKER`)."""
    match made:
        case Builtin(name=name):
            return name in WEAKER
        case Union(members=members):
            return any(map(is_weakened, members))
        case List(item=item):
            return is_weakened(item)
    return False


def builtin(name: str) -> str:
    """Return the QName of a built-in type; that of string for a type that XSD does not have."""
    name = WEAKER.get(name, name)
    return f"xs:{name}" if name in _BUILTIN else "xs:string"


def annotate(element: etree._Element, words: str | None) -> None:
    """Add documentation to a component, if there is any."""
    if words:
        annotation = etree.Element(xs("annotation"))
        etree.SubElement(annotation, xs("documentation")).text = words
        element.insert(0, annotation)
