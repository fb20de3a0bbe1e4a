"""What siglum says itself: words of entries, signs, labels -> whether something shown is one."""

from __future__ import annotations

import re

from siglum.verify.tokens import Mark

#: Words of entries that need no cause in the source beyond the entry itself.
WORDS = frozenset({"om.", "add.", "post", "sic", "orig.", "abbr."})
#: Signs of editors around words: the source has them as elements.
SIGNS = frozenset("[ ] ⟨ ⟩ { } ⟦ ⟧ ( ) (!) () → - | ‘ ’".split())
#: What registers call their facts, where an element has no words for it.
_NUMBER = re.compile(r"\d+(\.\d+)*")


def allowed(mark: Mark) -> bool:
    """Whether a mark may stand anywhere."""
    text = mark.texts[0]
    if mark.kind in ("sign", "hyphen", "go"):
        return text in SIGNS
    return mark.kind in ("n", "field-name", "call")
