<?xml version="1.0" encoding="UTF-8"?>
<!-- Performance texts: casts, speeches, stage directions, and what a screenplay has. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="castList | castGroup | castItem | set | prologue | epilogue | performance | spGrp" mode="sg:html"
                as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>
  <xsl:template match="role | actor" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="roleDesc" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'i'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="sp" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block"/>
  </xsl:template>
  <xsl:template match="speaker" mode="sg:html" as="element()">
    <xsl:call-template name="sg:block">
      <xsl:with-param name="as" select="'p'"/>
    </xsl:call-template>
  </xsl:template>
  <!-- Who speaks, where the source leaves it unsaid: by name, if there is one, but not in a transcript. -->
  <xsl:template match="sp[not(speaker)][$view != 'transcript'][exists(tokenize(@who) ! sg:known-siglum(.))]" mode="sg:html"
                as="element(h:div)" priority="1">
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <p class="speaker label">
        <xsl:sequence select="sg:sigla(@who, ', ')"/>
      </p>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xsl:template match="stage | view | camera | sound | tech | caption" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'i'"/>
    </xsl:call-template>
  </xsl:template>
  <!-- Who moves where is for machines: the words of the stage direction say it. -->
  <xsl:template match="move" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

</xsl:stylesheet>
