"""A Record -> the sets that it belongs to, by which harvesters take a part of an edition.

Sets come from what the record says, never from other texts or from files, so that a text changes
its sets only when it changes itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from siglum.crosswalks.extensions import further_sets
from siglum.metadata.record import Record

_KINDS: Final = {"letter": "Letters", "text": "Texts", "edition": "Editions"}
#: The highest sets, and what they are called.
NAMES: Final = {"kind": "By kind", "language": "By language", "subject": "By subject"}
_LONGEST: Final = 60


def sets_of(record: Record) -> dict[str, str]:
    """The specs of the sets of a text, in order, each with its name."""
    found = {f"kind:{record.kind}": _KINDS[record.kind]}
    if record.language:
        parts = record.language.lower().split("-")
        if all(re.fullmatch(r"[a-z0-9]{1,8}", part) for part in parts):
            found[":".join(["language", *parts])] = record.language
    for subject in record.subjects:
        if word := _spelt(subject.words):
            found.setdefault(f"subject:{word}", subject.words)
    return found | further_sets(record)


def _spelt(words: str) -> str:
    """Words as a part of a spec, which has ASCII letters, digits and a few signs.

    Letters lose their accents; those of other scripts are given by their numbers.
    """
    plain = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    kept = "".join(one if one.isascii() or not one.isalnum() else f"~{ord(one):x}" for one in plain)
    return re.sub(r"[^a-z0-9~]+", "-", kept).strip("-")[:_LONGEST]
