<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples of encodings: from the margin, with what the ODD says of them. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:eg="http://www.tei-c.org/ns/Examples"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgg="https://siglum.invalid/ns/private/guide">

  <xsl:template match="eg:egXML" mode="sg:html" as="element(h:figure)">
    <figure class="example{' wrong'[current()/@valid = 'false']}">
      <xsl:if test="@valid = 'false'">
        <figcaption>{sg:word('guide-wrong')}</figcaption>
      </xsl:if>
      <xsl:next-match>
        <xsl:with-param name="indent" select="sgg:margin(.)" tunnel="yes"/>
      </xsl:next-match>
    </figure>
  </xsl:template>

  <!-- How many blanks all lines of an example begin with, but for the first, and the last if it is blank. -->
  <xsl:function name="sgg:margin" as="xs:integer">
    <xsl:param name="example" as="element(eg:egXML)"/>
    <xsl:variable name="starts" as="xs:string*">
      <xsl:for-each select="$example//text()[not(. is $example/node()[last()])], $example/text()[last()] ! replace(., '\s+$', '')">
        <xsl:variable name="lines" as="xs:string*" select="tail(tokenize(., '\n'))"/>
        <xsl:sequence select="$lines[position() = last() or normalize-space()]"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="(min($starts ! (string-length() - string-length(replace(., '^[ \t]+', '')))), 0)[1]"/>
  </xsl:function>

  <xsl:template match="text()" mode="sg:verbatim" as="text()">
    <xsl:param name="indent" as="xs:integer" select="0" tunnel="yes"/>
    <xsl:value-of select="replace(., '\n[ \t]{0,' || $indent || '}', '&#10;') => sgg:trimmed(.)"/>
  </xsl:template>

  <xsl:function name="sgg:trimmed" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="example" as="element(eg:egXML)?" select="$text/parent::eg:egXML"/>
    <xsl:variable name="from-start" as="xs:string"
                  select="if ($text is $example/node()[1]) then replace($words, '^\s+', '') else $words"/>
    <xsl:sequence select="if ($text is $example/node()[last()]) then replace($from-start, '\s+$', '') else $from-start"/>
  </xsl:function>

</xsl:stylesheet>
