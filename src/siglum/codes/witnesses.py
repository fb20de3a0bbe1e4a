"""Codes of what is found in witness lists and sigla."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

WITNESSES: dict[str, Code] = {
    "wit.not-a-pointer": Code(
        W,
        "sigla are written as bare words",
        "@wit holds pointers in TEI: #A for the witness with xml:id A. Bare words are taken as "
        "sigla and shown as written; where a witness has that xml:id or that @n, it is found all "
        "the same. Declare the witnesses to have them described, and to have slips of the pen "
        "found.",
    ),
    "wit.undeclared": Code(
        E,
        "a siglum is declared nowhere",
        "@wit points to an xml:id that no witness, witness list or bibliographic entry has. The "
        "reading is published with the siglum as written. Correct the siglum, or declare the "
        "witness in a <listWit>.",
    ),
}
