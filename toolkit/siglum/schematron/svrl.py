"""The report of a validation in SVRL, the Schematron Validation Report Language (annex D)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from siglum.schematron.compiler import Program
from siglum.schematron.location import Located
from siglum.schematron.model import Assertion, Pattern, Rule
from siglum.schematron.names import SVRL, XML, internal, svrl
from siglum.schematron.parts import Part
from siglum.schematron.reader import ALL
from siglum.schematron.report import spot

Documents = Mapping[str | None, Located]
_Group = tuple[str | None, Rule, list[etree._Element]]


def svrl_report(report: etree._Element, program: Program, documents: Documents) -> str:
    """Return a report as SVRL; the standard orders it by pattern, not by node."""
    ruleset = program.ruleset
    root = etree.Element(svrl("schematron-output"), nsmap={"svrl": SVRL})
    phase = None if ruleset.phase == ALL else ruleset.phase
    _attributes(root, title=ruleset.title, phase=phase, schemaVersion=ruleset.version)
    for paragraph in ruleset.paragraphs:
        etree.SubElement(root, svrl("text")).text = paragraph
    for prefix, uri in ruleset.namespaces.items():
        name = svrl("ns-prefix-in-attribute-values")
        etree.SubElement(root, name, uri=uri, prefix=prefix)
    fired = _by_pattern(report, program.parts, documents)
    uris = {address: one.uri if address is None else address for address, one in documents.items()}
    for pattern in ruleset.patterns:
        _pattern(root=root, pattern=pattern, fired=fired.get(id(pattern), []), uris=uris)
    return etree.tostring(root, encoding="unicode", pretty_print=True)


def _by_pattern(
    report: etree._Element, parts: list[Part], documents: Documents
) -> dict[int, list[_Group]]:
    """Return, for each pattern, the rules that fired, each with what it found."""
    groups: dict[int, list[_Group]] = {}
    for item in report.iter(internal("fired"), internal("hit")):
        part = parts[int(item.get("part", ""))]
        of_pattern = groups.setdefault(id(part.pattern), [])
        inside = item.getparent()
        document = None if inside is None else inside.get("document")
        if item.tag == internal("fired") and part.rule:
            of_pattern.append((document, part.rule, []))
        elif isinstance(part.of, Assertion):
            if not of_pattern and part.rule:  # its `fired` is missing, as the run was cut short
                of_pattern.append((document, part.rule, []))
            of_pattern[-1][2].append(_found(item, part.of, documents[document]))
    return groups


def _pattern(
    root: etree._Element,
    pattern: Pattern,
    fired: list[_Group],
    uris: Mapping[str | None, str],
) -> None:
    element = etree.SubElement(root, svrl("active-pattern"))
    documents = " ".join(_distinct(uris[document] for document, _, _ in fired))
    _attributes(
        element,
        documents=documents or None,
        id=pattern.id,
        name=pattern.title,
        role=pattern.role,
    )
    for document, rule, found in fired:
        element = etree.SubElement(root, svrl("fired-rule"))
        _attributes(
            element,
            id=rule.id,
            context=rule.context,
            role=rule.role,
            flag=rule.flag,
            document=uris[document] or None,
        )
        root.extend(found)


def _found(item: etree._Element, assertion: Assertion, document: Located) -> etree._Element:
    """Return a failed-assert or successful-report."""
    name = "failed-assert" if assertion.kind == "assert" else "successful-report"
    element = etree.Element(svrl(name))
    _attributes(
        element,
        id=assertion.id,
        location=document.path(spot(item, document)),
        test=assertion.test,
        role=assertion.role,
        flag=assertion.flag,
    )
    language = _language(assertion)
    if language is not None:
        element.set(f"{{{XML}}}lang", language)
    said = [child for child in item if child.tag != internal("broken")]
    for text in item.iter(svrl("text")):
        _trim(text)
    element.extend(sorted(said, key=lambda child: child.tag == svrl("text")))
    return element


def _language(assertion: Assertion) -> str | None:
    """Return the language of an assertion: its own xml:lang, or the nearest around it."""
    place = assertion.content.place.element
    said = (element.get(f"{{{XML}}}lang") for element in (place, *place.iterancestors()))
    return next((language for language in said if language is not None), None)


def _trim(text: etree._Element) -> None:
    """Remove white space at the ends of a text, unless its xml:space says otherwise."""
    if text.get(f"{{{XML}}}space") == "preserve":
        return
    if text.text:
        text.text = text.text.lstrip()
    if len(text):
        text[-1].tail = (text[-1].tail or "").rstrip()
    elif text.text:
        text.text = text.text.rstrip()


def _distinct(documents: Iterator[str | None]) -> dict[str, None]:
    return {document: None for document in documents if document}


def _attributes(element: etree._Element, **values: str | None) -> None:
    for name, value in values.items():
        if value is not None:
            element.set(name, value)
