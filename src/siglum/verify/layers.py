"""A text as read from TEI, the layers of an edition -> where entries and notes stand, and calls.

An entry belongs to the layer that its own type names, else the list or division of entries around
it, else the one type that all its readings have; else to the layer of what has no type, else to
the first. Notes belong to a layer by their type only, and are counted in each layer by itself, from
the beginning of the text or of a page of the website.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from siglum.config import Layer
from siglum.verify.expected import Text
from siglum.verify.quotations import ENTERED
from siglum.verify.tags import T

_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def find_layers(text: Text, layers: Sequence[Layer]) -> None:
    """Write down in `text` where its entries and notes stand, and how the notes are called."""
    text.layers = tuple(layers)
    if not layers:
        return
    named = {word: layer for layer in reversed(layers) for word in layer.types}
    named.update((ENTERED, one) for one in layers if one.quotations)
    rest = named.get("", layers[0])
    for entry in (*text.entries, *text.listed):
        types = _types_around(entry.element)
        entry.layer = next((named[one] for one in types if one in named), rest).name
    counts: Counter[str] = Counter()
    for note in sorted(text.notes, key=lambda note: note.at):
        types = _types_of_note(note.element)
        layer = next((named[one] for one in types if one in named), None)
        note.layer = layer.name if layer else ""
        counts[note.layer] += 1
        if layer is not None and layer.numbers != "1":
            numbers = range(1, counts[note.layer] + 1)
            note.calls = tuple(_called(number, layer.numbers) for number in numbers)


def _types_around(app: etree._Element) -> Iterator[str]:
    yield from (app.get("type") or "").split()
    for up in app.iterancestors(f"{T}listApp", f"{T}div"):
        if up.tag == f"{T}listApp":
            yield from (up.get("type") or "").split()
        elif up.get("type") == "apparatus":
            yield from (up.get("subtype") or "").split()
    own = (r for r in app.iter(f"{T}rdg") if next(r.iterancestors(f"{T}app")) is app)
    types = {r.get("type") or "" for r in own}
    if len(types) == 1:
        yield from types.pop().split()


def _types_of_note(note: etree._Element) -> Iterator[str]:
    yield from (note.get("type") or "").split()
    for group in note.iterancestors(f"{T}noteGrp"):
        yield from (group.get("type") or "").split()


def _called(number: int, manner: str) -> str:
    if manner == "i":
        return "c" * (number // 100) + _TENS[number // 10 % 10] + _ONES[number % 10]
    if manner == "a":
        first, second = divmod(number - 1, 26)
        return (chr(96 + first) if first else "") + chr(97 + second)
    return "*" * number if number <= 3 else f"*{number}"
