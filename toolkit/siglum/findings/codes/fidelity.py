"""The text beside its transcript."""

from __future__ import annotations

from siglum.findings.codes.code import Code

CODES = {
    "SG501": Code(
        title="Text differs from the transcript",
        help="Correct the TEI or the transcript, whichever departs from the source.",
        why="""
            The transcript is the proof that markup changed no letter of the source. At this place
            either a word was changed while encoding, or the transcript has a slip.
            """,
        wrong="""
            transcript:  units have already fully finished off
            TEI:         <p xml:id="point-2-1">units have already finished off</p>
            """,
        right="""
            transcript:  units have already fully finished off
            TEI:         <p xml:id="point-2-1">units have already fully finished off</p>
            """,
    ),
    "SG502": Code(
        title="No transcript",
        help="Put the transcript there, or remove “transcripts” from edition.toml.",
        why="""
            Without a transcript nobody can prove that the edition's text is the source's text.
            """,
        wrong="""
            tei/letter.xml
            tei/transcripts/letter-1.txt
            """,
        right="""
            tei/letter.xml
            tei/transcripts/letter.txt
            """,
    ),
    "SG503": Code(
        title="The text can't be made",
        help="Mend what the message names; the text could not be compared.",
        why="""
            The comparison with the transcript did not take place, so the text may differ from it
            unseen. As a rule a stylesheet was edited and has a mistake.
            """,
        wrong="""
            <xsl:template match="tei:lg" mode="sg:inline" as="xs:string">
            """,
        right='<xsl:template match="lg" mode="sg:inline" as="xs:string">',
    ),
}
