<?xml version="1.0" encoding="UTF-8"?>
<!-- Markup that is shown as it is written is no view's business: comments and all. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="eg:egXML | egXML | xenoData" mode="sg:transcript sg:reading sg:critical sg:data" as="element()" priority="10">
    <xsl:copy-of select="."/>
  </xsl:template>

</xsl:stylesheet>
