<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pictures of the source beside its text (TEI Guidelines, 12.1): where a page, a column or another part begins
  that has @facs, and in a surface that is transcribed as it stands. Over a picture lie its zones, each a link
  to what stands there in the text; what has @facs in the text leads to its zone.
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
                xpath-default-namespace="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:h="http://www.w3.org/1999/xhtml"
                xmlns:svg="http://www.w3.org/2000/svg"
                xmlns:sg="https://siglum.invalid/ns"
                xmlns:sgp="https://siglum.invalid/ns/private">

  <!-- === Pictures -->

  <xsl:template match="pb[@facs] | cb[@facs] | gb[@facs] | milestone[@facs]" mode="sg:html" as="node()+">
    <xsl:next-match/>
    <xsl:variable name="break" as="element()" select="."/>
    <xsl:if test="not(sgp:is-in-link(.))">
      <xsl:for-each-group select="tokenize(@facs)" group-by="sgp:picture-of(.)">
        <xsl:call-template name="sgp:page-picture">
          <xsl:with-param name="address" select="current-grouping-key()"/>
          <xsl:with-param name="bearer" select="$break"/>
          <xsl:with-param name="graphic" select="sgp:graphic-of(.)"/>
        </xsl:call-template>
      </xsl:for-each-group>
    </xsl:if>
  </xsl:template>

  <xsl:template match="surface/graphic | surface/zone/graphic" mode="sg:html" as="element()" priority="1">
    <xsl:variable name="address" as="xs:string?" select="sg:picture(@url)"/>
    <xsl:choose>
      <xsl:when test="sg:is-shown($address)">
        <div>
          <xsl:sequence select="sg:attributes(.)"/>
          <xsl:call-template name="sgp:page-picture">
            <xsl:with-param name="address" select="$address"/>
            <xsl:with-param name="bearer" select="."/>
            <xsl:with-param name="graphic" select="."/>
          </xsl:call-template>
          <xsl:apply-templates mode="#current"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A picture, linked to the whole of it; where it is and what it shows. The bearer is the element of the text that has it. -->
  <xsl:template name="sgp:page-picture" as="element()">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="bearer" as="element()"/>
    <xsl:param name="graphic" as="element()?"/>
    <xsl:variable name="number" as="xs:string?" select="($bearer, $graphic/ancestor::surface[1])/@n[normalize-space()][1]"/>
    <xsl:variable name="name" as="xs:string" select="string-join((sg:word('facsimile'), $number), ' ')"/>
    <xsl:variable name="said" as="xs:string?"
                  select="($graphic/desc, $graphic/ancestor::surface[1]/desc)[normalize-space()][1] ! normalize-space()"/>
    <xsl:choose>
      <!-- A page loads nothing from another server unless the edition says so: what is there is linked to. -->
      <xsl:when test="not(sg:is-shown($address))">
        <a class="page-picture" href="{$address}">{$name}</a>
      </xsl:when>
      <xsl:otherwise>
        <span class="page-picture">
          <a href="{(sgp:service($address)[$address = (., . || '/', . || '/info.json')] ! (. || '/full/max/0/default.jpg'), $address)[1]}">
            <xsl:call-template name="sg:img">
              <xsl:with-param name="address" select="$address"/>
              <xsl:with-param name="alt" select="string-join(($name, $said), sg:word('colon'))"/>
              <xsl:with-param name="seen" select="'(min-width: 64rem) 38vw, 95vw'"/>
            </xsl:call-template>
          </a>
          <xsl:if test="$graphic">
            <xsl:call-template name="sgp:zones">
              <xsl:with-param name="bearer" select="$bearer"/>
              <xsl:with-param name="graphic" select="$graphic"/>
              <xsl:with-param name="name" select="$name"/>
            </xsl:call-template>
          </xsl:if>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Say whether a page shows the picture at an address: one of the edition, or of a service that it names. -->
  <xsl:function name="sg:is-shown" as="xs:boolean">
    <xsl:param name="address" as="xs:string?"/>
    <xsl:sequence select="$address and (not(sg:is-absolute($address)) or exists(sgp:service($address)))"/>
  </xsl:function>

  <!-- The picture of a IIIF service, without what is asked of it (IIIF Image API 3.0, 3), if pages may load from its host. -->
  <xsl:function name="sgp:service" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:if test="lower-case(replace($address, '^https?://([^/?#]+).*$', '$1', 'i')) = $page/sg:page/sg:iiif/@host">
      <xsl:sequence select="$address => replace($sgp:request, '') => replace('/(info\.json)?$', '')"/>
    </xsl:if>
  </xsl:function>
  <!-- Region, size, rotation, quality and format. -->
  <xsl:variable name="sgp:request" as="xs:string" static="yes"
    select="string-join(('/(full|square|pct:[0-9.,]+|[0-9,]+)/\^?(max|full|!?[0-9,]+|pct:[0-9.]+)/!?[0-9.]+/',
                         '(default|native|color|gray|bitonal)\.[A-Za-z0-9]+$'))"/>

  <!-- The services that the pictures of the text come from: readers are told. -->
  <xsl:template name="sg:elsewhere" as="element(h:p)?">
    <xsl:variable name="shown" as="xs:string*" select="if ($page/sg:page/sg:iiif) then sgp:shown-pictures() else ()"/>
    <xsl:variable name="hosts" as="xs:string*"
      select="distinct-values($shown[sg:is-absolute(.)] ! lower-case(replace(., '^\w+://([^/?#]+).*$', '$1')))"/>
    <xsl:if test="exists($hosts)">
      <p class="elsewhere">{sg:word('facsimile-elsewhere')}{sg:word('colon')}{string-join($hosts, ', ')}</p>
    </xsl:if>
  </xsl:template>

  <!-- The addresses of pictures that a page shows beside its text. -->
  <xsl:function name="sgp:shown-pictures" as="xs:string*">
    <xsl:sequence select="$sg:viewed/sg:text//((pb | cb | gb | milestone)/@facs ! tokenize(.) ! sgp:picture-of(.),
                                               graphic ! sg:picture(@url))[sg:is-shown(.)]"/>
  </xsl:function>

  <!-- A picture that is shown; seen says how wide the page shows it, so that no larger file is loaded. -->
  <xsl:template name="sg:img" as="element(h:img)">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="alt" as="xs:string"/>
    <xsl:param name="seen" as="xs:string"/>
    <xsl:variable name="picture" as="element(sg:picture)?" select="key('sgp:picture-at', $address, $page)[1]"/>
    <xsl:variable name="service" as="xs:string?" select="sgp:service($address)"/>
    <img src="{($service ! (. || '/full/!1000,1000/0/default.jpg'), $address)[1]}" alt="{$alt}" loading="lazy">
      <xsl:sequence select="$picture/(@width, @height, @srcset)"/>
      <xsl:for-each select="$service">
        <xsl:attribute name="data-service" select="."/>
        <xsl:attribute name="referrerpolicy" select="'no-referrer'"/>
      </xsl:for-each>
      <xsl:if test="$picture/@srcset">
        <xsl:attribute name="sizes" select="$seen"/>
      </xsl:if>
    </img>
  </xsl:template>
  <xsl:key name="sgp:picture-at" match="sg:picture" use="@href"/>

  <!-- The address of the picture that a token of @facs means: its own, or that of a surface. -->
  <xsl:function name="sgp:picture-of" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="sg:picture(if (starts-with($pointer, '#')) then sgp:graphic-of($pointer)/@url else $pointer)"/>
  </xsl:function>

  <!-- The graphic that a pointer means: itself, that of a surface or zone, of a facsimile that is of one page. -->
  <xsl:function name="sgp:graphic-of" as="element()?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:variable name="target" as="element()?"
                  select="if (starts-with($pointer, '#')) then key('sg:id', substring($pointer, 2), $sg:source)[1] else ()"/>
    <xsl:sequence select="($target/self::graphic, $target/ancestor-or-self::*[graphic][1]/graphic[1],
                           $target/self::facsimile[not(.//surface[2])]//graphic)[1]"/>
  </xsl:function>

  <!-- What the viewer is made of (facsimile.js), for a page that has pictures to view. -->
  <xsl:template name="sg:viewer" as="element()*">
    <xsl:if test="if ($page/sg:page/@viewer) then exists(sgp:shown-pictures()) else false()">
      <template id="sg-viewer">
        <dialog class="viewer" aria-label="{sg:word('facsimile')}">
          <div class="tools">
            <xsl:sequence select="sgp:tool('previous', '‹'), sgp:tool('next', '›')"/>
            <output/>
            <xsl:sequence select="sgp:tool('in', '+'), sgp:tool('out', '−'), sgp:tool('whole', '⤢'), sgp:tool('turn', '↻')"/>
            <a data-do="file" href="#" aria-label="{sg:word('facsimile-file')}" title="{sg:word('facsimile-file')}">⤓</a>
            <xsl:sequence select="sgp:tool('close', '×')"/>
          </div>
          <div class="stand" tabindex="0" role="group" aria-label="{sg:word('facsimile-keys')}"/>
        </dialog>
      </template>
      <script src="{$page/sg:page/@viewer}" defer="defer"/>
    </xsl:if>
  </xsl:template>
  <xsl:function name="sgp:tool" as="element(h:button)">
    <xsl:param name="deed" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="sg:word('facsimile-' || $deed)"/>
    <button type="button" data-do="{$deed}" aria-label="{$name}" title="{$name}">{$sign}</button>
  </xsl:function>

  <!-- === Zones -->

  <!-- Which element of the text shows the zones of a surface, by the surface: the first that has its picture. -->
  <xsl:variable name="sgp:bearers" as="map(xs:string, xs:string)">
    <xsl:variable name="entries" as="map(xs:string, xs:string)*">
      <xsl:for-each select="$sg:viewed//(pb | cb | gb | milestone)[@facs][not(sgp:is-in-link(.))]">
        <xsl:variable name="bearer" as="xs:string" select="generate-id()"/>
        <xsl:sequence select="tokenize(@facs) ! sgp:graphic-of(.)[exists(sgp:space(.))]/ancestor::surface[1]
                              ! map:entry(generate-id(), $bearer)"/>
      </xsl:for-each>
      <xsl:for-each select="$sg:viewed//surface//graphic[exists(sgp:space(.))]">
        <xsl:variable name="bearer" as="xs:string" select="generate-id()"/>
        <xsl:sequence select="sgp:in-source(ancestor::surface[1]) ! map:entry(generate-id(), $bearer)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="map:merge($entries, map{'duplicates': 'use-first'})"/>
  </xsl:variable>

  <!-- A surface in the source, of which one in the view is a copy. -->
  <xsl:function name="sgp:in-source" as="element()?">
    <xsl:param name="surface" as="element()?"/>
    <xsl:sequence select="if (root($surface) is $sg:source) then $surface
                          else $surface/@xml:id ! key('sg:id', ., $sg:source)[self::surface][1]"/>
  </xsl:function>

  <!-- What a picture fills, in the numbers of its zones: left, top, width, height; nothing for a picture that a page does not show. -->
  <xsl:function name="sgp:space" as="xs:double*">
    <xsl:param name="graphic" as="element()"/>
    <xsl:variable name="address" as="xs:string?" select="sg:picture($graphic/@url)[sg:is-shown(.)]"/>
    <xsl:variable name="box" as="xs:double*"
                  select="($graphic/parent::zone, $graphic/ancestor::surface[1])[exists(sgp:box(.))][1] ! sgp:box(.)"/>
    <xsl:choose>
      <xsl:when test="not($address) or empty($graphic/ancestor::surface[1]//(zone | line)[exists(sgp:shape(.))])"/>
      <xsl:when test="exists($box)">
        <xsl:sequence select="$box[1], $box[2], $box[3] - $box[1], $box[4] - $box[2]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="said" as="xs:double*"
          select="$graphic[matches(@width, $sgp:pixels) and matches(@height, $sgp:pixels)]/(@width, @height)
                  ! number(replace(., 'px', ''))"/>
        <xsl:variable name="found" as="xs:double*"
          select="key('sgp:picture-at', $address, $page)[1][@width]/(@width, @height) ! number()"/>
        <xsl:variable name="size" as="xs:double*" select="if (exists($said)) then $said else $found"/>
        <xsl:sequence select="if (exists($size) and min($size) gt 0) then (0, 0, $size) else ()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <xsl:variable name="sgp:pixels" as="xs:string" static="yes" select="'^\s*[0-9]{1,6}(\.[0-9]{1,6})?(px)?\s*$'"/>
  <xsl:variable name="sgp:number" as="xs:string" static="yes" select="'-?[0-9]{1,9}(\.[0-9]{1,9})?'"/>

  <!-- The corners of an element: left, top, right, bottom; nothing unless it has all four, in their order. -->
  <xsl:function name="sgp:box" as="xs:double*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="corners" as="xs:double*"
      select="$element/(string(@ulx), string(@uly), string(@lrx), string(@lry))[matches(normalize-space(), $sgp:whole-number)] ! number()"/>
    <xsl:sequence select="$corners[count($corners) eq 4 and $corners[1] lt $corners[3] and $corners[2] lt $corners[4]]"/>
  </xsl:function>
  <xsl:variable name="sgp:whole-number" as="xs:string" static="yes" select="string-join(('^', $sgp:number, '$'))"/>

  <!-- The corners of a zone, as SVG has them: those of @points, or of its box. -->
  <xsl:function name="sgp:shape" as="xs:string?">
    <xsl:param name="zone" as="element()"/>
    <xsl:variable name="box" as="xs:double*" select="sgp:box($zone)"/>
    <xsl:sequence select="if (matches(normalize-space($zone/@points), $sgp:points)) then normalize-space($zone/@points)
      else if (exists($box)) then string-join(($box[1], $box[2], $box[3], $box[2], $box[3], $box[4], $box[1], $box[4]) ! string(), ' ')
      else ()"/>
  </xsl:function>
  <xsl:variable name="sgp:points" as="xs:string" static="yes"
                select="string-join(('^', $sgp:number, ',', $sgp:number, '( ', $sgp:number, ',', $sgp:number, '){2,4000}$'))"/>

  <!-- The zones of a picture that the text has something of, drawn over it: each a link to that. -->
  <xsl:template name="sgp:zones" as="element(svg:svg)?">
    <xsl:param name="bearer" as="element()"/>
    <xsl:param name="graphic" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="surface" as="element()?" select="$graphic/ancestor::surface[1]"/>
    <xsl:variable name="is-bearer" as="xs:boolean"
                  select="sgp:in-source($surface) ! map:get($sgp:bearers, generate-id()) = generate-id($bearer)"/>
    <xsl:variable name="zones" as="element()*"
                  select="$surface[$is-bearer]//(zone | line)[exists(sgp:shape(.))][exists(sgp:witnessed(.))]"/>
    <xsl:if test="exists($zones)">
      <svg xmlns="http://www.w3.org/2000/svg" class="zones" viewBox="{sgp:space($graphic)}" preserveAspectRatio="none" role="group"
           aria-label="{$name}">
        <xsl:for-each select="$zones">
          <xsl:variable name="place" as="element()" select="sgp:witnessed(.)"/>
          <a href="#{encode-for-uri(sgp:place-id($place))}"
             aria-label="{string-join((sg:word('facsimile-to-text'), sgp:said-of($place)), sg:word('colon'))}">
            <xsl:if test="@xml:id">
              <xsl:attribute name="id" select="sgp:zone-id(@xml:id)"/>
            </xsl:if>
            <polygon points="{sgp:shape(.)}" vector-effect="non-scaling-stroke"/>
          </a>
        </xsl:for-each>
      </svg>
    </xsl:if>
  </xsl:template>

  <!-- What the text has of a zone: the first element that points to it, or its own words. -->
  <xsl:key name="sgp:of-zone" match="*[@facs]" use="tokenize(@facs)[starts-with(., '#')] ! substring(., 2)"/>
  <xsl:function name="sgp:witnessed" as="element()?">
    <xsl:param name="zone" as="element()"/>
    <xsl:sequence select="$zone/@xml:id ! (key('sgp:of-zone', ., $sg:viewed), key('sg:id', ., $sg:viewed)[normalize-space()])[1]"/>
  </xsl:function>

  <!-- The id of a place that a zone leads to: its own, or one that is made of the zone's. -->
  <xsl:function name="sgp:place-id" as="xs:string">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="(sg:id($place), 'sg-of-' || sg:local-pointers($place/@facs)[1])[1]"/>
  </xsl:function>
  <xsl:function name="sgp:zone-id" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="'sg-zone-' || $id"/>
  </xsl:function>

  <!-- What a link to a place says of it: its number, or how it begins. -->
  <xsl:function name="sgp:said-of" as="xs:string?">
    <xsl:param name="place" as="element()"/>
    <xsl:sequence select="(string($place/@n), substring(normalize-space($place), 1, 60))[normalize-space()][1]"/>
  </xsl:function>

  <!-- The zones on the page that an element points to, by their ids. -->
  <xsl:function name="sgp:zone-ids" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="zones" as="element()*"
      select="sg:local-pointers($element/@facs) ! key('sg:id', ., $sg:source)[1][self::zone or self::line],
              $element[self::zone or self::line][@xml:id][sgp:witnessed(.) is $element]"/>
    <xsl:sequence select="$zones[exists(sgp:shape(.))]
                                [sgp:in-source(ancestor::surface[1]) ! map:contains($sgp:bearers, generate-id())] ! sgp:zone-id(@xml:id)"/>
  </xsl:function>

  <!-- Which zones an element is of; and the id by which these lead to it. A break has no box, its link has the id. -->
  <xsl:function name="sg:zone-attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="zones" as="xs:string*" select="sgp:zone-ids($element)"/>
    <xsl:if test="exists($zones)">
      <xsl:attribute name="data-zone" select="$zones"/>
      <xsl:sequence select="$element[not(self::lb)] ! sgp:made-id(.)"/>
    </xsl:if>
  </xsl:function>

  <!-- The id of an element that has none of its own, if it is the first of its zone. -->
  <xsl:function name="sgp:made-id" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="zone" as="xs:string?" select="sg:local-pointers($element/@facs)[1]"/>
    <xsl:if test="$zone and empty(sg:id($element)) and key('sgp:of-zone', $zone, root($element))[1] is $element">
      <xsl:attribute name="id" select="sgp:place-id($element)"/>
    </xsl:if>
  </xsl:function>

  <!-- A link to the zone of a line or a block, where one is on the page. -->
  <xsl:template name="sg:to-picture" as="element(h:a)?">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="zones" as="xs:string*" select="sgp:zone-ids(.)"/>
    <xsl:if test="exists($zones)">
      <a class="to-picture" href="#{encode-for-uri($zones[1])}"
         aria-label="{string-join((sg:word('facsimile-to-picture'), sgp:said-of(.)), sg:word('colon'))}">
        <xsl:sequence select="self::lb ! sgp:made-id(.)"/>
      </a>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
