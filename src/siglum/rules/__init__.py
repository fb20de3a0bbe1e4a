"""Schematron: the rules of a schema or of a project -> what in a tree breaks them."""
