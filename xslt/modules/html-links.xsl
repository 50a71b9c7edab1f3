<?xml version="1.0" encoding="UTF-8"?>
<!--  References and names, as links. HTML has no link within another: the outer one is kept, and note anchors follow it.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- A link goes where it may; a target that could do harm leaves only the text. -->
  <xsl:template match="ref | persName | placeName | orgName | geogName | objectName | eventName | name[@ref | @key] | rs[@ref | @key]"
                mode="sg:html" as="element()+">
    <!-- A name that is only encoded shows nothing that could be followed. -->
    <xsl:variable name="href" as="xs:string?" select=".[self::ref or * or normalize-space()] ! sgp:href(.)"/>
    <xsl:element name="{if ($href) then 'a' else if (sg:is-block(.)) then 'div' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:if test="$href">
        <xsl:attribute name="href" select="$href"/>
        <xsl:sequence select="sgp:entry-page((@ref, @key, @target)) ! sg:hint(@card)"/>
      </xsl:if>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:sequence select="self::ref[@target][not(* or normalize-space())] ! sgp:words-of-targets(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
    <xsl:if test="$href">
      <xsl:sequence select=".//sg:anchor ! sgp:anchor(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- A pointer has no words of its own: it shows each of its targets. So does a reference to a bibliography, in full. -->
  <xsl:template match="ptr | bibl[not(node())][@sameAs | @corresp]" mode="sg:html" as="node()+">
    <xsl:variable name="in-link" as="xs:boolean" select="sgp:is-in-link(.)"/>
    <span>
      <xsl:sequence select="sg:attributes(.)"/>
      <xsl:variable name="pointers" as="attribute()?" select="(@target, @sameAs, @corresp)[1]"/>
      <xsl:for-each select="tokenize($pointers)">
        <xsl:if test="position() gt 1">, </xsl:if>
        <xsl:variable name="href" as="xs:string?" select="sg:link(sg:address($pointers, .))"/>
        <xsl:element name="{if ($href and not($in-link)) then 'a' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
          <xsl:if test="$href and not($in-link)">
            <xsl:attribute name="href" select="$href"/>
          </xsl:if>
          <xsl:attribute name="class" select="'label'"/>
          <xsl:variable name="address" as="xs:string" select="sg:address($pointers, .)"/>
          <xsl:value-of select="(sg:cited($address)[$pointers/parent::bibl], sg:words-of-target(., $address))[1]"/>
        </xsl:element>
      </xsl:for-each>
    </span>
    <xsl:value-of select="' '[matches(sg:after(current())[self::text()], '^[\p{L}\p{N}]')]"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- The words of a reference that has none. -->
  <xsl:function name="sgp:words-of-targets" as="element(h:span)">
    <xsl:param name="reference" as="element(tei:ref)"/>
    <xsl:variable name="target" as="attribute()" select="$reference/@target"/>
    <span class="label">{string-join(tokenize($target) ! sg:words-of-target(., sg:address($target, .)), ', ')}</span>
  </xsl:function>

  <!-- What a pointer or a key of an attribute stands for: another address, or itself. -->
  <xsl:key name="sgp:address" match="sg:address" use="@of"/>
  <xsl:function name="sg:address" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="of" as="xs:string" select="local-name($attribute/..) || '/@' || name($attribute) || ' ' || $pointer"/>
    <xsl:sequence select="(key('sgp:address', $of, $page)/@to/string(), $pointer)[1]"/>
  </xsl:function>

  <!-- The same for all pointers of an attribute. -->
  <xsl:function name="sg:addresses" as="xs:string*">
    <xsl:param name="attribute" as="attribute()?"/>
    <xsl:sequence select="tokenize($attribute) ! sg:address($attribute, .)"/>
  </xsl:function>

  <!-- Where a pointer of the source leads on this page: a place in the text, another document's page, the web. -->
  <xsl:function name="sg:link" as="xs:string?" cache="yes">
    <xsl:param name="target" as="xs:string?"/>
    <xsl:variable name="safe" as="xs:string?" select="sg:safe-link($target)"/>
    <xsl:variable name="files" as="element(sg:file)*" select="$page/sg:page/sg:file"/>
    <xsl:choose>
      <xsl:when test="starts-with($safe, '#')">
        <xsl:sequence select="substring($safe, 2)[exists(key('sg:id', ., $sg:viewed))] ! ('#' || encode-for-uri(sg:page-id(.)))"/>
      </xsl:when>
      <xsl:when test="sg:is-absolute($safe) or empty($files)">
        <xsl:sequence select="$safe"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="parts" as="xs:string*" select="tokenize($safe, '#')"/>
        <xsl:sequence select="(key('sgp:file', ($safe, $parts[1]), $page) ! string-join((@href, $parts[2]), '#'))[last()]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A file of the edition, or a place in one whose document is split, by what the source writes. -->
  <xsl:key name="sgp:file" match="sg:file | sg:picture" use="@path"/>

  <!-- Where a picture is that a source names: the edition's own, if the page may show it, or an address of the web. -->
  <xsl:key name="sgp:picture" match="sg:picture" use="@path"/>
  <xsl:function name="sg:picture" as="xs:string?">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:variable name="name" as="xs:string" select="replace(string($address), '^[ \t\r\n]+|[ \t\r\n]+$', '')"/>
    <xsl:sequence select="(key('sgp:picture', $name, $page)/@href/string(), sg:safe-address($name)[sg:is-absolute(.)])[1]"/>
  </xsl:function>

  <!-- Say whether an address begins with its scheme. -->
  <xsl:function name="sg:is-absolute" as="xs:boolean">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:sequence select="matches($address, '^[A-Za-z][A-Za-z0-9+.-]*:')"/>
  </xsl:function>

  <!-- Where an element links to, if it is no part of another link. -->
  <xsl:function name="sgp:href" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (sgp:is-in-link($element)) then () else sgp:target($element)"/>
  </xsl:function>
  <xsl:function name="sgp:is-in-link" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists(sg:links-around($node) ! sgp:target(.))"/>
  </xsl:function>

  <!-- Where an element that may be a link (sg:links-around) asks to link to: a name to its entry, a reference to its target. -->
  <xsl:function name="sgp:target" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="element()?"
      select="$element[self::persName or self::placeName or self::orgName or self::geogName or self::objectName or self::eventName
                       or self::name or self::rs]"/>
    <xsl:variable name="reference" as="element()?" select="$element[self::ref]"/>
    <xsl:sequence select="(($name | $reference) ! sgp:entry-page((@ref, @key, @target))/@href/string(),
                           $name ! sg:entry((@ref, @key)) ! ('#' || encode-for-uri(sg:entry-id(.))),
                           $reference ! sg:link(sg:addresses(@target)[1]))[1]"/>
  </xsl:function>

  <!-- The page of the entry that an element names, on a site with registers. -->
  <xsl:key name="sgp:entry-page" match="sg:entry" use="@of"/>
  <xsl:function name="sgp:entry-page" as="element(sg:entry)?">
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:if test="exists($page/sg:page/sg:entry)">
      <xsl:variable name="pointers" as="xs:string*"
        select="$attributes ! (for $pointer in (tokenize(.), normalize-space()[contains(., ' ')])
                               return local-name(..) || '/@' || name() || ' ' || $pointer)"/>
      <xsl:sequence select="($pointers ! key('sgp:entry-page', ., $page))[1]"/>
    </xsl:if>
  </xsl:function>

  <!-- === Anchors of notes -->

  <xsl:template match="sg:anchor" mode="sg:html" as="node()*">
    <xsl:if test="not(sgp:is-in-link(.))">
      <xsl:if test="sg:before(.)[self::sg:anchor]">
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:sequence select="sgp:anchor(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="sgp:anchor" as="element(h:a)">
    <xsl:param name="anchor" as="element(sg:anchor)"/>
    <a class="note-anchor" id="sg-note-{$anchor/@n}-anchor" href="#sg-note-{$anchor/@n}" role="doc-noteref"
       aria-label="{sg:word('note')} {$anchor/@n}">{$anchor/@n}</a>
  </xsl:function>

</xsl:stylesheet>
