"""The examples of a code -> what kind of text they are, for whoever sets them in a page."""

from __future__ import annotations

from siglum.codes import Severity


def language_of(example: str) -> str:
    """`xml`, `toml` or `sh`: what an example is written in."""
    if example.lstrip().startswith(("<", "&", "\ufeff")):
        return "xml"
    return "toml" if example.startswith("[") else "sh"


def titles(severity: Severity) -> tuple[str, str]:
    """What stands over the two examples of a code. A remark is no slip."""
    if severity is Severity.INFO:
        return "Told of this", "Not of this"
    return "Wrong", "Put right"
