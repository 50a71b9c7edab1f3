"""Conservation of the text."""

from __future__ import annotations

from siglum.findings.codes.code import Code

CODES = {
    "SG701": Code(
        title="Text that is lost",
        help=(
            "Give its element a template that applies templates to all its content; or report it."
        ),
        why="""
            Readers of the page or the text never learn that there was more. Every character of the
            source is in the output, or a rule of the view says why not; here it is in neither.
            """,
        wrong="""
            <xsl:template match="list" mode="sg:html">
              <h:ul><xsl:apply-templates select="item" mode="#current"/></h:ul>
            </xsl:template>
            """,
        right="""
            <xsl:template match="list" mode="sg:html">
              <h:ul><xsl:apply-templates mode="#current"/></h:ul>
            </xsl:template>
            """,
    ),
    "SG702": Code(
        title="Text that is repeated",
        help="Show it once; a heading or label made of it takes its string, not its nodes.",
        why="""
            A text that stands twice in the output is counted, found and quoted twice; the source
            has it once.
            """,
        wrong="""
            <xsl:template match="div" mode="sg:html">
              <h:h2><xsl:apply-templates select="head" mode="#current"/></h:h2>
              <xsl:apply-templates mode="#current"/>
            </xsl:template>
            """,
        right="""
            <xsl:template match="div" mode="sg:html">
              <h:div><xsl:apply-templates mode="#current"/></h:div>
            </xsl:template>
            """,
    ),
    "SG703": Code(
        title="Text out of order",
        help="Show the children of its element in the order of the source.",
        why="""
            The order of words is the text. What a view moves, it moves whole, and a number stands
            in its place; this text was moved by no rule.
            """,
        wrong="""
            <xsl:template match="sp" mode="sg:html">
              <xsl:apply-templates select="l, speaker" mode="#current"/>
            </xsl:template>
            """,
        right="""
            <xsl:template match="sp" mode="sg:html">
              <xsl:apply-templates mode="#current"/>
            </xsl:template>
            """,
    ),
    "SG704": Code(
        title="Text that is changed",
        help="Copy the characters as they are; change how they look in the style sheet.",
        why="""
            What looks like a matter of type, as capitals or a long s, changes what is copied,
            searched and quoted. The output has to have the characters of the source.
            """,
        wrong="""
            <xsl:template match="head/text()" mode="sg:html">{upper-case(.)}</xsl:template>
            """,
        right=".head { text-transform: uppercase }",
    ),
    "SG705": Code(
        title="A noncharacter in the source",
        help="Take it out; it is no character of any script.",
        why="""
            Unicode keeps U+FDD0 to U+FDEF for the private use of programs, and siglum marks the
            text with them while it proves that nothing is lost. In a source they are the trace of a
            faulty program.
            """,
        wrong="<p>Nanjing&#xFDD0;</p>",
        right="<p>Nanjing</p>",
    ),
}
