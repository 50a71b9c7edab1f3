<?xml version="1.0" encoding="UTF-8"?>
<!-- A page that html.xsl has made as nodes, since its article was wanted, too: serialized as it is by html.xsl. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="modules/controls.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"
              use-character-maps="sg:controls" xmlns:sg="https://siglum.invalid/ns"/>

  <xsl:template match="node()" as="node()">
    <xsl:sequence select="."/>
  </xsl:template>

</xsl:stylesheet>
