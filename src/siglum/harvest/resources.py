"""A document, its record and its TEI -> a Resource: what DTS says of it, and where passages lie."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from siglum.citing.passages import Passage
from siglum.crosswalks.dublincore import dublin_core_fields
from siglum.edition import Document
from siglum.harvest.cuts import Cut, Cuts, cut
from siglum.harvest.writing import Placed, Resource
from siglum.metadata.model import Text
from siglum.metadata.record import Record

#: What a passage is called in a tree that does not say it.
_PASSAGE: Final = "passage"
_MILESTONES: Final = (b"<pb", b"<cb", b"<lb", b"<gb", b"<milestone")


def resource_of(document: Document, record: Record, tei: bytes) -> Resource:
    """The resource that a document is."""
    systems = [passages for passages in document.read_passages() if passages]
    cuts = cut(tei, {one.place for passages in systems for one in passages})
    names: list[str] = []
    for number, passages in enumerate(systems):
        name = passages[0].system
        # The first tree is the one that is meant if none is named
        names.append("" if not number else name if name not in ("", *names) else f"{number + 1}")
    told: dict[str, Any] = {"title": record.title.words}
    if record.descriptions:
        told["description"] = record.descriptions[0].words
    told["dublinCore"] = _dublin_core(record)
    if files := {file.media: file.url for file in record.files}:
        told["download"] = [files.get("application/tei+xml", ""), *files.values()][0]
    told["citationTrees"] = [
        {
            **({"identifier": name} if name else {}),
            "@type": "CitationTree",
            "citeStructure": _structure(passages),
        }
        for name, passages in zip(names, systems, strict=True)
    ]
    trees = [
        (name, list(_placed(passages, cuts, tei, record.address)))
        for name, passages in zip(names, systems, strict=True)
    ]
    contexts = [_json(tags) for tags in cuts.contexts]
    return Resource(document.identifier, _json(told), tei, trees, contexts)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _dublin_core(record: Record) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for name, text in dublin_core_fields(record):
        found.setdefault(name, []).append(_said(text))
    return found


def _said(text: Text) -> Any:
    return {"lang": text.language, "value": text.words} if text.language else text.words


def _structure(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """The types of passages that occur within each other, each once in its place."""
    top: dict[str, Any] = {}
    inner: list[dict[str, Any]] = []
    for one in passages:
        around = inner[one.parent] if one.parent >= 0 else top
        inner.append(around.setdefault(one.unit or _PASSAGE, {}))
    return _structures(top)


def _structures(types: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "@type": "CiteStructure",
            "citeType": name,
            **({"citeStructure": _structures(inner)} if inner else {}),
        }
        for name, inner in types.items()
    ]


def _placed(passages: Sequence[Passage], cuts: Cuts, tei: bytes, address: str) -> Iterator[Placed]:
    last = list(range(len(passages)))
    for number in range(len(passages) - 1, -1, -1):
        if (outer := passages[number].parent) >= 0:
            last[outer] = max(last[outer], last[number])
    whole = Cut(0, len(tei), next((n for n, one in enumerate(cuts.contexts) if not one), 0))
    found: list[Cut] = []
    for one in passages:
        # What has no element of its own in the source lies in what is around it
        around = found[one.parent] if one.parent >= 0 else whole
        found.append(cuts.elements.get(one.place, around))
    for number, one in enumerate(passages):
        end, closing = found[number].end, found[number].context
        if tei.startswith(_MILESTONES, found[number].begin):
            # It reaches to the next one that does not lie in it, or to the end of the text
            following = last[number] + 1
            if following < len(passages):
                end, closing = found[following].begin, found[following].context
            else:
                end, closing = cuts.close
        yield Placed(
            one.ref,
            one.level,
            one.parent if one.parent >= 0 else None,
            last[number],
            _json(_unit(one, address)),
            found[number].begin,
            end,
            found[number].context,
            closing,
        )


def _unit(one: Passage, address: str) -> dict[str, Any]:
    """What is said of a passage beside its reference and its place in the tree.

    Properties that are no IRI mean what the text, at its `address`, means by them: whoever reads
    JSON-LD would not see them without a vocabulary.
    """
    told: dict[str, Any] = {"citeType": one.unit} if one.unit else {}
    core: dict[str, list[str]] = {"title": [one.title]} if one.title else {}
    more: dict[str, list[str]] = {}
    for name, value in one.data:
        term = name.replace("#", "/").replace(":", "/").rpartition("/")[2]
        dublin = name.startswith(("dc:", "dct:", "dcterms:", "http://purl.org/dc/"))
        if dublin and value not in core.get(term, ()):
            core.setdefault(term, []).append(value)
        elif not dublin:
            more.setdefault(name, []).append(value)
    if core:
        told["dublinCore"] = core
    if more:
        own = any(":" not in name for name in more)
        told["extensions"] = {**({"@context": {"@vocab": f"{address}#"}} if own else {}), **more}
    return told
