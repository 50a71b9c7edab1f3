<?xml version="1.0" encoding="UTF-8"?>
<!--
  Markup of other vocabularies in a text: what of it may stand on a page, HTML and XInclude. All of it
  keeps its words; nothing of it runs, loads or leaves the page but links. Formulas and drawings have
  modules of their own.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:xi="http://www.w3.org/2001/XInclude"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- === What may stand on a page (../allowed.xml) -->

  <xsl:variable name="sgp:allowed-elements" as="map(xs:string, element(sg:element))" static="yes"
    select="map:merge(for $element in $sgp:allowed/sg:vocabulary/sg:element, $name in tokenize($element/@names)
                      return map:entry('{' || $element/../@namespace || '}' || $name, $element))"/>
  <xsl:variable name="sgp:allowed-attributes" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(for $element in $sgp:allowed/sg:vocabulary/sg:element, $name in tokenize($element/@names),
                          $attribute in ($element, $element/..)/@attributes ! tokenize(.)
                      return map:entry('{' || $element/../@namespace || '}' || $name || ' ' || $attribute, true()))"/>
  <xsl:variable name="sgp:meaningless" as="map(xs:string, xs:string*)" static="yes"
    select="map:merge($sgp:allowed/sg:vocabulary ! map:entry(string(@namespace), tokenize(@meaningless)))"/>

  <xsl:function name="sgp:clark" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'{' || namespace-uri($element) || '}' || local-name($element)"/>
  </xsl:function>
  <xsl:function name="sgp:allowed" as="element(sg:element)?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$sgp:allowed-elements(sgp:clark($element))"/>
  </xsl:function>

  <!-- Tell of an element or an attribute that is not on the list, at its first place. -->
  <xsl:function name="sgp:refuse" as="empty-sequence()">
    <xsl:param name="node" as="node()"/>
    <xsl:message>SG604 {sgp:clark($node/ancestor-or-self::*[1])}{$node[self::attribute()] ! ('@' || name())}</xsl:message>
  </xsl:function>

  <!-- Say whether an attribute is on the list. -->
  <xsl:function name="sgp:is-allowed" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="namespace-uri($attribute) = '' and
                          map:contains($sgp:allowed-attributes, sgp:clark($attribute/..) || ' ' || local-name($attribute))"/>
  </xsl:function>

  <!--
    Say whether an attribute is to be told of: one that is not on the list and means something to a
    browser. Those of other vocabularies, as drawing programs write them, mean nothing to it.
  -->
  <xsl:function name="sgp:is-strange" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="not(sgp:is-allowed($attribute)) and not(matches(name($attribute), '^(data|aria)-'))
                          and (namespace-uri($attribute) = '' or namespace-uri($attribute) = 'http://www.w3.org/1999/xlink'
                          and local-name($attribute) = 'href')
                          and not(name($attribute) = $sgp:meaningless(namespace-uri($attribute/..)))"/>
  </xsl:function>

  <!-- What markup holds, without its tags: the words of a block stand apart. -->
  <xsl:mode name="sgp:words" on-no-match="text-only-copy"/>
  <xsl:template match="processing-instruction('sg')" mode="sgp:words" as="text()">
    <xsl:value-of select="."/>
  </xsl:template>
  <xsl:template match="sg:anchor" mode="sgp:words" as="empty-sequence()"/>
  <xsl:template match="*[sg:is-block(.)]" mode="sgp:words" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- === HTML -->

  <!-- Elements that mean something within a line keep their names. -->
  <xsl:template match="h:*" mode="sg:html" as="element()">
    <xsl:sequence select="(.[empty(sgp:allowed(.))], @*[sgp:is-strange(.)]) ! sgp:refuse(.)"/>
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as"
                      select="(local-name()[. = ('b', 'i', 'em', 'strong', 'sub', 'sup', 'code', 'u', 's', 'small', 'cite', 'var', 'kbd',
                      'abbr')], 'span')[1]"/>
      <xsl:with-param name="further" select="(@lang ! sg:language(.))[not(current()/@xml:lang)]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="h:a[@href][not(sg:is-block(.))][not(ancestor::*[sg:is-link(.) or self::h:a])][not(.//*[sg:is-link(.) or self::h:a
                       or self::ptr or self::sg:anchor])]"
                mode="sg:html" as="element()" priority="1">
    <xsl:variable name="link" as="xs:string?" select="sg:link(@href)"/>
    <xsl:sequence select="@*[sgp:is-strange(.)] ! sgp:refuse(.)"/>
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
