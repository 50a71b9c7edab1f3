<?xml version="1.0" encoding="UTF-8"?>
<!--
  The policy of views, the same for every output: the source becomes a tree that holds what one
  view shows. Marks that a view prints around an element become sg:mark; in the critical view each
  intervention and each note is followed by an sg:anchor. The outputs only have to typeset it.

    transcript  the source as printed, with the marks that tagsDecl declares
    reading     clean text: insertions without marks, abbreviations expanded once, corrections of
                high certainty applied
    critical    the transcript, and every intervention with an anchor to its note
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Copy what the view does not touch. -->
  <xsl:mode name="sg:transcript" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="sg:reading" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="sg:critical" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:key name="sgp:note-on" match="note[@target]" use="tokenize(@target) ! replace(., '^#', '')"/>
  <xsl:key name="sgp:abbreviated" match="choice[abbr][expan]" use="normalize-space(abbr[1])"/>

  <!-- The text of a document as one view shows it. -->
  <xsl:function name="sg:view" as="document-node()">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="view" as="xs:string"/>
    <xsl:document>
      <xsl:choose>
        <xsl:when test="$view = 'transcript'">
          <xsl:apply-templates select="$nodes" mode="sg:transcript"/>
        </xsl:when>
        <xsl:when test="$view = 'reading'">
          <xsl:apply-templates select="$nodes" mode="sg:reading"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$nodes" mode="sg:critical"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:document>
  </xsl:function>

  <!-- Comments and processing instructions are no part of the text. -->
  <xsl:template match="comment() | processing-instruction()" mode="sg:transcript sg:reading sg:critical"
                as="empty-sequence()"/>

  <!-- A unit with a canonical reference carries it along. -->
  <xsl:template match="*[map:contains($sg:references, generate-id())]" priority="9"
                mode="sg:transcript sg:reading sg:critical" as="node()*">
    <xsl:variable name="viewed" as="node()*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="reference" as="xs:string" select="$sg:references(generate-id())"/>
    <xsl:for-each select="$viewed">
      <xsl:choose>
        <xsl:when test="self::*[not(self::sg:*)]">
          <xsl:copy>
            <xsl:attribute name="sg:reference" select="$reference"/>
            <xsl:sequence select="@*, node()"/>
          </xsl:copy>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- What the source prints before and after an element. -->
  <xsl:template match="*[@rendition]" mode="sg:transcript" as="element()" priority="1">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:sequence select="sgp:mark(., 'before')"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="sgp:mark(., 'after')"/>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="sgp:mark" as="element(sg:mark)?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="scope" as="xs:string"/>
    <xsl:variable name="printed" as="xs:string" select="sg:printed($element, $scope)"/>
    <xsl:if test="$printed">
      <sg:mark>{$printed}</sg:mark>
    </xsl:if>
  </xsl:function>

  <!-- Of a choice, the transcript has what is printed. -->
  <xsl:template match="choice" mode="sg:transcript" as="node()*">
    <xsl:apply-templates select="(sic | orig | abbr, *)[1]" mode="#current"/>
  </xsl:template>

  <!-- The editors' notes are no part of the source; its own notes have an anchor in every view. -->
  <xsl:template match="note[@type = 'editorial']" mode="sg:transcript sg:reading" as="empty-sequence()"
                priority="3.5"/>
  <xsl:template match="note[not(@place = 'inline')]" mode="sg:transcript sg:reading" as="element(sg:anchor)"
                priority="3">
    <sg:anchor note="{generate-id()}"/>
  </xsl:template>

  <!-- A note within a note reads as a parenthesis. -->
  <xsl:template match="note//note" mode="sg:transcript sg:reading sg:critical" as="element()" priority="6">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <sg:mark>(</sg:mark>
      <xsl:apply-templates mode="#current"/>
      <sg:mark>)</sg:mark>
    </xsl:copy>
  </xsl:template>

  <!-- Reading: a gloss or a note within the text reads as a parenthesis. -->
  <xsl:template match="gloss[@rendition] | note[@place = 'inline']" mode="sg:reading" as="element()">
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <sg:mark>(</sg:mark>
      <xsl:apply-templates mode="#current"/>
      <sg:mark>)</sg:mark>
    </xsl:copy>
  </xsl:template>

  <!-- Reading: a correction of high certainty stands for the error; a doubtful one does not. -->
  <xsl:template match="choice[sic][corr]" mode="sg:reading" as="node()*">
    <xsl:apply-templates select="(corr[@cert = 'high'], sic)[1]" mode="#current"/>
  </xsl:template>

  <xsl:template match="choice[orig][reg]" mode="sg:reading" as="node()*">
    <xsl:apply-templates select="reg[1]" mode="#current"/>
  </xsl:template>

  <!-- Reading: an abbreviation is expanded where it stands first, and stands alone from then on. -->
  <xsl:template match="choice[abbr][expan]" mode="sg:reading" as="node()*">
    <xsl:choose>
      <xsl:when test=". is key('sgp:abbreviated', normalize-space(abbr[1]), $sg:source)[ancestor::text][1]">
        <xsl:apply-templates select="expan[1]" mode="#current"/>
        <sg:mark> (</sg:mark>
        <xsl:apply-templates select="abbr[1]" mode="#current"/>
        <sg:mark>)</sg:mark>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="abbr[1]" mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="del" mode="sg:reading" as="empty-sequence()"/>

  <!-- Critical: an intervention in the text, with its marks, and an anchor for its note. -->
  <xsl:template match="supplied | sic[not(parent::choice)] | gloss | unclear | gap | add | del | note[@place = 'inline']"
                mode="sg:critical" as="element()+" priority="1">
    <xsl:sequence select="sgp:marked(.)"/>
    <sg:anchor note="{generate-id()}"/>
  </xsl:template>

  <xsl:template match="expan[ex]" mode="sg:critical" as="element()+" priority="1">
    <xsl:next-match/>
    <sg:anchor note="{generate-id()}"/>
  </xsl:template>

  <!-- Critical: any other element with what is printed around it. -->
  <xsl:template match="*[@rendition]" mode="sg:critical" as="element()" priority="0.6">
    <xsl:sequence select="sgp:marked(.)"/>
  </xsl:template>

  <!-- Within the header there is nothing to anchor a note to. -->
  <xsl:template match="teiHeader//*[@rendition]" mode="sg:critical" as="element()" priority="4">
    <xsl:sequence select="sgp:marked(.)"/>
  </xsl:template>

  <xsl:function name="sgp:marked" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element">
      <xsl:copy>
        <xsl:apply-templates select="@*" mode="sg:critical"/>
        <xsl:sequence select="sgp:mark(., 'before')"/>
        <xsl:apply-templates mode="sg:critical"/>
        <xsl:sequence select="sgp:mark(., 'after')"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- Critical: what is printed, then what the editor proposes in angle brackets, doubt with a question mark. -->
  <xsl:template match="choice[sic | orig | abbr][corr | reg | expan]" mode="sg:critical" as="node()+">
    <xsl:variable name="proposed" as="element()" select="(corr | reg | expan)[1]"/>
    <xsl:copy>
      <xsl:apply-templates select="@*, (sic | orig | abbr)[1]" mode="#current"/>
      <xsl:text> </xsl:text>
      <xsl:for-each select="$proposed">
        <xsl:copy>
          <xsl:apply-templates select="@*" mode="#current"/>
          <sg:mark>⟨</sg:mark>
          <xsl:apply-templates mode="#current"/>
          <sg:mark>{'?'[$proposed/self::corr/@cert != 'high']}⟩</sg:mark>
        </xsl:copy>
      </xsl:for-each>
    </xsl:copy>
    <sg:anchor note="{generate-id()}"/>
  </xsl:template>

  <!-- Critical: a note on an intervention stands with it; any other note has an anchor where it stands. -->
  <xsl:template match="note[not(@place = 'inline')]" mode="sg:critical" as="element(sg:anchor)?" priority="3">
    <xsl:if test="not(sgp:is-attached(.))">
      <sg:anchor note="{generate-id()}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="teiHeader//note" mode="sg:transcript sg:reading sg:critical" as="element()" priority="5">
    <xsl:copy>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- The interventions that have a note of their own in the critical view. -->
  <xsl:function name="sg:is-intervention" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::supplied or self::sic[not(parent::choice)] or self::gloss or
                          self::unclear or self::gap or self::add or self::del or self::expan[ex] or
                          self::choice or self::note[@place = 'inline']])"/>
  </xsl:function>

  <!-- The notes that an editor wrote on an intervention. -->
  <xsl:function name="sg:notes-on" as="element(tei:note)*">
    <xsl:param name="intervention" as="element()"/>
    <xsl:sequence select="key('sgp:note-on', ($intervention, $intervention/sic)/@xml:id, $sg:source)
                          [sgp:is-attached(.)]"/>
  </xsl:function>

  <xsl:function name="sgp:is-attached" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="target" as="element()*"
                  select="sg:local-pointers($note/@target) ! key('sg:id', ., $sg:source)"/>
    <xsl:sequence select="not($note/@place = 'inline') and count($target) = 1 and
                          (some $at in $target/(self::sic/parent::choice, .)[1]
                           satisfies sg:is-intervention($at) and $at/ancestor::text)"/>
  </xsl:function>

</xsl:stylesheet>
