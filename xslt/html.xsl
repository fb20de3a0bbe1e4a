<?xml version="1.0" encoding="UTF-8"?>
<!-- A unit in normal form -> the HTML of a web page's text, notes and apparatus.
     To change one rule, put a file html.xsl into your own xslt/ folder:
       <xsl:import href="builtin:html.xsl"/>  and then your rule. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="edition.xsl"/>
  <xsl:variable name="medium">web</xsl:variable>
</xsl:stylesheet>
