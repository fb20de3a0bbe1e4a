<?xml version="1.0" encoding="UTF-8"?>
<!-- Pictures, with what is said about them, also where the picture itself is not there. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    xmlns:m="http://www.w3.org/1998/Math/MathML" exclude-result-prefixes="tei s m">

  <xsl:template match="tei:figure">
    <figure>
      <xsl:call-template name="common"/>
      <xsl:apply-templates select="tei:graphic | tei:media | tei:binaryObject | tei:figure | tei:formula"/>
      <xsl:variable name="words" select="*[not(self::tei:graphic or self::tei:media or self::tei:binaryObject or self::tei:figure or self::tei:formula)]"/>
      <xsl:if test="$words">
        <figcaption><xsl:apply-templates select="$words" mode="caption"/></figcaption>
      </xsl:if>
    </figure>
  </xsl:template>

  <xsl:template match="*" mode="caption">
    <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
  </xsl:template>

  <!-- s:src is set where the picture's file was found -->
  <xsl:template match="tei:graphic | tei:media" name="picture">
    <xsl:choose>
      <xsl:when test="@s:src">
        <img src="{@s:src}" alt="{normalize-space(tei:desc | ../tei:figDesc | ../tei:head[not(../tei:figDesc)])}">
          <xsl:call-template name="common"/>
        </img>
      </xsl:when>
      <xsl:when test="@s:href">
        <a class="graphic" href="{@s:href}"><xsl:value-of select="concat(key('phrase', 'picture'), key('phrase', 'colon'), ' ', @url)"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span class="graphic missing"><xsl:value-of select="concat(key('phrase', 'picture_missing'), key('phrase', 'colon'), ' ', @url)"/></span>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="*"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- pictures of pages stand below each other -->
  <xsl:template match="tei:facsimile/tei:graphic | tei:surface/tei:graphic | tei:zone/tei:graphic">
    <div><xsl:call-template name="picture"/></div>
  </xsl:template>

  <!-- a picture whose bytes stand in the text: they are no words of it -->
  <xsl:template match="tei:binaryObject[@s:src]">
    <img src="{@s:src}" alt="{normalize-space(../tei:figDesc | ../tei:head[not(../tei:figDesc)])}">
      <xsl:call-template name="common"/>
    </img>
  </xsl:template>
  <xsl:template match="tei:binaryObject">
    <span class="graphic missing"><xsl:value-of select="concat(key('phrase', 'picture_inside'), ' (', @mimeType, ')')"/></span>
  </xsl:template>

  <!-- what describes a picture, where no picture is -->
  <xsl:template match="tei:figDesc">
    <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>

  <xsl:template match="tei:formula">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- formulas in MathML: browsers set them, books show their signs in a row -->
  <xsl:template match="m:math">
    <xsl:choose>
      <xsl:when test="$medium = 'web'">
        <math>
          <xsl:if test="@display"><xsl:attribute name="display"><xsl:value-of select="@display"/></xsl:attribute></xsl:if>
          <xsl:apply-templates mode="math"/>
        </math>
      </xsl:when>
      <xsl:otherwise>
        <span class="math"><xsl:apply-templates mode="math"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="m:*" mode="math">
    <xsl:choose>
      <xsl:when test="$medium = 'web'">
        <xsl:element name="{local-name()}">
          <xsl:copy-of select="@mathvariant | @stretchy | @accent | @accentunder | @columnalign"/>
          <xsl:apply-templates mode="math"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="math"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:facsimile | tei:sourceDoc | tei:surface | tei:surfaceGrp">
    <div>
      <xsl:call-template name="common"/>
      <xsl:if test="self::tei:surface and @n"><p class="div-n"><xsl:value-of select="@n"/></p></xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>
</xsl:stylesheet>
