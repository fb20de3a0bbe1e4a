<?xml version="1.0" encoding="UTF-8"?>
<!-- What all media share: which parts of a unit become what, and the rules they include.
     Modes: (none) the text; "note" notes at the end; "apparatus" entries; "label" sigla;
     "header" the description of a document. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">
  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <!-- what is asked for: unit, conspectus or header -->
  <xsl:param name="view">unit</xsl:param>
  <!-- whether line breaks of the source are kept: keep or flow -->
  <xsl:param name="lines">flow</xsl:param>
  <xsl:variable name="medium">web</xsl:variable>

  <xsl:key name="layer" match="tei:standOff[@type='apparatus']/tei:listApp/tei:app[@s:layer]"
      use="concat('app ', @s:layer)"/>
  <xsl:key name="layer" match="tei:note[@s:call][@s:layer] | tei:noteGrp[@s:call][@s:layer]"
      use="concat('note ', @s:layer)"/>
  <xsl:key name="witness" match="tei:standOff[@type='apparatus']/tei:listWit/tei:witness" use="@n"/>

  <xsl:include href="interface.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="verse.xsl"/>
  <xsl:include href="drama.xsl"/>
  <xsl:include href="threads.xsl"/>
  <xsl:include href="parallel.xsl"/>
  <xsl:include href="editorial.xsl"/>
  <xsl:include href="figures.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="phrases.xsl"/>
  <xsl:include href="notes.xsl"/>
  <xsl:include href="apparatus.xsl"/>
  <xsl:include href="register.xsl"/>
  <xsl:include href="mentions.xsl"/>
  <xsl:include href="bibliography.xsl"/>
  <xsl:include href="manuscripts.xsl"/>
  <xsl:include href="dictionaries.xsl"/>
  <xsl:include href="speech.xsl"/>
  <xsl:include href="header.xsl"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$view = 'conspectus'">
        <xsl:apply-templates select="tei:TEI" mode="conspectus"/>
      </xsl:when>
      <xsl:when test="$view = 'header'">
        <div class="header">
          <xsl:apply-templates select="tei:TEI/tei:teiHeader" mode="header"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="tei:TEI" mode="unit"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:TEI" mode="unit">
    <div class="unit">
      <xsl:call-template name="language"/>
      <section class="text">
        <xsl:apply-templates select="*[not(self::tei:teiHeader or self::tei:standOff[@type = 'apparatus'])]"/>
      </section>
      <xsl:variable name="calls" select="*[not(self::tei:standOff[@type = 'apparatus'])]//tei:note[@s:call]"/>
      <xsl:if test="$calls">
        <section class="notes">
          <xsl:apply-templates select="$calls[not(@s:layer)]" mode="note"/>
          <xsl:call-template name="layers"><xsl:with-param name="of" select="$calls[@s:layer]"/><xsl:with-param name="kind">note</xsl:with-param></xsl:call-template>
        </section>
      </xsl:if>
      <xsl:variable name="entries" select="tei:standOff[@type = 'apparatus']/tei:listApp/tei:app"/>
      <xsl:if test="$entries">
        <section class="apparatus">
          <!-- on a page entries stand beside their lines; in a book each layer by itself -->
          <xsl:apply-templates select="$entries[$medium = 'web' or not(@s:layer)]" mode="apparatus"/>
          <xsl:if test="$medium = 'print'">
            <xsl:call-template name="layers"><xsl:with-param name="of" select="$entries[@s:layer]"/></xsl:call-template>
          </xsl:if>
        </section>
      </xsl:if>
      <xsl:apply-templates select="." mode="sigla"/>
    </div>
  </xsl:template>

  <!-- entries or notes by the layers of the apparatus, in their order -->
  <xsl:template name="layers">
    <xsl:param name="of"/>
    <xsl:param name="kind">app</xsl:param>
    <xsl:for-each select="$of[generate-id() = generate-id(key('layer', concat($kind, ' ', @s:layer))[1])]">
      <xsl:sort select="@s:rank" data-type="number"/>
      <xsl:variable name="members">
        <xsl:choose>
          <xsl:when test="$kind = 'app'">
            <xsl:apply-templates select="key('layer', concat('app ', @s:layer))" mode="apparatus"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="key('layer', concat('note ', @s:layer))" mode="note"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:choose>
        <!-- on a page readers may fold it -->
        <xsl:when test="$medium = 'web' and @s:layer-title">
          <details class="layer" data-layer="{@s:layer}" open="open">
            <summary class="layer-title"><xsl:value-of select="@s:layer-title"/></summary>
            <xsl:copy-of select="$members"/>
          </details>
        </xsl:when>
        <xsl:otherwise>
          <div class="layer" data-layer="{@s:layer}">
            <xsl:if test="@s:layer-title">
              <p class="layer-title"><xsl:value-of select="@s:layer-title"/></p>
            </xsl:if>
            <xsl:copy-of select="$members"/>
          </div>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- identifier, language and class of the element at hand -->
  <xsl:template name="id">
    <xsl:if test="@s:id"><xsl:attribute name="id"><xsl:value-of select="@s:id"/></xsl:attribute></xsl:if>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@xml:lang">
      <xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute>
      <xsl:if test="@s:dir"><xsl:attribute name="dir"><xsl:value-of select="@s:dir"/></xsl:attribute></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- class: the TEI name, what @rend asks for (prepared as s:rend) and what the rule adds -->
  <xsl:template name="class">
    <xsl:param name="more"/>
    <xsl:attribute name="class">
      <xsl:value-of select="local-name()"/>
      <xsl:if test="$more != ''"><xsl:value-of select="concat(' ', $more)"/></xsl:if>
      <xsl:if test="@s:rend"><xsl:value-of select="concat(' ', @s:rend)"/></xsl:if>
      <xsl:if test="@s:wrap"> wrap</xsl:if>
      <xsl:if test="@s:column"><xsl:value-of select="concat(' beside ', @s:column)"/></xsl:if>
    </xsl:attribute>
    <xsl:if test="@s:style"><xsl:attribute name="style"><xsl:value-of select="@s:style"/></xsl:attribute></xsl:if>
    <xsl:if test="$medium = 'web' and @s:absent != ''">
      <xsl:attribute name="data-not"><xsl:value-of select="@s:absent"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@s:row">
      <xsl:attribute name="data-row"><xsl:value-of select="@s:row"/></xsl:attribute>
      <xsl:attribute name="data-span"><xsl:value-of select="@s:span"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="common">
    <xsl:param name="more"/>
    <xsl:call-template name="class"><xsl:with-param name="more" select="$more"/></xsl:call-template>
    <xsl:call-template name="id"/>
    <xsl:call-template name="language"/>
  </xsl:template>

  <!-- a sign of the editor (bracket, dagger): part of the text, but not a word of the source -->
  <xsl:template name="sign">
    <xsl:param name="text"/>
    <span class="sign"><xsl:value-of select="$text"/></span>
  </xsl:template>
</xsl:stylesheet>
