<?xml version="1.0" encoding="UTF-8"?>
<!--
  Dictionaries (TEI Guidelines, 10). An entry reads as a line: what stands between its parts is generated
  where the source has no punctuation of its own (html-statements.xsl). Each of several senses begins a line.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="superEntry | entryFree | form | gramGrp | hyph | syll | stress | def | usg | lbl | lang | xr | dictScrap
                       | gram | gen | number | case | per | tns | mood | iType | pos | subc | colloc" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <xsl:template match="orth" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'b'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A form that is written without an orth. -->
  <xsl:template match="form[not(*)]" mode="sg:html" as="element()" priority="1">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'b'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What has a number has it before its text: an entry among homographs, a homonym, a sense. -->
  <xsl:template match="entry | re | hom | sense" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="sgp:entry-number(.) ! sgp:numbering(.)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:function name="sgp:numbering" as="node()+">
    <xsl:param name="number" as="xs:string"/>
    <b class="label number">{$number}</b>
    <xsl:text> </xsl:text>
  </xsl:function>

  <!-- The number that the source states, else that of the place among others of its kind; none where a label stands for it. -->
  <xsl:function name="sgp:entry-number" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="peers" as="element()*" select="$part/../*[local-name() = local-name($part)]"/>
    <xsl:choose>
      <xsl:when test="$part/*[1][self::lbl or self::num]"/>
      <xsl:when test="$part[self::re] or $part[self::entry][not(parent::superEntry or parent::entry or starts-with(@type, 'hom'))]"/>
      <xsl:when test="$part/@n">
        <xsl:sequence select="string($part/@n)"/>
      </xsl:when>
      <xsl:when test="$peers[2] and empty($peers/(@n, *[1][self::lbl or self::num]))">
        <xsl:number select="$part" format="{sgp:numerals($part)}"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The numerals of each level: I for homonyms; 1, a, i for senses within senses. -->
  <xsl:function name="sgp:numerals" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="if ($part[self::sense]) then ('1', 'a', 'i')[min((count($part/ancestor-or-self::sense), 3))]
                          else if ($part[self::hom]) then 'I' else '1'"/>
  </xsl:function>

  <!-- Brackets that the field prints and the source leaves out: of a pronunciation, an etymology, a hint. -->
  <xsl:template match="pron | etym | usg[@type = 'hint']" mode="sg:html" as="element()">
    <xsl:variable name="brackets" as="xs:string*"
      select="if (sg:is-in-statement(.) and matches(sg:plain(.), '^[^\[/(]')) then sgp:brackets(.) else ()"/>
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="$brackets[1] ! sgp:printed-mark(.)"/>
      <xsl:with-param name="after" select="$brackets[2] ! sgp:printed-mark(.)"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:function name="sgp:brackets" as="xs:string+">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="if ($part[self::usg]) then ('(', ')') else if ($part[self::pron]) then ('/', '/') else ('[', ']')"/>
  </xsl:function>

  <!-- The headword or its pronunciation again: a swung dash where the source has no words for it. -->
  <xsl:template match="oRef | pRef | oVar | pVar" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="before" select="'~'[not(current()/node()[self::* or self::text()])] ! sgp:printed-mark(.)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- === What goes before a part of an entry -->

  <xsl:template match="(entry | entryFree | superEntry | hom | sense | re | form | gramGrp | etym | xr | cit | dictScrap)/*"
                mode="sgp:separator" as="text()" priority="-0.3">
    <xsl:value-of select="if (preceding-sibling::*[1][local-name() = local-name(current())][string(@type) = string(current()/@type)])
                          then ', ' else ' '"/>
  </xsl:template>
  <xsl:template match="def[preceding-sibling::*[1][self::def]] | xr[preceding-sibling::*[1][self::xr or self::cit or self::def]]
                       | cit[preceding-sibling::*[1][self::cit]][@type = 'example']"
                mode="sgp:separator" as="text()">
    <xsl:text>; </xsl:text>
  </xsl:template>
  <xsl:template match="cit[@type = 'example'][preceding-sibling::*[1][self::def]]" mode="sgp:separator" as="text()">
    <xsl:text>: </xsl:text>
  </xsl:template>
  <xsl:template match="form[@type][preceding-sibling::*[1][self::form]]" mode="sgp:separator" as="text()">
    <xsl:text> </xsl:text>
  </xsl:template>
  <!-- A break or the anchor of a note is no part of a statement. -->
  <xsl:template match="lb | pb | cb | gb | milestone | anchor | sg:anchor | sg:mark | sg:lb" mode="sgp:separator" as="text()" priority="1">
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
