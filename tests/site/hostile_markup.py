"""Markup that would run, load or lead away if it reached a page: one piece a row.

Each says `ran(…)` where it would run a script, and names the host tracker.test where it would load.
"""

from __future__ import annotations

NAMESPACES = (
    'xmlns:h="http://www.w3.org/1999/xhtml" xmlns:m="http://www.w3.org/1998/Math/MathML"'
    ' xmlns:svg="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_RUN = "window.ran=1"
_LOAD = "http://tracker.test/x"
_FRAME = f'<h:iframe srcdoc="&lt;script>parent.{_RUN}&lt;/script>"/>'
_IMAGE = f'<h:img src="{_LOAD}" onerror="{_RUN}"/>'
_TAGS = f"&lt;/style>&lt;/title>&lt;/svg>&lt;/math>&lt;img src={_LOAD} onerror={_RUN}>"

_HTML = [
    f"<h:script>{_RUN}</h:script>",
    f'<h:script src="{_LOAD}"/>',
    _FRAME,
    f'<h:iframe src="{_LOAD}"/>',
    _IMAGE,
    f'<h:object data="{_LOAD}"/>',
    f'<h:embed src="{_LOAD}"/>',
    f'<h:video src="{_LOAD}" onerror="{_RUN}"><h:source src="{_LOAD}"/></h:video>',
    f'<h:audio src="{_LOAD}"/>',
    f'<h:input type="image" src="{_LOAD}" autofocus="autofocus" onfocus="{_RUN}"/>',
    f'<h:meta http-equiv="refresh" content="0;url={_LOAD}"/>',
    f'<h:link rel="stylesheet" href="{_LOAD}"/>',
    f'<h:link rel="preload" as="image" href="{_LOAD}"/>',
    '<h:base href="http://tracker.test/"/>',
    f"<h:style>@import '{_LOAD}'; body {{ background: url({_LOAD}) }}</h:style>",
    f'<h:body background="{_LOAD}" onload="{_RUN}">b</h:body>',
    f'<h:table background="{_LOAD}"><h:td background="{_LOAD}">t</h:td></h:table>',
    f'<h:details open="open" ontoggle="{_RUN}">d</h:details>',
    f'<h:form action="javascript:{_RUN}"><h:button formaction="javascript:{_RUN}">f</h:button></h:form>',
    f'<h:frameset onload="{_RUN}"><h:frame src="{_LOAD}"/></h:frameset>',
    f"<h:template>{_FRAME}</h:template>",
    f"<h:noscript>{_TAGS}</h:noscript>",
    f"<h:xmp>{_TAGS}</h:xmp><h:plaintext>p</h:plaintext><h:textarea>{_TAGS}</h:textarea>",
    f'<h:a href="java&#9;script:{_RUN}" ping="{_LOAD}">a</h:a>',
    f'<h:a href="&#1;" style="background:url({_LOAD})">a</h:a>'.replace(
        "&#1;", "&#10;javascript:x"
    ),
    f'<h:marquee onstart="{_RUN}">m</h:marquee>',
    f'<h:portal src="{_LOAD}"/><h:fencedframe src="{_LOAD}"/>',
    f'<h:p slot="x" is="y-z" onanimationstart="{_RUN}" style="animation: x">p</h:p>',
]
_FOREIGN = [
    f"<svg:script>{_RUN}</svg:script>",
    f'<svg:script href="{_LOAD}"/><svg:script xlink:href="{_LOAD}"/>',
    f"<svg:SCRIPT>{_RUN}</svg:SCRIPT><svg:Script>{_RUN}</svg:Script>",
    f"<svg:foreignObject>{_IMAGE}{_FRAME}</svg:foreignObject>",
    f"<svg:foreignobject>{_IMAGE}</svg:foreignobject>",
    f"<svg:desc>{_IMAGE}{_FRAME}<h:style>{_TAGS}</h:style></svg:desc>",
    f"<svg:title>{_IMAGE}<svg:style>{_TAGS}</svg:style>{_TAGS}</svg:title>",
    f"<svg:style>@import '{_LOAD}'; * {{ fill: url({_LOAD}#a) }} {_TAGS}</svg:style>",
    f'<svg:image href="{_LOAD}"/><svg:image xlink:href="{_LOAD}"/><svg:IMAGE href="{_LOAD}"/>',
    f'<svg:feImage href="{_LOAD}"/><svg:use href="{_LOAD}#a"/><svg:use xlink:href="data:image/svg+xml,x#a"/>',
    f'<svg:a xlink:href="javascript:{_RUN}"><svg:text>a</svg:text></svg:a>',
    f'<svg:animate attributeName="href" values="javascript:{_RUN}" onbegin="{_RUN}"/>',
    f'<svg:a><svg:set attributeName="xlink:href" to="javascript:{_RUN}"/><svg:text>s</svg:text></svg:a>',
    f'<svg:rect onclick="{_RUN}" onload="{_RUN}" OnLoad="{_RUN}" style="fill:url({_LOAD}#a)" fill="url({_LOAD}#a)"/>',
    f"""<svg:rect style="fill: u\\72l({_LOAD}#a); mask: image-set('{_LOAD}' 1x)" filter="url('{_LOAD}#f')"/>""",
    f'<svg:rect style="position:fixed;inset:0;cursor:url({_LOAD}),auto" mask="URL({_LOAD}#m)"/>',
    f"""<svg:rect style="background:/*;*/url({_LOAD});--a:url({_LOAD});fill:var(--a)" clip-path="src('{_LOAD}')"/>""",
    f'<svg:font-face><svg:font-face-src><svg:font-face-uri href="{_LOAD}"/></svg:font-face-src></svg:font-face>',
    f'<svg:handler type="text/javascript">{_RUN}</svg:handler><svg:listener event="load" handler="#h"/>',
    f'<svg:discard/><svg:cursor href="{_LOAD}"/><svg:tref href="{_LOAD}#t"/><svg:mpath href="{_LOAD}#m"/>',
    f'<svg:text><svg:textPath href="{_LOAD}#p">t</svg:textPath><h:b>{_IMAGE}</h:b></svg:text>',
    f"<svg:p>{_IMAGE}</svg:p><svg:br/><svg:b>{_TAGS}</svg:b><svg:table>t</svg:table><svg:font color='red'>f</svg:font>",
    f"<m:math><m:mtext>{_FRAME}{_IMAGE}<h:script>{_RUN}</h:script></m:mtext></m:math>",
    f"<m:math><m:mi>{_IMAGE}</m:mi><m:mo>{_FRAME}</m:mo><m:mn>{_IMAGE}</m:mn><m:ms>{_IMAGE}</m:ms></m:math>",
    f'<m:math href="javascript:{_RUN}"><m:mrow xlink:href="javascript:{_RUN}" onclick="{_RUN}"><m:mi>m</m:mi></m:mrow></m:math>',
    f'<m:math><m:maction actiontype="statusline#{_LOAD}" xlink:href="javascript:{_RUN}"><m:mi>a</m:mi><m:mtext>b</m:mtext></m:maction></m:math>',
    f'<m:math><m:semantics><m:mi>s</m:mi><m:annotation-xml encoding="text/html">{_IMAGE}{_FRAME}</m:annotation-xml></m:semantics></m:math>',
    f"<m:math><m:annotation-xml encoding='application/xhtml+xml'><svg:svg><h:style>{_TAGS}</h:style></svg:svg></m:annotation-xml></m:math>",
    f"<m:math><m:mtext><h:table><m:mglyph src='{_LOAD}'><h:style><!--</h:style>--><h:img title='{_TAGS}'/></h:style></m:mglyph></h:table></m:mtext></m:math>",
    f"<m:math><m:mtext><m:malignmark><h:style>{_TAGS}</h:style></m:malignmark></m:mtext></m:math>",
    f"<m:math><m:mglyph src='{_LOAD}' alt='x'/><m:ANNOTATION-XML>{_IMAGE}</m:ANNOTATION-XML><m:script>{_RUN}</m:script></m:math>",
    f"<m:math><m:style>{_TAGS}</m:style><m:img src='{_LOAD}' onerror='{_RUN}'/><m:p>{_TAGS}</m:p><m:body>b</m:body></m:math>",
    f"<m:math mathbackground='url({_LOAD})' style='background:url({_LOAD})'><m:mtable background='{_LOAD}'><m:mtd>c</m:mtd></m:mtable></m:math>",
    f"<svg:svg><m:math><m:mtext>{_IMAGE}</m:mtext></m:math></svg:svg><m:math><svg:svg><svg:desc>{_IMAGE}</svg:desc></svg:svg></m:math>",
    f'<script xmlns="">{_RUN}</script><iframe xmlns="urn:x" srcdoc="&lt;script>parent.{_RUN}&lt;/script>"/>',
    f'<script>{_RUN}</script><style>@import "{_LOAD}"</style><img src="{_LOAD}" onerror="{_RUN}"/>',
]
_TEI = [
    f'<ref target="javascript:{_RUN}">r</ref><ref target="java&#9;script:{_RUN}">r</ref>',
    f'<graphic url="{_LOAD}.png"/><graphic url="//tracker.test/x.png"/><graphic url="\\\\tracker.test/x.png"/>',
    f'<media mimeType="video/mp4" url="{_LOAD}"/><pb facs="{_LOAD}.png"/><pb facs="//tracker.test/y.png"/>',
    f"""<hi style="background:url({_LOAD})">h</hi><hi style="background-image:image-set('{_LOAD}' 1x)">h</hi>""",
    f"""<hi style="content:url({_LOAD});font-style:url({_LOAD});position:fixed;-moz-binding:url({_LOAD})">h</hi>""",
    f"""<hi style="text-indent:calc(1em);font-style:it\\61lic;color:var(--x);behavior:url({_LOAD})">h</hi>""",
    f"""<hi rend="background:url({_LOAD})" rendition="#hostile">h</hi>""",
    f"""<seg type='"&gt;&lt;img src={_LOAD}&gt;' n='"&gt;{_TAGS}' rend="'&gt;{_TAGS}">s</seg>""",
    f'<egXML xmlns="http://www.tei-c.org/ns/Examples"><p><h:script>{_RUN}</h:script>{_IMAGE}</p></egXML>',
    f'<formula notation="TeX">\\href{{javascript:{_RUN}}}{{x}} {_TAGS}</formula>',
    f"<!-- {_RUN} --><?php ><script>{_RUN}</script> ?><![CDATA[</style><script>{_RUN}</script>]]>",
]

PIECES = [*_HTML, *(f"<svg:svg>{piece}</svg:svg>" for piece in _HTML), *_FOREIGN]
PIECES += [f"<svg:svg>{piece}</svg:svg>" for piece in _FOREIGN]
PIECES += [f"<m:math><m:mtext>{piece}</m:mtext></m:math>" for piece in (*_HTML, *_FOREIGN)]
PIECES += [f"<svg:svg><svg:foreignObject>{p}</svg:foreignObject></svg:svg>" for p in _HTML]
PIECES += _TEI

DOCUMENT = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" {NAMESPACES}>
<teiHeader><fileDesc><titleStmt><title>Hostile {_TAGS}</title></titleStmt>
<publicationStmt><p>Nowhere {_HTML[0]}</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>
<encodingDesc><tagsDecl><rendition xml:id="hostile" scheme="css">background: url({_LOAD})</rendition></tagsDecl></encodingDesc>
<xenoData>{_HTML[0]}{_IMAGE}</xenoData></teiHeader>
<text><body>
{"".join(f"<p>{piece}</p>" for piece in PIECES)}
<p>The end.</p><fw>1</fw></body></text></TEI>"""
