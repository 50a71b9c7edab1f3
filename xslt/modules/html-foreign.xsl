<?xml version="1.0" encoding="UTF-8"?>
<!--
  Markup of other vocabularies in a text: MathML and SVG, which browsers typeset, and HTML. All of
  it keeps its words; nothing of it runs, loads or leaves the page but links.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:m="http://www.w3.org/1998/Math/MathML"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:xi="http://www.w3.org/2001/XInclude"
                xmlns:xlink="http://www.w3.org/1999/xlink"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- === MathML -->

  <xsl:template match="m:*" mode="sg:html" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:sequence select="@*[namespace-uri() = ''][sgp:is-harmless(.)][not(name() = ('id', 'class', 'style', 'href', 'src', 'altimg', 'xref'))]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A part of a formula that stands alone. -->
  <xsl:template match="m:*[not(self::m:math)][not(parent::m:*)]" mode="sg:html" as="element()" priority="1">
    <math xmlns="http://www.w3.org/1998/Math/MathML">
      <xsl:next-match/>
    </math>
  </xsl:template>

  <!-- === SVG -->

  <!-- A drawing; what could act or load in it is a description that no reader meets. -->
  <xsl:template match="svg:*" mode="sg:html" as="element()">
    <xsl:element name="{if (map:contains($sgp:drawn, local-name())) then local-name() else 'desc'}" namespace="http://www.w3.org/2000/svg"
                 xmlns:map="http://www.w3.org/2005/xpath-functions/map">
      <xsl:sequence select=".[map:contains($sgp:drawn, local-name())]/@* ! sgp:svg-attribute(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="svg:*[not(self::svg:svg)][not(parent::svg:*)]" mode="sg:html" as="element()" priority="1">
    <svg xmlns="http://www.w3.org/2000/svg">
      <xsl:next-match/>
    </svg>
  </xsl:template>

  <!-- A link leads nowhere: it is a group, or a part of a line. In a description there is no drawing. -->
  <xsl:template match="svg:a" mode="sg:html" as="element()" priority="0.5">
    <xsl:element name="{if (ancestor::svg:text) then 'tspan' else 'g'}" namespace="http://www.w3.org/2000/svg">
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="svg:*[ancestor::svg:*[self::svg:title or self::svg:desc or not(self::svg:a or map:contains($sgp:drawn, local-name()))]]"
                mode="sg:html" as="node()*" priority="2" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:variable name="sgp:drawn" as="map(xs:string, xs:boolean)" select="sgp:set('
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc marker pattern mask
    clipPath linearGradient radialGradient stop filter feBlend feColorMatrix feComponentTransfer feComposite
    feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence switch view')"/>

  <!-- An attribute of a drawing; its ids are its own, so that no two of a page are the same. -->
  <xsl:function name="sgp:svg-attribute" as="attribute()?">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:variable name="own" as="xs:string" select="'sg-' || generate-id($attribute/ancestor::svg:*[last()]) || '-'"/>
    <xsl:choose>
      <xsl:when test="name($attribute) = 'id'">
        <xsl:attribute name="id" select="$own || translate(normalize-space($attribute), ' ', '_')"/>
      </xsl:when>
      <xsl:when test="local-name($attribute) = 'href'">
        <xsl:if test="starts-with($attribute, '#')">
          <xsl:attribute name="href" select="'#' || $own || substring($attribute, 2)"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="namespace-uri($attribute) = '' and sgp:is-harmless($attribute) and not(name($attribute) = 'class')">
        <xsl:attribute name="{name($attribute)}" select="replace($attribute, 'url\(\s*[&quot;'']?#', '$0' || $own)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Say whether an attribute neither runs anything nor loads anything from elsewhere. -->
  <xsl:function name="sgp:is-harmless" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="not(matches(name($attribute), '^on|action', 'i')) and
                          not(matches($attribute, 'script:|data:|@import|expression\(|\\|url\(\s*[&quot;'']?[^#&quot;''\s]', 'i'))"/>
  </xsl:function>

  <!-- === HTML -->

  <!-- Elements that mean something within a line keep their names. -->
  <xsl:template match="h:*" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="(local-name()[. = ('b', 'i', 'em', 'strong', 'sub', 'sup', 'code', 'u', 's', 'small', 'cite', 'var', 'kbd', 'abbr')], 'span')[1]"/>
      <xsl:with-param name="attributes" select="sg:attributes(.), (@lang ! sg:language(.))[not(current()/@xml:lang)]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="h:a[@href][not(sg:is-block(.))][not(ancestor::*[sg:is-link(.) or self::h:a])][not(.//*[sg:is-link(.) or self::h:a or self::ptr or self::sg:anchor])]"
                mode="sg:html" as="element()" priority="1">
    <xsl:variable name="link" as="xs:string?" select="sg:link(@href)"/>
    <xsl:element name="{if ($link) then 'a' else 'span'}">
      <xsl:sequence select="sg:attributes(.), $link ! sgp:href-attribute(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:function name="sgp:href-attribute" as="attribute(href)">
    <xsl:param name="link" as="xs:string"/>
    <xsl:attribute name="href" select="$link"/>
  </xsl:function>
  <xsl:template match="h:br" mode="sg:html" as="node()+">
    <br/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="h:img" mode="sg:html" as="node()+">
    <span class="label">{(@alt, tokenize(@src, '/')[last()], sg:word('figure'))[. != ''][1]}</span>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- === XInclude -->

  <!-- A part that was not included is named; what the source has in its stead follows. -->
  <xsl:template match="xi:include" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before">
        <span class="label">[{string-join((@href, @xpointer), '#')}]</span>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="xi:fallback" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

</xsl:stylesheet>
