"""An Edition -> files: the website, the books, the TEI as published."""
