<?xml version="1.0" encoding="UTF-8"?>
<!--  The notes: what was moved out of the text, numbered in the order of its anchors.  -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <xsl:template name="sg:notes" as="element(h:section)?">
    <xsl:apply-templates select="$sg:viewed/sg:notes" mode="sg:html"/>
  </xsl:template>

  <xsl:template match="sg:notes" mode="sg:html" as="element(h:section)">
    <section class="notes" id="sg-notes" aria-labelledby="sg-notes-heading">
      <h2 id="sg-notes-heading">{sg:word('notes')}</h2>
      <ol>
        <xsl:apply-templates mode="#current"/>
      </ol>
    </section>
  </xsl:template>

  <xsl:template match="sg:note" mode="sg:html" as="element(h:li)">
    <li id="sg-note-{@n}">
      <xsl:apply-templates mode="#current"/>
      <xsl:text> </xsl:text>
      <a class="back" href="#sg-note-{@n}-anchor" role="doc-backlink" aria-label="{sg:word('back-to-note')} {@n}">↩</a>
    </li>
  </xsl:template>

  <!-- Generated words of a note, set apart from what follows. -->
  <xsl:template match="sg:what" mode="sg:html" as="node()+">
    <span class="what">{.}</span>
    <xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
