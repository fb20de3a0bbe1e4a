"""Schemas of an edition: RELAX NG grammars and Schematron rules -> what a tree has against them."""
