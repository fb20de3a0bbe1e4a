"""The citable passages of a document -> what its pages say of them: references, links, lists.

References lead to passages on a page of their own, `references.html#1.14`; passages tell their
reference in `data-ref`. A reference that is only an identifier is an address and is not shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property

from siglum.citing.passages import Passage
from siglum.edition import Document
from siglum.render.urls import START, document_page, fragment

#: Ids that pages themselves use begin so.
_OWN = "s-"
#: A reference of no more letters is told whole above its parts.
_SHORT = 12
_SEPARATING = " .,:;"


@dataclass(slots=True)
class Row:
    """A line of the list of references: what it shows, where it leads, the lines below it.

    `label` is the part of the reference that those above it do not have; `name` the `id` of the
    line, empty if it can have none.
    """

    ref: str
    label: str
    name: str
    href: str
    unit: str = ""
    title: str = ""
    rows: list[Row] = field(default_factory=list)

    @property
    def plain(self) -> bool:
        """Whether the lines below it are bare numbers, to be set one beside the other."""
        short = all(len(row.label) <= _SHORT for row in self.rows)
        return bool(self.rows) and short and not any(row.rows or row.title for row in self.rows)


@dataclass(slots=True)
class System:
    """A reference system as a page lists it: its name, perhaps empty, and its outermost lines."""

    name: str
    rows: list[Row]

    @property
    def plain(self) -> bool:
        """Whether there are only bare numbers."""
        return Row("", "", "", "", rows=self.rows).plain


class References:
    """The passages of one document, found by identifier and by page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.systems = document.read_passages()
        self.passages = self.systems[0]
        self.by_id: dict[str, Passage] = {}
        for passage in self.passages:
            self.by_id[passage.id] = passage  # of several the innermost

    @property
    def useful(self) -> bool:
        """Whether there is more than one passage to be found."""
        return len(self.passages) > 1

    @cached_property
    def shown(self) -> dict[str, str]:
        """Identifier -> reference, where it is more than the identifier again."""
        return {name: one.ref for name, one in self.by_id.items() if one.ref != name}

    def extent(self, page: str) -> str:
        """«1.1–1.50»: the references that a page of the document holds, if it has any."""
        if page not in self._ends:
            return ""
        first, last = self._ends[page]
        if first.parent == last.parent >= 0 and len(first.ref) > _SHORT:
            around = self.passages[first.parent].ref  # its words are enough once
            return f"{first.ref}–{last.ref.removeprefix(around).lstrip(_SEPARATING)}"
        return first.ref if first is last else f"{first.ref}–{last.ref}"

    @cached_property
    def _ends(self) -> dict[str, tuple[Passage, Passage]]:
        """Of each page the first and the last of the passages that hold no others."""
        ends: dict[str, tuple[Passage, Passage]] = {}
        inner = {one.parent for one in self.passages}
        for number, one in enumerate(self.passages):
            page = self._document.ids.get(one.id)
            if page is not None and number not in inner and one.ref != one.id:
                first, _ = ends.get(page, (one, one))
                ends[page] = first, one
        return ends

    def page_of(self, passage: Passage) -> str:
        """The name of the page that a passage begins on."""
        return self._document.ids.get(passage.id, START)

    def href(self, passage: Passage) -> str:
        """The address of a passage, from the top of the site."""
        return f"{document_page(self._document, self.page_of(passage))}#{fragment(passage.id)}"

    def lists(self) -> list[System]:
        """All references of all systems as lists."""
        return [
            System(passages[0].system if passages else "", self._rows(passages))
            for passages in self.systems
        ]

    def _rows(self, passages: list[Passage]) -> list[Row]:
        made: list[Row] = []
        top: list[Row] = []
        outer = {one.parent for one in passages}
        for number, passage in enumerate(passages):
            around = made[passage.parent] if passage.parent >= 0 else None
            label = passage.ref
            short = number in outer and len(label) <= _SHORT
            if around is not None and not short and label.startswith(around.ref):
                label = label[len(around.ref) :].lstrip(_SEPARATING) or passage.ref
            title = "" if passage.title in (passage.ref, label) else passage.title
            name, href = anchor(passage.ref), self.href(passage)
            row = Row(passage.ref, label, name, href, passage.unit, title)
            made.append(row)
            (top if around is None else around.rows).append(row)
        return top


def anchor(reference: str) -> str:
    """A reference as the `id` of its line: ids hold no spaces; empty where it cannot be one."""
    name = "_".join(reference.split())
    return "" if name.startswith(_OWN) else name


def records(document: Document, references: References, address: str) -> str:
    """All passages of a document as JSON, for programs; `address` is that of the site."""
    base = address.rstrip("/") + "/" if address else ""
    systems = []
    for passages in references.systems:
        rows = ",\n".join(
            _json(_record(one, passages, base + references.href(one))) for one in passages
        )
        name = _json(passages[0].system if passages else "")
        systems.append(f'{{"name":{name},"passages":[\n{rows}\n]}}')
    head = {
        "document": document.key,
        "title": document.title,
        "language": document.language,
        "declared": document.declared,
    }
    return f'{_json(head)[:-1]},"systems":[\n{",".join(systems)}\n]}}\n'


def _record(passage: Passage, passages: list[Passage], address: str) -> dict[str, object]:
    around = passages[passage.parent].ref if passage.parent >= 0 else None
    record: dict[str, object] = {"ref": passage.ref, "level": passage.level, "parent": around}
    if passage.unit:
        record["unit"] = passage.unit
    if passage.title:
        record["title"] = passage.title
    if passage.data:
        record["data"] = passage.data
    return {**record, "address": address}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
