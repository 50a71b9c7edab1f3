<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas, lines with their numbers, lines that several speakers share, metre. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="lg" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <xsl:template match="l" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="if (@part) then (sg:attributes(., ('l', 'part-' || @part)), sgp:indent(.)) else sg:attributes(.),
                            .[@n] ! sgp:line-number(.)"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Every fifth line has its number, as in print; a number that is none (12a) is always printed. -->
  <xsl:function name="sgp:line-number" as="node()*">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:variable name="n" as="xs:string" select="normalize-space($line/@n)"/>
    <xsl:if test="$n != '' and (if (matches($n, '^[0-9]+$')) then ends-with($n, '0') or ends-with($n, '5') else true())
                  and not($line/@part = ('M', 'F'))">
      <span class="label number">{$n}</span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>

  <!-- The words of a shared line that are said before its next part, which stands below where they end. -->
  <xsl:function name="sgp:words-before" as="xs:string">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:param name="said" as="xs:string"/>
    <xsl:variable name="before" as="element(tei:l)?" select="$line/preceding::l[1]"/>
    <xsl:sequence select="if ($before/@part = 'M') then sgp:words-before($before, ' ' || sg:plain($before) || $said)
                          else $before[@part = 'I'] ! sg:plain(.) || $said"/>
  </xsl:function>
  <xsl:function name="sgp:indent" as="attribute(data-before)?">
    <xsl:param name="line" as="element(tei:l)"/>
    <xsl:variable name="said" as="xs:string?" select="$line[@part = ('M', 'F')] ! sgp:words-before(., '')"/>
    <xsl:if test="$said">
      <xsl:attribute name="data-before" select="$said || ' '"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="rhyme" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <!-- The pause within a line is a wide space. -->
  <xsl:template match="caesura" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark">&#x2003;&#x2003;</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A notation for metre, and its signs. -->
  <xsl:template match="metDecl" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="string-join((sg:word('metDecl'), @pattern), sg:word('colon'))"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="metSym" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field">
      <xsl:with-param name="label" select="string(@value)"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
