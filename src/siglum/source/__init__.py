"""Bytes -> TEI trees that know their places, and what can be said of a tree by itself."""
