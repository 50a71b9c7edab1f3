"""What all jobs of a build have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from siglum.edition.config import Edition
from siglum.edition.settings import Fields
from siglum.findings.diagnostics import CannotUse
from siglum.render.look import Look
from siglum.render.stylesheets import program
from siglum.saxon.moment import asks_for_the_moment


class Task:
    """Something to be made: a job, with all that it needs but what jobs have in common."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Common:
    """What all jobs of a build have in common."""

    root: Path
    """The edition's folder."""
    title: str
    url: str | None
    """Where the site will be published."""
    fields: Fields
    facets: Mapping[str, str]
    is_split: bool
    """Whether long documents are."""
    is_searched: bool
    """Whether readers can search the texts."""
    look: Look

    @classmethod
    def of(cls, edition: Edition) -> Common:
        """Return it for an edition, whose own stylesheets are read now."""
        look = Look.of(edition)
        for output, name in edition.outputs.items():
            try:
                found = program(
                    path=edition.root / name,
                    root=edition.root,
                    output=output,
                    contents=look.own.contents,
                )
            except CannotUse:
                continue  # it will be told of each document
            look.own.contents.update(found.contents)
            if asks_for_the_moment(found.text):
                look.own.is_repeatable = False
        settings = edition.settings
        is_split = edition.site.split is not None
        return cls(
            root=edition.root,
            title=settings.title,
            url=settings.url,
            fields=edition.fields,
            facets=edition.facets,
            is_split=is_split,
            is_searched=edition.site.search,
            look=look,
        )
