"""Loci of an edition -> CSV, JSON and NEXUS, in which nothing of the apparatus is lost.

NEXUS is what programs for stemmatology read (Maddison, Swofford and Maddison 1997, Systematic
Biology 46): a taxon for each witness, a character for each locus, a state for each reading.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from siglum.apparatus.witnesses import Witness
from siglum.edition import Document
from siglum.variation.loci import Locus, read_loci
from siglum.variation.matrix import read_matrix

_COLUMNS = (
    "document", "entry", "place", "entry_type", "number", "in_text", "text", "type", "state",
    "witnesses", "hands", "sources", "cause",
)  # fmt: skip
#: Symbols of states; a locus of more readings than these shares the last.
_SYMBOLS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # small letters are the same to NEXUS


def export(documents: Iterable[Document], form: str) -> Iterator[str]:
    """The loci of `documents` as csv, json or nexus, in pieces of text. NEXUS: a block for each."""
    if form == "csv":
        yield from _csv(documents)
    elif form == "json":
        yield from _json(documents)
    else:
        yield "#NEXUS\n"
        for document in documents:
            yield from _nexus(document)


def _names(document: Document) -> dict[str, str]:
    return {one.key: one.siglum for one in document.witnesses}


def _csv(documents: Iterable[Document]) -> Iterator[str]:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for document in documents:
        names = _names(document)
        for locus in read_loci(document):
            for number, one in enumerate(locus.readings):
                sigla = (
                    "; ".join(names.get(key, key) for key in keys)
                    for keys in (one.witnesses, one.hands, one.sources)
                )
                writer.writerow(
                    [
                        document.key, locus.id, locus.place, locus.type, number,
                        "yes" if one.lemma else "no", one.text, one.type, one.state,
                        *sigla, one.cause,
                    ]
                )  # fmt: skip
            yield written.getvalue()
            written.seek(0)
            written.truncate()
    yield written.getvalue()


def _json(documents: Iterable[Document]) -> Iterator[str]:
    yield "["
    begun = False
    for document in documents:
        names = _names(document)
        witnesses = [
            {"key": one.key, "siglum": one.siglum, "title": one.title, "kind": one.kind}
            for one in document.witnesses
        ]
        entries = [_entry(locus, names) for locus in read_loci(document)]
        told = {
            "document": document.key,
            "title": document.title,
            "witnesses": witnesses,
            "entries": entries,
        }
        yield ("," if begun else "") + "\n" + json.dumps(told, ensure_ascii=False, indent=1)
        begun = True
    yield "\n]\n"


def _entry(locus: Locus, names: dict[str, str]) -> dict[str, object]:
    return {
        "id": locus.id,
        "place": locus.place,
        "type": locus.type,
        "lemma": locus.lemma,
        "readings": [
            {
                "text": one.text,
                "in_text": one.lemma,
                "type": one.type,
                "state": one.state,
                "witnesses": [names.get(key, key) for key in one.witnesses],
                "hands": [names.get(key, key) for key in one.hands],
                "sources": [names.get(key, key) for key in one.sources],
                "cause": one.cause,
            }
            for one in locus.readings
        ],
    }


def _nexus(document: Document) -> Iterator[str]:
    matrix = read_matrix(read_loci(document), document.witnesses)
    if not matrix.loci or not matrix.witnesses:
        return
    taxa = _taxa(matrix.witnesses)
    width = max(map(len, taxa.values()))
    name = _quoted(document.key)
    yield f"\n[ {_plain(document.title)} ]\nBEGIN TAXA;\n  TITLE {name};\n"
    yield f"  DIMENSIONS NTAX={len(taxa)};\n  TAXLABELS {' '.join(taxa.values())};\nEND;\n"
    yield f"BEGIN CHARACTERS;\n  TITLE {name};\n  LINK TAXA = {name};\n"
    yield f"  DIMENSIONS NCHAR={len(matrix.loci)};\n"
    most = max(len(locus.readings) for locus in matrix.loci)
    symbols = _SYMBOLS[: max(most, 2)]
    yield f'  FORMAT DATATYPE=STANDARD MISSING=? GAP=- SYMBOLS="{symbols}";\n'
    yield "  CHARSTATELABELS\n"
    for number, locus in enumerate(matrix.loci, start=1):
        states = " ".join(_quoted(one.text or one.state or "om.") for one in locus.readings)
        end = "," if number < len(matrix.loci) else ";"
        yield f"    {number} {_quoted(locus.id)} / {states}{end}\n"
    yield "  MATRIX\n"
    for witness in matrix.witnesses:
        row = "".join(map(_symbol, matrix.rows[witness.key]))
        yield f"    {taxa[witness.key]:<{width}} {row}\n"
    yield "  ;\nEND;\n"


def _symbol(value: int | None) -> str:
    if value is None:
        return "?"
    return "-" if value < 0 else _SYMBOLS[min(value, len(_SYMBOLS) - 1)]


def _taxa(witnesses: Sequence[Witness]) -> dict[str, str]:
    """A name for each witness, its siglum if it can be; all differ, also without capitals.

    To NEXUS small letters and capitals are one.
    """
    named: dict[str, str] = {}
    taken: set[str] = set()
    for witness in witnesses:
        wanted = name = _plain(witness.siglum or witness.key)
        number = 2
        while name.lower() in taken:
            name, number = f"{wanted}_{number}", number + 1
        taken.add(name.lower())
        named[witness.key] = _quoted(name)
    return named


def _quoted(words: str) -> str:
    """A word of NEXUS: in quotation marks if it has anything but letters and digits."""
    told = _plain(words)
    if re.fullmatch(r"[A-Za-z0-9_.]+", told):
        return told
    return "'" + told.replace("'", "''") + "'"


def _plain(words: str) -> str:
    return " ".join(words.replace("[", "(").replace("]", ")").split()) or "_"
