<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pages that are no documents: lists of documents and entries, and what stands around an entry. The
  parameter page (see html-page.xsl) has a sheet for each (see toolkit/siglum/render/listing.py):

    <sg:sheet address="register/persons/index.html">
      <sg:title register="person"/>                       words: see sg:said
      <sg:parents><sg:step href="…" here="true"/></sg:parents>  and tabs, index, pages
      <sg:said count="12" of="mention"/>                  a line about the whole
      <sg:figure n="1">                                   a drawing
        <sg:title browse="map"/> <sg:said word="…"/>      its name; what is said under it
        <svg:svg viewBox="…"><svg:a href="…"><svg:circle …><sg:said text="…"/></svg:circle></svg:a></svg:svg>
      </sg:figure>
      <sg:table>
        <sg:column word="place"/>
        <sg:row><sg:cell><sg:line/></sg:cell></sg:row>
      </sg:table>
      <sg:groups>
        <sg:group anchor="a" month="1949-01" short="true">
          <sg:title text="A"/>
          <sg:day n="10" href="…"/>
          <sg:line href="…" text="…">
            <sg:date first="…"/> <sg:said role="sender"/> <sg:context before="…" shown="…" after="…"/>
          </sg:line>
        </sg:group>
      </sg:groups>
      <sg:related/>                                       groups, too
    </sg:sheet>
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- The words of a title, a step, a line. -->
  <xsl:function name="sg:said" as="xs:string">
    <xsl:param name="label" as="element()"/>
    <xsl:sequence select="string-join($label ! (@register ! sg:word('register-' || .), @browse ! sg:word('browse-' || .),
      @by ! sg:word('by-' || .), @word ! sg:word('listing-' || .),
      @role ! (if (sg:has-word('role-' || .)) then sg:word('role-' || .) else string()),
      @count ! (. || ' ' || sgp:counted($label/@of, xs:integer(.))), @date ! sg:date-in-words(.), @text ! string()), ' ')"/>
  </xsl:function>

  <!-- The heading of a page, and the way to it from the home page. -->
  <xsl:template name="sg:sheet-heading" as="element()+">
    <xsl:param name="sheet" as="element(sg:sheet)"/>
    <nav class="crumbs" aria-label="{sg:word('listing-breadcrumbs')}">
      <ol>
        <li><a href="{$page/sg:page/@home}">{sg:word('listing-home')}</a></li>
        <xsl:for-each select="$sheet/sg:parents/sg:step">
          <li><a href="{@href}">{sg:said(.)}</a></li>
        </xsl:for-each>
      </ol>
    </nav>
    <h1>{sg:said($sheet/sg:title)}</h1>
    <xsl:if test="$sheet/sg:said">
      <p class="subtitle">{string-join($sheet/sg:said ! sg:said(.), ' · ')}</p>
    </xsl:if>
  </xsl:template>

  <!-- Links to orders, letters, pages. -->
  <xsl:template name="sg:steps" as="element(h:nav)?">
    <xsl:param name="steps" as="element(sg:step)*"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:if test="exists($steps)">
      <nav class="choices" aria-label="{$label}">
        <ul>
          <xsl:for-each select="$steps">
            <li>
              <a href="{@href}">
                <xsl:if test="@here">
                  <xsl:attribute name="aria-current" select="'page'"/>
                </xsl:if>
                <xsl:value-of select="sg:said(.)"/>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sg:sheet-pages" as="element(h:nav)?">
    <xsl:param name="sheet" as="element(sg:sheet)"/>
    <xsl:call-template name="sg:steps">
      <xsl:with-param name="steps" select="$sheet/sg:pages/sg:step"/>
      <xsl:with-param name="label" select="sg:word('listing-pages')"/>
    </xsl:call-template>
  </xsl:template>

  <!-- === Groups of lines -->

  <xsl:mode name="sg:listing" on-no-match="fail"/>

  <xsl:template match="sg:group" mode="sg:listing" as="element()">
    <xsl:element name="{if (sg:title) then 'section' else 'div'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:for-each select="sg:title">
        <h2>
          <xsl:sequence select="../@anchor ! sgp:named(.)"/>
          <xsl:value-of select="sg:said(.)"/>
        </h2>
      </xsl:for-each>
      <xsl:if test="@month">
        <xsl:call-template name="sgp:calendar"/>
      </xsl:if>
      <ul class="{if (@short) then 'lines short' else 'lines'}">
        <xsl:apply-templates select="sg:line" mode="#current"/>
      </ul>
    </xsl:element>
  </xsl:template>

  <xsl:function name="sgp:named" as="attribute(id)">
    <xsl:param name="anchor" as="attribute()"/>
    <xsl:attribute name="id" select="$anchor"/>
  </xsl:function>

  <xsl:template match="sg:line" mode="sg:listing" as="element(h:li)">
    <li>
      <xsl:for-each select="sg:context">
        <span class="context">{@before}<a href="{../@href}">{(@shown, '…')[1]}</a>{@after}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="sg:context">
          <span class="where">{sg:said(.)}{sgp:beside(.)}</span>
        </xsl:when>
        <xsl:when test="@href">
          <a href="{@href}">{sg:said(.)}</a>
          <span class="where">{sgp:beside(.)}</span>
        </xsl:when>
        <xsl:otherwise>{sg:said(.)}<span class="where">{sgp:beside(.)}</span></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <!-- What stands beside the words of a line: its date, and more. -->
  <xsl:function name="sgp:beside" as="xs:string">
    <xsl:param name="line" as="element(sg:line)"/>
    <xsl:sequence select="string-join(($line/sg:date ! sg:dating-in-words(.), $line/sg:said ! sg:said(.))[. != ''] ! (', ' || .))"/>
  </xsl:function>

  <!-- === Drawings, and what they show as a table -->

  <!-- A drawing. Its table has the same links, so that the keyboard need not go through all of its points. -->
  <xsl:template match="sg:figure" mode="sg:listing" as="element(h:figure)">
    <xsl:variable name="title" as="xs:string" select="sg:said(sg:title)"/>
    <figure class="drawing">
      <div role="group" tabindex="0" aria-label="{$title}">
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="{svg:svg/@viewBox}" role="group" aria-labelledby="sg-figure-{@n}"
             aria-describedby="sg-figure-{@n}-caption">
          <title id="sg-figure-{@n}">{$title}</title>
          <xsl:apply-templates select="svg:svg/*" mode="sg:drawing"/>
        </svg>
      </div>
      <figcaption id="sg-figure-{@n}-caption"><strong>{$title}</strong>{sg:said ! (' ' || sg:said(.))}</figcaption>
    </figure>
  </xsl:template>

  <!-- What drawings may have: each shape with its own attributes alone (see toolkit/siglum/render/figures/drawing.py). -->
  <xsl:mode name="sg:drawing" on-no-match="fail"/>
  <xsl:template match="svg:a" mode="sg:drawing" as="element(svg:a)">
    <a xmlns="http://www.w3.org/2000/svg" href="{@href}" tabindex="-1">
      <xsl:apply-templates select="*" mode="#current"/>
    </a>
  </xsl:template>
  <xsl:template match="svg:path | svg:circle | svg:rect | svg:line" mode="sg:drawing" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/2000/svg">
      <xsl:copy-of select="@class, @d, @fill-rule, @cx, @cy, @r, @x, @y, @width, @height, @x1, @y1, @x2, @y2, @stroke-width"/>
      <xsl:where-populated>
        <title xmlns="http://www.w3.org/2000/svg">{string-join(sg:said ! sg:said(.), ', ')}</title>
      </xsl:where-populated>
    </xsl:element>
  </xsl:template>
  <!-- What stands beside a shape, for the eye: the shape's title says it in full. -->
  <xsl:template match="svg:text" mode="sg:drawing" as="element(svg:text)">
    <text xmlns="http://www.w3.org/2000/svg" paint-order="stroke" aria-hidden="true">
      <xsl:copy-of select="@class, @x, @y, @text-anchor"/>
      <xsl:value-of select="."/>
    </text>
  </xsl:template>

  <xsl:template match="sg:table" mode="sg:listing" as="element(h:div)">
    <div class="figures" role="group" tabindex="0" aria-label="{sg:word('listing-table')}">
      <table>
        <thead>
          <tr>
            <xsl:for-each select="sg:column">
              <th scope="col">{sg:said(.)}</th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="sg:row">
            <tr>
              <xsl:apply-templates select="sg:cell" mode="#current"/>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="sg:cell" mode="sg:listing" as="element()">
    <xsl:element name="{if (position() eq 1) then 'th' else 'td'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:if test="position() eq 1">
        <xsl:attribute name="scope" select="'row'"/>
      </xsl:if>
      <xsl:apply-templates select="sg:line" mode="sg:cell"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="sg:cell" on-no-match="fail"/>
  <xsl:template match="sg:line" mode="sg:cell" as="node()+">
    <xsl:choose>
      <xsl:when test="sg:context">
        <span class="context">{sg:context/@before}<a href="{@href}">{sg:context/@shown}</a>{sg:context/@after}</span>
        <xsl:where-populated>
          <span class="where">{sg:said(.)}</span>
        </xsl:where-populated>
      </xsl:when>
      <xsl:when test="@href">
        <a href="{@href}">{sg:said(.)}</a>
        <xsl:where-populated>
          <span class="where">{sgp:beside(.)}</span>
        </xsl:where-populated>
      </xsl:when>
      <xsl:otherwise>{sg:said(.)}<xsl:where-populated><span class="where">{sgp:beside(.)}</span></xsl:where-populated></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A month: of its days, those that have documents are links. Weeks begin on Monday (ISO 8601). -->
  <xsl:template name="sgp:calendar" as="element(h:table)">
    <xsl:context-item as="element(sg:group)" use="required"/>
    <xsl:variable name="days" as="element(sg:day)*" select="sg:day"/>
    <xsl:variable name="first" as="xs:date" select="xs:date(@month || '-01')"/>
    <xsl:variable name="last" as="xs:date" select="$first + xs:yearMonthDuration('P1M') - xs:dayTimeDuration('P1D')"/>
    <xsl:variable name="before" as="xs:integer"
      select="xs:integer(($first - xs:date('1900-01-01')) div xs:dayTimeDuration('P1D')) mod 7"/>
    <xsl:variable name="offset" as="xs:integer" select="($before + 7) mod 7"/>
    <xsl:variable name="count" as="xs:integer" select="day-from-date($last)"/>
    <table class="calendar">
      <caption class="visually-hidden">{sg:word('calendar')}{sg:word('colon')}{sg:said(sg:title)}</caption>
      <thead>
        <tr>
          <xsl:for-each select="tokenize(sg:word('weekdays'))">
            <th scope="col">{.}</th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="0 to ($offset + $count - 1) idiv 7">
          <xsl:variable name="week" as="xs:integer" select="."/>
          <tr>
            <xsl:for-each select="1 to 7">
              <xsl:variable name="day" as="xs:integer" select="$week * 7 + . - $offset"/>
              <xsl:variable name="link" as="attribute()?" select="$days[xs:integer(@n) eq $day]/@href"/>
              <td>
                <xsl:choose>
                  <xsl:when test="$link">
                    <a href="{$link}">{$day}</a>
                  </xsl:when>
                  <xsl:when test="$day ge 1 and $day le $count">{$day}</xsl:when>
                </xsl:choose>
              </td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:template>

</xsl:stylesheet>
