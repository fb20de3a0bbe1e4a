"""Proof that nothing is lost: TEI on one side, pages and print on the other, and no siglum."""
