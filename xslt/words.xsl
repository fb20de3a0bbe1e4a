<?xml version="1.0" encoding="UTF-8"?>
<!-- The words siglum itself says in an apparatus, in one place. The parameters are set by the
     language of the edition and by [apparatus.words] in edition.toml; what stands here is Latin. To
     set a word in a stylesheet, give its variable another value in your own html.xsl or print.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:param name="said-omitted">om.</xsl:param>
  <xsl:param name="said-added">add.</xsl:param>
  <xsl:param name="said-after">post</xsl:param>
  <xsl:param name="said-before">ante</xsl:param>
  <xsl:param name="said-beginning">in principio</xsl:param>
  <xsl:param name="said-inserted">inser.</xsl:param>
  <xsl:param name="said-transposed">transp.</xsl:param>
  <xsl:param name="said-iterated">iter.</xsl:param>
  <xsl:param name="said-missing">deest</xsl:param>
  <xsl:param name="said-lacuna">lac.</xsl:param>
  <xsl:param name="said-blank">spat. vac.</xsl:param>
  <xsl:param name="said-illegible">illeg.</xsl:param>
  <xsl:param name="said-deleted">del.</xsl:param>
  <xsl:param name="said-erased">eras.</xsl:param>
  <xsl:param name="said-corrected">corr.</xsl:param>
  <xsl:param name="said-before-correction">ante corr.</xsl:param>
  <xsl:param name="said-after-correction">post corr.</xsl:param>
  <xsl:param name="said-conjecture">coni.</xsl:param>
  <xsl:param name="said-proposed">prop.</xsl:param>
  <xsl:param name="said-hand">man.</xsl:param>
  <xsl:param name="said-first-hand">man. pr.</xsl:param>
  <xsl:param name="said-other-hand">man. alt.</xsl:param>
  <xsl:param name="said-later-hand">man. rec.</xsl:param>
  <xsl:param name="said-margin">in marg.</xsl:param>
  <xsl:param name="said-above">s.l.</xsl:param>
  <xsl:param name="said-below">inf. lin.</xsl:param>
  <xsl:param name="said-rest">cett.</xsl:param>
  <xsl:param name="said-ambiguous">incert.</xsl:param>
  <xsl:param name="said-starts">inc.</xsl:param>
  <xsl:param name="said-ends">des.</xsl:param>
  <xsl:param name="said-lacuna-starts">hinc deest</xsl:param>
  <xsl:param name="said-lacuna-ends">redit</xsl:param>
  <xsl:param name="said-requires">cum</xsl:param>
  <xsl:param name="said-excludes">non cum</xsl:param>
  <xsl:param name="said-compare">cf.</xsl:param>
  <xsl:param name="said-continues">seq.</xsl:param>
  <xsl:param name="said-continued">pergit</xsl:param>
  <xsl:param name="said-homoeoteleuton">homoeot.</xsl:param>
  <xsl:param name="said-homoeoarcton">homoeoarct.</xsl:param>
  <xsl:param name="said-dittography">dittogr.</xsl:param>
  <xsl:param name="said-haplography">haplogr.</xsl:param>
  <xsl:param name="said-repetition">repet.</xsl:param>
  <xsl:param name="said-sic">sic</xsl:param>
  <xsl:param name="said-orig">orig.</xsl:param>
  <xsl:param name="said-abbr">abbr.</xsl:param>
  <xsl:param name="said-heading">tit.</xsl:param>
  <xsl:param name="said-direction">did.</xsl:param>
  <xsl:param name="said-following">sq.</xsl:param>
  <xsl:param name="said-followings">sqq.</xsl:param>
  <xsl:param name="said-page">p.</xsl:param>
  <xsl:param name="said-lemma-sign">]</xsl:param>
  <xsl:param name="said-reading-sign">:</xsl:param>
  <xsl:param name="said-group-sign">,</xsl:param>
  <xsl:param name="said-line-sign">/</xsl:param>
  <xsl:param name="said-uncertain-sign">(?)</xsl:param>
  <xsl:param name="said-copy-sign">=</xsl:param>

  <xsl:variable name="word-omitted" select="$said-omitted"/>
  <xsl:variable name="word-added" select="$said-added"/>
  <xsl:variable name="word-after" select="$said-after"/>
  <xsl:variable name="word-before" select="$said-before"/>
  <xsl:variable name="word-beginning" select="$said-beginning"/>
  <xsl:variable name="word-inserted" select="$said-inserted"/>
  <xsl:variable name="word-transposed" select="$said-transposed"/>
  <xsl:variable name="word-iterated" select="$said-iterated"/>
  <xsl:variable name="word-missing" select="$said-missing"/>
  <xsl:variable name="word-lacuna" select="$said-lacuna"/>
  <xsl:variable name="word-blank" select="$said-blank"/>
  <xsl:variable name="word-illegible" select="$said-illegible"/>
  <xsl:variable name="word-deleted" select="$said-deleted"/>
  <xsl:variable name="word-erased" select="$said-erased"/>
  <xsl:variable name="word-corrected" select="$said-corrected"/>
  <xsl:variable name="word-before-correction" select="$said-before-correction"/>
  <xsl:variable name="word-after-correction" select="$said-after-correction"/>
  <xsl:variable name="word-conjecture" select="$said-conjecture"/>
  <xsl:variable name="word-proposed" select="$said-proposed"/>
  <xsl:variable name="word-hand" select="$said-hand"/>
  <xsl:variable name="word-first-hand" select="$said-first-hand"/>
  <xsl:variable name="word-other-hand" select="$said-other-hand"/>
  <xsl:variable name="word-later-hand" select="$said-later-hand"/>
  <xsl:variable name="word-margin" select="$said-margin"/>
  <xsl:variable name="word-above" select="$said-above"/>
  <xsl:variable name="word-below" select="$said-below"/>
  <xsl:variable name="word-rest" select="$said-rest"/>
  <xsl:variable name="word-ambiguous" select="$said-ambiguous"/>
  <xsl:variable name="word-starts" select="$said-starts"/>
  <xsl:variable name="word-ends" select="$said-ends"/>
  <xsl:variable name="word-lacuna-starts" select="$said-lacuna-starts"/>
  <xsl:variable name="word-lacuna-ends" select="$said-lacuna-ends"/>
  <xsl:variable name="word-requires" select="$said-requires"/>
  <xsl:variable name="word-excludes" select="$said-excludes"/>
  <xsl:variable name="word-compare" select="$said-compare"/>
  <xsl:variable name="word-continues" select="$said-continues"/>
  <xsl:variable name="word-continued" select="$said-continued"/>
  <xsl:variable name="word-homoeoteleuton" select="$said-homoeoteleuton"/>
  <xsl:variable name="word-homoeoarcton" select="$said-homoeoarcton"/>
  <xsl:variable name="word-dittography" select="$said-dittography"/>
  <xsl:variable name="word-haplography" select="$said-haplography"/>
  <xsl:variable name="word-repetition" select="$said-repetition"/>
  <xsl:variable name="word-sic" select="$said-sic"/>
  <xsl:variable name="word-orig" select="$said-orig"/>
  <xsl:variable name="word-abbr" select="$said-abbr"/>
  <xsl:variable name="word-heading" select="$said-heading"/>
  <xsl:variable name="word-direction" select="$said-direction"/>
  <xsl:variable name="word-following" select="$said-following"/>
  <xsl:variable name="word-followings" select="$said-followings"/>
  <xsl:variable name="word-page" select="$said-page"/>
  <xsl:variable name="lemma-sign" select="$said-lemma-sign"/>
  <xsl:variable name="reading-sign" select="$said-reading-sign"/>
  <xsl:variable name="group-sign" select="$said-group-sign"/>
  <xsl:variable name="line-sign" select="$said-line-sign"/>
  <xsl:variable name="uncertain-sign" select="$said-uncertain-sign"/>
  <xsl:variable name="copy-sign" select="$said-copy-sign"/>

  <!-- a word by its key, as attributes of the normal form name it; an empty one is not said -->
  <xsl:template name="word">
    <xsl:param name="key"/>
    <xsl:variable name="said">
      <xsl:choose>
        <xsl:when test="$key = 'omitted'"><xsl:value-of select="$word-omitted"/></xsl:when>
        <xsl:when test="$key = 'added'"><xsl:value-of select="$word-added"/></xsl:when>
        <xsl:when test="$key = 'after'"><xsl:value-of select="$word-after"/></xsl:when>
        <xsl:when test="$key = 'before'"><xsl:value-of select="$word-before"/></xsl:when>
        <xsl:when test="$key = 'beginning'"><xsl:value-of select="$word-beginning"/></xsl:when>
        <xsl:when test="$key = 'inserted'"><xsl:value-of select="$word-inserted"/></xsl:when>
        <xsl:when test="$key = 'transposed'"><xsl:value-of select="$word-transposed"/></xsl:when>
        <xsl:when test="$key = 'iterated'"><xsl:value-of select="$word-iterated"/></xsl:when>
        <xsl:when test="$key = 'missing'"><xsl:value-of select="$word-missing"/></xsl:when>
        <xsl:when test="$key = 'lacuna'"><xsl:value-of select="$word-lacuna"/></xsl:when>
        <xsl:when test="$key = 'blank'"><xsl:value-of select="$word-blank"/></xsl:when>
        <xsl:when test="$key = 'illegible'"><xsl:value-of select="$word-illegible"/></xsl:when>
        <xsl:when test="$key = 'deleted'"><xsl:value-of select="$word-deleted"/></xsl:when>
        <xsl:when test="$key = 'erased'"><xsl:value-of select="$word-erased"/></xsl:when>
        <xsl:when test="$key = 'corrected'"><xsl:value-of select="$word-corrected"/></xsl:when>
        <xsl:when test="$key = 'before_correction'"><xsl:value-of select="$word-before-correction"/></xsl:when>
        <xsl:when test="$key = 'after_correction'"><xsl:value-of select="$word-after-correction"/></xsl:when>
        <xsl:when test="$key = 'conjecture'"><xsl:value-of select="$word-conjecture"/></xsl:when>
        <xsl:when test="$key = 'proposed'"><xsl:value-of select="$word-proposed"/></xsl:when>
        <xsl:when test="$key = 'hand'"><xsl:value-of select="$word-hand"/></xsl:when>
        <xsl:when test="$key = 'first_hand'"><xsl:value-of select="$word-first-hand"/></xsl:when>
        <xsl:when test="$key = 'other_hand'"><xsl:value-of select="$word-other-hand"/></xsl:when>
        <xsl:when test="$key = 'later_hand'"><xsl:value-of select="$word-later-hand"/></xsl:when>
        <xsl:when test="$key = 'margin'"><xsl:value-of select="$word-margin"/></xsl:when>
        <xsl:when test="$key = 'above'"><xsl:value-of select="$word-above"/></xsl:when>
        <xsl:when test="$key = 'below'"><xsl:value-of select="$word-below"/></xsl:when>
        <xsl:when test="$key = 'rest'"><xsl:value-of select="$word-rest"/></xsl:when>
        <xsl:when test="$key = 'ambiguous'"><xsl:value-of select="$word-ambiguous"/></xsl:when>
        <xsl:when test="$key = 'starts'"><xsl:value-of select="$word-starts"/></xsl:when>
        <xsl:when test="$key = 'ends'"><xsl:value-of select="$word-ends"/></xsl:when>
        <xsl:when test="$key = 'lacuna_starts'"><xsl:value-of select="$word-lacuna-starts"/></xsl:when>
        <xsl:when test="$key = 'lacuna_ends'"><xsl:value-of select="$word-lacuna-ends"/></xsl:when>
        <xsl:when test="$key = 'requires'"><xsl:value-of select="$word-requires"/></xsl:when>
        <xsl:when test="$key = 'excludes'"><xsl:value-of select="$word-excludes"/></xsl:when>
        <xsl:when test="$key = 'compare'"><xsl:value-of select="$word-compare"/></xsl:when>
        <xsl:when test="$key = 'continues'"><xsl:value-of select="$word-continues"/></xsl:when>
        <xsl:when test="$key = 'continued'"><xsl:value-of select="$word-continued"/></xsl:when>
        <xsl:when test="$key = 'homoeoteleuton'"><xsl:value-of select="$word-homoeoteleuton"/></xsl:when>
        <xsl:when test="$key = 'homoeoarcton'"><xsl:value-of select="$word-homoeoarcton"/></xsl:when>
        <xsl:when test="$key = 'dittography'"><xsl:value-of select="$word-dittography"/></xsl:when>
        <xsl:when test="$key = 'haplography'"><xsl:value-of select="$word-haplography"/></xsl:when>
        <xsl:when test="$key = 'repetition'"><xsl:value-of select="$word-repetition"/></xsl:when>
        <xsl:when test="$key = 'sic'"><xsl:value-of select="$word-sic"/></xsl:when>
        <xsl:when test="$key = 'orig'"><xsl:value-of select="$word-orig"/></xsl:when>
        <xsl:when test="$key = 'abbr'"><xsl:value-of select="$word-abbr"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$said != ''"><span class="word"><xsl:value-of select="$said"/></span></xsl:if>
  </xsl:template>
</xsl:stylesheet>
