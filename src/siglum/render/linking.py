"""A prepared unit -> the same unit whose pointers, pictures and sigla lead where they should.

Links are decided for one page: `s:href` is relative to it, `s:text` is what a bare pointer
shows, `s:src` a picture's address. A pointer that leads nowhere leaves plain words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from lxml import etree

from siglum.apparatus.entries import APP, reading_text
from siglum.apparatus.segments import SEG
from siglum.apparatus.spines import QUOTED
from siglum.edition import Document
from siglum.exchange.embedded import EMBEDDED, address_of
from siglum.exchange.registers import POINTS
from siglum.metadata.authorities import authority
from siglum.render.mentions import Mentions
from siglum.render.urls import (
    Pointers,
    Target,
    address,
    document_page,
    fragment,
    in_book,
    picture_address,
    relative,
    safe_url,
)
from siglum.source.header import plain
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import names

_T = f"{{{TEI}}}"
HREF, TEXT, SRC, BY, NAME = (f"{{{NORMAL}}}{n}" for n in ("href", "text", "src", "by", "name"))
WHEN, FACTS, WHO = (f"{{{NORMAL}}}{n}" for n in ("when", "facts", "who"))

_POINTING = ("target", "ref", "corresp", "sameAs")
_LINKED = names(
    "ref ptr persName placeName orgName name rs geogName settlement country region objectName"
    " eventName title author editor bibl term date"
)
_DATED = names("date birth death floruit event origDate time change")
_TURNS = names("pb cb")
_BARE = names("ptr ref")
_IDNO, _RELATION = f"{_T}idno", f"{_T}relation"
_SPEAKER, _ROLE = f"{_T}speaker", f"{_T}role"
_SPOKEN = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]+")
_SAYING = names("u annotationBlock")
_GAIJI, _HAND_SHIFT = f"{_T}g", f"{_T}handShift"
_TEI_FILE = re.compile(r"https?://[^?#]+/([^/?#]+\.xml(?:#[^#]+)?)$")


class Linker:
    """Links the units of an edition for the web or for the book."""

    def __init__(
        self, pointers: Pointers, mentions: Mentions, web: bool, table: Mapping[str, str]
    ) -> None:
        self._pointers = pointers
        self._mentions = mentions
        self._web = web
        self._table = table

    def link(self, tree: etree._Element, document: Document, page: str) -> None:
        """Write the links of one unit of `document` that stands on `page` (from the site's top)."""
        here = {node.get(ID): node for node in tree.iter(APP)}
        labels = _Labels(tree)
        for element in tree.iter(etree.Element):
            tag = element.tag
            if tag == SEG and element.get("type") == "lemma":
                self._lemma(element, here, document, page)
                continue
            if tag in _LINKED:
                self._pointer(element, document, page, labels)
            elif tag == _IDNO:
                known = authority(plain(element), element.get("type", ""))
                if known is not None and known.uri:
                    element.set(HREF, known.uri)
            elif tag == _RELATION:
                self._relation(element, document, page)
            elif tag == _SPEAKER:
                self._person(element, _of_parent(element, ("who",)), document, page)
            elif tag == _ROLE:
                own = element.get("corresp", "") or element.get("sameAs", "")
                who = own or _of_parent(element, ("corresp", "sameAs"))
                self._person(element, who, document, page)
            elif tag in (f"{_T}graphic", f"{_T}media"):
                self._picture(element, document, page)
            elif tag == EMBEDDED:
                self._show(element, address_of(element), document, page)
            elif tag == _GAIJI and not len(element) and not element.text:
                element.set(TEXT, labels.character(element))
            elif tag == _HAND_SHIFT and (hand := element.get("new", "")):
                element.set(TEXT, " ".join(one.removeprefix("#") for one in hand.split()))
            elif tag in _SAYING and (who := element.get("who", "")):
                element.set(WHO, self._speakers(who.split(), document, labels))
            elif tag == APP:
                element.set(NAME, _entry_name(element, self._table))
            if tag in _DATED and (when := dates(element, self._table)):
                element.set(WHEN, when)
            if tag in _TURNS and (by := element.get("ed", "") or element.get("edRef", "")):
                element.set(BY, " ".join(token.removeprefix("#") for token in by.split()))

    def _lemma(
        self,
        element: etree._Element,
        here: dict[str | None, etree._Element],
        document: Document,
        page: str,
    ) -> None:
        entries = [name[1:] for name in element.get("corresp", "").split()]
        for name in reversed(entries):
            if name in here:
                element.set(HREF, f"#{fragment(name)}")
                return
        for name in reversed(entries):
            if name in document.ids:
                element.set(HREF, address(Target(document, name), page))
                return

    def _pointer(
        self, element: etree._Element, document: Document, page: str, labels: _Labels
    ) -> None:
        found = self._entry(element, document, page)
        found = found or self._first(element, document, page, labels)
        if not found and element.tag == f"{_T}ptr" and (reference := element.get("cRef")):
            element.set(TEXT, reference)
        if element.tag in _BARE:
            for token in element.get("target", "").split()[1:]:
                self._also(element, token, document, page, labels)

    def _first(
        self, element: etree._Element, document: Document, page: str, labels: _Labels
    ) -> bool:
        """Link to the first target of an element, by whatever attribute -> whether there is one."""
        for attribute in _POINTING:
            for token in element.get(attribute, "").split()[:1]:
                target = self._pointers.resolve(document, token)
                href = self._href(target, document, page)
                if href:
                    element.set(HREF, href)
                if element.tag == f"{_T}ptr":
                    said = element.get(QUOTED) or element.get("cRef")
                    element.set(TEXT, said or labels.of(token, target))
                if href:
                    return True
        return False

    def _also(
        self,
        element: etree._Element,
        token: str,
        document: Document,
        page: str,
        labels: _Labels,
    ) -> None:
        """Write another target of a pointer into it, for stylesheets."""
        name, href = self.person(document, page, token)
        if not href:
            target = self._pointers.resolve(document, token)
            name, href = labels.of(token, target), self._href(target, document, page)
        if href or element.tag == f"{_T}ptr":
            also = etree.SubElement(element, f"{{{NORMAL}}}also", {"name": name})
            if href:
                also.set("href", href)

    def _entry(self, element: etree._Element, document: Document, page: str) -> bool:
        """Link a name to the entry of a register that it points to, if there is one."""
        pointer = element.get(POINTS, "") or element.get("ref", "") or element.get("key", "")
        pointer = pointer or element.get("target", "") if element.tag in _BARE else pointer
        for token in pointer.split()[:1]:
            if (found := self._mentions.find(document, token)) is None:
                return False
            where, entry = found
            if not self._web:
                if entry.header:
                    return False
                element.set(HREF, in_book(where, entry.id, document))
            elif there := self._mentions.page(where, entry):
                element.set(HREF, relative(page, there))
            else:
                return False
            if element.tag == f"{_T}ptr":
                element.set(TEXT, element.get(QUOTED) or element.get("cRef") or entry.name)
            return True
        return False

    def person(self, document: Document, page: str, who: str) -> tuple[str, str]:
        """What a pointer to a person is called on `page`, and where it leads; perhaps nowhere."""
        if (found := self._mentions.find(document, who)) is None:
            return who.removeprefix("#"), ""
        where, entry = found
        if not self._web:
            return entry.name, "" if entry.header else in_book(where, entry.id, document)
        there = self._mentions.page(where, entry)
        return entry.name, relative(page, there) if there else ""

    def place(self, document: Document, page: str, pointer: str) -> tuple[str, str]:
        """The same for a pointer to a place in a text, which has no name."""
        return "", self._href(self._pointers.resolve(document, pointer), document, page)

    def _person(self, element: etree._Element, who: str, document: Document, page: str) -> None:
        """Link the name of a speaker or a role to who that is, if it is one alone."""
        if len(who.split()) == 1 and (href := self.person(document, page, who)[1]):
            element.set(HREF, href)

    def _relation(self, element: etree._Element, document: Document, page: str) -> None:
        """Write whom a relation ties to whom into it, as names and links for stylesheets."""
        for side in ("mutual", "active", "passive"):
            for token in element.get(side, "").split():
                part = etree.SubElement(element, f"{{{NORMAL}}}part", {"side": side})
                part.text = token.removeprefix("#")
                if self._mentions.find(document, token) is not None:
                    part.text, there = self.person(document, page, token)
                    if there:
                        part.set("href", there)
                elif (url := safe_url(token)).startswith(("http://", "https://")):
                    part.set("href", url)
        said = element.get("name", "") or element.get("ref", "") or element.get("type", "")
        said = said.rstrip("/#").replace("#", "/").rpartition("/")[2].rpartition(":")[2]
        element.set(TEXT, _SPOKEN.sub(" ", said).lower())

    def _speakers(self, who: list[str], document: Document, labels: _Labels) -> str:
        """What those are called who say something."""
        said = (labels.of(one, self._pointers.resolve(document, one)) for one in who)
        return ", ".join(one.removeprefix("#") for one in said)

    def _href(self, target: Target | None, document: Document, page: str) -> str:
        if target is None:
            return ""
        if self._web or target.document is None:
            return address(target, page)
        same = target.document.key == document.key
        return in_book(target.document, target.id, document) if target.id or not same else ""

    def _picture(self, element: etree._Element, document: Document, page: str) -> None:
        url = element.get("url", "").strip()
        if self._show(element, url, document, page):
            return
        if (safe := safe_url(url)).startswith(("http://", "https://")):
            element.set(HREF, safe)

    def _show(self, element: etree._Element, url: str, document: Document, page: str) -> bool:
        """Note where the file of a picture is, if there is one."""
        if inner := picture_address(document, url):
            if self._web:
                element.set(
                    SRC, relative(page, document_page(document, "").rstrip("/") + "/" + inner)
                )
            else:
                path = next(p.path for p in document.pictures if p.url == url)
                # from the top of the file system: what books may read is decided when they are set
                element.set(SRC, quote(path.as_posix().lstrip("/")))
            return True
        return False


def _of_parent(element: etree._Element, attributes: tuple[str, ...]) -> str:
    """The first of some attributes that the element around has."""
    parent = element.getparent()
    found = (parent.get(name, "") for name in attributes if parent is not None)
    return next((value for value in found if value), "")


class _Labels:
    """What pointers are called where the source gives no words for them."""

    def __init__(self, tree: etree._Element) -> None:
        self._tree = tree
        self._known: dict[str, etree._Element] | None = None

    def _find(self, name: str) -> etree._Element | None:
        if self._known is None:
            self._known = {n.get(ID, ""): n for n in self._tree.iter(etree.Element) if n.get(ID)}
        return self._known.get(name)

    def of(self, token: str, target: Target | None) -> str:
        """The text shown for a bare pointer."""
        if target is None or target.document is None:
            return _file_of(token) or token
        if not target.id:
            return target.document.title
        element = self._find(target.id)
        if element is None:
            return target.id
        for path in (f"{_T}head", f"{_T}persName", f"{_T}placeName", f"{_T}orgName", f"{_T}label"):
            found = element.find(path)
            if found is not None and (text := plain(found)):
                return text
        return element.get("n", "") or target.id

    def character(self, sign: etree._Element) -> str:
        """A described character that has no text: its mapping if known, else its name or type."""
        reference = sign.get("ref", "").removeprefix("#")
        element = self._find(reference) if reference else None
        mapping = element.find(f"{_T}mapping") if element is not None else None
        text = plain(mapping) if mapping is not None else ""
        return text or f"⟨{reference or sign.get('type', '')}⟩"


def _file_of(address: str) -> str:
    """The name of the TEI file that a web address leads to, with the place in it; else empty.

    The way to it says nothing to readers, and the link has it.
    """
    found = _TEI_FILE.match(address)
    return unquote(found[1]) if found else ""


def dates(element: etree._Element, table: Mapping[str, str]) -> str:
    """The date of `@when`, `@from`, `@to`, `@notBefore`, `@notAfter` in words."""
    if when := element.get("when", "") or element.get("when-iso", ""):
        return when
    first = element.get("from", "") or element.get("notBefore", "")
    last = element.get("to", "") or element.get("notAfter", "")
    if element.get("notBefore") and not last:
        return table["not_before"].format(date=first)
    if element.get("notAfter") and not first:
        return table["not_after"].format(date=last)
    return "–".join(part for part in (first, last) if part)


def _entry_name(app: etree._Element, table: Mapping[str, str]) -> str:
    """What a screen reader says of an entry: its lemma and its place."""
    base = next((node for node in app if node.get(f"{{{NORMAL}}}base")), None)
    words = reading_text(base) if base is not None else ""
    label = app.get(f"{{{NORMAL}}}label", "")
    what = table["variants_of"].format(words=words[:60]) if words else table["variants"]
    return f"{what}, {label} ({app.get(ID, '')})" if label else f"{what} ({app.get(ID, '')})"
