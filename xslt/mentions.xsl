<?xml version="1.0" encoding="UTF-8"?>
<!-- What ties registers to texts: where an entry is mentioned, and relations in words. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <!-- s:mentions: made of all texts of the edition; a long list is folded. In a book it is told on
       which pages they are, as in an index: styles set the number of the page behind each link -->
  <xsl:template match="s:mentions[s:mention]">
    <xsl:text> </xsl:text>
    <span class="mentions">
      <xsl:text>→ </xsl:text>
      <xsl:for-each select="s:mention"><a class="on-page" href="{@href}"/></xsl:for-each>
    </span>
  </xsl:template>
  <xsl:template match="s:mentions">
    <details class="mentions">
      <xsl:if test="@s:few"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
      <summary><xsl:value-of select="@s:title"/></summary>
      <ul>
        <xsl:for-each select="s:text">
          <li>
            <a href="{@href}">
              <xsl:if test="@lang"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
              <xsl:value-of select="@title"/>
            </a>
            <xsl:if test="s:mention">
            <span class="places">
              <xsl:for-each select="s:mention">
                <xsl:text> </xsl:text>
                <a href="{@href}"><xsl:value-of select="."/></a>
              </xsl:for-each>
            </span>
            </xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </details>
  </xsl:template>
  <xsl:template match="s:mentions" mode="field"><xsl:apply-templates select="."/></xsl:template>
  <xsl:template match="s:mentions" mode="header"><xsl:apply-templates select="."/></xsl:template>

  <!-- a relation: A – teacher of – B; or A, B: share a name. What the encoder says of it follows -->
  <xsl:template match="tei:relation">
    <div>
      <xsl:call-template name="common"/>
      <xsl:call-template name="related"/>
      <xsl:if test="*[not(self::s:part)]"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="node()[not(self::s:part)]"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:relation" mode="header">
    <div class="fact relation">
      <xsl:call-template name="id"/>
      <xsl:call-template name="related"/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="node()[not(self::s:part or self::s:link)]"/>
      <xsl:call-template name="facts"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:relation" mode="field" priority="1">
    <xsl:apply-templates select="."/>
  </xsl:template>

  <xsl:template name="related">
    <xsl:if test="s:part">
      <span class="related">
        <xsl:call-template name="related-parts"><xsl:with-param name="side" select="s:part[@side = 'mutual' or @side = 'active']"/></xsl:call-template>
        <xsl:choose>
          <xsl:when test="s:part[@side = 'passive']">
            <span class="field-name"><xsl:value-of select="concat(' ', @s:text, ' ')"/></span>
            <xsl:call-template name="related-parts"><xsl:with-param name="side" select="s:part[@side = 'passive']"/></xsl:call-template>
          </xsl:when>
          <xsl:otherwise>
            <span class="field-name"><xsl:value-of select="concat(' (', @s:text, ')')"/></span>
          </xsl:otherwise>
        </xsl:choose>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template name="related-parts">
    <xsl:param name="side"/>
    <xsl:for-each select="$side">
      <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
      <xsl:choose>
        <xsl:when test="@href != ''"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="s:part"/>
  <xsl:template match="s:part" mode="header"/>
</xsl:stylesheet>
