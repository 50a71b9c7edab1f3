"""TEI's own customizations, compiled, beside the schemas that TEI's own tools make of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from siglum import relaxng
from siglum.edition.customization import compile_file
from siglum.odd.base import DIGEST, VERSION
from siglum.odd.digest import digest

SHARED = os.environ.get("SIGLUM_SHARED")
pytestmark = pytest.mark.skipif(not SHARED, reason="SIGLUM_SHARED names no external suites")
P5 = Path(SHARED or "") / f"tei/p5subset-{VERSION}.xml"
EXEMPLARS = Path(SHARED or "") / "tei/exemplars"

# Where the reference departs from what TEI P5 says, and siglum follows TEI P5:
#
# - These elements change @type of att.typed and give it a closed list of values. The reference
#   drops a list without a mode, of which TEI P5 says that its mode is "add"; it lets in any type.
# - The attributes of anyElement are a choice (attList/@org). The reference makes a choice of an
#   attList in an attList, but forgets that of the outermost one; it lets in both.
CLOSED = {"castItem", "classSpec", "constitution", "factuality", "interaction", "recording", "tag"}
ARGUED = {("value", name, "type") for name in CLOSED} | {("attribute", "anyElement", "except")}


def local(name: str) -> str:
    return name.rpartition("}")[2]


@pytest.mark.parametrize("name", ["tei_minimal", "tei_ms", "tei_lite", "tei_all"])
def test_an_exemplar_has_the_language_of_its_reference(name: str, tmp_path: Path) -> None:
    difference: Any = pytest.importorskip("siglum.relaxng.difference")
    compiled = compile_file(EXEMPLARS / f"{name}.odd", "rng", tmp_path)
    assert compiled.findings == ()
    (tmp_path / "made.rng").write_text(compiled.text or "", "utf-8")
    made = relaxng.load(tmp_path / "made.rng")
    found = difference.compare(made, relaxng.load(EXEMPLARS / f"{name}.rng"))
    argued = {item for item in ARGUED if name == "tei_all"}
    met = set()
    for item in found:
        for element in (item.path[-1], *item.elsewhere):
            met |= {(item.kind, local(element), local(name)) for name in item.names or ("",)}
        assert item.accepted_by == "right", item
    assert met == argued


def test_the_digest_is_what_its_script_makes_and_no_prose() -> None:
    source = etree.parse(P5).getroot()
    assert DIGEST.read_bytes() == digest(source, VERSION)
    own = etree.parse(DIGEST).getroot()
    for kind in ("desc", "gloss", "remarks", "exemplum", "constraint"):
        assert own.find(f".//{{http://www.tei-c.org/ns/1.0}}{kind}") is None


def test_the_digest_and_its_source_make_the_same_schema(tmp_path: Path) -> None:
    path = EXEMPLARS / "tei_lite.odd"
    lite = compile_file(path, "rng", tmp_path).text or ""
    whole = compile_file(path, "rng", tmp_path, p5subset=P5).text or ""
    structure = "descendant::r:*[not(self::r:grammar)]"
    names = {"r": "http://relaxng.org/ns/structure/1.0"}

    def shape(text: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        elements: Any = etree.fromstring(text.encode()).xpath(structure, namespaces=names)
        return [(element.tag, tuple(sorted(element.attrib.items()))) for element in elements]

    assert shape(lite) == shape(whole)
