<?xml version="1.0" encoding="UTF-8"?>
<!-- Parallel texts: the grid they stand in. Which block stands in which row and column is told by
     s:row, s:span and s:column, and written by the template "class" (edition.xsl). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="s:parallel">
    <div class="parallel"><xsl:apply-templates/></div>
  </xsl:template>

  <xsl:template match="s:box">
    <div><xsl:call-template name="class"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- the number of a division without a heading -->
  <xsl:template match="tei:label[@s:division]">
    <span class="div-n"><xsl:value-of select="."/></span>
  </xsl:template>
</xsl:stylesheet>
