"""The page that readers search, and the files that it needs beside the index."""

from __future__ import annotations

from lxml import etree

from siglum.render.frame import Page
from siglum.render.look import SG, Look
from siglum.render.stylesheets import siglums
from siglum.search.shards import File
from siglum.work.resources import resource

FOLDER = "search/"
"""Where the index lies in a site, beside its page."""
PAGE = "search.html"
"""The namespace of what a stylesheet reads of a page."""


def search_page(frame: Page, language: str, look: Look, lists: str | None = None) -> str:
    """Render the page that readers search, in a language of the words tables.

    The index lies in `FOLDER` beside it. `lists` is the address of the first list of words, for
    readers without scripts, if there are such.
    """
    page = frame.to_xml(look)
    page.set("language", language)
    search = etree.SubElement(page, f"{{{SG}}}search", folder=FOLDER)
    if lists is not None:
        search.set("lists", lists)
    return siglums("search").apply(page, {"page": page}).text


def script() -> File:
    """Return the script of the page, which lies with the index."""
    return File("search.js", resource("xslt", "search.js").read_bytes())
