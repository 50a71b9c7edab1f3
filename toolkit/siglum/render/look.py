"""What an edition changes of siglum's look: stylesheets, style sheet and words of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from siglum.edition.config import Edition, Site
from siglum.render import style_sheets
from siglum.render.style_sheets import Copied
from siglum.render.stylesheets import OwnStylesheets, siglums
from siglum.saxon.stylesheet import Parameter, Result, Tree
from siglum.xml.resolve import Border

SG = "https://siglum.invalid/ns"
"""The namespace of what stylesheets are told beside the source."""
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Look:
    """What renders an edition; by default all of it is siglum's own."""

    root: Path | None = None
    """The edition's folder, below which the paths are."""
    site: Site = field(default_factory=Site)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    """That of the words of a page whose document names none: the first of the edition."""
    own: OwnStylesheets = field(default_factory=OwnStylesheets, init=False, compare=False)

    @classmethod
    def of(cls, edition: Edition) -> Look:
        """Return the look of an edition."""
        return cls(
            root=edition.root,
            site=edition.site,
            words=edition.words,
            outputs=edition.outputs,
            language=edition.settings.languages[0],
        )

    def is_own(self, output: str) -> bool:
        """Say whether the edition's own stylesheet makes an output."""
        return self.root is not None and output in self.outputs

    def apply(self, output: str, source: Tree, parameters: Mapping[str, Parameter]) -> Result:
        """Make an output, by the edition's own stylesheet where it has one.

        An output is one of siglum's `Format`, or one that the edition adds. Raises
        TransformError, and CannotUse for what is to be told of an own stylesheet.
        """
        if self.root is not None and output in self.outputs:
            path = self.root / self.outputs[output]
            return self.own.apply(
                path=path, root=self.root, output=output, source=source, parameters=parameters
            )
        return siglums(output).apply(source, {**parameters, "is-siglums": True})

    @property
    def added(self) -> tuple[str, ...]:
        """The outputs that the edition adds to siglum's."""
        return tuple(output for output in self.outputs if "." in output)

    @property
    def css(self) -> Path | None:
        """The edition's own style sheet, if it has one."""
        return self.root / self.site.css if self.root and self.site.css else None

    def style_sheets(self) -> list[Copied]:
        """Read the edition's own style sheet, the first, and the files that it loads.

        Raises CannotRun for one that would load something from elsewhere.
        """
        return style_sheets.read(self.css, Border(self.root)) if self.root and self.css else []

    def page(self) -> etree._Element:
        """Return an sg:page element that says which language and words a page has."""
        page = etree.Element(f"{{{SG}}}page", nsmap={"sg": SG})
        page.set("main-language", self.language)
        if self.site.language is not None:
            page.set("language", self.site.language)
        for host in self.site.iiif:
            etree.SubElement(page, f"{{{SG}}}iiif", host=in_xml(host))
        for language, words in self.words.items():
            for key, word in words.items():
                attributes = {"lang": language, "key": key}
                etree.SubElement(page, f"{{{SG}}}word", attributes).text = in_xml(word)
        return page


def in_xml(text: str) -> str:
    """Return a text with U+FFFD for each character that XML does not have."""
    return _NO_XML.sub("\ufffd", text)


SIGLUM = Look()
