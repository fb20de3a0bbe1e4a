"""Stored units -> HTML: stylesheets over the normal form, page frames around it."""
