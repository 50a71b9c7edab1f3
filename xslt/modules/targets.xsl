<?xml version="1.0" encoding="UTF-8"?>
<!-- What a reader is shown of the target of a pointer that has no words of its own. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The words for a pointer, as written and as the address that it stands for; a pointer without a target is its own. -->
  <xsl:function name="sg:words-of-target" as="xs:string" cache="yes">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="target" as="element()?" select="key('sg:id', substring($address[starts-with(., '#')], 2), $sg:source)[1]"/>
    <xsl:variable name="words" as="xs:string?">
      <xsl:apply-templates select="$target, key('sgp:cited', $address, $authority)[empty($target)][1]" mode="sgp:target"/>
    </xsl:variable>
    <xsl:sequence select="($words[. != ''], $target ! sgp:beginning(.)[. != ''], $pointer)[1]"/>
  </xsl:function>

  <!-- The kind of the target, and its number or its name. -->
  <xsl:mode name="sgp:target" on-no-match="fail"/>

  <xsl:template match="*" mode="sgp:target" as="xs:string?" priority="-1">
    <xsl:sequence select="(sg:name-of(.), .[@n] ! sg:label-with-number(.), sgp:siglum-of(.))[1]"/>
  </xsl:template>

  <!-- A note goes by its number on the page; one that stands in the text has none. -->
  <xsl:key name="sgp:noted" match="sg:note" use=".//note/@xml:id"/>
  <xsl:template match="note" mode="sgp:target" as="xs:string?">
    <xsl:sequence select="string-join((sg:word('note'), (key('sgp:noted', @xml:id, $sg:viewed)/@n, @n)[1]), ' ')"/>
  </xsl:template>

  <!-- A division by its heading. -->
  <xsl:template match="div | div0 | div1 | div2 | div3 | div4 | div5 | div6 | div7 | body | front | back | text | group | lg | list | TEI"
                mode="sgp:target" as="xs:string?">
    <xsl:sequence select="(head[1] ! sgp:in-short(.), (teiHeader ! sg:main-title(.)) ! sgp:in-short(.),
                           self::div ! sgp:label-of-division(.), .[@n] ! string-join((@type, @n), ' '))[. != ''][1]"/>
  </xsl:template>

  <!-- Figures and tables by their numbers: as they say, else as they follow each other. -->
  <xsl:template match="figure | table" mode="sgp:target" as="xs:string">
    <xsl:sequence select="sg:word(local-name()) || ' ' || (@n/string(), string($sgp:figures(generate-id())))[1]"/>
  </xsl:template>
  <xsl:variable name="sgp:figures" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each-group select="$sg:source//(figure | table)" group-by="local-name()">
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xsl:template match="pb | cb | gb | milestone | l | lb | line" mode="sgp:target" as="xs:string?">
    <xsl:sequence select=".[@n] ! sg:label-with-number(.)"/>
  </xsl:template>
  <!-- A paragraph by its reference, as its permalink has it. -->
  <xsl:template match="p | ab" mode="sgp:target" as="xs:string?">
    <xsl:sequence select="($sg:references(generate-id()), @n)[1] ! ('§ ' || .)"/>
  </xsl:template>

  <!-- A bibliography's short form: as it says; else the names and the year, or the title. -->
  <xsl:template match="bibl | biblStruct | biblFull" mode="sgp:target" as="xs:string?">
    <xsl:variable name="titles" as="element()*" select=".//title[not(ancestor::series or ancestor::relatedItem)]"/>
    <xsl:variable name="names" as="xs:string*"
      select="let $authors := (.//author)[not(ancestor::relatedItem)] return
              ((if ($authors) then $authors else (.//editor)[not(ancestor::relatedItem)]) ! sgp:family-name(.))[. != '']"/>
    <xsl:variable name="year" as="xs:string?"
      select="(((.//date)[not(ancestor::relatedItem)] ! string((@when, @from, .)[1]), text())
               ! analyze-string(., '[12][0-9]{3}')/*:match)[1]"/>
    <xsl:variable name="named" as="xs:string"
      select="if (count($names) gt 3) then $names[1] || ' ' || sg:word('et-al') else string-join($names, '/')"/>
    <xsl:sequence select="((abbr, title[@type = ('short', 'abbr', 'siglum')], idno[@type = 'siglum']) ! sg:plain(.),
      string-join(($named[. != ''], ($year, $titles[1] ! sgp:in-short(.))[1]), ' ')[$named != ''],
      $titles[1] ! sgp:in-short(.), sgp:in-short(.))[. != ''][1]"/>
  </xsl:template>
  <xsl:function name="sgp:family-name" as="xs:string">
    <xsl:param name="person" as="element()"/>
    <xsl:variable name="name" as="element()" select="($person//surname, $person//orgName, $person)[1]"/>
    <xsl:sequence select="sg:plain($name)[string-length(.) le 40] => string() => replace('^([^,]{2,}),.*$', '$1')"/>
  </xsl:function>

  <!-- The word for an element and its number. -->
  <xsl:function name="sg:label-with-number" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="word" as="xs:string?"
      select="if ($element/self::pb) then sg:word('page')
              else if ($element/(self::l | self::lb | self::line)) then tokenize(sg:word('count-line'), '\|')[1]
              else if ($element/self::milestone[@unit]) then sg:values($element/@unit)
              else if (sg:has-word($name)) then sg:word($name) else ()"/>
    <xsl:sequence select="string-join(($word, $element/@n), ' ')"/>
  </xsl:function>

  <!-- The short name of what has one: a witness, a person, a hand. -->
  <xsl:function name="sgp:siglum-of" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element[not(self::bibl or self::biblStruct or self::biblFull)] ! sg:known-siglum('#' || @xml:id)"/>
  </xsl:function>

  <!-- A text without its notes, if it is short. -->
  <xsl:function name="sgp:in-short" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="sgp:without-notes($element)[string-length(.) = 1 to 80]"/>
  </xsl:function>
  <xsl:function name="sgp:without-notes" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($element//text()[not(ancestor::note)] ! replace(., '[&#xFDD0;-&#xFDEF;]+', '')))"/>
  </xsl:function>

  <!-- The first words of what has no number and no name, in quotation marks. -->
  <xsl:function name="sgp:beginning" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="sgp:without-notes($element)"/>
    <xsl:sequence select="if ($words = '') then '' else if (string-length($words) le 40) then sg:quoted($words)
      else sg:quoted(replace(substring($words, 1, 40), '\s+\S*$', '') || ' …')"/>
  </xsl:function>

</xsl:stylesheet>
