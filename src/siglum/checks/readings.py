"""A document's readings -> findings: who reads them, what they say, and in which order.

What is a habit of the whole document (readings without witnesses, empty readings) is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from lxml import etree

from siglum.apparatus.entries import GROUP, LEM, RDG, Reading
from siglum.apparatus.witnesses import Conspectus
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed, short
from siglum.documents import SourceDocument
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.vocabulary import names

_T = f"{{{TEI}}}"
_WITNESS = f"{_T}witness"
#: Whoever has one of these is answerable for the reading (TEI Guidelines 13.1.2).
_ATTRIBUTED = ("wit", "source", "resp", "hand", "ed", "edRef", "decls")
#: A reading that differs from the lemma in one of these says something although it reads alike.
_TELLING = ("type", "cause", "hand", "varSeq", "ana", "rend", "rendition", "style", XML_LANG)
#: What explains why nothing is read.
_EXPLAINING = ("type", "cause", "ana", "copyOf", "sameAs", "corresp", "facs", "next", "prev")
_OMISSION = re.compile(
    r"(om|omi|omis+i[oó]n|omissions?|omitted|omits?|omittit|omisit)\.?", re.IGNORECASE
)
#: Marks of nobody are told by themselves.
_MARKS = names("lacunaStart lacunaEnd witStart witEnd")
#: A conjecture of nobody is that of the editors.
_CONJECTURE = re.compile("conj|emend|corr", re.IGNORECASE)


def check_readings(survey: Survey) -> Iterator[Finding]:
    """Findings `rdg.…` and `lem.…` of one document (TEI Guidelines 13.1.1 and 13.1.2)."""
    document = survey.document
    same: list[tuple[Reading, Reading]] = []
    empty: list[Reading] = []
    for entry in document.entries:
        readings = list(entry.all_readings())
        lemma = next((reading for reading in readings if reading.lemma), None)
        numbered = []
        for reading in readings:
            attributes = reading.element.attrib
            if "varSeq" in attributes:
                numbered.append(reading)
            if reading.lemma:
                continue
            if not reading.text:
                empty.append(reading)
            else:
                if lemma is not None and _reads_like(document.conspectus, reading, lemma):
                    same.append((reading, lemma))
                if "type" in attributes or "cause" in attributes:
                    yield from _omission(document, reading, lemma)
        if numbered:
            yield from _sequence(document, numbered)
    for element, _ in survey.bearers.get("hand", ()):
        if element.tag in (LEM, RDG):
            yield from _hand(survey, element)
    yield from _attribution(survey)
    yield from _same_as_lemma(document, same)
    yield from _empty(document, empty)


# --- what is read -----------------------------------------------------------------------------


def _reads_like(conspectus: Conspectus, reading: Reading, lemma: Reading) -> bool:
    """Whether two readings have the same words, markup and description."""
    one, other = reading.text, lemma.text
    if one != other and (one.isascii() or normalize("NFC", one) != normalize("NFC", other)):
        return False
    if any(reading.element.get(name) != lemma.element.get(name) for name in _TELLING):
        return False
    if any(_is_hand(conspectus, key) for key in reading.witnesses):
        return False  # a second hand may come back to what the others read
    return any(map(str.isalnum, one)) and _shape(reading.element) == _shape(lemma.element)


def _is_hand(conspectus: Conspectus, key: str) -> bool:
    parent = conspectus.witnesses.get(conspectus.witnesses[key].parent)
    return parent is not None and parent.kind == "witness"


def _same_as_lemma(
    document: SourceDocument, same: list[tuple[Reading, Reading]]
) -> Iterator[Finding]:
    # A collation may say once what it compares with, and again who has that
    again = [pair for pair in same if not is_attributed(pair[1].element)]
    habit = 2 * len(again) > len(document.entries)
    for reading, lemma in same:
        if habit and not is_attributed(lemma.element):
            continue
        told = f"the reading {short(reading.text)} is the same as the lemma"
        hint = "correct one of them, or add the sigla to those of the lemma"
        if reading.text != lemma.text:
            told += "; they differ only in how accents are stored"
            hint = "write both in Unicode's composed form (NFC), then take out the reading"
        yield found("rdg.same-as-lem", document.tree.place(reading.element), told, hint)


def _shape(element: etree._Element) -> list[tuple[str, list[tuple[str, str]], int]]:
    """The elements inside a reading: their attributes, ids apart, and how many letters follow."""
    shape = []
    letters = 0
    for inner in reversed(list(element.iterdescendants(etree.Element))):
        letters += len("".join((inner.tail or "").split()))
        attributes = sorted((str(k), str(value)) for k, value in inner.items() if k != XML_ID)
        shape.append((str(inner.tag), attributes, letters))
        letters += len("".join((inner.text or "").split()))
    return shape


def _omission(
    document: SourceDocument, reading: Reading, lemma: Reading | None
) -> Iterator[Finding]:
    """A reading called an omission has no words, or some of the lemma's words in their order."""
    name = next(
        (n for n in ("type", "cause") if _OMISSION.fullmatch(reading.element.get(n, ""))), ""
    )
    if not name or (lemma is not None and _is_part(reading.text, lemma.text)):
        return
    told = (
        f'this reading is called "{reading.element.get(name)}" and has the text '
        f"{short(reading.text)}"
    )
    hint = f"take out the text if the words are missing in the witness, or correct @{name}"
    yield found("rdg.omission-with-text", document.tree.place(reading.element, name), told, hint)


