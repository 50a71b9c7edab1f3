<?xml version="1.0" encoding="UTF-8"?>
<!--
  Inscriptions and papyri, as EpiDoc encodes them: signs of the Leiden conventions say what they say without a note. A letter that
  is not surely read has a dot below, by the style sheet; [...] are letters that are lost, [- - -] an unknown number of them;
  without brackets they are there and can't be read. Brackets around text are those of modules/view-brackets.xsl.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Say whether a document is an edition as EpiDoc has them (EpiDoc Guidelines, Structure). -->
  <xsl:variable name="sg:is-leiden" as="xs:boolean" select="exists($sg:source/TEI/text/body/div[@type = 'edition'])"/>

  <!-- Critical: what nobody says more of than its sign does has no note. -->
  <xsl:template match="(supplied | unclear | gap | del | surplus | expan[ex])[$sg:is-leiden][sgp:says-no-more(.)]" mode="sg:critical"
                as="element()" priority="1.5">
    <xsl:call-template name="sg:copy"/>
  </xsl:template>
  <xsl:function name="sgp:says-no-more" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="empty($element/(., ex)/(@resp, @cert, @source, @evidence, @hand)) and empty(sg:notes-on($element))
      and not($element/self::gap/desc) and not($element/self::gap/@reason[not(tokenize(.) = ('lost', 'illegible'))])"/>
  </xsl:function>

  <xsl:template match="gap[$sg:is-leiden][not(* or normalize-space())]" mode="sg:html" as="element()" priority="1">
    <xsl:variable name="marks" as="xs:string+" select="if (tokenize(@reason) = 'illegible') then ('', '') else ('[', ']')"/>
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:sequence select="sg:hint((sg:amount(.), @reason ! sg:values(.)))"/>
      <span class="mark">{$marks[1]}{sgp:gap-sign(.)}{$marks[2]}</span>
    </xsl:element>
  </xsl:template>

  <!-- Up to three letters as dots, more with their number; what is counted in lines or otherwise, in words. -->
  <xsl:function name="sgp:gap-sign" as="xs:string">
    <xsl:param name="gap" as="element(tei:gap)"/>
    <xsl:variable name="number" as="xs:string?"
      select="if ($gap/(@quantity, @extent)[. castable as xs:decimal]) then sgp:about($gap, $gap/(@quantity, @extent)[1])
              else string-join(distinct-values($gap/((@atLeast, @min)[1], (@atMost, @max)[1])), '–')[. != '']"/>
    <xsl:variable name="is-of-letters" as="xs:boolean" select="not($gap/@unit) or $sgp:units($gap/@unit) = ('char', 'letter')"/>
    <xsl:sequence select="if (empty($number)) then if ($is-of-letters) then '- - -' else '- - - - - -'
      else if (not($is-of-letters)) then '- - ' || sg:amount($gap) || ' - -'
      else if ($number = ('1', '2', '3')) then substring('...', 1, xs:integer($number))
      else '..' || $number || '..'"/>
  </xsl:function>

</xsl:stylesheet>
