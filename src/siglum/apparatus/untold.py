"""What fragments and entries of a normal form do not tell yet -> the same, told when a unit is cut.

Who reads what and where a lemma stands takes five times the room in a tree. So a long text has it
beside its tree, and each unit is told its own before it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.segments import LEMMA, POINT, READING, tell_absent, tell_readers
from siglum.source.identity import ID, NORMAL

#: On an entry: identifier of the line or paragraph its lemma begins in, and that place's label.
AT, LABEL = f"{{{NORMAL}}}at", f"{{{NORMAL}}}label"
#: Values of both; there may be no identifier.
Where = tuple[str | None, str]


@dataclass(slots=True)
class Untold:
    """Of each entry, by its identifier, where it stands and who has each of its readings.

    An entry that nests in others or crosses them tells itself what its readings are; only who
    departs from the fragments that it has for itself is kept here.
    """

    places: dict[str, Where] = field(default_factory=dict)
    readers: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def keep_readers(self, entry: str, readings: Iterable[Iterable[str]]) -> None:
        """Keep the keys of those who have each reading of an entry."""
        if rows := tuple([" ".join(keys) for keys in readings]):
            self.readers[entry] = rows

    def label(self, app: etree._Element) -> str:
        """What the place of an entry is called; empty if it has none."""
        return self.places.get(app.get(ID, ""), (None, ""))[1]

    def tell_place(self, app: etree._Element) -> None:
        """Tell an entry where its lemma begins, in place."""
        at, label = self.places.get(app.get(ID, ""), (None, None))
        if at is not None:
            app.set(AT, at)
        if label is not None:
            app.set(LABEL, label)

    def tell_readers(self, fragment: etree._Element) -> None:
        """Tell a fragment of one entry who departs, and the readings before it whose they are."""
        if fragment.get("type") != LEMMA:
            return
        entry = fragment.get("corresp", "")[1:]  # that of several entries is none
        rows = self.readers.get(entry)
        if rows is None:
            return
        if fragment.get("subtype") != POINT:  # in which no word is absent
            tell_absent(fragment, " ".join(rows).split())
        node = fragment.getprevious()
        for keys in reversed(rows):
            if node is None or node.get("type") != READING or node.get("corresp") is not None:
                return  # told already, or before another fragment of the entry
            tell_readers(node, entry, keys)
            node = node.getprevious()
