<?xml version="1.0" encoding="UTF-8"?>
<!-- Lemmata in the text, and the entries of the apparatus. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    xmlns:str="http://exslt.org/strings" exclude-result-prefixes="tei s str">

  <!-- in the text: a fragment of one or more lemmata; a link on the web -->
  <xsl:template match="tei:seg[@type = 'lemma']">
    <xsl:variable name="element">
      <xsl:choose>
        <!-- a space of a lemma that others cross is part of it, but nothing to point at -->
        <xsl:when test="$medium = 'web' and @s:href and not(ancestor::tei:seg[@type='reading'])
            and (normalize-space(.) != '' or * or @subtype = 'point')">a</xsl:when>
        <xsl:otherwise>span</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$element}">
      <xsl:attribute name="class">
        <xsl:text>lemma</xsl:text>
        <xsl:if test="@subtype = 'point'"> point</xsl:if>
        <xsl:if test="@s:kinds"><xsl:value-of select="concat(' ', @s:kinds)"/></xsl:if>
      </xsl:attribute>
      <xsl:if test="@s:start">
        <xsl:attribute name="id"><xsl:value-of select="concat(@s:start, '--1')"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="$element = 'a'">
        <xsl:attribute name="href"><xsl:value-of select="@s:href"/></xsl:attribute>
        <xsl:if test="@subtype = 'point'">
          <xsl:attribute name="aria-label"><xsl:value-of select="$word-added"/></xsl:attribute>
        </xsl:if>
      </xsl:if>
      <xsl:attribute name="data-entries"><xsl:value-of select="translate(@corresp, '#', '')"/></xsl:attribute>
      <xsl:if test="$medium = 'web' and @s:absent != ''">
        <xsl:attribute name="data-not"><xsl:value-of select="@s:absent"/></xsl:attribute>
      </xsl:if>
      <xsl:for-each select="str:tokenize(@s:more-starts)">
        <span class="at" id="{.}--1"/>
      </xsl:for-each>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <!-- in the text: what some witnesses read instead -->
  <xsl:template match="tei:seg[@type = 'reading']">
    <span class="alt" data-wit="{@s:readers}" hidden="hidden">
      <xsl:if test="@subtype = 'omission'"><xsl:attribute name="class">alt om</xsl:attribute></xsl:if>
      <xsl:call-template name="language"/>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:seg[@type = 'part' and @s:absent]">
    <span class="part">
      <xsl:if test="@s:absent != ''"><xsl:attribute name="data-not"><xsl:value-of select="@s:absent"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- an entry below or beside the text -->
  <xsl:template match="tei:app" mode="apparatus">
    <div class="app">
      <xsl:call-template name="entry-attributes"/>
      <xsl:if test="$medium = 'web'">
        <a class="ln" href="#{@s:id}--1">
          <xsl:choose>
            <xsl:when test="@s:label != ''"><xsl:value-of select="@s:label"/></xsl:when>
            <xsl:otherwise>↑</xsl:otherwise>
          </xsl:choose>
        </a>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:call-template name="entry"/>
    </div>
  </xsl:template>

  <xsl:template name="entry-attributes">
    <xsl:if test="@s:kind"><xsl:attribute name="class"><xsl:value-of select="concat('app ', @s:kind)"/></xsl:attribute></xsl:if>
    <xsl:call-template name="id"/>
    <xsl:call-template name="language"/>
    <xsl:if test="$medium = 'web'">
      <xsl:attribute name="role">note</xsl:attribute>
      <xsl:attribute name="aria-label"><xsl:value-of select="@s:name"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="@s:at"><xsl:attribute name="data-at"><xsl:value-of select="@s:at"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- the words of an entry: its parts in the order of the encoder -->
  <xsl:template name="entry">
    <xsl:variable name="base" select=".//*[@s:base][1]"/>
    <xsl:if test="@s:after and not($base[node()])">
      <span class="word"><xsl:value-of select="$word-after"/></span>
      <xsl:text> </xsl:text>
      <span class="lem context"><xsl:value-of select="@s:after"/></span>
    </xsl:if>
    <xsl:apply-templates select="*" mode="part"/>
  </xsl:template>

  <xsl:template match="*" mode="part">
    <xsl:param name="first"/>
    <xsl:if test="not($first)"><xsl:text> </xsl:text></xsl:if>
    <span class="{local-name()}"><xsl:call-template name="id"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- the reading that stands in the text -->
  <xsl:template match="*[@s:base]" mode="part" priority="2">
    <xsl:if test="normalize-space(.) != '' or *">
      <span class="lem">
        <xsl:call-template name="id"/>
        <xsl:call-template name="language"/>
        <xsl:apply-templates/>
      </span>
      <span class="sep"><xsl:value-of select="$lemma-sign"/></span>
    </xsl:if>
    <xsl:call-template name="attestation"/>
  </xsl:template>

  <xsl:template match="tei:rdg | tei:lem" mode="part">
    <xsl:param name="first"/>
    <!-- readings are parted from each other, and the first from the witnesses of the lemma -->
    <xsl:if test="$medium = 'print' and (preceding-sibling::tei:rdg[not(@s:base)]
        or preceding-sibling::*[@s:base and (@wit != '' or @s:sources != '')]
        or preceding-sibling::tei:note or preceding-sibling::tei:rdgGrp)">
      <span class="sep"><xsl:value-of select="concat(' ', $reading-sign)"/></span>
    </xsl:if>
    <xsl:if test="not($first)"><xsl:text> </xsl:text></xsl:if>
    <span class="rdg">
      <xsl:call-template name="id"/>
      <xsl:call-template name="reading"/>
    </span>
  </xsl:template>

  <xsl:template name="reading">
    <xsl:variable name="entry" select="ancestor::tei:app[1]"/>
    <xsl:variable name="words" select="normalize-space(.)"/>
    <xsl:choose>
      <xsl:when test="$words = '' and not(*[not(self::tei:note or self::tei:wit)])">
        <span class="word"><xsl:value-of select="$word-omitted"/></span>
        <xsl:apply-templates select="tei:note | tei:wit"/>
      </xsl:when>
      <xsl:otherwise>
        <span class="reading">
          <xsl:call-template name="language"/>
          <xsl:apply-templates/>
        </span>
        <xsl:if test="$entry[@s:after]//*[@s:base][not(node())]">
          <xsl:text> </xsl:text><span class="word"><xsl:value-of select="$word-added"/></span>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="not($entry/@type = 'choice')"/>
      <xsl:when test="@type = 'sic'"><xsl:text> </xsl:text><span class="word"><xsl:value-of select="$word-sic"/></span></xsl:when>
      <xsl:when test="@type = 'orig'"><xsl:text> </xsl:text><span class="word"><xsl:value-of select="$word-orig"/></span></xsl:when>
      <xsl:when test="@type = 'abbr'"><xsl:text> </xsl:text><span class="word"><xsl:value-of select="$word-abbr"/></span></xsl:when>
    </xsl:choose>
    <xsl:call-template name="attestation"/>
  </xsl:template>

  <!-- who reads it: sigla, then scholars and sources -->
  <xsl:template name="attestation">
    <xsl:if test="@wit != ''">
      <xsl:text> </xsl:text>
      <span class="wits">
        <xsl:call-template name="sigla"/>
      </span>
    </xsl:if>
    <xsl:if test="@s:sources != ''">
      <xsl:text> </xsl:text>
      <span class="sources">
        <xsl:call-template name="sigla"><xsl:with-param name="keys" select="@s:sources"/></xsl:call-template>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- a row of sigla: siglum puts them here, each as the rule below makes it -->
  <xsl:template name="sigla">
    <xsl:param name="keys" select="@wit"/>
    <span data-sigla="{$keys}"/>
  </xsl:template>

  <!-- every siglum of the unit, made once -->
  <xsl:template match="tei:TEI" mode="sigla">
    <section class="sigla">
      <xsl:for-each select="tei:standOff[@type = 'apparatus']/tei:listWit/tei:witness">
        <span data-key="{@n}"><xsl:apply-templates select="." mode="label"/></span>
      </xsl:for-each>
    </section>
  </xsl:template>

  <xsl:template match="tei:witness" mode="label">
    <xsl:choose>
      <xsl:when test="@type = 'source'">
        <cite class="source" data-wit="{@n}"><xsl:apply-templates select="tei:abbr/node()"/></cite>
      </xsl:when>
      <xsl:otherwise>
        <abbr class="siglum" data-wit="{@n}">
          <xsl:if test="tei:desc"><xsl:attribute name="title"><xsl:value-of select="tei:desc"/></xsl:attribute></xsl:if>
          <xsl:apply-templates select="tei:abbr/node()"/>
        </abbr>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:rdgGrp" mode="part">
    <xsl:param name="first"/>
    <xsl:if test="$medium = 'print' and preceding-sibling::*[not(@s:base) or @wit != '' or @s:sources != '']">
      <span class="sep"><xsl:value-of select="concat(' ', $reading-sign)"/></span>
    </xsl:if>
    <xsl:if test="not($first)"><xsl:text> </xsl:text></xsl:if>
    <span class="rdgGrp">
      <xsl:call-template name="id"/>
      <xsl:call-template name="parts"/>
    </span>
  </xsl:template>

  <!-- what is said of one witness of a reading: in brackets, after the sigla -->
  <xsl:template match="tei:witDetail" mode="part">
    <xsl:param name="first"/>
    <xsl:if test="not($first)"><xsl:text> </xsl:text></xsl:if>
    <span class="witDetail">
      <xsl:call-template name="id"/>
      <span class="sep">(</span>
      <xsl:if test="@wit != ''">
        <span class="wits"><xsl:call-template name="sigla"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <span class="app-note"><xsl:apply-templates/></span>
      <span class="sep">)</span>
    </span>
  </xsl:template>

  <xsl:template name="parts">
    <xsl:param name="parts" select="*"/>
    <xsl:for-each select="$parts">
      <xsl:apply-templates select="." mode="part"><xsl:with-param name="first" select="position() = 1"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:note | tei:noteGrp" mode="part">
    <xsl:param name="first"/>
    <!-- a note that begins with a comma or a point hangs on the word before it -->
    <xsl:if test="not($first) and (normalize-space(.) = '' or not(contains(',.;:)', substring(normalize-space(.), 1, 1))))"><xsl:text> </xsl:text></xsl:if>
    <span class="app-note">
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:apply-templates/>
      <xsl:call-template name="attribution"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:wit">
    <xsl:text> </xsl:text>
    <span class="wit"><xsl:apply-templates/></span>
  </xsl:template>

  <!-- an entry inside a note or inside another reading: its words in place, the rest in brackets -->
  <xsl:template match="tei:app">
    <xsl:variable name="parts" select="*[not(self::tei:lem)]"/>
    <span class="app-inline">
      <xsl:call-template name="id"/>
      <xsl:choose>
        <xsl:when test="tei:lem">
          <xsl:for-each select="tei:lem[1]">
            <span class="lem"><xsl:call-template name="language"/><xsl:apply-templates/></span>
            <xsl:if test="not($parts)"><span class="sep"><xsl:value-of select="$lemma-sign"/></span></xsl:if>
            <xsl:call-template name="attestation"/>
          </xsl:for-each>
          <xsl:if test="$parts">
            <xsl:text> </xsl:text><span class="sep">(</span>
            <xsl:call-template name="parts"><xsl:with-param name="parts" select="$parts | tei:lem[position() > 1]"/></xsl:call-template>
            <span class="sep">)</span>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <span class="sep">(</span><xsl:call-template name="parts"/><span class="sep">)</span>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- entries that only name a line stand in a list of their own -->
  <xsl:template match="tei:listApp">
    <div>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:listApp/tei:app | tei:div/tei:app | tei:body/tei:app" priority="1">
    <div class="app listed">
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:if test="@loc != ''">
        <span class="loc"><xsl:value-of select="@loc"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="tei:lem[1]">
        <xsl:if test="node()">
          <span class="lem"><xsl:call-template name="id"/><xsl:call-template name="language"/><xsl:apply-templates/></span>
          <span class="sep"><xsl:value-of select="$lemma-sign"/></span>
        </xsl:if>
        <xsl:call-template name="attestation"/>
      </xsl:for-each>
      <xsl:apply-templates select="*[not(self::tei:lem) or preceding-sibling::tei:lem]" mode="part"/>
    </div>
  </xsl:template>

  <!-- lines and paragraphs of a lemma or reading run on in an entry, parted by a stroke -->
  <xsl:template match="tei:app//tei:l | tei:app//tei:lg | tei:app//tei:p | tei:app//tei:ab | tei:app//tei:div
      | tei:app//tei:sp | tei:app//tei:speaker | tei:app//tei:head | tei:app//tei:stage | tei:app//tei:line" priority="2">
    <xsl:if test="preceding-sibling::*[1][self::tei:l or self::tei:lg or self::tei:p or self::tei:ab or self::tei:div
        or self::tei:sp or self::tei:speaker or self::tei:head or self::tei:stage or self::tei:line]">
      <span class="sep"> / </span>
    </xsl:if>
    <span class="{local-name()} run-on"><xsl:apply-templates/></span>
  </xsl:template>

  <!-- readings met outside of an entry: the file is odd, its words are not lost -->
  <xsl:template match="tei:lem | tei:rdg">
    <span class="{local-name()}"><xsl:apply-templates/><xsl:call-template name="attestation"/></span>
  </xsl:template>
</xsl:stylesheet>
