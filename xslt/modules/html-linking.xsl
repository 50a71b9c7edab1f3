<?xml version="1.0" encoding="UTF-8"?>
<!-- Linking and alignment (TEI Guidelines, 17): groups of links as lists, timelines, annotations, parallel texts. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="linkGrp[sg:is-block(.)] | joinGrp[sg:is-block(.)] | altGrp[sg:is-block(.)] | listAnnotation" mode="sg:html"
                as="element()">
    <xsl:call-template name="sg:field"/>
  </xsl:template>

  <!-- A link in the text is for machines, as an anchor is; in a list of links it shows what it ties together. -->
  <xsl:template match="link | join | alt | linkGrp | joinGrp | altGrp" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="link[sg:is-block(.)] | join[sg:is-block(.)] | alt[sg:is-block(.)]" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="mark"><xsl:sequence select="sg:sigla(@target, $sgp:ties(local-name()))"/>{' '[current()/*]}</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:variable name="sgp:ties" as="map(xs:string, xs:string)" select="map{'link': ' – ', 'join': ' + ', 'alt': ' / '}"/>

  <!-- A timeline: its points are told where something happens at them; times of the clock are shown. -->
  <xsl:template match="timeline" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field"/>
  </xsl:template>
  <xsl:template match="timeline[not(normalize-space() or when[contains(@absolute, ':')])]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="when | anchor" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="when[contains(@absolute, ':')]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="label">{@absolute} </span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- An annotation, with what it is on. -->
  <xsl:template match="annotation" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="label">
          <xsl:text>{string-join((sg:word('annotation'), @motivation), ' ')}{sg:word('colon')}</xsl:text>
          <xsl:sequence select="sg:sigla(@target)"/>
        </span>
        <xsl:text> </xsl:text>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- === Parallel texts: an original and its translation beside each other -->

  <!-- The side on which a division or block stands, if @corresp ties it to a sibling: 1 the first of them, 2 the second. -->
  <xsl:function name="sg:side" as="xs:integer?">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="partner" as="element()?"
      select="$block[root() instance of document-node()]
              /(sg:local-pointers(@corresp) ! key('sg:id', ., root($block)), key('sgp:corresponds', @xml:id, root($block)))
              [.. is $block/..][not(. is $block)][1]"/>
    <xsl:sequence select="$partner ! (if ($block &lt;&lt; .) then 1 else 2)"/>
  </xsl:function>
  <xsl:variable name="sgp:has-parallels" as="xs:boolean" select="exists($sg:source//@corresp)"/>
  <xsl:key name="sgp:corresponds" match="*[@corresp]" use="sg:local-pointers(@corresp)"/>

</xsl:stylesheet>
