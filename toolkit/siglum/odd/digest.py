"""The digest of TEI P5 that the package carries: its facts without its prose.

    python -m siglum.odd.digest P5SUBSET OUT

P5SUBSET is the p5subset.xml of a release, named p5subset-VERSION.xml. The digest keeps names,
modules, class memberships, content models, attributes, datatypes and identifiers of values and
rules; no description, gloss, remark, example or text of a rule. The tests of the rules are written
by hand, in a file beside the digest (see tei_rules.py).
"""

from __future__ import annotations

import copy
import re
import sys
from pathlib import Path

from lxml import etree

from .names import XML, tei

_SPECS = tuple(map(tei, ("moduleSpec", "elementSpec", "classSpec", "macroSpec", "dataSpec")))
_LEFT_OUT = ("gloss", "desc", "remarks", "exemplum", "listRef", "equiv", "idno", "valDesc")
_PROSE = tuple(map(tei, (*_LEFT_OUT, "paramList", "constraint")))
_DROPPED = (f"{{{XML}}}base", f"{{{XML}}}id", f"{{{XML}}}lang")

_HEADER = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:teix="http://www.tei-c.org/ns/Examples">
 <teiHeader>
  <fileDesc>
   <titleStmt>
    <title>A digest of the facts of TEI P5, version {version}</title>
    <author>TEI Consortium</author>
   </titleStmt>
   <editionStmt><edition n="{version}">{version}</edition></editionStmt>
   <publicationStmt>
    <publisher>siglum</publisher>
    <availability>
     <licence target="https://creativecommons.org/licenses/by/3.0/"/>
     <licence target="https://opensource.org/licenses/BSD-2-Clause"/>
     <p>TEI P5 is copyright of the TEI Consortium, which publishes it under both licences.</p>
    </availability>
   </publicationStmt>
   <sourceDesc>
    <p>Made from p5subset.xml by “python -m siglum.odd.digest P5SUBSET OUT”: names, modules, class
     memberships, content models, attributes, datatypes, identifiers of values; no prose. Do not
     edit.</p>
   </sourceDesc>
  </fileDesc>
 </teiHeader>
 <text><body><p/></body></text>
</TEI>"""


def digest(source: etree._Element, version: str) -> bytes:
    """Return the digest of a TEI P5 source as an XML file. The same source gives the same bytes."""
    root = etree.fromstring(_HEADER.format(version=version))
    body = root.find(f"{tei('text')}/{tei('body')}")
    if body is None:
        raise ValueError("the header has no body")
    body.clear()
    for spec in source.iter(*_SPECS):
        stripped = _stripped(spec)
        etree.indent(stripped, " ")
        stripped.tail = "\n"
        body.append(stripped)
    body.text = body.tail = "\n"
    etree.cleanup_namespaces(root, keep_ns_prefixes=["teix"])
    text: bytes = etree.tostring(root, encoding="unicode").encode()
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + text + b"\n"


def _stripped(spec: etree._Element) -> etree._Element:
    """Return a copy of a specification without prose, comments and white space."""
    spec = copy.deepcopy(spec)
    etree.strip_tags(spec, etree.Comment, etree.ProcessingInstruction)
    for prose in list(spec.iter(*_PROSE)):
        parent = prose.getparent()
        if parent is not None:
            parent.remove(prose)
    for element in spec.iter("*"):
        element.tail = None
        words = (element.text or "").strip()
        element.text = words if words and len(element) == 0 else None
        for name in _DROPPED:
            if name in element.attrib:
                del element.attrib[name]
    return spec


def main(arguments: list[str]) -> int:
    """Write the digest of one file to another."""
    found = re.search(r"p5subset-([\w.]+)\.xml$", arguments[0]) if len(arguments) == 2 else None
    if found is None:
        print("usage: python -m siglum.odd.digest p5subset-VERSION.xml OUT", file=sys.stderr)
        return 2
    source = etree.parse(arguments[0], etree.XMLParser(resolve_entities=False, no_network=True))
    Path(arguments[1]).write_bytes(digest(source.getroot(), found[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
