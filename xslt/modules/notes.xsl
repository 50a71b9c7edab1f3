<?xml version="1.0" encoding="UTF-8"?>
<!--  What a note says before its prose: what was done, by whom, why, and how sure.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Say in one sentence what an intervention does. -->
  <xsl:mode name="sg:what" on-no-match="fail"/>

  <!-- An intervention: its word (a key of the words tables) and its words. -->
  <xsl:template match="*" mode="sg:what" as="text()" priority="-1">
    <xsl:sequence select="sgp:sentence(sgp:done('done-' || local-name(), .), .)"/>
  </xsl:template>
  <xsl:template match="note[@place = 'inline']" mode="sg:what" as="text()" priority="1">
    <xsl:sequence select="sgp:sentence(sgp:done('done-inline-note', .), .)"/>
  </xsl:template>
  <xsl:template match="gap" mode="sg:what" as="text()">
    <xsl:sequence select="sgp:sentence(string-join((sg:word('done-gap'), sg:amount(.)[.]), sg:word('colon')), .)"/>
  </xsl:template>
  <xsl:template match="delSpan | addSpan" mode="sg:what" as="text()">
    <xsl:sequence select="sgp:sentence(sg:word('done-' || substring-before(local-name(), 'Span')), .)"/>
  </xsl:template>
  <xsl:template match="del[parent::restore]" mode="sg:what" as="text()">
    <xsl:sequence select="sgp:sentence(sgp:done('done-del', .) || ', ' || sg:word('restore'), .)"/>
  </xsl:template>
  <xsl:template match="expan" mode="sg:what" as="text()">
    <xsl:sequence select="sgp:sentence(sgp:done('done-expan', .), (ex, .)[1])"/>
  </xsl:template>
  <xsl:template match="choice" mode="sg:what" as="text()">
    <xsl:variable name="printed" as="element()?" select="(sic | orig | abbr | am)[1]"/>
    <xsl:variable name="edited" as="element()?" select="(corr | reg | expan | ex)[1]"/>
    <xsl:sequence select="if ($printed and $edited)
      then sgp:sentence(sgp:done('printed', $printed) || '; ' || sgp:done('edited-' || local-name($edited), $edited), $edited)
      else sgp:sentence(sg:word('alternatives') || sg:word('colon') || string-join(* ! sgp:quoted(.), ', '), (*, .)[1])"/>
  </xsl:template>

  <!-- A note that an editor wrote: who, and how sure where it says so; its text follows. -->
  <xsl:template match="note[@resp]" mode="sg:what" as="text()">
    <xsl:value-of select="sg:word('note') || ' (' || string-join((sg:hand-names(.), .[@cert] ! sg:certainty(.)), '; ') || ').'"/>
  </xsl:template>
  <!-- A note of which nothing says who wrote it. -->
  <xsl:template match="note" mode="sg:what" as="text()">
    <xsl:value-of select="sg:word('note') || '.'"/>
  </xsl:template>
  <!-- A note of the source itself, where it has a place and perhaps a hand. -->
  <xsl:template match="note[@place or @hand][not(@resp or @type = 'editorial')]" mode="sg:what" as="text()">
    <xsl:value-of select="sg:word('source-note') || @place ! (' (' || sg:values(.) || ')') || '.'"/>
  </xsl:template>

  <xsl:function name="sgp:done" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((sg:word($key), (sgp:quoted($element)[normalize-space($element)], sg:amount($element)[.])[1]),
      sg:word('colon'))"/>
  </xsl:function>

  <xsl:function name="sgp:quoted" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="sg:quoted(normalize-space($element))"/>
  </xsl:function>

  <!-- What is known of an intervention: a hand that is named tells also what it leaves unsaid. -->
  <xsl:function name="sgp:sentence" as="text()">
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="hand" as="element()"/>
    <xsl:choose>
      <xsl:when test="$hand/(@resp or @reason or @cert or @source or @evidence)">
        <xsl:variable name="explained" as="xs:boolean" select="exists(sg:notes-on($hand/(parent::choice, self::ex/.., .)[1]))"/>
        <xsl:variable name="why" as="xs:string?"
                      select="sg:reason($hand)[not($explained or $hand[self::ex or self::expan])]"/>
        <xsl:variable name="grounds" as="xs:string*"
          select="$hand/@source ! (sg:word('att-source') || sg:word('colon') || string-join(tokenize(.) ! sg:siglum(.), ', ')),
                  $hand/@evidence ! (sg:word('att-evidence') || sg:word('colon') || sg:values(.))"/>
        <xsl:variable name="known" as="xs:string*"
          select="if ($hand/@resp) then (sg:hand-names($hand), $why[$hand/@reason or empty($grounds)], $grounds, sg:certainty($hand))
                  else ($why[$hand/@reason], $grounds, $hand[@cert] ! sg:certainty(.))"/>
        <xsl:value-of select="$what || '.'[empty($known)] || $known[1] ! (' (' || string-join($known, '; ') || ').')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$what || '.'"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The reason that a hand gives in an attribute. -->
  <xsl:function name="sg:reason" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/@reason) then sg:word('reason') || sg:word('colon') || sg:values($element/@reason)
                          else sg:word('no-reason')"/>
  </xsl:function>

  <!-- Who wrote a note on an intervention, and how sure, where the intervention's hand is another's. -->
  <xsl:function name="sg:by" as="xs:string?">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:param name="noted" as="element()"/>
    <xsl:variable name="hand" as="element()" select="$noted/(corr, reg, expan, ex, .)[1]"/>
    <xsl:if test="not($note/@resp = $hand/@resp and $note/@cert = $hand/@cert)">
      <xsl:sequence select="sg:word('on-this') || ' ' || sg:hand-names($note) || ' (' || sg:certainty($note) || '):'"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
