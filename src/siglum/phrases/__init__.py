"""The language of an edition, and words of its own -> what siglum says on pages and in books."""
