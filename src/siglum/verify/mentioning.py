"""A text, and where its letters are printed -> on which pages each entry of its registers is named.

Print tells after each entry of a register on which pages it is mentioned. Which these are is found
out here once more, from pointers and from where the words stand that have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.book import Row
from siglum.verify.tags import APP, HEADER, HOLDING, NOTES, RDG, RECORDS, XML_ID, T, tags

_SIGN = "→"
_WORKS = tags("bibl biblStruct biblFull")
_POINTING = ("ref", "key", "corresp", "sameAs", "ana", "target", "who", "active", "passive")
#: What surely mentions an entry: a name, a pointer in the text, whoever speaks.
_NAMES = tags("persName placeName orgName objectName name rs eventName")
_SURE = (("ref", _NAMES), ("key", _NAMES), ("target", tags("ptr ref")), ("who", tags("sp")))
_WITHIN = RECORDS | tags("listPerson listPlace listOrg listEvent listObject listBibl")


@dataclass(slots=True)
class Mentioned:
    """An entry of a register whose own words end at a letter of the text; what points to it."""

    element: etree._Element
    at: int
    #: Of each pointer, between which letters it stands, whether it is in a note, and surely told.
    places: list[tuple[int, int, bool, bool]] = field(default_factory=list)


def read_mentioned(
    root: etree._Element,
    begins: Mapping[etree._Element, int],
    ends: Mapping[etree._Element, int],
) -> list[Mentioned]:
    """The entries of the registers of a text, in its order."""
    found: list[Mentioned] = []
    known: dict[str, Mentioned] = {}
    for entry in root.iter(*RECORDS, *_WORKS):
        parent = entry.getparent()
        if entry not in ends or (
            entry.tag in _WORKS and (parent is None or parent.tag != T + "listBibl")
        ):
            continue
        within = next((child for child in entry if child.tag in _WITHIN and child in begins), None)
        one = Mentioned(entry, ends[entry] if within is None else begins[within])
        names = [entry.get(XML_ID, "").strip()]
        names += ["".join(all_text(idno).split()) for idno in entry.iterchildren(T + "idno")]
        for name in names:
            if name and name not in known:
                known[name] = one
        found.append(one)
    if not found:
        return []
    for element in root.iter(etree.Element):
        for attribute, token in _pointers(element):
            name = token.rpartition("#")[2]
            mentioned = known.get(token) or known.get(name) or known.get(name.rpartition(":")[2])
            if mentioned is None or mentioned.element is element:
                continue
            if any(up.tag == HEADER for up in element.iterancestors()):
                continue
            mentioned.places.append(_place(element, attribute, token, begins, ends))
    return found


def _pointers(element: etree._Element) -> Iterator[tuple[str, str]]:
    for attribute in _POINTING:
        if value := element.get(attribute):
            for token in value.split():
                yield attribute, token


def _place(
    element: etree._Element,
    attribute: str,
    token: str,
    begins: Mapping[etree._Element, int],
    ends: Mapping[etree._Element, int],
) -> tuple[int, int, bool, bool]:
    line = [element, *element.iterancestors()]
    aside = any(up.tag in NOTES or up.tag in (APP, RDG) for up in line)
    sure = any(attribute == name and element.tag in of for name, of in _SURE)
    sure = sure and token.startswith("#") and element in begins
    here = next((up for up in line if up in begins), line[-1])
    block = next((up for up in line if up in begins and up.tag in HOLDING), here)
    start = begins.get(block, 0)
    return start, ends.get(here, begins.get(here, start)), aside, sure


def without_pages(rows: list[Row], text: str) -> tuple[list[Row], dict[int, list[list[str]]]]:
    """Printed lines without the pages that entries tell, and those: behind how many letters.

    What `text` has itself stays.
    """
    kept: list[Row] = []
    told: dict[int, list[list[str]]] = {}
    letters = 0
    glyphs = [(row, n) for row in rows for n in range(len(row.glyphs))]
    taken: set[tuple[int, int]] = set()
    at = 0
    while at < len(glyphs):
        end, pages = _pages_at(glyphs, at)
        if pages and f"{_SIGN}{','.join(pages)}" not in text:
            told.setdefault(letters, []).append(pages)
            taken.update((id(row), n) for row, n in glyphs[at:end])
            at = end
            continue
        letters += 1
        at += 1
    for row in rows:
        left = [n for n in range(len(row.glyphs)) if (id(row), n) not in taken]
        if len(left) == len(row.glyphs):
            kept.append(row)
        elif left:
            spaces = {k for k, n in enumerate(left) if n in row.spaces}
            kept.append(replace(row, glyphs=[row.glyphs[n] for n in left], spaces=spaces))
    return kept, told


def _pages_at(glyphs: list[tuple[Row, int]], at: int) -> tuple[int, list[str]]:
    """The pages that are told from a letter on, and where they end."""
    if _letter(glyphs, at) != _SIGN:
        return at, []
    pages: list[str] = []
    at += 1
    while _letter(glyphs, at).isdecimal():
        end = at + 1
        while _letter(glyphs, end).isdecimal() and glyphs[end][1] not in {
            0,
            *glyphs[end][0].spaces,
        }:
            end += 1
        pages.append("".join(row.glyphs[n].letter for row, n in glyphs[at:end]))
        at = end
        if _letter(glyphs, at) != ",":
            break
        at += 1
    return at, pages


def _letter(glyphs: list[tuple[Row, int]], at: int) -> str:
    if at >= len(glyphs):
        return ""
    row, n = glyphs[at]
    return row.glyphs[n].letter


def wrong_pages(
    one: Mentioned, pages: list[str], page_of: Callable[[int], int], called: Mapping[int, str]
) -> tuple[list[str], list[str]]:
    """The pages that an entry lacks, and those on which nothing mentions it.

    `page_of` tells on which page a letter is printed, `called` how pages are numbered.
    """
    may: set[str] = set()
    missing: set[int] = set()
    for first, last, aside, sure in one.places:
        # a note is called behind the letter before it, which may be the last of a page
        low, high = page_of(first - (aside and first > 0)), page_of(max(first, last - 1))
        around = range(low, max(low, high) + 1 + aside)
        names = {called.get(page, str(page)) for page in around}
        may |= names
        if sure and low and names.isdisjoint(pages):
            missing.add(high)
    lacks = [called.get(page, str(page)) for page in sorted(missing)]
    return lacks, [page for n, page in enumerate(pages) if page not in may or page in pages[:n]]
