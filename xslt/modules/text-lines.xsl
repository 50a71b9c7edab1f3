<?xml version="1.0" encoding="UTF-8"?>
<!-- How lines are written in plain text: what modules/lines.xsl leaves open, and the serialization. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:include href="lines.xsl"/>
  <xsl:include href="lines-formulas.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- Pictures beside the text have nothing to say here; in Markdown they are links. -->
  <xsl:template match="h:section[@id = 'sg-supplements']
                                [not((* except h:h2)//text()[normalize-space()][not(ancestor::*/@class = $sg:label-class)])]"
                mode="sg:blocks" as="empty-sequence()" priority="2"/>

  <xsl:function name="sg:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text"/>
  </xsl:function>

  <xsl:function name="sg:line" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text"/>
  </xsl:function>

  <xsl:function name="sg:line-break" as="xs:string">
    <xsl:sequence select="'&#10;'"/>
  </xsl:function>

  <!-- Space, tab and line feed where they are kept. -->
  <xsl:function name="sg:kept" as="xs:string">
    <xsl:sequence select="' &#9;&#10;'"/>
  </xsl:function>

  <xsl:function name="sg:heading-line" as="xs:string">
    <xsl:param name="level" as="xs:integer"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text"/>
  </xsl:function>

  <xsl:function name="sg:quotation" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text"/>
  </xsl:function>

  <xsl:function name="sg:term-marker" as="xs:string">
    <xsl:sequence select="''"/>
  </xsl:function>

  <!-- Short cells stand below each other; else each row is a line. -->
  <xsl:function name="sg:table" as="xs:string">
    <xsl:param name="rows" as="array(xs:string)*"/>
    <xsl:param name="is-headed" as="xs:boolean"/>
    <xsl:variable name="widths" as="xs:integer*"
      select="for $column in 1 to xs:integer(max(($rows ! array:size(.), 0)))
              return max($rows[array:size(.) ge $column] ! sg:width(.($column)))"/>
    <xsl:variable name="is-narrow" as="xs:boolean"
      select="sum($widths) + 2 * count($widths) le 80 and not($rows?* ! contains(., '&#10;') = true())"/>
    <xsl:sequence select="string-join($rows ! sgp:to-last-text(.) ! (if ($is-narrow) then sgp:aligned(., $widths)
      else string-join(?*, ' | ')), '&#10;')"/>
  </xsl:function>

  <!-- A row without the columns at its end in which nothing stands. -->
  <xsl:function name="sgp:to-last-text" as="array(xs:string)">
    <xsl:param name="row" as="array(xs:string)"/>
    <xsl:sequence select="array:subarray($row, 1, max((1 to array:size($row))[$row(.) != '']))"/>
  </xsl:function>

  <xsl:function name="sgp:aligned" as="xs:string">
    <xsl:param name="row" as="array(xs:string)"/>
    <xsl:param name="widths" as="xs:integer*"/>
    <xsl:variable name="last" as="xs:integer" select="array:size($row)"/>
    <xsl:sequence select="string-join(for $column in 1 to $last return $row($column) ||
      (if ($column eq $last) then '' else string-join((1 to $widths[$column] - sg:width($row($column)) + 2) ! ' ')))"/>
  </xsl:function>

</xsl:stylesheet>
