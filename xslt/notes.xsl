<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes: a call in the text and the note after it; notes between blocks stay where they are. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <!-- s:call: the number of the note's call, where it has one -->
  <xsl:template match="tei:note[@s:call]">
    <a class="noteref" id="{@s:id}--ref" href="#{@s:id}" role="doc-noteref">
      <xsl:value-of select="@s:call"/>
    </a>
  </xsl:template>

  <xsl:template match="tei:note" mode="note">
    <div>
      <xsl:call-template name="common"/>
      <xsl:attribute name="data-n"><xsl:value-of select="@s:call"/></xsl:attribute>
      <xsl:if test="@place"><xsl:attribute name="data-place"><xsl:value-of select="@place"/></xsl:attribute></xsl:if>
      <xsl:if test="@s:aside"><xsl:attribute name="data-aside">yes</xsl:attribute></xsl:if>
      <!-- books number their foot notes themselves -->
      <xsl:if test="$medium = 'web'">
        <a class="back" href="#{@s:id}--ref"><xsl:value-of select="@s:call"/></a>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$medium = 'web'">
          <div class="note-text">
            <xsl:apply-templates/>
            <xsl:call-template name="attribution"/>
          </div>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates/>
          <xsl:call-template name="attribution"/>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- a note between paragraphs or stanzas -->
  <xsl:template match="tei:note | tei:noteGrp">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div>
          <xsl:call-template name="common"><xsl:with-param name="more">block</xsl:with-param></xsl:call-template>
          <xsl:if test="@n"><span class="note-n"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text></xsl:if>
          <xsl:apply-templates/>
          <xsl:call-template name="attribution"/>
        </div>
      </xsl:when>
      <!-- a note in a note, in a reading, in a description: in brackets -->
      <xsl:otherwise>
        <xsl:text> </xsl:text>
        <span>
          <xsl:call-template name="common"><xsl:with-param name="more">inner</xsl:with-param></xsl:call-template>
          <span class="sep">(</span>
          <xsl:apply-templates/>
          <xsl:call-template name="attribution"/>
          <span class="sep">)</span>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- one that says nothing but classes a place by its attributes -->
  <xsl:template match="tei:note[not(*) and normalize-space() = '']" priority="2"/>

  <!-- whose note it is -->
  <xsl:template name="attribution">
    <xsl:if test="@s:by">
      <xsl:text> </xsl:text>
      <span class="by"><xsl:text>[</xsl:text><xsl:value-of select="@s:by"/><xsl:text>]</xsl:text></span>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
