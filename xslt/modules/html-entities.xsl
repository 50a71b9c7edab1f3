<?xml version="1.0" encoding="UTF-8"?>
<!-- Persons, places, organisations, events, objects, names, and the relations between them (module namesdates). -->
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

  <!-- A list of entries, headed by what they are where the source has no head. -->
  <xsl:template match="listPerson | listPlace | listOrg | listEvent | listObject | listNym | listRelation" mode="sg:html"
                as="element()+">
    <xsl:if test="not(head)">
      <xsl:sequence select="sg:heading-of(.)"/>
    </xsl:if>
    <xsl:call-template name="sg:entries"/>
  </xsl:template>

  <!-- An entry: its name, and its data below it. -->
  <xsl:template match="person | personGrp | persona | place | org | nym | object | event" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(., 'entity')"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:call-template name="sg:particulars"/>
    </div>
  </xsl:template>
  <!-- Say whether an element is the name at the head of an entry. -->
  <xsl:function name="sgp:heads-entry" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(parent::person | parent::personGrp | parent::persona | parent::place | parent::org
      | parent::object
                          | parent::event | parent::nym)[sg:is-record(.)]) and
                          exists($element[not(preceding-sibling::*)]
                          [ends-with(local-name(), 'Name') or self::name or self::label or self::head or self::form or self::country
                          or self::region or self::settlement or self::district or self::bloc or self::objectIdentifier])"/>
  </xsl:function>

  <!-- What stands in prose. -->
  <xsl:template match="bloc | country | region | settlement | district
                       | offset | geogFeat | affiliation | age | birth | death | education | faith | floruit | gender | geo
                       | langKnowledge | location | nationality | occupation | persPronouns | residence | sex | socecStatus
                       | state | trait | terrain | climate | population | objectIdentifier"
                mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- A relation as a sentence: who, what, to whom. -->
  <xsl:template match="relation" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <span class="what">
        <xsl:sequence select="(@active, @mutual)[1] ! sg:pointed-at(.), ' '"/>
        <i>{(@name, @type, @ref)[1] ! sgp:name-of-relation(.)}</i>
        <xsl:sequence select="' ', @passive ! sg:pointed-at(.)"/>
      </span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- The name of a relation, or of a property in a vocabulary, as words: http://example.org/terms#isFriendOf is “is friend of”. -->
  <xsl:function name="sgp:name-of-relation" as="xs:string">
    <xsl:param name="said" as="xs:string"/>
    <xsl:variable name="name" as="xs:string"
      select="if (matches($said, '^\S*[:/#]\S+$')) then replace($said, '^.*[:/#]([^:/#]+)[/#]?$', '$1') else $said"/>
    <xsl:variable name="words" as="xs:string" select="replace($name, '(\p{Ll})(\p{Lu})', '$1 $2') => translate('_', ' ')"/>
    <xsl:sequence select="if (matches($name, '\p{Ll}\p{Lu}') and not(contains($name, ' '))) then lower-case($words) else $words"/>
  </xsl:function>

</xsl:stylesheet>
