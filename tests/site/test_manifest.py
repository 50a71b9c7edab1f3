"""The pictures of a document for other viewers: a manifest of IIIF."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from leaves import SIZES, write_leaves
from lxml import html

from commands import Siglum

URL = "https://edition.example/letters"


def _built(folder: Path, siglum: Siglum, settings: str = f'url = "{URL}"\n') -> Path:
    edition = write_leaves(folder / "edition", settings)
    built = siglum("build", "--force", cwd=edition)
    assert built.returncode == 0, built.stderr
    return edition / "_site"


@pytest.fixture(scope="module")
def site(siglum: Siglum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("leaves"), siglum)


def _manifest(site: Path, name: str = "letter") -> Any:
    return json.loads((site / f"{name}.manifest.json").read_text("utf-8"))


def test_a_document_with_pictures_has_a_canvas_for_each(site: Path) -> None:
    manifest = _manifest(site)
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"
    assert manifest["id"] == f"{URL}/letter.manifest.json"
    assert manifest["label"] == {"en": ["Letter"]}
    assert manifest["homepage"][0]["id"] == f"{URL}/letter.html"
    canvases = manifest["items"]
    assert [(each["width"], each["height"]) for each in canvases] == list(SIZES.values())
    assert [each["label"] for each in canvases] == [{"none": [str(page)]} for page in SIZES]
    bodies = [each["items"][0]["items"][0]["body"] for each in canvases]
    for number, body in enumerate(bodies, 1):
        path = f"source/tei/pictures/leaf{number}.png"
        assert body["id"] == f"{URL}/{path}"
        assert body["format"] == "image/png"
        assert (site / path).is_file()
    ids = [each["id"] for each in canvases]
    assert len({*ids, manifest["id"]}) == 4
    assert [each["items"][0]["items"][0]["target"] for each in canvases] == ids


def test_the_surfaces_of_a_transcript_have_canvases_too(site: Path) -> None:
    labels = [each["label"]["none"] for each in _manifest(site, "source")["items"]]
    assert labels == [["1r"], ["1v"]]


def test_a_page_offers_its_manifest(site: Path) -> None:
    page = html.document_fromstring((site / "letter.html").read_bytes())
    (link,) = page.xpath("//section[@id='sg-downloads']//a[contains(@href, 'manifest')]")
    assert (link.get("href"), link.text_content()) == ("letter.manifest.json", "IIIF")


def test_iiif_prezi3_reads_it(site: Path, tool: Callable[[str], Path]) -> None:
    tool("iiif-prezi3")
    from iiif_prezi3 import Manifest

    for name in ("letter", "source"):
        read = Manifest(**_manifest(site, name))
        again = json.loads(read.json())
        assert again == _manifest(site, name)


def test_without_an_address_of_the_site_there_is_none(tmp_path: Path, siglum: Siglum) -> None:
    assert not list(_built(tmp_path, siglum, settings="").glob("*.manifest.json"))
