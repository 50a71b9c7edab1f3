<?xml version="1.0" encoding="UTF-8"?>
<!--
  Quotations, and the marks around them: those of the language of the text in which they stand,
  where the source has none of its own. The marks follow CLDR (Delimiters).
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="cit | quote" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="quote[sg:is-block(.)]" mode="sg:html" as="element(h:blockquote)" priority="1">
    <blockquote>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </blockquote>
  </xsl:template>

  <xsl:template match="q | said | soCalled | quote[sgp:is-in-prose(.)]" mode="sg:html" as="element()" priority="0.75">
    <xsl:variable name="marks" as="xs:string*" select=".[not(sg:is-block(.) or sgp:has-quotation-marks(.))] ! sgp:quotation-marks(.)"/>
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:choose>
        <xsl:when test="exists($marks)">
          <xsl:variable name="content" as="node()*">
            <xsl:apply-templates mode="#current"/>
          </xsl:variable>
          <xsl:sequence select="sg:enclosed(sgp:printed-mark($marks[1]), $content, sgp:printed-mark($marks[2]), .)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- A quote of a dictionary is an example or a translation; one with a look of its own is known by that. -->
  <xsl:function name="sgp:is-in-prose" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="$quotation/(ancestor::p or ancestor::ab or ancestor::note or ancestor::head or ancestor::item or ancestor::cell)
                          and not($quotation/(@rend or @rendition or @style))
                          and not($quotation/(ancestor::entry or ancestor::entryFree or ancestor::re or ancestor::superEntry
                          or ancestor::dictScrap))"/>
  </xsl:function>

  <xsl:variable name="sgp:any-opening" as="xs:string" static="yes" select="'[&quot;“”„‟‘’‚‛«»‹›「『﹁﹃〝]'"/>
  <xsl:variable name="sgp:opening-first" as="xs:string" static="yes" select="string-join(('^\s*', $sgp:any-opening))"/>
  <xsl:variable name="sgp:opening-last" as="xs:string" static="yes" select="string-join(($sgp:any-opening, '$'))"/>

  <xsl:variable name="sgp:declares-marks" as="xs:boolean" select="$sg:header//quotation/@marks = 'all'"/>

  <!-- Say whether the source has the marks in its text: it declares so, or they are there. -->
  <xsl:function name="sgp:has-quotation-marks" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="$sgp:declares-marks or
                          matches($quotation, $sgp:opening-first) or matches(string(sg:before($quotation)), $sgp:opening-last)"/>
  </xsl:function>

  <!-- Inner marks stand within outer ones, outer ones within inner ones. -->
  <xsl:function name="sgp:quotation-marks" as="xs:string+">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="outer" as="element()*"
      select="$quotation/ancestor::*[self::q or self::said or self::soCalled or self::quote[sgp:is-in-prose(.)]][not(sg:is-block(.))]"/>
    <xsl:variable name="marks" as="xs:string+" select="sgp:marks-of-language($quotation)"/>
    <xsl:sequence select="if (count($outer) mod 2 eq 0) then $marks[position() le 2] else $marks[position() gt 2]"/>
  </xsl:function>

  <!-- Outer and inner marks of the language around a quotation, in the script that its tag names; else of the page's. -->
  <xsl:function name="sgp:marks-of-language" as="xs:string+">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="tag" as="xs:string"
      select="(($quotation/ancestor::*[@xml:lang][1]/@xml:lang ! sgp:language-tag(.)), $sg:document-language, $sg:words-language)[1]"/>
    <xsl:variable name="key" as="xs:string"
      select="if (matches($tag, '^zh-(.*-)?(Hant|TW|HK|MO)')) then 'zh-Hant' else if ($tag = ('de-CH', 'fr-CH', 'it-CH')) then $tag
              else tokenize($tag, '-')[1]"/>
    <xsl:sequence select="tokenize(($sgp:marks($key), '“ ” ‘ ’')[1], ' ') ! translate(., '_', '&#xA0;')"/>
  </xsl:function>

  <!-- In a mark, _ is a space that does not break. Languages that are not here have “ ” and ‘ ’. -->
  <xsl:variable name="sgp:marks" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each select="tokenize('
        bg cs de et is ka lt sk sl: „ “ ‚ ‘ / ca el es it sq: « » “ ” / nb nn no: « » ‘ ’ / de-CH fa fr-CH it-CH: « » ‹ › /
        fr: «_ _» “ ” / be ky ru uk: « » „ “ / pl ro: „ ” « » / hu: „ ” » « / hr: „ ” ‚ ‘ / bs sr: „ ” ‘ ’ /
        fi he sv: ” ” ’ ’ / ar: ” “ ’ ‘ / hy: « » « » / ja zh-Hant: 「 」 『 』'
        , '/')">
        <xsl:variable name="marks" as="xs:string" select="normalize-space(substring-after(., ':'))"/>
        <xsl:for-each select="tokenize(substring-before(., ':'))">
          <xsl:map-entry key="." select="$marks"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

</xsl:stylesheet>
