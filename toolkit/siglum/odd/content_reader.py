"""From the markup of content models and value lists to values (TEI P5, 23.5.1 Defining Content)."""

from __future__ import annotations

import re

from lxml import etree

from siglum.relaxng.values.datatypes import XSD, DatatypeError, Datatypes

from .errors import OddError, Problem, Problems, nearest
from .mistakes.declarations import (
    ContentTooDeep,
    FileInContent,
    ImpossibleCount,
    LacksAttribute,
    NamelessDataRef,
    NoContent,
    NotACount,
    NotAName,
    NotANamespace,
    NotAPrefix,
    UndeclaredPrefix,
    UnknownDatatype,
    UnknownFacet,
    UnknownValue,
    WrongFacet,
)
from .model import (
    Alternate,
    AnyElement,
    ClassRef,
    Content,
    DataRef,
    ElementRef,
    EmbeddedRelaxNG,
    Empty,
    Expand,
    MacroRef,
    Mode,
    Sequence,
    TextNode,
    ValItem,
    ValList,
)
from .names import (
    DATATYPES,
    FACETS,
    RNG,
    elements,
    local,
    names_of_files,
    namespace_of,
    tei,
    text,
    tokens,
)

DEEPEST = 60
"""The most levels of a content model; real ones have fewer than 20."""

_NAME = re.compile(r"[^\W\d][\w.-]*")
_DOCS = frozenset(map(tei, ("gloss", "desc", "remarks", "exemplum", "listRef", "equiv")))


def docs(element: etree._Element) -> tuple[etree._Element, ...]:
    """Return the children of a specification that are prose: glosses, descriptions, examples."""
    return tuple(child for child in element if child.tag in _DOCS)


def mode(element: etree._Element, default: Mode = Mode.ADD) -> Mode:
    """Return the mode of a declaration. Raises OddError for a mode that ODD does not know."""
    value = element.get("mode")
    if value is None:
        return default
    try:
        return Mode(value)
    except ValueError:
        raise _wrong(element, "mode", tuple(map(str, Mode))) from None


