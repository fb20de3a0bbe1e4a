<?xml version="1.0" encoding="UTF-8"?>
<!-- The teiHeader in readable form: every element by its name, every value shown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="*" mode="header">
    <xsl:choose>
      <!-- words of its own: one line -->
      <xsl:when test="text()[normalize-space(.) != ''] or not(*[not(self::s:link)])">
        <xsl:if test="normalize-space(.) != '' or @s:facts">
          <div class="fact" data-element="{local-name()}">
            <xsl:call-template name="language"/>
            <span class="field-name"><xsl:value-of select="@s:name"/></span>
            <xsl:text> </xsl:text>
            <span class="value">
              <xsl:apply-templates/>
              <xsl:call-template name="facts"/>
            </span>
          </div>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <div class="facts-group" data-element="{local-name()}">
          <xsl:call-template name="id"/>
          <p class="field-name">
            <xsl:value-of select="@s:name"/>
            <xsl:call-template name="facts"/>
          </p>
          <xsl:apply-templates select="*[not(self::s:link)]" mode="header"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what the attributes say -->
  <xsl:template name="facts">
    <xsl:if test="@s:facts or s:link">
      <xsl:text> </xsl:text>
      <span class="facts">
        <xsl:value-of select="@s:facts"/>
        <xsl:for-each select="s:link">
          <xsl:if test="position() &gt; 1 or ../@s:facts"><xsl:text>; </xsl:text></xsl:if>
          <a href="{@href}"><xsl:value-of select="."/></a>
        </xsl:for-each>
      </span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="s:link"/>
</xsl:stylesheet>