def _is_part(text: str, whole: str) -> bool:
    """Whether `text` is `whole` with something left out."""
    rest = iter(whole.casefold())
    return len(text) < len(whole) and all(letter in rest for letter in text.casefold())


def _empty(document: SourceDocument, empty: list[Reading]) -> Iterator[Finding]:
    """Readings with nothing in them and nothing that says why."""
    bare = []
    typed = 0
    for element in (reading.element for reading in empty):
        if any(name in element.attrib for name in _EXPLAINING) or _group_type(element):
            typed += 1
        elif not len(element):
            bare.append(element)
    if not bare:
        return
    told = f"this reading is empty and does not say why{elsewhere(len(bare))}"
    if typed:
        told += f"; {typed} other{'s' * (typed > 1)} of this document do"
    hint = 'an omission is <rdg type="omission"/>; where the witness is damaged, write <gap/>'
    yield found("rdg.empty-untyped", document.tree.place(bare[0]), told, hint)


def _group_type(element: etree._Element) -> str | None:
    group = element.getparent()
    return group.get("type") if group is not None and group.tag == GROUP else None


# --- who reads it -----------------------------------------------------------------------------


def _attribution(survey: Survey) -> Iterator[Finding]:
    """Readings, and lemmata where that is not the custom, that nobody is said to have."""
    place = survey.document.tree.place
    bare: dict[str, list[etree._Element]] = {}
    for name in ("rdg", "lem"):
        for element in survey.named.get(name, ()):
            if not is_attributed(element) and (not len(element) or element[0].tag not in _MARKS):
                bare.setdefault(name, []).append(element)
    if readings := bare.get("rdg"):
        hint = 'add @wit with its sigla, or @resp or @source: <rdg wit="#A">'
        told = "this reading has no witness, source or editor"
        if 2 * len(readings) > len(survey.named["rdg"]):
            told += elsewhere(len(readings))
            readings = readings[:1]
        for element in readings:
            yield found("rdg.no-wit-source-resp", place(element), told, hint)
    lemmata = bare.get("lem", [])
    if lemmata and 4 * len(lemmata) <= len(survey.named["lem"]):
        told = f"the lemma has no witness, source or editor{elsewhere(len(lemmata))}; others have"
        hint = "add @wit, or @resp or @source where it is a conjecture"
        yield found("lem.unattributed", place(lemmata[0]), told, hint)


