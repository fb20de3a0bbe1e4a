<?xml version="1.0" encoding="UTF-8"?>
<!-- Dictionaries: each entry a paragraph, its senses numbered where the source numbers them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:entry | tei:entryFree | tei:superEntry | tei:hom | tei:dictScrap">
    <xsl:variable name="name">
      <xsl:choose><xsl:when test="@s:block">div</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common"/>
      <xsl:call-template name="spaced"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:form | tei:gramGrp">
    <span><xsl:call-template name="common"/><xsl:call-template name="spaced"/></span>
  </xsl:template>

  <xsl:template match="tei:sense">
    <xsl:variable name="name">
      <xsl:choose><xsl:when test="@s:block">div</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common"/>
      <xsl:if test="@n != ''">
        <span class="item-n"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="spaced"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
