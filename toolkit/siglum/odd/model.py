"""What an ODD says, as values: specifications, content models, attributes (TEI P5, chapter 23).

The same types describe the source that a customization starts from; the customization itself, in
which `mode` says what a specification does to the one of the same name in the source; and the
schema that results (see `schema`), in which every mode is ADD.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from .names import XML


class Mode(StrEnum):
    """What a declaration does to the one of the same name (att.combinable)."""

    ADD = "add"
    CHANGE = "change"
    REPLACE = "replace"
    DELETE = "delete"


class Expand(StrEnum):
    """How a reference to a model class becomes a content model (`classRef/@expand`)."""

    ALTERNATE = "alternate"
    SEQUENCE = "sequence"
    SEQUENCE_OPTIONAL = "sequenceOptional"
    SEQUENCE_REPEATABLE = "sequenceRepeatable"
    SEQUENCE_OPTIONAL_REPEATABLE = "sequenceOptionalRepeatable"


# Content models. `max=None` is unbounded.


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing at all."""


@dataclass(frozen=True, slots=True)
class TextNode:
    """Characters."""


@dataclass(frozen=True, slots=True)
class AnyElement:
    """Any element, with any attributes and content.

    `require` and `except_` are namespaces; `except_` may also have names, as `{namespace}name`.
    `except_=None` means `Schema.default_exceptions`.
    """

    require: tuple[str, ...] = ()
    except_: tuple[str, ...] | None = None
    min: int = 1
    max: int | None = 1
    origin: etree._Element | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Sequence:
    """All items, one after the other, or in any order (`preserve_order=False`)."""

    items: tuple[Content, ...]
    min: int = 1
    max: int | None = 1
    preserve_order: bool = True


@dataclass(frozen=True, slots=True)
class Alternate:
    """One of the items."""

    items: tuple[Content, ...]
    min: int = 1
    max: int | None = 1


@dataclass(frozen=True, slots=True)
class ElementRef:
    """An element, by the ident of its specification."""

    key: str
    min: int = 1
    max: int | None = 1


@dataclass(frozen=True, slots=True)
class ClassRef:
    """Members of a model class; `include` and `except_` restrict which."""

    key: str
    expand: Expand = Expand.ALTERNATE
    include: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    min: int = 1
    max: int | None = 1


@dataclass(frozen=True, slots=True)
class MacroRef:
    """The content of a macro."""

    key: str
    min: int = 1
    max: int | None = 1


@dataclass(frozen=True, slots=True)
class DataRef:
    """A value of a datatype: a dataSpec (`key`), one of W3C XML Schema (`name`), or a URI (`ref`).

    `facets` are pairs of name and value; `restriction` is a regular expression.
    """

    key: str | None = None
    name: str | None = None
    ref: str | None = None
    restriction: str | None = None
    facets: tuple[tuple[str, str], ...] = ()
    min: int = 1
    max: int | None = 1


@dataclass(frozen=True, slots=True)
class ValItem:
    """One value of a list; `alt_ident` is what documents write, where it differs."""

    ident: str
    mode: Mode = Mode.ADD
    alt_ident: str | None = None
    valid_until: str | None = None
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None

    @property
    def value(self) -> str:
        """The value as it stands in documents."""
        return self.alt_ident or self.ident


@dataclass(frozen=True, slots=True)
class ValList:
    """A list of values. `type` is "closed", "semi" or "open"; None where a change leaves it."""

    type: str | None = None
    items: tuple[ValItem, ...] = ()
    mode: Mode = Mode.ADD
    origin: etree._Element | None = None

    @property
    def closed(self) -> bool:
        """Are these all the values there are?"""
        return self.type == "closed"


@dataclass(frozen=True, slots=True)
class EmbeddedRelaxNG:
    """A RELAX NG pattern: how older ODDs (before “Pure ODD”) write content models."""

    element: etree._Element


Content = (
    Empty
    | TextNode
    | AnyElement
    | Sequence
    | Alternate
    | ElementRef
    | ClassRef
    | MacroRef
    | DataRef
    | ValList
    | EmbeddedRelaxNG
)


# Attributes.


@dataclass(frozen=True, slots=True)
class Datatype:
    """Which values an attribute has, and how many, separated by white space."""

    content: Content
    min: int = 1
    max: int | None = 1


