"""A source and the schema it should follow -> findings `schema.…`, each at its exact place."""

from __future__ import annotations

from siglum.findings import Finding, Place, found
from siglum.schema.grammar import Grammar
from siglum.schema.validation import Mistake, validate
from siglum.source.parsing import SourceTree


def check_validity(tree: SourceTree, grammar: Grammar) -> list[Finding]:
    """What in the document does not follow the schema, in the order of the source."""
    same = {element: copy.key for element, copy in tree.pieces.items()}
    findings = [
        found(mistake.code, _place(tree, mistake), mistake.message, mistake.hint)
        for mistake in validate(grammar, tree.root, same)
    ]
    findings.sort(key=lambda one: one.place)
    return findings


def _place(tree: SourceTree, mistake: Mistake) -> Place:
    if mistake.text:
        return tree.place_of_text(mistake.element, mistake.after)
    return tree.place(mistake.element, mistake.attribute)
