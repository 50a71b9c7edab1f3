"""James Clark's suite: schemas judged right or wrong, documents valid or not."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from siglum import relaxng


def _body(element: etree._Element) -> bytes:
    for child in element:
        return etree.tostring(child, with_tail=False, encoding="utf-8")
    return (element.text or "").encode()


def _write_resources(element: etree._Element, folder: Path) -> None:
    for child in element:
        if child.tag == "resource":
            (folder / child.get("name", "")).write_bytes(_body(child))
        elif child.tag == "dir":
            inner = folder / child.get("name", "")
            inner.mkdir()
            _write_resources(child, inner)


def _judge(case: etree._Element, folder: Path) -> list[str]:
    """Return what siglum judges otherwise than the suite."""
    _write_resources(case, folder)
    schema_element = next(child for child in case if child.tag in ("correct", "incorrect"))
    path = folder / "schema.rng"
    path.write_bytes(_body(schema_element))
    try:
        schema = relaxng.load(path)
    except relaxng.SchemaError as error:
        return [] if schema_element.tag == "incorrect" else [f"refused: {error}"]
    if schema_element.tag == "incorrect":
        return ["accepted an incorrect schema"]
    wrong = []
    for document in case:
        if document.tag in ("valid", "invalid"):
            instance = folder / "document.xml"
            instance.write_bytes(_body(document))
            errors = schema.validate(instance)
            if (not errors) != (document.tag == "valid"):
                wrong.append(f"{document.tag}: {errors}")
            if schema.is_valid(etree.fromstring(_body(document))) != (not errors):
                wrong.append(f"tree and file differ: {_body(document)!r}")
    return wrong


def test_every_case_is_judged_as_the_suite_says(external_suites: Path, tmp_path: Path) -> None:
    suite = etree.parse(str(external_suites / "conformance" / "relaxng" / "spectest.xml"))
    cases = list(suite.iter("testCase"))
    assert len(cases) == 385
    wrong = {}
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        judged = _judge(case, folder)
        if judged:
            wrong[number] = judged
    assert wrong == {}
