<?xml version="1.0" encoding="UTF-8"?>
<!--
  Formulas in MathML, which browsers typeset. Of markup in them that is not MathML, and in the words of
  a formula of all markup, the words are kept: a browser would take some of it for HTML.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:m="http://www.w3.org/1998/Math/MathML"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- A formula; a part of one that stands alone; the anchors of the notes in it follow it. -->
  <xsl:template match="m:*" mode="sg:html" as="element()+">
    <xsl:choose>
      <xsl:when test="self::m:math">
        <xsl:apply-templates select="." mode="sgp:math"/>
      </xsl:when>
      <xsl:otherwise>
        <math xmlns="http://www.w3.org/1998/Math/MathML">
          <xsl:apply-templates select="." mode="sgp:math"/>
        </math>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select=".//sg:anchor" mode="#current"/>
  </xsl:template>

  <xsl:mode name="sgp:math" on-no-match="fail"/>
  <xsl:template match="m:*[sgp:allowed(.)]" mode="sgp:math" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:variable name="kept" as="attribute()*"
        select="@*[sgp:is-allowed(.)][not(name() = ('mathcolor', 'mathbackground')) or exists(sg:style-value('color', ., 'drawing'))]"/>
      <xsl:sequence select="$kept, (@*[sgp:is-strange(.)], @*[sgp:is-allowed(.)] except $kept) ! sgp:refuse(.)"/>
      <xsl:choose>
        <xsl:when test="sgp:allowed(.)/@content = 'words'">
          <xsl:sequence select="(.//* except .//sg:*) ! sgp:refuse(.)"/>
          <xsl:apply-templates mode="sgp:words"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
  <!-- Of several notations or states a browser shows the first alone: here all are shown. -->
  <xsl:template match="m:semantics | m:maction" mode="sgp:math" as="element()">
    <xsl:sequence select=".[self::m:maction] ! sgp:refuse(.)"/>
    <mrow xmlns="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates mode="#current"/>
    </mrow>
  </xsl:template>
  <!-- All else is words. -->
  <xsl:template match="*" mode="sgp:math" as="element()?" priority="-1">
    <xsl:sequence select="sgp:refuse(.)"/>
    <mtext xmlns="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates mode="sgp:words"/>
    </mtext>
  </xsl:template>
  <xsl:template match="sg:anchor | comment()" mode="sgp:math" as="empty-sequence()"/>
  <xsl:template match="sg:mark | text()" mode="sgp:math" as="element()">
    <mtext xmlns="http://www.w3.org/1998/Math/MathML">
      <xsl:value-of select="."/>
    </mtext>
  </xsl:template>
  <xsl:template match="text()[not(normalize-space())]" mode="sgp:math" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>
  <xsl:template match="processing-instruction()" mode="sgp:math" as="node()*">
    <xsl:apply-templates select="." mode="sgp:words"/>
  </xsl:template>

</xsl:stylesheet>
