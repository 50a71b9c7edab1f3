"""Which file an address means, and whether it may be read."""

from pathlib import Path

import pytest

from siglum.xml.resolve import Border, Reason, Refusal, Target, resolve


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    root = tmp_path / "edition"
    for name in ("a/one.xml", "b/two words.xml", "b/é.xml", ".env", ".git/config", "a/.draft.xml"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("<x/>")
    (tmp_path / "secret.xml").write_text("<x/>")
    return root


@pytest.mark.parametrize(
    ("address", "file", "fragment"),
    [
        ("./one.xml", "a/one.xml", None),
        ("../b/two%20words.xml#p1", "b/two words.xml", "p1"),
        ("../b/two words.xml", "b/two words.xml", None),
        ("../b/%C3%A9.xml#%C3%A9", "b/é.xml", "é"),
        ("../a/../b/./é.xml", "b/é.xml", None),
        ("#here", "a/one.xml", "here"),
        ("one.xml#", "a/one.xml", ""),
        ("not-there.xml", "a/not-there.xml", None),
        ("one.xml?x=1", "a/one.xml", None),
        (" \r\n\tone.xml \n", "a/one.xml", None),
    ],
)
def test_an_address_means_a_file(
    edition: Path, address: str, file: str, fragment: str | None
) -> None:
    found = resolve(address, edition / "a/one.xml", Border(edition))
    assert found == Target(edition / file, fragment)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("../../secret.xml", Reason.OUTSIDE),
        ("%2e%2e/%2e%2e/secret.xml", Reason.OUTSIDE),
        ("/etc/passwd", Reason.OUTSIDE),
        ("file:///etc/passwd", Reason.OUTSIDE),
        ("../.env", Reason.HIDDEN),
        ("../.git/config", Reason.HIDDEN),
        ("../%2Egit/config", Reason.HIDDEN),
        (".draft.xml", Reason.HIDDEN),
        ("https://example.org/one.xml", Reason.ELSEWHERE),
        ("mailto:a@b.example", Reason.ELSEWHERE),
        ("//example.org/one.xml", Reason.AMBIGUOUS),
        ("\\\\example.org\\one.xml", Reason.AMBIGUOUS),
        ("..\\b\\é.xml", Reason.AMBIGUOUS),
        ("..%5Cb%5Cé.xml", Reason.SYNTAX),
        ("http://[", Reason.SYNTAX),
        ("one%00.xml", Reason.SYNTAX),
        ("one\0.xml", Reason.SYNTAX),
        ("one\n.xml", Reason.SYNTAX),
        (" ../../secret.xml", Reason.OUTSIDE),
        (" //example.org/one.xml", Reason.AMBIGUOUS),
        ("one%7F.xml", Reason.SYNTAX),
        ("file://example.org/one.xml", Reason.ELSEWHERE),
    ],
)
def test_an_address_is_refused(edition: Path, address: str, reason: Reason) -> None:
    assert resolve(address, edition / "a/one.xml", Border(edition)) == Refusal(address, reason)


def test_links_are_followed_to_where_they_lead(edition: Path) -> None:
    (edition / "in.xml").symlink_to(edition / "a/one.xml")
    (edition / "out.xml").symlink_to(edition.parent / "secret.xml")
    (edition / "git.xml").symlink_to(edition / ".git/config")
    (edition / "loop.xml").symlink_to(edition / "loop.xml")
    border, base = Border(edition), edition / "edition.toml"
    assert resolve("in.xml", base, border) == Target(edition / "a/one.xml")
    assert resolve("out.xml", base, border) == Refusal("out.xml", Reason.OUTSIDE)
    assert resolve("git.xml", base, border) == Refusal("git.xml", Reason.HIDDEN)
    assert isinstance(resolve("loop.xml", base, border), Target)  # reading it will say so


def test_an_edition_in_a_hidden_folder_is_no_hidden_file(tmp_path: Path) -> None:
    root = tmp_path / ".work" / "edition"
    root.mkdir(parents=True)
    assert resolve("one.xml", root / "edition.toml", Border(root)) == Target(root / "one.xml")


def test_a_catalog_comes_first_and_may_lead_anywhere(edition: Path) -> None:
    catalog = {"https://example.org/x.rng": edition.parent / "secret.xml"}
    found = resolve("https://example.org/x.rng", edition / "x", Border(edition), catalog=catalog)
    assert found == Target(edition.parent / "secret.xml")
    relative = resolve("x.rng", "https://example.org/", Border(edition), catalog=catalog)
    assert relative == Target(edition.parent / "secret.xml")
