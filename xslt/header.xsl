<?xml version="1.0" encoding="UTF-8"?>
<!-- The teiHeader in readable form: every element by its name, every value shown. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <!-- an element without a rule: a fact, or facts under a name -->
  <xsl:template match="*" mode="header">
    <xsl:choose>
      <!-- words of its own: one line -->
      <xsl:when test="text()[normalize-space(.) != ''] or not(*[not(self::s:link)])">
        <xsl:call-template name="fact"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="facts-group"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the parts of a header that hold others, and those that are told in paragraphs -->
  <xsl:template mode="header" match="tei:fileDesc | tei:titleStmt | tei:editionStmt | tei:publicationStmt
      | tei:seriesStmt | tei:notesStmt | tei:sourceDesc | tei:encodingDesc | tei:profileDesc | tei:revisionDesc
      | tei:xenoData | tei:recordingStmt | tei:scriptStmt | tei:projectDesc | tei:samplingDecl | tei:editorialDecl
      | tei:styleDefDecl | tei:transcriptionDesc | tei:tagsDecl | tei:refsDecl | tei:classDecl | tei:geoDecl
      | tei:unitDecl | tei:charDecl | tei:schemaSpec | tei:appInfo | tei:metDecl | tei:fsdDecl
      | tei:listPrefixDef | tei:listChange | tei:langUsage | tei:textClass | tei:calendarDesc | tei:particDesc
      | tei:settingDesc | tei:textDesc | tei:correspDesc | tei:correspAction | tei:correspContext | tei:change | tei:listTranspose
      | tei:taxonomy | tei:char | tei:glyph | tei:application | tei:handNotes | tei:purpose | tei:creation">
    <xsl:choose>
      <xsl:when test="text()[normalize-space(.) != ''] or not(*[not(self::s:link)])">
        <xsl:call-template name="fact"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="facts-group"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what is one fact: much of it in attributes -->
  <xsl:template mode="header" match="tei:language | tei:tagUsage | tei:namespace | tei:rendition | tei:schemaRef
      | tei:prefixDef | tei:cRefPattern | tei:refState | tei:citeStructure | tei:citeData | tei:calendar
      | tei:variantEncoding | tei:mapping | tei:localProp | tei:unicodeProp | tei:unihanProp | tei:catRef
      | tei:classCode | tei:channel | tei:constitution | tei:derivation | tei:domain | tei:factuality
      | tei:interaction | tei:preparedness | tei:metSym | tei:unitDef | tei:conversion">
    <xsl:choose>
      <xsl:when test="*[not(self::s:link)] and not(text()[normalize-space(.) != ''])">
        <xsl:call-template name="facts-group"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="fact"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- who did what: the task names those who did it -->
  <xsl:template mode="header" match="tei:respStmt[tei:resp and not(text()[normalize-space(.) != ''])]">
    <div class="fact" data-element="respStmt">
      <xsl:call-template name="language"/>
      <span class="field-name"><xsl:value-of select="@s:name"/></span>
      <xsl:text> </xsl:text>
      <span class="value">
        <xsl:for-each select="*[not(self::s:link)]">
          <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
          <span class="{local-name()}">
            <xsl:call-template name="language"/>
            <xsl:call-template name="id"/>
            <xsl:apply-templates/>
            <xsl:call-template name="facts"/>
          </span>
        </xsl:for-each>
        <xsl:call-template name="facts"/>
      </span>
    </div>
  </xsl:template>

  <!-- keywords in a row -->
  <xsl:template mode="header" match="tei:keywords[tei:term and not(*[not(self::tei:term or self::s:link)])]">
    <div class="fact" data-element="keywords">
      <xsl:call-template name="language"/>
      <span class="field-name"><xsl:value-of select="@s:name"/></span>
      <xsl:text> </xsl:text>
      <span class="value">
        <xsl:for-each select="tei:term">
          <xsl:if test="position() &gt; 1"><xsl:text> · </xsl:text></xsl:if>
          <span class="term">
            <xsl:call-template name="language"/>
            <xsl:apply-templates/>
            <xsl:call-template name="facts"/>
          </span>
        </xsl:for-each>
        <xsl:call-template name="facts"/>
      </span>
    </div>
  </xsl:template>

  <!-- classes within classes -->
  <xsl:template mode="header" match="tei:category">
    <div class="facts-group category" data-element="category">
      <xsl:call-template name="id"/>
      <xsl:if test="not(tei:catDesc) or @s:facts or s:link">
        <p class="field-name"><xsl:value-of select="@s:name"/><xsl:call-template name="facts"/></p>
      </xsl:if>
      <xsl:apply-templates select="*[not(self::s:link)]" mode="header"/>
    </div>
  </xsl:template>

  <xsl:template name="fact">
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
  </xsl:template>

  <xsl:template name="facts-group">
    <div class="facts-group" data-element="{local-name()}">
      <xsl:call-template name="id"/>
      <p class="field-name">
        <xsl:value-of select="@s:name"/>
        <xsl:call-template name="facts"/>
      </p>
      <xsl:apply-templates select="*[not(self::s:link)]" mode="header"/>
    </div>
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
