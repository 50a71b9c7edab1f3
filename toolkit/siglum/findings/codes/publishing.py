"""Rendering and publishing."""

from __future__ import annotations

from siglum.findings.codes.code import Code
from siglum.findings.diagnostics import Severity

CODES = {
    "SG601": Code(
        title="The page can't be made",
        help="Mend what the message names.",
        why="""
            The document has no page, or a part of the page is missing, until this is mended.
            """,
        wrong="""
            <citeStructure unit="point" match="/TEI/text/body/div[" use="@n"/>
            """,
        right="""
            <citeStructure unit="point" match="/TEI/text/body/div" use="@n"/>
            """,
    ),
    "SG602": Code(
        title="An element that siglum does not know",
        help="Its text is kept. Check its name, or add a template for it.",
        severity=Severity.WARNING,
        why="""
            The page shows the text of the element, but not what the element means: a stanza would
            look like any line.
            """,
        wrong="<lg><l>The river is wide</l></lg>",
        right="""
            <xsl:template match="lg" mode="sg:html" as="element(h:div)">
              <h:div class="stanza"><xsl:apply-templates mode="#current"/></h:div>
            </xsl:template>
            """,
    ),
    "SG603": Code(
        title="Incomplete citation",
        help="Complete the header: without it nobody can cite the document.",
        severity=Severity.WARNING,
        why="""
            Scholars use what they can cite. The page offers a citation made of the header, and here
            a part of it is missing.
            """,
        wrong="<titleStmt><title/></titleStmt>",
        right="""
            <titleStmt>
              <title>Letter to Filippov, 10 January 1949</title>
              <author>Mao Zedong</author>
            </titleStmt>
            """,
    ),
    "SG604": Code(
        title="Markup that can't stand on a page",
        help=(
            "Its text is shown without it. Remove the markup, or use what MathML Core and SVG have."
        ),
        severity=Severity.WARNING,
        why="""
            A page runs on other people's computers. Of formulas and drawings it takes what typesets
            and draws; what could run, load or lead away is left out, and what it says is kept as
            words.
            """,
        wrong="""
            <formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>
              <span xmlns="http://www.w3.org/1999/xhtml" onclick="show()">x</span>
            </mtext></math></formula>
            """,
        right="""
            <formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mtext>x</mtext></math></formula>
            """,
    ),
    "SG605": Code(
        title="A style that a page does not take",
        help=(
            "The text is shown without it. Say it in the edition's own style sheet, by @rend "
            "or @type."
        ),
        severity=Severity.INFO,
        why="""
            A page takes from a source what shapes its words, as italics or an indent. What could
            hide them, lay them over others, or load something is left out; so are colours, which
            have to suit the page's own.
            """,
        wrong='<hi style="position: fixed; color: yellow">above all</hi>',
        right="""
            <hi style="font-variant: small-caps" rend="rubric">above all</hi>
            """,
    ),
    "SG606": Code(
        title="A file that is not published",
        help="Take out what the message names, and build again.",
        severity=Severity.WARNING,
        why="""
            A site holds copies of the edition's files, and a browser that opens one of them runs
            what it holds, with the rights of the whole site. So a file that has scripts, or loads
            something, is not copied.
            """,
        wrong="""
            <svg xmlns="http://www.w3.org/2000/svg"><script>show()</script><path d="M0 0h9"/></svg>
            """,
        right="""
            <svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>
            """,
    ),
    "SG607": Code(
        title="Canonical references that can't be made",
        help=(
            "Write the path with names of elements, attributes and simple conditions, as in "
            "//body/div[@type='chapter'], or @n."
        ),
        severity=Severity.WARNING,
        why="""
            The header declares how units of the text are cited, by paths to them. siglum follows
            paths of elements and attributes with simple conditions; it runs no other XPath that a
            source writes, and without the path these units are cited by their xml:id.
            """,
        wrong="""
            <citeStructure unit="chapter" match="for $d in //div return $d" use="@n"/>
            """,
        right="""
            <citeStructure unit="chapter" match="//body/div[@type='chapter']" use="@n"/>
            """,
    ),
    "SG608": Code(
        title="Mentions that are counted differently",
        help="This is a fault of siglum; please report it, with the document.",
        severity=Severity.ERROR,
        why="""
            The pages of persons and places say how often a document mentions them, as siglum's rows
            have it. When the pages of a document are made, the elements that point at these entries
            are counted once more, in the document itself.
            """,
        wrong="""
            <p>Where <placeName ref="places.xml#tianjin">Tianjin</placeName> is counted twice.</p>
            """,
        right="""
            <p>Where <placeName ref="places.xml#tianjin">Tianjin</placeName> is counted once.</p>
            """,
    ),
    "SG609": Code(
        title="An address that would be lost",
        help=(
            "Let its line in addresses.tsv say “moved”, and to which address, or “withdrawn”, and"
            " why."
        ),
        severity=Severity.ERROR,
        why="""
            Somebody may have cited it. An edition with a list of its addresses, addresses.tsv, keeps
            each of them: what has another address now leads there, and what is withdrawn says so.
            """,
        wrong="""
            letters/1808.html	document	tei/letters/1808.xml	l1808	p1 p2
            """,
        right="""
            letters/1808.html	moved	letters/1808-03-02.html	l1808	p1 p2
            """,
    ),
    "SG610": Code(
        title="An address that has moved",
        help="Run “siglum addresses”, which writes it into addresses.tsv.",
        severity=Severity.WARNING,
        why="""
            The document, or the entry, was found at another address by its identifier, and the site
            has a page that leads there. Once addresses.tsv says so, that stays, whatever becomes of
            the identifier.
            """,
        wrong="""
            letters/1808.html	document	tei/letters/1808.xml	l1808	p1 p2
            """,
        right="""
            letters/1808.html	moved	letters/1808-03-02.html	l1808	p1 p2
            """,
    ),
    "SG611": Code(
        title="A wrong line in the list of addresses",
        help="Mend the line; “siglum addresses” writes those of what the site has.",
        severity=Severity.ERROR,
        why="""
            A line has an address, a kind, what it leads to, an identifier and units, parted by tabs.
            What can't be read protects no address.
            """,
        wrong="""
            ../1808.html	moved	1808-03-02.html
            """,
        right="""
            letters/1808.html	moved	letters/1808-03-02.html
            """,
    ),
    "SG612": Code(
        title="A picture in one size only",
        help="Look whether it opens in other programs, and save it anew.",
        severity=Severity.INFO,
        why="""
            The scan of a page has many times the pixels that a page of a site shows. So pages load
            smaller copies, and the picture itself where it is enlarged. Without them a page is slow
            where the network is.
            """,
        wrong="""
            <pb n="1" facs="pictures/half-a-file.jpg"/>
            """,
        right="""
            <pb n="1" facs="pictures/leaf.jpg"/>
            """,
    ),
    "SG613": Code(
        title="A path of [fields] or [facets] that is of no use",
        help="Compare the path with the documents: names are those of TEI, letter by letter.",
        severity=Severity.WARNING,
        why="""
            A path says where the documents of an edition have their titles, their dates, or what
            readers choose by. If it leads to nothing, to a date that is none, or to more than can be
            shown, lists and the search lack what they were to have.
            """,
        wrong="""
            [facets]
            "Topic" = "teiheader//keywords/term"
            """,
        right="""
            [facets]
            "Topic" = "teiHeader//keywords/term"
            """,
    ),
    "SG614": Code(
        title="A dead link within the site",
        help=(
            "Mend it where it is made: in the source, or in a template or stylesheet of the edition. If"
            " siglum made it, that is a fault of siglum."
        ),
        severity=Severity.ERROR,
        why="""
            Each build follows all links of the site to their pages and to the places there, before it
            takes the place of the one before. A reader who follows a dead one is lost, and so is who
            cites what it should have led to.
            """,
        wrong="""
            <a href="about.html">, in a template of the edition, where no file of the site is so called
            """,
        right="""
            <a href="index.html">
            """,
    ),
}
