<?xml version="1.0" encoding="UTF-8"?>
<!-- The notes of the critical view, and the legend of the marks that a view shows. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- What a mark means: one entry of the legend. -->
  <xsl:mode name="sgp:meaning" on-no-match="fail"/>

  <xsl:template name="sg:notes" as="element(h:section)?">
    <xsl:if test="map:size($sg:numbers) gt 0">
      <section class="notes" id="sg-notes" aria-labelledby="sg-notes-heading">
        <h2 id="sg-notes-heading">Notes</h2>
        <ol>
          <xsl:for-each select="$sg:viewed//sg:anchor">
            <xsl:variable name="number" as="xs:integer" select="$sg:numbers(@note)"/>
            <xsl:variable name="noted" as="element()" select="sg:noted(.)"/>
            <li id="sg-note-{$number}">
              <span class="what">
                <xsl:variable name="what" as="xs:string">
                  <xsl:apply-templates select="$noted" mode="sg:what"/>
                </xsl:variable>
                <xsl:value-of select="$what"/>
              </span>
              <xsl:for-each select="sg:prose($noted)">
                <xsl:text> </xsl:text>
                <xsl:for-each select="sg:by(., $noted)">
                  <span class="what">{.} </span>
                </xsl:for-each>
                <xsl:apply-templates select="sg:view(node(), 'reading')" mode="sg:html"/>
              </xsl:for-each>
              <xsl:text> </xsl:text>
              <a class="back" href="#sg-note-{$number}-anchor" role="doc-backlink"
                 aria-label="Back to note {$number} in the text">↩</a>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- === Legend: of the marks in this view, each once, with an example from the text -->

  <xsl:template name="sg:legend" as="element(h:section)">
    <section class="legend" id="sg-legend" aria-labelledby="sg-legend-heading">
      <h2 id="sg-legend-heading">Legend</h2>
      <xsl:call-template name="sgp:policy"/>
      <xsl:variable name="marked" as="element()*"
        select="$sg:viewed//(supplied | expan[ex] | sic[sg:mark] | choice/sic | gloss | note[sg:mark] | corr[sg:mark]
                | expan[sg:mark] | reg[sg:mark] | unclear | gap | add | del)[not(ancestor::note)]
                [$view != 'reading' or sg:mark or self::gap]"/>
      <dl>
        <xsl:for-each-group select="$marked"
                            group-by="local-name() || exists(ex) || sg:hand-number((ex, .)[1])">
          <dt>
            <xsl:apply-templates select="sgp:sample(.)" mode="sg:html"/>
          </dt>
          <dd>
            <xsl:apply-templates select="." mode="sgp:meaning"/>
            <xsl:text> </xsl:text>
            <xsl:for-each select="(ex, .)[1][@resp]">
              <span class="hand">Hand: {sg:hand-names(.)}.</span>
            </xsl:for-each>
          </dd>
        </xsl:for-each-group>
        <xsl:if test="$sg:viewed//foreign">
          <dt><i>{($sg:viewed//foreign)[1]}</i></dt>
          <dd>A phrase in another language.</dd>
        </xsl:if>
        <xsl:if test="map:size($sg:numbers) gt 0">
          <dt><span class="note-anchor">1</span></dt>
          <dd>A note: who intervened or comments, what was done, why, and how sure it is.</dd>
        </xsl:if>
        <xsl:if test="$sg:viewed//(persName | placeName | orgName)[@ref]">
          <dt><span class="placeName">Name</span></dt>
          <dd>A person, place or organisation: the link leads to its entry below.</dd>
        </xsl:if>
      </dl>
      <xsl:variable name="hands" as="element()*"
                    select="$sg:header/fileDesc/titleStmt/respStmt[@xml:id]"/>
      <xsl:if test="exists($hands)">
        <h3>Hands</h3>
        <ul class="hands">
          <xsl:for-each select="$hands">
            <li>
              <span class="swatch hand-{position()}">{(persName | orgName | name) ! normalize-space()}</span>
              <xsl:text>: </xsl:text>
              <xsl:apply-templates select="resp/node()" mode="sg:html"/>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template name="sgp:policy" as="element(h:p)">
    <p>
      <xsl:choose>
        <xsl:when test="$view = 'transcript'">Transcript: the text as it is printed, with the marks that are printed with it. Nothing is corrected; the editors’ notes are in the critical view.</xsl:when>
        <xsl:when test="$view = 'reading'">Reading text: clean, to read and quote. Words supplied stand without brackets; an abbreviation is expanded where it stands first; glosses and notes of the source are in parentheses; corrections of high certainty are applied, doubtful ones are not. What was changed is shown in the critical view.</xsl:when>
        <xsl:otherwise>Critical text: the text as it is printed, with every intervention of every hand, and numbered notes.</xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:template>

  <!-- A mark as an example: the element without the ids and links that may stand but once. -->
  <xsl:function name="sgp:sample" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:apply-templates select="$element" mode="sgp:sample"/>
  </xsl:function>
  <xsl:mode name="sgp:sample" on-no-match="shallow-copy"/>
  <xsl:template match="@xml:id | @ref | sg:anchor" mode="sgp:sample" as="empty-sequence()"/>

  <xsl:template match="supplied" mode="sgp:meaning" as="text()">Words supplied that the sentence needs.</xsl:template>
  <xsl:template match="expan[ex]" mode="sgp:meaning" as="text()" priority="1">Letters supplied that complete an abbreviation.</xsl:template>
  <xsl:template match="expan" mode="sgp:meaning" as="text()">What an abbreviation stands for, after it.</xsl:template>
  <xsl:template match="sic" mode="sgp:meaning" as="text()">“So in the source”: the words before the mark.</xsl:template>
  <xsl:template match="choice/sic" mode="sgp:meaning" as="text()" priority="1">As printed; what follows proposes a correction.</xsl:template>
  <xsl:template match="gloss" mode="sgp:meaning" as="text()">A gloss on the word before it.</xsl:template>
  <xsl:template match="note" mode="sgp:meaning" as="text()">A note that stands in the text.</xsl:template>
  <xsl:template match="corr" mode="sgp:meaning" as="text()">A correction proposed for the words before it; a question mark says that it is not certain.</xsl:template>
  <xsl:template match="reg" mode="sgp:meaning" as="text()">The regular spelling of the words before it.</xsl:template>
  <xsl:template match="unclear" mode="sgp:meaning" as="text()">A reading that is not clear in the source.</xsl:template>
  <xsl:template match="gap" mode="sgp:meaning" as="text()">Text missing.</xsl:template>
  <xsl:template match="add" mode="sgp:meaning" as="text()">Added in the source.</xsl:template>
  <xsl:template match="del" mode="sgp:meaning" as="text()">Deleted in the source.</xsl:template>

</xsl:stylesheet>
