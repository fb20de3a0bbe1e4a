"""What a header calls a task, in several languages -> the code of the MARC list of relators.

Source: MARC Code List for Relators (Library of Congress).
"""

from __future__ import annotations

import re
from typing import Final

#: @role of <editor> and <author>.
_ROLES: Final = {
    "translator": "trl", "contributor": "ctb", "creator": "cre", "cataloguer": "ctb",
    "compiler": "com", "annotator": "ann", "illustrator": "ill", "transcriber": "trc",
    "encoder": "mrk", "reviewer": "rev", "funder": "fnd", "proofreader": "pfr",
}  # fmt: skip
#: The first that is found in the words of a <resp> decides.
_WORDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), role)
    for pattern, role in (
        (r"translat|übersetz|traduc|traduz|překlad|перевод", "trl"),
        (r"transcri|transkri|trascri|přepis|транскрип", "trc"),
        (r"proof(?:-?read|ing|ed)\b|proof-?read|korrektur|lektorat|korektur", "pfr"),
        (r"program|software|web (?:develop|design)|app design", "prg"),
        (r"photograph|fotogra|imaging|scann", "pht"),
        (r"funding|funded|gefördert|financ", "fnd"),
        (r"principal investigator|project (?:direct|lead)|projektleit|nosilec projekta", "rth"),
        (r"^(?:tei|digital|electronic) edition\b", "edt"),
        (r"\bured(?:il|nik|ništ)", "edt"),
        ((r"\b(?:en)?cod(?:ed|er|ing|ierung|age|ifica)|kodier|markup|mark-up|auszeichn|\bTEI\b|\bXML\b"
         r"|EpiDoc"), "mrk"),
        (r"conjectur|emendation|konjektur", "ctb"),
        (r"annotat|comment|kommentar|anmerk", "ann"),
        (r"engrav", "egr"),
        (r"^printe[rd]\b", "prt"),
        (r"^publishe[rd]\b", "pbl"),
        (r"illustrat", "ill"),
        (r"compil", "com"),
        (r"\bedit(?:ed|or|ors|ing|ion)?\b|herausge|hrsg|édit|edició|edizione|a cura|vyda|издан",
         "edt"),
        (r"^(?:author|autor|auteur|autore|written by|verfass)", "aut"),
    )
)  # fmt: skip
_RELATOR = re.compile(r"id\.loc\.gov/vocabulary/relators/([a-z]{3})")
#: What a relator is called, for records that ask for words.
NAMES: Final = {
    "ann": "annotator", "aut": "author", "com": "compiler", "cre": "creator", "ctb": "contributor",
    "edt": "editor", "egr": "engraver", "fnd": "funder", "ill": "illustrator",
    "mrk": "markup editor", "pbl": "publisher", "pfr": "proofreader", "pht": "photographer",
    "prg": "programmer", "prt": "printer", "rcp": "addressee", "rev": "reviewer",
    "rth": "research team head", "spn": "sponsor", "trc": "transcriber", "trl": "translator",
}  # fmt: skip


def role_of_editor(role: str) -> str:
    """The code for an `<editor>` with this @role; those not known are editors."""
    return _ROLES.get(role.strip().lower(), "edt")


def role_of_task(words: str, pointer: str = "") -> str:
    """The code for a `<resp>`: that which its @ref names, else that which its words mean."""
    if found := _RELATOR.search(pointer):
        return found[1]
    if words.strip() in NAMES:  # the code itself
        return words.strip()
    return next((role for pattern, role in _WORDS if pattern.search(words)), "ctb")
