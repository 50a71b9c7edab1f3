"""What the files of a site are called."""

from __future__ import annotations

import re

from siglum.transform.views import View

STYLE = "siglum.css"
MAIN_VIEW = View.CRITICAL
GUIDE = "guide.html"

_PAGE = re.compile(r"<!--sg-page (\S+)-->")
_DOCTYPE = re.compile(r"<!DOCTYPE HTML>\s*", re.IGNORECASE)


def page_name(stem: str, view: View, part: str | None = None) -> str:
    """Return the name of a document's page, or of a part's, in one view.

    The main view has the plain name.
    """
    parts = [stem, part, None if view is MAIN_VIEW else view.value, "html"]
    return ".".join(filter(None, parts))


def split(output: str, name: str) -> list[tuple[str, str]]:
    """Return the pages of an HTML output by their addresses; `name` is that of a page alone."""
    first, *pages = _PAGE.split(output)
    if not pages:
        return [(name, first)]
    return [
        (address, "<!DOCTYPE html>\n" + _DOCTYPE.sub("", page, count=1))
        for address, page in zip(pages[::2], pages[1::2], strict=True)
    ]
