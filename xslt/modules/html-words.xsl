<?xml version="1.0" encoding="UTF-8"?>
<!--
  Texts whose words are tagged, and nothing stands between them: a program has cut them, and left the spaces out. They are
  printed again as readers need them, by the marks of punctuation. Where a source has spaces, or says what it joins (@join), it
  is followed.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Say whether words follow each other without spaces, and no two with one; scripts that have none are not meant. -->
  <xsl:variable name="sgp:has-spaceless-words" as="xs:boolean"
    select="exists(($sg:source//w[sg:after(.)[self::w]])[5]) and not($sgp:has-joined-units) and not($sgp:has-unspaced)
            and empty($sg:source//w[sg:after(.)[self::text()[matches(., '^\s')]]][following-sibling::*[1][self::w]])"/>

  <xsl:template match="(s | cl | phr | w | pc | num | name | persName | placeName | orgName | rs | hi | emph | foreign | title | date)
                       [$sgp:has-spaceless-words][sgp:stands-apart(.)]" mode="sg:html" as="node()+" priority="20">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- Say whether a space parts an element from that before it: not after what opens, nor before what closes. -->
  <xsl:function name="sgp:stands-apart" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" as="element()?" select="sg:before($element)[self::*]"/>
    <xsl:sequence select="exists($before[normalize-space()]) and exists($element[normalize-space()])
      and not(matches($element, $sgp:closing-first)) and not(matches($before, $sgp:opening-at-end))
      and not(sgp:closes($element)) and not(sgp:opens($before))"/>
  </xsl:function>
  <xsl:variable name="sgp:closing-first" as="xs:string" static="yes" select="'^[.,;:!?…)\]}’”%/-]'"/>
  <xsl:variable name="sgp:opening-at-end" as="xs:string" static="yes" select="'[(\[{„‚¿¡/-]$'"/>

  <!-- Quotation marks that open in one language and close in another: by what else the text has, or which of a pair comes first. -->
  <xsl:function name="sgp:opens" as="xs:boolean">
    <xsl:param name="unit" as="element()"/>
    <xsl:sequence select="let $mark := $unit[self::pc] ! normalize-space()
      return $mark = $sgp:opening-marks or $mark = '&quot;' and $sgp:straight-marks(generate-id($unit)) mod 2 eq 1"/>
  </xsl:function>
  <xsl:function name="sgp:closes" as="xs:boolean">
    <xsl:param name="unit" as="element()"/>
    <xsl:sequence select="let $mark := $unit[self::pc] ! normalize-space()
      return $mark = $sgp:closing-marks or $mark = '&quot;' and $sgp:straight-marks(generate-id($unit)) mod 2 eq 0"/>
  </xsl:function>
  <xsl:variable name="sgp:all-marks" as="xs:string*"
    select="if ($sgp:has-spaceless-words) then $sg:source//pc ! normalize-space()[. = ('„', '‚', '«', '»', '‹', '›')] else ()"/>
  <xsl:variable name="sgp:opening-marks" as="xs:string*"
    select="'“'[not($sgp:all-marks = '„')], '‘'[not($sgp:all-marks = '‚')],
            $sgp:all-marks[. = ('«', '»')][1], $sgp:all-marks[. = ('‹', '›')][1]"/>
  <xsl:variable name="sgp:closing-marks" as="xs:string*" select="('“', '‘', '«', '»', '‹', '›')[not(. = $sgp:opening-marks)]"/>

  <!-- Which of the straight marks of its paragraph each is. -->
  <xsl:variable name="sgp:straight-marks" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each-group select="$sg:viewed//pc[normalize-space() = '&quot;']"
                          group-by="generate-id((ancestor::p, ancestor::ab, ancestor::l, ancestor::head, ..)[last()])">
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

</xsl:stylesheet>
