<?xml version="1.0" encoding="UTF-8"?>
<!--
  A document as an HTML page, in one of three views.
  Parameters: view (see modules/view.xsl); page, what the page needs that the source does not hold
  (sg:page, see modules/html-page.xsl); authority, what the edition's authority files have of the
  entries that the document names (sg:authority; see toolkit/siglum/model/registers.py).
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The source as a viewed tree. -->
  <xsl:include href="modules/functions.xsl"/>
  <xsl:include href="modules/words.xsl"/>
  <xsl:include href="modules/view.xsl"/>
  <xsl:include href="modules/view-choice.xsl"/>
  <xsl:include href="modules/view-notes.xsl"/>
  <xsl:include href="modules/view-apparatus.xsl"/>
  <xsl:include href="modules/view-spans.xsl"/>
  <xsl:include href="modules/view-data.xsl"/>
  <xsl:include href="modules/view-brackets.xsl"/>
  <xsl:include href="modules/view-foreign.xsl"/>
  <xsl:include href="modules/notes.xsl"/>

  <!-- The viewed tree as HTML: what serves all topics, then one module a topic. -->
  <xsl:include href="modules/records.xsl"/>
  <xsl:include href="modules/display.xsl"/>
  <xsl:include href="modules/languages.xsl"/>
  <xsl:include href="modules/html-styles.xsl"/>
  <xsl:include href="modules/html-attributes.xsl"/>
  <xsl:include href="modules/html-elements.xsl"/>
  <xsl:include href="modules/html-structure.xsl"/>
  <xsl:include href="modules/html-lists.xsl"/>
  <xsl:include href="modules/html-phrases.xsl"/>
  <xsl:include href="modules/html-lines.xsl"/>
  <xsl:include href="modules/html-quotations.xsl"/>
  <xsl:include href="modules/html-links.xsl"/>
  <xsl:include href="modules/html-editing.xsl"/>
  <xsl:include href="modules/leiden.xsl"/>
  <xsl:include href="modules/html-figures.xsl"/>
  <xsl:include href="modules/html-facsimile.xsl"/>
  <xsl:include href="modules/sigla.xsl"/>
  <xsl:include href="modules/targets.xsl"/>
  <xsl:include href="modules/html-apparatus.xsl"/>
  <xsl:include href="modules/html-transcription.xsl"/>
  <xsl:include href="modules/html-verse.xsl"/>
  <xsl:include href="modules/html-drama.xsl"/>
  <xsl:include href="modules/html-speech.xsl"/>
  <xsl:include href="modules/html-linking.xsl"/>
  <xsl:include href="modules/html-data.xsl"/>
  <xsl:include href="modules/html-statements.xsl"/>
  <xsl:include href="modules/html-metadata.xsl"/>
  <xsl:include href="modules/html-bibliography.xsl"/>
  <xsl:include href="modules/html-manuscript.xsl"/>
  <xsl:include href="modules/html-entities.xsl"/>
  <xsl:include href="modules/html-documentation.xsl"/>
  <xsl:include href="modules/html-verbatim.xsl"/>
  <xsl:include href="modules/view-verbatim.xsl"/>
  <xsl:include href="modules/html-dictionaries.xsl"/>
  <xsl:include href="modules/html-analysis.xsl"/>
  <xsl:include href="modules/html-words.xsl"/>
  <xsl:include href="modules/html-feature-structures.xsl"/>
  <xsl:include href="modules/html-networks.xsl"/>
  <xsl:include href="modules/html-certainty.xsl"/>
  <xsl:include href="modules/html-characters.xsl"/>
  <xsl:include href="modules/html-foreign.xsl"/>
  <xsl:include href="modules/html-formulas.xsl"/>
  <xsl:include href="modules/html-drawings.xsl"/>

  <!-- The page around the text. -->
  <xsl:include href="modules/html-page.xsl"/>
  <xsl:include href="modules/html-outline.xsl"/>
  <xsl:include href="modules/html-split.xsl"/>
  <xsl:include href="modules/html-split-titles.xsl"/>
  <xsl:include href="modules/html-notes.xsl"/>
  <xsl:include href="modules/html-legend.xsl"/>
  <xsl:include href="modules/html-names.xsl"/>
  <xsl:include href="modules/html-header.xsl"/>
  <xsl:include href="modules/html-facts.xsl"/>
  <xsl:include href="modules/dates.xsl"/>
  <xsl:include href="modules/former.xsl"/>
  <xsl:include href="modules/controls.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"
              use-character-maps="sg:controls"/>

  <!-- What a reader reads, of which lines are made: the text, the notes, what is beside the text. -->
  <xsl:variable name="sg:article" as="document-node()+" select="$sgp:text, $sgp:notes, $sgp:supplements"/>

  <!-- Whether the article is wanted, too, as a document after the page: it is made once for both. -->
  <xsl:param name="with-article" as="xs:boolean" select="false()"/>
  <!-- Whether the page is wanted with it. -->
  <xsl:param name="with-page" as="xs:boolean" select="true()"/>
  <!-- The article of another view: nothing is made where that of this view is the same. -->
  <xsl:param name="unless" as="document-node(element(sg:article))?"/>
  <!-- The article of this view, where it has been made already. -->
  <xsl:param name="made" as="document-node(element(sg:article))?"/>
  <xsl:template match="document-node()[$with-article]" as="node()*" priority="3">
    <xsl:variable name="article" as="document-node()">
      <xsl:document>
        <sg:article language="{$sg:words-language}" xsl:inherit-namespaces="no">
          <xsl:sequence select="$sg:article/node()"/>
        </sg:article>
      </xsl:document>
    </xsl:variable>
    <xsl:if test="not(deep-equal($article, $unless))">
      <xsl:if test="$with-page">
        <xsl:next-match/>
      </xsl:if>
      <xsl:sequence select="$article"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="document-node()[$page/sg:page/sg:part]" as="node()+" priority="2">
    <xsl:call-template name="sg:parts"/>
  </xsl:template>

  <xsl:template match="/" as="element(h:html)">
    <xsl:call-template name="sg:page">
      <xsl:with-param name="language" select="$sg:words-language"/>
      <xsl:with-param name="title" select="sg:title(/)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="/" mode="sg:main" as="element(h:article)">
    <article>
      <xsl:call-template name="sg:heading"/>
      <xsl:call-template name="sg:views"/>
      <xsl:sequence select="sg:former($page/sg:page/sg:former)"/>
      <xsl:call-template name="sg:outline"/>
      <xsl:call-template name="sg:text"/>
      <xsl:choose>
        <xsl:when test="$with-article">
          <xsl:sequence select="($sgp:notes, $sgp:supplements)/node()"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="sg:notes"/>
          <xsl:call-template name="sg:supplements"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="sg:legend"/>
      <xsl:call-template name="sg:names"/>
      <xsl:call-template name="sg:about"/>
      <xsl:call-template name="sg:cite"/>
      <xsl:call-template name="sg:downloads"/>
      <xsl:call-template name="sg:viewer"/>
    </article>
  </xsl:template>

  <!-- Say whether there is a text to show: a catalogue or a list has all it says in its header. -->
  <xsl:variable name="sg:has-text" as="xs:boolean"
    select="exists($sg:viewed/sg:text//text()[normalize-space()])
            or exists($sg:viewed/sg:text//(* except (TEI | text | front | body | back | group | child::div | p | ab | lb
                        | (pb | cb | gb | milestone)[not(@facs)]
                        | anchor | facsimile | surfaceGrp | surface | zone | standOff)))"/>

  <xsl:template name="sg:text" as="element(h:section)?">
    <xsl:if test="$sg:has-text">
      <section class="text view-{$view}{' leiden'[$sg:is-leiden]}" id="sg-text" aria-labelledby="sg-text-heading">
        <h2 id="sg-text-heading">{sg:word(if ($sg:viewed/sg:text/TEI[facsimile][not(text or sourceDoc)]) then 'facsimile' else 'text')}</h2>
        <xsl:call-template name="sg:elsewhere"/>
        <div>
          <xsl:choose>
            <xsl:when test="$with-article">
              <xsl:sequence select="$sgp:text/node()"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="$sg:viewed/sg:text" mode="sg:html"/>
            </xsl:otherwise>
          </xsl:choose>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What a document has beside its text: facsimiles, transcripts of pages, stand-off annotation. -->
  <xsl:template name="sg:supplements" as="element(h:section)*">
    <xsl:for-each select="$sg:viewed/sg:supplements">
      <section class="supplements" id="sg-supplements" aria-labelledby="sg-supplements-heading">
        <h2 id="sg-supplements-heading">{sg:word('supplements')}</h2>
        <xsl:apply-templates select="." mode="sg:html"/>
      </section>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
