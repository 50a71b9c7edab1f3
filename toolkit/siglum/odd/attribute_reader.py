"""From the markup of attributes, classes and constraints to values (TEI P5, 23.5.3 and 23.5.2)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .content_reader import ContentReader, alternative, docs, mode, named, namespace, required
from .errors import OddError, Problem, Problems
from .mistakes.changes import DeclaredTwice, DoubledAttribute
from .model import AttDef, AttList, AttRef, Classes, ConstraintSpec, Datatype, MemberOf, Mode
from .names import elements, local, namespace_of, tei


class AttributeReader:
    """Reads attList, classes and constraintSpec."""

    def __init__(self, content: ContentReader, problems: Problems) -> None:
        self._content = content
        self._problems = problems

    def attributes(self, spec: etree._Element) -> AttList:
        """Return the attributes that a specification declares; several lists count as one."""
        lists = [self._list(child) for child in spec.iterchildren(tei("attList"))]
        if len(lists) == 1:
            return lists[0]
        return AttList(tuple(lists))

    def _list(self, element: etree._Element) -> AttList:
        members: list[AttDef | AttRef | AttList] = []
        for child in elements(element):
            match local(child):
                case "attDef":
                    members.append(self._definition(child))
                case "attRef":
                    members.append(_reference(child))
                case "attList":
                    members.append(self._list(child))
        members = list(self._once(members))
        return AttList(tuple(members), element.get("org", "group"))

    def _once(
        self, members: list[AttDef | AttRef | AttList]
    ) -> Iterator[AttDef | AttRef | AttList]:
        """Yield the members of a list, each attribute once.

        Raises OddError if an attribute is declared twice in different ways.
        """
        seen: dict[str, AttDef] = {}
        for member in members:
            first = seen.setdefault(member.ident, member) if isinstance(member, AttDef) else member
            if first is member:
                yield member
            elif isinstance(member, AttDef) and isinstance(first, AttDef):
                deleted = member.mode is first.mode is Mode.DELETE
                if not deleted and not _same(first.origin, member.origin):
                    doubled = DoubledAttribute(attribute=member.ident)
                    raise OddError(
                        Problem(mistake=doubled, origin=member.origin, attribute="ident")
                    )
                self._problems.add(DeclaredTwice(attribute=member.ident), member.origin, "ident")

    def _definition(self, element: etree._Element) -> AttDef:
        ident = named(element)
        prefix, colon, _ = ident.partition(":")
        val_list = element.find(tei("valList"))
        default = element.find(tei("defaultVal"))
        return AttDef(
            ident=ident,
            mode=mode(element),
            ns=namespace(element) or (namespace_of(prefix, element) if colon else None),
            alt_ident=alternative(element),
            usage=element.get("usage"),
            datatype=self._datatype(element.find(tei("datatype"))),
            default=None if default is None else " ".join((default.text or "").split()),
            val_list=None if val_list is None else self._content.val_list(val_list),
            valid_until=element.get("validUntil"),
            constraints=constraints(element),
            docs=docs(element),
            origin=element,
        )

    def _datatype(self, element: etree._Element | None) -> Datatype | None:
        if element is None or len(element) == 0:
            return None
        return Datatype(self._content.content(element), *self._content.occurrence(element))

    def classes(self, spec: etree._Element) -> Classes | None:
        """Return the memberships of a specification, None if it has no `classes`."""
        element = spec.find(tei("classes"))
        if element is None:
            return None
        members = tuple(self._member(child) for child in element.iterchildren(tei("memberOf")))
        return Classes(members, mode(element, Mode.REPLACE))

    def _member(self, element: etree._Element) -> MemberOf:
        least, most = self._content.occurrence(element, "min", "max")
        return MemberOf(
            key=required(element, "key"), mode=mode(element), min=least, max=most, origin=element
        )


def _same(one: etree._Element | None, other: etree._Element | None) -> bool:
    """Say whether two declarations are the same, apart from white space and comments."""
    return one is not None and other is not None and _said(one) == _said(other)


def _said(declaration: etree._Element) -> list[object]:
    return [
        (node.tag, sorted(node.items()), (node.text or "").split(), (node.tail or "").split())
        for node in declaration.iter("*")
    ]


def constraints(spec: etree._Element) -> tuple[ConstraintSpec, ...]:
    """Return the rules that stand in a specification."""
    return tuple(constraint(child) for child in spec.iterchildren(tei("constraintSpec")))


def constraint(element: etree._Element) -> ConstraintSpec:
    """Return one rule."""
    holders = element.iterchildren(tei("constraint"))
    return ConstraintSpec(
        ident=element.get("ident", ""),
        scheme=element.get("scheme", "schematron"),
        mode=mode(element),
        valid_until=element.get("validUntil"),
        rules=tuple(rule for holder in holders for rule in elements(holder)),
        docs=docs(element),
        origin=element,
    )


def _reference(element: etree._Element) -> AttRef:
    """Read an attRef; in older ODDs it may name a pattern, such as att.global.attribute.rend."""
    class_, name = element.get("class"), element.get("name")
    if class_ is None:
        pattern = name or required(element, "key")
        class_, found, name = pattern.partition(".attribute.")
        if not found:
            return AttRef(pattern.removesuffix(".attributes"), None, element)
    return AttRef(class_, name, element)
