<?xml version="1.0" encoding="UTF-8"?>
<!--
  The control characters U+0080 to U+009F, which XML allows and HTML does not. They are written as
  they are: in a character reference browsers read another character (HTML, 13.2.5.80). U+0085, a
  line end, is a space. Validators of HTML report the others; they are mistakes of the source's.
-->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:character-map name="sg:controls">
    <xsl:output-character character="&#x80;" string="&#x80;"/>
    <xsl:output-character character="&#x81;" string="&#x81;"/>
    <xsl:output-character character="&#x82;" string="&#x82;"/>
    <xsl:output-character character="&#x83;" string="&#x83;"/>
    <xsl:output-character character="&#x84;" string="&#x84;"/>
    <xsl:output-character character="&#x85;" string=" "/>
    <xsl:output-character character="&#x86;" string="&#x86;"/>
    <xsl:output-character character="&#x87;" string="&#x87;"/>
    <xsl:output-character character="&#x88;" string="&#x88;"/>
    <xsl:output-character character="&#x89;" string="&#x89;"/>
    <xsl:output-character character="&#x8A;" string="&#x8A;"/>
    <xsl:output-character character="&#x8B;" string="&#x8B;"/>
    <xsl:output-character character="&#x8C;" string="&#x8C;"/>
    <xsl:output-character character="&#x8D;" string="&#x8D;"/>
    <xsl:output-character character="&#x8E;" string="&#x8E;"/>
    <xsl:output-character character="&#x8F;" string="&#x8F;"/>
    <xsl:output-character character="&#x90;" string="&#x90;"/>
    <xsl:output-character character="&#x91;" string="&#x91;"/>
    <xsl:output-character character="&#x92;" string="&#x92;"/>
    <xsl:output-character character="&#x93;" string="&#x93;"/>
    <xsl:output-character character="&#x94;" string="&#x94;"/>
    <xsl:output-character character="&#x95;" string="&#x95;"/>
    <xsl:output-character character="&#x96;" string="&#x96;"/>
    <xsl:output-character character="&#x97;" string="&#x97;"/>
    <xsl:output-character character="&#x98;" string="&#x98;"/>
    <xsl:output-character character="&#x99;" string="&#x99;"/>
    <xsl:output-character character="&#x9A;" string="&#x9A;"/>
    <xsl:output-character character="&#x9B;" string="&#x9B;"/>
    <xsl:output-character character="&#x9C;" string="&#x9C;"/>
    <xsl:output-character character="&#x9D;" string="&#x9D;"/>
    <xsl:output-character character="&#x9E;" string="&#x9E;"/>
    <xsl:output-character character="&#x9F;" string="&#x9F;"/>
  </xsl:character-map>

</xsl:stylesheet>
