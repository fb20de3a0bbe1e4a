"""A stored unit, the layers of an edition -> entries and notes know theirs, and notes their calls.

Written down as `s:layer` and `s:rank` (the place of the layer), which stylesheets gather by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, RDG
from siglum.apparatus.normal import LISTED
from siglum.apparatus.quotations import QUOTED
from siglum.apparatus.segments import SEG
from siglum.config import Layer
from siglum.render.preparing import CALL, KINDS
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI

LAYER, RANK, TITLE = f"{{{NORMAL}}}layer", f"{{{NORMAL}}}rank", f"{{{NORMAL}}}layer-title"
ASIDE = f"{{{NORMAL}}}aside"
#: Words of @place that mean a margin.
_MARGINS: Final = frozenset(("left", "right", "outer", "inner", "side"))
_GROUPS: Final = f"{{{TEI}}}noteGrp"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def set_layers(tree: etree._Element, layers: Sequence[Layer], *, beside: bool = False) -> None:
    """Note the layer of every entry and of every note that has a call and a type of one, in place.

    With `beside`, notes of a margin are to stand there: they are told, and not counted.

    An entry belongs to the layer that its @type names, else that of the list it stands in, else
    the one that all its readings name; else to the layer for entries of no type, else to the
    first. A note of no layer's type stays outside of them.
    """
    if not layers and not beside:
        return
    ranks = {word: rank for rank, layer in enumerate(layers) for word in layer.types}
    ranks.update((QUOTED, number) for number, layer in enumerate(layers) if layer.quotations)
    others = ranks.get("", 0)
    of_entries: dict[str, int] = {}
    for app in tree.iter(APP) if layers else ():
        of_entry = of_entries[app.get(ID, "")] = next(_found(_types_of_entry(app), ranks), others)
        _put(app, of_entry, layers)
    for fragment in tree.iter(SEG) if layers else ():
        if fragment.get("type") == "lemma":
            _tell_fragment(fragment, of_entries)
    counts: Counter[int | None] = Counter()
    for note in tree.iter(f"{{{TEI}}}note", _GROUPS):
        if note.get(CALL) is None:
            continue
        if beside and _is_marginal(note):
            note.set(ASIDE, "yes")
            continue
        rank = next(_found(_types_of_note(note), ranks), None)
        counts[rank] += 1
        if rank is not None:
            _put(note, rank, layers)
        note.set(CALL, counted(counts[rank], "1" if rank is None else layers[rank].numbers))


def _is_marginal(note: etree._Element) -> bool:
    """Whether a note stands in the margin; in a cell of a table no line is its own."""
    place = note.get("place", "").lower().replace("-", " ").split()
    in_margin = any(word.startswith("marg") or word in _MARGINS for word in place)
    return in_margin and next(note.iterancestors(f"{{{TEI}}}cell"), None) is None


def counted(number: int, manner: str) -> str:
    """A number as the call of a note: 3, c, iii, ***."""
    if manner == "*":
        return "*" * number if number < 4 else f"*{number}"
    if manner == "a":
        letters = ""
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("a") + letter) + letters
        return letters
    if manner == "i":
        told = ""
        for value, letters in _ROMAN:
            times, number = divmod(number, value)
            told += letters * times
        return told
    return str(number)


def _tell_fragment(fragment: etree._Element, of_entries: dict[str, int]) -> None:
    """A lemma of one layer only is none where that layer is not shown: a class says so."""
    names = (name[1:] for name in fragment.get("corresp", "").split())
    ranks = {of_entries[name] for name in names if name in of_entries}
    if len(ranks) == 1:
        kinds = fragment.get(KINDS, "").split()
        fragment.set(KINDS, " ".join([*kinds, f"only-{ranks.pop()}"]))


def _put(element: etree._Element, rank: int, layers: Sequence[Layer]) -> None:
    element.set(LAYER, layers[rank].name)
    element.set(RANK, str(rank))
    if layers[rank].title:
        element.set(TITLE, layers[rank].title)


def _found(types: Iterable[str], ranks: dict[str, int]) -> Iterator[int]:
    return (ranks[word] for word in types if word in ranks)


def _types_of_entry(app: etree._Element) -> Iterator[str]:
    """The types that may decide, the weightiest first."""
    yield from app.get("type", "").split()
    yield from app.get(LISTED, "").split()
    own = [
        one.get("type", "")
        for one in app.iterdescendants(RDG)
        if next(one.iterancestors(APP), None) is app
    ]
    if own and len(set(own)) == 1:
        yield from own[0].split()


def _types_of_note(note: etree._Element) -> Iterator[str]:
    yield from note.get("type", "").split()
    for group in note.iterancestors(_GROUPS):
        yield from group.get("type", "").split()
