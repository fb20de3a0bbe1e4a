<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers (persons, places, organisations, events) and lists of witnesses. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <xsl:template match="tei:standOff | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent
      | tei:listObject | tei:listNym | tei:listRelation | tei:particDesc | tei:settingDesc">
    <div>
      <xsl:call-template name="common"/>
      <xsl:if test="@s:title">
        <xsl:element name="h{@s:level}"><xsl:attribute name="class">head register-title</xsl:attribute><xsl:value-of select="key('phrase', @s:title)"/></xsl:element>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:person | tei:personGrp | tei:place | tei:org | tei:event | tei:object | tei:nym">
    <div>
      <xsl:call-template name="common"><xsl:with-param name="more">record</xsl:with-param></xsl:call-template>
      <xsl:apply-templates select="*" mode="field"/>
      <xsl:apply-templates select="text()[normalize-space(.) != '']"/>
    </div>
  </xsl:template>

  <!-- the name of the thing, then a line for each other name and each other fact -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:label | tei:name | tei:objectName | tei:eventName | tei:head" mode="field">
    <xsl:variable name="others" select="preceding-sibling::*[local-name() = local-name(current()) or self::tei:head or self::tei:label]"/>
    <xsl:choose>
      <xsl:when test="$others">
        <div class="field other-name">
          <xsl:call-template name="id"/>
          <xsl:if test="@s:kind"><span class="field-name"><xsl:value-of select="@s:kind"/></span><xsl:text> </xsl:text></xsl:if>
          <span class="{local-name()}"><xsl:call-template name="language"/><xsl:apply-templates/></span>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p class="{local-name()} entry-name">
          <xsl:call-template name="id"/>
          <xsl:call-template name="language"/>
          <xsl:apply-templates/>
        </p>
        <!-- when it was, if an attribute alone says it -->
        <xsl:if test="parent::tei:event[@s:when] and not(../tei:date)">
          <div class="field"><span class="field-name"><xsl:value-of select="../@s:when"/></span></div>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- links and identifiers of authorities -->
  <xsl:template match="tei:ptr | tei:ref | tei:idno" mode="field">
    <div class="field">
      <xsl:if test="@s:name"><span class="field-name"><xsl:value-of select="@s:name"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="."/>
    </div>
  </xsl:template>
  <xsl:template match="tei:idno[@s:href][not(ancestor::*[@s:href])]">
    <a href="{@s:href}"><xsl:call-template name="common"/><xsl:apply-templates/></a>
  </xsl:template>
  <xsl:template match="tei:note | tei:p | tei:desc | tei:ab" mode="field">
    <div class="field {local-name()}"><xsl:call-template name="id"/><xsl:call-template name="language"/><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="tei:person | tei:place | tei:org | tei:event | tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent" mode="field" priority="1">
    <xsl:apply-templates select="."/>
  </xsl:template>
  <xsl:template match="*" mode="field">
    <xsl:if test=". != '' or @s:when or @s:text or *">
      <div class="field">
        <span class="field-name"><xsl:value-of select="@s:name"/></span>
        <xsl:text> </xsl:text>
        <span class="{local-name()}">
          <xsl:call-template name="id"/>
          <xsl:call-template name="language"/>
          <xsl:call-template name="spaced"/>
          <xsl:if test="not(node())"><xsl:value-of select="concat(@s:when, @s:text)"/></xsl:if>
        </span>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- all witnesses of a document, as its own lists describe them -->
  <xsl:template match="tei:TEI" mode="conspectus">
    <section class="conspectus">
      <xsl:apply-templates select="tei:standOff[@type = 'conspectus']/tei:listWit"/>
      <xsl:variable name="undeclared" select="tei:standOff[@type = 'apparatus']/tei:listWit/tei:witness[@type = 'unknown']"/>
      <xsl:if test="$undeclared">
        <div class="listWit undeclared">
          <p class="head"><xsl:value-of select="key('phrase', 'undeclared')"/></p>
          <dl class="bare">
            <xsl:for-each select="$undeclared">
              <dt id="wit-{@n}"><xsl:apply-templates select="." mode="label"/></dt>
              <dd/>
            </xsl:for-each>
          </dl>
        </div>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="tei:listWit">
    <div>
      <xsl:call-template name="common"/>
      <xsl:apply-templates select="*[not(self::tei:witness or self::tei:listWit)]"/>
      <xsl:if test="tei:witness">
        <dl>
          <!-- sigla and nothing else run on -->
          <xsl:if test="not(tei:witness/*[not(self::tei:abbr)] or tei:witness/text()[normalize-space(.) != ''])">
            <xsl:attribute name="class">bare</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="tei:witness"/>
        </dl>
      </xsl:if>
      <xsl:apply-templates select="tei:listWit"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:witness">
    <dt>
      <xsl:call-template name="class"/>
      <xsl:attribute name="id">
        <xsl:choose>
          <xsl:when test="$view = 'conspectus' or not(@s:id)"><xsl:value-of select="concat('wit-', @s:key)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@s:id"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="key('witness', @s:key)[1]" mode="label"/>
    </dt>
    <dd>
      <xsl:call-template name="language"/>
      <xsl:if test="tei:witness[not(parent::tei:listWit)]"><xsl:attribute name="class">family</xsl:attribute></xsl:if>
      <xsl:apply-templates select="node()[not(self::tei:abbr[@type = 'siglum' and not(preceding-sibling::tei:abbr[@type = 'siglum'])] or self::tei:witness)]"/>
      <xsl:if test="tei:witness">
        <dl><xsl:apply-templates select="tei:witness"/></dl>
      </xsl:if>
    </dd>
  </xsl:template>
</xsl:stylesheet>
