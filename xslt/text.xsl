<?xml version="1.0" encoding="UTF-8"?>
<!-- The structure of texts: divisions, paragraphs, verse, drama, lists, tables, letters; and the
     fallback that shows the words of any element that has no rule. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form"
    exclude-result-prefixes="tei s">

  <!-- an element without a rule: its words, as a block where it stands among blocks -->
  <xsl:template match="*">
    <xsl:choose>
      <xsl:when test="@s:block">
        <div>
          <xsl:call-template name="common"/>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="common"/>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- parts that the encoder's layout kept apart: in one line, a space does it -->
  <xsl:template match="tei:respStmt | tei:location | tei:interpGrp | tei:spanGrp
      | tei:recording | tei:equipment | tei:broadcast | tei:activity | tei:locale | tei:setting | tei:quotation
      | tei:correction | tei:normalization | tei:hyphenation | tei:segmentation | tei:interpretation
      | tei:punctuation | tei:stdVals">
    <xsl:variable name="name">
      <xsl:choose><xsl:when test="@s:block">div</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common"/>
      <xsl:call-template name="spaced"/>
    </xsl:element>
  </xsl:template>

  <!-- an address in parts: street, place, country -->
  <xsl:template match="tei:address">
    <div>
      <xsl:call-template name="common"/>
      <xsl:call-template name="spaced"/>
    </div>
  </xsl:template>

  <xsl:template name="spaced">
    <xsl:for-each select="node()">
      <xsl:if test="self::* and preceding-sibling::node()[1][self::*]"><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- what is no part of the text -->
  <xsl:template match="tei:teiHeader | tei:index | tei:fs | tei:link | tei:linkGrp | tei:join | tei:joinGrp
      | tei:timeline | tei:alt | tei:altGrp | tei:anchor[not(@s:id)]"/>

  <xsl:template match="tei:anchor[@s:id]">
    <span class="at" id="{@s:id}"/>
  </xsl:template>

  <!-- containers that are only containers -->
  <xsl:template match="tei:teiCorpus | tei:text | tei:body | tei:front | tei:back | tei:group | tei:floatingText">
    <div>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7">
    <div>
      <xsl:call-template name="common">
        <xsl:with-param name="more"><xsl:if test="local-name() != 'div'">div</xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:if test="@type"><xsl:attribute name="data-type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
      <!-- a numbered part without a heading shows its number -->
      <xsl:if test="@s:title">
        <p class="div-n"><xsl:value-of select="@s:title"/></p>
      </xsl:if>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <!-- headings: as deep as the divisions that are shown here -->
  <xsl:template match="tei:div/tei:head | tei:div1/tei:head | tei:div2/tei:head | tei:div3/tei:head
      | tei:div4/tei:head | tei:div5/tei:head | tei:body/tei:head | tei:front/tei:head
      | tei:back/tei:head | tei:group/tei:head | tei:text/tei:head">
    <xsl:element name="h{@s:level}">
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:head | tei:trailer | tei:byline | tei:dateline | tei:salute
      | tei:signed | tei:docAuthor | tei:docDate | tei:docImprint | tei:docEdition | tei:titlePart
      | tei:addrLine | tei:imprimatur | tei:closer | tei:opener | tei:argument
      | tei:epigraph | tei:postscript | tei:titlePage | tei:docTitle | tei:line | tei:zone
      | tei:spGrp | tei:set | tei:prologue | tei:performance | tei:divGen
      | tei:epilogue">
    <div>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>

  <xsl:template match="tei:p | tei:ab">
    <p>
      <xsl:call-template name="common"/>
      <xsl:call-template name="number"/>
      <xsl:apply-templates/>
    </p>
  </xsl:template>

  <!-- the number of a line or paragraph: a link to it on the web -->
  <xsl:template name="number">
    <xsl:if test="@s:n">
      <xsl:attribute name="data-n"><xsl:value-of select="@s:n"/></xsl:attribute>
      <xsl:if test="$medium = 'web' and @s:id">
        <a class="n" href="#{@s:id}">
          <xsl:if test="@s:show"><xsl:attribute name="data-show"><xsl:value-of select="@s:show"/></xsl:attribute></xsl:if>
          <xsl:attribute name="aria-label">
            <xsl:choose>
              <xsl:when test="self::tei:l"><xsl:value-of select="key('phrase', 'line')"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="key('phrase', 'paragraph')"/></xsl:otherwise>
            </xsl:choose>
            <xsl:value-of select="concat(' ', @s:n)"/>
          </xsl:attribute>
          <xsl:value-of select="@s:n"/>
        </a>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- numbered parts of a paragraph -->
  <xsl:template match="tei:seg[@n and not(@type = 'lemma')] | tei:s[@n]">
    <span>
      <xsl:call-template name="common"/>
      <xsl:if test="@s:id and @n != ''"><span class="seg-n"><xsl:value-of select="@n"/></span></xsl:if>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- words are not marked: their text is enough -->
  <xsl:template match="tei:w | tei:pc | tei:c | tei:seg[not(@n or @type or @rend or @s:id or @xml:lang)]
      | tei:s[not(@n)]">
    <xsl:apply-templates/>
  </xsl:template>

  <!-- lists -->
  <xsl:template match="tei:list">
    <div>
      <xsl:call-template name="common"/>
      <xsl:apply-templates select="tei:head | tei:pb[not(preceding-sibling::tei:item)]"/>
      <xsl:choose>
        <xsl:when test="tei:label and tei:item">
          <dl>
            <xsl:apply-templates select="*[not(self::tei:head or self::tei:trailer)]" mode="gloss"/>
          </dl>
        </xsl:when>
        <xsl:when test="@s:ordered">
          <ol><xsl:apply-templates select="*[not(self::tei:head or self::tei:trailer)]" mode="item"/></ol>
        </xsl:when>
        <xsl:otherwise>
          <ul>
            <xsl:if test="tei:item[@n]"><xsl:attribute name="class">numbered</xsl:attribute></xsl:if>
            <xsl:apply-templates select="*[not(self::tei:head or self::tei:trailer)]" mode="item"/>
          </ul>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="tei:trailer"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:item" mode="item">
    <li>
      <xsl:call-template name="common"/>
      <xsl:if test="number(@n) = @n and ../@s:ordered">
        <xsl:attribute name="value"><xsl:value-of select="@n"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="@n and not(../@s:ordered)">
        <span class="item-n"><xsl:value-of select="@n"/></span><xsl:text> </xsl:text>
      </xsl:if>
      <xsl:apply-templates/>
    </li>
  </xsl:template>
  <xsl:template match="tei:pb[not(preceding-sibling::tei:item)]" mode="item"/>
  <xsl:template match="*" mode="item"><li class="other"><xsl:apply-templates select="."/></li></xsl:template>
  <xsl:template match="tei:label | tei:headLabel" mode="gloss">
    <dt><xsl:call-template name="common"/><xsl:apply-templates/></dt>
  </xsl:template>
  <xsl:template match="tei:item | tei:headItem" mode="gloss">
    <dd><xsl:call-template name="common"/><xsl:apply-templates/></dd>
  </xsl:template>
  <xsl:template match="*" mode="gloss"><dd class="other"><xsl:apply-templates select="."/></dd></xsl:template>

  <!-- tables, in a box that scrolls by itself -->
  <xsl:template match="tei:table">
    <div class="table-box">
      <xsl:if test="$medium = 'web'">
        <xsl:attribute name="tabindex">0</xsl:attribute>
        <xsl:attribute name="role">region</xsl:attribute>
        <xsl:attribute name="aria-label">
          <xsl:value-of select="normalize-space(concat(key('phrase', 'table'), ' ', tei:head))"/>
        </xsl:attribute>
      </xsl:if>
      <table>
        <xsl:call-template name="common"/>
        <xsl:if test="tei:head"><caption><xsl:apply-templates select="tei:head/node()"/></caption></xsl:if>
        <tbody>
          <xsl:apply-templates select="*[not(self::tei:head)]" mode="row"/>
        </tbody>
      </table>
    </div>
  </xsl:template>
  <xsl:template match="tei:row" mode="row">
    <tr>
      <xsl:call-template name="common"/>
      <!-- words of a row without cells -->
      <xsl:for-each select="* | text()[normalize-space(.) != '']">
        <xsl:choose>
          <xsl:when test="self::*"><xsl:apply-templates select="." mode="cell"/></xsl:when>
          <xsl:otherwise><td><xsl:apply-templates select="."/></td></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </tr>
  </xsl:template>
  <xsl:template match="*" mode="row"><tr><td><xsl:apply-templates select="."/></td></tr></xsl:template>
  <xsl:template match="tei:cell" mode="cell">
    <xsl:variable name="name">
      <xsl:choose>
        <xsl:when test="@role = 'label' or ../@role = 'label'">th</xsl:when>
        <xsl:otherwise>td</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common"/>
      <xsl:if test="number(@cols) &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
      <xsl:if test="number(@rows) &gt; 1"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="*" mode="cell"><td><xsl:apply-templates select="."/></td></xsl:template>

  <!-- rows and cells outside of a table -->
  <xsl:template match="tei:row">
    <div><xsl:call-template name="common"/><xsl:call-template name="spaced"/></div>
  </xsl:template>
  <xsl:template match="tei:cell">
    <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- quotations -->
  <xsl:template match="tei:cit">
    <xsl:variable name="name">
      <xsl:choose><xsl:when test="@s:block">blockquote</xsl:when><xsl:otherwise>span</xsl:otherwise></xsl:choose>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:call-template name="common"/>
      <xsl:call-template name="spaced"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:quote | tei:q | tei:said | tei:soCalled">
    <xsl:choose>
      <xsl:when test="@s:block and self::tei:quote">
        <blockquote><xsl:call-template name="common"/><xsl:apply-templates/></blockquote>
      </xsl:when>
      <xsl:when test="@s:block">
        <div><xsl:call-template name="common"/><xsl:apply-templates/></div>
      </xsl:when>
      <!-- s:marked: the source has its own quotation marks, or other words stand around it -->
      <xsl:when test="@s:marked or normalize-space(.) = ''">
        <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
      </xsl:when>
      <!-- the marks belong to the words around, in their language and direction -->
      <xsl:when test="@xml:lang">
        <span>
          <xsl:call-template name="class"><xsl:with-param name="more">quoted</xsl:with-param></xsl:call-template>
          <xsl:call-template name="id"/>
          <span><xsl:call-template name="language"/><xsl:apply-templates/></span>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:call-template name="common"><xsl:with-param name="more">quoted</xsl:with-param></xsl:call-template>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- code and examples keep their lines -->
  <xsl:template match="tei:eg | *[local-name() = 'egXML']">
    <pre><xsl:call-template name="class"/><code><xsl:apply-templates select="." mode="code"/></code></pre>
  </xsl:template>
  <xsl:template match="tei:eg" mode="code"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="*" mode="code">
    <xsl:if test="local-name() != 'egXML'">
      <xsl:value-of select="concat('&lt;', name())"/>
      <xsl:for-each select="@*[namespace-uri() != 'urn:siglum:normal-form'] | @s:example-id">
        <xsl:variable name="name">
          <xsl:choose>
            <xsl:when test="local-name() = 'example-id'">xml:id</xsl:when>
            <xsl:otherwise><xsl:value-of select="name()"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:value-of select="concat(' ', $name, '=&quot;', ., '&quot;')"/>
      </xsl:for-each>
      <xsl:if test="not(node())">/</xsl:if>
      <xsl:text>&gt;</xsl:text>
    </xsl:if>
    <xsl:apply-templates mode="code"/>
    <xsl:if test="local-name() != 'egXML' and node()">
      <xsl:value-of select="concat('&lt;/', name(), '&gt;')"/>
    </xsl:if>
  </xsl:template>

  <!-- breaks -->
  <xsl:template match="tei:lb">
    <xsl:choose>
      <!-- entries run on -->
      <xsl:when test="($lines = 'keep' and not(ancestor::tei:app)) or @s:line">
        <xsl:if test="@break = 'no' and not(@rend = 'none')"><span class="hyphen">-</span></xsl:if>
        <!-- s:first: a line begins there anyway -->
        <xsl:choose>
          <xsl:when test="@s:first"><span class="lb"><xsl:call-template name="id"/></span></xsl:when>
          <xsl:otherwise><br class="lb"><xsl:call-template name="id"/></br></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="@n and $lines = 'keep'"><span class="lb-n"><xsl:value-of select="@n"/></span></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <span class="lb"><xsl:call-template name="id"/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:pb | tei:cb | tei:gb | tei:milestone">
    <span>
      <xsl:call-template name="common"/>
      <xsl:attribute name="title">
        <xsl:value-of select="concat(@s:told, ' ', @n)"/>
        <xsl:if test="@s:by"> (<xsl:value-of select="@s:by"/>)</xsl:if>
      </xsl:attribute>
      <!-- an address is no name that could stand before a number -->
      <xsl:if test="$medium = 'print' and @s:by and not(contains(@s:by, '/') or contains(@s:by, ':'))">
        <xsl:attribute name="data-ed"><xsl:value-of select="@s:by"/></xsl:attribute>
      </xsl:if>
      <xsl:value-of select="@n"/>
    </span>
  </xsl:template>

  <!-- the rest within a verse -->
  <xsl:template match="tei:caesura">
    <span class="caesura"/>
  </xsl:template>

  <xsl:template match="tei:fw">
    <span><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>
</xsl:stylesheet>
