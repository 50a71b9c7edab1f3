"""XML catalogs and the store of schemas."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Siglum
from siglum.edition.catalog import Catalog, NotAdded, SchemaStore
from siglum.findings.diagnostics import CannotUse
from siglum.xml.resolve import Border

NS = 'xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"'


def write(path: Path, content: str) -> Catalog:
    path.write_text(f"<catalog {NS}>{content}</catalog>")
    return Catalog(path)


def test_entries_and_prefixes(tmp_path: Path) -> None:
    catalog = write(
        tmp_path / "catalog.xml",
        '<uri name="https://example.org/a.rng" uri="a.rng"/>'
        '<system systemId="https://example.org/b.rng" uri="sub%20folder/b.rng"/>'
        '<rewriteURI uriStartString="https://example.org/" rewritePrefix="all/"/>'
        '<rewriteURI uriStartString="https://example.org/deep/" rewritePrefix="deep/"/>'
        '<group xml:base="grouped/"><uri name="urn:x" uri="c.rng"/></group>'
        '<uri name="urn:far" uri="http://example.org/far.rng"/>',
    )
    found = {
        "https://example.org/a.rng": "a.rng",
        "https://example.org/b.rng": "sub folder/b.rng",
        "https://example.org/x/y.rng": "all/x/y.rng",
        "https://example.org/deep/z.rng": "deep/z.rng",
        "urn:x": "grouped/c.rng",
    }
    for address, path in found.items():
        assert catalog.find(address) == tmp_path / path
    assert catalog.find("urn:unknown") is None
    assert catalog.find("urn:far") is None


def test_the_next_catalog_and_loops(tmp_path: Path) -> None:
    (tmp_path / "next.xml").write_text(
        f'<catalog {NS}><uri name="urn:x" uri="x.rng"/>'
        '<nextCatalog catalog="catalog.xml"/></catalog>'
    )
    catalog = write(tmp_path / "catalog.xml", '<nextCatalog catalog="next.xml"/>')
    assert catalog.find("urn:x") == tmp_path / "x.rng"


def test_each_catalog_is_asked_in_the_order_of_the_specification(tmp_path: Path) -> None:
    """XML Catalogs 1.1, 7.2.2: entries, then delegates, which settle it, then the next catalogs."""
    for name, content in {
        "next.xml": '<uri name="urn:a:x" uri="next-a"/><uri name="urn:b" uri="next-b"/>'
        '<uri name="urn:d:y" uri="next-d"/><uri name="urn:e" uri="next-e"/>',
        "delegate.xml": '<uri name="urn:d:x" uri="delegate"/><nextCatalog catalog="catalog.xml"/>',
        "deeper.xml": '<uri name="urn:d:deep:x" uri="deeper"/>',
        "last.xml": '<uri name="urn:e" uri="last"/><uri name="urn:f" uri="last"/>',
    }.items():
        (tmp_path / name).write_text(f"<catalog {NS}>{content}</catalog>")
    catalog = write(
        tmp_path / "catalog.xml",
        '<nextCatalog catalog="next.xml"/><nextCatalog catalog="last.xml"/>'
        '<delegateURI uriStartString="urn:d:" catalog="delegate.xml"/>'
        '<delegateURI uriStartString="urn:d:deep:" catalog="deeper.xml"/>'
        '<uriSuffix uriSuffix="x" uri="short"/><systemSuffix systemIdSuffix="long/x" uri="long"/>'
        '<rewriteURI uriStartString="urn:a:" rewritePrefix="here/"/><uri name="urn:b" uri="first"/>'
        '<uri name="urn:b" uri="second"/><rewriteURI rewritePrefix="for-nothing"/>',
    )
    found = {
        "urn:a:x": "here/x",
        "urn:b": "first",
        "urn:long/x": "long",
        "urn:e": "next-e",
        "urn:f": "last",
    }
    for address, path in found.items():
        assert catalog.find(address) == tmp_path / path, address
    assert catalog.find("urn:d:y") is None
    catalog = write(
        tmp_path / "catalog.xml",
        '<delegateURI uriStartString="urn:d:" catalog="delegate.xml"/>'
        '<delegateURI uriStartString="urn:d:deep:" catalog="deeper.xml"/>',
    )
    assert catalog.find("urn:d:x") == tmp_path / "delegate"
    assert catalog.find("urn:d:deep:x") == tmp_path / "deeper"


def test_catalogs_that_are_linked_many_times_are_asked_once(tmp_path: Path) -> None:
    for number in range(40):
        following = f'<nextCatalog catalog="{number + 1}.xml"/>' * 2
        delegated = f'<delegateURI uriStartString="urn:z" catalog="{number + 1}.xml"/>' * 2
        (tmp_path / f"{number}.xml").write_text(f"<catalog {NS}>{delegated}{following}</catalog>")
    (tmp_path / "40.xml").write_text(f'<catalog {NS}><uri name="urn:x" uri="x.rng"/></catalog>')
    catalog = Catalog(tmp_path / "0.xml")
    assert catalog.find("urn:x") == tmp_path / "x.rng"
    assert catalog.find("urn:y") is None
    assert catalog.find("urn:z") is None
    for number in range(1000):
        (tmp_path / f"{number}.xml").write_text(
            f'<catalog {NS}><nextCatalog catalog="{number + 1}.xml"/></catalog>'
        )
    with pytest.raises(CannotUse):
        catalog.find("urn:x")


def test_a_bad_catalog_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<catalog>")
    (tmp_path / "none.xml").write_text("<catalog/>")
    for name in ("bad.xml", "none.xml", "nowhere.xml"):
        with pytest.raises(CannotUse):
            Catalog(tmp_path / name)


def test_the_store_keeps_schemas_by_address(tmp_path: Path) -> None:
    store = SchemaStore(tmp_path / "store")
    assert store.find("https://example.org/x.rng") is None
    store.add("https://example.org/x.rng", b"<a/>")
    store.add("https://example.org/y/x.rng", b"<b/>")
    first = store.find("https://example.org/x.rng")
    second = store.find("https://example.org/y/x.rng")
    assert first is not None and second is not None
    assert (first.read_bytes(), second.read_bytes()) == (b"<a/>", b"<b/>")
    for damaged in ("damaged", "[]", '{"https://example.org/x.rng": 1}'):
        (tmp_path / "store/addresses.json").write_text(damaged)
        assert store.find("https://example.org/x.rng") is None
        assert store.files() == {}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "served").mkdir()
    (tmp_path / "served/tei.rng").write_text("<served/>")
    with (tmp_path / "served/large.rng").open("wb") as large:
        large.truncate(50_000_001)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(tmp_path / "served"))  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_an_address_is_fetched_when_its_user_says_so(
    tmp_path: Path, siglum: Siglum, server: str
) -> None:
    environment = {"XDG_DATA_HOME": str(tmp_path / "data"), "no_proxy": "*"}
    added = siglum("schema", "add", f"{server}/tei.rng", env=environment)
    assert added.returncode == 0
    assert Path(added.stdout.split(" is kept in ")[1].strip()).read_text() == "<served/>"
    wrongs = ("/nowhere.rng", "/large.rng")
    far = ("ftp://127.0.0.1/x", "nowhere.rng", "http://[x", "http://localhost:abc/", str(tmp_path))
    for wrong in (*(server + one for one in wrongs), *far, __file__):
        failed = siglum("schema", "add", wrong, env=environment)
        assert failed.returncode == 2
        assert "Traceback" not in failed.stderr


@pytest.mark.parametrize(
    "address",
    [
        *("", ".", "..", "x.rng", "http://[", "http://x", "C:\\x.rng", "file:///x.rng"),
        *(
            "https://e.org/a b.rng",
            "https://e.org/\x00.rng",
            "urn:" + "a" * 3000,
            "https://e.org/\n",
        ),
    ],
)
def test_what_is_no_address_is_not_kept(tmp_path: Path, address: str) -> None:
    with pytest.raises(NotAdded):
        SchemaStore(tmp_path / "store").add(address, b"<a/>")
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://x/..", "schema"),
        ("http://x/.", "schema"),
        ("http://x/", "schema"),
        ("http://x/%2e%2e", "schema"),
        ("http://x/addresses.json/..", "schema"),
        ("http://x/CON.rng", "schema.rng"),
        ("http://x/lpt1", "schema"),
        ("http://x/a.", "schema"),
        ("http://x/a:b.rnc", "schema.rnc"),
        ("http://x/" + "a" * 300 + ".xsd", "schema.xsd"),
        ("http://x/tei_all.rng?v=1", "tei_all.rng"),
        ("urn:tei:all", "schema"),
    ],
)
def test_a_copy_has_a_name_that_all_systems_take(tmp_path: Path, address: str, name: str) -> None:
    store = SchemaStore(tmp_path / "store")
    path = store.add(address, b"<a/>")
    assert (path.name, path.parent.parent, path.read_bytes()) == (name, store.folder, b"<a/>")
    assert store.find(address) == path
    assert store.add("http://x/other.rng", b"<b/>").is_file()


def test_what_a_catalog_names_lies_within_its_border(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    folder.mkdir()
    for number, (content, refused) in enumerate(
        {
            '<uri name="urn:x" uri="x.rng"/>': False,
            '<uri name="urn:x" uri="file:///etc/passwd"/>': True,
            '<uri name="urn:x" uri="../x.rng"/>': True,
            '<uri name="urn:x" uri=".git/config"/>': True,
            '<rewriteURI uriStartString="urn:" rewritePrefix="file:///etc/"/>': True,
            '<uri xml:base="file:///etc/" name="urn:x" uri="passwd"/>': True,
            '<nextCatalog catalog="file:///etc/passwd"/>': True,
            '<delegateURI uriStartString="urn:" catalog="../c.xml"/>': True,
            '<uri name="urn:x" uri="http://["/>': True,
        }.items()
    ):
        path = folder / f"{number}.xml"
        write(path, "")
        path.write_text(f"<catalog {NS}>{content}</catalog>")
        if refused:
            with pytest.raises(CannotUse) as error:
                Catalog(path, Border(folder)).find("urn:x")
            assert "root:" not in str(error.value)
        else:
            assert Catalog(path, Border(folder)).find("urn:x") == folder / "x.rng"
