<?xml version="1.0" encoding="UTF-8"?>
<!--
  The signs of Markdown within a line (CommonMark 0.31): *emphasis* (6.2) and [links](address) (6.3).

  Whether an asterisk is a sign depends on what stands around it (the flanking rules), and that is
  known when a line is whole. Until then noncharacters stand where emphasis begins and ends, where
  strong emphasis does, and where a link begins. An emphasis is not written that would begin or end where
  an asterisk is but an asterisk, that holds another, or that touches another.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:variable name="sgp:emphasis-marks" as="xs:string" static="yes" select="'&#xFDE2;&#xFDE3;&#xFDE4;&#xFDE5;'"/>
  <xsl:variable name="sgp:exchanged-marks" as="xs:string" static="yes" select="'&#xFDE4;&#xFDE5;&#xFDE2;&#xFDE3;'"/>

  <xsl:template match="h:i | h:em | h:cite" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="'&#xFDE2;'"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="'&#xFDE3;'"/>
  </xsl:template>
  <xsl:template match="h:b | h:strong" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="'&#xFDE4;'"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="'&#xFDE5;'"/>
  </xsl:template>

  <!-- A link out of the document; within it there is nothing to point at. -->
  <xsl:template match="h:a[matches(@href, '^(https?|mailto):', 'i')][normalize-space()][not(.//h:br)]" mode="sg:inline" as="xs:string*">
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:variable name="joined" as="xs:string" select="string-join($words)"/>
    <!-- White space at an edge of the words stands outside of the brackets. -->
    <xsl:sequence select="' '[matches($joined, $sgp:space-first)] || '&#xFDE6;'
      || replace($joined, $sgp:space-first, '$1') => replace($sgp:space-last, '$1')
      || '](' || replace(sg:literal(@href), '([()])', '\\$1') || ')' || ' '[matches($joined, $sgp:space-last)]"/>
  </xsl:template>
  <xsl:variable name="sgp:space-first" as="xs:string" static="yes" select="string-join(('^(', $sgp:claims, '*)\s+'))"/>
  <xsl:variable name="sgp:space-last" as="xs:string" static="yes" select="string-join(('\s+(', $sgp:claims, '*)$'))"/>

  <!-- A line with its signs; most have none. What is strong has its marks exchanged, so that one pattern serves both. -->
  <xsl:function name="sgp:signed" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:variable name="emphasized" as="xs:string"
      select="if (not(contains($line, '&#xFDE3;') or contains($line, '&#xFDE5;'))) then $line
              else if (not(contains($line, '&#xFDE5;'))) then sgp:apart($line) => sgp:emphasized('*')
              else sgp:apart($line) => sgp:emphasized('*')
              => translate($sgp:emphasis-marks, $sgp:exchanged-marks) => sgp:emphasized('**')"/>
    <xsl:variable name="linked" as="xs:string"
      select="if (not(contains($emphasized, '&#xFDE6;'))) then $emphasized
              else replace($emphasized, '!([&#xFDD0;-&#xFDE5;]*)&#xFDE6;', '\\!$1[') => translate('&#xFDE6;', '[')"/>
    <xsl:sequence select="if (contains($linked, '&#xFDE2;') or contains($linked, '&#xFDE3;') or contains($linked, '&#xFDE4;')
      or contains($linked, '&#xFDE5;')) then translate($linked, $sgp:emphasis-marks, '') else $linked"/>
  </xsl:function>

  <!-- Where one emphasis ends as another begins, neither. -->
  <xsl:variable name="sgp:touching" as="xs:string" static="yes" select="'[&#xFDE3;&#xFDE5;]([&#xFDD0;-&#xFDE1;]*)[&#xFDE2;&#xFDE4;]'"/>
  <xsl:function name="sgp:apart" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="if (matches($line, $sgp:touching)) then sgp:apart(replace($line, $sgp:touching, '$1')) else $line"/>
  </xsl:function>

  <!-- The emphases of one kind, each looked at alone: patterns are slow on a long line. -->
  <xsl:function name="sgp:emphasized" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:variable name="pieces" as="xs:string*" select="tokenize($line, '&#xFDE2;')"/>
    <xsl:sequence select="if (not(contains($line, '&#xFDE3;'))) then $line else
      string-join((head($pieces), for $at in 2 to count($pieces) return sgp:emphasis($pieces[$at], $at eq count($pieces), $sign)))"/>
  </xsl:function>

  <!--
    What follows the beginning of an emphasis, up to that of the next. It is one that begins with a letter or digit, and ends with
    one, or before white space; spaces at its end stand behind it.
  -->
  <xsl:function name="sgp:emphasis" as="xs:string">
    <xsl:param name="piece" as="xs:string"/>
    <xsl:param name="is-last" as="xs:boolean"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="substring-before($piece, '&#xFDE3;')"/>
    <xsl:variable name="after" as="xs:string" select="substring-after($piece, '&#xFDE3;')"/>
    <xsl:variable name="emphasized" as="xs:string" select="replace($words, ' +$', '')"/>
    <xsl:variable name="spaces" as="xs:string" select="substring($words, string-length($emphasized) + 1)"/>
    <xsl:variable name="is-emphasis" as="xs:boolean"
      select="matches($words, '^[&#xFDD0;-&#xFDE1;]*[\p{L}\p{N}](\\.|[^&#xFDE2;-&#xFDE5;*\\])*$')
              and (matches($emphasized, '[\p{L}\p{N}\p{M}]$') or $spaces != '' and matches($emphasized, '\S$')
                   or matches($after, '^[&#xFDD0;-&#xFDE1;]* ') or $is-last and matches($after, '^[&#xFDD0;-&#xFDE1;]*$'))"/>
    <xsl:sequence select="if ($is-emphasis) then $sign || $emphasized || $sign || $spaces || $after else '&#xFDE2;' || $piece"/>
  </xsl:function>

</xsl:stylesheet>