def is_attributed(element: etree._Element) -> bool:
    """Whether a reading says whose it is."""
    if any(name in element.attrib for name in _ATTRIBUTED):
        return True
    if _CONJECTURE.match(element.get("type", "")):
        return True
    beside = element.getnext()
    if beside is not None and beside.tag == f"{_T}wit":
        return True
    around = element.getparent()
    if around is not None and around.tag == GROUP:
        return any(name in around.attrib for name in _ATTRIBUTED) or is_attributed(around)
    return False


def _hand(survey: Survey, element: etree._Element) -> Iterator[Finding]:
    """A hand belongs to one witness (TEI Guidelines 13.1.2)."""
    document = survey.document
    cited = list(
        dict.fromkeys(document.conspectus.resolve(w).key for w in element.get("wit", "").split())
    )
    sigla = [document.conspectus.witnesses[key].siglum for key in cited]
    place = document.tree.place
    if len(cited) > 1:
        told = f'@hand "{element.get("hand")}" stands beside several witnesses: {listed(sigla)}'
        hint = "give that witness a reading of its own, or tell its hand in a <witDetail>"
        yield found("rdg.hand-with-several-witnesses", place(element, "hand"), told, hint)
    elif cited:
        for token in dict.fromkeys(element.get("hand", "").split()):
            hand = survey.ids.get(token.removeprefix("#"))
            if hand is None:
                continue
            owners = _owners(hand)
            if owners and not _is_of(document.conspectus, cited[0], owners):
                owner = document.conspectus.witnesses[owners[0]].siglum
                told = f'the hand "{token}" belongs to witness "{owner}", not to "{sigla[0]}"'
                hint = "correct @hand or @wit"
                yield found("rdg.hand-of-other-witness", place(element, "hand"), told, hint)


def _owners(hand: etree._Element) -> list[str]:
    """The ids of the witnesses in whose description a hand is declared, the nearest first."""
    return [
        identifier.strip()
        for witness in hand.iterancestors(_WITNESS)
        if (identifier := witness.get(XML_ID))
    ]


def _is_of(conspectus: Conspectus, cited: str, owners: list[str]) -> bool:
    """Whether `cited` is an owner of the hand, its group, or a witness within it."""
    if cited in conspectus.readers(tuple(owners), frozenset()):
        return True
    return not set(owners).isdisjoint(conspectus.readers((cited,), frozenset()))


# --- in which order ---------------------------------------------------------------------------


def _sequence(document: SourceDocument, readings: list[Reading]) -> Iterator[Finding]:
    """@varSeq: one number for one reading of a witness, and none left out between two."""
    numbered = [
        (int(value), reading)
        for reading in readings
        if (value := reading.element.get("varSeq", "").strip()).isdecimal() and len(value) < 9
    ]
    if not numbered:
        return
    seen: dict[tuple[int, str], Reading] = {}
    for number, reading in numbered:
        for key in reading.witnesses:
            if (number, key) in seen:
                siglum = document.conspectus.witnesses[key].siglum
                told = (
                    f'witness "{siglum}" has two readings with varSeq="{number}": '
                    f"{short(seen[number, key].text)} and {short(reading.text)}"
                )
                hint = "number the readings of a witness in the order in which they arose"
                place = document.tree.place(reading.element, "varSeq")
                yield found("rdg.var-seq-duplicate", place, told, hint)
                break
            seen[number, key] = reading
    numbers = sorted({number for number, _ in numbered})
    # Where only 2 stands, the lemma is meant to be the first
    for before, number in zip([min(1, numbers[0]), *numbers], numbers, strict=False):
        if number > before + 1:
            first = next(reading for n, reading in numbered if n == number)
            told = f'varSeq="{number}" follows "{before}"; nothing comes between them'
            if number == numbers[0]:
                told = f'varSeq="{number}" is the lowest number in this entry'
            hint = "number the readings from 1 on, or add the one that is missing"
            place = document.tree.place(first.element, "varSeq")
            yield found("rdg.var-seq-gap", place, told, hint)
            break
