"""What a style sheet loads is the edition's own, or the style sheet is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.edition.config import load
from siglum.findings.diagnostics import CannotRun, Diagnostic
from siglum.render.frame import Page
from siglum.render.look import Look


def _edition(folder: Path, css: str | bytes) -> Look:
    """Return the look of an edition with a style sheet, and files that it may load or not."""
    (folder / "look").mkdir()
    (folder / "look/a.css").write_bytes(css if isinstance(css, bytes) else css.encode())
    for name in ("look/type face.woff2", "paper.svg", ".env", "page.html", "look/x.png"):
        (folder / name).write_bytes(b"x")
    (folder / "edition.toml").write_text('[edition]\n[site]\ncss = "look/a.css"\n')
    return Look.of(load(folder / "edition.toml"))


def _loaded(folder: Path, css: str) -> list[str]:
    own, *files = _edition(folder, css).style_sheets()
    assert own.data == css.encode()
    return [file.path.relative_to(folder).as_posix() for file in files]


def _refused(folder: Path, css: str | bytes) -> tuple[Diagnostic, ...]:
    with pytest.raises(CannotRun) as caught:
        _edition(folder, css).style_sheets()
    assert {finding.code for finding in caught.value.diagnostics} == {"SG901"}
    return caught.value.diagnostics


def test_files_of_the_edition_are_found(tmp_path: Path) -> None:
    css = """@font-face { src: url("type%20face.woff2?v=1") }  /* url(http://old.example/) */
    body { background: url(../paper.svg#a) } i { mask: url(#b), url(data:image/png;base64,A) }"""
    assert _loaded(tmp_path, css) == ["look/type face.woff2", "paper.svg"]


@pytest.mark.parametrize(
    "css",
    [
        """a::before { content: "http://example.org/" counter(a, "x"); quotes: "«" "»" }""",
        """@namespace svg "http://www.w3.org/2000/svg"; @namespace url(http://www.w3.org/1999/xhtml);""",
        """@namespace svg url("http://www.w3.org/2000/svg"); @namespace a url(http://a.example);""",
        """a:not([href^="http://"]):lang("de") { font-family: "A B"; --a: "http://e.example" }""",
        """@font-face { src: local("A B"), url("type face.woff2") format("x") tech("y") }""",
        """@supports selector(a > b) { a { width: calc(1px + var(--b, 2px)) } }""",
        """a { background: image-set(url(x.png) 1x, "x.png" type("image/png") 2x) } """,
    ],
)
def test_words_and_namespaces_are_no_addresses(tmp_path: Path, css: str) -> None:
    assert set(_loaded(tmp_path, css)) <= {"look/type face.woff2", "look/x.png"}


@pytest.mark.parametrize("name", ["url(../b.css)", "url('../b.css')", "'../b.css'"])
def test_what_an_imported_style_sheet_loads_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "b.css").write_text("@import 'b.css'; a { background: url(paper.svg) }")
    look = _edition(tmp_path, f"@import {name} layer(x);")
    assert [file.path.name for file in look.style_sheets()] == ["a.css", "b.css", "paper.svg"]
    (tmp_path / "b.css").write_text("@import '//fonts.example/a.css';")
    with pytest.raises(CannotRun):
        look.style_sheets()


@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://fonts.example/a.css';",
        '@import"https://fonts.example/a.css";',
        "@IMPORT/**/url( https://fonts.example/a.css )print;",
        r"@im\70ort 'https://fonts.example/a.css';",
        "@import 'data:text/css,@import%20%22https://fonts.example/a.css%22';",
        "@import url('data:text/css,@import%20%22https://fonts.example/a.css%22');",
        "a { background: URL( //cdn.example/x.png ) }",
        r"a { background: u\72l(https://cdn.example/x.png) }",
        r"a { background: \75 \72 \6c (https://cdn.example/x) }",
        r"a { background: \000075rl('https://cdn.example/x') }",
        'a { background: image-set("https://cdn.example/x" 1x) }',
        "a { background: -webkit-image-set('https://cdn.example/x' 1x) }",
        "a { background: src('https://cdn.example/x') }",
        "a { background: image('https://cdn.example/x') }",
        "a { background: cross-fade(url(https://cdn.example/x), red) }",
        "a { b { cursor: url('https://cdn.example/x'), auto } }",
        "@media print { @font-face { src: url(https://cdn.example/x) } }",
        "@font-face { src: local('x'), url('https://cdn.example/x') }",
        "a { --x: url(https://cdn.example/x) }",
        "@namespace url(https://cdn.example/x) { }",
        "a { background: @namespace url(https://cdn.example/x); }",
        "a { filter: progid:Microsoft.AlphaImageLoader(src='https://cdn.example/x') }",
        "a { background: url(https://cdn.example/x",
        "a { background: url('file:///etc/passwd') }",
        "a { background: url(' https://cdn.example/x ') }",
        "a { background: url(' //cdn.example/x') }",
        r"a { background: url('\2f\2f cdn.example/x') }",
        r"a { background: url('\5c\5c cdn.example\5c x') }",
    ],
)
def test_what_is_elsewhere_is_refused_however_it_is_written(tmp_path: Path, css: str) -> None:
    (finding,) = _refused(tmp_path, css)
    assert "example" in finding.message or "file:" in finding.message
    assert "told before" in finding.message or "nothing from elsewhere" in finding.message


