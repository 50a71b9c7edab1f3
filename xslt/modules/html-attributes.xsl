<?xml version="1.0" encoding="UTF-8"?>
<!-- The attributes that an element of HTML has from its element of TEI: class, id, lang, dir, style. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:key name="sgp:page-id" match="*[@xml:id]" use="sg:page-id(@xml:id)"/>

  <!-- All of them, as an element of HTML takes them. -->
  <xsl:function name="sg:attributes" as="attribute()+">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="sg:attributes($element, ())"/>
  </xsl:function>

  <!-- The same, with classes that come before the element's own. -->
  <xsl:function name="sg:attributes" as="attribute()+">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="classes" as="xs:string*"/>
    <xsl:choose>
      <xsl:when test="exists($classes) or $sgp:has-preserved or $element/@* and $element/(@corresp or @xml:id and $sgp:has-parallels)">
        <xsl:attribute name="class" select="distinct-values(($classes, sg:classes($element)))"/>
      </xsl:when>
      <xsl:when test="$element/@* and $element/(@rend or @type)">
        <xsl:attribute name="class" select="sgp:class(local-name($element), string($element/@rend), string($element/@type))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="class" select="sgp:name-class(local-name($element))"/>
      </xsl:otherwise>
    </xsl:choose>
    <!-- Most elements have no attributes, and most attributes say nothing here: what is asked first is what is cheap. -->
    <xsl:if test="$element/@*">
      <xsl:if test="$element/@xml:id">
        <xsl:sequence select="sg:id($element)"/>
      </xsl:if>
      <xsl:if test="$element/@xml:lang">
        <xsl:sequence select="sg:language($element/@xml:lang)"/>
      </xsl:if>
      <xsl:if test="$element/(@rendition or @style or contains(@rend, ':'))">
        <xsl:sequence select="sgp:style($element)"/>
      </xsl:if>
      <xsl:if test="$element/(@facs or self::zone or self::line)">
        <xsl:sequence select="sg:zone-attributes($element)"/>
      </xsl:if>
      <xsl:if test="$element/@sg:part">
        <xsl:attribute name="data-part" select="$element/@sg:part"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The classes of an element: its name, then what @rend and @type say. -->
  <xsl:function name="sg:classes" as="xs:string+">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize(sgp:class(local-name($element), string($element/@rend), string($element/@type))),
      if ($sgp:has-parallels) then $element[self::div or self::ab or self::lg or self::p] ! sg:side(.) ! ('side-' || .) else (),
      if ($sgp:has-preserved and sgp:is-preserved($element)) then 'preserve' else ()"/>
  </xsl:function>

  <!-- Those that a name and these two attributes give: a text has few different ones. -->
  <xsl:function name="sgp:class" as="xs:string" cache="yes">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="rend" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="string-join(distinct-values((sgp:name-class($name),
      tokenize($rend[not(contains(., ':'))]) ! ('rend-' || sgp:token(.)), tokenize($type) ! ('type-' || sgp:token(.)))), ' ')"/>
  </xsl:function>

  <!-- The class of a name. A label of a page is no TEI label, nor is a link to skip. -->
  <xsl:function name="sgp:name-class" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="if (map:contains($sgp:own-classes, $name)) then 'tei-' || $name else $name"/>
  </xsl:function>
  <xsl:variable name="sgp:own-classes" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(tokenize($sgp:allowed/sg:classes/@names) ! map:entry(., true()))"/>

  <!--
    Say whether the white space of an element is shown: of one that holds words and not blocks, in which
    the lines are not marked up. What is said of a division is said to those who indent the source.
  -->
  <xsl:function name="sgp:is-preserved" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not($element/ancestor-or-self::*[@xml:space][1]/@xml:space ! sgp:preserves(.))) then false()
                          else if (not(sg:is-block($element))) then exists($element/@xml:space) and empty($element//(lb | sg:lb))
                          else not(sg:holds-block($element)) and empty($element//(lb | sg:lb))"/>
  </xsl:function>
  <xsl:function name="sgp:preserves" as="xs:boolean">
    <xsl:param name="space" as="attribute(xml:space)"/>
    <xsl:sequence select="$space = 'preserve' and empty($space/parent::*[sgp:is-division(.) or self::text or self::TEI])"/>
  </xsl:function>
  <xsl:variable name="sgp:has-preserved" as="xs:boolean" select="exists($sg:source//@xml:space[sgp:preserves(.)])"/>

  <xsl:function name="sgp:token" as="xs:string">
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="replace($token, '[^\p{L}\p{N}_-]', '-')"/>
  </xsl:function>

  <!-- An id is the page's once: where a document repeats one, its first bearer has it. -->
  <xsl:function name="sg:id" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/@xml:id ! sg:page-id(.)">
      <xsl:if test="key('sgp:page-id', ., root($element))[1] is $element">
        <xsl:attribute name="id" select="."/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- An xml:id as an id of a page, whose own ids begin with "sg-". -->
  <xsl:function name="sg:page-id" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="word" as="xs:string" select="translate(normalize-space($id), ' ', '_')"/>
    <xsl:sequence select="if (starts-with($word, 'sg-') or $word = '') then 'source-' || $word else $word"/>
  </xsl:function>

  <!-- === Style -->

  <!-- What @rend says is a project's own; where it looks like CSS it is read as such. -->
  <xsl:function name="sgp:style-in-rend" as="xs:string?">
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="sg:style-value(normalize-space(lower-case(substring-before($word, ':'))), substring-after($word, ':'), 'text')"/>
  </xsl:function>

  <xsl:function name="sgp:style" as="attribute(style)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="sources" as="xs:string*"
      select="sg:local-pointers($element/@rendition) ! key('sg:id', ., $sg:source)[self::rendition][not(@scope)][not(@scheme != 'css')],
              $element/@rend[contains(., ':')] ! tokenize(., ';')[exists(sgp:style-in-rend(.))], $element/@style"/>
    <xsl:variable name="declarations" as="xs:string*" select="distinct-values($sources ! sg:declarations(., 'text'))"/>
    <xsl:if test="exists($declarations)">
      <xsl:attribute name="style" select="string-join($declarations, '; ')"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
