"""The readings of a document in normal form -> what an entry has to say of each, as attributes.

Stylesheets decide how an entry looks, not what it says. What its attributes and elements mean is
found out here, once for all media, and written down as keys of `siglum.wording`:

- `s:empty` where a reading has no words to print, and on an entry whose lemma has none; then
  `s:says` tells what the reading has instead;
- `s:says`: words said after the reading, and `s:ascribed`: words said before its scholar;
- `s:sources`: keys of the scholars, works and hands it is ascribed to; `s:hands`: keys of hands
  that are called by a number or a word, and `s:man`: these, one for each;
- `s:named` on an element that tells of a stroke or a sign in a reading that has nothing else;
- `s:cause` (a key) or `s:cause-told`, `s:unsure`, `s:seq`: cause, doubt and place in a sequence;
- `s:told` on a `<wit>` whose reading has `@wit`: whether that tells «all» of it, or it says «more»;
- `s:title`: what is told in a tooltip, since printed entries do not say it.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Final

from lxml import etree

from siglum.apparatus.copies import copied_from
from siglum.apparatus.entries import APP, AROUND, DEEDS, GROUP, LEM, NOTES, RDG, reading_text
from siglum.apparatus.meanings import ASCRIBING, STATES, cause_of, hand_of, keys_of_type
from siglum.apparatus.sources import Sources
from siglum.source.identity import NORMAL
from siglum.source.standing import base_among, readings_of
from siglum.source.vocabulary import BREAKS, names


def _own(name: str) -> str:
    return f"{{{NORMAL}}}{name}"


SOURCES, BASE = _own("sources"), _own("base")
EMPTY, SAYS, ASCRIBED = _own("empty"), _own("says"), _own("ascribed")
HANDS, MAN = _own("hands"), _own("man")
CAUSE, CAUSE_TOLD, UNSURE, SEQ = _own("cause"), _own("cause-told"), _own("unsure"), _own("seq")
NAMED = _own("named")
COPY, HINT, TOLD = _own("copy"), _own("title"), _own("told")

_DETAIL, _WIT = names("witDetail"), names("wit")
#: What stands for a hole, an empty space, or the border of a witness.
_SIGNS: Final = {
    **dict.fromkeys(names("gap"), "lacuna"),
    **dict.fromkeys(names("space"), "blank"),
    **dict.fromkeys(names("lacunaStart"), "lacuna_starts"),
    **dict.fromkeys(names("lacunaEnd"), "lacuna_ends"),
    **dict.fromkeys(names("witStart"), "starts"),
    **dict.fromkeys(names("witEnd"), "ends"),
}
#: What something is said of by itself.
_TOLD_BY: Final = frozenset({"type", "cause", "cert"})
_GAPS: Final = names("gap space")
_EXTENT: Final = ("reason", "quantity", "extent", "unit")
_ASCRIPTIONS: Final = ("source", "resp", "hand")
_ADD: Final = names("add")
#: Elements that show nothing, so that a reading of them alone is empty.
_SILENT: Final = BREAKS | NOTES | names("wit witDetail anchor") | frozenset(_SIGNS)
_HOW: Final = ("function", "rend", "type", "place", "reason")
_SIDES: Final = ("sic", "orig", "abbr")
_PLACES: Final = {
    **dict.fromkeys(("margin", "margin-left", "margin-right", "left", "right", "marg"), "margin"),
    **dict.fromkeys(("above", "supralinear", "interlinear", "superscript"), "above"),
    **dict.fromkeys(("below", "subscript", "infralinear"), "below"),
}


def tell_readings(tree: etree._Element, sources: Sources) -> None:
    """Write what is to be said of every reading in `tree`, in place."""
    usual = _usual(tree)
    for app in tree.iter(APP):
        readings = readings_of(app)
        base = base_among(app, readings)
        if base is not None:
            base.set(BASE, "yes")
        for reading in readings:
            _tell(reading, app, stands=reading is base)
        if base is not None and base.get(EMPTY):
            app.set(EMPTY, "yes")
            _tell_empty_lemma(base, readings)
        groups = [group for group in app.iter(GROUP) if next(group.iterancestors(APP), None) is app]
        for group in groups:
            _tell_cause(group)
        _number(readings)
        _number(groups)
        for element in (app, *readings, *groups):
            _ascribe(element, sources, usual)
    for detail in tree.iter(*_DETAIL):
        _tell_detail(detail)
    for wit in tree.iter(*_WIT):
        around = (one for one in [wit.getparent()] if one is not None and one.tag in (LEM, RDG))
        beside = wit.itersiblings(LEM, RDG, preceding=True)
        holder = next(chain(around, beside), None)
        if holder is not None and holder.get("wit"):
            wit.set(TOLD, "all" if sources.same(wit, holder) else "more")


def _tell(reading: etree._Element, app: etree._Element, *, stands: bool) -> None:
    words_only = not len(reading) and _TOLD_BY.isdisjoint(reading.keys())
    if words_only and not app.get("type") and (reading.text or "").strip():
        return  # as most readings are
    if app.get("type") == "choice":
        # made of a <choice>: the other side is called by its element
        if (side := reading.get("type", "")) in _SIDES:
            reading.set(SAYS, side)
        return
    keys = [*keys_of_type(reading.get("type", ""))]
    if not keys and reading.tag == RDG and "transposed" in keys_of_type(app.get("type", "")):
        keys = ["transposed"]
    says = [key for key in keys if key not in ASCRIBING]
    _name_deeds(reading)
    if _is_silent(reading) and not (stands and _has_sign(reading)):
        reading.set(EMPTY, "yes")
        if pointer := copied_from(reading):
            reading.set(COPY, pointer)
        else:
            says = _instead(reading, says)
    else:
        says += [place for place in _places(reading) if place not in says]
    if says:
        reading.set(SAYS, " ".join(says))
    if ascribed := [key for key in keys if key in ASCRIBING]:
        reading.set(ASCRIBED, " ".join(ascribed))
    _tell_cause(reading)
    if (cert := reading.get("cert", "").strip().lower()) and not _is_sure(cert):
        reading.set(UNSURE, "yes")


def _is_silent(reading: etree._Element) -> bool:
    """Whether nothing of a reading can be printed as its words.

    A note set `inline` is part of the witness: commentary in small letters, as in Chinese prints.
    """
    if not len(reading):
        return not (reading.text or "").strip()
    return not reading_text(reading) and all(
        node is reading
        or (node.tag in _SILENT and node.get("place") != "inline")
        or (node.tag in AROUND and not any(True for _ in node.iter(*_SIGNS)))
        for node in reading.iter(etree.Element)
        if node is reading or not any(up.tag in NOTES for up in node.iterancestors())
    )


def _name_deeds(reading: etree._Element) -> None:
    """Name what was done, where a reading has no words: a stroke is no omission."""
    if reading_text(reading):
        return
    for node in reading.iter(*DEEDS):
        if not len(node) and not (node.text or "").strip():
            how = next((value for name in _HOW if (value := node.get(name, "").strip())), "")
            name = etree.QName(node).localname
            node.set(NAMED, f"{name}: {how}" if how else name)


def _has_sign(reading: etree._Element) -> bool:
    """Whether a hole or an empty space is shown in the text for it: then nobody adds there."""
    return any(node.get("quantity") != "0" for node in reading.iter(*_GAPS))


def _instead(reading: etree._Element, says: list[str]) -> list[str]:
    """What is said of a reading without words: an omission, unless it tells something else."""
    found: dict[str, None] = {}
    for node in reading.iter(*_SIGNS):
        if node.get("quantity") == "0":
            continue  # no space at all: so CBETA encodes an omission
        key = _SIGNS[node.tag]
        if key == "lacuna" and "illegible" in keys_of_type(node.get("reason", "")):
            key = "illegible"
        found.setdefault(key)
    state = next((key for key in says if key in STATES), "")
    if found and state in ("", "omitted", "lacuna"):
        return [*found, *(key for key in says if key not in STATES)]
    return says if state else ["omitted", *says]


def _places(reading: etree._Element) -> list[str]:
    """Where a reading was written, if all of it is one addition."""
    children = [child for child in reading if child.tag not in NOTES]
    if len(children) != 1 or children[0].tag not in _ADD:
        return []
    if (reading.text or "").strip() or any((child.tail or "").strip() for child in reading):
        return []
    places = (_PLACES.get(place) for place in children[0].get("place", "").lower().split())
    return list(dict.fromkeys(place for place in places if place))


def _tell_empty_lemma(base: etree._Element, readings: list[etree._Element]) -> None:
    """Where nothing stands in the text, who has words adds them; who has none agrees."""
    if not any(base.get(name) for name in ("wit", "source", "resp", "hand")):
        base.attrib.pop(SAYS, "")  # nobody is named who leaves anything out
    for reading in readings:
        if reading is base:
            continue
        says = reading.get(SAYS, "").split()
        if not reading.get(EMPTY) and not set(says) & {"added", "inserted", *STATES}:
            reading.set(SAYS, " ".join(["added", *says]))


def _number(elements: list[etree._Element]) -> None:
    """Note the place in a sequence, where several of one entry have one."""
    sequence = [(one, seq) for one in elements if (seq := one.get("varSeq", "").strip())]
    if len({seq for _, seq in sequence}) > 1:
        for one, seq in sequence:
            one.set(SEQ, seq)


def _tell_cause(reading: etree._Element) -> None:
    key, told = cause_of(reading.get("cause", ""))
    if key:
        reading.set(CAUSE, key)
    elif told:
        reading.set(CAUSE_TOLD, told)
    hints = [
        f"{name}: {value}"
        for name in ("type", "cause", "cert")
        if (written := reading.get(name)) and (value := " ".join(written.split()))
    ]
    hints += [
        f"{etree.QName(sign).localname}: {told}"
        for sign in (reading.iter(*_GAPS) if len(reading) else ())
        if (told := " ".join(sign.get(name, "") for name in _EXTENT if sign.get(name)))
    ]
    if hints:
        reading.set(HINT, "; ".join(hints))


def _is_sure(cert: str) -> bool:
    try:
        return float(cert) >= 1
    except ValueError:
        return cert not in ("low", "medium", "unknown")


def _usual(tree: etree._Element) -> str:
    """Who recorded most of the readings whose witnesses are named: that goes without saying."""
    count = Counter(
        resp
        for reading in tree.iter(LEM, RDG)
        if (resp := reading.get("resp", "").strip()) and reading.get("wit")
    )
    ((resp, number),) = count.most_common(1) or [("", 0)]
    return resp if 2 * number >= count.total() else ""


def _ascribe(element: etree._Element, sources: Sources, usual: str) -> None:
    """Note whom a reading, group or entry is ascribed to, and the hand that wrote it."""
    if not any(map(element.get, _ASCRIPTIONS)):
        return
    tokens = element.get("source", "").split()
    resp = element.get("resp", "").strip()
    if resp and (element.tag == APP or (element.get("wit") and resp == usual)):
        told = ", ".join(sources.name(token) for token in resp.split())
        before = element.get(HINT, "")
        element.set(HINT, f"{before}; resp: {told}" if before else f"resp: {told}")
    else:
        tokens += resp.split()
    hands: list[tuple[str, str]] = []
    written = element.get("hand", "").split()
    if written and not sources.names_hand(element):
        for token in written:
            key, number = ("", "") if sources.knows_siglum(token) else hand_of(token)
            if key or number:
                hands.append((sources.key(token), key or number))
            else:
                tokens.append(token)
    if hands:
        element.set(HANDS, " ".join(f"#{key}" for key, _ in hands))
        element.set(MAN, " ".join(name for _, name in hands))
    if tokens:
        keys = dict.fromkeys(sources.key(token) for token in tokens)
        element.set(SOURCES, " ".join(f"#{key}" for key in keys))


def _tell_detail(detail: etree._Element) -> None:
    """A `<witDetail>` without words may say by its type that witnesses lack the passage."""
    if hints := [
        f"{name}: {value}" for name in ("type", "cause") if (value := detail.get(name, "").strip())
    ]:
        detail.set(HINT, "; ".join(hints))
    if reading_text(detail):
        return
    says = [key for key in keys_of_type(detail.get("type", "")) if key in STATES]
    if "ambig" in detail.get("type", "").lower():
        says = ["ambiguous"]
    if says:
        detail.set(SAYS, " ".join(says))
