<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial interventions and highlighting. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:hi | tei:emph | tei:title | tei:foreign | tei:term | tei:mentioned | tei:gloss
      | tei:distinct | tei:code | tei:val | tei:ident | tei:tag">
    <span>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- names of elements and attributes: <p>, @n -->
  <xsl:template match="tei:gi | tei:att">
    <span>
      <xsl:call-template name="common"/>
      <xsl:choose>
        <xsl:when test="self::tei:att"><xsl:call-template name="sign"><xsl:with-param name="text">@</xsl:with-param></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:call-template name="sign"><xsl:with-param name="text">&lt;</xsl:with-param></xsl:call-template></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates/>
      <xsl:if test="self::tei:gi"><xsl:call-template name="sign"><xsl:with-param name="text">&gt;</xsl:with-param></xsl:call-template></xsl:if>
    </span>
  </xsl:template>

  <!-- s:opens and s:closes: brackets by the reason; what an earlier editor saw is underlined -->
  <xsl:template match="tei:supplied">
    <span>
      <xsl:call-template name="common">
        <xsl:with-param name="more"><xsl:if test="@evidence = 'previouseditor'">previous</xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="@s:opens != ''">
        <xsl:call-template name="sign"><xsl:with-param name="text" select="@s:opens"/></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="@s:closes != ''">
        <xsl:call-template name="sign"><xsl:with-param name="text" select="@s:closes"/></xsl:call-template>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:surplus | tei:secl">
    <span>
      <xsl:call-template name="common"/>
      <xsl:call-template name="sign"><xsl:with-param name="text">{</xsl:with-param></xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="sign"><xsl:with-param name="text">}</xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>

  <xsl:template match="tei:del">
    <span>
      <xsl:call-template name="common"/>
      <xsl:call-template name="sign"><xsl:with-param name="text">⟦</xsl:with-param></xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="sign"><xsl:with-param name="text">⟧</xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>

  <xsl:template match="tei:add">
    <span>
      <xsl:call-template name="common"/>
      <xsl:if test="@s:told"><xsl:attribute name="title"><xsl:value-of select="@s:told"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- words as they are, whose class says how sure they are or what was done to them -->
  <xsl:template match="tei:abbr | tei:expan | tei:orig | tei:reg | tei:corr | tei:unclear | tei:damage | tei:subst
      | tei:mod | tei:retrace | tei:restore | tei:redo | tei:undo | tei:sic | tei:metamark">
    <span>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- from here on another hand writes -->
  <xsl:template match="tei:handShift">
    <span>
      <xsl:call-template name="common"><xsl:with-param name="more">milestone</xsl:with-param></xsl:call-template>
      <xsl:if test="$medium = 'web'"><xsl:value-of select="@s:text"/></xsl:if>
    </span>
  </xsl:template>

  <!-- resolved letters of an abbreviation -->
  <xsl:template match="tei:ex">
    <span>
      <xsl:call-template name="common"/>
      <xsl:call-template name="sign"><xsl:with-param name="text">(</xsl:with-param></xsl:call-template>
      <xsl:apply-templates/>
      <xsl:call-template name="sign"><xsl:with-param name="text">)</xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>

  <!-- a slip left as it is -->
  <xsl:template match="tei:sic[not(parent::tei:choice)]">
    <span>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
      <xsl:call-template name="sign"><xsl:with-param name="text">&#160;(!)</xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>

  <!-- s:sign: by reason and extent, as the Leiden conventions have it -->
  <xsl:template match="tei:gap | tei:space">
    <span>
      <xsl:call-template name="common"/>
      <xsl:if test="@s:sign != ''">
        <xsl:attribute name="title"><xsl:value-of select="@s:told"/></xsl:attribute>
        <xsl:call-template name="sign"><xsl:with-param name="text" select="@s:sign"/></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- a choice inside a note or a reading: what stands in the text, the other side in brackets -->
  <xsl:template match="tei:choice">
    <xsl:variable name="shown" select="(tei:corr | tei:reg | tei:expan | tei:seg | tei:unclear | tei:am | tei:ex)[1]"/>
    <xsl:variable name="first" select="$shown | *[not($shown)][1]"/>
    <span>
      <xsl:call-template name="common"/>
      <xsl:apply-templates select="$first"/>
      <xsl:for-each select="*[count(. | $first) > 1 or count($first) = 0]">
        <xsl:text> </xsl:text>
        <span class="other"><xsl:text>[</xsl:text><xsl:apply-templates/><xsl:text>]</xsl:text></span>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- a stroke or a sign, in a reading that consists of nothing else -->
  <xsl:template match="*[@s:named]" priority="4">
    <span class="g"><xsl:value-of select="concat('⟨', @s:named, '⟩')"/></span>
  </xsl:template>

  <!-- a character with a description of its own -->
  <xsl:template match="tei:g">
    <span>
      <xsl:call-template name="common"/>
      <xsl:choose>
        <xsl:when test="node()"><xsl:apply-templates/></xsl:when>
        <xsl:when test="@s:text"><xsl:value-of select="@s:text"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat('⟨', @type, translate(@ref, '#', ''), '⟩')"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- ruby, in TEI's own way and in those that came before -->
  <xsl:template match="tei:ruby | tei:span[@type = 'ruby'] | tei:seg[@type = 'ruby']"><ruby><xsl:apply-templates/></ruby></xsl:template>
  <xsl:template match="tei:rb | tei:span[@type = 'rb'] | tei:seg[@type = 'rb']"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:rt | tei:span[@type = 'rt'] | tei:seg[@type = 'rt']"><rt><xsl:apply-templates/></rt></xsl:template>
  <xsl:template match="tei:span[@type = 'rp'] | tei:seg[@type = 'rp']"><rp><xsl:apply-templates/></rp></xsl:template>
</xsl:stylesheet>
