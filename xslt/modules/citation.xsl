<?xml version="1.0" encoding="UTF-8"?>
<!--
  A document's header as one CSL-JSON item (https://docs.citationstyles.org), from which every
  citation is made, as JSON. Parameters: edition (the edition's title), url (of the page, or empty).
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:param name="edition" as="xs:string" select="''"/>
  <xsl:param name="url" as="xs:string" select="''"/>
  <xsl:param name="name" as="xs:string" select="'document'"/>

  <!-- Whether the citation is wanted, and not the page: one stylesheet makes both. -->
  <xsl:param name="is-citation" as="xs:boolean" select="false()"/>
  <xsl:template match="document-node()[$is-citation]" as="xs:string" priority="4">
    <xsl:variable name="file" as="element(tei:fileDesc)?" select="$sg:header/fileDesc[1]"/>
    <xsl:variable name="print" as="element(tei:biblStruct)?" select="($file/sourceDesc//biblStruct)[1]"/>
    <xsl:variable name="manuscript" as="element(tei:msIdentifier)?"
                  select="($file/sourceDesc//msIdentifier)[1]"/>
    <xsl:variable name="item" as="map(xs:string, item()*)" select="map{
      'id': ($sg:source/*/@xml:id/string(), $name)[1],
      'type': if ($sg:letter) then 'personal_communication' else 'document',
      'title': sgp:text(sg:main-title($sg:header)),
      'author': (sgp:names(sg:authors($file/titleStmt)), sgp:people($sg:letter/correspAction[@type = 'sent']))[array:size(.) gt 0][1],
      'recipient': sgp:people($sg:letter/correspAction[@type = 'received']),
      'translator': sgp:names($file/titleStmt/respStmt[matches(resp[1], '^\s*translat', 'i')]),
      'editor': sgp:names($file/titleStmt/(editor, respStmt[matches(string-join(resp), '(edit|encod)', 'i')])),
      'issued': (($sg:header/profileDesc/creation//date, $sg:letter/correspAction[@type = 'sent']/date, $file/sourceDesc//origDate)
      ! sgp:date(.))[1],
      'available-date': ($file/publicationStmt/date ! sgp:date(.))[1],
      'container-title': $edition[.],
      'publisher': sgp:text(($file/publicationStmt/publisher)[1]),
      'archive': sgp:text($manuscript/repository[1]),
      'archive_location': sgp:text($manuscript/idno[1]),
      'language': ($sg:source/*/text/@xml:lang, $sg:source/*/@xml:lang)[1]/string(),
      'abstract': sgp:text(($sg:header/profileDesc/abstract)[1]),
      'URL': $url[.],
      'source': $file/sourceDesc/bibl[@type = 'archive-page'][1] !
                  string-join((publisher[1] ! normalize-space(), ref[1]/@target), ', '),
      'references': $file/sourceDesc/bibl[@type = 'archive-citation'][1] ! normalize-space(),
      'note': sgp:printed-edition($print)
    }"/>
    <xsl:variable name="known" as="map(xs:string, item()*)"
      select="map:merge(map:for-each($item, function($key, $value) {
                if (sgp:is-known($value)) then map:entry($key, $value) else () }))"/>
    <xsl:sequence select="serialize($known, map{'method': 'json'})"/>
  </xsl:template>

  <xsl:function name="sgp:is-known" as="xs:boolean">
    <xsl:param name="value" as="item()*"/>
    <xsl:sequence select="if ($value instance of array(*)) then array:size($value) gt 0
                          else exists($value[not(. instance of xs:string) or . ne ''])"/>
  </xsl:function>

  <!-- The text of a piece of the header as it is printed, without notes. -->
  <xsl:function name="sgp:text" as="xs:string?">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="viewed" as="node()*" select="$element ! sg:view(., 'data')"/>
    <xsl:variable name="units" as="node()*" select="if ($viewed//p) then $viewed//p else $viewed"/>
    <xsl:sequence select="$units ! normalize-space(string-join(.//text()[not(ancestor::note)]))
                          => string-join(' ')"/>
  </xsl:function>

  <!-- Each person or body as a CSL name: with family and given parts only where the source marks them. -->
  <xsl:function name="sgp:names" as="array(map(xs:string, xs:string))">
    <xsl:param name="statements" as="element()*"/>
    <xsl:sequence select="array{ $statements/(if (self::respStmt or self::correspAction) then (persName | orgName | name)
      else sg:named(.)) !
      (if (surname and forename)
       then map{'family': normalize-space(surname[1]), 'given': normalize-space(string-join(forename, ' '))}
       else map{'literal': normalize-space(string-join(sg:name-content(.)))}) }"/>
  </xsl:function>

  <xsl:function name="sgp:people" as="array(map(xs:string, xs:string))">
    <xsl:param name="actions" as="element()*"/>
    <xsl:sequence select="sgp:names($actions[persName | orgName])"/>
  </xsl:function>

  <!-- A date as CSL date-parts: no more of it than is certain, or the two years between which it lies. -->
  <xsl:function name="sgp:date" as="map(xs:string, item()*)?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="first" as="xs:integer*"
                  select="sgp:point($date/(@when, @when-iso, @from, @from-iso, @notBefore, @notBefore-iso)[1])"/>
    <xsl:variable name="last" as="xs:integer*"
                  select="sgp:point($date/(@when, @when-iso, @to, @to-iso, @notAfter, @notAfter-iso)[1])"/>
    <xsl:variable name="certain" as="xs:integer*"
      select="for $n in 1 to count($first)
              return $first[$n][deep-equal(subsequence($first, 1, $n), subsequence($last, 1, $n))]"/>
    <xsl:variable name="years" as="xs:integer*" select="$first[1], $last[1]"/>
    <xsl:sequence select="if (exists($certain)) then map{'date-parts': [ array{ $certain } ]}
                          else map{'date-parts': array{ $years ! [ . ] }}[exists($years)]"/>
  </xsl:function>

  <xsl:function name="sgp:point" as="xs:integer*">
    <xsl:param name="when" as="attribute()?"/>
    <xsl:sequence select="analyze-string($when, '^\d{4}(-\d\d){0,2}')/*:match ! tokenize(., '-') ! xs:integer(.)"/>
  </xsl:function>

  <xsl:function name="sgp:printed-edition" as="xs:string?">
    <xsl:param name="print" as="element(tei:biblStruct)?"/>
    <xsl:for-each select="$print/monogr[1]">
      <xsl:variable name="editors" as="xs:string*" select="editor ! normalize-space()"/>
      <xsl:variable name="imprint" as="xs:string"
        select="string-join((string-join((imprint/pubPlace[1], imprint/publisher[1]) ! normalize-space(), ': ')[.],
                imprint/date[1] ! normalize-space()), ', ')"/>
      <xsl:sequence select="'Printed in ' || string-join((
        normalize-space(title[1]),
        biblScope[not(@unit = 'page')] ! normalize-space(),
        'edited by '[exists($editors)] || string-join($editors, ', '))[.], ', ') ||
        ' (' || $imprint || ')' || string-join(biblScope[@unit = 'page'] ! (', ' || normalize-space())) || '.'"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
