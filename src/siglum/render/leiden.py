"""Gaps, blank spaces and what editors supplied -> the signs of the Leiden conventions, as `s:sign`.

The signs say what the source says of extent: lost letters that were counted are points in brackets,
vestiges that nobody can read are crosses, lost lines are long dashes. They follow the Leiden
conventions as H. Krummrey and S. Panciera refined them («Criteri di edizione e segni diacritici»,
Tituli 2, 1980), since there a lost line, and lines whose number is unknown, are told apart. Numbers
are in figures and words in Latin (c., lin., vac.), so that they need no translation.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from siglum.render.extents import unit_key
from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import BLOCKS, OWN_FLOW, names

SIGN = f"{{{NORMAL}}}sign"
OPENS, CLOSES = f"{{{NORMAL}}}opens", f"{{{NORMAL}}}closes"
_T = f"{{{TEI}}}"
_GAP, _SPACE, _SUPPLIED, _LB = f"{_T}gap", f"{_T}space", f"{_T}supplied", f"{_T}lb"
_SEG = f"{_T}seg"
_CHOICE = f"{_T}choice"
_APART = BLOCKS | OWN_FLOW | names("app lem rdgGrp choice")
_LEFT_OUT: Final = frozenset("omitted ellipsis sampling editorial".split())
_ILLEGIBLE: Final = frozenset("illegible unreadable".split())
#: Why letters are gone from what carries the text, as encoders write it.
_GONE: Final = frozenset(
    "lost illegible unreadable damage damaged hole stain stained torn tear faded fading effaced"
    " rubbing rubbed lacuna missing erased erasure cancelled broken cropped trimmed"
    " undefined".split()
)
_UNDERSTOOD: Final = frozenset("subaudible explanation".split())
#: So many letters are shown one by one.
_SHOWN: Final = 10
_LETTERS: Final = "– – –"
_LINES: Final = "– – – – – –"
_WHOLE = re.compile(r"\d+")
_COUNT = re.compile(r"\d+(\.\d+)?")
#: An indent of a typescript is shown as wide as it is, up to this width.
_WIDEST: Final = 12
_EN: Final = "\u2002"


def set_signs(tree: etree._Element) -> None:
    """Write its signs on every gap, space and supplied passage of `tree`, in place."""
    last: etree._Element | None = None
    for element in tree.iter(_GAP, _SPACE, _SUPPLIED):
        if element.tag == _GAP:
            element.set(SIGN, gap_sign(element))
        elif element.tag == _SPACE:
            element.set(SIGN, space_sign(element))
            continue
        else:
            opens, closes = _brackets(element)
            element.set(OPENS, opens)
            element.set(CLOSES, closes)
        if last is not None and _closes(last) and _opens(element) and _adjoin(last, element):
            _join(last, element)
        last = element


def gap_sign(gap: etree._Element) -> str:
    """The sign of a `<gap>`, by its reason and extent."""
    reasons = set(gap.get("reason", "").lower().split())
    if reasons & _LEFT_OUT:
        return "…"
    unit, number = unit_key(gap.get("unit", "")), _number(gap)
    read = bool(reasons) and reasons <= _ILLEGIBLE
    if unit == "line" and (number or _is_unknown(gap)):
        if number == "1":
            return f"[{_LINES}]"
        return f"[{_LETTERS} lin. {number} {_LETTERS}]" if number else _LINES
    if unit == "character" and number:
        if _WHOLE.fullmatch(number) and 0 < int(number) <= _SHOWN:
            return "+" * int(number) if read else f"[{'·' * int(number)}]"
        return f"+ {number} +" if read else f"[– {number} –]"
    if unit in ("", "character") and not read and _is_unknown(gap):
        return f"[{_LETTERS}]"
    return "[…]"


def space_sign(space: etree._Element) -> str:
    """The sign of a `<space>`: that it is empty, and how long; blanks for that of a typescript."""
    unit, number = unit_key(space.get("unit", "")), _number(space)
    if space.get("quantity") == "0":
        return ""
    if not _in_edition(space):
        before = _before(space)
        if before is None or (before[-1:].isspace() and unit == "character" and number == "1"):
            width = int(number) if _WHOLE.fullmatch(number) else 1
            return _EN * min(width, _WIDEST)
    shown = {"line": f"lin. {number}", "centimetre": f"{number} cm", "millimetre": f"{number} mm"}
    said = number if unit in ("", "character") else shown.get(unit, "")
    return f"(vac. {said})" if number and said else "(vac.)"


def _brackets(supplied: etree._Element) -> tuple[str, str]:
    """What stands before and behind words that an editor supplied."""
    reasons = set(supplied.get("reason", "").lower().split())
    doubt = "?" if supplied.get("cert") == "low" else ""
    if reasons == {"undefined"} and supplied.get("evidence") == "previouseditor":
        return "", doubt  # seen by an earlier editor: underlined, not in brackets
    if reasons & _GONE:
        return "[", f"{doubt}]"
    if reasons & _UNDERSTOOD:
        return "(", f"{doubt})"
    return "⟨", f"{doubt}⟩"


def _number(element: etree._Element) -> str:
    """How much is told: «3», «c. 3», «2–4», «≥ 2»; empty if no number is."""
    quantity = element.get("quantity", "").strip()
    extent = element.get("extent", "").strip()
    least = (element.get("atLeast") or element.get("min") or "").strip()
    most = (element.get("atMost") or element.get("max") or "").strip()
    exact = next((one for one in (quantity, extent) if _COUNT.fullmatch(one)), "")
    if not exact and _COUNT.fullmatch(least) and _COUNT.fullmatch(most):
        exact = least if least == most else f"{least}–{most}"
    elif not exact and _COUNT.fullmatch(least):
        return f"≥ {least}"
    elif not exact and _COUNT.fullmatch(most):
        return f"≤ {most}"
    if not exact or exact.strip("0.") == "":
        return ""
    about = element.get("precision") in ("low", "medium") or element.get("cert") == "low"
    return f"c. {exact}" if about else exact


def _is_unknown(gap: etree._Element) -> bool:
    """Whether the source says that nobody knows how much is gone."""
    extent = gap.get("extent")
    if extent is None:
        return bool(gap.get("unit")) and not gap.get("quantity")
    return extent.strip().lower().split(" ")[0] in ("unknown", "undefined", "indefinite")


def _in_edition(element: etree._Element) -> bool:
    """Whether an element stands in the edition of an inscription or papyrus (EpiDoc)."""
    return any(up.get("type") == "edition" for up in element.iterancestors(f"{_T}div"))


def _before(space: etree._Element) -> str | None:
    """The text just before a space in its line; None at the beginning of a line."""
    node = space
    while True:
        before, parent = node.getprevious(), node.getparent()
        while before is not None:
            text = before.tail or ""
            if text.strip():
                return text
            if before.tag in BLOCKS or before.tag == _LB:
                return None
            if before.tag not in (_SPACE, f"{_T}pb", f"{_T}cb") and isinstance(before.tag, str):
                return text
            before = before.getprevious()
        if parent is None:
            return None
        if (parent.text or "").strip():
            return parent.text
        if parent.tag in BLOCKS:
            return None
        node = parent


# --- brackets that meet ------------------------------------------------------------------------


def _opens(element: etree._Element) -> bool:
    return (element.get(SIGN) or element.get(OPENS) or "").startswith("[")


def _closes(element: etree._Element) -> bool:
    return (element.get(SIGN) or element.get(CLOSES) or "").endswith("]")


def _adjoin(one: etree._Element, two: etree._Element) -> bool:
    """Whether nothing stands between two elements, not even a space; `two` is the later one."""
    within = set(two.iterancestors())
    if one in within:
        return False
    node = one
    while True:
        if node.tail:
            return False
        following = node.getnext()
        if following is not None:
            break
        parent = node.getparent()
        if parent is None or _is_apart(parent):
            return False
        node = parent
    node = following
    while node is not two:
        if node not in within or node.text or not len(node) or _is_apart(node):
            return False
        node = node[0]
    return True


def _is_apart(element: etree._Element) -> bool:
    """Whether an element is read by itself, or is not in every witness."""
    if element.tag == _SEG:
        return bool(element.get("type"))
    parent = element.getparent()
    return element.tag in _APART or (parent is not None and parent.tag == _CHOICE)


def _join(one: etree._Element, two: etree._Element) -> None:
    """Leave out the brackets in the middle: `[– – –][a]` is `[– – – a]`."""
    first, second = one.get(SIGN), two.get(SIGN)
    dashes = "–" in (first or "")[-2:] or "–" in (second or "")[:2]
    if first is None:
        one.set(CLOSES, one.get(CLOSES, "")[:-1])
    else:
        one.set(SIGN, first[:-1] + (" " if dashes else ""))
    if second is None:
        two.set(OPENS, "")
    else:
        two.set(SIGN, (" " if dashes and first is None else "") + second[1:])
