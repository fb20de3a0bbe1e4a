"""Quotations in the running text -> entries like any other, which tell where they come from.

The usual encodings (TEI Guidelines 3.3.3, 3.12): `<cit>` with what is quoted and a `<bibl>`, a
quotation with `@source`, a `<ref cRef>` within a quotation or beside it. What is quoted stays in
the text as a lemma; a `<bibl>` beside it, and a reference that has no words of its own, go to the
entry.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, LEM
from siglum.source.identity import ID
from siglum.source.namespaces import TEI
from siglum.source.spaces import remove_keeping_tail
from siglum.source.vocabulary import names

#: The type of these entries: no word that an encoder can write.
QUOTED: Final = "@quotation"
_T: Final = f"{{{TEI}}}"
_CIT, _NOTE, _REF = f"{_T}cit", f"{_T}note", f"{_T}ref"
_QUOTES = names("quote q said seg")
#: What may be quoted within a `<cit>`.
_CITED = names("quote q said seg ref lg l p ab")
_WORKS = names("bibl biblStruct biblFull")
_MARKS = names("lacunaStart lacunaEnd witStart witEnd")
_ASIDE = names(
    "note noteGrp rdg witDetail figDesc teiHeader standOff listBibl bibl listWit entry entryFree"
)


def make_entries_of_quotations(tree: etree._Element, name: Callable[[str], str]) -> None:
    """Turn the quotations of the running text of `tree` into entries, in place.

    `name` tells what a source is called that a pointer leads to. What stands in a note, a reading
    or an entry of a dictionary is no quotation of the text.
    """
    taken = {one.get(ID, "") for one in tree.iter(etree.Element)}
    counts: Counter[str] = Counter()
    for quote in list(tree.iter(*_QUOTES, *_CITED)):
        if not _is_quoted(quote) or next(quote.iterancestors(*_ASIDE), None) is not None:
            continue
        cit = quote.getparent()
        if notes := list(_sources(quote, name)):
            if cit is not None and cit.tag == _CIT:
                _trim(cit)
            around = next((up.get(ID, "") for up in quote.iterancestors() if up.get(ID)), "")
            own = quote.get(ID, "") or around
            identifier = f"{own}.source".strip(".")
            while identifier in taken:
                counts[own] += 1
                identifier = f"{own}.source{counts[own]}".strip(".")
            taken.add(identifier)
            _enter(quote, notes, identifier)


def tell_quotations(apps: Iterable[etree._Element]) -> None:
    """Leave in these entries no mark of who is there: such marks stand in the text."""
    for app in apps:
        if app.get("type") == QUOTED:
            for mark in list(app.iter(*_MARKS)):
                remove_keeping_tail(mark)


def _is_quoted(node: etree._Element) -> bool:
    """Whether it is quoted, and not the reference of what is, or a part of it."""
    if not any(text.strip() for text in node.itertext()):
        return False
    around = node.getparent()
    if around is not None and around.tag == _CIT:
        return next(_quoted_in(around), None) is node
    return node.tag in _QUOTES


def _quoted_in(cit: etree._Element) -> Iterator[etree._Element]:
    """What is quoted in a `<cit>`, quotations first."""
    some = [one for one in cit.iterchildren(*_CITED) if any(t.strip() for t in one.itertext())]
    yield from (one for one in some if one.tag != _REF)
    yield from (one for one in some if one.tag == _REF)


def _sources(quote: etree._Element, name: Callable[[str], str]) -> Iterator[etree._Element]:
    """The notes of its entry: what is said of where it comes from, taken from its place."""
    cit = quote.getparent()
    inside = cit is not None and cit.tag == _CIT
    for holder in (quote, cit) if inside and cit is not None else (quote,):
        for token in holder.get("source", "").split():
            note = etree.Element(_NOTE)
            etree.SubElement(note, _REF, {"target": token}).text = name(token)
            yield note
    for ref in [one for one in quote.iter(_REF) if one is not quote and one.get("cRef")]:
        if next(ref.iterancestors(*_QUOTES, _CIT)) is quote:
            yield _told(ref)
    if quote.tag == _REF and quote.get("cRef"):
        yield _told(quote)
    beside = list(cit) if inside and cit is not None else [quote.getnext()]
    for one in beside:
        if one is None or one is quote:
            continue
        if one.tag == _REF and one.get("cRef") and (inside or _follows(quote)):
            yield _told(one)
        elif inside and one.tag in _WORKS and any(text.strip() for text in one.itertext()):
            note = etree.Element(_NOTE)
            remove_keeping_tail(one)
            note.append(one)
            yield note


def _follows(quote: etree._Element) -> bool:
    """Whether nothing but spaces stands between a quotation and the reference after it."""
    return not (quote.tail or "").strip()


def _told(ref: etree._Element) -> etree._Element:
    """The note of a reference: without words of its own it goes there, else it is told again."""
    note = etree.Element(_NOTE)
    bare = not any(text.strip() for text in ref.itertext())
    given = {key: ref.get(key, "") for key in ("cRef", "decls", "target") if ref.get(key)}
    etree.SubElement(note, _REF, given).text = ref.get("cRef", "")
    if bare:
        remove_keeping_tail(ref)
    return note


def _trim(cit: etree._Element) -> None:
    """Take away the white space that parted what went to the entry."""
    if not (cit.text or "").strip():
        cit.text = None
    if len(cit) and not (cit[-1].tail or "").strip():
        cit[-1].tail = None
        if not (cit.tail or "")[:1].isalnum():  # else it parts two words
            _strip_end(cit)


def _strip_end(node: etree._Element) -> None:
    """Take away the white space at the end of an element, and of what it ends with."""
    while len(node):
        last = node[-1]
        last.tail = (last.tail or "").rstrip() or None
        if last.tail or last.tag == APP:
            return
        node = last
    node.text = (node.text or "").rstrip() or None


def _enter(quote: etree._Element, notes: list[etree._Element], identifier: str) -> None:
    """Make what a quotation holds the lemma of an entry with these notes."""
    app = etree.Element(APP, {"type": QUOTED, ID: identifier})
    lemma = etree.SubElement(app, LEM)
    lemma.text, quote.text = quote.text, None
    lemma.extend(list(quote))
    app.extend(notes)
    quote.append(app)
