"""What siglum says itself: words of entries, signs, labels -> whether something shown is one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from siglum.verify.streams import letters_of
from siglum.verify.tags import T
from siglum.verify.tokens import Mark

#: Keys of the words that are said of a reading without words: which one, its encoding decides.
ABSENCES = ("omitted", "missing", "lacuna", "blank", "illegible", "erased", "deleted")
#: Keys of the words that are said with numbers of lines, and never in an entry itself.
BESIDE_LINES = ("heading", "direction", "following", "followings", "page")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Signs of editors around words: the source has them as elements.
LONG_SIGNS = ("(!)",)
SIGNS = frozenset(
    "[ ] ⟨ ⟩ { } ⟦ ⟧ ( ) (!) () → - | ‘ ’ “ ” „ ‚ « » ‹ › 「 」 『 』 （ ） \\ / , . : ×".split()
)


def allowed(mark: Mark) -> bool:
    """Whether a mark may stand anywhere."""
    text = mark.texts[0]
    if mark.kind in ("sign", "sep", "hyphen", "go"):
        return text in SIGNS
    return mark.kind in ("field-name", "register-title", "call", "word")


#: Parts of a page within the text that siglum makes of the whole edition, by their class: where
#: an entry of a register is mentioned.
MADE = frozenset({"mentions"})


def pictures(table: Mapping[str, str]) -> tuple[str, ...]:
    """What stands in place of a picture, before its address; `table` has the phrases."""
    colon = f"{table['colon']} "
    return (
        table["picture_missing"] + colon,
        table["picture"] + colon,
        table["picture_inside"] + " (",
    )


def registers(table: Mapping[str, str]) -> dict[str, str]:
    """Elements of registers -> what they are called that have no heading; `table` as above."""
    family = "register."
    return {
        T + key.removeprefix(family): said for key, said in table.items() if key.startswith(family)
    }


def fields(fact: etree._Element, table: Mapping[str, str]) -> list[str]:
    """What a fact of a register may be called: by its element, its kind, or both."""
    name = etree.QName(fact).localname
    words = _WORDS.sub(" ", name.removesuffix("Stmt").removesuffix("Desc"))
    called = table.get(f"element.{name}") or words.lower().capitalize()
    kind = fact.get("type", "") or fact.get("role", "")
    told = [called, f"{called} ({kind})", f"{kind[:1].upper()}{kind[1:]}".replace("_", " ")]
    return [letters for one in told if (letters := letters_of(one))]
