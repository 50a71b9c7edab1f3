<?xml version="1.0" encoding="UTF-8"?>
<!--  What editors and scribes did: each hand with its colour.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="supplied | ex | am | expan | abbr | sic | orig | gloss | unclear | corr | reg | subst | choice | note | surplus"
                mode="sg:html" as="element()">
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(., (local-name(), 'hand-' || sg:hand-number(.)))"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="add" mode="sg:html" as="element()">
    <xsl:call-template name="sgp:edit">
      <xsl:with-param name="as" select="'ins'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="del" mode="sg:html" as="element()">
    <xsl:call-template name="sgp:edit">
      <xsl:with-param name="as" select="'del'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ins and del hold blocks where the element around them may. -->
  <xsl:template name="sgp:edit" as="element()">
    <xsl:param name="as" as="xs:string"/>
    <xsl:element name="{$as}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="sg:html"/>
    </xsl:element>
  </xsl:template>

  <!-- A gap shows that something is missing, in the words of the source if it has any. -->
  <xsl:template match="gap" mode="sg:html" as="element()">
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:sequence select="sg:hint((sg:amount(.), @reason ! sg:values(.)))"/>
      <span class="mark">{if (normalize-space()) then '[' else '[…]'}</span>
      <xsl:apply-templates select="sg:shown(node())" mode="#current"/>
      <xsl:sequence select="']'[normalize-space(current())] ! sgp:printed-mark(.)"/>
    </xsl:element>
  </xsl:template>

</xsl:stylesheet>
