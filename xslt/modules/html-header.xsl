<?xml version="1.0" encoding="UTF-8"?>
<!-- What the page says of its document, all of it from the header. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The main title of a document, as it is printed. -->
  <xsl:function name="sg:title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="titles" as="element()*" select="$document/*/teiHeader/fileDesc/titleStmt/title"/>
    <xsl:variable name="main" as="element()?" select="($titles[@type = 'main'], $titles)[1]"/>
    <xsl:sequence select="($main ! normalize-space(sg:view(., 'transcript')), 'Untitled')[. != ''][1]"/>
  </xsl:function>

  <!-- The header's prose, typeset without anchors. -->
  <xsl:function name="sgp:prose" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:apply-templates select="sg:view($nodes, 'transcript')" mode="sg:html"/>
  </xsl:function>

  <!-- One line of a description list, where there is something to say. -->
  <xsl:template name="sgp:fact" as="element()*">
    <xsl:param name="term" as="xs:string"/>
    <xsl:param name="facts" as="node()*"/>
    <xsl:if test="exists($facts)">
      <div>
        <dt>{$term}</dt>
        <xsl:for-each select="$facts">
          <dd>
            <xsl:apply-templates select="sg:view(., 'transcript')" mode="sg:html"/>
          </dd>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sg:heading" as="element(h:header)">
    <xsl:variable name="file" as="element()?" select="$sg:header/fileDesc"/>
    <xsl:variable name="profile" as="element()?" select="$sg:header/profileDesc"/>
    <header class="document">
      <h1>{sg:title($sg:source)}</h1>
      <xsl:for-each select="$file/titleStmt/title[@type = 'sub'][1]">
        <p class="subtitle">{normalize-space()}</p>
      </xsl:for-each>
      <dl class="facts">
        <xsl:call-template name="sgp:fact">
          <xsl:with-param name="term" select="'From'"/>
          <xsl:with-param name="facts" select="$file/titleStmt/author/node()[self::* or normalize-space()]"/>
        </xsl:call-template>
        <xsl:call-template name="sgp:fact">
          <xsl:with-param name="term" select="'To'"/>
          <xsl:with-param name="facts"
                          select="$profile/correspDesc/correspAction[@type = 'received']/(persName | orgName)"/>
        </xsl:call-template>
        <xsl:call-template name="sgp:fact">
          <xsl:with-param name="term" select="'Date'"/>
          <xsl:with-param name="facts" select="$profile/creation/date"/>
        </xsl:call-template>
        <xsl:call-template name="sgp:fact">
          <xsl:with-param name="term" select="'Received'"/>
          <xsl:with-param name="facts" select="$profile/correspDesc/correspAction[@type = 'received']/date"/>
        </xsl:call-template>
        <xsl:for-each-group select="$file/titleStmt/(editor | respStmt)" group-by="local-name()">
          <div>
            <dt>{if (self::editor) then 'Editor' else 'Responsibility'}</dt>
            <xsl:for-each select="current-group()">
              <dd>
                <xsl:sequence select="sgp:prose((self::editor, persName | orgName | name)[1])"/>
                <xsl:for-each select="resp">
                  <xsl:text>: </xsl:text>
                  <xsl:sequence select="sgp:prose(node())"/>
                </xsl:for-each>
              </dd>
            </xsl:for-each>
          </div>
        </xsl:for-each-group>
        <xsl:call-template name="sgp:fact">
          <xsl:with-param name="term" select="'Original'"/>
          <xsl:with-param name="facts" select="($file/sourceDesc//msIdentifier)[1]/idno[1]"/>
        </xsl:call-template>
      </dl>
      <xsl:for-each select="$profile/abstract[1]">
        <section class="abstract" aria-labelledby="sg-summary-heading">
          <xsl:sequence select="sg:language(@xml:lang)"/>
          <h2 id="sg-summary-heading">Summary</h2>
          <xsl:sequence select="sgp:prose(node())"/>
        </section>
      </xsl:for-each>
    </header>
  </xsl:template>

  <!-- The views, as links from page to page: they need no script. -->
  <xsl:template name="sg:views" as="element(h:nav)?">
    <xsl:if test="$page/sg:page/sg:view">
      <nav class="views" aria-label="Views of the text">
        <ul>
          <xsl:for-each select="$page/sg:page/sg:view">
            <li>
              <a href="{@href}#sg-text">
                <xsl:if test="@name = $view">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:value-of select="upper-case(substring(@name, 1, 1)) || substring(@name, 2)"/>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- === About: source, context, editorial principles, rights -->

  <xsl:template name="sg:about" as="element(h:section)">
    <xsl:variable name="file" as="element()?" select="$sg:header/fileDesc"/>
    <section class="about" id="sg-about" aria-labelledby="sg-about-heading">
      <h2 id="sg-about-heading">Source and edition</h2>
      <dl>
        <xsl:for-each select="$file/sourceDesc//msDesc">
          <div>
            <dt>Archival original</dt>
            <dd>
              <xsl:value-of select="msIdentifier/(settlement, institution, repository, collection, idno) ! normalize-space()"
                            separator=", "/>
              <xsl:text>. </xsl:text>
              <xsl:for-each select="msIdentifier/altIdentifier/note, msContents//textLang">
                <xsl:sequence select="sgp:prose(node())"/>
                <xsl:text> </xsl:text>
              </xsl:for-each>
              <xsl:value-of select="physDesc/p ! normalize-space()" separator=" "/>
            </dd>
          </div>
        </xsl:for-each>
        <xsl:for-each select="$file/sourceDesc//biblStruct">
          <div>
            <dt>Printed edition</dt>
            <dd>
              <xsl:call-template name="sgp:printed"/>
            </dd>
          </div>
        </xsl:for-each>
        <xsl:for-each select="$file/sourceDesc/(bibl | listBibl/bibl | p)">
          <div>
            <dt>{(map{'archive-page': 'Source of the text', 'archive-citation': 'The archive’s own citation'}(string(@type)), 'Source')[1]}</dt>
            <dd>
              <xsl:sequence select="sgp:prose(node())"/>
            </dd>
          </div>
        </xsl:for-each>
        <xsl:for-each select="$sg:header/profileDesc/correspDesc">
          <div>
            <dt>Correspondence</dt>
            <xsl:for-each select="correspAction">
              <dd>
                <xsl:text>{upper-case(substring(@type, 1, 1))}{substring(@type, 2)}: </xsl:text>
                <xsl:for-each select="persName | orgName | placeName | date">
                  <xsl:sequence select="', '[position() gt 1], sgp:prose(.)"/>
                </xsl:for-each>
                <xsl:text>. </xsl:text>
                <xsl:sequence select="sgp:prose(note/node())"/>
              </dd>
            </xsl:for-each>
            <xsl:for-each select="note">
              <dd><xsl:sequence select="sgp:prose(node())"/></dd>
            </xsl:for-each>
            <xsl:for-each select="correspContext/*">
              <dd>
                <xsl:sequence select="if (self::p) then sgp:prose(node()) else sgp:prose(.)"/>
              </dd>
            </xsl:for-each>
          </div>
        </xsl:for-each>
        <xsl:for-each select="$sg:header/profileDesc/langUsage">
          <div>
            <dt>Languages</dt>
            <xsl:for-each select="language">
              <dd>{normalize-space()} (<code>{@ident}</code>)</dd>
            </xsl:for-each>
          </div>
        </xsl:for-each>
        <xsl:for-each select="$file/publicationStmt/availability">
          <div>
            <dt>Rights{@n ! (': ' || .)}</dt>
            <xsl:for-each select="p | licence">
              <dd>
                <xsl:choose>
                  <xsl:when test="sg:safe-link(@target) and not(p | ref)">
                    <a href="{sg:safe-link(@target)}">{normalize-space()}</a>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:sequence select="sgp:prose(node())"/>
                  </xsl:otherwise>
                </xsl:choose>
              </dd>
            </xsl:for-each>
          </div>
        </xsl:for-each>
      </dl>
      <xsl:call-template name="sgp:principles"/>
    </section>
  </xsl:template>

  <xsl:template name="sgp:printed" as="node()*">
    <xsl:for-each select="monogr[1]">
      <xsl:if test="editor">
        <xsl:value-of select="editor ! normalize-space()" separator=", "/>
        <xsl:text> (eds.), </xsl:text>
      </xsl:if>
      <cite>
        <xsl:sequence select="sg:language(title[1]/@xml:lang)"/>
        <xsl:value-of select="normalize-space(title[1])"/>
      </cite>
      <xsl:text>{string-join(biblScope[not(@unit = 'page')] ! (', ' || normalize-space()))} (</xsl:text>
      <xsl:text>{string-join(imprint/pubPlace ! normalize-space(), ', ')}: </xsl:text>
      <xsl:for-each select="imprint/publisher[1]">
        <span>
          <xsl:sequence select="sg:language(@xml:lang)"/>
          <xsl:value-of select="normalize-space()"/>
        </span>
      </xsl:for-each>
      <xsl:text>, {normalize-space(imprint/date[1])}){string-join(biblScope[@unit = 'page'] ! (', ' || normalize-space()))}.</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="sgp:principles" as="element(h:details)*">
    <xsl:variable name="prose" as="element()*"
                  select="$sg:header/encodingDesc/(projectDesc, samplingDecl, editorialDecl, refsDecl)//p[not(ancestor::p)]"/>
    <xsl:if test="exists($prose)">
      <details>
        <summary>Editorial principles</summary>
        <xsl:for-each select="$prose">
          <xsl:sequence select="sgp:prose(.)"/>
        </xsl:for-each>
      </details>
    </xsl:if>
    <xsl:for-each select="$sg:header/revisionDesc[change]">
      <details>
        <summary>History of this encoding</summary>
        <ul>
          <xsl:for-each select="change">
            <li>{sg:date-in-words(@when)}: {normalize-space()}</li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:for-each>
  </xsl:template>

  <!-- === Cite and download -->

  <xsl:template name="sg:cite" as="element(h:section)?">
    <xsl:variable name="citations" as="element()*" select="$page/sg:page/sg:citation"/>
    <xsl:if test="exists($citations)">
      <section class="cite" id="sg-cite" aria-labelledby="sg-cite-heading">
        <h2 id="sg-cite-heading">Cite this document</h2>
        <p class="citation">{$citations[1]}</p>
        <p>To cite a paragraph, add its number, which is also its permalink<xsl:call-template name="sgp:cite-example"/>.</p>
        <xsl:for-each select="tail($citations)">
          <details>
            <summary>{@format}</summary>
            <pre tabindex="0" role="region" aria-label="{@format}">{.}</pre>
          </details>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sgp:cite-example" as="node()*">
    <xsl:for-each select="($sg:viewed//p[@sg:reference][@xml:id])[last()]">
      <xsl:text>: for example </xsl:text>
      <a href="#{@xml:id}">§ {@sg:reference}</a>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="sg:downloads" as="element(h:section)?">
    <xsl:if test="$page/sg:page/sg:download">
      <section class="downloads" id="sg-downloads" aria-labelledby="sg-downloads-heading">
        <h2 id="sg-downloads-heading">Downloads</h2>
        <ul>
          <xsl:for-each select="$page/sg:page/sg:download">
            <li><a href="{@href}" download="">{@label}</a></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
