"""What `<publicationStmt>`s say of rights -> the licences of a text, and notes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.metadata.licences import named_licence
from siglum.metadata.model import Licence
from siglum.source.header import plain
from siglum.source.namespaces import TEI
from siglum.source.trees import all_text

_ADDRESS: Final = re.compile(r"https?://\S+")
_T: Final = f"{{{TEI}}}"


def read_licences(published: list[etree._Element]) -> tuple[Licence, ...]:
    """All licences of a text. An address goes before words; prose that names none is kept too."""
    found: list[Licence] = []
    prose: list[str] = []
    for statement in published:
        for availability in statement.iter(f"{_T}availability"):
            elements = list(availability.iter(f"{_T}licence"))
            found += [_licence(one) for one in elements]
            if not elements and plain(availability):
                words = plain(availability)
                found += [
                    named
                    for target in _targets(availability)
                    if (named := named_licence(target, words)).name
                ]
                prose.append(words)
    if not found:
        found = [named_licence("", words) for words in prose]
    return tuple(dict.fromkeys(one for one in found if one.url or one.text))


def read_rights_notes(published: list[etree._Element]) -> Iterator[str]:
    """What is said of rights beside the licences: who holds them, what else holds."""
    for statement in published:
        for availability in statement.iter(f"{_T}availability"):
            if any(True for _ in availability.iter(f"{_T}licence")):
                for one in availability.iterchildren(f"{_T}p", f"{_T}ab"):
                    if one.find(f".//{_T}licence") is None and (
                        words := " ".join(all_text(one).split())
                    ):
                        yield words


def _licence(licence: etree._Element) -> Licence:
    """A licence with all its words, also those of notes; an address alone is no words."""
    words = " ".join(all_text(licence).split()) if licence.find(f".//{_T}note") is not None else ""
    words = words or plain(licence)
    if _ADDRESS.fullmatch(words):
        return named_licence(_address(licence) or words)
    return named_licence(_address(licence), words)


def _address(licence: etree._Element) -> str:
    target = licence.get("target", "").strip()
    return target or next(_targets(licence), "")


def _targets(element: etree._Element) -> Iterator[str]:
    for reference in element.iter(f"{_T}ref", f"{_T}ptr"):
        target = reference.get("target", "").strip() or plain(reference)
        if target.startswith(("http://", "https://")):
            yield target
