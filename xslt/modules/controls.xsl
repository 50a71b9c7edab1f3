<?xml version="1.0" encoding="UTF-8"?>
<!--
  Characters that XML allows and HTML does not (HTML, 13.2.3.5): controls, U+007F to U+009F, and
  noncharacters. A reference to one would be read as another character or be an error too, so U+FFFD
  stands for them, which readers see, in every output. U+0085, a line end, is a space, and so is a carriage return.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:character-map name="sg:controls">
    <xsl:output-character character="&#xD;" string=" "/>
    <xsl:output-character character="&#x85;" string=" "/>
    <xsl:output-character character="&#x7F;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x80;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x81;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x82;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x83;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x84;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x86;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x87;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x88;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x89;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8A;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8B;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8C;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8D;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8E;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8F;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x90;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x91;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x92;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x93;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x94;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x95;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x96;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x97;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x98;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x99;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9A;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9B;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9C;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9D;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9E;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9F;" string="&#xFFFD;"/>

    <!-- The last two code points of each plane. -->
    <xsl:output-character character="&#x1FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x1FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x2FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x2FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x3FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x3FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x4FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x4FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x5FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x5FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x6FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x6FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x7FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x7FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x8FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x9FFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xAFFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xAFFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xBFFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xBFFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xCFFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xCFFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xDFFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xDFFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xEFFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xEFFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xFFFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#xFFFFF;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x10FFFE;" string="&#xFFFD;"/>
    <xsl:output-character character="&#x10FFFF;" string="&#xFFFD;"/>
  </xsl:character-map>

</xsl:stylesheet>
