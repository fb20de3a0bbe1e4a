"""What siglum says itself: words of entries, signs, labels -> whether something shown is one."""

from __future__ import annotations

from siglum.verify.tokens import Mark

#: Keys of the words that are said of a reading without words: which one, its encoding decides.
ABSENCES = ("omitted", "missing", "lacuna", "blank", "illegible", "erased", "deleted")
#: Signs of editors around words: the source has them as elements.
LONG_SIGNS = ("[…]", "(!)")
SIGNS = frozenset("[ ] ⟨ ⟩ { } ⟦ ⟧ ( ) (!) () → - | ‘ ’ \\ /".split())


def allowed(mark: Mark) -> bool:
    """Whether a mark may stand anywhere."""
    text = mark.texts[0]
    if mark.kind in ("sign", "sep", "hyphen", "go"):
        return text in SIGNS
    return mark.kind in ("field-name", "call", "word")


#: What stands in place of a picture, before its address.
PICTURES = ("Picture not in this edition: ", "Picture: ", "Picture kept inside the TEI file (")
#: What registers call their facts.
FIELDS = frozenset(
    "Persons Places Organisations Events Objects Names Birth Death Occupation Floruit Residence"
    " Date Note Location Idno Type birth death occupation floruit residence date note location"
    " idno type".split()
)
#: Parts of a page within the text that siglum makes of the whole edition, by their class: where
#: an entry of a register is mentioned.
MADE = frozenset({"mentions"})
#: What facts of registers are called whose elements have other names.
CALLED = {
    "idno": "Identifier",
    "ptr": "Link",
    "ref": "Link",
    "geo": "Coordinates",
    "bibl": "Reference",
    "persName": "Person",
    "placeName": "Place",
    "orgName": "Organisation",
    "listBibl": "Bibliography",
    "note": "Note",
}
