<?xml version="1.0" encoding="UTF-8"?>
<!-- 
  A document as plain text, in one of three views: its HTML article as lines (modules/lines.xsl).
  Parameters: view (see modules/view.xsl); pages, whether page breaks are shown, as [p. 12].
 -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:import href="html.xsl"/>
  <xsl:include href="modules/text-lines.xsl"/>

  <xsl:template match="/" as="text()">
    <xsl:call-template name="sg:lines">
      <xsl:with-param name="article" select="$sg:article"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
