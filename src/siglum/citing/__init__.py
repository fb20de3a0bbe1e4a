"""How a text is cited: reference systems (refsDecl, edition.toml) -> its citable passages."""
