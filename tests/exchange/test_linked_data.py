"""JSON-LD and N-Triples, read by a library of others: they say the same, and what the rows say."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from letters import URL, built
from lxml import html

SCHEMA = "https://schema.org/"


def graph(path: Path, format: str) -> Any:
    import rdflib

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the library about itself
        return rdflib.Graph().parse(path, format=format)


@pytest.fixture(scope="module")
def triples(letters: Path, tool: Callable[[str], Path]) -> Any:
    tool("rdflib")
    return graph(letters / "data/edition.nt", "nt")


def test_both_formats_say_the_same(letters: Path, triples: Any) -> None:
    other = graph(letters / "data/edition.jsonld", "json-ld")
    assert len(triples) > 60
    assert set(triples) == set(other)


def values(triples: Any, subject: Any, name: str) -> list[Any]:
    import rdflib

    return sorted(triples.objects(subject, rdflib.URIRef(f"{SCHEMA}{name}")), key=str)


def of(triples: Any, name: str) -> Any:
    import rdflib

    (found,) = {
        subject
        for subject, value in triples.subject_objects(rdflib.URIRef(f"{SCHEMA}name"))
        if str(value) == name
    }
    return found


def test_a_letter_has_its_people_and_dates(triples: Any) -> None:
    import rdflib

    letter = rdflib.URIRef(f"{URL}/a.html")
    anna, bert, rome = (of(triples, name) for name in ("Anna Alt", "Bert", "Rome"))
    assert values(triples, letter, "sender") == values(triples, letter, "author") == [anna]
    assert values(triples, letter, "recipient") == [bert]
    assert values(triples, letter, "locationCreated") == [rome]
    assert set(values(triples, letter, "mentions")) == {bert, rome, of(triples, "The Firm")}
    (title,) = values(triples, letter, "name")
    assert (str(title), title.language) == ("Anna to Bert <1>", "de")
    (date,) = values(triples, letter, "dateSent")
    assert (str(date), str(date.datatype)) == (
        "1808-03-02?",
        "http://id.loc.gov/datatypes/edtf/EDTF",
    )
    assert [str(one) for one in values(triples, letter, "license")] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]


def test_an_entry_has_its_names_and_is_the_same_elsewhere(triples: Any) -> None:
    anna = of(triples, "Anna Alt")
    (name,) = values(triples, anna, "name")
    assert name.language == "de"
    (other,) = values(triples, anna, "alternateName")
    assert (str(other), other.language) == ('A. "A." \\', None)
    assert [str(one) for one in values(triples, anna, "sameAs")] == [
        "http://viaf.org/viaf/24602065",
        "https://d-nb.info/gnd/118540238",
    ]
    assert [str(one) for one in values(triples, anna, "birthDate")] == ["1752"]
    rome = of(triples, "Rome")
    assert [str(one) for one in values(triples, rome, "latitude")] == ["41.89193"]


def _addresses(triples: Any) -> Iterator[str]:
    for triple in triples:
        yield from (str(one) for one in triple if str(one).startswith(URL))


def test_all_addresses_of_the_site_lead_somewhere(letters: Path, triples: Any) -> None:
    found = set(_addresses(triples))
    assert sum("#" in one for one in found) == 5
    for one in found:
        page, anchor = map(unquote, urldefrag(one.removeprefix(f"{URL}/")))
        text = (letters / (page or "index.html")).read_text("utf-8")
        if anchor:
            assert html.document_fromstring(text).xpath("//*[@id = $id]", id=anchor)


def test_the_context_is_in_the_file_itself(letters: Path) -> None:
    said = json.loads((letters / "data/edition.jsonld").read_text("utf-8"))
    assert said["@context"] == {"@vocab": SCHEMA}


def test_each_line_of_triples_is_one(letters: Path) -> None:
    iri = r"<[^\x00-\x20<>\"{}|^`\\]*>"
    literal = r'"(?:[^"\\\n\r]|\\[tbnrf"\'\\])*"(?:\^\^<[^>]*>|@[a-zA-Z]+(?:-[a-zA-Z0-9]+)*)?'
    line = re.compile(rf"{iri} {iri} (?:{iri}|{literal}) \.")
    lines = (letters / "data/edition.nt").read_text("utf-8").split("\n")[:-1]
    assert all(map(line.fullmatch, lines))


def test_without_pages_of_entries_they_are_those_of_authorities(tmp_path: Path) -> None:
    site = built(tmp_path, more="registers = false")
    said = json.loads((site / "data/edition.jsonld").read_text("utf-8"))["@graph"]
    (letter,) = [one for one in said if one["@id"] == f"{URL}/a.html"]
    assert letter["sender"] == [{"@id": "https://d-nb.info/gnd/118540238"}]
    assert letter["recipient"] == ["Bert"]
    assert not [one for one in said if one["@type"] == "Person"]
    assert not (site / "data/beacon").exists()
    cmif = (site / "data/cmif.xml").read_text("utf-8")
    assert "<persName>Bert</persName>" in cmif and "/register/" not in cmif.replace(
        "source/register", ""
    )
