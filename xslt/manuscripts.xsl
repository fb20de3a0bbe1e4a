<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts and objects that stand in a text: shelfmark first, then a line for
     each thing that is told, under the name of what it is about. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:msDesc | tei:msPart | tei:msFrag">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div>
          <xsl:call-template name="common"><xsl:with-param name="more">record</xsl:with-param></xsl:call-template>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="common"/><xsl:call-template name="spaced"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- place, library, shelfmark: parted as in a catalogue -->
  <xsl:template match="tei:msIdentifier | tei:objectIdentifier">
    <xsl:variable name="name">
      <xsl:choose><xsl:when test="@s:block">div</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common">
        <xsl:with-param name="more"><xsl:if test="self::tei:msIdentifier and @s:block">entry-name</xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="listed"/>
    </xsl:element>
  </xsl:template>

  <xsl:template name="listed">
    <xsl:for-each select="node()[normalize-space(.) != '' or @s:when or @s:text or @s:call]">
      <xsl:if test="position() &gt; 1 and self::*">
        <xsl:if test="preceding-sibling::node()[normalize-space(.) != ''][1][self::*] and not(self::tei:altIdentifier or @s:call)">
          <xsl:call-template name="sign"><xsl:with-param name="text">,</xsl:with-param></xsl:call-template>
        </xsl:if>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- what else it is or was called -->
  <xsl:template match="tei:altIdentifier">
    <span>
      <xsl:call-template name="common"/>
      <xsl:call-template name="sign"><xsl:with-param name="text">(</xsl:with-param></xsl:call-template>
      <xsl:call-template name="listed"/>
      <xsl:call-template name="sign"><xsl:with-param name="text">)</xsl:with-param></xsl:call-template>
    </span>
  </xsl:template>

  <!-- parts that hold parts: under a name, one below the other -->
  <xsl:template match="tei:msContents | tei:msItem | tei:msItemStruct | tei:physDesc | tei:objectDesc
      | tei:supportDesc | tei:layoutDesc | tei:handDesc | tei:scriptDesc | tei:typeDesc | tei:decoDesc
      | tei:bindingDesc | tei:sealDesc | tei:history | tei:additional | tei:adminInfo | tei:recordHist
      | tei:custodialHist | tei:surrogates | tei:handNotes">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div>
          <xsl:call-template name="common"><xsl:with-param name="more">facts-group</xsl:with-param></xsl:call-template>
          <xsl:call-template name="field-name"/>
          <xsl:call-template name="spaced"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="common"/><xsl:call-template name="spaced"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what is told of one thing -->
  <xsl:template match="tei:summary | tei:support | tei:material | tei:objectType | tei:condition | tei:foliation
      | tei:collation | tei:layout | tei:handNote | tei:scriptNote | tei:typeNote | tei:decoNote | tei:binding
      | tei:additions | tei:accMat | tei:seal | tei:musicNotation | tei:origin | tei:provenance | tei:acquisition
      | tei:custEvent | tei:source | tei:stamp | tei:watermark | tei:heraldry | tei:catchwords | tei:signatures
      | tei:secFol | tei:filiation | tei:msName | tei:extent | tei:textLang | tei:availability | tei:incipit | tei:explicit | tei:rubric | tei:finalRubric
      | tei:colophon">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div>
          <xsl:call-template name="common"><xsl:with-param name="more">field</xsl:with-param></xsl:call-template>
          <xsl:call-template name="field-name"/>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="field-name">
    <xsl:if test="@s:name and (normalize-space(.) != '' or .//@s:call or .//@s:when or .//@s:text or .//@s:src or .//@s:href)">
      <span class="field-name">
        <xsl:value-of select="@s:name"/>
        <xsl:if test="@n"><xsl:value-of select="concat(' ', @n)"/></xsl:if>
      </span>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
