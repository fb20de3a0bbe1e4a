"""A gap, a blank space or a supplied passage -> the signs that must or may be shown for it.

Worked out from the conventions as the guide tells them (chapter 7), not from what siglum does:
points for lost letters that were counted, crosses for vestiges, dashes for what was not.
"""

from __future__ import annotations

import re

from lxml import etree

from siglum.verify.streams import letters_of
from siglum.verify.tags import T

_OMITTED = {"omitted", "ellipsis", "sampling", "editorial"}
_UNREAD = {"illegible", "unreadable"}
_NOBODY_KNOWS = re.compile(r"(unknown|undefined|indefinite)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(\.\d+)?")
_UNITS = {
    "letter": "char chars character characters sign signs glyph glyphs".split(),
    "line": "line lines".split(),
    "cm": "cm centimetre centimetres".split(),
    "mm": "mm millimetre millimetres".split(),
}
_UNIT = {written: unit for unit, some in _UNITS.items() for written in some}
_MOST_POINTS = 10


def gap_signs(gap: etree._Element) -> list[str]:
    """What a gap may look like: its sign, and the same without a bracket that meets another."""
    sign = letters_of(_of_gap(gap))
    bare = sign.strip("[]")
    return [sign] if bare == sign else [sign, f"[{bare}", f"{bare}]", bare]


def _of_gap(gap: etree._Element) -> str:
    why = set(gap.get("reason", "").lower().split())
    if why & _OMITTED:
        return "…"
    written = gap.get("unit", "").lower()
    unit = _UNIT.get(written, written)
    told = gap.get("extent", "unknown" if written and not gap.get("quantity") else "")
    unknown = bool(_NOBODY_KNOWS.match(told))
    much = _how_much(gap)
    vestiges = bool(why) and not why - _UNREAD
    if unit == "line" and much:
        return "[" + "–" * 6 + "]" if much == "1" else f"[–––lin.{much}–––]"
    if unit == "line" and unknown:
        return "–" * 6
    if unit == "letter" and much:
        one, before, after = ("+", "", "") if vestiges else ("·", "[", "]")
        few = much.isdecimal() and int(much) <= _MOST_POINTS
        edge = "+" if vestiges else "–"
        return before + (one * int(much) if few else edge + much + edge) + after
    return "[–––]" if unknown and not vestiges and unit in ("", "letter") else "[…]"


def space_signs(space: etree._Element) -> list[str]:
    """What a blank space may look like; one of a typescript may be shown as it is."""
    if space.get("quantity") == "0":
        return []
    much, unit = _how_much(space), _UNIT.get(space.get("unit", "char").lower(), "other")
    forms = {"letter": much, "line": f"lin.{much}", "cm": f"{much}cm", "mm": f"{much}mm"}
    return [letters_of(f"(vac.{forms.get(unit, '') if much else ''})")]


def must_show(space: etree._Element) -> bool:
    """Whether a reader must be told of a blank space: where an inscription is edited."""
    edited = any(up.get("type") == "edition" for up in space.iterancestors(T + "div"))
    return edited and space.get("quantity") != "0"


def doubt_signs(supplied: etree._Element) -> list[str]:
    """What must stand behind supplied words of which their editor is not certain."""
    return ["?]", "?⟩", "?)", "?"] if supplied.get("cert") == "low" else []


def _how_much(element: etree._Element) -> str:
    """The number that is told, without white space; empty if there is none."""
    at_least = element.get("atLeast") or element.get("min") or ""
    at_most = element.get("atMost") or element.get("max") or ""
    for name in ("quantity", "extent"):
        figure = element.get(name, "").strip()
        if _FIGURE.fullmatch(figure):
            break
    else:
        figure = ""
        bounds = [one.strip() for one in (at_least, at_most) if _FIGURE.fullmatch(one.strip())]
        if len(bounds) == 1:
            return f"{'≥' if bounds[0] == at_least.strip() else '≤'}{bounds[0]}"
        if bounds:
            figure = "–".join(dict.fromkeys(bounds))
    if not figure or not figure.strip("0."):
        return ""
    vague = element.get("precision") in ("low", "medium") or element.get("cert") == "low"
    return f"c.{figure}" if vague else figure
