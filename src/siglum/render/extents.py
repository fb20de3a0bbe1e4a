"""Gaps, blank spaces, additions and breaks -> what is said of them in words, as `s:told`.

«gap: lost, 3 lines» is made of `@reason`, `@quantity`, `@unit`, `@extent`, `@atLeast`, `@atMost`
and `@precision`; words of these that the table of phrases does not know are said as written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from siglum.phrases.speaking import counted
from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI

TOLD = f"{{{NORMAL}}}told"
_T = f"{{{TEI}}}"
_GAP = f"{_T}gap"
#: Breaks, and the unit that begins there; that of a milestone is in its `@unit`.
_BREAKS: Final = {
    f"{_T}pb": "page",
    f"{_T}cb": "column",
    f"{_T}gb": "gathering",
    f"{_T}milestone": "",
}
#: What was left out on purpose is no gap of the source.
_LEFT_OUT: Final = frozenset(("omitted", "ellipsis", "sampling", "editorial"))
#: Words of real files -> the keys of what they mean.
_REASONS: Final = {
    "damaged": "damage", "stained": "stain", "tear": "torn", "fading": "faded",
    "effaced": "faded", "erasure": "erased", "elision": "omitted", "ommitted": "omitted",
    "unreadable": "illegible", "deletion": "deleted", "cancellation": "cancelled",
    "unknown": "undefined", "repetition": "duplicate",
}  # fmt: skip
_UNITS: Final = {
    "char": "character", "sign": "character", "glyph": "character", "akshara": "syllable",
    "leaves": "leaf", "folio": "leaf", "fol": "leaf", "quire": "gathering",
    "gatherings": "gathering", "cm": "centimetre", "mm": "millimetre", "col": "column",
}  # fmt: skip
_NUMBERED = re.compile(r"(\d+)\s+([A-Za-z]+)")
_UNKNOWN: Final = frozenset(("unknown", "undefined", "indefinite", ""))


def tell_extents(tree: etree._Element, table: Mapping[str, str]) -> None:
    """Write on every gap, space, addition and break of `tree` what is said of it, in place."""
    for element in tree.iter(_GAP, f"{_T}space", f"{_T}add", *_BREAKS):
        if element.tag == _GAP:
            told = _gap(element, table)
        elif element.tag in _BREAKS:
            told = _unit(_BREAKS[element.tag] or element.get("unit", ""), table)
        elif element.tag == f"{_T}space":
            told = _joined(table["blank_space"], [_amount(element, table)], table)
        else:
            places = [_place(one, table) for one in element.get("place", "").split()]
            told = _joined(table["added"], places, table) if places else ""
        if told:
            element.set(TOLD, told)


def _gap(gap: etree._Element, table: Mapping[str, str]) -> str:
    reason = gap.get("reason", "").strip()
    amount = _amount(gap, table)
    if reason in _LEFT_OUT:
        return ", ".join(filter(None, (table[f"reason.{reason}"], amount)))
    said = [_reason(one, table) for one in _parts(reason)]
    return _joined(table["gap"], [*dict.fromkeys(said), amount], table)


def _parts(reason: str) -> list[str]:
    """The words of a reason, each for itself if all of them are single words (teidata.word)."""
    return [reason] if re.search(r"\d", reason) else reason.split()


def _reason(word: str, table: Mapping[str, str]) -> str:
    key = word.lower()
    return table.get(f"reason.{_REASONS.get(key, key)}") or word.replace("_", " ")


def _place(word: str, table: Mapping[str, str]) -> str:
    key = "margin" if word.startswith("margin") and word != "marginalia" else word
    for side in ("left", "right", "top", "bottom"):
        key = side if word.lower() in (f"margin-{side}", f"margin{side}") else key
    return table.get(f"place.{key}") or word.replace("_", " ")


def _amount(element: etree._Element, table: Mapping[str, str]) -> str:
    """«3 lines», «about 3 lines», «2–4 lines», «of unknown extent»; empty if nothing is told."""
    unit = element.get("unit", "")
    quantity, extent = element.get("quantity", ""), element.get("extent", "").strip()
    least = element.get("atLeast") or element.get("min", "")
    most = element.get("atMost") or element.get("max", "")
    if quantity and extent.isdecimal():  # both say how much: the first is the number
        extent = ""
    if least and most and not quantity:
        said = _counted(f"{least}–{most}" if least != most else least, unit, table)
    elif least and not quantity:
        said = table["at_least"].format(amount=_counted(least, unit, table))
    elif most and not quantity:
        said = table["at_most"].format(amount=_counted(most, unit, table))
    elif quantity:
        said = _counted(quantity, unit, table)
    elif extent.isdecimal():
        said = _counted(extent, unit, table)
    elif numbered := _NUMBERED.fullmatch(extent):
        said = _counted(numbered[1], numbered[2], table)
    elif "extent" in element.attrib and extent.lower().split(" ")[0] in _UNKNOWN:
        return table["extent_unknown"]
    else:
        return " ".join(filter(None, (extent, _unit(unit, table) if extent else "")))
    if element.get("precision") in ("low", "medium") or element.get("cert") == "low":
        said = table["about_amount"].format(amount=said)
    return said


def _counted(number: str, unit: str, table: Mapping[str, str]) -> str:
    if not unit:
        return number
    key = f"unit.{unit_key(unit)}"
    # «2–4 lines»: the last number tells the form
    return _range(number, key, table) if key in table else f"{number} {unit.replace('_', ' ')}"


def _range(number: str, key: str, table: Mapping[str, str]) -> str:
    first, dash, last = number.rpartition("–")
    return f"{first}{dash}{counted(table, key, last)}"


def _unit(unit: str, table: Mapping[str, str]) -> str:
    return table.get(f"unit.{unit_key(unit)}", unit).split("|")[0]


def unit_key(written: str) -> str:
    """The key of a unit as encoders write it: `chars`, `char` and `character` are one."""
    word = written.lower()
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s")) or word.removesuffix("s")


def _joined(what: str, said: list[str], table: Mapping[str, str]) -> str:
    rest = ", ".join(filter(None, said))
    return f"{what}{table['colon']} {rest}" if rest else what