class ContentReader:
    """Reads what stands in content, datatype and valList."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems

    def content(self, parent: etree._Element) -> Content:
        """Read the children of a content or datatype element; Empty if there are none.

        Raises OddError for markup that is no content model.
        """
        items = [self._item(child, 0) for child in elements(parent)]
        if not items:
            return Empty()
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def _item(self, element: etree._Element, depth: int) -> Content:
        if depth > DEEPEST:
            raise OddError(Problem(mistake=ContentTooDeep(most=DEEPEST), origin=element))
        if element.tag.startswith(f"{{{RNG}}}"):
            for reference in names_of_files(element):
                names_file = FileInContent(pattern=local(reference))
                raise OddError(Problem(mistake=names_file, origin=reference, attribute="href"))
            return EmbeddedRelaxNG(element)
        least, most = self.occurrence(element)
        match local(element):
            case "empty":
                return Empty()
            case "textNode":
                return TextNode()
            case "sequence":
                ordered = element.get("preserveOrder", "true") in ("true", "1")
                return Sequence(
                    items=self._items(element, depth), min=least, max=most, preserve_order=ordered
                )
            case "alternate":
                return Alternate(self._items(element, depth), least, most)
            case "elementRef":
                return ElementRef(_key(element), least, most)
            case "classRef":
                return ClassRef(
                    key=_key(element),
                    expand=_expand(element),
                    include=tokens(element, "include"),
                    except_=tokens(element, "except"),
                    min=least,
                    max=most,
                )
            case "macroRef":
                return MacroRef(_key(element), least, most)
            case "dataRef":
                return self._data(element, least, most)
            case "anyElement":
                except_ = _exceptions(element) if "except" in element.attrib else None
                return AnyElement(
                    require=tokens(element, "require"),
                    except_=except_,
                    min=least,
                    max=most,
                    origin=element,
                )
            case "valList":
                return self.val_list(element)
        raise OddError(Problem(mistake=NoContent(element=local(element)), origin=element))

    def _items(self, element: etree._Element, depth: int) -> tuple[Content, ...]:
        return tuple(self._item(child, depth + 1) for child in elements(element))

    def _data(self, element: etree._Element, least: int, most: int | None) -> DataRef:
        facets = tuple(
            (facet.get("name", ""), facet.get("value", ""))
            for facet in element.iterchildren(tei("dataFacet"))
        )
        key, name, ref = element.get("key"), element.get("name"), element.get("ref")
        if not (key or name or ref):
            raise OddError(Problem(mistake=NamelessDataRef(), origin=element))
        if name is not None and name not in DATATYPES:
            unknown = UnknownDatatype(name=name, meant=nearest(name, DATATYPES))
            self._problems.add(unknown, element, "name")
        for facet, _ in facets:
            if facet not in FACETS:
                no_facet = UnknownFacet(name=facet, meant=nearest(facet, FACETS))
                self._problems.add(no_facet, element)
        restriction = element.get("restriction")
        self._check_facets(name=name, restriction=restriction, facets=facets, element=element)
        return DataRef(
            key=key, name=name, ref=ref, restriction=restriction, facets=facets, min=least, max=most
        )

    def _check_facets(
        self,
        name: str | None,
        restriction: str | None,
        facets: tuple[tuple[str, str], ...],
        element: etree._Element,
    ) -> None:
        """Complain of a regular expression or a facet that is not valid in a schema."""
        if restriction is not None:
            facets = (*facets, ("pattern", restriction))
        for facet in facets:
            if facet[0] in FACETS and (name in DATATYPES or facet[0] == "pattern"):
                try:
                    Datatypes().get(XSD, name if name in DATATYPES else "string", (facet,))
                except DatatypeError as error:
                    self._problems.add(WrongFacet(reason=str(error)), element)

    def val_list(self, element: etree._Element) -> ValList:
        """Return a list of values."""
        items = tuple(
            ValItem(
                ident=_value(item),
                mode=mode(item),
                alt_ident=text(item.find(tei("altIdent"))),
                valid_until=item.get("validUntil"),
                docs=docs(item),
                origin=item,
            )
            for item in element.iterchildren(tei("valItem"))
        )
        return ValList(type=element.get("type"), items=items, mode=mode(element), origin=element)

    def occurrence(
        self, element: etree._Element, at_least: str = "minOccurs", at_most: str = "maxOccurs"
    ) -> tuple[int, int | None]:
        """Return the least and the greatest number of occurrences (att.repeatable)."""
        least = self._number(element, at_least)
        most = None
        if element.get(at_most) != "unbounded":
            most = self._number(element, at_most)
            if most < least:
                impossible = ImpossibleCount(least=least, most=most, attribute=at_most)
                self._problems.add(impossible, element, at_least)
                most = least
        return least, most

    def _number(self, element: etree._Element, attribute: str) -> int:
        value = element.get(attribute, "1").strip()
        if value.isascii() and value.isdigit() and len(value) < 5:
            return int(value)
        self._problems.add(NotACount(value=value), element, attribute)
        return 1


def namespace(element: etree._Element) -> str | None:
    """Return the namespace of a declaration, or None. Raises OddError if it is no URI."""
    ns = element.get("ns")
    if ns is not None:
        try:
            etree.Element("name", nsmap={"ns": ns})
        except ValueError:
            problem = Problem(mistake=NotANamespace(value=ns), origin=element, attribute="ns")
            raise OddError(problem) from None
    return ns


def pattern_prefix(element: etree._Element) -> str:
    """Return the prefix for the names of patterns, empty if there is none.

    Raises OddError for one that no name can begin with.
    """
    prefix = element.get("prefix", "")
    if prefix and not _NAME.fullmatch(prefix):
        wrong = NotAPrefix(value=prefix)
        raise OddError(Problem(mistake=wrong, origin=element, attribute="prefix"))
    return prefix


def required(element: etree._Element, attribute: str) -> str:
    """Return the value of an attribute that must be there. Raises OddError where it is not."""
    value = element.get(attribute, "").strip()
    if value:
        return value
    lacking = LacksAttribute(element=local(element), attribute=attribute)
    raise OddError(Problem(mistake=lacking, origin=element))


def named(element: etree._Element) -> str:
    """Return the ident of a declaration. Raises OddError for one that is no XML name."""
    ident = required(element, "ident")
    _check_name(ident, element)
    return ident


def alternative(element: etree._Element) -> str | None:
    """Return the name in documents that the altIdent of a declaration gives; None without one."""
    child = element.find(tei("altIdent"))
    name = text(child)
    if name is not None and child is not None:
        _check_name(name, child)
    return name


def _check_name(name: str, element: etree._Element) -> None:
    prefix, colon, rest = name.partition(":")
    if not all(map(_NAME.fullmatch, (prefix, rest) if colon else (prefix,))):
        raise OddError(Problem(mistake=NotAName(value=name), origin=element))
    parent = element.getparent()
    declarations = (element,) if parent is None else (element, parent)
    is_attribute = any(local(declaration) == "attDef" for declaration in declarations)
    if colon and not (is_attribute and namespace_of(prefix, element)):
        undeclared = UndeclaredPrefix(prefix=prefix, name=name)
        raise OddError(Problem(mistake=undeclared, origin=element))


def _value(item: etree._Element) -> str:
    """Return the ident of a value, which may be the empty string but not missing."""
    return item.get("ident", "") if "ident" in item.attrib else required(item, "ident")


def _key(element: etree._Element) -> str:
    return required(element, "key" if "key" in element.attrib else "name")


def _expand(element: etree._Element) -> Expand:
    value = element.get("expand", "alternate").replace("alternation", "alternate")
    try:
        return Expand(value)
    except ValueError:
        raise _wrong(element, "expand", tuple(map(str, Expand))) from None


def _exceptions(element: etree._Element) -> tuple[str, ...]:
    return tuple(exception(token, element) for token in tokens(element, "except"))


def exception(token: str, element: etree._Element) -> str:
    """Return an exception of anyElement: a namespace as it is, a QName as `{namespace}name`."""
    prefix, _, name = token.partition(":")
    namespace = namespace_of(prefix, element) if name and "/" not in name else None
    return f"{{{namespace}}}{name}" if namespace else token


def _wrong(element: etree._Element, attribute: str, known: tuple[str, ...]) -> OddError:
    value = str(element.get(attribute))
    unknown = UnknownValue(attribute=attribute, value=value, known=known)
    return OddError(Problem(mistake=unknown, origin=element, attribute=attribute))
