"""A Schematron schema and its run."""

from __future__ import annotations

from siglum.findings.codes.code import Code

CODES = {
    "SCH": Code(
        title="A rule without a code",
        help=(
            "Do what the rule says; give its assertion an id, to have a code to search and ignore."
        ),
        why="""
            The rule that you broke has no code of its own, so it can't be selected, ignored or
            looked up by one.
            """,
        wrong="""
            <sch:rule context="tei:p">
              <sch:assert test="@n">A paragraph has a number</sch:assert>
            </sch:rule>
            """,
        right="""
            <sch:rule context="tei:p">
              <sch:assert id="NUMBER" test="@n">A paragraph has a number</sch:assert>
            </sch:rule>
            """,
    ),
    "SCH-BROKEN": Code(
        title="A rule that could not be run",
        help="Mend the rule; the other rules were run.",
        why="""
            The rule has a mistake in one of its expressions, or would compute for more than a
            minute or take more than 4 GB of memory, so not everything was checked by it. Its
            silence does not mean that the text is right.
            """,
        wrong="""
            <sch:rule context="tei:p">
              <sch:assert id="NUMBER" test="@n and">A paragraph has a number</sch:assert>
            </sch:rule>
            """,
        right="""
            <sch:rule context="tei:p">
              <sch:assert id="NUMBER" test="@n">A paragraph has a number</sch:assert>
            </sch:rule>
            """,
    ),
    "SCH-DOCUMENT": Code(
        title="A document that the rules ask for",
        help="Put the file where the rules look for it, in the edition's folder or below.",
        why="""
            Some rules look into a second file, such as a list of names. They could not, so the
            rules that need it were not checked.
            """,
        wrong="""
            <sch:pattern documents="'authority/person.xml'">
              <sch:rule context="tei:person">
                <sch:assert id="NAMED" test="tei:persName">A person has a name</sch:assert>
              </sch:rule>
            </sch:pattern>
            """,
        right="""
            <sch:pattern documents="'authority/persons.xml'">
              <sch:rule context="tei:person">
                <sch:assert id="NAMED" test="tei:persName">A person has a name</sch:assert>
              </sch:rule>
            </sch:pattern>
            """,
    ),
    "SCH-FILE": Code(
        title="A file that a rule can't read",
        help="Let the rule ask for a file below the edition's folder that is not hidden.",
        why="""
            A rule looks into another file, such as a register, by doc() or a function like it.
            Rules may come from strangers, so they can read the files of the edition that are not
            hidden, and nothing else: no other file of the computer, nothing from the network. What
            depends on that file was not checked.
            """,
        wrong="""
            <sch:let name="persons" value="doc('../../persons.xml')//tei:person"/>
            """,
        right="""
            <sch:let name="persons" value="doc('authority/persons.xml')//tei:person"/>
            """,
    ),
    "SCH-STOPPED": Code(
        title="The rules stopped",
        help=(
            "Mend what the message names; what was found until then is told, the rest is not known."
        ),
        why="""
            The run of the rules ended early: several rules would compute for too long, or the cause
            lies outside any single rule, such as a file too large for the computer's memory. What
            was found until then is told. What else they would have found in this document is not
            known.
            """,
        wrong="$ siglum validate all-letters-in-one-file.xml",
        right="$ siglum validate letters/",
    ),
    "SCH-READ": Code(
        title="Unreadable rules",
        help="Check the name of the file, and mend its markup at this place.",
        why="""
            Rules that can't be read check nothing; their silence would look like a clean text.
            """,
        wrong='<sch:include href="name-rules.sch"/>',
        right='<sch:include href="rules-of-names.sch"/>',
    ),
    "SCH-ROOT": Code(
        title="No Schematron in the file",
        help="Use a file of Schematron, in the namespace http://purl.oclc.org/dsdl/schematron.",
        why="""
            A file without Schematron holds no rule that could be checked. All documents would pass.
            """,
        wrong='<schema xmlns="http://example.org/rules"/>',
        right="""
            <schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"/>
            """,
    ),
    "SCH-BINDING": Code(
        title="An unknown query binding",
        help='Write queryBinding="xslt3" or "xslt2".',
        why="""
            The query binding says in what language the tests are written; read as another, they
            lie.
            """,
        wrong='<sch:schema queryBinding="python"/>',
        right='<sch:schema queryBinding="xslt3"/>',
    ),
    "SCH-PHASE": Code(
        title="An unknown phase",
        help="Name one of the phases that the schema has.",
        why="""
            A phase chooses which rules are checked. A misspelt one would choose none, in silence.
            """,
        wrong='<sch:schema queryBinding="xslt3" defaultPhase="drafts"/>',
        right="""
            <sch:schema queryBinding="xslt3" defaultPhase="draft">
              <sch:phase id="draft"/>
            </sch:schema>
            """,
    ),
    "SCH-REFERENCE": Code(
        title="A reference to nothing in the rules",
        help="Correct the name, or add what it should lead to.",
        why="""
            The rule refers to a part that is not there, so it is not known what it should check or
            say.
            """,
        wrong='<sch:pattern is-a="cited"/>',
        right="""
            <sch:pattern id="cited" abstract="true">
              <sch:rule context="$unit"><sch:assert id="CITED" test="@n">It has a number</sch:assert></sch:rule>
            </sch:pattern>
            <sch:pattern is-a="cited"><sch:param name="unit" value="tei:p"/></sch:pattern>
            """,
    ),
    "SCH-ELEMENT": Code(
        title="An element in the wrong place in the rules",
        help="Move the element where it belongs, or add what it lacks.",
        why="""
            An assertion outside a rule, or a rule without a context, is never tested.
            """,
        wrong="""
            <sch:pattern>
              <sch:assert id="NUMBER" test="@n">A paragraph has a number</sch:assert>
            </sch:pattern>
            """,
        right="""
            <sch:pattern>
              <sch:rule context="tei:p">
                <sch:assert id="NUMBER" test="@n">A paragraph has a number</sch:assert>
              </sch:rule>
            </sch:pattern>
            """,
    ),
    "SCH-VARIABLE": Code(
        title="A variable defined twice",
        help="Give one of the two another name.",
        why="""
            With two values for one name, a rule would test the one that its author did not mean.
            """,
        wrong="""
            <sch:let name="hands" value="//tei:respStmt"/>
            <sch:let name="hands" value="//tei:handNote"/>
            """,
        right="""
            <sch:let name="hands" value="//tei:respStmt"/>
            <sch:let name="handNotes" value="//tei:handNote"/>
            """,
    ),
    "SCH-INCLUDE": Code(
        title="An include that is refused",
        help=(
            "Include only files of the schema's folder, by a relative path, and never in a circle."
        ),
        why="""
            Rules from the network could change overnight, and a file that includes itself never
            ends. The rules of an edition belong in its folder.
            """,
        wrong='<sch:include href="https://example.org/rules-of-names.sch"/>',
        right='<sch:include href="rules-of-names.sch"/>',
    ),
    "SCH-XSLT": Code(
        title="XSLT that rules may not use",
        help=(
            "Take it out: rules may have keys, functions and variables, but not write or load"
            " files."
        ),
        why="""
            Rules may come from strangers. They may compute, but not write files, load other
            stylesheets or end the run.
            """,
        wrong='<xsl:include href="functions.xsl"/>',
        right='<xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>',
    ),
    "SCH-COMPILE": Code(
        title="Rules that do not compile",
        help="Mend what the message names, or take out the last change.",
        why="""
            No rule was run: the mistake lies in a part that belongs to no rule, such as the name of
            a function, and can't be left out alone.
            """,
        wrong="""
            <xsl:function name="year"><xsl:sequence select="1949"/></xsl:function>
            """,
        right="""
            <xsl:function name="tei:year"><xsl:sequence select="1949"/></xsl:function>
            """,
    ),
}
