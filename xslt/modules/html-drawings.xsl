<?xml version="1.0" encoding="UTF-8"?>
<!--
  Drawings in SVG. A drawing takes nothing from outside itself, and leads nowhere; what is no drawing in
  it is shown as words on it.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- A drawing; a part of one that stands alone. -->
  <xsl:template match="svg:*" mode="sg:html" as="node()+">
    <xsl:choose>
      <xsl:when test="self::svg:svg">
        <xsl:apply-templates select="." mode="sgp:drawing"/>
      </xsl:when>
      <xsl:otherwise>
        <svg xmlns="http://www.w3.org/2000/svg">
          <xsl:apply-templates select="." mode="sgp:drawing"/>
        </svg>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select=".//sg:anchor" mode="#current"/>
  </xsl:template>

  <xsl:mode name="sgp:drawing" on-no-match="fail"/>
  <xsl:template match="svg:*[sgp:allowed(.)]" mode="sgp:drawing" as="node()+">
    <xsl:variable name="content" as="xs:string?" select="sgp:allowed(.)/@content"/>
    <xsl:variable name="words" as="node()*"
                  select="node()[not(self::svg:title or self::svg:desc)][not(self::text()[not(normalize-space())])]"/>
    <xsl:variable name="beside" as="node()*" select=".[$content = 'nothing']/($words | $words/following-sibling::node())"/>
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/2000/svg">
      <xsl:sequence select="@* ! sgp:drawing-attribute(.)"/>
      <xsl:choose>
        <xsl:when test="$content = 'words'">
          <xsl:sequence select="(.//* except .//sg:*) ! sgp:refuse(.)"/>
          <xsl:apply-templates mode="sgp:words"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="node() except $beside" mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
    <xsl:apply-templates select="$beside" mode="#current"/>
  </xsl:template>
  <!-- A link leads nowhere, and of alternatives all are shown: each is a group, or a part of a line. -->
  <xsl:template match="svg:a | svg:switch" mode="sgp:drawing" as="element()">
    <xsl:sequence select=".[self::svg:a] ! sgp:refuse(.)"/>
    <xsl:element name="{if (sgp:is-line-of-drawing(.)) then 'tspan' else 'g'}" namespace="http://www.w3.org/2000/svg">
      <xsl:sequence select="(@transform, @style, @id) ! sgp:drawing-attribute(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <!-- All else is words, where it stands on the drawing. -->
  <xsl:template match="*" mode="sgp:drawing" as="element()?" priority="-1">
    <xsl:sequence select="sgp:refuse(.)"/>
    <xsl:if test=".//text()[normalize-space()]">
      <xsl:element name="{if (sgp:is-line-of-drawing(.)) then 'tspan' else 'text'}" namespace="http://www.w3.org/2000/svg">
        <xsl:if test="not(sgp:is-line-of-drawing(.))">
          <xsl:sequence select="(@x, @y)[matches(., '^[-+.0-9]+$')], sgp:below-its-place()"/>
        </xsl:if>
        <xsl:apply-templates mode="sgp:words"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>
  <xsl:template match="processing-instruction()" mode="sgp:drawing" as="node()*">
    <xsl:apply-templates select="." mode="sgp:words"/>
  </xsl:template>
  <xsl:template match="sg:anchor | comment()" mode="sgp:drawing" as="empty-sequence()"/>
  <xsl:template match="sg:mark | text()" mode="sgp:drawing" as="node()">
    <xsl:choose>
      <xsl:when test="sgp:is-line-of-drawing(.) or not(normalize-space())">
        <xsl:value-of select="."/>
      </xsl:when>
      <xsl:otherwise>
        <text xmlns="http://www.w3.org/2000/svg">
          <xsl:sequence select="sgp:below-its-place()"/>
          <xsl:value-of select="."/>
        </text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="sgp:is-line-of-drawing" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/ancestor::svg:text)"/>
  </xsl:function>
  <!-- A line of a drawing stands above its place; words that have none would be above the drawing. -->
  <xsl:function name="sgp:below-its-place" as="attribute()">
    <xsl:attribute name="dy" select="'1em'"/>
  </xsl:function>

  <!-- What the ids of a drawing begin with: its number in its tree. The same whenever and wherever a page is made. -->
  <xsl:key name="sgp:drawings" match="svg:*[not(ancestor::svg:*)]" use="true()"/>
  <xsl:function name="sgp:prefix-of-ids" as="xs:string">
    <xsl:param name="drawing" as="element()"/>
    <xsl:variable name="tree" as="node()" select="root($drawing)"/>
    <xsl:variable name="before" as="element()*" select="key('sgp:drawings', true(), $tree)[. &lt;&lt; $drawing]"/>
    <xsl:sequence select="'sg-' || local-name($tree/descendant-or-self::*[1]) || '-drawing' || count($before) || '-'"/>
  </xsl:function>

  <!-- An attribute of a drawing; its ids are its own, so that no two of a page are the same. -->
  <xsl:function name="sgp:drawing-attribute" as="attribute()?">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:variable name="own" as="xs:string" select="sgp:prefix-of-ids($attribute/ancestor::svg:*[last()])"/>
    <xsl:variable name="name" as="xs:string" select="name($attribute)"/>
    <xsl:choose>
      <xsl:when test="$name = 'style'">
        <xsl:variable name="declarations" as="xs:string*" select="sg:declarations($attribute, 'drawing') ! sgp:with-own-ids(., $own)"/>
        <xsl:if test="exists($declarations)">
          <xsl:attribute name="style" select="string-join($declarations, '; ')"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="map:contains($sgp:styles, 'drawing ' || $name)">
        <xsl:for-each select="sg:declarations($name || ':' || translate($attribute, ';', '?'), 'drawing')">
          <xsl:attribute name="{$name}" select="substring-after(., ': ') => sgp:with-own-ids($own)"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="local-name($attribute) = 'href' and namespace-uri($attribute) = ('', 'http://www.w3.org/1999/xlink')">
        <xsl:sequence select="sgp:inner-link($attribute, $own)"/>
      </xsl:when>
      <xsl:when test="not(sgp:is-allowed($attribute))">
        <xsl:sequence select="$attribute[sgp:is-strange(.)] ! sgp:refuse(.)"/>
      </xsl:when>
      <xsl:when test="$name = 'id'">
        <xsl:attribute name="id" select="$own || translate(normalize-space($attribute), ' ', '_')"/>
      </xsl:when>
      <xsl:when test="matches($attribute, if (ends-with(lower-case($name), 'transform')) then $sgp:transformation else $sgp:measure)">
        <xsl:attribute name="{$name}" select="$attribute"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="sgp:refuse($attribute)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <xsl:variable name="sgp:measure" as="xs:string" select="'^[\p{L}\p{N}\s.,;%+_-]*$'"/>
  <xsl:variable name="sgp:transformation" as="xs:string"
                select="'^\s*((matrix|translate|scale|rotate|skewX|skewY)\s*\([0-9\s.,eE+-]*\)[\s,]*)*$'"/>

  <xsl:function name="sgp:with-own-ids" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="own" as="xs:string"/>
    <xsl:sequence select="replace($value, 'url\(\s*[&quot;'']?#', '$0' || $own, 'i')"/>
  </xsl:function>

  <!-- What a part of a drawing uses is in the drawing, and uses nothing in turn: what doubles ten times is a thousand. -->
  <xsl:function name="sgp:inner-link" as="attribute(href)?">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="own" as="xs:string"/>
    <xsl:variable name="drawing" as="element()" select="$attribute/ancestor::svg:*[last()]"/>
    <xsl:variable name="id" as="xs:string" select="substring($attribute, 2)"/>
    <xsl:choose>
      <xsl:when test="starts-with($attribute, '#') and map:contains($sgp:allowed-attributes, sgp:clark($attribute/..) || ' href')
                      and not($attribute/parent::svg:use
                      and exists($drawing/descendant-or-self::svg:*[@id = $id]/descendant-or-self::svg:use))">
        <xsl:attribute name="href" select="'#' || $own || translate(normalize-space($id), ' ', '_')"/>
      </xsl:when>
      <xsl:when test="not($attribute/parent::svg:a)">
        <xsl:sequence select="sgp:refuse($attribute)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
