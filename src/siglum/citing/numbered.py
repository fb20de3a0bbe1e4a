"""The normal form of a text that declares no way to cite it -> passages by its numbers.

Divisions are cited by their `@n`, lines and paragraphs by the number in their margin, after those
of the divisions around unless the encoder numbered them through the whole text. What has no such
number, or shares it, is cited by its identifier, so that each reference leads to one place.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from siglum.citing.trees import Cited, Tree
from siglum.citing.xpaths import edited_words
from siglum.source.identity import ID, NTH
from siglum.source.namespaces import TEI
from siglum.source.numbering import NUMBER, goes_on
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"
_DIVISIONS: Final = names("div div1 div2 div3 div4 div5 div6 div7")
_VERSE: Final = f"{_T}l"
_STANZA: Final = f"{_T}lg"
_PARAGRAPHS: Final = names("p ab u")
_BESIDE: Final = names("note noteGrp witDetail figDesc standOff")
_APART: Final = names("front back")
_HOLDERS: Final = _DIVISIONS | _APART | {_STANZA}
_CITED: Final = _HOLDERS | _PARAGRAPHS | {_VERSE}
_UNIT: Final = {_VERSE: "line", _STANZA: "stanza"}
#: What stands in front and back matter has numbers that the text has too.
_UNNUMBERED: Final = "-"


def note_places(tei: etree._Element) -> None:
    """Note on each element of a source that may be cited which one it is, for its normal form."""
    for number, element in enumerate(tei.iter(etree.Element)):
        if element.tag in _CITED:
            element.set(NTH, str(number))


def numbered_tree(tei: etree._Element) -> Tree:
    """The tree of a normal form: divisions, numbered stanzas, lines and paragraphs."""
    tree = Tree()
    stack: list[tuple[Cited, str]] = []
    rows: dict[Cited | None, list[Cited]] = {}
    verse: etree._Element | None = None
    for text in tei.iterchildren(f"{_T}text"):
        for element in text.iter(*_HOLDERS, _VERSE, *_PARAGRAPHS):
            if not element.get(ID) or not _is_cited(element):
                continue
            if element.tag == _VERSE:
                before, verse = verse, element
                if before is not None and _is_part(element, before):
                    continue  # the verse is cited by its first part
            while stack and not _is_within(element, stack[-1][0].element):
                stack.pop()
            around, numbers = stack[-1] if stack else (None, "")
            reference = "" if numbers == _UNNUMBERED else _reference(element, numbers)
            if reference and around and reference == around.ref and element.tag in _PARAGRAPHS:
                continue  # all that a numbered division holds
            passage = Cited(reference, element, _unit(element))
            head = element.find(f"{_T}head") if element.tag in _HOLDERS else None
            passage.title = "" if head is None else edited_words(head)
            (tree.passages if around is None else around.inner).append(passage)
            rows.setdefault(around, []).append(passage)
            if element.tag in _APART:
                stack.append((passage, _UNNUMBERED))
            elif element.tag in _HOLDERS:
                stack.append((passage, reference or numbers))
    _settle(rows)
    return tree


def _settle(rows: dict[Cited | None, list[Cited]]) -> None:
    """Give each passage a reference of its own, as short as it can be.

    Lines and paragraphs that the encoder numbered through the whole text are cited by that number
    alone, and divisions of the same number give way. Where a number is not enough, those beside
    it are none.
    """
    leaves = [one for row in rows.values() for one in row if one.element.tag not in _HOLDERS]
    numbers = [one.element.get(NUMBER, "") for one in leaves if one.ref]
    given = all(one.element.get("n") for one in leaves if one.ref)
    running = given and len(set(numbers)) == len(numbers)
    if running:
        for leaf in leaves:
            leaf.ref = leaf.element.get(NUMBER, "") if leaf.ref else ""
        taken = set(numbers)
        for row in rows.values():
            for one in row:
                if one.element.tag in _HOLDERS and one.ref in taken:
                    one.ref = ""
    holders: dict[str, list[Cited | None]] = {}
    for around, row in rows.items():
        for one in row:
            holders.setdefault(one.ref, []).append(around)
    doubtful = {around for ref, some in holders.items() if ref and len(some) > 1 for around in some}
    ids = {one.element.get(ID, "") for row in rows.values() for one in row}
    for around, row in rows.items():
        for one in row:
            if not one.ref or around in doubtful or one.ref in ids:
                one.ref = one.element.get(ID, "")


def _is_cited(element: etree._Element) -> bool:
    if any(True for _ in element.iterancestors(*_BESIDE)):
        return False
    if element.tag == _STANZA:
        return bool(element.get("n"))
    return element.tag in _HOLDERS or bool(element.get(NUMBER))


def _is_part(verse: etree._Element, before: etree._Element) -> bool:
    """Whether a verse is a later part of the one before it, under the same number."""
    return goes_on(verse, before) and verse.get(NUMBER) == before.get(NUMBER)


def _is_within(element: etree._Element, around: etree._Element) -> bool:
    return any(up is around for up in element.iterancestors(around.tag))


def _number(element: etree._Element) -> str:
    number = " ".join(element.get("n", "").split())
    return "" if number.startswith("urn:") else number


def _reference(element: etree._Element, numbers: str) -> str:
    """The numbers of a passage and of what is around it; empty where it has none of its own."""
    if element.tag in _PARAGRAPHS:
        shown = element.get(NUMBER, "")
        if not _number(element):
            return shown  # it begins with the numbers of the divisions
        return f"{numbers}.{shown}" if numbers else shown
    if element.tag == _VERSE:
        shown = element.get(NUMBER, "")
        inside = next((up for up in element.iterancestors(_STANZA) if up.get("n")), None)
        if inside is not None and not _number(element):
            shown = shown.rpartition(".")[2]
        return f"{numbers}.{shown}" if numbers else shown
    number = "" if element.tag in _APART else _number(element)
    if not number:
        return ""
    return f"{numbers}.{number}" if numbers else number


def _unit(element: etree._Element) -> str:
    if element.tag in _APART:
        return str(etree.QName(element).localname)
    if element.tag in _DIVISIONS:
        kind = element.get("type", "")
        if kind in ("textpart", "") and element.get("subtype"):
            kind = element.get("subtype", "")
        return "" if kind == "textpart" else kind
    return _UNIT.get(str(element.tag), "paragraph")
