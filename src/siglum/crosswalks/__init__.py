"""A Record -> the same in the formats of libraries, search engines and reference managers."""
