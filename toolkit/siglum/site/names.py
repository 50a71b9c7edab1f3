"""What the files of a site are called."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from pathlib import Path
from urllib import parse

from siglum.edition.settings import Edition
from siglum.findings import kinds
from siglum.findings.diagnostics import Diagnostic, Span
from siglum.render.outputs import View
from siglum.report.terminal import visible
from siglum.search.page import FOLDER, PAGE
from siglum.work.spool import digest_of

STYLE = "siglum.css"
CITE = "cite.js"
"""The script by which units of documents are cited."""
REGISTER = "register"
BROWSE = "browse"
DATA = "data"
"""The folders of the pages of entries, of the lists of documents, of files for other programs."""
COPIES = "source"
"""The folder of the files of the edition."""
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
OPENSEARCH = "opensearch.xml"
MAIN_VIEW = View.CRITICAL
GUIDE = "guide.html"
VIEWER = "facsimile.js"
OF_A_SITE = ("index.html", STYLE, CITE, VIEWER, PAGE, GUIDE, SITEMAP, ROBOTS, OPENSEARCH)
"""Files that are one a site, beside those in folders."""
OF_WORD_LIST = re.compile(rf"{FOLDER}words-[0-9a-f]+[.]html")

_LONGEST = 180  # bytes of a document's name: a part, a view and an ending come after it

_PLAIN = re.compile(r"[a-z0-9_][a-z0-9._-]{0,99}(?<![.])")
_OF_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)([.].*)?")
_OTHER = re.compile(r"[^A-Za-z0-9_-]+")
_PAGE = re.compile(r"<!--sg-page (\S+)-->")
_DOCTYPE = re.compile(r"<!DOCTYPE HTML>\s*", re.IGNORECASE)


def addresses_of(edition: Edition) -> dict[Path, str]:
    """Return what the names of all files of each document begin with, folders included.

    It is made of the document's own path and the folder that all share, so that it does not change
    when another document comes. A name that is so long that those of its pages would be too long
    for a file is cut, and told from others by a digest.
    """
    found = edition.addresses.items()
    return {path: _placed(address, edition.site.folders) for path, address in found}


def _placed(address: str, letters: int | None) -> str:
    folder, name = posixpath.split(address)
    own = "" if letters is None or len(name) <= letters else name[:letters].rstrip(" .")
    if len(os.fsencode(name)) > _LONGEST:
        digest = digest_of(os.fsencode(name))
        begin = os.fsencode(name)[: _LONGEST - len(digest) - 1]
        name = f"{begin.decode('utf-8', 'ignore')}-{digest}"
    return posixpath.join(folder, own, name)


def is_page(name: str) -> bool:
    """Say whether a file of a site is a page that siglum made: no copy of a file of the edition."""
    return name.endswith(".html") and not name.startswith(f"{COPIES}/")


def page_name(document: str, view: View, part: str | None = None) -> str:
    """Return the name of a document's page, or of a part's, in one view.

    `document` is what the names of all its files begin with, folders included or not (see
    `addresses_of`). The main view has the plain name.
    """
    parts = [document, part, None if view is MAIN_VIEW else view.value, "html"]
    return ".".join(filter(None, parts))


def file_name(identifier: str, of: str = "") -> str:
    """Return a name of a file for an identifier, such as an xml:id, that it has by itself alone.

    Lower-case letters, digits and “._-” of ASCII stay as they are. Anything else could be one with
    another name where files are kept without regard to case, or can't be written: a digest follows
    then after “~”, which no xml:id has. `of` is in the digest, too, for what is unique only there.
    """
    if not of and _PLAIN.fullmatch(identifier) and not _OF_WINDOWS.fullmatch(identifier):
        return identifier
    said = f"{of}\0{identifier}".encode("utf-8", "surrogateescape")
    # Where only case is in doubt, very few can have one name but for the digest.
    size = 2 if not of and _PLAIN.fullmatch(identifier.lower()) else 5
    digest = hashlib.blake2b(said, digest_size=size).hexdigest()
    return f"{_OTHER.sub('_', identifier)[:40]}~{digest}"


def shelf(name: str) -> str:
    """Return the folder of a file among very many: two hexadecimal digits made of its name."""
    return hashlib.blake2b(name.encode(), digest_size=1).hexdigest()


def numbered(name: str, number: int) -> str:
    """Return the name of a page of what has several pages, numbered from 1."""
    return f"{name}.html" if number == 1 else f"{name}~p{number}.html"


def quote(name: str) -> str:
    """Return the name of a file as an address, also where it is no text."""
    return parse.quote(name, errors="surrogateescape")


def unquote(address: str) -> str:
    """Return the name of a file from its address, as `quote` has made it."""
    return parse.unquote(address, errors="surrogateescape")


def in_folder_of(address: str, name: str) -> str:
    """Return the name of a file as seen from the site: it is named as a page beside it names it."""
    return posixpath.join(posixpath.dirname(address), name)


def seen_from(address: str, target: str) -> str:
    """Return the address of a file as a page names it; both are given as seen from the site."""
    return posixpath.relpath(target, posixpath.dirname(address) or ".")


def url_of(base: str | None, name: str) -> str | None:
    """Return the address on the web of a file, if the site's is known."""
    return f"{base.rstrip('/')}/{quote(name)}" if base else None


def split(output: str, name: str) -> list[tuple[str, str]]:
    """Return the pages of an HTML output by their addresses; `name` is that of a page alone."""
    first, *pages = _PAGE.split(output)
    if not pages:
        return [(name, first)]
    return [
        (address, "<!DOCTYPE html>\n" + _DOCTYPE.sub("", page, count=1))
        for address, page in zip(pages[::2], pages[1::2], strict=True)
    ]


def illegible(path: Path, root: Path) -> Diagnostic | None:
    """Return a finding about a name, from the edition's folder on, with characters unseen.

    Such are control characters, ends of lines, what turns the order of letters, bytes that are no
    text: as a part of an address they deceive, and lists of files break at them.
    """
    below = path.relative_to(root) if path.is_relative_to(root) else path
    if visible(str(below)) == str(below):
        return None
    return Diagnostic(kinds.publishing.IllegibleName(path.name), Span(path))
