"""The XML syntax written as compact syntax (RELAX NG Compact Syntax, sections 2 to 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import indent
from urllib.parse import urljoin

from lxml import etree

from .compact_names import Names, escaped, literal
from .compact_notes import Notes
from .xml_names import XML_NAMESPACE

RNG = "{http://relaxng.org/ns/structure/1.0}"
_WIDTH = 100
_JOINERS = {"group": ", ", "interleave": " & ", "choice": " | "}
_REPEATS = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
_COMBINED = {None: "=", "choice": "|=", "interleave": "&="}
_COMPONENTS = ("start", "define", "div", "include")


def write_compact(grammar: etree._Element) -> str:
    """Return a schema in XML syntax as compact syntax; both accept the same documents.

    `grammar` is the root of a correct schema, be it a `grammar` or another pattern. Documentation
    is kept as `##`, other annotations as annotations beside the pattern or definition that they
    belong to, and comments between definitions as comments. References to other files stay as
    they are, resolved against `xml:base`.
    """
    return _Writer(grammar).write()


class _Writer:
    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._names = Names(_default_namespace(root), root)
        self._notes = Notes(self._names)

    def write(self) -> str:
        """Return the whole schema."""
        if _kind(self._root) == "grammar" and not self._notes.before(self._root):
            body = self._components(self._root) or "grammar { }"
        else:
            body = self._pattern(self._root)
        head = self._names.declarations()
        return f"{head}\n\n{body}\n" if head else f"{body}\n"

    # Grammars.

    def _components(self, parent: etree._Element) -> str:
        return "\n\n".join(self._each_component(parent))

    def _each_component(self, parent: etree._Element) -> Iterator[str]:
        for child in parent:
            if isinstance(child, etree._Comment):
                yield self._notes.comment(child)
            elif _kind(child) in _COMPONENTS:
                yield self._notes.before(child) + self._component(child)
            elif isinstance(child.tag, str):
                yield self._notes.element(child)

    def _component(self, one: etree._Element) -> str:
        kind = _kind(one)
        if kind == "div":
            return f"div {_block(self._components(one))}"
        if kind == "include":
            inside = self._components(one)
            return self._reference("include", one) + (f" {_block(inside)}" if inside else "")
        name = "start" if kind == "start" else escaped(one.get("name", "").strip())
        combine = one.get("combine")
        sign = _COMBINED[combine.strip() if combine else None]
        content = self._joined("group", _patterns(one))
        if "\n" in content or len(name) + len(content) + 4 > _WIDTH:
            return f"{name} {sign}\n{indent(content, '  ')}"
        return f"{name} {sign} {content}"

    def _reference(self, word: str, one: etree._Element) -> str:
        """Return `include` or `external` with the file's address and the namespace it inherits."""
        ns = _inherited(one, "ns")
        clause = "" if ns == self._names.default else f" inherit = {self._names.prefix(ns)}"
        return f"{word} {literal(_address(one))}{clause}"

    # Patterns.

    def _pattern(self, one: etree._Element) -> str:
        notes = self._notes.before(one)
        bare = self._bare(one)
        if notes and (_kind(one) in _JOINERS or _kind(one) in _REPEATS):
            return notes + _parenthesised(bare)  # bare, the first part would get them
        return notes + bare

    def _bare(self, one: etree._Element) -> str:
        kind = _kind(one)
        inside = _patterns(one)
        if kind in _JOINERS:
            return self._joined(kind, inside)
        if kind in _REPEATS:
            return self._primary(inside) + _REPEATS[kind]
        if kind in ("element", "attribute"):
            name = self._name_class(one)
            content = self._joined("group", inside) if inside else "text"
            return f"{kind} {name} {_block(content)}"
        if kind in ("mixed", "list"):
            return f"{kind} {_block(self._joined('group', inside))}"
        if kind == "grammar":
            return f"grammar {_block(self._components(one))}"
        if kind in ("ref", "parentRef"):
            name = escaped(one.get("name", "").strip())
            return f"parent {name}" if kind == "parentRef" else name
        if kind == "externalRef":
            return self._reference("external", one)
        if kind == "value":
            return self._value(one)
        return self._data(one) if kind == "data" else kind

    def _joined(self, kind: str, items: list[etree._Element]) -> str:
        """Return several patterns, joined by the mark of a kind such as `group`."""
        if len(items) == 1:
            after = self._notes.after(items[0])
            return (self._part(items[0]) if after else self._pattern(items[0])) + after
        joiner = _JOINERS[kind]
        parts = [self._part(item) + self._notes.after(item) for item in items]
        whole = joiner.join(parts)
        if "\n" not in whole and len(whole) <= _WIDTH - 10:
            return whole
        return f"\n{joiner.strip()} ".join(parts) if kind != "group" else ",\n".join(parts)

    def _part(self, item: etree._Element) -> str:
        """Return a pattern as one part of `_joined`, in parentheses where it needs them."""
        whole = self._pattern(item)
        return _parenthesised(whole) if self._is_joined(item) else whole

    def _primary(self, items: list[etree._Element]) -> str:
        """Return patterns so that a mark of repetition (`*`, `+`, `?`) can follow them."""
        whole = self._joined("group", items)
        only = items[0]
        is_one = len(items) == 1 and not self._is_joined(only)
        if is_one and not self._notes.after(only) and not self._notes.before(only):
            kind = self._kind_within(only)
            if kind not in _REPEATS and (kind != "data" or only.find(f"{RNG}except") is None):
                return whole
        return _parenthesised(whole)

    def _kind_within(self, one: etree._Element) -> str:
        """Return the kind of a pattern; for a group of one pattern, the kind of that."""
        inside = _patterns(one)
        if _kind(one) in _JOINERS and len(inside) == 1:
            return self._kind_within(inside[0])
        return _kind(one)

    def _is_joined(self, one: etree._Element) -> bool:
        """Tell whether a pattern is written as several parts with marks between them."""
        inside = _patterns(one)
        if _kind(one) in _JOINERS and not self._notes.before(one):
            return len(inside) > 1 or self._is_joined(inside[0])
        return False

    # Values.

    def _value(self, one: etree._Element) -> str:
        text = one.text or ""
        for child in one:
            text += child.tail or ""
        if one.get("type") is None:
            return literal(text)
        kind = self._names.datatype(_inherited(one, "datatypeLibrary") or "", _type(one))
        if kind in ("xsd:QName", "xsd:NOTATION"):
            prefix, _, local = text.strip().rpartition(":")
            ns = one.nsmap.get(prefix, "") if prefix else _inherited(one, "ns")
            text = local if ns == self._names.default else f"{self._names.prefix(ns)}:{local}"
        return f"{kind} {literal(text)}"

    def _data(self, one: etree._Element) -> str:
        whole = self._names.datatype(_inherited(one, "datatypeLibrary") or "", _type(one))
        parameters = [
            f"{self._notes.before(child)}{child.get('name', '').strip()} = "
            f"{literal(child.text or '')}"
            for child in one.iterchildren(f"{RNG}param")
        ]
        if parameters:
            whole += f" {_block(' '.join(parameters))}"
        for excepted in one.iterchildren(f"{RNG}except"):
            content = self._joined("choice", _patterns(excepted))
            is_one = len(_patterns(excepted)) == 1 and not self._is_joined(_patterns(excepted)[0])
            plain = is_one and " - " not in content
            whole += f" - {content if plain else _parenthesised(content)}"
        return whole

    # Name classes (section 4.10 of RELAX NG for names without a prefix).

    def _name_class(self, one: etree._Element) -> str:
        """Return the name class of an element or attribute."""
        is_attribute = _kind(one) == "attribute"
        name = one.get("name")
        if name is not None:
            ns = (one.get("ns") or "") if is_attribute else _inherited(one, "ns")
            return self._names.qualified(
                name=name.strip(), ns=ns, scope=one, is_attribute=is_attribute
            )
        inside = next(child for child in one if _kind(child) in _NAME_CLASSES)
        return self._names_in(inside, is_attribute, nested=False)

    def _names_in(self, one: etree._Element, is_attribute: bool, nested: bool) -> str:
        """Return a name class with its annotations; `nested` in another one."""
        before, after = self._notes.before(one), self._notes.after(one)
        kind = _kind(one)
        whole = self._bare_names(one, is_attribute)
        if kind == "choice":
            if before or (_has_several(one) and (nested or after)):
                whole = f"({whole})"
            return before + whole + after
        whole = before + whole
        if one.find(f"{RNG}except") is not None and (nested or after):
            whole = f"({whole})"
        return whole + after

    def _bare_names(self, one: etree._Element, is_attribute: bool) -> str:
        kind = _kind(one)
        if kind == "name":
            text = (one.text or "").strip()
            return self._names.qualified(
                name=text, ns=_inherited(one, "ns"), scope=one, is_attribute=is_attribute
            )
        if kind == "choice":
            return self._name_choice(one, is_attribute)
        whole = "*" if kind == "anyName" else f"{self._names.prefix(_inherited(one, 'ns'))}:*"
        for excepted in one.iterchildren(f"{RNG}except"):
            options = self._name_choice(excepted, is_attribute)
            whole += f" - ({options})" if _has_several(excepted) else f" - {options}"
        return whole

    def _name_choice(self, one: etree._Element, is_attribute: bool) -> str:
        options = (child for child in one if _kind(child) in _NAME_CLASSES)
        return " | ".join(self._names_in(child, is_attribute, nested=True) for child in options)


