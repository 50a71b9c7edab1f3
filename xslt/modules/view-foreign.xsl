<?xml version="1.0" encoding="UTF-8"?>
<!--
  What markup of other vocabularies holds for programs: scripts, styles and metadata of drawings and
  of HTML, other notations of a formula. It is no text, in any view.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:m="http://www.w3.org/1998/Math/MathML"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:template match="svg:metadata | m:annotation | m:annotation-xml"
                mode="sg:transcript sg:reading sg:critical sg:data" as="empty-sequence()" priority="9"/>

  <!-- What would run, or change the look of the page, is told. -->
  <xsl:template match="svg:script | svg:style | h:script | h:style"
                mode="sg:transcript sg:reading sg:critical sg:data" as="empty-sequence()" priority="9">
    <xsl:message>SG604 {{{namespace-uri()}}}{local-name()}</xsl:message>
  </xsl:template>

</xsl:stylesheet>
