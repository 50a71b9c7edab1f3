"""From the content models of ODD to particles."""

from __future__ import annotations

from ..model import (
    Alternate,
    AnyElement,
    ClassRef,
    ClassSpec,
    Content,
    DataRef,
    ElementRef,
    ElementSpec,
    EmbeddedRelaxNG,
    Empty,
    Expand,
    MacroRef,
    MacroSpec,
    Spec,
    TextNode,
    ValList,
)
from ..model import Sequence as InSequence
from ..schema import Schema
from .looser import Looser, Why
from .particles import (
    EMPTY,
    NOTHING,
    Element,
    Group,
    Particle,
    Text,
    Wildcard,
    choice,
    repeat,
    sequence,
    without_text,
)
from .patterns import Patterns
from .rewrite import interleaved

_LIMIT = 400
"""Occurrences are counted as far as in the RELAX NG output, which counts no further."""

_ITEM = {
    Expand.SEQUENCE: (1, 1),
    Expand.SEQUENCE_OPTIONAL: (0, 1),
    Expand.SEQUENCE_REPEATABLE: (1, None),
    Expand.SEQUENCE_OPTIONAL_REPEATABLE: (0, None),
}


class ContentModels:
    """Makes particles of content models; model classes and macros become groups."""

    def __init__(self, schema: Schema, looser: Looser) -> None:
        self._schema = schema
        self._looser = looser
        self._groups: dict[str, Particle] = {}
        self._open: set[str] = set()
        self.patterns = Patterns(schema, self._named, looser)

    def of(self, spec: ElementSpec) -> Particle:
        """Return the particle of an element's content."""
        return EMPTY if spec.content is None else self._particle(spec.content, spec)

    def _particle(self, content: Content, owner: Spec) -> Particle:
        match content:
            case Empty():
                return EMPTY
            case TextNode():
                return Text()
            case DataRef() | ValList():
                self._looser.add(Why.DATA, owner.ident)
                return Text()
            case InSequence(items=items, preserve_order=in_order):
                parts = [self._particle(item, owner) for item in items]
                if in_order or len(parts) == 1:
                    return occurring(sequence(parts), content.min, content.max)
                self._looser.add(Why.INTERLEAVED, owner.ident)
                return occurring(interleaved(parts), content.min, content.max)
            case Alternate(items=items):
                made = choice(self._particle(item, owner) for item in items)
                return occurring(made, content.min, content.max)
            case ElementRef(key=key) | MacroRef(key=key):
                return occurring(self._named(key, owner), content.min, content.max)
            case ClassRef():
                return occurring(self._class(content, owner), content.min, content.max)
            case AnyElement():
                return occurring(self._any(content, owner), content.min, content.max)
            case EmbeddedRelaxNG(element=pattern):
                return self.patterns.particle(pattern, owner)

    def _named(self, name: str, owner: Spec) -> Particle:
        """Return the particle for a reference to a specification, or a pattern of a grammar."""
        key, _, suffix = name.rpartition("_")
        spec = self._schema.specs.get(name)
        match spec:
            case ElementSpec():
                return Element(namespace(self._schema, spec), spec.name)
            case ClassSpec() | MacroSpec():
                return self._group(spec, owner)
            case None if isinstance(self._schema.specs.get(key), ClassSpec):
                return self._class(ClassRef(key, _expand(suffix)), owner)
            case None:
                return self.patterns.defined(name, owner)
        self._looser.add(Why.DATA, owner.ident)
        return Text()

    def _group(self, spec: ClassSpec | MacroSpec, owner: Spec) -> Particle:
        """Return the group of a class or macro; for one with RELAX NG in it, its content."""
        if spec.ident in self._open:
            return NOTHING
        if spec.ident not in self._groups:
            self._open.add(spec.ident)
            body = self._body(spec, owner)
            self._open.discard(spec.ident)
            if isinstance(spec, MacroSpec) and isinstance(spec.content, EmbeddedRelaxNG):
                return body
            self._groups[spec.ident] = (
                body if without_text(body) in (EMPTY, NOTHING) else Group(spec.ident, body)
            )
        return self._groups[spec.ident]

    def _body(self, spec: ClassSpec | MacroSpec, owner: Spec) -> Particle:
        if isinstance(spec, ClassSpec):
            return choice(
                self._named(member.ident, owner) for member in self._schema.members(spec.ident)
            )
        inlined = isinstance(spec.content, EmbeddedRelaxNG)
        return (
            EMPTY
            if spec.content is None
            else self._particle(spec.content, owner if inlined else spec)
        )

    def _class(self, reference: ClassRef, owner: Spec) -> Particle:
        if reference.expand is Expand.ALTERNATE:
            if not (reference.include or reference.except_):
                return self._named(reference.key, owner)
            chosen = self._schema.referred_members(reference)
            return choice(self._named(member.ident, owner) for member in chosen)
        least, most = _ITEM[reference.expand]
        return sequence(
            repeat(occurring(self._named(spec.ident, owner), how.min, how.max), least, most)
            for spec, how in self._schema.referred_memberships(reference)
        )

    def _any(self, content: AnyElement, owner: Spec) -> Particle:
        """Return the nearest wildcards of XSD 1.0: any element, or any of another namespace."""
        self._looser.add(Why.ANY, owner.ident)
        exceptions = content.except_
        if exceptions is None:
            exceptions = self._schema.default_exceptions
        own = namespace(self._schema, owner) if isinstance(owner, ElementSpec) else self._schema.ns
        if own not in exceptions:
            return Wildcard()
        others = Wildcard(frozenset({own, ""}), other=True)
        return choice((others, Wildcard(frozenset({""})))) if own else others


def namespace(schema: Schema, spec: ElementSpec) -> str:
    """Return the namespace of an element."""
    return schema.ns if spec.ns is None else spec.ns


def occurring(item: Particle, least: int, most: int | None) -> Particle:
    """Return a particle with its numbers of occurrences, which are counted up to a limit."""
    if most is not None and most - least > _LIMIT:
        most = None
    return repeat(item, min(least, _LIMIT), most)


def _expand(suffix: str) -> Expand:
    try:
        return Expand(suffix.replace("alternation", "alternate"))
    except ValueError:
        return Expand.ALTERNATE
