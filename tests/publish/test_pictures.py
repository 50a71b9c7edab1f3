"""What a style sheet loads is copied into the site, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.config import load
from siglum.diagnostics import CannotRun
from siglum.publish.pictures import of_style_sheet


def _loaded(folder: Path, css: str) -> list[str]:
    (folder / "look").mkdir()
    (folder / "look/a.css").write_text(css)
    (folder / "look/type face.woff2").write_bytes(b"")
    (folder / "paper.svg").write_bytes(b"")
    (folder / "edition.toml").write_text('[edition]\n[site]\ncss = "look/a.css"\n')
    edition = load(folder / "edition.toml")
    return [path.name for path in of_style_sheet(folder / "look/a.css", edition)]


def test_files_of_the_edition_are_found(tmp_path: Path) -> None:
    css = """@font-face { src: url("type%20face.woff2?v=1") }  /* url(http://old.example/) */
    body { background: url(../paper.svg#a) } i { mask: url(#b), url(data:image/png;base64,A) }"""
    assert _loaded(tmp_path, css) == ["type face.woff2", "paper.svg"]


def test_what_an_imported_style_sheet_loads_is_found(tmp_path: Path) -> None:
    (tmp_path / "b.css").write_text("@import 'b.css'; a { background: url(paper.svg) }")
    assert set(_loaded(tmp_path, "@import url(../b.css);")) == {"b.css", "paper.svg"}
    (tmp_path / "b.css").write_text("@import '//fonts.example/a.css';")
    with pytest.raises(CannotRun):
        of_style_sheet(tmp_path / "look/a.css", load(tmp_path / "edition.toml"))


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("@import 'https://fonts.example/a.css';", "loads nothing from elsewhere"),
        ("a { background: URL( //cdn.example/x.png ) }", "loads nothing from elsewhere"),
        ("a { background: url('missing.png') }", "no file of the edition"),
        ("a { background: url(../../outside.png) }", "no file of the edition"),
    ],
)
def test_what_is_elsewhere_or_missing_is_refused(tmp_path: Path, css: str, words: str) -> None:
    (tmp_path.parent / "outside.png").write_bytes(b"")
    with pytest.raises(CannotRun) as caught:
        _loaded(tmp_path, css)
    (finding,) = caught.value.diagnostics
    assert (finding.code, words in finding.message) == ("SG901", True), finding.message


def test_each_refusal_has_its_place_in_the_style_sheet(tmp_path: Path) -> None:
    css = "/* a\n url(old.png) */ a { mask: url(none.png) }\nb { mask: url(//cdn.example/x.png) }"
    with pytest.raises(CannotRun) as caught:
        _loaded(tmp_path, css)
    places = [(found.span.line, found.span.column) for found in caught.value.diagnostics]
    assert places == [(2, 28), (3, 11)]
    assert {found.span.file.name for found in caught.value.diagnostics} == {"a.css"}
