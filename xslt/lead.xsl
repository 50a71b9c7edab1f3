<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pages at addresses where something was, made from their sg:page (see modules/html-page.xsl), the source of this
  transformation. Each leads to where it is now, by itself as well, with or without scripts; what is withdrawn says so.

    <sg:lead href="new.html" canonical="…" title="…" words="why it is withdrawn">
      <sg:former id="p1" href="new.html#p2"/>       a unit that is not on the page itself; without @href: withdrawn
    </sg:lead>
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/words.xsl"/>
  <xsl:include href="modules/languages.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/former.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="sg:source" as="document-node()" select="/"/>

  <xsl:template match="/" as="node()*">
    <xsl:for-each select="$page/sg:page/sg:lead">
      <xsl:comment>sg-sheet</xsl:comment>
      <xsl:call-template name="sg:page">
        <xsl:with-param name="language" select="$sg:words-language"/>
        <xsl:with-param name="title" select="sgp:heading(.)"/>
        <xsl:with-param name="canonical" select="@canonical"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="sgp:heading" as="xs:string">
    <xsl:param name="lead" as="element(sg:lead)"/>
    <xsl:sequence select="sg:word(if ($lead/@href) then 'moved' else 'withdrawn')"/>
  </xsl:function>

  <!-- A script keeps what follows “#”, which a browser would lose; without one the browser goes by itself. -->
  <xsl:template match="sg:lead[@href]" mode="sg:head" as="element(h:noscript)">
    <noscript>
      <meta http-equiv="refresh" content="0; url={@href}"/>
    </noscript>
  </xsl:template>
  <xsl:template match="sg:lead" mode="sg:head" as="element(h:meta)">
    <meta name="robots" content="noindex"/>
  </xsl:template>

  <xsl:template match="sg:lead" mode="sg:main" as="element(h:article)">
    <article class="listing">
      <h1>{sgp:heading(.)}</h1>
      <xsl:for-each select="@href">
        <p><a href="{.}" id="sg-lead">{(../@title, .)[1]}</a></p>
      </xsl:for-each>
      <xsl:for-each select="@words">
        <p>{.}</p>
      </xsl:for-each>
      <xsl:sequence select="sg:former(sg:former)"/>
      <xsl:if test="@href">
        <script>{$sgp:script}</script>
      </xsl:if>
    </article>
  </xsl:template>

  <!-- To the page, at the same place; or to where the unit is. One that is withdrawn says so here. -->
  <xsl:variable name="sgp:script" as="xs:string" static="yes"
    select="'(function(){var h=location.hash,u;try{u=h&amp;&amp;document.getElementById(decodeURIComponent(h.slice(1)))}catch(e){}'
      || 'if(u&amp;&amp;u.className===&quot;former&quot;){u=u.querySelector(&quot;a&quot;);if(!u)return}else u=0;'
      || 'var a=document.getElementById(&quot;sg-lead&quot;);location.replace(u?u.href:a.hash?a.href:a.href+h)})()'"/>

</xsl:stylesheet>
