<?xml version="1.0" encoding="UTF-8"?>
<!-- What siglum says around and in texts, in the language of the edition. siglum lays the phrases
     beside the text, and rules ask for them by key: key('phrase', 'line') is «Line», «Zeile», «Ligne».
     [edition.words] in edition.toml overrides them. Words of entries stand in words.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:s="urn:siglum:normal-form" exclude-result-prefixes="s">

  <xsl:key name="phrase" match="s:phrase" use="@key"/>

  <!-- they are no part of any text -->
  <xsl:template match="s:phrases" priority="9"/>
  <xsl:template match="s:phrases" mode="header" priority="9"/>
</xsl:stylesheet>
