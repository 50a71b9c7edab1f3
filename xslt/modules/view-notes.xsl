<?xml version="1.0" encoding="UTF-8"?>
<!--  Notes: those of the source and those of editors, moved to the notes or left in their place.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:key name="sgp:note-on" match="note[@target]" use="tokenize(@target) ! replace(., '^#', '')"/>

  <!-- A division that holds nothing but notes is where the source itself has moved them to. -->
  <xsl:key name="sgp:notes-division" use="generate-id()"
           match="*[note][not(self::p or self::ab)][not(* except (note | head | pb | cb | lb | milestone | fw | noteGrp))]
                   [not(text()[normalize-space()])] | noteGrp"/>

  <!-- A note that stands in its place in every view: in the line, between paragraphs, or within an entry of data. -->
  <xsl:function name="sgp:is-in-place" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="$note/@place = 'inline' or sgp:is-paragraph($note)
      or exists(key('sgp:notes-division', generate-id($note/..), root($note))) or
      $note/(ancestor::note or ancestor::bibl or ancestor::biblStruct or ancestor::biblFull or ancestor::app or ancestor::witness
             or ancestor::msDesc or ancestor::person or ancestor::place or ancestor::org or ancestor::event or ancestor::object
             or ancestor::nym or ancestor::entry or ancestor::entryFree or ancestor::relation or ancestor::teiHeader
             or ancestor::standOff)"/>
  </xsl:function>

  <!-- A remark of the source's own that stands between paragraphs and is on none of them. -->
  <xsl:function name="sgp:is-paragraph" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="exists($note[parent::*[sgp:is-division(.)]][not(@place or @target or @resp or @type = 'editorial')])"/>
  </xsl:function>

  <!-- The editors' notes are in the critical view. -->
  <xsl:template match="note[not(@place = 'inline')][sgp:is-editorial(.)]" mode="sg:transcript sg:reading" as="empty-sequence()"
                priority="5"/>

  <xsl:function name="sgp:is-editorial" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="$note/@type = 'editorial' or
                          exists(sg:hands($note)[self::editor][parent::titleStmt or parent::editionStmt])"/>
  </xsl:function>

  <xsl:template match="note[not(sgp:is-in-place(.))]" mode="sg:transcript sg:reading" as="element(sg:anchor)" priority="4">
    <xsl:call-template name="sgp:moved"/>
  </xsl:template>

  <!-- Critical: a note on an intervention stands with the intervention's. -->
  <xsl:template match="note[not(sgp:is-in-place(.))]" mode="sg:critical" as="element(sg:anchor)?" priority="4">
    <xsl:if test="not(sgp:is-attached(.))">
      <xsl:call-template name="sgp:moved"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sgp:moved" as="element(sg:anchor)">
    <sg:anchor>
      <sg:what>
        <xsl:apply-templates select="." mode="sg:what"/>
      </sg:what>
      <xsl:call-template name="sg:copy"/>
    </sg:anchor>
  </xsl:template>

  <!-- A note within prose reads as a parenthesis. -->
  <xsl:template match="note[sgp:is-in-place(.)][not(@place = 'inline')]" mode="sg:transcript sg:reading sg:critical"
                as="element()" priority="3">
    <xsl:call-template name="sgp:parenthesis"/>
  </xsl:template>
  <xsl:template match="note" mode="sg:data" as="element()">
    <xsl:call-template name="sgp:parenthesis"/>
  </xsl:template>
  <xsl:template match="gloss[@rendition] | note[@place = 'inline']" mode="sg:reading" as="element()" priority="1">
    <xsl:call-template name="sgp:parenthesis"/>
  </xsl:template>

  <xsl:template name="sgp:parenthesis" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="is-in-prose" as="xs:boolean"
      select="(self::gloss or @place = 'inline' or ..[self::* and sgp:is-prose(.)]) and empty((p, ab, list, lg, table))"/>
    <xsl:call-template name="sg:copy">
      <xsl:with-param name="before" select="(' '[matches(sg:before(current()), '[^\s(]$')] || '(')[$is-in-prose]"/>
      <xsl:with-param name="after" select="')'[$is-in-prose]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The interventions that have a note of their own in the critical view; within a note none takes another. -->
  <xsl:function name="sgp:is-intervention" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::supplied or self::sic[not(parent::choice)] or self::corr[not(parent::choice)]
      or self::gloss or self::unclear or self::gap or self::add or self::del or self::surplus or self::expan[ex]
      or self::choice or self::note[@place = 'inline']]
      [empty(ancestor::* intersect $sgp:beside-text)]
      [not(ancestor::*[self::teiHeader or self::standOff or self::note or self::xenoData or self::egXML])])"/>
  </xsl:function>

  <!-- The notes that an editor wrote on an intervention. -->
  <xsl:function name="sg:notes-on" as="element(tei:note)*">
    <xsl:param name="intervention" as="element()"/>
    <xsl:sequence select="if (not($intervention/@xml:id or $intervention/sic/@xml:id)) then ()
      else key('sgp:note-on', ($intervention, $intervention/sic)/@xml:id, $sg:source)[sgp:is-attached(.)]"/>
  </xsl:function>

  <xsl:function name="sgp:is-attached" as="xs:boolean">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:variable name="target" as="element()*"
                  select="sg:local-pointers($note/@target) ! key('sg:id', ., $sg:source)"/>
    <xsl:sequence select="not(sgp:is-in-place($note)) and count($target) = 1 and
                          (some $at in $target/(self::sic/parent::choice, .)[1] satisfies sgp:is-intervention($at))"/>
  </xsl:function>

  <xsl:function name="sgp:what" as="element(sg:what)">
    <xsl:param name="words" as="xs:string"/>
    <sg:what>{$words}</sg:what>
  </xsl:function>

</xsl:stylesheet>
