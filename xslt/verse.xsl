<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse: stanzas, lines, the parts of a line that speakers share, laisses. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <!-- print may number verses by their stanza -->
  <xsl:template name="stanza">
    <xsl:if test="$medium = 'print' and normalize-space(@n) != ''">
      <xsl:attribute name="data-n"><xsl:value-of select="normalize-space(@n)"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:lg">
    <div>
      <xsl:call-template name="common"/>
      <xsl:call-template name="stanza"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- a laisse has its number above it: the encoder's, else counted, as editions of epics do -->
  <xsl:template match="tei:lg[@type = 'laisse']">
    <div>
      <xsl:call-template name="common"><xsl:with-param name="more">laisse</xsl:with-param></xsl:call-template>
      <xsl:call-template name="stanza"/>
      <xsl:if test="not(tei:head)">
        <p class="div-n">
          <xsl:choose>
            <xsl:when test="normalize-space(@n) != ''"><xsl:value-of select="normalize-space(@n)"/></xsl:when>
            <xsl:otherwise><xsl:number count="tei:lg[@type = 'laisse']" format="I"/></xsl:otherwise>
          </xsl:choose>
        </p>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- s:before: the earlier parts of the verse; as wide as they are, this one is indented -->
  <xsl:template match="tei:l">
    <p>
      <xsl:call-template name="common">
        <xsl:with-param name="more"><xsl:if test="@s:before">part</xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="number"/>
      <xsl:if test="@s:before"><span class="before" data-before="{@s:before}"/></xsl:if>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <xsl:template match="tei:caesura"><span class="caesura"><xsl:call-template name="id"/></span></xsl:template>
</xsl:stylesheet>
