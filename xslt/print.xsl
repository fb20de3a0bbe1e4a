<?xml version="1.0" encoding="UTF-8"?>
<!-- A unit in normal form -> the HTML that the printed book is set from. Same rules as the web
     page; what differs is below. Override as in html.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">
  <xsl:import href="edition.xsl"/>
  <xsl:variable name="medium">print</xsl:variable>

  <!-- the words of single witnesses are for the screen: on paper the apparatus has them -->
  <xsl:template match="tei:seg[@type='reading']"/>

  <!-- in the text: here witnesses go, or come (again), which a page tells above its apparatus -->
  <xsl:template match="tei:seg[@type='turn' and (@s:goes or @s:comes)]">
    <span class="turn">
      <xsl:if test="@s:goes"><xsl:attribute name="data-goes"><xsl:value-of select="@s:goes"/></xsl:attribute></xsl:if>
      <xsl:if test="@s:comes"><xsl:attribute name="data-comes"><xsl:value-of select="@s:comes"/></xsl:attribute></xsl:if>
    </span>
  </xsl:template>
</xsl:stylesheet>
