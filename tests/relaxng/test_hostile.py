"""Deep, large and hostile input: an answer in bounded time, or a clear refusal."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
import schemas
from lxml import etree

from siglum import relaxng
from work import calls

MATCHING = 15_000_000
"""Calls for one of the patterns; the dearest takes a third of that."""
HOPELESS = 40_000_000
"""Calls before an ambiguous schema is given up."""


@pytest.mark.parametrize(
    "schema",
    ["start = a\na = element a { a? }", "start = a\na = element a { a? } | element a { a, a }"],
    ids=["plain", "ambiguous"],
)
def test_ten_thousand_nested_elements(schema: str, tmp_path: Path) -> None:
    loaded = schemas.compact(tmp_path, schema)
    document = "<a>" * 10_000 + "</a>" * 10_000
    assert schemas.errors(loaded, tmp_path, document) == []
    root = innermost = etree.Element("a")  # libxml2's parser stops at 2,048
    for _ in range(9_999):
        innermost = etree.SubElement(innermost, "a")
    assert loaded.validate(root) == []
    wrong = "<a>" * 10_000 + "x" + "</a>" * 10_000
    assert [error.column for error in schemas.errors(loaded, tmp_path, wrong)] == [30_001]


def test_group_of_a_thousand_elements_and_attributes(tmp_path: Path) -> None:
    elements = ", ".join(f"element e{n} {{ empty }}?" for n in range(1_000))
    attributes = ", ".join(f"attribute a{n} {{ text }}" for n in range(1_000))
    schema = schemas.compact(tmp_path, f"start = element r {{ {attributes}, {elements} }}")
    names = " ".join(f"a{n}=''" for n in range(1_000))
    document = f"<r {names}>{''.join(f'<e{n}/>' for n in range(1_000))}</r>"
    assert schemas.errors(schema, tmp_path, document) == []
    [error] = schemas.errors(schema, tmp_path, document.replace("a7=''", ""))
    assert error.message == "“r” needs the attribute “a7”"


def test_large_interleave(tmp_path: Path) -> None:
    parts = " & ".join(f"element e{n} {{ empty }}?" for n in range(200))
    schema = schemas.compact(tmp_path, f"start = element r {{ {parts} }}")
    document = f"<r>{''.join(f'<e{n}/>' for n in reversed(range(200)))}</r>"
    assert schemas.errors(schema, tmp_path, document) == []


def test_hopelessly_ambiguous_schema_is_given_up(tmp_path: Path) -> None:
    part = "((element a { empty } | element b { empty })?, element a { empty }?)"
    schema = schemas.compact(tmp_path, f"start = element r {{ {', '.join([part] * 400)} }}")
    found: list[relaxng.Error] = []
    document = f"<r>{'<a/><b/>' * 400}</r>"
    assert calls(lambda: found.extend(schemas.errors(schema, tmp_path, document))) < HOPELESS
    assert [error.code for error in found] == ["RNG122"]


def test_many_attributes_with_different_values_stay_cheap(tmp_path: Path) -> None:
    schema = schemas.compact(
        tmp_path, "start = element r { element e { attribute n { xsd:int } }* }"
    )
    elements = "".join(f"<e n='{n}'/>" for n in range(100_000))
    document = f"<r>{elements}</r>"
    assert schemas.errors(schema, tmp_path, document) == []


BOMB = """<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>
<a>&y;</a>"""


def test_of_a_tag_with_very_many_wrong_attributes_each_is_reported_without_advice(
    tmp_path: Path,
) -> None:
    schema = schemas.compact(tmp_path, "start = element r { attribute target { text }? }")
    names = [f"a{n}" for n in range(20_000)]
    written = " ".join(f"{name}=''" for name in names)
    found = schemas.errors(schema, tmp_path, f"<r {written}/>")
    assert [error.message.split("“")[-1] for error in found] == [f"{name}”" for name in names]
    assert {error.help for error in found} == {None}
    [error] = schemas.errors(schema, tmp_path, "<r targte=''/>")
    assert error.help == "did you mean “target”?"


def test_what_very_many_unknown_names_are_like_is_not_asked(tmp_path: Path) -> None:
    known = " | ".join(f"element longish{n} {{ empty }}" for n in range(500))
    schema = schemas.compact(tmp_path, f"start = element r {{ ({known})* }}")
    unknown = "".join(f"<longissh{n}/>" for n in range(10_000))
    found = schemas.errors(schema, tmp_path, f"<r>{unknown}</r>")
    assert len(found) == 10_000
    assert found[0].help == "did you mean “longish0”?"
    assert "did you mean" not in (found[-1].help or "")


def test_what_very_many_references_to_nothing_are_like_is_not_asked(tmp_path: Path) -> None:
    schema = schemas.compact(
        tmp_path,
        """start = element r { (item | note)* }
        item = element item { attribute xml:id { xsd:ID } }
        note = element note { attribute target { xsd:IDREF } }""",
    )
    found: list[relaxng.Error] = []

    def check(number: int) -> None:
        items = "".join(f"<item xml:id='identifier{n}'/>" for n in range(number))
        notes = "".join(f"<note target='identifierr{n}'/>" for n in range(number))
        found[:] = schemas.errors(schema, tmp_path, f"<r>{items}{notes}</r>")

    assert calls(lambda: check(6_000)) < 3 * calls(lambda: check(3_000))
    assert [error.code for error in found] == ["RNG111"] * 3_000
    assert found[0].help == "did you mean “identifier0”?"
    assert found[-1].help is None


def test_entities_are_refused(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, "start = element a { text }")
    [error] = schemas.errors(schema, tmp_path, BOMB)
    assert (error.code, error.line) == ("RNG121", 1)
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    outside = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<a>&x;</a>'
    [error] = schemas.errors(schema, tmp_path, outside)
    assert error.code == "RNG121"


def test_entity_of_an_external_dtd_is_reported_and_nothing_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    schema = schemas.compact(tmp_path, "start = element a { text }")
    document = '<!DOCTYPE a SYSTEM "http://example.org/a.dtd">\n<a>&thing;</a>'
    [error] = schemas.errors(schema, tmp_path, document)
    assert (error.code, error.line, error.column) == ("RNG121", 2, 4)
    assert schemas.errors(schema, tmp_path, document.replace("&thing;", "")) == []


def test_document_that_is_not_well_formed_is_one_error_more(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, "start = element a { element b { empty }* }")
    found = schemas.errors(schema, tmp_path, "<a>\n<c/>\n<b></a>")
    assert [(error.code, error.line) for error in found] == [("RNG101", 2), ("RNG120", 3)]
    [error] = schemas.errors(schema, tmp_path, "")
    assert error.code == "RNG120"


def test_missing_document_is_an_os_error(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, "start = element a { empty }")
    with pytest.raises(OSError, match=r"none\.xml"):
        schema.validate(tmp_path / "none.xml")


def test_one_schema_serves_many_documents(tmp_path: Path) -> None:
    schema = schemas.compact(tmp_path, "start = element a { attribute i { xsd:ID }?, text }")
    for _ in range(3):
        assert schemas.errors(schema, tmp_path, "<a i='x'/>") == []
        assert len(schemas.errors(schema, tmp_path, "<a j='x'/>")) == 1


def test_import_is_cheap() -> None:
    import subprocess
    import sys

    program = "from siglum.relaxng import load; import sys; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(ran.stdout.split())
    assert not loaded & {"elementpath", "xmlschema", "decimal", "saxonche"}
    assert relaxng.load.__module__ in loaded


def test_a_wing_is_had_without_the_engine() -> None:
    import subprocess
    import sys

    program = "import siglum.relaxng.reading.markup, sys; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert relaxng.load.__module__ not in ran.stdout.split()


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        ("(a+)+", "a" * 60, "a" * 60 + "b"),
        ("((a|aa){1,90}){1,90}c", "a" * 60 + "c", "a" * 60),
        ("(a|a)*b", "a" * 60 + "b", "a" * 60),
        ("a*a*a*a*a*a*b", "a" * 900 + "b", "a" * 900),
        ("a{1,900}a{1,900}a{1,900}a{1,900}b", "a" * 900 + "b", "a" * 900),
        ("x" * 3_000 + "(b)*", "x" * 3_000 + "bb", "x" * 3_000 + "a"),
        ("x" * 3_000 + "(b+)+", "x" * 3_000 + "b" * 60, "x" * 3_000 + "b" * 60 + "a"),
        ("a?" * 40 + "a" * 40, "a" * 40, "a" * 39),
        ("a?" * 40 + "b", "a" * 12 + "b", "a" * 12),
        ("(a|a)" * 40 + "b", "a" * 40 + "b", "a" * 40),
        ("(ab?|a|ac?|ad?|ae?)*x", "a" * 15 + "x", "a" * 15),
        ("((a?){99999}){99999}b", "a" * 15 + "b", "a" * 15),
        ("(([ab]*c|[ab])*d|a)*", "a" * 300, "a" * 300 + "b"),
        ("((((((a*)*)*)*)*)*)*b", "a" * 900 + "b", "a" * 900),
    ],
)
def test_no_regular_expression_takes_for_ever(
    tmp_path: Path, pattern: str, right: str, wrong: str
) -> None:
    source = f'start = element a {{ xsd:token {{ pattern = "{pattern}" }} }}'
    schema = schemas.compact(tmp_path, source)
    found: list[relaxng.Error] = []

    def check() -> None:
        assert schemas.errors(schema, tmp_path, f"<a>{right}</a>") == []
        found.extend(schemas.errors(schema, tmp_path, f"<a>{wrong}</a>"))

    assert calls(check) < MATCHING
    assert found
