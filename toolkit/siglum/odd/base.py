"""What a customization starts from: the specifications of TEI P5, or of another ODD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lxml import etree

from .errors import OddError, Problem, Problems
from .mistakes.sources import NoSpecifications
from .model import ElementSpec, ModuleSpec, Spec
from .names import tei
from .processing import is_for_processing
from .read import Reader
from .tei_rules import ADDRESS, fill

VERSION = "4.8.0"
"""The version of TEI P5 whose digest the package carries."""

DIGEST = Path(__file__).with_name(f"p5-{VERSION}.xml")
RULES = Path(__file__).with_name(f"p5-{VERSION}-rules.xml")

_VERSIONED = re.compile(
    r"^tei:(?P<version>[\w.]+)$|/(?:Vault/P5/(?P<vault>[\w.]+)|release)/.*p5subset"
)


@dataclass(frozen=True, slots=True)
class Base:
    """Specifications by their idents, in the order of their document, and the modules."""

    specs: Mapping[str, Spec]
    modules: Mapping[str, ModuleSpec]

    def of_module(self, key: str) -> tuple[list[Spec], list[ElementSpec]]:
        """Return the classes, macros and datatypes of a module, and its elements."""
        others: list[Spec] = []
        elements: list[ElementSpec] = []
        for spec in self.specs.values():
            if spec.module == key:
                if isinstance(spec, ElementSpec):
                    elements.append(spec)
                else:
                    others.append(spec)
        return others, elements

    def has_module(self, key: str) -> bool:
        """Say whether there is a module of this name."""
        return key in self.modules or any(spec.module == key for spec in self.specs.values())


def base(specs: Iterable[Spec], modules: Iterable[ModuleSpec]) -> Base:
    """Make a base of specifications; of two with the same ident, the first counts."""
    by_ident: dict[str, Spec] = {}
    for spec in specs:
        by_ident.setdefault(spec.ident, spec)
    return Base(by_ident, {module.ident: module for module in modules})


class Files(Protocol):
    """Opens the files that a customization names."""

    def open(self, address: str, near: etree._Element) -> etree._Element:
        """Return the root of the XML file at an address, which is relative to the element `near`.

        The same file gives the same root. Raises OddError (ODD002) if there is no such file.
        """
        ...


def tei_version(source: str) -> str | None:
    """Return the version of TEI P5 that a source names; None if it names something else.

    TEI P5 itself is named as tei:4.8.0, tei:current, or by the address of its p5subset.xml
    (TEI P5, att.readFrom).
    """
    found = _VERSIONED.search(source)
    return (found["version"] or found["vault"] or "current") if found else None


def read_base(root: etree._Element, problems: Problems) -> Base:
    """Return the specifications of a document as a base. Raises OddError if it has none."""
    reader = Reader(problems)
    made = base(reader.specifications(root), reader.modules(root))
    if not made.specs:
        raise OddError(Problem(mistake=NoSpecifications(), origin=root))
    return made


def digest() -> etree._Element:
    """Return the package's own digest of TEI P5, parsed, with the rules that go with it."""
    parser = etree.XMLParser(remove_comments=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(DIGEST.read_bytes(), parser, base_url=ADDRESS)
    fill(root, RULES)
    return root


def is_customization(root: etree._Element) -> bool:
    """Say whether a document is a customization: to be a source, it must be compiled first."""
    custom = next(root.iter(tei("schemaSpec")), None)
    return custom is not None and (
        is_for_processing(custom)
        or any(reference.get("key") for reference in root.iter(tei("moduleRef")))
    )
