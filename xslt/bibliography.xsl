<?xml version="1.0" encoding="UTF-8"?>
<!-- Bibliographies: references whose parts are encoded one by one are set in one form, authors and
     titles, place and publisher, date and pages, in the order of the source. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:listBibl">
    <div>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- a reference as a whole: its parts end with full stops -->
  <xsl:template match="tei:biblStruct | tei:biblFull | tei:relatedItem">
    <xsl:variable name="name">
      <xsl:choose><xsl:when test="@s:block">div</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common"/>
      <xsl:for-each select="node()">
        <xsl:call-template name="parted"><xsl:with-param name="by">.</xsl:with-param></xsl:call-template>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:analytic | tei:monogr | tei:series | tei:imprint | tei:fileDesc | tei:titleStmt
      | tei:editionStmt | tei:publicationStmt | tei:seriesStmt | tei:notesStmt | tei:sourceDesc">
    <span>
      <xsl:call-template name="common"/>
      <xsl:for-each select="node()">
        <xsl:variable name="before" select="preceding-sibling::*[1]"/>
        <xsl:call-template name="parted">
          <xsl:with-param name="by">
            <xsl:choose>
              <xsl:when test="self::tei:title and ($before[self::tei:author or self::tei:editor or self::tei:respStmt])">:</xsl:when>
              <xsl:when test="self::tei:publisher and $before[self::tei:pubPlace]">:</xsl:when>
              <xsl:when test="self::tei:title or self::tei:imprint or self::tei:edition or self::tei:editor[$before[self::tei:title]] or self::tei:note">.</xsl:when>
              <xsl:otherwise>,</xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </span>
  </xsl:template>

  <!-- in a reference, names come apart as its other parts do, and the encoder's layout is no space -->
  <xsl:template match="tei:biblStruct//tei:surname | tei:biblStruct//tei:forename | tei:biblStruct//tei:nameLink
      | tei:biblStruct//tei:roleName | tei:biblStruct//tei:genName | tei:biblStruct//tei:addName" priority="1">
    <xsl:variable name="words" select="normalize-space(.)"/>
    <xsl:if test="preceding-sibling::node()[1][self::*] and $words != ''
        and translate(substring($words, 1, 1), $capitals, '') = ''">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:call-template name="phrase"/>
  </xsl:template>
  <!-- names of East Asia are written without a space -->
  <xsl:variable name="capitals">ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇČÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØŒŘŚŠÙÚÛÜÝŽΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ</xsl:variable>
  <xsl:template match="tei:biblStruct//tei:author/text() | tei:biblStruct//tei:editor/text()
      | tei:biblStruct//tei:persName/text() | tei:biblStruct//tei:respStmt/text()">
    <xsl:if test="normalize-space(.) != '' or (preceding-sibling::* and following-sibling::*)
        or not(preceding-sibling::* or following-sibling::*)">
      <xsl:value-of select="."/>
    </xsl:if>
  </xsl:template>

  <!-- between two parts: a sign, unless the words before it end with one of their own -->
  <xsl:template name="parted">
    <xsl:param name="by"/>
    <xsl:variable name="before" select="preceding-sibling::node()[1][self::*]"/>
    <xsl:if test="self::* and $before">
      <xsl:variable name="words" select="normalize-space($before)"/>
      <xsl:variable name="last" select="substring($words, string-length($words))"/>
      <xsl:if test="$words != '' and (normalize-space(.) != '' or @s:when or @s:text) and not(contains('.,;:!?', $last))">
        <xsl:call-template name="sign"><xsl:with-param name="text" select="$by"/></xsl:call-template>
      </xsl:if>
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
