"""BEACON: the links of a file are those of its format, and lead to pages of the site."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from letters import URL

from commands import REPO
from siglum.exchange.authorities import AUTHORITIES, uri_of, uris_of

_META = re.compile(r"#([A-Z]+): (\S.*)")


def links(text: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Return the fields of a file, and its links: source, annotation, target."""
    head, _, rest = text.partition("\n\n")
    found = [_META.fullmatch(line) for line in head.split("\n")]
    assert all(found)
    fields = {one[1]: one[2] for one in found if one}

    def expanded(field: str, token: str) -> str:
        pattern = fields[field] if "{" in fields[field] else f"{fields[field]}{{ID}}"
        simple = pattern.replace("{ID}", quote(token, safe=""))
        return simple.replace("{+ID}", quote(token, safe="/~%._-"))

    lines = [line.split("|") for line in rest.splitlines()]
    return fields, [
        (expanded("PREFIX", source), annotation, expanded("TARGET", target))
        for source, annotation, target in lines
    ]


def test_there_is_a_file_for_each_authority_that_entries_name(letters: Path) -> None:
    names = {path.name for path in (letters / "data/beacon").iterdir()}
    assert names == {"gnd.txt", "viaf.txt", "geonames.txt", "wikidata.txt"}


def test_links_lead_from_identifiers_to_pages_with_the_number_of_mentions(letters: Path) -> None:
    fields, found = links((letters / "data/beacon/gnd.txt").read_text("utf-8"))
    assert fields["FORMAT"] == "BEACON"
    assert fields["TIMESTAMP"] == "2020-05-06"
    assert fields["FEED"] == f"{URL}/data/beacon/gnd.txt"
    assert [(source, count) for source, count, _ in found] == [
        ("https://d-nb.info/gnd/1025-7", "2"),
        ("https://d-nb.info/gnd/118540238", "1"),
    ]
    pages = [(letters / to.removeprefix(f"{URL}/")).read_text("utf-8") for _, _, to in found]
    assert "<h1>The Firm" in pages[0] and "<h1>Anna Alt" in pages[1]


@pytest.mark.parametrize(
    ("type", "value", "uri"),
    [
        ("GND", "118540238", "https://d-nb.info/gnd/118540238"),
        ("pnd", "11850553X", "https://d-nb.info/gnd/11850553X"),
        ("URL", "http://d-nb.info/gnd/4002989-1", "https://d-nb.info/gnd/4002989-1"),
        (None, "https://www.wikidata.org/wiki/Q42", "http://www.wikidata.org/entity/Q42"),
        ("x", "https://sws.geonames.org/2761369/", "https://www.geonames.org/2761369"),
        ("x", "https://www.geonames.org/2761369/vienna.html", "https://www.geonames.org/2761369"),
        ("VIAF", "https://viaf.org/viaf/24602065#x", "http://viaf.org/viaf/24602065"),
        ("GND", "118 540", None),
        ("viaf", "Q42", None),
        ("URL", "https://d-nb.info.example/gnd/118540238", None),
        (None, "118540238", None),
    ],
)
def test_identifiers_of_all_forms_are_one(type: str | None, value: str, uri: str | None) -> None:
    assert uri_of("person", [(type, value)]) == uri


def test_a_place_is_what_geonames_says_and_others_what_gnd_says() -> None:
    said = [("gnd", "4066009-6"), ("geonames", "2761369")]
    assert uri_of("place", said) == "https://www.geonames.org/2761369"
    assert uri_of("org", said) == "https://d-nb.info/gnd/4066009-6"


def test_addresses_that_are_none_identify_nobody() -> None:
    said = [
        ("URL", "javascript:alert(1)"),
        ("URL", "https://example.org/<b>"),
        ("URL", 'https://example.org/"'),
        ("@corresp", "https://example.org/letters"),
        ("URL", "https://example.org/a"),
        ("gnd", "118540238"),
    ]
    assert uris_of(said) == ["https://d-nb.info/gnd/118540238", "https://example.org/a"]


def test_authorities_are_those_to_which_pages_have_links() -> None:
    sheet = (REPO / "xslt/modules/html-names.xsl").read_text("utf-8")
    linked = re.findall(r"'(\w+)': 'https://", sheet)
    assert sorted(one.name for one in AUTHORITIES) == sorted(linked)
