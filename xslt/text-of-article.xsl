<?xml version="1.0" encoding="UTF-8"?>
<!-- An article that html.xsl has made (sg:article), as plain text: as from its source, but without making the HTML again. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:include href="modules/controls.xsl"/>
  <xsl:include href="modules/words.xsl"/>
  <xsl:include href="modules/text-lines.xsl"/>

  <xsl:output use-character-maps="sg:controls"/>

  <!-- The blocks of the article are counted through. -->
  <xsl:mode use-accumulators="sgp:html-blocks"/>

  <xsl:param name="page" as="document-node(element(sg:page))">
    <xsl:document><sg:page/></xsl:document>
  </xsl:param>
  <xsl:variable name="sg:document-language" as="xs:string?" select="/sg:article/@language"/>

  <xsl:template match="/" as="text()">
    <xsl:call-template name="sg:lines">
      <xsl:with-param name="article" select="."/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
