"""A customization may be hostile: it reads nothing that is not the edition's, and it ends."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

RNG = "http://relaxng.org/ns/structure/1.0"
SECRET = "my secret"
WAYS = [
    '<specGrpRef target="{}"/>',
    '<moduleRef url="{}"/>',
    '<elementRef key="note" source="{}"/>',
    '<moduleRef key="transcr" source="{}"/>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}" parse="xml"/>',
]
ADDRESSES = [
    ".env",
    ".git/config",
    "sub/../.env",
    "../outside.txt",
    "%2e%2e/outside.txt",
    "..\\outside.txt",
    "link.txt",
    "file:///etc/passwd",
    "//localhost/etc/passwd",
    "file://example.org/etc/passwd",
    "/etc/passwd",
    "a\x01b",
]


def edition(odd: Any) -> None:
    """Make of the folder an edition with what must not be read, in it and beside it."""
    inner = odd.folder / "edition"
    for name in (".env", ".git/config", "../outside.txt", "edition.toml"):
        path = inner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if name == "edition.toml" else SECRET)
    (inner / "link.txt").symlink_to(inner / "../outside.txt")
    odd.folder = inner


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_file_is_read_that_is_not_the_editions(odd: Any, way: str, address: str) -> None:
    if "\x01" in address:
        address = address.replace("\x01", "%01")
    edition(odd)
    found = odd.of(way.format(address))
    assert found.text == ""
    assert all(code in ("ODD002", "SG110", "ODD009") for code in found.codes)
    words = " ".join(f"{item.message} {item.help}" for item in found.findings)
    assert "secret" not in words
    assert "root:" not in words
    assert "not well-formed" not in words  # it was not even opened


def test_a_base_leads_no_further(odd: Any) -> None:
    edition(odd)
    (odd.folder / "part.odd").write_text(
        '<specGrp xmlns="http://www.tei-c.org/ns/1.0"><elementSpec ident="hi" mode="delete"/>'
        "</specGrp>"
    )
    for base in ("file:///etc/", "../", "http://example.org/"):
        found = odd.of(f'<specGrpRef xml:base="{base}" target="passwd"/>')
        assert found.codes == ["ODD002"]
    assert odd.of('<specGrpRef xml:base="sub/" target="../part.odd"/>').codes == []


@pytest.mark.parametrize(
    "content",
    [
        '<r:externalRef href="{}"/>',
        '<r:group><r:optional><r:externalRef href="{}"/></r:optional></r:group>',
        '<r:grammar><r:include href="{}"/><r:start><r:text/></r:start></r:grammar>',
    ],
)
def test_embedded_grammars_name_no_files(odd: Any, content: str) -> None:
    edition(odd)
    pattern = content.format(".env")
    spec = f'<elementSpec ident="p" mode="change"><content>{pattern}</content></elementSpec>'
    found = odd.of(spec.replace("<content>", f'<content xmlns:r="{RNG}">'))
    assert found.codes == ["ODD007"]
    assert found.findings[0].span.line > 1


def test_imported_grammars_name_no_files_but_by_include(odd: Any) -> None:
    edition(odd)
    odd.write(
        "own.rng",
        f'<grammar xmlns="{RNG}"><define name="x"><externalRef href=".env"/></define></grammar>',
    )
    assert odd.of('<moduleRef url="own.rng"/>').codes == ["ODD009"]
    odd.write("own.rng", f'<grammar xmlns="{RNG}"><include href=".env"/></grammar>')
    assert odd.of('<moduleRef url="own.rng"/>').codes == ["ODD002"]


def test_entities_are_not_expanded(odd: Any) -> None:
    path = odd.file('<schemaSpec ident="t"><moduleRef key="tei"/></schemaSpec>')
    text = path.read_text()
    many = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x"}">' for n in range(12))
    from siglum.edition.customization import compile_file

    for entities, used in ((many, "&e11;"), ('<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;")):
        doctype = f"<!DOCTYPE TEI [{entities}]>"
        path.write_text(doctype + text.replace("<body>", f"<body><p>{used}</p>"))
        made = compile_file(path, "rng", odd.folder)
        assert made.text is None
        assert all(item.code.startswith("SG") for item in made.findings)


def test_groups_that_double_end(odd: Any) -> None:
    groups = "".join(
        f'<specGrp xml:id="g{n}"><specGrpRef target="#g{n + 1}"/><specGrpRef target="#g{n + 1}"/>'
        "</specGrp>"
        for n in range(60)
    )
    found = odd.compile(
        f'<schemaSpec ident="t" start="p"><specGrpRef target="#g0"/></schemaSpec>{groups}'
        '<specGrp xml:id="g60"><moduleRef key="core"/></specGrp>'
    )
    assert found.codes == ["ODD007"]


def test_grammars_that_double_end(odd: Any) -> None:
    for n in range(30):
        include = f'<include href="g{n + 1}.rng"/>'
        odd.write(f"g{n}.rng", f'<grammar xmlns="{RNG}">{include * 2}</grammar>')
    odd.write("g30.rng", f'<grammar xmlns="{RNG}"/>')
    assert odd.of('<moduleRef url="g0.rng"/>').codes == ["ODD009"]


def test_classes_that_double_end(odd: Any) -> None:
    both = '<classes><memberOf key="{0}.a{1}"/><memberOf key="{0}.b{1}"/></classes>'
    classes = "".join(
        f'<classSpec ident="{kind}.{letter}{n}" type="{type_}">'
        f"{both.format(kind, n - 1) if n else ''}</classSpec>"
        for kind, type_ in (("model", "model"), ("att", "atts"))
        for letter in "ab"
        for n in range(40)
    )
    member = (
        '<elementSpec ident="hi" mode="change"><classes mode="change">'
        '<memberOf key="model.a39"/><memberOf key="att.a39"/></classes></elementSpec>'
    )
    content = '<content><classRef key="model.a0"/></content>'
    found = odd.of(f'{classes}{member}<elementSpec ident="p" mode="change">{content}</elementSpec>')
    assert found.codes[-1] == "ODD007"


@pytest.mark.parametrize("count", ["9" * 5000, "²", "-1", "99999999", "1e9"])
@pytest.mark.parametrize(
    "spec",
    [
        '<elementSpec ident="p" mode="change"><classes mode="change"><memberOf key="model.pLike" '
        'max="{}"/></classes></elementSpec>',
        '<elementSpec ident="p" mode="change"><content><elementRef key="hi" maxOccurs="{}"/>'
        "</content></elementSpec>",
        '<elementSpec ident="p" mode="change"><attList><attDef ident="n" mode="change"><datatype '
        'maxOccurs="{}"><dataRef name="token"/></datatype></attDef></attList></elementSpec>',
    ],
)
def test_a_count_that_is_none_is_told(odd: Any, spec: str, count: str) -> None:
    assert set(odd.of(spec.format(count)).codes) == {"ODD007"}


def test_what_is_no_file_is_told(odd: Any, tmp_path: Path) -> None:
    edition(odd)
    (odd.folder / "folder").mkdir()
    os.mkfifo(odd.folder / "pipe")
    for address in ("folder", "nothing", "pipe"):
        assert odd.of(f'<specGrpRef target="{address}"/>').codes == ["ODD002"]
