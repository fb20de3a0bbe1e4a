"""An Edition -> tei/: every source as published, with all that it includes, and its checksums."""

from __future__ import annotations

from siglum.edition import Edition
from siglum.outputs.trees import Tree

FOLDER = "tei"
MANIFEST = f"{FOLDER}/SHA256SUMS"


def write_tei(edition: Edition, tree: Tree) -> None:
    """Write each published TEI file once, and a manifest that `sha256sum -c` reads."""
    for document in edition.documents:
        name = f"{FOLDER}/{document.tei}"
        if not tree.has(name):
            tree.write(name, document.published.read_bytes())
    lines = (f"{digest}  {name}\n" for name, digest in tree.manifest(FOLDER))
    tree.write_lines(MANIFEST, lines)
