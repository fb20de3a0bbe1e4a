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
      <xsl:call-template name="sorts"/>
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

  <!-- in the text: here begins what some witnesses do not have -->
  <xsl:template match="tei:seg[@type = 'lost' and @s:readers]">
    <span class="lost" data-wit="{@s:readers}" hidden="hidden"/>
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
    <xsl:if test="$medium = 'web' and @s:layer">
      <xsl:attribute name="data-layer"><xsl:value-of select="@s:layer"/></xsl:attribute>
      <xsl:attribute name="data-rank"><xsl:value-of select="@s:rank"/></xsl:attribute>
    </xsl:if>
    <xsl:call-template name="sorts"/>
  </xsl:template>

  <!-- what readers may ask for: who departs, types, hands, who found it; on the web alone -->
  <xsl:template name="sorts">
    <xsl:if test="@s:departs"><xsl:attribute name="data-departs"><xsl:value-of select="@s:departs"/></xsl:attribute></xsl:if>
    <xsl:if test="@s:types"><xsl:attribute name="data-type"><xsl:value-of select="@s:types"/></xsl:attribute></xsl:if>
    <xsl:if test="@s:written"><xsl:attribute name="data-hand"><xsl:value-of select="@s:written"/></xsl:attribute></xsl:if>
    <xsl:if test="@s:found"><xsl:attribute name="data-by"><xsl:value-of select="@s:found"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- the words of an entry: its parts in the order of the encoder, the reading of the text first -->
  <xsl:template name="entry">
    <!-- lines of print are not those that the encoder counts -->
    <xsl:if test="$medium = 'print' and normalize-space(@loc) != ''">
      <span class="loc"><xsl:value-of select="normalize-space(@loc)"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
    <!-- what names its line only may stand anywhere in it -->
    <xsl:if test="@s:empty and not(@loc)"><xsl:call-template name="neighbour"/></xsl:if>
    <xsl:apply-templates select="*" mode="part"/>
    <xsl:call-template name="attestation"/>
  </xsl:template>

  <!-- where an addition stands: after the word before it, else before the word after it -->
  <xsl:template name="neighbour">
    <xsl:choose>
      <xsl:when test="@s:after">
        <xsl:call-template name="word"><xsl:with-param name="key" select="'after'"/></xsl:call-template>
        <xsl:text> </xsl:text>
        <span class="lem context"><xsl:value-of select="@s:after"/></span>
      </xsl:when>
      <xsl:when test="@s:before">
        <xsl:call-template name="word"><xsl:with-param name="key" select="'before'"/></xsl:call-template>
        <xsl:text> </xsl:text>
        <span class="lem context"><xsl:value-of select="@s:before"/></span>
      </xsl:when>
      <xsl:when test="@s:alone">
        <xsl:call-template name="word"><xsl:with-param name="key" select="'beginning'"/></xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="part">
    <xsl:param name="first"/>
    <xsl:if test="not($first)"><xsl:text> </xsl:text></xsl:if>
    <span class="{local-name()}"><xsl:call-template name="id"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- the sign between readings, set by the later of the two; `from` may be a note that leads to it -->
  <xsl:template name="between">
    <xsl:variable name="before" select="preceding-sibling::*"/>
    <xsl:if test="not(preceding-sibling::*[1][@s:leads]) and $before[not(@s:base) and not(@s:leads)
        or @wit != '' or @s:sources or @s:hands or @s:says or @s:ascribed or @s:unsure]">
      <span class="sep between">
        <xsl:choose>
          <xsl:when test="parent::tei:rdgGrp and not(self::tei:rdgGrp)"><xsl:value-of select="$group-sign"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat(' ', $reading-sign)"/></xsl:otherwise>
        </xsl:choose>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- the reading that stands in the text -->
  <xsl:template match="*[@s:base]" mode="part" priority="2">
    <xsl:param name="first"/>
    <xsl:choose>
      <xsl:when test="not(@s:empty)">
        <span class="lem">
          <xsl:call-template name="reading-attributes"/>
          <xsl:call-template name="language"/>
          <xsl:apply-templates select="node()[not(self::tei:wit)]"/>
        </span>
        <span class="sep"><xsl:value-of select="$lemma-sign"/></span>
        <xsl:call-template name="sequence"/>
        <xsl:call-template name="says"/>
      </xsl:when>
      <!-- nothing stands there: those who agree leave out what others add -->
      <xsl:when test="@wit != '' or @s:sources or @s:hands">
        <xsl:if test="not($first)"><xsl:text> </xsl:text></xsl:if>
        <span class="rdg">
          <xsl:call-template name="reading-attributes"/>
          <xsl:call-template name="instead"/>
        </span>
      </xsl:when>
      <xsl:when test="tei:note"><xsl:apply-templates select="tei:note"/></xsl:when>
    </xsl:choose>
    <xsl:call-template name="attestation"/>
  </xsl:template>

  <xsl:template match="tei:rdg | tei:lem" mode="part">
    <xsl:param name="first"/>
    <xsl:if test="not($first)"><xsl:call-template name="between"/><xsl:text> </xsl:text></xsl:if>
    <span class="rdg">
      <xsl:call-template name="reading-attributes"/>
      <xsl:call-template name="reading"/>
    </span>
  </xsl:template>

  <xsl:template name="reading-attributes">
    <xsl:call-template name="id"/>
    <xsl:if test="$medium = 'web' and @s:title">
      <xsl:attribute name="title"><xsl:value-of select="@s:title"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="reading">
    <xsl:choose>
      <xsl:when test="@s:empty"><xsl:call-template name="instead"/></xsl:when>
      <xsl:otherwise>
        <xsl:if test="@s:seq"><span class="seq"><xsl:value-of select="concat(@s:seq, '.')"/></span><xsl:text> </xsl:text></xsl:if>
        <span class="reading">
          <xsl:call-template name="language"/>
          <xsl:apply-templates select="node()[not(self::tei:wit)]"/>
        </span>
        <xsl:call-template name="says"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="attestation"/>
  </xsl:template>

  <!-- a reading without words: what it has instead, or what it is a copy of -->
  <xsl:template name="instead">
    <xsl:if test="@s:seq"><span class="seq"><xsl:value-of select="concat(@s:seq, '.')"/></span><xsl:text> </xsl:text></xsl:if>
    <xsl:if test="@s:copy">
      <span class="tie">
        <span class="sign"><xsl:value-of select="$copy-sign"/></span>
        <xsl:text> </xsl:text>
        <span class="copy"><xsl:value-of select="@s:copy"/></span>
      </span>
      <xsl:if test="@s:says"><xsl:text> </xsl:text></xsl:if>
    </xsl:if>
    <xsl:for-each select="str:tokenize(@s:says)">
      <xsl:if test="position() > 1"><xsl:text> </xsl:text></xsl:if>
      <xsl:call-template name="word"><xsl:with-param name="key" select="string(.)"/></xsl:call-template>
    </xsl:for-each>
    <xsl:apply-templates select="tei:note"/>
  </xsl:template>

  <xsl:template name="sequence">
    <xsl:if test="@s:seq"><xsl:text> </xsl:text><span class="seq"><xsl:value-of select="concat(@s:seq, '.')"/></span></xsl:if>
  </xsl:template>

  <!-- words said of a reading, after it -->
  <xsl:template name="says">
    <xsl:param name="keys" select="@s:says"/>
    <xsl:for-each select="str:tokenize($keys)">
      <xsl:text> </xsl:text>
      <xsl:call-template name="word"><xsl:with-param name="key" select="string(.)"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- who reads it: sigla and hands, then scholars and sources; then doubt and cause -->
  <xsl:template name="attestation">
    <xsl:if test="@wit != ''">
      <xsl:text> </xsl:text>
      <span class="wits">
        <xsl:call-template name="sigla"/>
      </span>
    </xsl:if>
    <xsl:call-template name="says"><xsl:with-param name="keys" select="@s:ascribed"/></xsl:call-template>
    <xsl:if test="@s:sources or @s:hands">
      <xsl:text> </xsl:text>
      <span class="sources">
        <xsl:call-template name="hands"/>
        <xsl:if test="@s:sources">
          <xsl:if test="@s:hands"><xsl:text> </xsl:text></xsl:if>
          <xsl:call-template name="sigla"><xsl:with-param name="keys" select="@s:sources"/></xsl:call-template>
        </xsl:if>
      </span>
    </xsl:if>
    <xsl:if test="@s:unsure">
      <xsl:text> </xsl:text><span class="word"><xsl:value-of select="$uncertain-sign"/></span>
    </xsl:if>
    <xsl:if test="@s:cause or @s:cause-told">
      <xsl:text> </xsl:text>
      <span class="cause">
        <span class="sep">(</span>
        <xsl:choose>
          <xsl:when test="@s:cause">
            <xsl:call-template name="word"><xsl:with-param name="key" select="string(@s:cause)"/></xsl:call-template>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="@s:cause-told"/></xsl:otherwise>
        </xsl:choose>
        <span class="sep">)</span>
      </span>
    </xsl:if>
    <xsl:apply-templates select="self::tei:rdg/tei:wit | self::tei:lem/tei:wit"/>
  </xsl:template>

  <!-- hands that are called by a number or a word -->
  <xsl:template name="hands">
    <xsl:variable name="names" select="str:tokenize(@s:man)"/>
    <xsl:for-each select="str:tokenize(@s:hands)">
      <xsl:variable name="at" select="position()"/>
      <xsl:variable name="name" select="string($names[$at])"/>
      <xsl:if test="$at > 1"><xsl:text> </xsl:text></xsl:if>
      <cite class="source hand" data-wit="{substring-after(., '#')}">
        <xsl:choose>
          <xsl:when test="number($name) = number($name)">
            <xsl:call-template name="word"><xsl:with-param name="key" select="'hand'"/></xsl:call-template>
            <xsl:value-of select="concat('&#160;', $name)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="word"><xsl:with-param name="key" select="$name"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </cite>
    </xsl:for-each>
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
        <cite class="source" data-wit="{@n}">
          <xsl:if test="$medium = 'web' and tei:desc"><xsl:attribute name="title"><xsl:value-of select="tei:desc"/></xsl:attribute></xsl:if>
          <xsl:apply-templates select="tei:abbr/node()"/>
        </cite>
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
    <xsl:if test="not($first)"><xsl:call-template name="between"/><xsl:text> </xsl:text></xsl:if>
    <span class="rdgGrp">
      <xsl:call-template name="reading-attributes"/>
      <xsl:if test="@s:seq"><span class="seq"><xsl:value-of select="concat(@s:seq, '.')"/></span><xsl:text> </xsl:text></xsl:if>
      <xsl:variable name="inline" select="ancestor::tei:app[1][not(parent::tei:listApp or parent::tei:div or parent::tei:body)]"/>
      <xsl:call-template name="parts">
        <xsl:with-param name="parts" select="*[not($inline and @s:base and not(@s:empty))]"/>
      </xsl:call-template>
      <xsl:call-template name="attestation"/>
    </span>
  </xsl:template>

  <!-- what is said of one witness of a reading: in brackets, after the sigla, or within its words -->
  <xsl:template match="tei:witDetail">
    <xsl:apply-templates select="." mode="part">
      <xsl:with-param name="known" select="ancestor::*[self::tei:lem or self::tei:rdg][1]/@wit"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="tei:witDetail" mode="part">
    <xsl:param name="first"/>
    <xsl:param name="known"/>
    <xsl:variable name="readings" select="tei:ref[@s:partner = 'reading']"/>
    <xsl:variable name="bare" select="@s:says and not($readings)"/>
    <xsl:if test="$bare and not($first)"><xsl:call-template name="between"/></xsl:if>
    <xsl:if test="not($first)"><xsl:text> </xsl:text></xsl:if>
    <span class="witDetail">
      <xsl:call-template name="reading-attributes"/>
      <xsl:if test="not($bare)"><span class="sep">(</span></xsl:if>
      <xsl:if test="@s:says">
        <xsl:call-template name="word"><xsl:with-param name="key" select="string(@s:says)"/></xsl:call-template>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:if test="@wit != '' and not(@wit = $known)">
        <span class="wits"><xsl:call-template name="sigla"/></span>
        <xsl:if test="not($bare)"><xsl:text> </xsl:text></xsl:if>
      </xsl:if>
      <xsl:if test="$readings">
        <span class="tie">
          <xsl:for-each select="$readings">
            <xsl:if test="position() > 1"><span class="sep"><xsl:value-of select="concat(' ', $line-sign, ' ')"/></span></xsl:if>
            <xsl:call-template name="partner"/>
          </xsl:for-each>
        </span>
      </xsl:if>
      <xsl:if test="not(@s:says)">
        <span class="app-note"><xsl:apply-templates select="node()[not(self::tei:ref[@s:partner])]"/></span>
      </xsl:if>
      <xsl:if test="not($bare)"><span class="sep">)</span></xsl:if>
    </span>
  </xsl:template>

  <!-- what belongs to a reading and stands elsewhere -->
  <xsl:template match="tei:ref[@s:partner]" mode="part">
    <xsl:text> </xsl:text>
    <span class="tie">
      <span class="sep">(</span>
      <xsl:call-template name="word"><xsl:with-param name="key" select="string(@s:partner)"/></xsl:call-template>
      <xsl:text> </xsl:text>
      <xsl:if test="@s:place">
        <span class="loc"><xsl:value-of select="@s:place"/></span>
        <xsl:if test="text() or @s:says"><xsl:text> </xsl:text></xsl:if>
      </xsl:if>
      <xsl:call-template name="partner"/>
      <span class="sep">)</span>
    </span>
  </xsl:template>

  <xsl:template name="partner">
    <xsl:choose>
      <xsl:when test="not(text())">
        <xsl:for-each select="str:tokenize(@s:says)[1]">
          <xsl:call-template name="word"><xsl:with-param name="key" select="string(.)"/></xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="@s:href"><a class="partner" href="{@s:href}"><xsl:value-of select="."/></a></xsl:when>
      <xsl:otherwise><span class="partner"><xsl:value-of select="."/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="parts">
    <xsl:param name="parts" select="*"/>
    <xsl:for-each select="$parts">
      <xsl:apply-templates select="." mode="part"><xsl:with-param name="first" select="position() = 1"/></xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:note | tei:noteGrp" mode="part">
    <xsl:param name="first"/>
    <xsl:if test="@s:leads and not($first)"><xsl:call-template name="between"/></xsl:if>
    <!-- a note that begins with a comma or a point hangs on the word before it -->
    <xsl:if test="not($first) and (normalize-space(.) = '' or not(contains(',.;:)', substring(normalize-space(.), 1, 1))))"><xsl:text> </xsl:text></xsl:if>
    <span class="app-note">
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:apply-templates/>
      <xsl:call-template name="attribution"/>
    </span>
  </xsl:template>

  <!-- witnesses as the encoder lists them: in brackets where they say more than the sigla -->
  <xsl:template match="tei:wit">
    <xsl:if test="not(@s:told = 'all')">
      <xsl:text> </xsl:text>
      <xsl:if test="@s:told"><span class="sep">(</span></xsl:if>
      <span class="wit"><xsl:call-template name="id"/><xsl:apply-templates/></span>
      <xsl:if test="@s:told"><span class="sep">)</span></xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:wit" mode="part" priority="2"><xsl:apply-templates select="."/></xsl:template>

  <!-- an entry inside a note or inside another reading: its words in place, the rest in brackets -->
  <xsl:template match="tei:app">
    <xsl:variable name="base" select="(tei:lem | tei:rdg | tei:rdgGrp/tei:lem | tei:rdgGrp/tei:rdg
        | tei:rdgGrp/tei:rdgGrp/tei:lem | tei:rdgGrp/tei:rdgGrp/tei:rdg)[@s:base][not(@s:empty)]"/>
    <xsl:variable name="parts" select="*[not(@s:base) or @s:empty][not(self::tei:rdgGrp[count(*) = 1]/*[@s:base][not(@s:empty)])]"/>
    <span class="app-inline">
      <xsl:call-template name="id"/>
      <xsl:for-each select="$base[self::tei:rdg]">
        <span class="rdg">
          <xsl:call-template name="reading-attributes"/>
          <xsl:call-template name="reading"/>
        </span>
      </xsl:for-each>
      <xsl:for-each select="$base[self::tei:lem]">
        <span class="lem">
          <xsl:call-template name="reading-attributes"/>
          <xsl:call-template name="language"/>
          <xsl:apply-templates select="node()[not(self::tei:wit)]"/>
        </span>
        <xsl:if test="not($parts)"><span class="sep"><xsl:value-of select="$lemma-sign"/></span></xsl:if>
        <xsl:call-template name="says"/>
        <xsl:call-template name="attestation"/>
      </xsl:for-each>
      <xsl:if test="$base and $parts"><xsl:text> </xsl:text></xsl:if>
      <xsl:if test="$parts">
        <span class="sep">(</span>
        <xsl:call-template name="parts"><xsl:with-param name="parts" select="$parts"/></xsl:call-template>
        <xsl:call-template name="attestation"/>
        <span class="sep">)</span>
      </xsl:if>
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
    <div class="app listed"><xsl:call-template name="entry-listed"/></div>
  </xsl:template>

  <!-- a paragraph of nothing but entries is a list: what is left there has no place in the text -->
  <xsl:template match="tei:p[not(*[not(self::tei:app[@from])]) and not(text()[normalize-space() != ''])]/tei:app
      | tei:ab[not(*[not(self::tei:app[@from])]) and not(text()[normalize-space() != ''])]/tei:app" priority="1">
    <span class="app listed"><xsl:call-template name="entry-listed"/></span>
  </xsl:template>

  <xsl:template name="entry-listed">
    <xsl:call-template name="id"/>
    <xsl:call-template name="language"/>
    <xsl:if test="@loc != '' and $medium != 'print'">
      <span class="loc"><xsl:value-of select="@loc"/></span>
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:call-template name="entry"/>
  </xsl:template>

  <!-- words that change places: in the entries too, if they have some -->
  <xsl:template match="tei:transpose">
    <p>
      <xsl:call-template name="common"/>
      <xsl:call-template name="word"><xsl:with-param name="key" select="'transposed'"/></xsl:call-template>
      <xsl:for-each select="*"><xsl:text> </xsl:text><xsl:apply-templates select="."/></xsl:for-each>
    </p>
  </xsl:template>

  <!-- lines and paragraphs of a lemma or reading run on in an entry, parted by a stroke -->
  <xsl:template match="tei:app//tei:l | tei:app//tei:lg | tei:app//tei:p | tei:app//tei:ab | tei:app//tei:div
      | tei:app//tei:sp | tei:app//tei:speaker | tei:app//tei:head | tei:app//tei:stage | tei:app//tei:line
      | tei:app//tei:list | tei:app//tei:item | tei:app//tei:trailer | tei:app//tei:opener | tei:app//tei:closer
      | tei:app//tei:salute | tei:app//tei:signed | tei:app//tei:dateline" priority="2">
    <xsl:if test="preceding-sibling::*[1][self::tei:l or self::tei:lg or self::tei:p or self::tei:ab or self::tei:div
        or self::tei:sp or self::tei:speaker or self::tei:head or self::tei:stage or self::tei:line
        or self::tei:list or self::tei:item or self::tei:trailer or self::tei:opener or self::tei:closer
        or self::tei:salute or self::tei:signed or self::tei:dateline]">
      <span class="sep"><xsl:value-of select="concat(' ', $line-sign, ' ')"/></span>
    </xsl:if>
    <span class="{local-name()} run-on">
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:apply-templates/>
      <xsl:if test="not(node()) and (@copyOf or @sameAs)">
        <span class="tie">
          <span class="sign"><xsl:value-of select="$copy-sign"/></span>
          <xsl:text> </xsl:text>
          <span class="copy"><xsl:value-of select="concat(@copyOf, @sameAs)"/></span>
        </span>
      </xsl:if>
    </span>
  </xsl:template>

  <!-- written between the lines: between strokes, unless the entry says so of the whole reading -->
  <xsl:template match="tei:app//tei:add[@place = 'above' or @place = 'below']" priority="2">
    <xsl:variable name="says" select="concat(' ', ancestor::*[self::tei:rdg or self::tei:lem][1]/@s:says, ' ')"/>
    <span>
      <xsl:call-template name="common"/>
      <xsl:choose>
        <xsl:when test="contains($says, concat(' ', @place, ' '))"><xsl:apply-templates/></xsl:when>
        <xsl:when test="@place = 'above'">
          <xsl:call-template name="sign"><xsl:with-param name="text">\</xsl:with-param></xsl:call-template>
          <xsl:apply-templates/>
          <xsl:call-template name="sign"><xsl:with-param name="text">/</xsl:with-param></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="sign"><xsl:with-param name="text">/</xsl:with-param></xsl:call-template>
          <xsl:apply-templates/>
          <xsl:call-template name="sign"><xsl:with-param name="text">\</xsl:with-param></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <!-- the border of a witness within the words of a reading -->
  <xsl:template match="tei:app//tei:lacunaStart | tei:app//tei:lacunaEnd | tei:app//tei:witStart | tei:app//tei:witEnd">
    <xsl:variable name="key">
      <xsl:choose>
        <xsl:when test="self::tei:lacunaStart">lacuna_starts</xsl:when>
        <xsl:when test="self::tei:lacunaEnd">lacuna_ends</xsl:when>
        <xsl:when test="self::tei:witStart">starts</xsl:when>
        <xsl:otherwise>ends</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="preceding-sibling::node()"><xsl:text> </xsl:text></xsl:if>
    <span class="sep">(</span>
    <xsl:call-template name="word"><xsl:with-param name="key" select="string($key)"/></xsl:call-template>
    <span class="sep">)</span>
    <xsl:if test="following-sibling::node()"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <!-- readings met outside of an entry: the file is odd, its words are not lost -->
  <xsl:template match="tei:lem | tei:rdg">
    <span class="{local-name()}"><xsl:apply-templates/><xsl:call-template name="attestation"/></span>
  </xsl:template>
</xsl:stylesheet>
