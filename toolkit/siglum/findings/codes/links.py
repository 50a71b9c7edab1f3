"""Links and pointers."""

from __future__ import annotations

from siglum.findings.codes.code import Code
from siglum.findings.diagnostics import Severity

CODES = {
    "SG401": Code(
        title="A link to a missing file",
        help="Correct the path; it is relative to the file with the link.",
        why="""
            The reader who follows the link finds nothing; the facts behind the name can't be shown.
            """,
        wrong="""
            <placeName ref="authority/place.xml#datong">Datong</placeName>
            """,
        right="""
            <placeName ref="authority/places.xml#datong">Datong</placeName>
            """,
    ),
    "SG402": Code(
        title="A link to a missing entry",
        help="Correct the part after #, or add an entry with that xml:id.",
        why="""
            The name looks identified, but nobody can tell with whom or what: the index, the map and
            every later edition lose it.
            """,
        wrong="""
            <placeName ref="authority/places.xml#datonk">Datong</placeName>
            """,
        right="""
            <placeName ref="authority/places.xml#datong">Datong</placeName>
            """,
    ),
    "SG403": Code(
        title="A name linked to the wrong kind of entry",
        help="Link persName to a person, placeName to a place, orgName to an org.",
        why="""
            A city that points to a person's entry puts wrong facts under the name; most often the
            wrong line was copied.
            """,
        wrong="""
            <placeName ref="authority/persons.xml#gao-gang">Datong</placeName>
            """,
        right="""
            <placeName ref="authority/places.xml#datong">Datong</placeName>
            """,
    ),
    "SG404": Code(
        title="A link out of the edition",
        help="Link only to files of the edition, or to a web address.",
        why="""
            What lies outside the edition's folder is on your computer only: it is not published,
            not archived, and not in the copy that a colleague has.
            """,
        wrong='<ref target="../../drafts/letter.xml">the draft</ref>',
        right="""
            <ref target="https://example.org/drafts/letter.xml" cert="unknown">the draft</ref>
            """,
    ),
    "SG405": Code(
        title="Unsafe link",
        help="Use an http, https or mailto address, or a path within the edition.",
        why="""
            A link in a published page runs on other people's computers. Only kinds of links that
            can do no harm there, and that work there, are let through.
            """,
        wrong='<ref target="file:///C:/scans/60.jpg">leaf 60</ref>',
        right="""
            <ref target="https://example.org/scans/60.jpg" cert="high">leaf 60</ref>
            """,
    ),
    "SG406": Code(
        title="A pointer to nothing in the file",
        help=(
            "Correct the pointer, or give its target that xml:id; a register that has it is named"
            " in edition.toml, as authority."
        ),
        why="""
            What hangs on the pointer is lost without a trace: the note has no words, the
            intervention no hand. A bare #id finds an entry of a register only where a document
            names none by its path.
            """,
        wrong="""
            <seg xml:id="ten-provinces">ten provinces</seg>
            <note type="editorial" resp="#editor" cert="high" target="#provinces">Nine are named.</note>
            """,
        right="""
            <seg xml:id="ten-provinces">ten provinces</seg>
            <note type="editorial" resp="#editor" cert="high" target="#ten-provinces">Nine are named.</note>
            """,
    ),
    "SG407": Code(
        title="A link to what the edition does not have",
        help="Put the file into the edition, or link to its address on the web.",
        severity=Severity.WARNING,
        why="""
            The file may be kept elsewhere, but a reader of the published edition finds nothing; or
            the value is a key of your project's, and no program can know what it stands for.
            """,
        wrong='<ref target="1948/letter-7.xml">his last letter</ref>',
        right="""
            <ref target="https://example.org/1948/letter-7.xml" cert="high">his last letter</ref>
            """,
    ),
    "SG408": Code(
        title="A prefix that can't be followed",
        help="Correct the pointer, or the matchPattern of the prefixDef in the header.",
        why="""
            A prefix stands for an address that the header explains. Where its pattern does not take
            what follows the prefix, the link leads nowhere, in every program that reads the file.
            """,
        wrong="""
            <prefixDef ident="place" matchPattern="([a-z]+)"
                       replacementPattern="authority/places.xml#$1"><p>Places.</p></prefixDef>
            …
            <placeName ref="place:7">Datong</placeName>
            """,
        right="""
            <prefixDef ident="place" matchPattern="([a-z]+)"
                       replacementPattern="authority/places.xml#$1"><p>Places.</p></prefixDef>
            …
            <placeName ref="place:datong">Datong</placeName>
            """,
    ),
    "SG409": Code(
        title="Taken for what nobody said",
        help="Say in edition.toml, in [links], what the values stand for, or write it in TEI.",
        severity=Severity.INFO,
        why="""
            siglum reads who is named, and when, in whatever way a project writes it. Where TEI gives
            a value another meaning, or none, it guesses, and tells so: a guess may be wrong, and
            other programs make others.
            """,
        wrong='<placeName ref="datong">Datong</placeName>',
        right='<placeName ref="authority/places.xml#datong">Datong</placeName>',
    ),
}
