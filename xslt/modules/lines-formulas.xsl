<?xml version="1.0" encoding="UTF-8"?>
<!-- MathML as a line of characters: a fraction as 1/10, a power as r^3; the words of drawings. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:m="http://www.w3.org/1998/Math/MathML"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The parts of a fraction, a power, a root: each in parentheses where it is long. -->
  <xsl:template match="m:mfrac/* | m:msup/* | m:msub/* | m:msubsup/* | m:msqrt | m:mroot/*" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="sg:literal(sgp:operator(.))"/>
    <xsl:variable name="is-long" as="xs:boolean" select="contains(normalize-space(), ' ')"/>
    <xsl:sequence select="'('[$is-long]"/>
    <xsl:next-match/>
    <xsl:sequence select="')'[$is-long]"/>
  </xsl:template>

  <!-- The space between them is that of their markup. -->
  <xsl:template mode="sg:inline" as="empty-sequence()"
    match="m:*[not(self::m:math)]/text()[not(normalize-space())][not(../self::m:mrow)
    or not(preceding-sibling::* and following-sibling::*)]"/>

  <!-- The words of a drawing stand apart on it. -->
  <xsl:template match="svg:title | svg:desc | svg:text" mode="sg:inline" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:next-match/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:function name="sgp:operator" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="number" as="xs:integer" select="count($part/preceding-sibling::*) + 1"/>
    <xsl:sequence select="if ($part[self::m:msqrt]) then '√'
      else (map{'mfrac': ('', '/'), 'msup': ('', '^'), 'msub': ('', '_'), 'msubsup': ('', '_', '^'), 'mroot': ('', '^1/')}
            (local-name($part/..))[$number], '')[1]"/>
  </xsl:function>

</xsl:stylesheet>
