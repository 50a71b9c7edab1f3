<?xml version="1.0" encoding="UTF-8"?>
<!--
  A document as an HTML page, in one of three views.
  Parameters: view (see modules/view.xsl); page, what the page needs that the source does not hold
  (sg:page, see modules/html-page.xsl); authority, the edition's authority files (sg:authority).
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns">

  <xsl:include href="modules/functions.xsl"/>
  <xsl:include href="modules/view.xsl"/>
  <xsl:include href="modules/notes.xsl"/>
  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/html-text.xsl"/>
  <xsl:include href="modules/html-notes.xsl"/>
  <xsl:include href="modules/html-names.xsl"/>
  <xsl:include href="modules/html-header.xsl"/>

  <xsl:param name="view" as="xs:string" select="'transcript'"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="sg:viewed" as="document-node()" select="sg:view(/*/text, $view)"/>
  <xsl:variable name="sg:numbers" as="map(xs:string, xs:integer)" select="sg:note-numbers($sg:viewed)"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="(/*/@xml:lang, 'en')[1]"/>
      <xsl:with-param name="title" select="sg:title(/)"/>
      <xsl:with-param name="main" as="element()*">
        <article>
          <xsl:call-template name="sg:heading"/>
          <xsl:call-template name="sg:views"/>
          <section class="text view-{$view}" id="sg-text" aria-labelledby="sg-text-heading">
            <h2 id="sg-text-heading">Text</h2>
            <div>
              <xsl:sequence select="sg:language(/*/text/(@xml:lang, ../@xml:lang)[1])"/>
              <xsl:apply-templates select="$sg:viewed" mode="sg:html"/>
            </div>
          </section>
          <xsl:call-template name="sg:notes"/>
          <xsl:call-template name="sg:legend"/>
          <xsl:call-template name="sg:names"/>
          <xsl:call-template name="sg:about"/>
          <xsl:call-template name="sg:cite"/>
          <xsl:call-template name="sg:downloads"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
