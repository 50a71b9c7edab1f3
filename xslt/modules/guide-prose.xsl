<?xml version="1.0" encoding="UTF-8"?>
<!-- The prose of an ODD: where it declares something there is a link to its explanation, and where it names something. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private"
                xmlns:sgg="https://siglum.invalid/ns/private/guide">

  <xsl:variable name="sgg:schema" as="element(sg:schema)" select="$sg:source/*/sg:schema"/>

  <!-- Where each name of the schema is explained: elements, classes, macros, datatypes, then rules. -->
  <xsl:variable name="sgg:addresses" as="map(xs:string, xs:string)"
    select="map:merge((sgg:explanations($sgg:schema) ! map:entry(string(@ident), sgg:address(@ident)),
                       $sgg:schema/sg:element ! map:entry(string(@name), sgg:address(@ident)),
                       $sgg:schema//sg:assertion/@id ! map:entry(string(), sgg:address(.)),
                       $sgg:schema/sg:rule ! map:entry(string(@id), sgg:address(@id))), map{'duplicates': 'use-first'})"/>

  <xsl:function name="sgg:explanations" as="element()*">
    <xsl:param name="schema" as="element(sg:schema)"/>
    <xsl:sequence select="$schema/(sg:element | sg:class | sg:macro | sg:datatype)"/>
  </xsl:function>
  <xsl:function name="sgg:address" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="'#' || encode-for-uri($id)"/>
  </xsl:function>

  <!-- The id of an explanation is its name: an xml:id of the prose gives way. -->
  <xsl:function name="sg:page-id" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="word" as="xs:string" select="replace(normalize-space($id), '\s', '_')"/>
    <xsl:sequence select="if (starts-with($word, 'sg-') or $word = '' or map:contains($sgg:addresses, $word))
                          then 'source-' || $word else $word"/>
  </xsl:function>

  <!-- A name of the schema, as a link to its explanation where it has one. -->
  <xsl:function name="sgg:linked" as="node()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="address" as="xs:string?" select="$sgg:addresses($name)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{$address}">{$name}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$name"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="(gi | ident[@type])[map:contains($sgg:addresses, string())][not(ancestor::ref or ancestor::head)]"
                mode="sg:html" as="element(h:a)">
    <a href="{$sgg:addresses(string())}">
      <xsl:next-match/>
    </a>
  </xsl:template>

  <!-- A chapter stands directly below the title of the page. -->
  <xsl:template match="head[parent::*[sgp:is-division(.)]][not(sg:holds-block(.))]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:block">
      <xsl:with-param name="as" select="'h' || min((6, count(ancestor::*[head][sgp:is-division(.)]) + 1))"/>
    </xsl:call-template>
  </xsl:template>

  <!-- === What the prose declares -->

  <!-- A declaration becomes a mention of what it declares; all else of a group stays in its place. -->
  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec | specDesc" mode="sg:transcript" as="element()" priority="20">
    <sg:declared key="{(@ident, @key)[1]}">
      <xsl:sequence select="self::specDesc/@atts"/>
    </sg:declared>
  </xsl:template>
  <xsl:template match="constraintSpec" mode="sg:transcript" as="element()" priority="20">
    <sg:declared key="rule-{@ident}"/>
  </xsl:template>
  <xsl:template match="moduleRef[@key]" mode="sg:transcript" as="element()" priority="20">
    <sg:taken module="{@key}"/>
  </xsl:template>
  <xsl:template match="moduleSpec | moduleRef | specGrpRef | schemaSpec/(elementRef | classRef | macroRef | dataRef)"
                mode="sg:transcript" as="empty-sequence()" priority="19"/>

  <xsl:template match="schemaSpec | specGrp | specList" mode="sg:html" as="element(h:div)" priority="20">
    <div>
      <xsl:sequence select="sg:attributes(., 'declarations')"/>
      <xsl:for-each-group select="*" group-adjacent="local-name()">
        <xsl:choose>
          <xsl:when test="self::sg:declared or self::sg:taken">
            <xsl:where-populated>
              <dl>
                <xsl:apply-templates select="current-group()" mode="sg:html"/>
              </dl>
            </xsl:where-populated>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="sg:html"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <!-- What is deleted is not in the schema, and is not mentioned. -->
  <xsl:template match="sg:declared" mode="sg:html" as="element(h:div)?">
    <xsl:variable name="asked" as="xs:string*" select="tokenize(@atts)"/>
    <xsl:for-each select="key('sgg:explained', @key, $sgg:schema)">
      <div>
        <dt>
          <a href="{$sgg:addresses(current()/(@id, @ident)[1])}">
            <code>{sgg:title(.)}</code>
          </a>
        </dt>
        <dd>
          <xsl:sequence select="sgp:prose(desc/node())"/>
          <xsl:variable name="entry" as="element()" select="."/>
          <xsl:where-populated>
            <dl>
              <xsl:for-each select="$asked">
                <xsl:apply-templates select="sgg:attribute($entry, .)" mode="sgg:asked"/>
              </xsl:for-each>
            </dl>
          </xsl:where-populated>
        </dd>
      </div>
    </xsl:for-each>
  </xsl:template>

  <!-- The attributes that a specDesc asks for by name (@atts). -->
  <xsl:mode name="sgg:asked" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:template match="sg:attribute" mode="sgg:asked" as="element(h:div)">
    <div>
      <dt>
        <code>@{@name}</code>
      </dt>
      <dd>
        <xsl:sequence select="sgp:prose(desc/node())"/>
      </dd>
    </div>
  </xsl:template>

  <!-- An attribute of an element or a class, which may have it from a class that all share. -->
  <xsl:function name="sgg:attribute" as="element(sg:attribute)?">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="shared" as="xs:string*" select="$entry/sg:global[tokenize(@names) = $name]/@class"/>
    <xsl:sequence select="($entry/sg:attribute[@name = $name],
                           $sgg:schema/sg:class[@ident = $shared]/sg:attribute[@name = $name])[1]"/>
  </xsl:function>
  <xsl:key name="sgg:explained" match="sg:element | sg:class | sg:macro | sg:datatype | sg:schema/sg:rule" use="(@id, @ident)[1]"/>

  <!-- A specification outside a group. -->
  <xsl:template match="sg:declared[not(parent::specGrp or parent::schemaSpec or parent::specList)]" mode="sg:html" as="element(h:div)"
                priority="1">
    <div class="declarations">
      <xsl:where-populated>
        <dl>
          <xsl:next-match/>
        </dl>
      </xsl:where-populated>
    </div>
  </xsl:template>

  <xsl:template match="sg:taken" mode="sg:html" as="element(h:div)?">
    <xsl:variable name="elements" as="element(sg:element)*" select="$sgg:schema/sg:element[@module = current()/@module]"/>
    <xsl:if test="exists($elements)">
      <div>
        <dt>{@module}</dt>
        <dd>
          <xsl:sequence select="sgg:links($elements/@ident)"/>
        </dd>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- Elements, as links parted by blanks. -->
  <xsl:function name="sgg:links" as="node()*">
    <xsl:param name="idents" as="xs:string*"/>
    <xsl:for-each select="$idents">
      <xsl:if test="position() gt 1">
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:sequence select="sgg:linked(.)"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
