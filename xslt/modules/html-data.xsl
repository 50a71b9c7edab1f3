<?xml version="1.0" encoding="UTF-8"?>
<!--
  Records, typeset: sections with headings, data with labels, entries of lists, and what attributes
  say to a reader.
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

  <!-- === Records -->

  <!-- A section of a record: a heading, if there is something below it, what its attributes say, and its data. -->
  <xsl:template _match="{string-join(('standOff', tokenize($sgp:section-names)[not(. = tokenize($sgp:own-names))]
                        ! (. || '[sgp:holds-data(.)]')), ' | ')}"
                mode="sg:html" as="element(h:section)">
    <section>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:sequence select="sg:heading-of(.)[not(sgp:is-silent(current()))]"/>
      <xsl:call-template name="sg:particulars"/>
      <xsl:apply-templates mode="sg:html"/>
    </section>
  </xsl:template>

  <xsl:function name="sg:heading-of" as="element()">
    <xsl:param name="section" as="element()"/>
    <xsl:element name="h{sgp:section-level($section)}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="class" select="'label'"/>
      <xsl:value-of select="sg:label($section)"/>
    </xsl:element>
  </xsl:function>

  <!-- The level of a section's heading: below those of the sections that it is part of. -->
  <xsl:function name="sgp:section-level" as="xs:integer">
    <xsl:param name="section" as="element()"/>
    <xsl:sequence select="min((6, 3 + count($section/ancestor::*[sg:is-section(.) or head and sgp:is-division(.)])))"/>
  </xsl:function>

  <!-- A record within another: its label, and its data below it. -->
  <xsl:template _match="{string-join(tokenize($sgp:record-names)[not(. = tokenize($sgp:section-names || $sgp:own-names))]
                        ! (. || '[sgp:holds-data(.)]'), ' | ')}"
                mode="sg:html" as="element(h:div)">
    <div>
      <xsl:sequence select="sg:attributes(., 'record')"/>
      <xsl:sequence select="sg:label-of(.)"/>
      <xsl:call-template name="sg:particulars"/>
      <xsl:apply-templates mode="sg:html"/>
    </div>
  </xsl:template>

  <!-- === Data -->

  <!--
    What a whole puts around each of its parts, whatever they are: a record, a statement, a set of values. One rule,
    that the name of the parent decides at once, since it is asked of each element.
  -->
  <xsl:template match="*[map:contains($sgp:wholes, local-name(..))]" mode="sg:html" as="node()*" priority="11">
    <xsl:choose>
      <xsl:when test="sgp:heads-entry(.)">
        <div class="entry-name">
          <xsl:next-match/>
        </div>
      </xsl:when>
      <xsl:when test="sgp:is-field(.)">
        <div class="field">
          <xsl:sequence select="sg:label-of(.)"/>
          <xsl:next-match/>
          <xsl:call-template name="sg:particulars">
            <xsl:with-param name="is-aside" select="normalize-space() != ''"/>
          </xsl:call-template>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="sgp:printed-mark((sgp:separator-before(.), sgp:sign-before(.))[. != ''][1])"/>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:variable name="sgp:wholes" as="map(xs:string, xs:boolean)" static="yes"
    select="map:merge(($sgp:data-names, ('vAlt', 'vMerge', 'vColl', 'f') ! map:entry(., true())))"/>

  <!-- Say whether an element is a datum that has a word for its label, and something to say. -->
  <xsl:function name="sgp:is-field" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:sequence select="map:contains($sgp:records, local-name($element/..)) and sg:has-word($name)
      and not(map:contains($sgp:labelled, $name)) and sg:is-datum($element)
      and not(sg:is-record($element) or sg:is-section($element))
      and ($element/self::locus or not(sgp:is-silent($element)))"/>
  </xsl:function>

  <!-- The data whose own templates write their labels. -->
  <xsl:variable name="sgp:labelled" as="map(xs:string, xs:boolean)" select="sgp:set('
    attList valList classes exemplum remarks constraint datatype paramList listRef equiv defaultVal valDesc outputRendition
    content memberOf attRef classRef elementRef macroRef dataRef moduleRef specGrpRef specDesc dataFacet param')"/>

  <!-- The label of a datum: the word for its element and type, or for its element, and then its type. -->
  <xsl:function name="sg:label" as="xs:string">
    <xsl:param name="datum" as="element()"/>
    <xsl:variable name="kind" as="xs:string?"
      select="($datum/(@type, .[self::biblScope or self::citedRange]/@unit, .[self::editor or self::author]/@role)
               ! normalize-space(translate(., '_', ' ')))[. != ''][1]"/>
    <xsl:variable name="name" as="xs:string" select="if ($kind = ('translator', 'trl')) then 'translator' else local-name($datum)"/>
    <xsl:sequence select="if (sg:has-word($name || '-' || $kind)) then sg:word($name || '-' || $kind)
                          else sg:word($name) || $kind[$name != 'translator'] ! (' (' || . || ')')"/>
  </xsl:function>

  <xsl:function name="sg:label-of" as="element(h:span)">
    <xsl:param name="datum" as="element()"/>
    <span class="label">{sg:label($datum)}{sg:word('colon')}</span>
  </xsl:function>

  <!-- === Entries -->

  <!-- What is an entry wherever a list of it stands. -->
  <xsl:variable name="sgp:entries" as="map(xs:string, xs:boolean)" select="sgp:set('
    bibl biblStruct biblFull listBibl msDesc person personGrp persona place org event object nym relation listPerson
    listPlace listOrg listEvent listObject listNym listRelation taxonomy category change specDesc
    node arc root iNode leaf tree forest eTree eLeaf triangle char glyph')"/>

  <!-- A list of entries: heads and notes stand between its lists. One of which nothing is said is none. -->
  <xsl:template name="sg:entries" as="element(h:div)">
    <xsl:context-item as="element()" use="required"/>
    <div>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:for-each-group select="*[@* or node() or not(self::bibl)] | text()[normalize-space()] | processing-instruction('sg')"
                          group-adjacent="exists(self::*) and map:contains($sgp:entries, local-name())">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <ul class="entries">
              <xsl:for-each select="current-group()">
                <li>
                  <xsl:apply-templates select="." mode="sg:html"/>
                </li>
              </xsl:for-each>
            </ul>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="sg:html"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <!-- === What attributes say -->

  <!-- The attributes that a reader gets by other means (class, label, link, note), or not at all. -->
  <xsl:variable name="sgp:unread" as="map(xs:string, xs:boolean)" select="sgp:set('
    type subtype n rend rendition style ref key corresp sameAs copyOf next prev exclude select synch ana facs change
    decls default part instant level xml:id xml:lang xml:space xml:base')"/>

  <!-- The attributes whose value needs no name. -->
  <xsl:variable name="sgp:nameless" as="map(xs:string, xs:boolean)" select="sgp:set('
    when value form material ident url target name gi quantity unit match use key notation')"/>

  <xsl:template name="sg:particulars" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="is-aside" as="xs:boolean" select="false()"/>
    <xsl:variable name="said" as="attribute()*" select="sgp:said(.)"/>
    <xsl:if test="exists($said)">
      <xsl:text> </xsl:text>
      <span class="what">
        <xsl:text>{'('[$is-aside]}</xsl:text>
        <xsl:for-each select="$said">
          <xsl:variable name="number" as="xs:integer" select="position()"/>
          <xsl:variable name="name" as="xs:string?" select="sgp:attribute-name(.)"/>
          <xsl:value-of select="'; '[$number gt 1] || $name || ' '[$name and current() != 'true']"/>
          <xsl:sequence select=".[. != 'true'] ! (if (sgp:is-time(.)) then sgp:time-in-words(.)
                                                  else sg:pointed-at(.))"/>
        </xsl:for-each>
        <xsl:text>{')'[$is-aside]}</xsl:text>
      </span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The attributes that say what the text does not. -->
  <xsl:function name="sgp:said" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@*[not(map:contains($sgp:unread, name()))][namespace-uri() = ''][normalize-space()]
                          [normalize-space() != 'false'][not(contains(sg:plain($element), normalize-space()))]
                          [not(parent::editor or parent::author) or name() != 'role']
                          [not(sgp:is-written-out(.))][empty(sgp:other-end(., $sgp:begins-of-spans))]"/>
  </xsl:function>

  <!--
    Times (att.datable), in words; one that ends a span, or bounds it, stands with that which begins it. Pages and lines from one to
    another are written in the same way; pointers are none.
  -->
  <xsl:variable name="sgp:ends-of-spans" as="map(xs:string, xs:string)" static="yes"
    select="map{'from': 'to', 'from-iso': 'to-iso', 'notBefore': 'notAfter', 'notBefore-iso': 'notAfter-iso'}"/>
  <xsl:variable name="sgp:begins-of-spans" as="map(xs:string, xs:string)" static="yes"
    select="map:merge(map:keys($sgp:ends-of-spans) ! map:entry($sgp:ends-of-spans(.), .))"/>
  <xsl:function name="sgp:is-time" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:variable name="name" as="xs:string" select="name($attribute)"/>
    <xsl:sequence select="($name = ('when', 'when-iso', 'when-custom') or map:contains($sgp:ends-of-spans, $name)
                           or map:contains($sgp:begins-of-spans, $name)) and not(contains($attribute, '#'))"/>
  </xsl:function>
  <xsl:function name="sgp:time-in-words" as="text()">
    <xsl:param name="time" as="attribute()"/>
    <xsl:variable name="end" as="attribute()?" select="sgp:other-end($time, $sgp:ends-of-spans)"/>
    <xsl:value-of select="distinct-values(($time, $end) ! string-join(
      (sg:date-in-words(sgp:day(.)), substring-after(., sgp:day(.) || 'T')[. != '']), ', '))" separator="–"/>
  </xsl:function>
  <!-- The attribute that ends the span that one begins, or begins the one that it ends; by the table of their names. -->
  <xsl:function name="sgp:other-end" as="attribute()?">
    <xsl:param name="time" as="attribute()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="$time[sgp:is-time(.)]/../@*[name() = $names(name($time))][normalize-space()][sgp:is-time(.)]"/>
  </xsl:function>

  <!-- Say whether an attribute encodes what the words of its element say or link to. -->
  <xsl:function name="sgp:is-written-out" as="xs:boolean">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="exists($attribute[name() = ('from', 'to', 'target', 'scheme')]/parent::locus) or
                          exists($attribute[name() = 'target']/..[normalize-space()][self::licence[not(*)] or self::ref]) or
                          name($attribute) = 'when' and contains($attribute/.., replace(substring($attribute, 1, 4), '^0+', ''))"/>
  </xsl:function>

  <xsl:function name="sgp:attribute-name" as="xs:string?">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:variable name="name" as="xs:string" select="replace(local-name($attribute), '-(iso|custom)$', '')"/>
    <xsl:sequence select="(if (sg:has-word('att-' || $name)) then sg:word('att-' || $name) else $name)
                          [not(map:contains($sgp:nameless, $name)) and empty(sgp:other-end($attribute, $sgp:ends-of-spans))]"/>
  </xsl:function>

  <!-- The value of an attribute, in which a pointer is a link, named by what it points at. -->
  <xsl:function name="sg:pointed-at" as="node()*">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:for-each select="tokenize($attribute)">
      <xsl:value-of select="if (position() eq 1) then '' else if (starts-with(., '#')) then ', ' else ' '"/>
      <xsl:variable name="pointer" as="xs:string" select="."/>
      <xsl:variable name="target" as="element()?" select="key('sg:id', substring(.[starts-with(., '#')], 2), $sg:source)[1]"/>
      <xsl:variable name="link" as="xs:string?" select="sg:address($attribute, .)[$target or matches(., '^https?://') or . != $pointer]
        ! sg:link(.)"/>
      <xsl:variable name="words" as="xs:string"
        select="if ($target) then sg:words-of-target(substring(., 2), .) else replace(., '^#', '')"/>
      <xsl:choose>
        <xsl:when test="$link">
          <a href="{$link}">{$words}</a>
        </xsl:when>
        <xsl:otherwise>{$words}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The name of a thing that an element is about, if it has one in a few words. -->
  <xsl:function name="sg:name-of" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="names" as="element()*"
      select="$element/(persName, orgName, placeName, objectName, eventName, name, title, head, label, gloss, catDesc,
                        form/orth, author, desc), $element[self::persName or self::name or self::editor]"/>
    <xsl:sequence select="($names ! sg:plain(.))[. != ''][string-length(.) le 80][1]"/>
  </xsl:function>

</xsl:stylesheet>
