"""What would keep xmlschema busy for hours is answered at once, and rightly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from siglum.checks.xsd import xsd_check
from siglum.edition.reading import read
from siglum.findings.diagnostics import Diagnostic
from work import calls

TEI = "http://www.tei-c.org/ns/1.0"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
SCHEMA = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{TEI}" targetNamespace="{TEI}"
    elementFormDefault="qualified">
  <xs:simpleType name="exponential">
    <xs:restriction base="xs:string"><xs:pattern value="(a+)+b"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="polynomial">
    <xs:restriction base="xs:token">
      <xs:pattern value="a*a*a*a*a*a*b"/><xs:pattern value="z"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:complexType name="p"><xs:attribute name="n" type="exponential"/></xs:complexType>
  <xs:complexType name="numbered">
    <xs:complexContent><xs:extension base="p"><xs:attribute name="m"/></xs:extension>
    </xs:complexContent>
  </xs:complexType>
  <xs:element name="TEI">
    <xs:complexType>
      <xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element name="p" type="p"/>
        <xs:element name="w"><xs:simpleType><xs:list itemType="polynomial"/></xs:simpleType>
        </xs:element>
      </xs:choice>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""

MOST = 20_000_000


def bounded(run: Callable[[], list[str]]) -> list[str]:
    """Return what a run gives, which must not take more than some calls of functions."""
    found: list[str] = []
    assert calls(lambda: found.extend(run())) < MOST
    return found


Messages = Callable[[str], list[str]]


@pytest.fixture
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Messages]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    schema = tmp_path / "schema.xsd"
    schema.write_text(SCHEMA)

    def check(content: str) -> list[str]:
        path = tmp_path / "document.xml"
        path.write_text(f'<TEI xmlns="{TEI}" xmlns:xsi="{XSI}">{content}</TEI>')
        found: list[Diagnostic] = list(xsd_check(schema)(read(path, tmp_path)))
        return [finding.message for finding in found]

    yield lambda content: bounded(lambda: check(content))


def test_a_pattern_with_very_many_ways_is_matched(messages: Messages) -> None:
    long = "a" * 2000
    assert messages(f'<p n="{long}b"/><w>z {long}b</w>') == []
    wrong = messages(f'<p n="{long}"/><w>z {long}</w>')
    assert ["(a+)+b" in wrong[0], "a*a*a*a*a*a*b" in wrong[1]] == [True, True]
    assert messages(f'<p n="{long}"/><w>z {long}</w>') == wrong  # by the schema from the cache


def test_thousands_of_attributes_that_are_not_allowed_are_one_finding(messages: Messages) -> None:
    many = " ".join(f'u{number}="1"' for number in range(3000))
    found = messages(f'<p k="1"/><p {many}/><p {many}/>')
    assert found == [
        "“k” attribute not allowed for element",
        "too much is not allowed: 3,001 attributes or elements so far",
    ]


def test_thousands_of_elements_that_are_not_allowed_are_one_finding(messages: Messages) -> None:
    found = messages("<p/>" * 30_000 + "".join(f"<u{number}/>" for number in range(60_000)))
    assert found == ["too much is not allowed: 201 attributes or elements so far"]
    assert len(messages("<p/>" * 2000 + "<u/>" * 150)) == 150


def test_each_of_some_attributes_that_are_not_allowed_is_told(messages: Messages) -> None:
    some = " ".join(f'u{number}="1"' for number in range(150))
    assert len(messages(f"<p {some}/>")) == 150


def test_what_is_allowed_is_not_counted(messages: Messages) -> None:
    typed = '<p xsi:type="numbered" n="aab" m="1"/>'
    located = '<p n="ab" xsi:schemaLocation="urn:x x.xsd"/>'
    assert messages((typed + located) * 300) == []
