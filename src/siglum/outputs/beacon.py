"""The persons of an edition that the GND knows -> beacon.txt, by which libraries link to it.

GND BEACON: one line for each person and place in the edition, `number|texts|address`. A person
with an entry in a register has one line, which leads there; others one for each text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from siglum.edition import Document, Edition
from siglum.exchange.people import Registers
from siglum.metadata.authorities import authority
from siglum.ondisk import DiskTable
from siglum.render.urls import document_page

BEACON = "beacon.txt"
_GND = "GND"


def beacon(
    edition: Edition, registers: Registers, texts: Iterable[Document]
) -> Iterator[str] | None:
    """The lines of the BEACON file of an edition that has an address; None if no person has a GND.

    `texts` are those that name persons.
    """
    url = edition.config.edition.url.rstrip("/")
    entries: dict[str, str] = {}
    for address, known in registers.entries():
        for one in known.authorities if known.person else ():
            if one.scheme == _GND:
                entries.setdefault(one.value, address)
    counts: Counter[str] = Counter()
    places: DiskTable[str] = DiskTable()  # by number of the GND and of the text
    for at, document in enumerate(texts):
        for number in _numbers(document, registers):
            counts[number] += 1
            if number not in entries:
                places[f"{number} {at:09}"] = document_page(document)
    numbers = sorted({*counts, *entries})
    if not numbers:
        return None

    def lines() -> Iterator[str]:
        yield from (f"{line}\n" for line in _head(edition, url))
        for number in numbers:
            if number in entries:
                yield f"{number}|{counts[number] or ''}|{url}/{entries[number]}\n"
            else:
                for _, page in places.below(f"{number} "):
                    yield f"{number}||{url}/{page}\n"

    return lines()


def _head(edition: Edition, url: str) -> Iterator[str]:
    yield "#FORMAT: BEACON"
    yield "#PREFIX: https://d-nb.info/gnd/"
    yield "#VERSION: 0.1"
    yield f"#FEED: {url}/{BEACON}"
    yield f"#NAME: {' '.join(edition.title.split())}"
    if date := edition.issue.date or edition.config.edition.date:
        yield f"#TIMESTAMP: {date}"
    yield ""


def _numbers(document: Document, registers: Registers) -> set[str]:
    """The GND numbers of the persons that a text names."""
    found = set()
    for pointer in document.mentions:
        own = authority(pointer)
        entry = registers.find(pointer)
        some = entry[1].authorities if entry is not None and entry[1].person else ()
        for one in (*some, *((own,) if own is not None else ())):
            if one.scheme == _GND:
                found.add(one.value)
    return found
