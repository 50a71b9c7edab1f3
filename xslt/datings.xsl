<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates in words, a line for each sg:date of the sg:page that is the source of this transformation. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/words.xsl"/>
  <xsl:include href="modules/languages.xsl"/>
  <xsl:include href="modules/dates.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:variable name="sg:source" as="document-node()" select="/"/>

  <xsl:template match="/" as="xs:string">
    <xsl:sequence select="string-join(sg:page/sg:date ! (sg:dating-in-words(.), '')[1], '&#10;')"/>
  </xsl:template>

</xsl:stylesheet>
