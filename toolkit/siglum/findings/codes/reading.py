"""Reading a file."""

from __future__ import annotations

from siglum.findings.codes.code import Code
from siglum.findings.diagnostics import Severity

CODES = {
    "SG101": Code(
        title="Not well-formed XML",
        help="Mend the markup at this place; nothing else can be checked before.",
        why="""
            A program that reads XML has to stop at the first such fault: it can't know where your
            elements begin and end. Everything after this place is unchecked.
            """,
        wrong='<persName>Gao <hi rend="italic">Gang</persName></hi>',
        right="""
            <persName ref="authority/persons.xml#gao-gang">Gao <hi rend="italic">Gang</hi></persName>
            """,
    ),
    "SG102": Code(
        title="Empty file",
        help="Fill the file or remove it from the edition's sources.",
        why="""
            An empty file is most often an export or a copy that failed; the text may be lost
            unseen.
            """,
        wrong="""
            $ wc -c tei/letter.xml
            0 tei/letter.xml
            """,
        right="""
            $ wc -c tei/letter.xml
            24280 tei/letter.xml
            """,
    ),
    "SG103": Code(
        title="Wrong encoding",
        help="Save the file in the encoding that its XML declaration names, best UTF-8.",
        why="""
            Read in the wrong encoding, accents and scripts turn into other characters, often
            without anyone noticing before print.
            """,
        wrong="""
            <?xml version="1.0" encoding="Unicode"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
        right="""
            <?xml version="1.0" encoding="UTF-8"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
    ),
    "SG104": Code(
        title="Not a TEI document",
        help="The outermost element must be TEI, in the namespace http://www.tei-c.org/ns/1.0.",
        why="""
            What an element means is known by its namespace. Without that of TEI, a p is no
            paragraph to any program, and no rule applies to it.
            """,
        wrong="""
            <TEI>
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
        right="""
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
    ),
    "SG105": Code(
        title="Not a text file",
        help="Give an XML file; this one holds binary data.",
        why="""
            A word processor's file, a picture or an archive can have a name that ends in .xml, and
            still hold no XML that could be edited or checked.
            """,
        wrong="""
            $ file tei/letter.xml
            tei/letter.xml: Microsoft Word 2007+
            """,
        right="""
            $ file tei/letter.xml
            tei/letter.xml: XML 1.0 document, Unicode text, UTF-8 text
            """,
    ),
    "SG106": Code(
        title="No XML files in the folder",
        help="Name a folder that holds .xml files, or the files themselves.",
        why="""
            A check of nothing finds nothing wrong; it must not look like a clean edition.
            """,
        wrong="$ siglum validate images/",
        right="$ siglum validate tei/",
    ),
    "SG107": Code(
        title="Unreadable file",
        help="Check the permissions of the file.",
        why="""
            A file that can't be opened was not checked, and will be missing from the site.
            """,
        wrong="""
            $ ls -l tei/letter.xml
            ---------- 1 editor editor 24280 letter.xml
            """,
        right="""
            $ chmod u+r tei/letter.xml
            $ siglum validate tei/letter.xml
            """,
    ),
    "SG108": Code(
        title="Missing file",
        help="Check the name; perhaps the file was moved or deleted meanwhile.",
        why="""
            A file that is not there was not checked; a wrong name would otherwise pass as clean.
            """,
        wrong="$ siglum validate tei/leter.xml",
        right="$ siglum validate tei/letter.xml",
    ),
    "SG109": Code(
        title="Entities are not expanded",
        help="Write the character itself or a numeric reference, and do not declare the entity.",
        why="""
            An entity can bring in another file, or grow until the computer's memory is full, and
            its text is not in your source. siglum expands none, so nothing of the text is lost
            unseen.
            """,
        wrong="""
            <!DOCTYPE TEI [
              <!ENTITY ndash "&#8211;">
            ]>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text><body><p xml:id="p1">ll. 60&ndash;62</p></body></text>
            </TEI>
            """,
        right="""
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text><body><p xml:id="p1">ll. 60&#8211;62</p></body></text>
            </TEI>
            """,
    ),
    "SG110": Code(
        title="XInclude refused",
        help="Include only files of the edition, by a relative path.",
        why="""
            What is included becomes part of the text. It has to be a file of the edition, or the
            text would change with other people's files and could not be archived.
            """,
        wrong="""
            <xi:include xmlns:xi="http://www.w3.org/2001/XInclude"
                        href="https://example.org/point-2.xml"/>
            """,
        right="""
            <xi:include xmlns:xi="http://www.w3.org/2001/XInclude"
                        href="point-2.xml"/>
            """,
    ),
    "SG111": Code(
        title="Nested too deep",
        help="Flatten the markup; no text needs so many levels.",
        why="""
            Thousands of elements within one another come from a program that forgot to close them.
            Most tools refuse such a file, as siglum does from 2,049 levels on.
            """,
        wrong="<seg><seg><seg><seg><!-- and so on, some thousand times -->",
        right="<seg>one</seg> <seg>two</seg> <seg>three</seg>",
    ),
    "SG112": Code(
        title="The check died",
        help="Check this file alone; if it dies again, please report it.",
        why="""
            The file was not checked to the end, by a fault of siglum, or because it needs more
            memory or time than a process has: 4 GB, or half of what the machine has, and an hour.
            The other files were checked. A document of that size has to be parted.
            """,
        wrong="$ siglum validate tei/",
        right="$ siglum validate --jobs 1 tei/letter.xml",
    ),
    "SG113": Code(
        title="A DTD that is not read",
        help="Take the declaration out, and name a schema by xml-model instead.",
        severity=Severity.WARNING,
        why="""
            siglum loads no DTD: it could read other files, and change your text by entities and by
            attributes that stand nowhere in your source. What the DTD would check or add is missing
            here.
            """,
        wrong="""
            <!DOCTYPE TEI SYSTEM "tei_all.dtd">
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
        right="""
            <?xml-model href="tei_all.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0">
              <teiHeader>…</teiHeader>
              <text>…</text>
            </TEI>
            """,
    ),
}
