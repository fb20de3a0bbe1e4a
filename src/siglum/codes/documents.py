"""Codes of what is found in documents: pointers, pictures, languages, characters."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

DOCUMENTS: dict[str, Code] = {
    "facs.missing-file": Code(
        E,
        "a picture is not there",
        "A graphic names a file that does not lie where @url says, seen from the source file. "
        "The page shows the caption and names the missing file. Put the picture there, or correct "
        "the address.",
    ),
    "ptr.dangling": Code(
        W,
        "a pointer leads nowhere",
        "The value begins with # and names an xml:id that no element of the document has. The "
        "words are published without a link. Correct the pointer, or give the element meant that "
        "xml:id.",
    ),
    "ptr.file-missing": Code(
        W,
        "a pointer names a file that is not there",
        "The path, seen from the source file, leads to no file. The words are published without a "
        "link. Correct the path, or add the file to the edition.",
    ),
    "ptr.id-missing": Code(
        W,
        "a pointer into another file leads nowhere",
        "The file is there, but nothing in it has that xml:id. The words are published without a "
        "link to it. Correct the part after the #, or add the xml:id over there.",
    ),
}
