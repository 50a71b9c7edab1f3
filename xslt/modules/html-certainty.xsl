<?xml version="1.0" encoding="UTF-8"?>
<!-- Certainty, precision and responsibility (TEI Guidelines, 22): what an editor states of his own markup. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- A statement: what it is on, and how sure or how exact that is. -->
  <xsl:template match="certainty | precision | respons" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="label">
          <xsl:text>[{sg:word(local-name())}{sg:word('colon')}</xsl:text>
          <xsl:value-of select="sgp:stated(.)" separator=", "/>
          <xsl:text>{sg:word('colon')[normalize-space(current())]}</xsl:text>
        </span>
      </xsl:with-param>
      <xsl:with-param name="after">
        <span class="label">]</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Doubt about the element that it stands in is printed as a question mark. -->
  <xsl:template match="certainty[starts-with(@match, '..')][not(normalize-space())]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="further" select="sg:hint(sgp:stated(.))"/>
      <xsl:with-param name="before" select="sgp:printed-mark('(?)')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What its attributes state. -->
  <xsl:function name="sgp:stated" as="xs:string*">
    <xsl:param name="statement" as="element()"/>
    <xsl:for-each select="$statement">
      <xsl:sequence select="@locus ! sg:values(.), tokenize(@target) ! sgp:target-words(.), @match, tokenize(@assertedValue)
        ! sgp:target-words(.), @degree, @cert ! sg:values(.), @precision ! sg:values(.), @stdDeviation ! ('± ' || .),
                            @resp ! string-join(tokenize(.) ! sg:siglum(.), ', ')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The words that a pointer leads to, if they are few; else its short name. -->
  <xsl:function name="sgp:target-words" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="sg:plain(key('sg:id', substring-after($pointer, '#'), $sg:source)[1])"/>
    <xsl:sequence select="if ($words and string-length($words) le 60) then sg:quoted($words) else sg:siglum($pointer)"/>
  </xsl:function>

</xsl:stylesheet>
