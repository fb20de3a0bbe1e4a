<?xml version="1.0" encoding="UTF-8"?>
<!-- The words siglum itself says in an apparatus, in one place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="word-omitted">om.</xsl:variable>
  <xsl:variable name="word-added">add.</xsl:variable>
  <xsl:variable name="word-after">post</xsl:variable>
  <xsl:variable name="word-sic">sic</xsl:variable>
  <xsl:variable name="word-orig">orig.</xsl:variable>
  <xsl:variable name="word-abbr">abbr.</xsl:variable>
  <xsl:variable name="lemma-sign">]</xsl:variable>
  <xsl:variable name="reading-sign">:</xsl:variable>
</xsl:stylesheet>
