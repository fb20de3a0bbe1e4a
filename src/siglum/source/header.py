"""A teiHeader -> Metadata: what title pages, citations and records say about a document."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_LANG
from siglum.source.trees import find_elements, find_values


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms of use: the address of the licence (or empty) and its wording."""

    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a header says; each field is empty where it says nothing."""

    title: str = ""
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    language: str = ""
    licence: Licence = Licence()
    identifiers: tuple[str, ...] = ()
    abstract: str = ""
    source: str = ""


def read_metadata(tei: etree._Element) -> Metadata:
    """The metadata of one `<TEI>` element (TEI Guidelines, chapter 2).

    Tolerant: any part may be missing, repeated or empty.
    """
    header = tei.find(f"{{{TEI}}}teiHeader")
    if header is None:
        return Metadata(language=_language(tei))
    title, subtitle = _titles(header)
    return Metadata(
        title=title,
        subtitle=subtitle,
        authors=_texts(header, "t:fileDesc/t:titleStmt/t:author"),
        editors=_texts(
            header,
            "t:fileDesc/t:titleStmt/t:editor | t:fileDesc/t:titleStmt/t:principal"
            " | t:fileDesc/t:titleStmt/t:respStmt/t:persName",
        ),
        publisher=_first(
            header,
            "t:fileDesc/t:publicationStmt/t:publisher",
            "t:fileDesc/t:publicationStmt/t:authority",
            "t:fileDesc/t:publicationStmt/t:distributor",
        ),
        date=_date(header),
        language=_language(tei),
        licence=_licence(header),
        identifiers=_texts(header, "t:fileDesc/t:publicationStmt//t:idno"),
        abstract=_first(
            header,
            "t:profileDesc/t:abstract",
            "t:fileDesc/t:notesStmt/t:note[@type='abstract']",
        ),
        source=_first(header, "t:fileDesc/t:sourceDesc/*[not(self::t:listWit)]"),
    )


def plain(element: etree._Element) -> str:
    """The text of `element` in one line, without the notes inside it."""
    words: list[str] = []

    def read(node: etree._Element) -> None:
        words.append(node.text or "")
        for child in node:
            if child.tag not in (f"{{{TEI}}}note", etree.Comment, etree.PI):
                read(child)
            words.append(child.tail or "")

    read(element)
    return " ".join("".join(words).split())


def _find(header: etree._Element, path: str) -> list[etree._Element]:
    return find_elements(header, path)


def _texts(header: etree._Element, path: str) -> tuple[str, ...]:
    words = []
    for node in _find(header, path):
        name = node.find(f"{{{TEI}}}persName")
        words.append(plain(name if name is not None and plain(name) else node))
    return tuple(dict.fromkeys(word for word in words if word))


def _first(header: etree._Element, *paths: str) -> str:
    for path in paths:
        for node in _find(header, path):
            if text := plain(node):
                return text
    return ""


def _titles(header: etree._Element) -> tuple[str, str]:
    titles = [
        (node.get("type", ""), text)
        for node in _find(header, "t:fileDesc/t:titleStmt/t:title")
        if (text := plain(node))
    ]
    main = [text for kind, text in titles if kind in ("main", "full")]
    sub = [text for kind, text in titles if kind.startswith("sub")]
    rest = [text for kind, text in titles if not kind.startswith("sub")]
    title = (main or rest or sub or [""])[0]
    return title, ". ".join(text for text in sub if text != title)


def _date(header: etree._Element) -> str:
    for path in ("t:publicationStmt//t:date", "t:editionStmt//t:date"):
        for node in _find(header, f"t:fileDesc/{path}"):
            if when := node.get("when") or plain(node):
                return when
    return ""


def _language(tei: etree._Element) -> str:
    return language_tag(_written_language(tei))


def _written_language(tei: etree._Element) -> str:
    for path in ("t:text/@xml:lang", "@xml:lang", "t:text/t:body/@xml:lang"):
        if found := find_values(tei, path):
            return found[0]
    named = find_values(tei, "t:teiHeader/t:profileDesc/t:langUsage/t:language/@ident")
    header = tei.find(f"{{{TEI}}}teiHeader")
    if len(named) == 1:
        return named[0]
    return "" if header is None else header.get(XML_LANG, "")


def _licence(header: etree._Element) -> Licence:
    here = _find(header, "t:fileDesc/t:publicationStmt//t:availability")
    for availability in here:
        for licence in availability.iter(f"{{{TEI}}}licence"):
            return Licence(licence.get("target", "") or _link(licence), plain(licence))
        return Licence(_link(availability), plain(availability))
    return Licence()


def _link(element: etree._Element) -> str:
    for reference in element.iter(f"{{{TEI}}}ref", f"{{{TEI}}}ptr"):
        if target := reference.get("target", ""):
            return target
    return ""
