"""A reading without words -> what may be said in its place, by what the encoder wrote in it.

An empty reading is an omission, unless it holds a gap, a space or the border of a witness, or its
`@type` names something else. Which word it is matters: a lacuna is not an omission.
"""

from __future__ import annotations

from lxml import etree

from siglum.verify.tags import T, tags

_SIGNS = {
    "gap": ("lacuna", "illegible"),
    "space": ("blank",),
    "lacunaStart": ("lacuna_starts",),
    "lacunaEnd": ("lacuna_ends",),
    "witStart": ("starts",),
    "witEnd": ("ends",),
}
#: Stems of words in `@type`, and the key of what they ask for.
_STEMS = (
    ("ambig", "ambiguous"),
    ("illeg", "illegible"),
    ("del", "deleted"),
    ("expun", "deleted"),
    ("cancel", "deleted"),
    ("secl", "deleted"),
    ("eras", "erased"),
    ("lac", "lacuna"),
    ("gap", "lacuna"),
    ("deest", "missing"),
    ("missing", "missing"),
    ("space", "blank"),
    ("omi", "omitted"),
    ("om", "omitted"),
    ("absent", "omitted"),
)
#: What a hand did; told by its name where a reading has nothing else.
_DEEDS = tags(
    "metamark mod del add restore delSpan addSpan damageSpan damage handShift redo undo retrace"
)
_HOW = ("function", "rend", "type", "place", "reason")
SIGNS = frozenset(T + name for name in _SIGNS)


def absences(reading: etree._Element) -> list[str]:
    """The keys of the words of which one must be said for a reading without words."""
    keys: list[str] = []
    for name, said in _SIGNS.items():
        if any(node.get("quantity") != "0" for node in reading.iter(T + name)):
            keys += said
    return keys or named(reading) or ["omitted"]


def named(reading: etree._Element) -> list[str]:
    """The keys of absences that `@type` of a reading names."""
    written = reading.get("type", "").lower()
    return list(dict.fromkeys(key for stem, key in _STEMS if stem in written))


def deeds(reading: etree._Element) -> list[tuple[etree._Element, str]]:
    """The strokes and signs that a reading without words tells of, and what they are called."""
    found: list[tuple[etree._Element, str]] = []
    for node in reading.iter(*_DEEDS):
        if not len(node) and not (node.text or "").strip():
            how = [value for name in _HOW if (value := node.get(name, "").strip())]
            called = ": ".join([etree.QName(node).localname, *how[:1]])
            found.append((node, f"⟨{called}⟩"))
    return found
