<?xml version="1.0" encoding="UTF-8"?>
<!-- Questions about the source that every output asks: hands, references, names, languages. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:variable name="sg:source" as="document-node()" select="/"/>
  <xsl:variable name="sg:header" as="element(tei:teiHeader)?" select="/*/teiHeader[1]"/>

  <!-- The letter that a document is; a document of several is none of them. -->
  <xsl:variable name="sg:letter" as="element(tei:correspDesc)?"
                select="let $letters := $sg:header//correspDesc return $letters[count($letters) eq 1]"/>

  <!-- The authors of a document: an illustrator is one only where nobody else is. -->
  <xsl:function name="sg:authors" as="element(tei:author)*">
    <xsl:param name="statement" as="element()*"/>
    <xsl:variable name="writers" as="element(tei:author)*" select="$statement/author[not(@role != 'author')]"/>
    <xsl:sequence select="if (exists($writers)) then $writers else $statement/author"/>
  </xsl:function>

  <xsl:key name="sg:id" match="*[@xml:id]" use="@xml:id"/>

  <!-- The tokens of a pointer attribute that point into the same document, without their #. -->
  <xsl:function name="sg:local-pointers" as="xs:string*">
    <xsl:param name="pointers" as="attribute()?"/>
    <xsl:sequence select="tokenize($pointers)[starts-with(., '#')] ! substring(., 2)"/>
  </xsl:function>

  <!-- The declarations of the hands that answer for an element (att.global.responsibility). -->
  <xsl:function name="sg:hands" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="sg:local-pointers($element/@resp) ! key('sg:id', ., $sg:source)"/>
  </xsl:function>

  <!-- The names of the hands that answer for an element, for a reader. -->
  <xsl:function name="sg:hand-names" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="names" as="xs:string*"
                  select="sg:hands($element) ! (if (persName | orgName | name) then (persName | orgName | name)
                          else .) ! normalize-space()"/>
    <xsl:sequence select="(string-join($names, ', '), string-join(tokenize($element/@resp) ! sg:siglum(.), ', '),
      sg:word('no-hand'))[. != ''][1]"/>
  </xsl:function>

  <!-- The place of an element's first hand among the hands of the header: 1, 2 …; 0 for none. -->
  <xsl:function name="sg:hand-number" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="hand" as="element()?" select="if ($element/@resp) then sg:hands($element)[1] else ()"/>
    <xsl:sequence select="if ($hand) then count($hand/preceding-sibling::respStmt) + 1 else 0"/>
  </xsl:function>

  <!-- How sure a hand is, in words (att.global.responsibility, @cert). -->
  <xsl:function name="sg:certainty" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (empty($element/@cert)) then sg:word('no-certainty')
                          else if (sg:has-word('cert-' || $element/@cert)) then sg:word('cert-' || $element/@cert)
                          else sg:word('certainty') || sg:word('colon') || $element/@cert"/>
  </xsl:function>

  <!--
    What stands before an element and after it, or nothing: the CSS content of its renditions that
    have one of these scopes, or the brackets of the field.
  -->
  <xsl:function name="sg:printed" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/@rendition">
        <xsl:variable name="renditions" as="element(tei:rendition)*"
                      select="sg:local-pointers($element/@rendition) ! key('sg:id', ., $sg:source)[self::rendition]"/>
        <xsl:sequence select="for $scope in ('before', 'after') return string-join($renditions[@scope = $scope] ! sgp:content(.))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="sg:brackets($element)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="sgp:content" as="xs:string">
    <xsl:param name="css" as="xs:string"/>
    <xsl:sequence select="analyze-string($css, 'content\s*:\s*(&quot;([^&quot;]*)&quot;|''([^'']*)'')')
                          //*:group[@nr = ('2', '3')] => string-join()"/>
  </xsl:function>

  <!-- Canonical references, which the page tells by the number of each unit's element: by its generate-id(). -->
  <xsl:variable name="sg:references" as="map(xs:string, xs:string)">
    <xsl:variable name="told" as="element(sg:reference)*" select="$page/sg:page/sg:reference"/>
    <xsl:variable name="elements" as="element()*" select="if (exists($told)) then $sg:source//* else ()"/>
    <xsl:sequence select="map:merge($told ! map:entry(generate-id(subsequence($elements, xs:integer(@element), 1)), string()))"/>
  </xsl:variable>

  <!-- The first of some addresses, if a page may link to it. -->
  <xsl:function name="sg:safe-link" as="xs:string?">
    <xsl:param name="addresses" as="xs:string?"/>
    <xsl:sequence select="tokenize($addresses)[1] ! sg:safe-address(.)"/>
  </xsl:function>

  <!--
    An address that a page may link to: of the web or of mail, or a path (RFC 3986, 4.1; RFC 3987). What
    browsers read in another way than it is written, they are not given: control characters, which they
    drop, and backslashes, which they turn. A name before a host (RFC 9110, 4.2.4) only deceives.
  -->
  <xsl:function name="sg:safe-address" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="is-safe" as="xs:boolean" select="not(matches($address, '[\p{Cc}\\]')) and
      (if (matches($address, '^[^/?#]*:')) then matches($address, '^mailto:.', 'i') or sgp:is-web($address)
      else not(starts-with($address, '//')))"/>
    <xsl:if test="not($is-safe) and matches($address, '^(https?|mailto):', 'i')">
      <xsl:message>SG405 {$address}</xsl:message>
    </xsl:if>
    <xsl:sequence select="$address[$is-safe] ! sgp:encoded(.)"/>
  </xsl:function>

  <!-- Say whether an address is one of the web: a scheme, a host (a name, or the number of IPv6), a port. -->
  <xsl:function name="sgp:is-web" as="xs:boolean">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="parts" as="element()*"
      select="analyze-string($address,
      '^https?://(\[[0-9a-f:.]+\]|([^/?#:@%\[\].\s&lt;&gt;^|&quot;`{}]+\.)*[^/?#:@%\[\].\s&lt;&gt;^|&quot;`{}]+\.?)(:([0-9]*))?([/?#]|$)',
      'i')/*:match[1]"/>
    <xsl:sequence select="exists($parts) and not($parts//*:group[@nr = '4'][. != ''] ! (string-length() gt 5 or xs:integer(.) gt 65535))"/>
  </xsl:function>

  <!-- An address whose characters are all those of an address (RFC 3987): the others percent-encoded, but in a host. -->
  <xsl:function name="sgp:encoded" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="fragment" as="xs:string" select="substring-after($address, '#')"/>
    <xsl:variable name="single" as="xs:string"
      select="if (contains($fragment, '#')) then substring-before($address, '#') || '#' || replace($fragment, '#', '%23') else $address"/>
    <xsl:variable name="parts" as="element()*"
      select="analyze-string($single, '^[A-Za-z]+://[^/?#]*|%[0-9A-Fa-f]{2}|[%\s&lt;&gt;&quot;\[\]^`{|}]')/*"/>
    <xsl:sequence select="string-join($parts ! (if (self::*:match and string-length() eq 1) then encode-for-uri(.) else string()))"/>
  </xsl:function>

  <!-- The sibling before or after a node, comments and processing instructions not counted. -->
  <xsl:function name="sg:before" as="node()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/preceding-sibling::node()[self::* or self::text()][1]"/>
  </xsl:function>
  <xsl:function name="sg:after" as="node()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/following-sibling::node()[self::* or self::text()][1]"/>
  </xsl:function>

  <!--
    The words of a node for an attribute or a title: one line, and none of the claims (processing
    instructions sg, in the Unicode noncharacters) by which a rendering is proved.
  -->
  <xsl:function name="sg:plain" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="normalize-space(replace(string($node), '[&#xFDD0;-&#xFDEF;]+', ''))"/>
  </xsl:function>

  <!--
    Content between two marks, which stand close to the words: white space at its edges, from the layout of the source, is left out,
    or stands outside of the marks where nothing else would part the element from what is around it.
  -->
  <xsl:function name="sg:enclosed" as="node()*">
    <xsl:param name="open" as="element()?"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:param name="close" as="element()?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="inner" as="xs:integer*" select="index-of($content ! sgp:has-ink(.), true())"/>
    <xsl:variable name="first" as="xs:integer" select="($inner[1][$open], 1)[1]"/>
    <xsl:variable name="last" as="xs:integer" select="($inner[last()][$close], count($content))[1]"/>
    <xsl:variable name="begins-apart" as="xs:boolean"
                  select="$open and matches(string-join($content[position() le $first][self::text()]), $sgp:edge-first)"/>
    <xsl:variable name="ends-apart" as="xs:boolean"
                  select="$close and matches(string-join($content[position() ge $last][self::text()]), $sgp:edge-last)"/>
    <xsl:if test="$begins-apart and exists(sg:before($element)[not(self::text()[matches(., '[\s(\[]$')])])">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:sequence select="$open"/>
    <xsl:for-each select="$content">
      <xsl:variable name="at" as="xs:integer" select="position()"/>
      <xsl:choose>
        <xsl:when test="self::text() and ($at le $first and $begins-apart or $at ge $last and $ends-apart)">
          <xsl:variable name="start" as="xs:string"
                        select="if ($at le $first and $begins-apart) then replace(., $sgp:edge-first, '$1') else ."/>
          <xsl:value-of select="if ($at ge $last and $ends-apart) then replace($start, $sgp:edge-last, '$1') else $start"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:sequence select="$close"/>
    <xsl:if test="$ends-apart and exists(sg:after($element)[not(self::text()[matches(., '^[\s.,;:!?…)\]»”’]')])])">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:function>
  <xsl:variable name="sgp:edge-first" as="xs:string" static="yes" select="'^([&#xFDD0;-&#xFDEF;]*)\s+'"/>
  <xsl:variable name="sgp:edge-last" as="xs:string" static="yes" select="'\s+([&#xFDD0;-&#xFDEF;]*)$'"/>
  <!-- Say whether a node is more than white space and claims. -->
  <xsl:function name="sgp:has-ink" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="not($node/(self::text() | self::processing-instruction()) and matches($node, '^[\s&#xFDD0;-&#xFDEF;]*$'))"/>
  </xsl:function>

  <!-- Say whether a processing instruction is a claim; one that a source has of its own is not. -->
  <xsl:function name="sg:is-claim" as="xs:boolean">
    <xsl:param name="instruction" as="processing-instruction()"/>
    <xsl:sequence select="name($instruction) = 'sg' and starts-with($instruction, '&#xFDE0;')"/>
  </xsl:function>

</xsl:stylesheet>