_NAME_CLASSES = ("name", "anyName", "nsName", "choice")
_NOT_PATTERNS = ("name", "anyName", "nsName", "param", "except", *_COMPONENTS)


def _kind(one: etree._Element) -> str:
    """Return the local name of an element of RELAX NG; "" for anything else."""
    tag = one.tag
    return tag[len(RNG) :] if isinstance(tag, str) and tag.startswith(RNG) else ""


def _has_several(names: etree._Element) -> bool:
    """Tell whether a choice of name classes, or an except, has more than one in it."""
    return sum(_kind(child) in _NAME_CLASSES for child in names) > 1


def _patterns(parent: etree._Element) -> list[etree._Element]:
    """Return the patterns directly in an element."""
    found = [child for child in parent if _kind(child) and _kind(child) not in _NOT_PATTERNS]
    if _kind(parent) in ("element", "attribute") and parent.get("name") is None:
        # A name class comes first; a `choice` may be one.
        first = next(child for child in parent if _kind(child))
        found = [child for child in found if child is not first]
    return found


def _inherited(one: etree._Element, attribute: str) -> str | None:
    """Return the value of an attribute, inherited from the nearest ancestor that has it."""
    holders: Iterable[etree._Element] = (one, *one.iterancestors())
    return next((found for item in holders if (found := item.get(attribute)) is not None), None)


