<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates in the words of the page's language. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- A day or a month of the calendar in words; a year without its leading zeros; anything else as it is. -->
  <xsl:function name="sg:date-in-words" as="xs:string">
    <xsl:param name="when" as="xs:string?"/>
    <xsl:sequence select="if ($when castable as xs:date) then sgp:date-as(sg:word('date-day'), 'months', xs:date($when))
                          else if ($when castable as xs:gYearMonth)
                            then sgp:date-as(sg:word('date-month'), 'months-alone', xs:date($when || '-01'))
                          else replace($when, '^0+([1-9])', '$1')"/>
  </xsl:function>

  <!-- The day of a time, without its hour (ISO 8601). -->
  <xsl:function name="sgp:day" as="xs:string">
    <xsl:param name="time" as="xs:string"/>
    <xsl:sequence select="replace($time, '^([-0-9]+)T.*$', '$1')"/>
  </xsl:function>

  <!-- A date of the model (siglum.model.dates): what is open stays open, what is doubtful doubtful. -->
  <xsl:function name="sg:dating-in-words" as="xs:string?">
    <xsl:param name="date" as="element(sg:date)?"/>
    <xsl:for-each select="$date">
      <xsl:variable name="ends" as="xs:string*" select="(@first, @last) ! sg:date-in-words(.)"/>
      <xsl:variable name="words" as="xs:string"
                    select="if (@kind = 'range' and not(@first and @last)) then string-join((@first, '–', @last) ! sg:date-in-words(.))
                            else if (not(@last)) then sg:word('att-notBefore') || ' ' || $ends
                            else if (not(@first)) then sg:word('att-notAfter') || ' ' || $ends
                            else string-join(distinct-values($ends), '–')"/>
      <xsl:sequence select="(if (@about = 'true') then replace(sg:word('date-about'), '[date]', $words, 'q') else $words)
                            || '?'[current()/@doubtful = 'true']"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A picture as of format-date (XPath Functions 3.1, 9.8), which knows the names of English months only. -->
  <xsl:function name="sgp:date-as" as="xs:string">
    <xsl:param name="picture" as="xs:string"/>
    <xsl:param name="months" as="xs:string"/>
    <xsl:param name="date" as="xs:date"/>
    <xsl:sequence select="$picture => replace('\[D\]', string(day-from-date($date)))
      => replace('\[M\]', tokenize(sg:word($months))[month-from-date($date)])
      => replace('\[Y\]', string(year-from-date($date)))"/>
  </xsl:function>

</xsl:stylesheet>
