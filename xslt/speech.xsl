<?xml version="1.0" encoding="UTF-8"?>
<!-- Transcribed speech: who speaks stands before what is said, and sounds that are no words in
     brackets within it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:u | tei:annotationBlock | tei:writing">
    <div>
      <xsl:call-template name="common"/>
      <xsl:call-template name="number"/>
      <xsl:if test="@s:who">
        <span class="by speaker-name"><xsl:value-of select="@s:who"/></span><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:pause | tei:vocal | tei:kinesic | tei:incident | tei:shift">
    <span>
      <xsl:call-template name="common"/>
      <xsl:call-template name="sign"><xsl:with-param name="text">[</xsl:with-param></xsl:call-template>
      <xsl:apply-templates/>
      <xsl:if test="not(node())">
        <span class="word">
          <xsl:value-of select="local-name()"/>
          <xsl:if test="@feature"><xsl:value-of select="concat(': ', @feature, ' ', @new)"/></xsl:if>
        </span>
      </xsl:if>
      <xsl:call-template name="sign"><xsl:with-param name="text">]</xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>
</xsl:stylesheet>
