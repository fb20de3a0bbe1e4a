<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands within a line and is shown by its words: parts of names, figures, dates, terms of
     grammar, parts of references. Where there are no words, attributes speak. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <!-- parts of names, and what is said of persons and places -->
  <xsl:template match="tei:forename | tei:surname | tei:genName | tei:addName | tei:nameLink | tei:persona
      | tei:bloc | tei:district | tei:street | tei:postCode | tei:postBox | tei:geogFeat | tei:offset
      | tei:email | tei:idno | tei:affiliation | tei:occupation | tei:education | tei:residence | tei:faith
      | tei:nationality | tei:socecStatus | tei:sex | tei:gender | tei:age | tei:trait | tei:state
      | tei:persPronouns | tei:langKnowledge | tei:langKnown | tei:population | tei:climate | tei:terrain
      | tei:role | tei:roleDesc | tei:actor | tei:resp | tei:sponsor | tei:funder | tei:principal | tei:meeting | tei:lang">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- figures, dates and places in time -->
  <xsl:template match="tei:num | tei:measure | tei:measureGrp | tei:unit | tei:time | tei:birth | tei:death
      | tei:floruit | tei:origDate | tei:origPlace | tei:geo | tei:creation">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- a length with its unit, if neither its words nor the dimensions around it tell it -->
  <xsl:template match="tei:height | tei:width | tei:depth | tei:dim">
    <xsl:call-template name="phrase"/>
    <xsl:if test="@unit != '' and normalize-space(.) != '' and not(contains(., @unit) or ../@unit or ancestor::tei:teiHeader)">
      <xsl:text> </xsl:text>
      <xsl:call-template name="sign"><xsl:with-param name="text" select="@unit"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- dimensions: mm height × width × depth -->
  <xsl:template match="tei:dimensions">
    <xsl:variable name="name">
      <xsl:choose><xsl:when test="@s:block">div</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common"/>
      <xsl:if test="@unit and normalize-space(.) != '' and not(contains(., @unit))">
        <xsl:call-template name="sign"><xsl:with-param name="text" select="@unit"/></xsl:call-template>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="node()">
        <xsl:if test="self::* and preceding-sibling::node()[1][self::*]">
          <xsl:text> </xsl:text>
          <xsl:if test="(self::tei:height or self::tei:width or self::tei:depth) and normalize-space(.) != '' and normalize-space(preceding-sibling::*[1]) != ''">
            <xsl:call-template name="sign"><xsl:with-param name="text">×</xsl:with-param></xsl:call-template>
            <xsl:text> </xsl:text>
          </xsl:if>
        </xsl:if>
        <xsl:apply-templates select="."/>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- parts of references, where they are not set as such (bibliography.xsl) -->
  <xsl:template match="tei:biblScope | tei:citedRange | tei:edition | tei:pubPlace | tei:publisher
      | tei:distributor | tei:authority | tei:locus | tei:locusGrp | tei:repository | tei:institution
      | tei:collection | tei:lbl | tei:abstract | tei:licence">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="phrase"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- words about language -->
  <xsl:template match="tei:orth | tei:pron | tei:hyph | tei:syll | tei:stress | tei:gram | tei:pos | tei:subc
      | tei:per | tei:tns | tei:mood | tei:number | tei:gen | tei:case | tei:iType | tei:colloc | tei:usg | tei:def
      | tei:etym | tei:xr | tei:oRef | tei:pRef | tei:m | tei:cl | tei:phr | tei:interp | tei:rhyme
      | tei:label | tei:desc | tei:string | tei:symbol | tei:am">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="phrase"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what is said about a stretch of text: nothing is shown but the words that some of them hold -->
  <xsl:template match="tei:addSpan | tei:delSpan | tei:damageSpan | tei:substJoin | tei:certainty | tei:precision
      | tei:respons | tei:listTranspose | tei:ellipsis | tei:notatedMusic | tei:catDesc | tei:catRef">
    <xsl:call-template name="phrase"/>
  </xsl:template>

  <!-- the words of an element, or what its attributes say -->
  <xsl:template name="phrase">
    <xsl:choose>
      <xsl:when test="@s:href and not(.//*[@s:href] or ancestor::*[@s:href] or .//tei:note or .//tei:seg[@type = 'lemma'])">
        <a href="{@s:href}"><xsl:call-template name="common"/><xsl:apply-templates/><xsl:call-template name="when"/></a>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="common"/><xsl:apply-templates/><xsl:call-template name="when"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
