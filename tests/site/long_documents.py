"""Documents long enough to be split."""

from __future__ import annotations

CHAPTERS = range(1, 5)

_DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Long</title></titleStmt>
<publicationStmt><p>Nowhere</p></publicationStmt>
<sourceDesc><p>After <ref target="#p2.1">a paragraph</ref></p></sourceDesc></fileDesc></teiHeader>
<facsimile><surface xml:id="leaf"><desc>A leaf</desc></surface></facsimile>
<text><front><titlePage><docTitle><titlePart>LONG</titlePart></docTitle></titlePage></front>
<body xml:id="body"><head>All of it</head>{chapters}<p>The end.</p></body></text></TEI>"""

_CHAPTER = """<div{id}><head>Chapter {n}<note>On a heading</note></head>
<p xml:id="p{n}.1">First of {n}<note xml:id="n{n}">Note {n}, see
<ref target="#p{next}.1">paragraph {next}.1</ref></note>, see
<ref target="#n{next}">note {next}</ref>,
<ref target="other.xml#p{next}.1">other {next}</ref>, <ref target="#body">body</ref> and
<ref target="#leaf">leaf</ref>.</p><p>{filling}</p></div>"""


def document(chapters: str) -> str:
    return _DOCUMENT.format(chapters=chapters)


def chapter(number: int, filling: str) -> str:
    identified = f' xml:id="chapter{number}"' if number != 3 else ""
    following = number % len(CHAPTERS) + 1
    return _CHAPTER.format(n=number, id=identified, next=following, filling=filling)
