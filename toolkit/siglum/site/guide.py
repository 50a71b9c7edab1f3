"""The guide for encoders: the prose of an ODD and a reference of its schema, as one page."""

from __future__ import annotations

import copy
from pathlib import Path

from siglum.edition.customization import CompiledFile, compile_schema
from siglum.findings.diagnostics import CannotUse
from siglum.odd.guide import guide_tree
from siglum.render.frame import Page
from siglum.render.look import SIGLUM, Look
from siglum.render.views import transform

_ALONE = Page()


def guide(
    path: Path,
    working_folder: Path,
    page: Page = _ALONE,
    *,
    look: Look = SIGLUM,
    p5subset: Path | None = None,
    ident: str | None = None,
) -> CompiledFile:
    """Compile the customization in a file, and make its guide: a page that needs no other file.

    With `page` the guide is a page of a site instead; the rest is as in `compile_schema`.
    """
    compiled = compile_schema(path, working_folder, p5subset=p5subset, ident=ident)
    findings, read = compiled.findings, compiled.files.read
    if compiled.schema is None:
        return CompiledFile(None, findings, read)
    document = compiled.files.document(path)
    tree = copy.deepcopy(document.root)
    tree.append(guide_tree(compiled.schema))
    try:
        made = transform(
            document=document,
            output="guide",
            parameters={"page": page.to_xml(look)},
            tree=tree,
            look=look,
        )
    except CannotUse as unrendered:
        return CompiledFile(None, (*findings, unrendered.diagnostic), read)
    text = _headed(made.text, path) if page is _ALONE else made.text
    return CompiledFile(text, (*findings, *made.findings), read)


def _headed(text: str, path: Path) -> str:
    """Say in a page that stands alone how it was made."""
    doctype, end, rest = text.partition(">")
    command = f"siglum odd compile {path.name} --to html"
    return f"{doctype}{end}<!-- made by {command}; do not edit. -->{rest}"
