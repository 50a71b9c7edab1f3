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

  <xsl:template match="svg:script | svg:style | svg:metadata | h:script | h:style | m:annotation | m:annotation-xml"
                mode="sg:transcript sg:reading sg:critical sg:data" as="empty-sequence()" priority="9"/>

</xsl:stylesheet>
