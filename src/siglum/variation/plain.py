"""Documents as stored -> their edited text as plain lines or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from siglum.edition import Document
from siglum.variation.versions import blocks

_GAP = " […] "  # where the text has a hole
#: What Markdown would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+])(?=\s)")


def write_text(documents: Iterable[Document], form: str) -> Iterator[str]:
    """The text of `documents`, a line or paragraph a block; `form` is plain or markdown."""
    for number, document in enumerate(documents):
        lines = (
            " ".join("".join(_GAP if one.kind == "gap" else one.text for one in block).split())
            for block in blocks(document, "")
        )
        if form == "plain":
            yield f"{chr(10) if number else ''}{document.title}\n\n"
            yield from (f"{line}\n" for line in lines)
        else:
            yield f"{chr(10) if number else ''}# {_escaped(document.title)}\n"
            yield from (f"\n{_escaped(line)}\n" for line in lines)


def _escaped(words: str) -> str:
    """Words in which Markdown sees no markup."""
    told = _MARKUP.sub(r"\\\1", words)
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", told)
