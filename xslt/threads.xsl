<?xml version="1.0" encoding="UTF-8"?>
<!-- Threads: posts one after the other, each indented as deep as it stands in its thread. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:post">
    <div>
      <xsl:call-template name="common">
        <xsl:with-param name="more"><xsl:if test="@s:depth &gt; 0"><xsl:value-of select="concat('depth-', @s:depth)"/></xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- who, when, in reply to what: from the attributes of the post -->
  <xsl:template match="s:post-head">
    <div class="post-head">
      <xsl:for-each select="s:said">
        <xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if>
        <span class="post-said {@kind}">
          <xsl:choose>
            <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="."/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
          </xsl:choose>
        </span>
      </xsl:for-each>
    </div>
  </xsl:template>
</xsl:stylesheet>