@dataclass(frozen=True, slots=True)
class ConstraintSpec:
    """A rule; `rules` are the elements of its constraint, in the language of `scheme`."""

    ident: str
    scheme: str = "schematron"
    mode: Mode = Mode.ADD
    valid_until: str | None = None
    rules: tuple[etree._Element, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class AttDef:
    """An attribute. `usage` is "req", "rec" or "opt"; None where it is not said.

    `ident` may have a prefix (xml:id); then `ns` is the namespace that the prefix stands for.
    """

    ident: str
    mode: Mode = Mode.ADD
    ns: str | None = None
    alt_ident: str | None = None
    usage: str | None = None
    datatype: Datatype | None = None
    default: str | None = None
    val_list: ValList | None = None
    valid_until: str | None = None
    constraints: tuple[ConstraintSpec, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None

    @property
    def name(self) -> str:
        """The name as it stands in documents, with its prefix."""
        name = self.alt_ident or self.ident
        return f"xml:{name}" if self.ns == XML and ":" not in name else name

    @property
    def required(self) -> bool:
        """Must the attribute be there?"""
        return self.usage == "req"


@dataclass(frozen=True, slots=True)
class AttRef:
    """One attribute of a class, or all of them (`name=None`)."""

    class_: str
    name: str | None = None
    origin: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class AttList:
    """Attributes that may stand together (`org` "group") or of which only one may ("choice")."""

    members: tuple[AttDef | AttRef | AttList, ...] = ()
    org: str = "group"

    def definitions(self) -> tuple[AttDef, ...]:
        """Return the definitions of the list and of the lists in it."""
        found: list[AttDef] = []
        for member in self.members:
            if isinstance(member, AttDef):
                found.append(member)
            elif isinstance(member, AttList):
                found.extend(member.definitions())
        return tuple(found)


# Specifications.


@dataclass(frozen=True, slots=True)
class MemberOf:
    """Membership in a class. `min` and `max` say how often, where the class is a sequence."""

    key: str
    mode: Mode = Mode.ADD
    min: int = 1
    max: int | None = 1
    origin: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class Classes:
    """The memberships of a specification. Mode CHANGE adds and deletes single ones."""

    members: tuple[MemberOf, ...] = ()
    mode: Mode = Mode.REPLACE


@dataclass(frozen=True, slots=True)
class ElementSpec:
    """An element. `classes` and `content` are None where a change leaves them as they are.

    `without` names attributes of its classes that the element does not inherit.
    """

    ident: str
    mode: Mode = Mode.ADD
    module: str | None = None
    ns: str | None = None
    alt_ident: str | None = None
    valid_until: str | None = None
    classes: Classes | None = None
    content: Content | None = None
    attributes: AttList = field(default_factory=AttList)
    without: frozenset[str] = frozenset()
    constraints: tuple[ConstraintSpec, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None

    @property
    def name(self) -> str:
        """The local name as it stands in documents."""
        return self.alt_ident or self.ident


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """A class. `type` is "model" or "atts"."""

    ident: str
    type: str
    mode: Mode = Mode.ADD
    module: str | None = None
    alt_ident: str | None = None
    valid_until: str | None = None
    classes: Classes | None = None
    attributes: AttList = field(default_factory=AttList)
    constraints: tuple[ConstraintSpec, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class MacroSpec:
    """A piece of a content model with a name."""

    ident: str
    mode: Mode = Mode.ADD
    module: str | None = None
    alt_ident: str | None = None
    valid_until: str | None = None
    content: Content | None = None
    constraints: tuple[ConstraintSpec, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class DataSpec:
    """A datatype."""

    ident: str
    mode: Mode = Mode.ADD
    module: str | None = None
    alt_ident: str | None = None
    valid_until: str | None = None
    content: Content | None = None
    constraints: tuple[ConstraintSpec, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class ModuleSpec:
    """A module: a chapter's worth of specifications."""

    ident: str
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None


Spec = ElementSpec | ClassSpec | MacroSpec | DataSpec


# What a schemaSpec asks for besides its own specifications.


@dataclass(frozen=True, slots=True)
class ModuleRef:
    """A module of the source (`key`), or a RELAX NG grammar (`url`) whose names get `prefix`.

    `overrides` are the RELAX NG definitions that stand in its content.
    """

    key: str | None = None
    url: str | None = None
    prefix: str = ""
    include: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    source: str | None = None
    overrides: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None


@dataclass(frozen=True, slots=True)
class SpecRef:
    """A single specification of the source; `include` and `except_` name attributes of a class."""

    kind: str
    """The name of the referring element: elementRef, classRef, macroRef or dataRef."""
    key: str
    include: tuple[str, ...] = ()
    except_: tuple[str, ...] = ()
    source: str | None = None
    origin: etree._Element | None = None


Declaration = Spec | ModuleRef | SpecRef | ConstraintSpec


@dataclass(frozen=True, slots=True)
class SchemaSpec:
    """A customization: what it selects from which source, and what it adds or changes."""

    ident: str
    start: tuple[str, ...] | None = None
    ns: str | None = None
    prefix: str = ""
    source: str | None = None
    default_exceptions: tuple[str, ...] | None = None
    doc_languages: tuple[str, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    modules: tuple[ModuleSpec, ...] = ()
    docs: tuple[etree._Element, ...] = ()
    origin: etree._Element | None = None
