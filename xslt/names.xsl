<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and references: links where their targets are known, plain words where not. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <!-- s:href is set where a pointer leads to something that can be shown -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:geogName
      | tei:settlement | tei:country | tei:region | tei:roleName | tei:objectName | tei:eventName
      | tei:ref | tei:author | tei:editor | tei:date | tei:bibl">
    <xsl:variable name="inner" select=".//tei:seg[@type = 'lemma'] | .//tei:note | .//tei:ref | .//tei:ptr | .//*[@s:href] | ancestor::*[@s:href and not(self::tei:seg[@type='reading'])]"/>
    <xsl:choose>
      <xsl:when test="@s:href and not($inner)">
        <a href="{@s:href}"><xsl:call-template name="common"/><xsl:apply-templates/><xsl:call-template name="when"/></a>
      </xsl:when>
      <xsl:when test="@s:block">
        <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="common"/><xsl:apply-templates/><xsl:call-template name="when"/></span>
        <!-- a link cannot stand around another link: it follows -->
        <xsl:if test="@s:href and not(ancestor::*[@s:href])">
          <a class="go" href="{@s:href}" aria-label="{normalize-space(.)}">→</a>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="not(ancestor::*[@s:href])">
      <xsl:for-each select="s:also[@href]"><a class="go" href="{@href}" aria-label="{@name}">→</a></xsl:for-each>
    </xsl:if>
  </xsl:template>
  <!-- s:also: another target of the same pointer -->
  <xsl:template match="s:also"/>

  <!-- a date that stands only in an attribute -->
  <xsl:template name="when">
    <xsl:if test="not(node())">
      <xsl:value-of select="@s:when"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:ptr">
    <xsl:choose>
      <xsl:when test="@s:href and not(ancestor::*[@s:href])">
        <a class="ptr" href="{@s:href}"><xsl:value-of select="@s:text"/></a>
      </xsl:when>
      <xsl:otherwise><span class="ptr"><xsl:value-of select="@s:text"/></span></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="s:also">
      <span class="sep">, </span>
      <xsl:choose>
        <xsl:when test="@href and not(ancestor::*[@s:href][not(self::tei:ptr)])"><a class="ptr" href="{@href}"><xsl:value-of select="@name"/></a></xsl:when>
        <xsl:otherwise><span class="ptr"><xsl:value-of select="@name"/></span></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
