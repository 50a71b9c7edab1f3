"""The fifty cases of the Schematron conformance suite, each with the bindings xslt2 and xslt3.

The suite is one of the external suites; SIGLUM_SHARED names the folder that holds them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from siglum import schematron
from siglum.schematron.findings import BrokenPart, Stopped, UnreadableDocument

_SUITE = "tag:dmaus@dmaus.name,2019:Schematron:Testsuite"
_IN = {"t": _SUITE, "sch": "http://purl.oclc.org/dsdl/schematron"}
_SVRL = {"svrl": "http://purl.oclc.org/dsdl/svrl"}
_NOT_RUN = frozenset({BrokenPart.code, UnreadableDocument.code, Stopped.code})


def _cases() -> list[Path]:
    shared = os.environ.get("SIGLUM_SHARED")
    return sorted(Path(shared, "conformance", "schematron").rglob("*.xml")) if shared else []


def _schema_of(case: etree._Element) -> etree._Element:
    """Return the case's schema, or of several the last.

    Only let-value-element-content-01 has several: one for every binding, which asks whether the
    document `<element/>` has a child `html:p` and can't be valid; and one, then, for XPath 1.0,
    which asks what the case is about, in words that are good XPath 3.1 too.
    """
    return case.findall("t:schemas/sch:schema", _IN)[-1]


def _write(case: etree._Element, folder: Path, binding: str) -> tuple[Path, Path]:
    for document in case.iterfind("t:documents/*", _IN):
        path = folder / document.get("filename", "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(etree.tostring(document[0], with_tail=False))
    schema = _schema_of(case)
    schema.set("queryBinding", binding)
    path = folder / "schema.sch"
    path.write_bytes(etree.tostring(schema, with_tail=False))
    return path, folder / case.xpath("string(t:documents/t:primary/@filename)", namespaces=_IN)


def _verdict(path: Path, document: Path, phase: str | None) -> str:
    """Return "valid", "invalid", or "error" where the schema or a part of it can't be used."""
    try:
        found = schematron.load(path, phase=phase).validate(document)
    except schematron.SchemaError:
        return "error"
    if any(error.code in _NOT_RUN for error in found):
        return "error"
    return "invalid" if found else "valid"


def _broken_expectations(case: etree._Element, report: str) -> Iterator[str]:
    output = etree.fromstring(report)
    for expectation in case.iterfind(".//t:expectation", _IN):
        test = expectation.get("test", "false()")
        if not output.xpath(test, namespaces=_SVRL):
            yield test


@pytest.mark.skipif(not _cases(), reason="the external suites are not here: set SIGLUM_SHARED")
def test_the_suite_has_fifty_cases() -> None:
    assert len(_cases()) == 50


@pytest.mark.skipif(not _cases(), reason="the external suites are not here: set SIGLUM_SHARED")
@pytest.mark.parametrize("binding", ["xslt2", "xslt3"])
@pytest.mark.parametrize("file", _cases(), ids=lambda path: path.stem)
def test_case_has_the_expected_verdict(file: Path, binding: str, tmp_path: Path) -> None:
    case = etree.parse(file).getroot()
    schemas = case.find("t:schemas", _IN)
    assert schemas is not None
    path, document = _write(case, tmp_path, binding)
    phase = schemas.get("phase")
    assert _verdict(path, document, phase) == case.get("expect")
    if case.find("t:expectations", _IN) is not None:
        report = schematron.load(path, phase=phase).svrl(document)
        assert list(_broken_expectations(case, report)) == []
