"""Codes of what is found in entries of the apparatus, and where they belong."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

ENTRIES: dict[str, Code] = {
    "app.no-lem": Code(
        I,
        "an entry has readings but no lemma",
        "Nothing in the entry says which reading stands in the text. siglum prints the first "
        "reading in the text and shows all of them in the apparatus. Add a <lem>, or leave it so "
        "if the collation has no base text.",
    ),
    "app.witness-twice": Code(
        E,
        "a witness reads two things at once",
        "The same siglum stands in more than one reading of one entry. Usually one of them is a "
        "slip of the pen. If two hands of one witness differ, declare each hand as a witness of "
        "its own or use @hand.",
    ),
}
