"""The prose of specifications: in the wanted language, and as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from .names import XML, local, tei

_LANG = f"{{{XML}}}lang"


def in_language(
    docs: Iterable[etree._Element], kind: str, languages: Sequence[str] = ()
) -> list[etree._Element]:
    """Return the elements of a kind (gloss, desc, remarks …) in the first language that exists.

    Without `languages` that is English; where there is none, the elements without a language.
    """
    found = [element for element in docs if element.tag == tei(kind)]
    for language in (*languages, "en"):
        chosen = [
            element
            for element in found
            if element.get(_LANG, "en").partition("-")[0] == language.partition("-")[0]
        ]
        if chosen:
            return chosen
    return []


def description(docs: Iterable[etree._Element], languages: Sequence[str] = ()) -> str | None:
    """Return gloss and description as one line, “(gloss) description”; None if there is neither."""
    docs = tuple(docs)
    glosses = [plain(element) for element in in_language(docs, "gloss", languages)]
    descriptions = [plain(element) for element in in_language(docs, "desc", languages)]
    words = [f"({gloss})" for gloss in glosses if gloss] + [text for text in descriptions if text]
    return " ".join(words) or None


def plain(element: etree._Element) -> str:
    """Return prose as plain text: element names as <p>, attributes as @n."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            inner = plain(child)
            match local(child):
                case "gi":
                    yield f"<{inner}>"
                case "att":
                    yield f"@{inner}"
                case "val" | "q" | "mentioned" | "soCalled":
                    yield f"“{inner}”"
                case _:
                    yield inner
        yield child.tail or ""