@pytest.mark.parametrize(
    ("css", "words"),
    [
        ("a { background: url('missing.png') }", "no file of the edition"),
        ("a { background: url(../../outside.png) }", "lies outside the edition"),
        ("a { background: url(..%2f..%2foutside.png) }", "lies outside the edition"),
        ("a { background: url(../.env) }", "is a hidden file"),
        ("@import '../.env';", "is a hidden file"),
        ("a { background: url(../page.html) }", "files of this kind are not published"),
        ("@import url(../paper.svg);", "files of this kind are not published"),
        ("a { background: url(../edition.toml) }", "files of this kind are not published"),
        ("a { --a: 'x'; background: image-set(var(--a) 1x) }", "can't be told"),
        ("a { --a: 'x'; background: image-set(inherit(--a) 1x) }", "can't be told"),
        ("a { background: src(attr(data-x)) }", "can't be told"),
        ("a { background: url(a b) }", "can't be told"),
        ("a { content: '</style><script>' }", "would end the style sheet"),
        ("/* </STYLE */", "would end the style sheet"),
        ('@charset "utf-7"; a {}', "says that it is in “utf-7”"),
        (b"a { content: '\xe9' }", "not in UTF-8"),
        ("a {}".encode("utf-16"), "not in UTF-8"),
    ],
)
def test_what_is_no_file_to_publish_is_refused(
    tmp_path: Path, css: str | bytes, words: str
) -> None:
    (tmp_path.parent / "outside.png").write_bytes(b"")
    (finding,) = _refused(tmp_path, css)
    assert words in finding.message


def test_a_link_out_of_the_edition_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.png"
    outside.write_bytes(b"x")
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "link.png").symlink_to(outside)
    (finding,) = _refused(folder, "a { background: url(../link.png) }")
    assert "lies outside the edition" in finding.message


def test_each_refusal_has_its_place_in_the_style_sheet(tmp_path: Path) -> None:
    css = "/* a\n url(old.png) */ a { mask: url(none.png) }\nb { mask: url(//cdn.example/x.png) }"
    found = _refused(tmp_path, css)
    assert [(each.span.line, each.span.column) for each in found] == [(2, 28), (3, 11)]
    assert {each.span.file.name for each in found} == {"a.css"}


def test_what_would_end_the_style_sheet_has_its_place(tmp_path: Path) -> None:
    (finding,) = _refused(tmp_path, "a {}\n\n/* é </style> */")
    assert (finding.span.line, finding.span.column, finding.span.length) == (3, 6, 7)


@pytest.mark.parametrize("css", ["/* </style><script>x()</script> */", '@import"//e.example/x";'])
def test_a_page_alone_does_not_take_a_style_sheet_that_is_refused(tmp_path: Path, css: str) -> None:
    look = _edition(tmp_path, css)
    with pytest.raises(CannotRun):
        Page().to_xml(look)


def test_a_page_alone_holds_the_bytes_that_were_checked(tmp_path: Path) -> None:
    look = _edition(tmp_path, "a { color: red }")
    assert [style.text for style in Page().to_xml(look)][-1] == "a { color: red }"
