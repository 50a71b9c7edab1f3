<?xml version="1.0" encoding="UTF-8"?>
<!-- The contents of a text that has several headings, and the places to which they lead. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!--
    The headings of divisions in which something stands. A text with fewer than three is seen at once, and a long document has pages
    of parts.
  -->
  <xsl:variable name="sgp:outline" as="element(tei:head)*">
    <xsl:variable name="heads" as="element(tei:head)*"
      select="$sg:viewed/sg:text//head[sgp:is-division(..)][. is ../head[1]][sgp:without-notes(.) != '']
              [../(node() except head)[normalize-space()]][empty(ancestor::floatingText)]"/>
    <xsl:sequence select="$heads[count($heads) ge 3][empty($page/sg:page/sg:part)]"/>
  </xsl:variable>
  <xsl:variable name="sgp:outline-ids" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="$sgp:outline">
        <xsl:map-entry key="generate-id()" select="string((sg:id(..), sg:id(.), 'sg-heading-' || position())[1])"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The id of a heading to which the contents lead, where neither it nor its division has one. -->
  <xsl:function name="sgp:outline-id" as="attribute(id)?">
    <xsl:param name="head" as="element(tei:head)"/>
    <xsl:for-each select="$sgp:outline-ids(generate-id($head))[starts-with(., 'sg-heading-')]">
      <xsl:attribute name="id" select="."/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template name="sg:outline" as="element(h:nav)?">
    <xsl:if test="exists($sgp:outline)">
      <nav class="outline" aria-labelledby="sg-outline-heading">
        <h2 id="sg-outline-heading">{sg:word('contents')}</h2>
        <xsl:sequence select="sgp:outline-of($sgp:outline)"/>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- Headings as a list: below each the list of those of the divisions within its own. -->
  <xsl:function name="sgp:outline-of" as="element(h:ol)?">
    <xsl:param name="heads" as="element(tei:head)*"/>
    <xsl:if test="exists($heads)">
      <xsl:variable name="top" as="xs:integer" select="min($heads ! sgp:depth(.))"/>
      <ol>
        <xsl:for-each-group select="$heads" group-starting-with="*[sgp:depth(.) eq $top]">
          <li>
            <a href="#{encode-for-uri($sgp:outline-ids(generate-id()))}">{sgp:heading-words(.)}</a>
            <xsl:sequence select="sgp:outline-of(tail(current-group()))"/>
          </li>
        </xsl:for-each-group>
      </ol>
    </xsl:if>
  </xsl:function>
  <!-- The words of a heading as the page has them, without the numbers of notes. -->
  <xsl:function name="sgp:heading-words" as="xs:string">
    <xsl:param name="head" as="element(tei:head)"/>
    <xsl:variable name="shown" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$head/node()" mode="sg:html"/>
      </xsl:document>
    </xsl:variable>
    <xsl:sequence select="sg:plain(sgp:document($shown//text()[not(ancestor::h:a/@class = ('permalink', 'note-anchor'))]))"/>
  </xsl:function>
  <xsl:function name="sgp:depth" as="xs:integer">
    <xsl:param name="head" as="element(tei:head)"/>
    <xsl:sequence select="count($head/ancestor::*[head][sgp:is-division(.)])"/>
  </xsl:function>

</xsl:stylesheet>
