<?xml version="1.0" encoding="UTF-8"?>
<!-- Drama: casts, speeches, stage directions. Verses are in verse.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:sp | tei:castList | tei:castGroup | tei:castItem">
    <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- a role of the cast leads to its person -->
  <xsl:template match="tei:role">
    <xsl:choose>
      <xsl:when test="@s:href and not(.//tei:seg[@type = 'lemma'] | .//tei:note | .//*[@s:href])">
        <a href="{@s:href}"><xsl:call-template name="common"/><xsl:apply-templates/></a>
      </xsl:when>
      <xsl:otherwise><span><xsl:call-template name="common"/><xsl:apply-templates/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the name of who speaks leads to who that is, if a register tells -->
  <xsl:template match="tei:speaker">
    <div>
      <xsl:call-template name="common"/>
      <xsl:choose>
        <xsl:when test="@s:href and not(.//tei:seg[@type = 'lemma'] | .//tei:note | .//*[@s:href])">
          <a href="{@s:href}"><xsl:apply-templates/></a>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- stage directions, in place: a block between speeches, inline within one -->
  <xsl:template match="tei:stage | tei:move | tei:view | tei:camera | tei:caption | tei:sound | tei:tech">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
