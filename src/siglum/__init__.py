"""siglum: TEI with an apparatus in, a website and a typeset PDF out."""

__version__ = "0.1.0"
