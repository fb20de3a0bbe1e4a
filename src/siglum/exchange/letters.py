"""The correspDesc elements of a header -> letters: who wrote to whom, where and when.

TEI Guidelines 2.4.6. Tolerant: ends without a name, names within names, dates of any standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.metadata.dates import dated, w3c_date
from siglum.source.header import plain
from siglum.source.namespaces import TEI
from siglum.source.prefixes import Prefixes, read_prefixes
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"
_PEOPLE: Final = names("persName orgName name rs")
_PLACES: Final = names("placeName settlement")
_POINTING: Final = names("ref ptr")
_BEFORE: Final = re.compile(r"\b(?:prev|previous|preceding|earlier)(?:\b|_)")
_AFTER: Final = re.compile(r"\b(?:next|following|later)(?:\b|_)")
_DATING: Final = ("when", "from", "to", "notBefore", "notAfter")


@dataclass(frozen=True, slots=True)
class Named:
    """A person, a body or a place: words, where pointers lead, how sure it is.

    `kind` is person, org or place. `doubtful` says that the encoder is not certain, `inferred`
    that the source itself does not say it.
    """

    words: str
    kind: str
    pointers: tuple[str, ...] = ()
    doubtful: bool = False
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """One end of a letter. `dates` are the attributes of its date, in the form of W3C-DTF."""

    people: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    dates: tuple[tuple[str, str], ...] = ()
    date: str = ""  # in words
    doubtful: bool = False  # the date
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Beside:
    """The letter before or after one, as the encoder names it: where it is, and its words."""

    before: bool
    pointer: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One act of correspondence: how it was sent and received, and the letters beside it."""

    sent: End
    received: End
    beside: tuple[Beside, ...] = ()

    @property
    def start(self) -> str:
        """The day, month or year before which it was not written, else received; or empty."""
        for end in (self.sent, self.received):
            dates = dict(end.dates)
            for name in ("when", "from", "notBefore", "to", "notAfter"):
                if name in dates:
                    return dates[name]
        return ""


def read_letters(tei: etree._Element) -> tuple[Letter, ...]:
    """The letters that the header of `tei` describes."""
    described = tei.iterfind(f"{_T}teiHeader/{_T}profileDesc/{_T}correspDesc")
    prefixes: Prefixes | None = None
    letters = []
    for description in described:
        prefixes = prefixes or read_prefixes(tei)
        letters.append(
            Letter(
                _end(description, "sent", prefixes),
                _end(description, "received", prefixes),
                tuple(_beside(description, prefixes)),
            )
        )
    return tuple(letters)


def have_calendar(letters: Iterable[Letter]) -> bool:
    """Whether there are enough letters with a date for a calendar."""
    return sum(1 for letter in letters if letter.start) > 1


def _beside(description: etree._Element, prefixes: Prefixes) -> Iterable[Beside]:
    """What `correspContext` says of the letters before and after this one."""
    for context in description.iterchildren(f"{_T}correspContext"):
        for pointer in context.iter(*_POINTING):
            kind = f"{pointer.get('type', '')} {pointer.get('subtype', '')}".lower()
            before = _BEFORE.search(kind)
            if not before and not _AFTER.search(kind):
                continue
            target = next(iter(pointer.get("target", "").split()), "")
            yield Beside(bool(before), prefixes.expand(target) or target, plain(pointer))


def _end(description: etree._Element, kind: str, prefixes: Prefixes) -> End:
    actions = [
        action
        for action in description.iterchildren(f"{_T}correspAction")
        if action.get("type", "").strip() == kind
    ]
    people = [named for action in actions for named in _named(action, _PEOPLE, prefixes)]
    places = [named for action in actions for named in _named(action, _PLACES, prefixes)]
    for action in actions:
        for date in action.iter(f"{_T}date"):
            found = _dating(date)
            words = plain(date)
            if found or words:
                return End(
                    tuple(people), tuple(places), found, words, _doubtful(date), _inferred(date)
                )
    return End(tuple(people), tuple(places))


def _named(action: etree._Element, tags: Iterable[str], prefixes: Prefixes) -> Iterable[Named]:
    for element in action.iter(*tags):
        if any(up.tag in _PEOPLE or up.tag in _PLACES for up in _between(element, action)):
            continue  # a part of a name
        if element.tag == f"{_T}rs" and element.get("type", "person") == "place":
            continue
        words = plain(element)
        pointers = tuple(dict.fromkeys(_pointers(element, prefixes)))
        if words or pointers:
            yield Named(words, _kind(element), pointers, _doubtful(element), _inferred(element))


def _between(element: etree._Element, action: etree._Element) -> Iterable[etree._Element]:
    for up in element.iterancestors():
        if up is action:
            return
        yield up


def _pointers(element: etree._Element, prefixes: Prefixes) -> Iterable[str]:
    """The pointers of a name, or of the names within it."""
    for one in element.iter(etree.Element):
        for attribute in ("ref", "key", "sameAs", "corresp"):
            for token in one.get(attribute, "").split():
                yield prefixes.expand(token) or token


def _kind(element: etree._Element) -> str:
    if element.tag in _PLACES:
        return "place"
    inner = element.find(f"{_T}rs")
    kinds = {element.get("type", ""), "" if inner is None else inner.get("type", "")}
    return "org" if element.tag == f"{_T}orgName" or kinds & {"org", "organization"} else "person"


def _doubtful(element: etree._Element) -> bool:
    return element.get("cert", "") in ("low", "medium", "unknown")


def _inferred(element: etree._Element) -> bool:
    return element.get("evidence", "") in ("conjecture", "external")


def _dating(date: etree._Element) -> tuple[tuple[str, str], ...]:
    """The dating attributes that hold for a date; of a span within one day, the day."""
    found = {}
    for name in _DATING:
        for attribute in (name, f"{name}-iso", f"{name}-custom"):
            if value := w3c_date(date.get(attribute, "")):
                found[name] = value
                break
    if "when" in found:
        return (("when", found["when"]),)
    for first, last in (("from", "to"), ("notBefore", "notAfter")):
        if found.get(first) and found.get(first) == found.get(last):
            return (("when", found[first]),)
    if not found:
        when = dated(date)
        if when.start:
            found = {"from": when.start, "to": when.end} if when.end else {"when": when.start}
    return tuple(found.items())
