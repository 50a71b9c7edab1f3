"""From TEI XML to specifications: one reader for TEI P5, its digest, and customizations."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from .attribute_reader import AttributeReader, constraint, constraints
from .content_reader import (
    ContentReader,
    alternative,
    docs,
    mode,
    named,
    namespace,
    pattern_prefix,
    required,
)
from .errors import OddError, Problem, Problems
from .mistakes.changes import NamelessModuleRef
from .model import (
    ClassSpec,
    ConstraintSpec,
    Content,
    DataSpec,
    ElementSpec,
    MacroSpec,
    Mode,
    ModuleRef,
    ModuleSpec,
    Spec,
    SpecRef,
    ValList,
)
from .names import RNG, elements, local, tei, tokens

SPECS = ("elementSpec", "classSpec", "macroSpec", "dataSpec")
REFS = ("elementRef", "classRef", "macroRef", "dataRef")
_SPEC_TAGS = tuple(map(tei, SPECS))


class Reader:
    """Reads declarations; a mistake becomes a problem, and reading goes on where it can."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._content = ContentReader(problems)
        self._attributes = AttributeReader(self._content, problems)

    def specifications(self, root: etree._Element) -> Iterator[Spec]:
        """Yield all specifications of a document, in its order."""
        for element in root.iter(*_SPEC_TAGS):
            spec = self._guarded(element)
            if isinstance(spec, ElementSpec | ClassSpec | MacroSpec | DataSpec):
                yield spec

    def modules(self, root: etree._Element) -> Iterator[ModuleSpec]:
        """Yield the modules that a document specifies."""
        for element in root.iter(tei("moduleSpec")):
            if element.get("ident"):
                yield ModuleSpec(element.get("ident", ""), docs(element), element)

    def declaration(
        self, element: etree._Element
    ) -> Spec | ModuleRef | SpecRef | ConstraintSpec | None:
        """Return what one child of a schemaSpec or specGrp declares; None for prose."""
        return self._guarded(element)

    def _guarded(
        self, element: etree._Element
    ) -> Spec | ModuleRef | SpecRef | ConstraintSpec | None:
        try:
            return self._read(element)
        except OddError as error:
            self._problems.note(error.problem)
            return None

    def _read(self, element: etree._Element) -> Spec | ModuleRef | SpecRef | ConstraintSpec | None:
        match local(element):
            case "elementSpec":
                return self._element(element)
            case "classSpec":
                return self._class(element)
            case "macroSpec":
                return self._macro(element)
            case "dataSpec":
                return self._datatype(element)
            case "constraintSpec":
                return constraint(element)
            case "moduleRef":
                return _module_ref(element)
            case kind if kind in REFS:
                include, except_ = tokens(element, "include"), tokens(element, "except")
                key = required(element, "key")
                return SpecRef(
                    kind=kind,
                    key=key,
                    include=include,
                    except_=except_,
                    source=element.get("source"),
                    origin=element,
                )
        return None

    def _element(self, element: etree._Element) -> ElementSpec:
        return ElementSpec(
            ident=named(element),
            mode=mode(element),
            module=element.get("module"),
            ns=namespace(element),
            alt_ident=alternative(element),
            valid_until=element.get("validUntil"),
            classes=self._attributes.classes(element),
            content=self._content_of(element),
            attributes=self._attributes.attributes(element),
            without=frozenset(),
            constraints=constraints(element),
            docs=docs(element),
            origin=element,
        )

    def _class(self, element: etree._Element) -> ClassSpec:
        ident = named(element)
        return ClassSpec(
            ident=ident,
            type=element.get("type") or ("atts" if ident.startswith("att.") else "model"),
            mode=mode(element),
            module=element.get("module"),
            alt_ident=alternative(element),
            valid_until=element.get("validUntil"),
            classes=self._attributes.classes(element),
            attributes=self._attributes.attributes(element),
            constraints=constraints(element),
            docs=docs(element),
            origin=element,
        )

    def _macro(self, element: etree._Element) -> MacroSpec:
        return MacroSpec(
            ident=named(element),
            mode=mode(element),
            module=element.get("module"),
            alt_ident=alternative(element),
            valid_until=element.get("validUntil"),
            content=self._content_of(element),
            constraints=constraints(element),
            docs=docs(element),
            origin=element,
        )

    def _datatype(self, element: etree._Element) -> DataSpec:
        return DataSpec(
            ident=named(element),
            mode=mode(element),
            module=element.get("module"),
            alt_ident=alternative(element),
            valid_until=element.get("validUntil"),
            content=self._content_of(element),
            constraints=constraints(element),
            docs=docs(element),
            origin=element,
        )

    def _content_of(self, spec: etree._Element) -> Content | None:
        """Return the content; None if the specification has none.

        As in older ODDs, a closed list of values beside the content replaces it.
        """
        val_list = spec.find(tei("valList"))
        if val_list is not None and mode(val_list) is not Mode.DELETE:
            values: ValList = self._content.val_list(val_list)
            if values.closed:
                return values
        content = spec.find(tei("content"))
        return None if content is None else self._content.content(content)


def _module_ref(element: etree._Element) -> ModuleRef:
    key, url = element.get("key"), element.get("url")
    if not key and not url:
        raise OddError(Problem(mistake=NamelessModuleRef(), origin=element))
    content = element.find(tei("content"))
    overrides = () if content is None else tuple(content.iterchildren(f"{{{RNG}}}*"))
    return ModuleRef(
        key=key,
        url=url,
        prefix=pattern_prefix(element),
        include=tokens(element, "include"),
        except_=tokens(element, "except"),
        source=element.get("source"),
        overrides=overrides,
        origin=element,
    )


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the declarations in a schemaSpec or specGrp, also those in nested groups."""
    for child in elements(element):
        if child.tag == tei("specGrp"):
            yield from children(child)
        else:
            yield child
