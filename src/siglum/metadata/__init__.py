"""A teiHeader and what edition.toml adds -> the record of a text: who, what, when, which rights."""
