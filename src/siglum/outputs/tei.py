"""An Edition -> tei/: every source as published, with all that it includes, and its checksums."""

from __future__ import annotations

from siglum.edition import Edition
from siglum.outputs.writing import Tree

FOLDER = "tei"
MANIFEST = f"{FOLDER}/SHA256SUMS"


def write_tei(edition: Edition, tree: Tree) -> None:
    """Write each published TEI file once, and a manifest that `sha256sum -c` reads."""
    written: set[str] = set()
    for document in edition.documents:
        if document.tei not in written:
            written.add(document.tei)
            tree.write(f"{FOLDER}/{document.tei}", document.published.read_bytes())
    lines = [f"{digest}  {name}\n" for name, digest in tree.manifest(FOLDER).items()]
    tree.write(MANIFEST, "".join(lines))
