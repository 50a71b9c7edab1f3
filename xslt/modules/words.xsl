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

  <!-- The language of a page's own words: the edition's, else that of the document. -->
  <xsl:variable name="sg:words-language" as="xs:string"
    select="(($page/sg:page/@language ! string(), $sg:document-language ! tokenize(., '-')[1])
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
    <xsl:variable name="key" as="xs:string?" select="$sgp:units(string($element/@unit))"/>
    <xsl:variable name="number" as="attribute()?" select="$element/(@quantity, @extent)[. castable as xs:nonNegativeInteger][1]"/>
    <xsl:sequence select="if ($key and $number)
      then string-join(($number || ' ' || sgp:counted($key, $number), $element/@extent[not(. is $number)]), ' ')
      else string-join($element/(@quantity, @extent, @unit), ' ')"/>
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
