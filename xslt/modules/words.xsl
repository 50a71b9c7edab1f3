<?xml version="1.0" encoding="UTF-8"?>
<!-- The words that pages and texts add of their own, in the language of the document if there is a table of it. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- Each table that lies in the folder, read when the stylesheet is compiled: a transformation opens no file. -->
  <xsl:variable name="sgp:tables" as="element(sg:words)+" static="yes"
                select="collection('../words?select=*.xml')/sg:words"/>

  <xsl:variable name="sgp:words" as="map(xs:string, map(xs:string, xs:string))" static="yes"
    select="map:merge($sgp:tables ! map:entry(string(@xml:lang),
                      map:merge(sg:word ! map:entry(string(@key), string(.)))))"/>

  <!-- By language, of each form of a noun but the last, the regular expression of the numbers that take it. -->
  <xsl:variable name="sgp:plurals" as="map(xs:string, xs:string*)" static="yes"
    select="map:merge($sgp:tables ! map:entry(string(@xml:lang), tokenize(@plurals)))"/>

  <!-- Words of the edition's own in the page's language, by their keys. -->
  <xsl:variable name="sgp:own-words" as="map(xs:string, xs:string)"
    select="map:merge($page/sg:page/sg:word[@lang = $sg:words-language] ! map:entry(string(@key), string()))"/>

  <!-- The language of a page's own words: that which the site is to have, else of the document, else the edition's first. -->
  <xsl:variable name="sg:words-language" as="xs:string"
    select="(($page/sg:page/@language ! string(), ($sg:document-language, $page/sg:page/@main-language) ! tokenize(., '-')[1])
            [map:contains($sgp:words, .)], 'en')[1]"/>

  <xsl:variable name="sgp:language-words" as="map(xs:string, xs:string)" select="$sgp:words($sg:words-language)"/>

  <!-- A word of the page's language, else of English; a key that no table has is written as it is. -->
  <xsl:function name="sg:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($sgp:own-words($key), $sgp:language-words($key), $sgp:words('en')($key), $key)[1]"/>
  </xsl:function>

  <!-- The name of a view; one of the edition's own has its own name. -->
  <xsl:function name="sg:view-name" as="xs:string">
    <xsl:param name="view" as="xs:string"/>
    <xsl:sequence select="if (sg:has-word('view-' || $view)) then sg:word('view-' || $view)
                          else upper-case(substring($view, 1, 1)) || substring($view, 2)"/>
  </xsl:function>

  <!-- The tokens of an attribute that TEI suggests values for (place, reason), in words. -->
  <xsl:function name="sg:values" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:sequence select="string-join(tokenize($attribute) ! (if (sg:has-word(name($attribute) || '-' || .))
      then sg:word(name($attribute) || '-' || .) else .), ' ')"/>
  </xsl:function>

  <!-- How much of something: a number and a unit that has a word, in the form of the number; else as it is written. -->
  <xsl:function name="sg:amount" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="unit" as="xs:string?" select="$element/@unit ! normalize-space()"/>
    <xsl:variable name="extent" as="attribute()?" select="$element/@extent[not(. castable as xs:decimal)][normalize-space()]"/>
    <xsl:variable name="number" as="attribute()?" select="$element/(@quantity, @extent)[. castable as xs:decimal][1]"/>
    <xsl:variable name="said" as="xs:string*"
      select="if ($number) then sgp:in-units(sgp:about($element, string($number)), $number, $unit) else (),
              sgp:between($element, $element/(@atLeast, @min)[1], $element/(@atMost, @max)[1], $unit[not($number)]),
              $extent[. != 'unknown'] ! string-join((., $unit[not($number or sgp:names-unit($extent, .))] ! sgp:unit(., ())), ' ')"/>
    <xsl:sequence select="if (exists($said)) then string-join($said, ', ')
      else if ($unit and ($extent or map:contains($sgp:units, $unit)))
        then replace(sg:word('amount-unknown'), '[units]', sgp:unit($unit, ()), 'q')
      else if ($extent) then sg:word('extent-unknown')
      else string($unit)"/>
  </xsl:function>

  <!-- A number that is only roughly so (att.dimensions, @precision). -->
  <xsl:function name="sgp:about" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="if ($element/@precision = ('low', 'medium')) then replace(sg:word('number-about'), '[number]', $number, 'q')
                          else $number"/>
  </xsl:function>

  <!-- How many at least, and at most (att.ranging). -->
  <xsl:function name="sgp:between" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="least" as="attribute()?"/>
    <xsl:param name="most" as="attribute()?"/>
    <xsl:param name="unit" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$least and $most">
        <xsl:sequence select="sgp:in-units(sgp:about($element, string-join(distinct-values(($least, $most)), '–')), $most, $unit)"/>
      </xsl:when>
      <xsl:when test="$least or $most">
        <xsl:variable name="word" as="xs:string" select="if ($least) then sg:word('att-min') else sg:word('att-max')"/>
        <!-- What follows such words is in the plural of all numbers but one: in Russian, in the genitive. -->
        <xsl:variable name="one" as="attribute()?" select="($least, $most)[. = '1']"/>
        <xsl:sequence select="sgp:in-units($word || ' ' || ($least, $most), $one, $unit)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Words for a number, and the unit in the form that the number takes. -->
  <xsl:function name="sgp:in-units" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="number" as="attribute()?"/>
    <xsl:param name="unit" as="xs:string?"/>
    <xsl:sequence select="string-join(($words, $unit ! sgp:unit(., $number)), ' ')"/>
  </xsl:function>
  <xsl:function name="sgp:unit" as="xs:string">
    <xsl:param name="unit" as="xs:string"/>
    <xsl:param name="number" as="attribute()?"/>
    <xsl:variable name="key" as="xs:string?" select="$sgp:units($unit)"/>
    <xsl:sequence select="if (empty($key)) then $unit
      else if ($number castable as xs:integer) then sgp:counted($key, xs:integer($number))
      else tokenize(sg:word('count-' || $key), '\|')[last()]"/>
  </xsl:function>
  <!-- Say whether words name a unit already, as in “three lines”. -->
  <xsl:function name="sgp:names-unit" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="unit" as="xs:string"/>
    <xsl:sequence select="contains(lower-case($words), replace(lower-case($unit), '(.{3})s$', '$1'))"/>
  </xsl:function>
  <xsl:variable name="sgp:units" as="map(xs:string, xs:string)"
    select="map{'char': 'char', 'chars': 'char', 'character': 'char', 'characters': 'char', 'letter': 'letter', 'letters': 'letter',
                'word': 'word', 'words': 'word', 'line': 'line', 'lines': 'line', 'page': 'page', 'pages': 'page',
                'leaf': 'leaf', 'leaves': 'leaf', 'folio': 'leaf', 'folios': 'leaf'}"/>

  <!-- The form of a noun that a number takes (CLDR, Language Plural Rules), as the table of the language says. -->
  <xsl:function name="sgp:counted" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="forms" as="xs:string+" select="tokenize(sg:word('count-' || $key), '\|')"/>
    <xsl:variable name="rules" as="xs:string*" select="$sgp:plurals($sg:words-language)"/>
    <xsl:variable name="form" as="xs:integer"
      select="(for $at in 1 to count($rules) return $at[matches(string($number), $rules[$at])], count($rules) + 1)[1]"/>
    <xsl:sequence select="$forms[min(($form, count($forms)))]"/>
  </xsl:function>

  <!-- Words in quotation marks. -->
  <xsl:function name="sg:quoted" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="sg:word('open-quote') || $words || sg:word('close-quote')"/>
  </xsl:function>

  <!-- Say whether there is a word for a key. -->
  <xsl:function name="sg:has-word" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="map:contains($sgp:words('en'), $key)"/>
  </xsl:function>

</xsl:stylesheet>
