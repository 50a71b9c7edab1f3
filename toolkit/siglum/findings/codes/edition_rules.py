"""The edition's own rules (Schematron)."""

from __future__ import annotations

from siglum.findings.codes.code import Code

CODES = {
    "SG301": Code(
        title="A hand without a name",
        lacking="resp",
        help='Add resp="#…" with the xml:id of a respStmt of the header.',
        why="""
            Words that an editor put in look like the source's own as soon as nobody says whose they
            are. A reader must be able to take every intervention away again.
            """,
        wrong="The army <supplied>will</supplied> cross the river.",
        right="""
            The army <supplied resp="#editor">will</supplied> cross the river.
            """,
    ),
    "SG302": Code(
        title="Undeclared hand",
        help="Declare the hand as a respStmt in the header's titleStmt.",
        why="""
            A hand is a person or a group with a task, described in the header. A pointer to
            anything else tells the reader nothing about who intervened.
            """,
        wrong="""
            <seg xml:id="radchenko">S. R.</seg>
            <supplied resp="#radchenko">will</supplied>
            """,
        right='<supplied resp="#translator">will</supplied>',
    ),
    "SG303": Code(
        title="No certainty",
        lacking="cert",
        help='Add cert="high", "medium" or "low".',
        why="""
            The reading view prints corrections of high certainty only. Without a certainty nobody
            can say whether the text that people quote has the correction.
            """,
        wrong="""
            <choice xml:id="evolution">
              <sic>evolution</sic><corr resp="#editor">revolution</corr>
            </choice>
            <note type="editorial" resp="#editor" cert="high" target="#evolution">A slip.</note>
            """,
        right="""
            <choice xml:id="evolution">
              <sic>evolution</sic><corr resp="#editor" cert="high">revolution</corr>
            </choice>
            <note type="editorial" resp="#editor" cert="high" target="#evolution">A slip.</note>
            """,
    ),
    "SG304": Code(
        title="An unexplained sic",
        help="Add a note whose @target points to the sic or to its choice.",
        why="""
            A bare “sic” says that something is odd, and leaves the reader to guess what. The reason
            belongs to the edition, even if it is only a guess.
            """,
        wrong="""
            <sic xml:id="latest" resp="#translator">At the latest time</sic>
            """,
        right="""
            <sic xml:id="latest" resp="#translator">At the latest time</sic>
            <note type="editorial" resp="#editor" cert="low" target="#latest">Perhaps
            “at the latest” is meant.</note>
            """,
    ),
    "SG305": Code(
        title="A note about nothing",
        lacking="target",
        help='Add target="#…" with the xml:id of what the note is about.',
        why="""
            A note is shown with the words it is about. Without them, a reader finds a remark and
            has to guess which part of the sentence it explains.
            """,
        wrong="""
            <num value="10">ten</num> provinces
            <note type="editorial" resp="#editor" cert="high">The list names nine.</note>
            """,
        right="""
            <num value="10" xml:id="ten">ten</num> provinces
            <note type="editorial" resp="#editor" cert="high" target="#ten">The list names nine.</note>
            """,
    ),
    "SG307": Code(
        title="A name without authority entry",
        lacking="ref",
        help='Add ref="authority/….xml#…" with the entry\'s xml:id.',
        why="""
            Only the entry says who or where is meant: spellings differ, and two places may share a
            name. An index and a map are made of these links.
            """,
        wrong="<placeName>Beiping</placeName>",
        right="""
            <placeName ref="authority/places.xml#beijing">Beiping</placeName>
            """,
    ),
    "SG308": Code(
        title="Repeated xml:id",
        help="Give each element an xml:id of its own.",
        why="""
            A pointer or a citation that uses the identifier could mean either of the two elements,
            and programs take one of them by chance.
            """,
        wrong="""
            <p xml:id="point-1">First.</p>
            <p xml:id="point-1">Second.</p>
            """,
        right="""
            <p xml:id="point-1">First.</p>
            <p xml:id="point-2">Second.</p>
            """,
    ),
    "SG309": Code(
        title="Not citable",
        lacking="id",
        help="Add an xml:id; it must stay the same for ever.",
        why="""
            Readers cite a paragraph by its identifier, and the address in the published page is
            made of it. Without one, the passage can be cited only as “somewhere in the letter”.
            """,
        wrong="<p>First.</p>",
        right='<p xml:id="point-1">First.</p>',
    ),
    "SG310": Code(
        title="Not a date",
        help="Write the date as YYYY, YYYY-MM or YYYY-MM-DD.",
        why="""
            A date that is not in the calendar can't be sorted, searched or put on a timeline.
            """,
        wrong='<date when="1949-02-30">30 February</date>',
        right='<date when="1949-02-28">28 February</date>',
    ),
    "SG311": Code(
        title="A range in the wrong order",
        help="Exchange the two dates, or correct the wrong one.",
        why="""
            A range that ends before it begins contains no day at all: no search for a date will
            ever find the passage.
            """,
        wrong="""
            <date notBefore="1949-07-31" notAfter="1949-07-22">end of July</date>
            """,
        right="""
            <date notBefore="1949-07-22" notAfter="1949-07-31">end of July</date>
            """,
    ),
    "SG312": Code(
        title="An unexplained mark",
        help="Say in editorialDecl what the mark means, naming it with the gi element.",
        why="""
            Two editors may mean different things by the same element. The reader learns what it
            means here from the editorial declaration in the header, and only from there.
            """,
        wrong="""
            We will <del rend="strikethrough" resp="#editor">soon</del> begin.
            """,
        right="""
            <editorialDecl>
              <p><gi>del</gi>: words struck out in the source.</p>
            </editorialDecl>
            We will <del rend="strikethrough" resp="#editor">soon</del> begin.
            """,
    ),
    "SG313": Code(
        title="An unexplained rendition",
        help="Say in editorialDecl what the rendition means, pointing to it with @corresp.",
        why="""
            A rendition prints signs around the text, such as brackets. A reader who does not know
            what they stand for may take them for the author's.
            """,
        wrong="""
            <tagsDecl>
              <rendition xml:id="dagger" scheme="css" scope="before">content: "†"</rendition>
            </tagsDecl>
            """,
        right="""
            <tagsDecl>
              <rendition xml:id="dagger" scheme="css" scope="before">content: "†"</rendition>
            </tagsDecl>
            <editorialDecl>
              <p><seg corresp="#dagger">A dagger: the reading is beyond repair.</seg></p>
            </editorialDecl>
            """,
    ),
    "SG315": Code(
        title="A mark typed as text",
        help="Encode it: supplied, ex or gloss with a rendition that prints the bracket.",
        why="""
            The brackets of a hand are made from its markup. Typed as text, a bracket says neither
            whose it is nor what it means, and the reading view can't leave it out.
            """,
        wrong="""
            <p n="1" xml:id="point-1-1">One [will] not meet with great obstacles.</p>
            """,
        right="""
            <p n="1" xml:id="point-1-1">One <supplied resp="#translator" rendition="#bracket-before #bracket-after">will</supplied> not meet with great obstacles.</p>
            """,
    ),
    "SG316": Code(
        title="An empty element",
        help="Write what is missing, or remove the element.",
        why="""
            A correction, a note or a paragraph without words says nothing, and hides that something
            is missing.
            """,
        wrong='<p n="1" xml:id="point-1-1"/>',
        right='<p n="1" xml:id="point-1-1">To be read.</p>',
    ),
    "SG317": Code(
        title="A fact without source",
        help="Add @source, pointing to a bibl of the header.",
        why="""
            A fact without source can't be checked, and one day nobody knows whether to believe it.
            """,
        wrong="""
            <place xml:id="datong" type="city"><placeName>Datong</placeName></place>
            """,
        right="""
            <place xml:id="datong" type="city"><placeName source="#archive-page">Datong</placeName></place>
            """,
    ),
    "SG318": Code(
        title="An address that nobody vouches for",
        lacking="cert",
        help="Add @cert: high if you saw the page, or unknown.",
        why="""
            An address copied from elsewhere may be wrong from the start. Whoever cites it wants to
            know whether somebody has seen the page there.
            """,
        wrong="""
            <ref target="https://history.state.gov/historicaldocuments/frus1949v08/d53">document 53</ref>
            """,
        right="""
            <ref target="https://history.state.gov/historicaldocuments/frus1949v08/d53" cert="high">document 53</ref>
            """,
    ),
    "SG314": Code(
        title="Undeclared language",
        help="Add a language element to langUsage.",
        why="""
            Hyphenation, fonts, screen readers and the direction of writing follow the language. The
            list in the header says what the codes stand for, in words.
            """,
        wrong='<foreign xml:lang="zh-Latn">Zhongguo</foreign>',
        right="""
            <langUsage>
              <language ident="zh-Latn">Chinese in Latin transliteration</language>
            </langUsage>
            <foreign xml:lang="zh-Latn">Zhongguo</foreign>
            """,
    ),
}
