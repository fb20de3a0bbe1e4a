"""The persons of an edition that the GND knows -> beacon.txt, by which libraries link to it.

GND BEACON: one line for each person and place in the edition, `number|texts|address`. A person
with an entry in a register has one line, which leads there; others one for each text.
"""

from __future__ import annotations

from collections import defaultdict

from siglum.edition import Document, Edition
from siglum.exchange.people import Registers
from siglum.metadata.authorities import authority
from siglum.render.urls import document_page

BEACON = "beacon.txt"
_GND = "GND"


def beacon(edition: Edition, registers: Registers) -> str:
    """The BEACON file of an edition that has an address; empty where no person has a GND."""
    url = edition.config.edition.url.rstrip("/")
    texts: defaultdict[str, list[Document]] = defaultdict(list)
    entries: dict[str, str] = {}
    for document in edition.documents:
        for number in sorted(_numbers(document, registers)):
            texts[number].append(document)
    for address, known in registers.entries():
        for one in known.authorities if known.person else ():
            if one.scheme == _GND:
                entries.setdefault(one.value, address)
    lines = []
    for number in sorted({*texts, *entries}):
        if number in entries:
            count = len(texts.get(number, ()))
            lines.append(f"{number}|{count or ''}|{url}/{entries[number]}")
        else:
            lines += [f"{number}||{url}/{document_page(one)}" for one in texts[number]]
    if not lines:
        return ""
    head = [
        "#FORMAT: BEACON",
        "#PREFIX: https://d-nb.info/gnd/",
        "#VERSION: 0.1",
        f"#FEED: {url}/{BEACON}",
        f"#NAME: {' '.join(edition.title.split())}",
    ]
    if date := edition.issue.date or edition.config.edition.date:
        head.append(f"#TIMESTAMP: {date}")
    return "\n".join([*head, "", *lines, ""])


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
