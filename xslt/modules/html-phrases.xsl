<?xml version="1.0" encoding="UTF-8"?>
<!--  What stands within a line: highlighting, dates, words, breaks.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template match="seg | name | roleName | forename | surname | addName | nameLink | genName | rs
                       | num | measure | measureGrp | unit | abbr[not(parent::choice)] | orig[not(parent::choice)] | distinct
                       | address[not(sg:is-block(.))] | time | email | street | postCode | postBox
                       | figDesc | desc | noteGrp | speech" mode="sg:html"
                as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>

  <!-- Highlighting: how, the classes of @rend say. -->
  <xsl:template match="hi" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as"
                      select="(tokenize(lower-case(@rend)) ! $sgp:highlights(.), 'i'[not(current()/(@rend | @rendition | @style))],
                      'span')[1]"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:variable name="sgp:highlights" as="map(xs:string, xs:string)"
    select="map{'bold': 'b', 'b': 'b', 'italic': 'i', 'italics': 'i', 'i': 'i', 'superscript': 'sup', 'sup': 'sup', 'super': 'sup',
                'subscript': 'sub', 'sub': 'sub', 'underline': 'u', 'underlined': 'u', 'u': 'u'}"/>

  <xsl:template match="emph" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'em'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="foreign | mentioned" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'i'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="title" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'cite'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="term" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="if (ancestor::term) then 'span' else 'dfn'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="date" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="date[@when castable as xs:date or @when castable as xs:gYearMonth or @when castable as xs:gYear]
                           [matches(@when, '^[0-9]{4}(-[0-9]{2}){0,2}$')][not(sg:is-block(.))]" mode="sg:html" as="element()" priority="1">
    <time datetime="{@when}">
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:apply-templates mode="#current"/>
    </time>
  </xsl:template>

  <!-- === What is printed and is no text of the source -->

  <xsl:template match="sg:mark" mode="sg:html" as="element(h:span)">
    <span class="mark">{.}</span>
  </xsl:template>
  <xsl:function name="sgp:printed-mark" as="element(h:span)?">
    <xsl:param name="mark" as="xs:string?"/>
    <xsl:if test="exists($mark)">
      <span class="mark">{$mark}</span>
    </xsl:if>
  </xsl:function>

  <!-- === Ruby: how a base is read or meant, above it; in parentheses where it can't be -->

  <xsl:template match="ruby | rb | rt | ellipsis" mode="sg:html" as="element()">
    <xsl:call-template name="sg:phrase"/>
  </xsl:template>
  <xsl:template match="ruby[sgp:is-ruby(.)]" mode="sg:html" as="element(h:ruby)">
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'ruby'"/>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="rt[parent::ruby[sgp:is-ruby(.)]]" mode="sg:html" as="element()+">
    <rp class="mark">(</rp>
    <xsl:call-template name="sg:phrase">
      <xsl:with-param name="as" select="'rt'"/>
    </xsl:call-template>
    <rp class="mark">)</rp>
  </xsl:template>

  <!-- Say whether a ruby has what HTML wants of one: a base, then what stands above it. -->
  <xsl:function name="sgp:is-ruby" as="xs:boolean">
    <xsl:param name="ruby" as="element()"/>
    <xsl:sequence select="$ruby/*[1][self::rb] and $ruby/*[2][self::rt] and $ruby/*[last()][self::rt] and not(sg:is-block($ruby))
                          and not($ruby//ruby) and not($ruby/text()[normalize-space()])"/>
  </xsl:function>

  <!-- === Breaks -->

  <!-- A page's number is before the page; how it looks, the style sheet says. -->
  <xsl:template match="pb" mode="sg:html" as="node()+">
    <xsl:sequence select="sgp:parts-words(.)"/>
    <span role="doc-pagebreak" title="{string-join((sg:word('page'), @n), ' ')}" data-n="{@n}">
      <xsl:sequence select="sg:attributes(., 'no-break'[current()/@break = 'no'])"/>
    </span>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="cb | gb | milestone" mode="sg:html" as="node()+">
    <xsl:sequence select="sgp:parts-words(.)"/>
    <span data-n="{@n}" title="{(@unit ! sg:values(.), sg:word(local-name()))[1]} {@n}">
      <xsl:sequence select="sg:attributes(.)"/>
    </span>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="divGen" mode="sg:html" as="element(h:div)">
    <xsl:call-template name="sg:block"/>
  </xsl:template>

  <!-- An entry of an index stands where it leads to. -->
  <xsl:template match="index" mode="sg:html" as="element()">
    <xsl:call-template name="sg:field"/>
  </xsl:template>

</xsl:stylesheet>
