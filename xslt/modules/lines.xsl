<?xml version="1.0" encoding="UTF-8"?>
<!-- 
  From HTML to lines of characters: what plain text and Markdown have in common.

  An HTML article becomes a sequence of strings, a string for each block. The entry stylesheets
  say how it is written (sg:literal, sg:heading-line, sg:line-break, sg:table …).
  Until a block is whole, five Unicode noncharacters stand for what white space is folded around:
  a line break, a space, tab and line feed that are kept, and for blocks that follow another
  without an empty line. Claims (see sg:plain) are no characters: no fold and no width counts them,
  nor the noncharacters that stand for the signs of Markdown (modules/markdown-signs.xsl).
 -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:array="http://www.w3.org/2005/xpath-functions/array"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:include href="classes.xsl"/>

  <xsl:param name="pages" as="xs:boolean" select="false()"/>

  <xsl:variable name="sgp:break" as="xs:string" static="yes" select="'&#xFDEA;'"/>
  <xsl:variable name="sgp:kept" as="xs:string" static="yes" select="'&#xFDEB;&#xFDEC;&#xFDED;'"/>
  <xsl:variable name="sgp:is-kept" as="xs:string" static="yes" select="'[&#xFDEB;-&#xFDED;]'"/>
  <!-- What is no white space, of the kinds that do not break or are kept neither. -->
  <xsl:variable name="sgp:ink" as="xs:string" static="yes" select="'[^\s&#xA0;&#xFDEB;-&#xFDED;]'"/>
  <!-- Before a block: it is the next line of the block before it, or the next item. -->
  <xsl:variable name="sgp:next-line" as="xs:string" select="'&#xFDEE;'"/>
  <xsl:variable name="sgp:next-item" as="xs:string" select="'&#xFDEF;'"/>
  <!-- Patterns with them are static, and joined by string-join, so that they are compiled once. -->
  <xsl:variable name="sgp:claims" as="xs:string" static="yes" select="'[&#xFDD0;-&#xFDE6;]'"/>

  <!-- An article as lines. -->
  <xsl:template name="sg:lines" as="text()">
    <xsl:param name="article" as="document-node()+"/>
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:apply-templates select="$article" mode="sg:blocks"/>
    </xsl:variable>
    <xsl:value-of select="sg:joined($blocks) || '&#10;'"/>
  </xsl:template>

  <xsl:variable name="sgp:html-block-names" as="map(xs:string, xs:boolean)" static="yes" select="map:merge(tokenize('
    article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li nav ol p pre section
    summary table tr ul') ! map:entry(., true()))"/>
  <xsl:accumulator name="sgp:html-blocks" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule phase="end" select="$value + 1" match="h:*[map:contains($sgp:html-block-names, local-name())]"/>
  </xsl:accumulator>

  <!-- Say whether a node is a block, or holds one: the accumulator is asked for the few that may. -->
  <xsl:function name="sgp:is-html-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:choose>
      <xsl:when test="not($node/self::*)">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="$node/self::h:* and map:contains($sgp:html-block-names, local-name($node))">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="empty($node/*)">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="exists($node[accumulator-after('sgp:html-blocks') gt accumulator-before('sgp:html-blocks')])"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- === Blocks -->

  <!-- A string for each block, in reading order. -->
  <xsl:mode name="sg:blocks" on-no-match="shallow-skip"/>

  <xsl:template match="document-node()[sg:article]" mode="sg:blocks" as="xs:string*" priority="1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
  <xsl:template match="/ | sg:article | h:*" mode="sg:blocks" as="xs:string*">
    <xsl:for-each-group select="node()" group-adjacent="sgp:is-html-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="#current"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="sgp:line(current-group())[. != '']"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- The lines of a poem, an address or a form follow each other without an empty line. -->
  <xsl:template match="h:*[sgp:is-line(.)][sgp:continues(.) or preceding-sibling::node()[sgp:shows-text(.)][1][sgp:is-line(.)]]"
                mode="sg:blocks" as="xs:string*" priority="1">
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="head($blocks) ! ($sgp:next-line || sgp:unmarked(.)), tail($blocks)"/>
  </xsl:template>

  <xsl:function name="sgp:is-line" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/attribute(class)[sgp:is-line-class(.)])"/>
  </xsl:function>
  <xsl:function name="sgp:is-line-class" as="xs:boolean" cache="yes">
    <xsl:param name="class" as="xs:string"/>
    <xsl:sequence select="tokenize($class) = $sg:line-classes"/>
  </xsl:function>

  <!-- Say whether there is more of a node than white space. -->
  <xsl:function name="sgp:shows-text" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="matches($node, $sgp:ink)"/>
  </xsl:function>

  <!-- Say whether a line belongs to what stands before it: a sense to its headword, a feature to the name of its library. -->
  <xsl:function name="sgp:continues" as="xs:boolean">
    <xsl:param name="line" as="element()"/>
    <xsl:sequence select="tokenize($line/@class) = $sg:continued-classes"/>
  </xsl:function>

  <xsl:template match="h:h1 | h:h2 | h:h3 | h:h4 | h:h5 | h:h6" mode="sg:blocks" as="xs:string*">
    <xsl:sequence select="sgp:line(node())[. != ''] ! sg:heading-line(xs:integer(substring(local-name(current()), 2)), .)"/>
  </xsl:template>

  <!-- What stands beside the text, where any of it is text: pictures have none. -->
  <xsl:template match="h:section[@class = $sg:supplements-class]" mode="sg:blocks" as="xs:string*">
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="$blocks[count($blocks) gt 1]"/>
  </xsl:template>

  <xsl:template match="h:blockquote" mode="sg:blocks" as="xs:string*">
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:sequence select="sg:quotation(sg:joined($blocks))[. != '']"/>
  </xsl:template>

  <!-- An item: its marker, and its blocks below each other. -->
  <xsl:template match="h:li" mode="sg:blocks" as="xs:string?">
    <xsl:param name="number" as="xs:integer?"/>
    <xsl:sequence select="sgp:item(., ($number ! (. || '. '), '- ')[1])"/>
  </xsl:template>
  <xsl:template match="h:ol" mode="sg:blocks" as="xs:string*">
    <xsl:iterate select="h:li">
      <xsl:param name="last" as="xs:integer" select="0"/>
      <xsl:variable name="number" as="xs:integer" select="if (@class = $sg:unnumbered-class) then $last
        else xs:integer((@value, $last + 1)[1])"/>
      <xsl:apply-templates select="." mode="#current">
        <xsl:with-param name="number" select="$number"/>
      </xsl:apply-templates>
      <xsl:next-iteration>
        <xsl:with-param name="last" select="$number"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:template>
  <xsl:template match="h:li[@class = $sg:unnumbered-class]" mode="sg:blocks" as="xs:string?" priority="0.6">
    <xsl:sequence select="sgp:item(., '')"/>
  </xsl:template>
  <xsl:template match="h:section[@class = $sg:notes-class]/h:ol/h:li" mode="sg:blocks" as="xs:string?" priority="0.7">
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:apply-templates select="." mode="sgp:content"/>
    </xsl:variable>
    <xsl:sequence select="sg:superscript(substring-after(@id, 'sg-note-')) || ' ' || sg:joined($blocks)"/>
  </xsl:template>
  <xsl:template match="h:dl/h:div" mode="sg:blocks" as="xs:string?">
    <xsl:variable name="parts" as="xs:string*">
      <xsl:for-each select="*">
        <xsl:variable name="blocks" as="xs:string*">
          <xsl:apply-templates select="." mode="sgp:content"/>
        </xsl:variable>
        <xsl:sequence select="sg:joined($blocks)[. != '']"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="marker" as="xs:string" select="sg:term-marker()"/>
    <xsl:sequence select="string-join($parts, ' ')[. != '']
                          ! ($sgp:next-item[current()/preceding-sibling::h:div] || $marker || sgp:indented(., string-length($marker)))"/>
  </xsl:template>

  <xsl:function name="sgp:item" as="xs:string?">
    <xsl:param name="item" as="element()"/>
    <xsl:param name="marker" as="xs:string"/>
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:apply-templates select="$item" mode="sgp:content"/>
    </xsl:variable>
    <xsl:sequence select="$sgp:next-item[$item/preceding-sibling::h:li or $marker = '- ' and $item/ancestor::h:li] || $marker
      || sgp:indented(sg:joined($blocks), string-length($marker))"/>
  </xsl:function>

  <!-- The blocks of an element whatever it is itself. -->
  <xsl:mode name="sgp:content" on-no-match="fail"/>
  <xsl:template match="*" mode="sgp:content" as="xs:string*">
    <xsl:for-each-group select="node()" group-adjacent="sgp:is-html-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="sg:blocks"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="sgp:line(current-group())[. != '']"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!--
    A table as rows of strings, one for each column: a cell that spans columns (a hundred count) or rows is followed by empty strings
    in those.
    Rows in which nothing is written are none.
  -->
  <xsl:template match="h:table" mode="sg:blocks" as="xs:string*">
    <xsl:variable name="lines" as="element(h:tr)*" select=".//h:tr[ancestor::h:table[1] is current()]"/>
    <xsl:variable name="rows" as="array(xs:string)*">
      <xsl:iterate select="$lines">
        <xsl:param name="spanned" as="map(xs:integer, xs:integer)" select="map{}"/>
        <xsl:variable name="row" as="map(xs:string, item())" select="sgp:row(*, $spanned)"/>
        <xsl:sequence select="$row?texts[?* != '']"/>
        <xsl:next-iteration>
          <xsl:with-param name="spanned" select="$row?spanned"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:variable name="is-headed" as="xs:boolean" select="exists($lines[normalize-space()][1][h:th][not(h:td)])"/>
    <xsl:sequence select="sg:table($rows, $is-headed)[. != '']"/>
  </xsl:template>

  <!--
    The strings of a row; `spanned` says of columns in how many rows, from this one on, a cell of a row above stands. Returns it for
    the next row, too.
  -->
  <xsl:function name="sgp:row" as="map(xs:string, item())">
    <xsl:param name="cells" as="element()*"/>
    <xsl:param name="spanned" as="map(xs:integer, xs:integer)"/>
    <xsl:iterate select="$cells">
      <xsl:param name="texts" as="array(xs:string)" select="sgp:padded([], $spanned)"/>
      <xsl:param name="below" as="map(xs:integer, xs:integer)" select="map{}"/>
      <xsl:on-completion select="map{'texts': $texts, 'spanned': map:merge(($below,
        map:keys($spanned)[$spanned(.) gt 1] ! map:entry(., $spanned(.) - 1)))}"/>
      <xsl:variable name="columns" as="xs:integer*"
                    select="for $at in 1 to min((100, xs:integer((@colspan, 1)[1]))) return array:size($texts) + $at"/>
      <xsl:variable name="rows" as="xs:integer" select="xs:integer((@rowspan, 1)[1])"/>
      <xsl:next-iteration>
        <xsl:with-param name="texts" select="array:join(($texts, [sgp:cell(.)], tail($columns) ! [''])) => sgp:padded($spanned)"/>
        <xsl:with-param name="below" select="map:merge(($below, $columns[$rows gt 1] ! map:entry(., $rows - 1)))"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>
  <!-- A row up to the next column that no cell of a row above takes. -->
  <xsl:function name="sgp:padded" as="array(xs:string)">
    <xsl:param name="texts" as="array(xs:string)"/>
    <xsl:param name="spanned" as="map(xs:integer, xs:integer)"/>
    <xsl:sequence select="if (map:contains($spanned, array:size($texts) + 1)) then sgp:padded(array:append($texts, ''), $spanned)
                          else $texts"/>
  </xsl:function>
  <xsl:function name="sgp:cell" as="xs:string">
    <xsl:param name="cell" as="element()"/>
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:apply-templates select="$cell" mode="sgp:content"/>
    </xsl:variable>
    <xsl:sequence select="sg:joined($blocks)"/>
  </xsl:function>

  <!-- Blocks as one string: an empty line between two, but where they belong together. -->
  <xsl:function name="sg:joined" as="xs:string">
    <xsl:param name="blocks" as="xs:string*"/>
    <xsl:sequence select="string-join((head($blocks) ! sgp:unmarked(.), tail($blocks) ! (sgp:between(.), sgp:unmarked(.))))"/>
  </xsl:function>
  <xsl:function name="sgp:between" as="xs:string">
    <xsl:param name="block" as="xs:string"/>
    <xsl:sequence select="if (starts-with($block, $sgp:next-line)) then sg:line-break()
                          else if (starts-with($block, $sgp:next-item)) then '&#10;' else '&#10;&#10;'"/>
  </xsl:function>
  <xsl:function name="sgp:unmarked" as="xs:string">
    <xsl:param name="block" as="xs:string"/>
    <xsl:sequence select="if (starts-with($block, $sgp:next-line) or starts-with($block, $sgp:next-item)) then substring($block, 2)
      else $block"/>
  </xsl:function>

  <xsl:function name="sgp:indented" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="width" as="xs:integer"/>
    <xsl:sequence select="if ($width eq 0 or not(contains($text, '&#10;'))) then $text
      else replace($text, '\n([^\n])', '&#10;' || string-join((1 to $width) ! ' ') || '$1')"/>
  </xsl:function>

  <!-- === Within a line -->

  <xsl:mode name="sg:inline" on-no-match="shallow-skip"/>

  <!-- A run of phrases as a block: white space folded, breaks made. -->
  <xsl:function name="sgp:line" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:apply-templates select="$nodes" mode="sg:inline"/>
    </xsl:variable>
    <xsl:variable name="joined" as="xs:string" select="string-join($parts)"/>
    <xsl:variable name="lines" as="xs:string*"
      select="(if (contains($joined, $sgp:break)) then tokenize($joined, $sgp:break) else $joined) ! sgp:folded(.)"/>
    <xsl:variable name="line" as="xs:string" select="string-join(($lines ! sg:line(.))[matches(., $sgp:ink)], sg:line-break())"/>
    <xsl:sequence select="if (matches($line, $sgp:is-kept)) then translate($line, $sgp:kept, sg:kept()) else $line"/>
  </xsl:function>

  <!-- White space folded as if there were no claims in it: of spaces on both sides of some the first remains, of those at an edge none. -->
  <xsl:function name="sgp:folded" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="folded" as="xs:string" select="normalize-space($text)"/>
    <xsl:variable name="words" as="xs:string*" select="if (matches($folded, $sgp:claims)) then tokenize($folded, ' ') else ()"/>
    <xsl:variable name="last" as="xs:integer" select="count($words)"/>
    <xsl:sequence select="if (not(some $word in $words satisfies sgp:is-claims($word))) then $folded
      else string-join(for $at in 1 to $last return
        ($words[$at], ' '[$at lt $last and not(sgp:is-claims($words[$at]) or $at eq $last - 1 and sgp:is-claims($words[$last]))]))"/>
  </xsl:function>
  <!-- Say whether a word is nothing but claims: few begin with a character as high as theirs. -->
  <xsl:function name="sgp:is-claims" as="xs:boolean">
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="if ($word ge '&#xFDD0;') then matches($word, '^[&#xFDD0;-&#xFDE6;]+$') else false()"/>
  </xsl:function>

  <xsl:template match="text()" mode="sg:inline" as="xs:string">
    <xsl:sequence select="sg:literal(.)"/>
  </xsl:template>
  <!-- White space that the source preserves. -->
  <xsl:key name="sgp:preserving" use="true()"
           match="h:pre | h:*[contains(@class, $sg:preserved-class)][contains-token(@class, $sg:preserved-class)]"/>
  <xsl:template match="text()[exists(key('sgp:preserving', true())) and exists(key('sgp:preserving', true()) intersect ancestor::*)]"
                mode="sg:inline" as="xs:string">
    <xsl:sequence select="sg:literal(translate(., ' &#9;&#10;', $sgp:kept))"/>
  </xsl:template>
  <xsl:template match="h:pre" mode="sg:blocks" as="xs:string*">
    <xsl:sequence select="sgp:line(node())[. != '']"/>
  </xsl:template>
  <xsl:template match="h:br" mode="sg:inline" as="xs:string?">
    <xsl:sequence select="$sgp:break[not(contains-token(current()/@class, $sg:no-break-class))]"/>
  </xsl:template>
  <xsl:template match="(h:a | h:span)[@class = $sg:unsaid-classes] | h:script | h:style" mode="sg:inline" as="empty-sequence()"/>
  <xsl:template match="h:a[@class = $sg:note-anchor-class]" mode="sg:inline" as="xs:string">
    <xsl:sequence select="sg:superscript(string())"/>
  </xsl:template>
  <xsl:template match="h:span[@role = 'doc-pagebreak']" mode="sg:inline" as="xs:string*">
    <xsl:variable name="space" as="xs:string" select="' '[not(contains-token(current()/@class, $sg:no-break-class))] => string()"/>
    <xsl:variable name="number" as="xs:string" select="sg:literal('[' || sg:word('p.') || ' ' || @data-n || ']')"/>
    <xsl:sequence select="($space || $number || $space)[$pages and current()/@data-n != '']"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- A note's number, set apart from the brackets of the text. -->
  <xsl:function name="sg:superscript" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="translate($number, '0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹')"/>
  </xsl:function>

  <!-- The columns that a string takes: wide characters two, claims none. -->
  <xsl:function name="sg:width" as="xs:integer">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="shown" as="xs:string" select="replace($text, $sgp:claims, '')"/>
    <xsl:sequence select="string-length($shown) + string-length(replace($shown,
      '[^\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsHangulSyllables}]', ''))"/>
  </xsl:function>

</xsl:stylesheet>
