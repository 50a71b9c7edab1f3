"""What tells search engines and browsers about a site: sitemaps, robots.txt, OpenSearch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from siglum.exchange.markup import DECLARATION, element, tag, text

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MOST = 50_000
_LARGEST = 50_000_000
"""How many addresses and bytes a sitemap may have (https://www.sitemaps.org/protocol.html)."""
_LONGEST = 2048  # characters of an address, which must be less
_OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT_NAME = 16  # characters (OpenSearch 1.1)


def sitemaps(addresses: Iterable[str]) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield sitemaps of some addresses: the name of each file, and its text.

    Each is to be read to its end before the next is asked for.
    """
    left = iter(addresses)
    first = next(left, None)
    number = 0
    while first is not None:
        number += 1
        part = _Part(first, left)
        yield f"sitemap-{number}.xml", part.text()
        first = part.rest


class _Part:
    """One sitemap, which takes as many addresses as it may have."""

    def __init__(self, first: str, left: Iterator[str]) -> None:
        self._first = first
        self._left = left
        self.rest: str | None = None
        """The first address of the next one."""

    def text(self) -> Iterator[str]:
        yield f"{DECLARATION}{tag('urlset', xmlns=_SITEMAP)}\n"
        size = 0
        one: str | None = self._first
        for _ in range(_MOST):
            if one is None:
                break
            line = f"{element('url', element('loc', text(one)))}\n"
            size += len(line.encode())
            if size > _LARGEST - 1000:
                break
            if len(one) < _LONGEST:
                yield line
            one = next(self._left, None)
        self.rest = one
        yield "</urlset>\n"


def sitemap_index(addresses: Iterable[str]) -> Iterator[str]:
    """Yield the file that names the sitemaps of a site."""
    yield f"{DECLARATION}{tag('sitemapindex', xmlns=_SITEMAP)}\n"
    for one in islice(addresses, _MOST):
        yield f"{element('sitemap', element('loc', text(one)))}\n"
    yield "</sitemapindex>\n"


def robots(sitemap: str) -> str:
    """Return a robots.txt (RFC 9309) that lets all pages be read, and names the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"


def opensearch(title: str, language: str, page: str) -> str:
    """Return an OpenSearch 1.1 description of the search page at an address."""
    name = title if len(title) <= _SHORT_NAME else title[:_SHORT_NAME].rpartition(" ")[0]
    return DECLARATION + element(
        "OpenSearchDescription",
        element("ShortName", text(name or title[:_SHORT_NAME])),
        element("LongName", text(title[:48])) if title else "",
        element("Description", text(title[:1024])),
        element("Language", text(language)),
        element("InputEncoding", "UTF-8"),
        element("OutputEncoding", "UTF-8"),
        element("Url", type="text/html", method="get", template=f"{page}?q={{searchTerms}}"),
        xmlns=_OPENSEARCH,
    )
