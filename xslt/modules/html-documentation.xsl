<?xml version="1.0" encoding="UTF-8"?>
<!--
  Documentation of encodings (module tagdocs): elements and attributes as code, specifications as
  sections, content models in the notation of RELAX NG's compact syntax.
-->
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

  <!-- === In prose -->

  <xsl:template match="code | ident | altIdent | gi | att | val | tag" mode="sg:html" as="element()">
    <xsl:variable name="marks" as="xs:string+" select="sgp:delimiters(.)"/>
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'code'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.), sgp:mark($marks[1])"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="sgp:mark($marks[2])"/>
    </xsl:element>
  </xsl:template>

  <!-- What stands around a name of XML to say what it names, where the source has not written it. -->
  <xsl:function name="sgp:delimiters" as="xs:string+">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="marks" as="xs:string+">
      <xsl:apply-templates select="$name" mode="sgp:delimiters"/>
    </xsl:variable>
    <xsl:sequence select="if (starts-with(sg:plain($name), substring($marks[1], 1, 1))) then ('', '') else $marks"/>
  </xsl:function>
  <xsl:mode name="sgp:delimiters" on-no-match="fail"/>
  <xsl:template match="*" mode="sgp:delimiters" as="xs:string+" priority="-1">
    <xsl:sequence select="'', ''"/>
  </xsl:template>
  <xsl:template match="gi | tag" mode="sgp:delimiters" as="xs:string+">
    <xsl:sequence select="'&lt;', '&gt;'"/>
  </xsl:template>
  <xsl:template match="att" mode="sgp:delimiters" as="xs:string+">
    <xsl:sequence select="'@', ''"/>
  </xsl:template>
  <xsl:template match="val" mode="sgp:delimiters" as="xs:string+">
    <xsl:sequence select="'&quot;', '&quot;'"/>
  </xsl:template>
  <xsl:template match="tag[@type]" mode="sgp:delimiters" as="xs:string+">
    <xsl:sequence select="map{'end': ('&lt;/', '&gt;'), 'empty': ('&lt;', '/&gt;'), 'pi': ('&lt;?', '?&gt;'),
                              'comment': ('&lt;!--', '--&gt;'), 'ms': ('&lt;![CDATA[', ']]&gt;')}(@type), '&lt;', '&gt;'"/>
  </xsl:template>

  <xsl:function name="sgp:mark" as="element(h:span)?">
    <xsl:param name="words" as="xs:string?"/>
    <xsl:if test="$words">
      <span class="mark">{$words}</span>
    </xsl:if>
  </xsl:function>

  <!-- === Specifications -->

  <!-- A specification: a section under the name of what it specifies. -->
  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec | moduleSpec | schemaSpec | specGrp" mode="sg:html"
                as="element(h:section)">
    <section>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:variable name="heading" as="element()" select="sg:heading-of(.)"/>
      <xsl:element name="{name($heading)}" namespace="http://www.w3.org/1999/xhtml">
        <xsl:sequence select="$heading/(@*, node()), @ident ! sgp:name(.)"/>
      </xsl:element>
      <xsl:call-template name="sgp:specified"/>
      <xsl:apply-templates mode="#current"/>
    </section>
  </xsl:template>

  <!-- The parts of a specification that its name makes distinct. -->
  <xsl:template match="attDef | valItem | constraintSpec | paramSpec | model | modelGrp | modelSequence" mode="sg:html"
                as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(., 'record')"/>
      <xsl:call-template name="sgp:specified"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- What its attributes say of a specification, as they are written. -->
  <xsl:template name="sgp:specified" as="element(h:p)?">
    <xsl:variable name="said" as="attribute()*"
                  select="@*[namespace-uri() = ''] except (@ident[not(current()[sgp:is-part(.)])], @n, @rend)"/>
    <xsl:if test="exists($said)">
      <p class="what">
        <xsl:sequence select="@ident[. intersect $said] ! sgp:name(.)"/>
        <xsl:value-of select="($said except @ident) ! (' ' || name() || '=' || .)" separator=""/>
      </p>
    </xsl:if>
  </xsl:template>
  <xsl:function name="sgp:is-part" as="xs:boolean">
    <xsl:param name="specification" as="element()"/>
    <xsl:sequence select="exists($specification[self::attDef or self::valItem or self::constraintSpec or self::paramSpec])"/>
  </xsl:function>

  <!-- The name of what is specified, as code. -->
  <xsl:function name="sgp:name" as="node()+">
    <xsl:param name="ident" as="attribute(ident)"/>
    <xsl:text> </xsl:text>
    <code>{'@'[$ident/../self::attDef]}{$ident}</code>
  </xsl:function>

  <!-- The parts with a label. -->
  <xsl:template match="attList | valList | classes | exemplum | remarks | constraint | datatype | paramList | listRef | equiv | defaultVal
                       | valDesc | outputRendition | content" mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(., 'record')"/>
      <xsl:sequence select="sg:label-of(.)"/>
      <xsl:call-template name="sg:particulars"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- A reference to what is specified elsewhere: its name as code, then what it takes of it. -->
  <xsl:template match="memberOf | attRef | classRef | elementRef | macroRef | dataRef | moduleRef | specGrpRef | specDesc | dataFacet
                       | param" mode="sg:html" as="element()">
    <xsl:element name="{if (sg:is-block(.) or sgp:is-line-of-specification(.)) then 'div' else 'span'}"
                 namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:if test="sg:is-datum(.) and sg:has-word(local-name())">
        <span class="label">{sg:word(local-name())}</span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <code class="what">{(@key, @name, @target, @url)[1]}{sgp:occurs(.)}</code>
      <xsl:for-each select="@*[namespace-uri() = ''] except (@minOccurs, @maxOccurs, (@key, @name, @target, @url)[1])">
        <xsl:text> </xsl:text>
        <span class="what">{local-name()}={.}</span>
      </xsl:for-each>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
  <xsl:function name="sgp:is-line-of-specification" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="exists($reference/(parent::schemaSpec | parent::specGrp | parent::classes | parent::attList | parent::specList
                          | parent::datatype | parent::model | parent::paramList | parent::div | parent::body))"/>
  </xsl:function>

  <!-- A list of what a chapter of documentation specifies. -->
  <xsl:template match="specList" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:entries"/>
  </xsl:template>

  <!-- === Content models -->

  <!-- The members of a group, with the connector of its kind between them. -->
  <xsl:template match="sequence | alternate" mode="sg:html" as="element()">
    <xsl:variable name="connector" as="xs:string" select="if (self::sequence) then ', ' else ' | '"/>
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.), sgp:mark('(')"/>
      <xsl:for-each select="node()[not(self::text()[not(normalize-space())])]">
        <xsl:sequence select="sgp:mark($connector[current()/self::*/preceding-sibling::*])"/>
        <xsl:apply-templates select="." mode="#current"/>
      </xsl:for-each>
      <xsl:sequence select="sgp:mark(')' || sgp:occurs(.))"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="textNode | empty | anyElement" mode="sg:html" as="element()">
    <xsl:element name="{if (sg:is-block(.)) then 'div' else 'code'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:sequence select="sg:attributes(.)"/>
      <span class="what">{map{'textNode': sg:word('guide-text'), 'empty': sg:word('guide-nothing'),
        'anyElement': '*'}(local-name())}{sgp:occurs(.)}</span>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- How often a particle may occur, as an occurrence sign, else in figures. -->
  <xsl:function name="sgp:occurs" as="xs:string">
    <xsl:param name="particle" as="element()"/>
    <xsl:variable name="range" as="xs:string"
                  select="($particle/@minOccurs, '1')[1] || '–' || ($particle/@maxOccurs, '1')[1]"/>
    <xsl:sequence select="(map{'1–1': '', '0–1': '?', '0–unbounded': '*', '1–unbounded': '+'}($range), '{' || $range || '}')[1]"/>
  </xsl:function>

  <!-- A model of another schema language, and its rules, as they are written. -->
  <xsl:template match="*[not(self::tei:* or self::sg:*)][parent::content | parent::constraint | parent::datatype | parent::macroSpec
                       | parent::model | parent::modelGrp | parent::modelSequence | parent::elementSpec | parent::schemaSpec]"
                mode="sg:html" as="element(h:pre)" priority="4">
    <xsl:call-template name="sg:verbatim"/>
  </xsl:template>

</xsl:stylesheet>
