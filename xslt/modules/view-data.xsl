<?xml version="1.0" encoding="UTF-8"?>
<!--
  Data that a project writes without white space between them, as a name within a name: what parts them is printed.
  Only where an entry or a header says something of somebody; in a text, words that touch each other touch.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="(forename | surname | addName | genName | nameLink | roleName)[sgp:is-glued(.)]"
                mode="sg:transcript sg:reading sg:critical sg:data" as="element()+" priority="0.3">
    <sg:mark><xsl:text> </xsl:text></sg:mark>
    <xsl:next-match/>
  </xsl:template>
  <xsl:template match="(affiliation | occupation | residence | education | nationality | birth | death | floruit | persName | orgName
                        | placeName | settlement | region | country | district | bloc | geogName | location | geo | date | email)
                        [sgp:is-glued(.)]"
                mode="sg:transcript sg:reading sg:critical sg:data" as="element()+" priority="0.3">
    <sg:mark>, </sg:mark>
    <xsl:next-match/>
  </xsl:template>

  <!-- Say whether a datum follows words without anything between, where no record and no statement parts its data already. -->
  <xsl:function name="sgp:is-glued" as="xs:boolean">
    <xsl:param name="datum" as="element()"/>
    <xsl:sequence select="matches(sg:before($datum), '[\p{L}\p{M}\p{N}]$') and matches($datum, '^[\p{L}\p{N}+-]')
      and not(exists($datum/parent::*[sg:is-record(.) or sg:is-statement(.)]))
      and exists($datum/(ancestor::person | ancestor::personGrp | ancestor::place | ancestor::org | ancestor::event | ancestor::object
                         | ancestor::teiHeader | ancestor::standOff))"/>
  </xsl:function>

</xsl:stylesheet>
