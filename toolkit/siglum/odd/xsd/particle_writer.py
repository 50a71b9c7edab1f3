"""Write content models as markup of XSD."""

from __future__ import annotations

from lxml import etree

from .namespaces import Namespaces, xs
from .particles import (
    EMPTY,
    NOTHING,
    Choice,
    Element,
    Group,
    Particle,
    Repeat,
    Sequence,
    Text,
    Wildcard,
)


class ParticleWriter:
    """Appends particles to the types and groups that they are the models of."""

    def __init__(self, namespaces: Namespaces) -> None:
        self._namespaces = namespaces

    def of_type(self, parent: etree._Element, particle: Particle) -> None:
        """Append the model of a complex type; it may be just a reference to a group."""
        self._model(parent, particle, wrapped=False)

    def of_group(self, parent: etree._Element, particle: Particle) -> None:
        """Append the model of a group; it may be neither a reference to a group nor repeated."""
        self._model(parent, particle, wrapped=True)

    def _model(self, parent: etree._Element, particle: Particle, *, wrapped: bool) -> None:
        if particle in (EMPTY, NOTHING):
            return
        bare = isinstance(particle, Element | Wildcard) or (
            isinstance(particle, Repeat) and isinstance(particle.item, Element | Wildcard)
        )
        if bare or (wrapped and not isinstance(particle, Sequence | Choice)):
            self._particle(
                parent=etree.SubElement(parent, xs("sequence")), particle=particle, least=1, most=1
            )
        else:
            self._particle(parent=parent, particle=particle, least=1, most=1)

    def _particle(
        self, parent: etree._Element, particle: Particle, least: int, most: int | None
    ) -> None:
        match particle:
            case Repeat(item=Repeat() as item):
                inner = etree.SubElement(parent, xs("sequence"))
                _occur(inner, particle.min, particle.max)
                self._particle(parent=inner, particle=item, least=1, most=1)
                return
            case Repeat(item=item):
                self._particle(parent=parent, particle=item, least=particle.min, most=particle.max)
                return
            case Element(ns=ns, name=name):
                made = etree.SubElement(parent, xs("element"), ref=self._namespaces.name(ns, name))
            case Group(name=name):
                made = etree.SubElement(parent, xs("group"), ref=self._namespaces.own(name))
            case Wildcard():
                made = etree.SubElement(parent, xs("any"), processContents="skip")
                if particle.namespaces is not None:
                    made.set("namespace", _namespaces(particle))
            case Text():
                return
            case Sequence(items=items) | Choice(items=items):
                kind = "sequence" if isinstance(particle, Sequence) else "choice"
                made = etree.SubElement(parent, xs(kind))
                for item in items:
                    self._particle(parent=made, particle=item, least=1, most=1)
        _occur(made, least, most)


def _occur(element: etree._Element, least: int, most: int | None) -> None:
    if least != 1:
        element.set("minOccurs", str(least))
    if most != 1:
        element.set("maxOccurs", "unbounded" if most is None else str(most))


def _namespaces(wildcard: Wildcard) -> str:
    if wildcard.other:
        return "##other"
    return " ".join(sorted(uri or "##local" for uri in wildcard.namespaces or ()))