def _type(one: etree._Element) -> str:
    return (one.get("type") or "").strip()


def _address(one: etree._Element) -> str:
    whole = one.get("href", "")
    for item in (one, *one.iterancestors()):
        whole = urljoin(item.get(f"{{{XML_NAMESPACE}}}base", ""), whole)
    return whole


def _default_namespace(root: etree._Element) -> str | None:
    """Return the default namespace to declare: that of most elements; None to declare none.

    If names are in the namespace that the file inherits, none may be declared: compact syntax has
    no other way to mean the inherited one.
    """
    counted: Counter[str | None] = Counter()
    for kind in ("element", "include", "externalRef"):
        for one in root.iter(f"{RNG}{kind}"):
            if ":" not in (one.get("name") or ""):
                counted[_inherited(one, "ns")] += 1
    return None if None in counted or not counted else counted.most_common(1)[0][0]


def _block(content: str) -> str:
    """Return content in braces, on lines of its own if it is long."""
    if not content:
        return "{ }"
    if "\n" in content or len(content) > _WIDTH - 30:
        return f"{{\n{indent(content, '  ')}\n}}"
    return f"{{ {content} }}"


def _parenthesised(content: str) -> str:
    return f"(\n{indent(content, '  ')}\n)" if "\n" in content else f"({content})"
