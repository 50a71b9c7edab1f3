<?xml version="1.0" encoding="UTF-8"?>
<!-- How lines are written in Markdown: what modules/lines.xsl leaves open, and the serialization. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:include href="lines.xsl"/>
  <xsl:include href="lines-formulas.xsl"/>
  <xsl:include href="markdown-signs.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- What could be markup is escaped (2.4 Backslash escapes). -->
  <xsl:function name="sg:literal" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (matches($text, '[\\`*_\[\]&lt;>&amp;~]')) then replace($text, '[\\`*_\[\]&lt;>&amp;~]', '\\$0') else $text"/>
  </xsl:function>

  <!-- What could begin a block at the beginning of a line: #, +, -, =, a number with a point or a parenthesis. -->
  <xsl:function name="sg:line" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="signed" as="xs:string" select="sgp:signed($text)"/>
    <xsl:sequence select="if (not(contains('#+-=0123456789', substring($signed, 1, 1)) or matches($signed, '^[&#xFDD0;-&#xFDE6;]')))
      then $signed else $signed => replace($sgp:sign-first, '$1\\$2') => replace($sgp:number-first, '$1\\$3')"/>
  </xsl:function>
  <xsl:variable name="sgp:sign-first" as="xs:string" static="yes" select="string-join(('^(', $sgp:claims, '*)([#+=-])'))"/>
  <xsl:variable name="sgp:number-first" as="xs:string" static="yes"
                select="string-join(('^((', $sgp:claims, '*[0-9])+', $sgp:claims, '*)([.)])'))"/>

  <xsl:function name="sg:line-break" as="xs:string">
    <xsl:sequence select="'\&#10;'"/>
  </xsl:function>

  <!-- Spaces that are kept do not break and do not indent; a tab is one of them; a line feed is a break. -->
  <xsl:function name="sg:kept" as="xs:string">
    <xsl:sequence select="'&#xA0;&#xA0;&#10;'"/>
  </xsl:function>

  <xsl:function name="sg:heading-line" as="xs:string">
    <xsl:param name="level" as="xs:integer"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="string-join((1 to $level) ! '#') || ' ' || replace($text, '\\?\n', ' ')"/>
  </xsl:function>

  <xsl:function name="sg:quotation" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'> ' || replace($text, '\n', '&#10;> ')"/>
  </xsl:function>

  <xsl:function name="sg:term-marker" as="xs:string">
    <xsl:sequence select="'- '"/>
  </xsl:function>

  <!-- A table (GitHub Flavored Markdown, 4.10), which has a row of headings, if an empty one. -->
  <xsl:function name="sg:table" as="xs:string">
    <xsl:param name="rows" as="array(xs:string)*"/>
    <xsl:param name="is-headed" as="xs:boolean"/>
    <xsl:variable name="columns" as="xs:integer" select="xs:integer(max(($rows ! array:size(.), 0)))"/>
    <xsl:variable name="lines" as="xs:string*" select="$rows ! sgp:table-row(., $columns)"/>
    <xsl:variable name="first" as="xs:string" select="if ($is-headed) then $lines[1] else sgp:table-row([], $columns)"/>
    <xsl:sequence select="if (empty($rows)) then '' else string-join(($first, '|' || string-join((1 to $columns) ! ' --- |'),
      if ($is-headed) then tail($lines) else $lines), '&#10;')"/>
  </xsl:function>
  <xsl:function name="sgp:table-row" as="xs:string">
    <xsl:param name="row" as="array(xs:string)"/>
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:variable name="texts" as="xs:string*" select="$row?* ! (replace(., '(\\?\n)+', ' ') => replace('\|', '\\|'))"/>
    <xsl:sequence select="'|' || string-join(for $at in 1 to $columns return ' ' || ($texts[$at], '')[1] || ' |')"/>
  </xsl:function>

</xsl:stylesheet>
