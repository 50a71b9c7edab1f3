<?xml version="1.0" encoding="UTF-8"?>
<!--
  Units that were on a page, and are not: a link that looks for one by its id finds a line that says where
  it is now, which is hidden from all others.

    <sg:former id="p1" href="#p2"/>     without @href: withdrawn
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:function name="sg:former" as="element(h:p)*">
    <xsl:param name="units" as="element(sg:former)*"/>
    <xsl:for-each select="$units">
      <p class="former" id="{@id}">
        <xsl:text>{sg:word(if (@href) then 'moved-unit' else 'withdrawn-unit')}</xsl:text>
        <xsl:for-each select="@href">
          <xsl:text> </xsl:text>
          <a href="{.}">{(tokenize(., '#')[2], .)[1]}</a>
        </xsl:for-each>
      </p>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
