<?xml version="1.0" encoding="UTF-8"?>
<!-- The persons, places and organisations of a text: their entries, and where they occur. -->
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

  <!-- <sg:authority><sg:file path="…">TEI</sg:file>…</sg:authority>, each path an address seen from this document. -->
  <xsl:param name="authority" as="document-node(element(sg:authority))">
    <xsl:document><sg:authority/></xsl:document>
  </xsl:param>

  <xsl:key name="sgp:entry" match="person | place | org" use="ancestor::sg:file/@path || '#' || @xml:id"/>
  <xsl:key name="sgp:entry-by-id" match="person | place | org" use="'#' || @xml:id"/>
  <xsl:key name="sgp:local-entry" match="(standOff | text)//(person | place | org)" use="'#' || @xml:id"/>
  <xsl:key name="sgp:own-id" match="*[@xml:id]" use="'#' || @xml:id"/>
  <xsl:key name="sgp:name" match="text//(persName | placeName | orgName | name | rs)" use="(@ref, @key) ! sg:addresses(.)"/>

  <!-- Say whether a name leads to an entry: on a page of its own, or on this page. -->
  <xsl:function name="sg:names-entry" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="exists((sgp:entry-page($name/(@ref, @key)), sg:entry($name/(@ref, @key))))"/>
  </xsl:function>

  <!-- The authority entry that references name, if the edition has it. -->
  <xsl:function name="sg:entry" as="element()?">
    <xsl:param name="references" as="attribute()*"/>
    <xsl:if test="$sgp:has-entries">
      <xsl:sequence select="($references ! sg:addresses(.) ! (sgp:authority-entry(.), key('sgp:local-entry', ., $sg:source)))[1]"/>
    </xsl:if>
  </xsl:function>
  <xsl:variable name="sgp:has-entries" as="xs:boolean"
    select="exists(($authority//person, $authority//place, $authority//org, $sg:source//person, $sg:source//place, $sg:source//org))"/>

  <!-- The entry of an authority file at a pointer: at its path, or, of a bare “#id” that this document has not, by its id. -->
  <xsl:function name="sgp:authority-entry" as="element()?" cache="yes">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="(key('sgp:entry', $pointer, $authority),
                           key('sgp:entry-by-id', $pointer, $authority)[empty(key('sgp:own-id', $pointer, $sg:source))])[1]"/>
  </xsl:function>

  <!-- What the edition's bibliography has at a pointer, in one line. -->
  <xsl:key name="sgp:cited" match="bibl | biblStruct" use="ancestor::sg:file/@path || '#' || @xml:id"/>

  <xsl:function name="sg:cited" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="key('sgp:cited', $pointer, $authority)[1] ! normalize-space()[. != '']"/>
  </xsl:function>

  <xsl:function name="sg:entry-id" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if (root($entry) is $sg:source) then sg:page-id($entry/@xml:id)
                          else 'sg-' || local-name($entry) || '.' || $entry/@xml:id"/>
  </xsl:function>

  <xsl:template name="sg:names" as="element(h:section)?">
    <xsl:variable name="references" as="xs:string*"
      select="if (not($sgp:has-entries)) then ()
      else distinct-values($sg:source//(persName | placeName | orgName | name | rs | repository)/(@ref, @key) ! sg:addresses(.))"/>
    <xsl:variable name="entries" as="element()*" select="($references ! sgp:authority-entry(.))/."/>
    <xsl:if test="exists($entries) and empty($page/sg:page/sg:entry)">
      <section class="names" id="sg-names" aria-labelledby="sg-names-heading">
        <h2 id="sg-names-heading">{sg:word('names')}</h2>
        <xsl:for-each select="(map{'kind': 'person', 'title': 'listPerson'}, map{'kind': 'place', 'title': 'listPlace'},
                               map{'kind': 'org', 'title': 'listOrg'})">
          <xsl:variable name="of-kind" as="element()*" select="$entries[local-name() = current()?kind]"/>
          <xsl:if test="exists($of-kind)">
            <section aria-labelledby="sg-{?kind}-heading">
              <h3 id="sg-{?kind}-heading">{sg:word(?title)}</h3>
              <ul>
                <xsl:for-each select="$of-kind">
                  <xsl:sort select="sgp:preferred(.)" lang="{$sg:words-language}"/>
                  <xsl:call-template name="sgp:entry"/>
                </xsl:for-each>
              </ul>
            </section>
          </xsl:if>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:function name="sgp:preferred" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$entry/(persName | placeName | orgName)"/>
    <xsl:sequence select="normalize-space(($names[@type = 'preferred'], $names, $entry)[1])"/>
  </xsl:function>

  <xsl:template name="sgp:entry" as="element(h:li)">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="preferred" as="xs:string" select="sgp:preferred(.)"/>
    <li id="{sg:entry-id(.)}">
      <b>{$preferred}</b>
      <xsl:for-each select="(persName | placeName | orgName)[normalize-space() != $preferred]">
        <xsl:text>, </xsl:text>
        <span class="form">
          <xsl:sequence select="sg:language(@xml:lang)"/>
          <xsl:value-of select="normalize-space()"/>
        </span>
        <xsl:if test="@type = ('pseudonym', 'abbreviation', 'birth', 'historical')">
          <xsl:text> ({sg:word('name-' || @type)})</xsl:text>
        </xsl:if>
      </xsl:for-each>
      <xsl:text>. </xsl:text>
      <xsl:for-each select="birth, death">
        <xsl:variable name="known" as="xs:string*"
                      select="(sgp:point-in-words(.)[not(matches(current(), '\d'))], normalize-space())[. != '']"/>
        <xsl:if test="exists($known)">
          <xsl:text>{sg:word(local-name())} {string-join($known, ', ')}. </xsl:text>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="note">
        <xsl:apply-templates select="sg:unclaimed(node())/node()" mode="sg:html"/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="location/geo">
        <xsl:variable name="degrees" as="xs:string*" select="tokenize(.)"/>
        <xsl:text>{sg:word('geo')} {string-join(($degrees, sg:word('to-a-tenth')[every $degree in $degrees
          satisfies matches($degree, '^-?\d+\.\d$')]), ', ')}. </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="idno">
        <xsl:call-template name="sgp:identifier"/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:call-template name="sgp:occurrences"/>
      <xsl:call-template name="sgp:sources"/>
    </li>
  </xsl:template>

  <!-- The address of an identifier's record, at the authorities that siglum knows. -->
  <xsl:function name="sg:identified" as="xs:string?">
    <xsl:param name="identifier" as="element(tei:idno)"/>
    <xsl:variable name="value" as="xs:string" select="sg:plain($identifier)"/>
    <xsl:variable name="address" as="xs:string?"
      select="map{'wikidata': 'https://www.wikidata.org/wiki/', 'geonames': 'https://www.geonames.org/',
                  'viaf': 'https://viaf.org/viaf/', 'gnd': 'https://d-nb.info/gnd/'}(lower-case($identifier/@type))"/>
    <xsl:sequence select="$address[matches($value, '^[A-Za-z0-9-]+$')] ! (. || $value)"/>
  </xsl:function>

  <xsl:template name="sgp:identifier" as="node()+">
    <xsl:variable name="address" as="xs:string?" select="sg:identified(.)"/>
    <xsl:variable name="words" as="xs:string" select="@type || ' ' || normalize-space()"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{$address}">{$words}</a>
      </xsl:when>
      <xsl:otherwise>{$words}</xsl:otherwise>
    </xsl:choose>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <!-- Where the text names the entry: a link to each unit, once. -->
  <xsl:template name="sgp:occurrences" as="element(h:span)?">
    <xsl:variable name="entry" as="element()" select="."/>
    <xsl:variable name="references" as="xs:string+"
                  select="ancestor::sg:file/@path || '#' || @xml:id, '#' || @xml:id"/>
    <xsl:variable name="units" as="element()*"
      select="(key('sgp:name', $references, $sg:source)[not(ancestor::note)]
               /ancestor::*[@xml:id][self::p or self::opener or self::closer or self::postscript or self::head][1])/."/>
    <xsl:if test="exists($units)">
      <span class="occurrences">
        <xsl:text>{sg:word('occurs-in')} </xsl:text>
        <xsl:for-each select="$units">
          <xsl:if test="position() gt 1">, </xsl:if>
          <a href="#{sg:page-id(@xml:id)}">{($sg:references(generate-id()), @xml:id)[1]}</a>
        </xsl:for-each>
        <xsl:text>. </xsl:text>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- The sources of an entry's facts, from its file's header. -->
  <xsl:template name="sgp:sources" as="element(h:details)?">
    <xsl:variable name="file" as="node()" select="(ancestor::sg:file, root())[1]"/>
    <xsl:variable name="cited" as="xs:string*"
                  select="distinct-values(.//@source/tokenize(.) ! substring-after(., '#'))"/>
    <xsl:variable name="sources" as="element()*" select="$file//teiHeader//bibl[@xml:id = $cited]"/>
    <xsl:if test="exists($sources)">
      <details>
        <summary>{sg:word('sources')}<span class="visually-hidden">{sg:word('colon')}{sgp:preferred(.)}</span></summary>
        <ul>
          <xsl:for-each select="$sources">
            <li>
              <xsl:apply-templates select="sg:unclaimed(node())/node()" mode="sg:source"/>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- A source's entry: links to web addresses only, since others are relative to the authority file. -->
  <xsl:mode name="sg:source" on-no-match="shallow-copy"/>
  <xsl:template match="ref[not(matches(@target, '^https?:'))]" mode="sg:source" as="node()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="*" mode="sg:source" as="node()*" priority="-1">
    <xsl:apply-templates select="." mode="sg:html"/>
  </xsl:template>

</xsl:stylesheet>
