"""Read the schemaSpec of an ODD file, each specGrpRef replaced by its group."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .base import Files
from .content_reader import docs, exception, namespace, pattern_prefix
from .errors import OddError, Problem, Problems, nearest
from .mistakes.sources import (
    CircularGroup,
    ForeignSchemaSpec,
    NoSchemaSpec,
    SeveralSchemaSpecs,
    TooManyGroups,
    UnknownGroup,
    UnknownSchemaSpec,
)
from .model import Mode, SchemaSpec
from .names import XML_ID, tei, tokens
from .processing import is_empty_addition, is_for_processing, only_processes
from .read import SPECS, Reader, children
from .structure import check_structure

_MOST = 10_000
"""The most references to groups that are followed."""


def read_customization(
    root: etree._Element, files: Files, problems: Problems, ident: str | None = None
) -> SchemaSpec:
    """Return the customization of an ODD: the one with an ident, or the first.

    Raises OddError if there is none.
    """
    element = _chosen(root, ident, problems)
    reader = Reader(problems)
    groups = _Groups(files, problems)
    in_prose = list(_changes_in_prose(root))
    parts = [*groups.expand(element), *in_prose]
    parts = [part for part in parts if not only_processes(part)]
    if is_for_processing(element):
        parts = [part for part in parts if not is_empty_addition(part)]
    declared = map(reader.declaration, parts)
    for read in (*groups.read, *in_prose):
        check_structure(read, problems)
    exceptions = None
    if "defaultExceptions" in element.attrib:
        exceptions = tuple(exception(t, element) for t in tokens(element, "defaultExceptions"))
    return SchemaSpec(
        ident=element.get("ident", ""),
        start=tokens(element, "start") if "start" in element.attrib else None,
        ns=namespace(element),
        prefix=pattern_prefix(element),
        source=element.get("source"),
        default_exceptions=exceptions,
        doc_languages=tokens(element, "docLang"),
        declarations=tuple(declaration for declaration in declared if declaration is not None),
        modules=tuple(reader.modules(root)),
        docs=docs(element),
        origin=element,
    )


def _changes_in_prose(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the changes outside of any schemaSpec and group, beside the prose that explains them.

    TEI P5 does not say what they mean. They count here, as they do for the TEI Stylesheets.
    """
    for spec in root.iter(*map(tei, SPECS)):
        if spec.get("mode") in (Mode.CHANGE, Mode.REPLACE, Mode.DELETE):
            holder = next(spec.iterancestors(tei("schemaSpec"), tei("specGrp")), None)
            if holder is None:
                yield spec


def _chosen(root: etree._Element, ident: str | None, problems: Problems) -> etree._Element:
    found = list(root.iter(tei("schemaSpec")))
    if not found:
        stranger = next(root.iter("{*}schemaSpec"), None)
        if stranger is not None:
            raise OddError(Problem(mistake=ForeignSchemaSpec(), origin=stranger))
        raise OddError(Problem(mistake=NoSchemaSpec(), origin=root))
    names = [element.get("ident", "") for element in found]
    if ident is not None:
        if ident in names:
            return found[names.index(ident)]
        meant = nearest(ident, names)
        unknown = UnknownSchemaSpec(ident=ident, idents=tuple(names), meant=meant)
        raise OddError(Problem(mistake=unknown, origin=root))
    if len(found) > 1:
        problems.add(SeveralSchemaSpecs(idents=tuple(names)), found[1])
    return found[0]


class _Groups:
    """Replaces each specGrpRef by the content of its specGrp."""

    def __init__(self, files: Files, problems: Problems) -> None:
        self._files = files
        self._problems = problems
        self._open: list[etree._Element] = []
        self._times = 0
        self.read: dict[etree._Element, None] = {}
        """The groups that were expanded, without those within others."""

    def expand(self, group: etree._Element) -> Iterator[etree._Element]:
        """Yield the declarations of a group and of the groups that it refers to."""
        self._times += 1
        if self._times > _MOST:
            raise OddError(Problem(mistake=TooManyGroups(most=_MOST), origin=group))
        self._open.append(group)
        self.read[group] = None
        for child in children(group):
            if child.tag == tei("specGrpRef"):
                yield from self._referred(child)
            else:
                yield child
        self._open.pop()

    def _referred(self, reference: etree._Element) -> Iterator[etree._Element]:
        target = reference.get("target", "")
        address, _, ident = target.partition("#")
        try:
            root = (
                self._files.open(address, reference)
                if address
                else reference.getroottree().getroot()
            )
        except OddError as error:
            self._problems.add(error.problem.mistake, reference, "target")
            return
        groups = _groups(root, ident)
        if not groups:
            known = (group.get(XML_ID, "") for group in root.iter(tei("specGrp")))
            unknown = UnknownGroup(target=target, meant=nearest(ident, filter(None, known)))
            self._problems.add(unknown, reference, "target")
        for group in groups:
            if group in self._open:
                self._problems.add(CircularGroup(target=target), reference, "target")
            else:
                yield from self.expand(group)


def _groups(root: etree._Element, ident: str) -> list[etree._Element]:
    """Return the groups with an ident; if it is empty, the outermost groups of the file."""
    groups = list(root.iter(tei("specGrp")))
    if ident:
        return [group for group in groups if group.get(XML_ID) == ident]
    return [group for group in groups if next(group.iterancestors(tei("specGrp")), None) is None]
