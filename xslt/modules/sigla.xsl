<?xml version="1.0" encoding="UTF-8"?>
<!-- The short names of what pointers point to: the siglum of a witness, the name of a speaker, a hand, a time. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The short name by which a reader knows the target of a pointer, asked for again and again; an id has no # in some sources. -->
  <xsl:function name="sg:siglum" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="(sg:known-siglum($pointer), normalize-space(replace($pointer, '^.*[#/]', '')), $pointer)[. != ''][1]"/>
  </xsl:function>

  <!-- The same, if the source has a name for the target. -->
  <xsl:function name="sg:known-siglum" as="xs:string?" cache="yes">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="target" as="element()*" select="key('sg:id', replace($pointer, '^#', ''), $sg:source)"/>
    <xsl:variable name="names" as="node()*"
      select="$target/(abbr | idno)[@type = 'siglum'],
              $target[self::person or self::personGrp or self::org or self::persona]/(persName, orgName, name)[1],
              $target[self::role or self::persName or self::name or self::speaker],
              $target/self::respStmt/(persName, orgName, name)[1],
              $target[self::editor or self::author or self::principal or self::funder] ! (persName, orgName, name, .)[1],
              $target[self::witness or self::u or self::post]/@n, $target[sg:is-siglum(.)]"/>
    <xsl:sequence select="($target[self::bibl or self::biblStruct or self::biblFull] ! sg:words-of-target($pointer, '#' || @xml:id),
                           $names ! normalize-space(.))[. != ''][1]"/>
  </xsl:function>

  <!-- Say whether a witness is nothing but its siglum: its words are no longer than the id by which the source points to it. -->
  <xsl:function name="sg:is-siglum" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::witness[not(*)][string-length(sg:plain(.)) = 1 to string-length(@xml:id)])"/>
  </xsl:function>

  <!-- The short names of all that an attribute points to, each a link where the page has its target. -->
  <xsl:function name="sg:sigla" as="node()*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="sg:sigla($pointers, ' ')"/>
  </xsl:function>

  <!-- The same, with words of one's own between them. -->
  <xsl:function name="sg:sigla" as="node()*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:param name="between" as="xs:string"/>
    <xsl:for-each select="tokenize($pointers)">
      <xsl:if test="position() gt 1">
        <xsl:value-of select="$between"/>
      </xsl:if>
      <xsl:variable name="href" as="xs:string?" select="sg:link(sg:address($pointers, .))[empty(sg:links-around($pointers))]"/>
      <xsl:element name="{if ($href) then 'a' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
        <xsl:attribute name="class" select="'siglum'"/>
        <xsl:if test="$href">
          <xsl:attribute name="href" select="$href"/>
        </xsl:if>
        <xsl:value-of select="sg:siglum(.)"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- Say whether an element may be a link, in which no other can be. -->
  <xsl:function name="sg:is-link" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::ref or self::name[@ref | @key] or self::rs[@ref | @key] or self::persName or self::placeName
      or self::orgName
                          or self::geogName or self::objectName or self::eventName])"/>
  </xsl:function>

  <!-- Such elements around a node: asked of each name and each pointer. -->
  <xsl:function name="sg:links-around" as="element()*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::ref, $node/ancestor::persName, $node/ancestor::placeName, $node/ancestor::orgName,
      $node/ancestor::name[@ref | @key], $node/ancestor::rs[@ref | @key], $node/ancestor::geogName, $node/ancestor::objectName,
      $node/ancestor::eventName"/>
  </xsl:function>

</xsl:stylesheet>
