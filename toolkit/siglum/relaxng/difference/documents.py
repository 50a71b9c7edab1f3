"""Example documents as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from lxml import etree

from ..grammar.nameclass import namespace_of
from ..grammar.xml_names import XML_NAMESPACE
from .smallest import Tree


def make_ids_unique(tree: Tree, names: Set[str], used: set[str] | None = None) -> None:
    """Change the values of the attributes with these names so that none occurs twice."""
    used = set() if used is None else used
    for name in names & tree.attributes.keys():
        value = tree.attributes[name]
        while tree.attributes[name] in used:
            tree.attributes[name] = f"{value}{len(used)}"
        used.add(tree.attributes[name])
    for child in tree.children:
        if isinstance(child, Tree):
            make_ids_unique(child, names, used)


def as_xml(tree: Tree, namespaces: Mapping[str, str]) -> str:
    """Return a document as XML, indented where white space does not matter.

    `namespaces` are prefixes that the document has to declare.
    """
    elements = dict.fromkeys(namespace_of(name) for name in _element_names(tree))
    attributes = dict.fromkeys(namespace_of(name) for name in _attribute_names(tree))
    prefixes: dict[str | None, str] = {}
    prefixes.update(namespaces)
    if "" not in elements and not namespaces:
        prefixes[None] = namespace_of(tree.name)
    for ns in dict.fromkeys((*elements, *attributes)):
        needs_prefix = ns in attributes or ns not in prefixes.values()
        if ns not in ("", XML_NAMESPACE) and needs_prefix:
            prefixes[f"n{len(prefixes)}"] = ns
    root = _element(tree, None, prefixes)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _element(
    tree: Tree, parent: etree._Element | None, prefixes: dict[str | None, str]
) -> etree._Element:
    if parent is None:
        made = etree.Element(tree.name, nsmap=prefixes)  # type: ignore[arg-type]  # None is the default namespace
    else:
        made = etree.SubElement(parent, tree.name)
    for name, value in tree.attributes.items():
        made.set(name, value)
    for child in tree.children:
        if isinstance(child, Tree):
            _element(child, made, prefixes)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def _element_names(tree: Tree) -> Iterator[str]:
    yield tree.name
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _element_names(child)


def _attribute_names(tree: Tree) -> Iterator[str]:
    yield from tree.attributes
    for child in tree.children:
        if isinstance(child, Tree):
            yield from _attribute_names(child)
