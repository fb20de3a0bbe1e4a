"""The pointers of a document -> those that lead nowhere, to the wrong thing, or may not be.

One pointer is told once, however many places have it; and where many different ones lead
nowhere, because a register is not at hand, they are told together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from siglum.checks.files import FileIds
from siglum.checks.guessing import Guesser
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed
from siglum.findings import Finding, Severity, found
from siglum.source.namespaces import TEI
from siglum.source.prefixes import Prefixes, read_prefixes, scheme_of
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"

#: Attributes that hold pointers, with the code of one that leads nowhere. @wit, and @from and @to
#: of entries, are looked at by the checks of witnesses and entries.
POINTERS: Final[dict[str, str]] = {
    **dict.fromkeys(
        "target ref corresp ana who next prev sameAs copyOf decls synch edRef scribeRef toWhom "
        "perf active passive mutual parent replyTo select exclude require scheme nymRef since "
        "start end from to".split(),
        "ptr.dangling",
    ),
    "facs": "facs.zone-dangling",
    "hand": "hand.undeclared",
    "resp": "resp.undeclared",
    "source": "resp.source-undeclared",
    "change": "change.undeclared",
    "rendition": "rendition.dangling",
    "spanTo": "span.dangling",
}
#: Attributes that are pointers on some elements only: others have dates, numbers and labels there.
_BEARERS: Final[dict[str, frozenset[str]]] = {
    **dict.fromkeys(("from", "to"), names("span arc")),
    **dict.fromkeys(
        ("start", "end"), names("zone surface u when shift vocal kinesic incident pause")
    ),
    "scheme": names("keywords classCode catRef locus locusGrp"),
}

_SAID: Final = {
    "ptr.dangling": "which no element has as its xml:id",
    "facs.zone-dangling": "which no surface or zone has as its xml:id",
    "hand.undeclared": "which no handNote has as its xml:id",
    "resp.undeclared": "which no person or responsibility has as its xml:id",
    "resp.source-undeclared": "which no bibliographic entry has as its xml:id",
    "change.undeclared": "which no change of the header has as its xml:id",
    "rendition.dangling": "which no rendition of the header has as its xml:id",
    "span.dangling": "which no element has as its xml:id",
}
#: More pointers than this that lead nowhere, of one attribute, are told together.
_TOGETHER: Final = 3
_SHOWN: Final = 6

#: Schemes that any program knows, or that only name a thing: nothing is to be declared.
_COMMON: Final = frozenset(
    "http https mailto ftp sftp urn doi hdl ark info tag tel news geo isbn issn orcid about "
    "tei xmpp sip ssh git svn ws wss gopher ldap nntp irc magnet pmid swh cid mid".split()
)
_WEB: Final = ("https://", "http://")
_FORBIDDEN: Final = frozenset("javascript vbscript data file blob".split())
_FILE = re.compile(r"[^#?\s]+\.xml(#\S+)?")
_WORD = re.compile(r"[^\s:/#?&.@{}()\[\]]+")

_KEPT: Final = 4000  # addresses of files whose places are remembered
_OUTSIDE: Final = Path()  # where a file lies that is not looked at


@dataclass(slots=True)
class _Seen:
    """A value of an attribute: the first element that has it, and how many have."""

    element: etree._Element
    count: int = 1


@dataclass(slots=True)
class _Wrong:
    """One thing that is wrong: its attribute, the first place, how many have it."""

    attribute: str
    element: etree._Element
    count: int


@dataclass(slots=True)
class _Sorted:
    """The pointers of a document that need a word, by what is wrong with them."""

    dangling: dict[str, dict[str, _Wrong]] = field(default_factory=dict)
    files: dict[tuple[str, Path], _Wrong] = field(default_factory=dict)
    words: dict[str, dict[str, _Wrong]] = field(default_factory=dict)
    schemes: dict[str, dict[str, _Wrong]] = field(default_factory=dict)
    unmatched: dict[str, dict[str, _Wrong]] = field(default_factory=dict)
    expanded: dict[str, str] = field(default_factory=dict)


class PointerCheck:
    """Checks documents one by one; remembers which ids the files they point to have."""

    def __init__(self) -> None:
        self._files = FileIds()
        self._there: dict[tuple[str, Path, Path], Path | None] = {}

    def check(self, survey: Survey, jail: Path) -> list[Finding]:
        """Findings on pointers of one document; `jail` bounds the files looked into."""
        document = survey.document
        declared = survey.named.get("prefixDef") or document.tei is not document.tree.root
        prefixes = read_prefixes(document.tei) if declared else Prefixes()
        pointers = _sort(survey, prefixes)
        return [
            *_dangling(survey, pointers),
            *self._missing(survey, pointers, jail),
            *_words(survey, pointers),
            *_schemes(survey, pointers, prefixes),
            *_unmatched(survey, pointers),
            *_definitions(survey, prefixes),
        ]

    def _missing(self, survey: Survey, pointers: _Sorted, jail: Path) -> Iterator[Finding]:
        absent: dict[tuple[str, Path], list[_Wrong]] = {}
        for (token, base), wrong in pointers.files.items():
            address = pointers.expanded.get(token, token)
            path, _, identifier = address.partition("#")
            where = path, base, jail
            if where not in self._there:
                if len(self._there) > _KEPT:
                    self._there.clear()
                self._there[where] = _file(path, base, jail)
            file = self._there[where]
            if file is _OUTSIDE:
                continue
            if file is None:
                absent.setdefault((path, base), []).append(wrong)
                continue
            name = unquote(identifier)
            ids = self._files.of(file, jail) if name and "(" not in name else None
            if ids is not None and name not in ids:
                near = self._files.near(file, name)
                hint = f'did you mean "{path}#{near}"?' if near else ""
                told = f'@{wrong.attribute} points to "{name}" in {path}, which has no such xml:id'
                yield _found(survey, "ptr.id-missing", wrong, told, hint)
        for (path, _base), several in absent.items():
            first = several[0]
            first.count = sum(one.count for one in several)
            told = f'@{first.attribute} points to the file "{path}", which is not there'
            yield _found(survey, "ptr.file-missing", first, told)


def _file(path: str, base: Path, jail: Path) -> Path | None:
    """The file that an address leads to; `_OUTSIDE` if it is none of the edition's."""
    try:
        file = (base / unquote(path)).resolve()
        if not file.is_relative_to(jail.resolve()):
            return _OUTSIDE
        return file if file.is_file() else None
    except (OSError, ValueError):  # a name that no system takes
        return None


def pointing(survey: Survey, attribute: str) -> Iterator[tuple[str, etree._Element, int]]:
    """The values of an attribute on TEI elements, each with its first bearer and their number.

    Examples of TEI within TEI (`egXML`) point to what is not there, and are left out.
    """
    pairs = survey.bearers.get(attribute, [])
    if (bearers := _BEARERS.get(attribute)) is not None:
        pairs = [(element, value) for element, value in pairs if element.tag in bearers]
    seen: dict[str, _Seen] = {}
    for tei_only in (False, True):
        seen.clear()
        for element, value in pairs:
            one = seen.get(value)
            if one is not None:
                if not tei_only or element.tag.startswith(_T):
                    one.count += 1
            elif not tei_only or element.tag.startswith(_T):
                seen[value] = _Seen(element)
        if all(one.element.tag.startswith(_T) for one in seen.values()):
            break
    for value, one in seen.items():
        yield value, one.element, one.count


def _sort(survey: Survey, prefixes: Prefixes) -> _Sorted:
    pointers = _Sorted()
    ids = survey.ids
    tree = survey.document.tree
    for attribute, code in POINTERS.items():
        if attribute not in survey.bearers:
            continue
        for value, first, count in pointing(survey, attribute):
            for token in value.split():
                if (token[1:] in ids and token[0] == "#") or token.startswith(_WEB):
                    continue  # as nearly all are
                address = token
                if token[0] != "#":
                    scheme = scheme_of(token)
                    if scheme in prefixes.definitions:
                        expanded = prefixes.expand(token)
                        if expanded is None:
                            # one whose pattern cannot be used is told of by its definition
                            if not any(one.problem for one in prefixes.definitions[scheme]):
                                _note(pointers.unmatched, scheme, token, attribute, first, count)
                            continue
                        pointers.expanded[token] = address = expanded
                    elif scheme:
                        if scheme.lower() not in _COMMON:
                            _note(pointers.schemes, scheme, token, attribute, first, count)
                        continue
                    elif _WORD.fullmatch(token):
                        _note(pointers.words, attribute, token, attribute, first, count)
                        continue
                if address[0:1] == "#":
                    name = address[1:]
                    if name in ids or not name or "(" in name or unquote(name) in ids:
                        continue
                    _note(pointers.dangling, code, token, attribute, first, count)
                elif _FILE.fullmatch(address) and not scheme_of(address):
                    place = token, tree.base_of(first).parent
                    wrong = pointers.files.setdefault(place, _Wrong(attribute, first, 0))
                    wrong.count += count
    return pointers


def _note(
    where: dict[str, dict[str, _Wrong]],
    kind: str,
    token: str,
    attribute: str,
    element: etree._Element,
    count: int,
) -> None:
    wrong = where.setdefault(kind, {}).setdefault(token, _Wrong(attribute, element, 0))
    wrong.count += count


def _found(survey: Survey, code: str, wrong: _Wrong, told: str, hint: str = "") -> Finding:
    """A finding at the first place, with the number of further ones."""
    place = survey.document.tree.place(wrong.element, wrong.attribute)
    return found(code, place, told + elsewhere(wrong.count), hint)


def _dangling(survey: Survey, pointers: _Sorted) -> Iterator[Finding]:
    """Pointers to ids that are not there.

    Where a part could not be included, that has been told, and the ids may be there.
    """
    guesser = Guesser(survey.ids)
    incomplete = any(
        one.code.startswith("xi.") and one.code != "xi.fallback"
        for one in survey.document.tree.findings
    )
    for code, wrongs in pointers.dangling.items():
        rest: dict[str, dict[str, _Wrong]] = {}
        for token, wrong in wrongs.items():
            near = guesser.near(token[1:]) if token.startswith("#") else ""
            if near:
                told = f'@{wrong.attribute} points to "{token}", {_SAID[code]}'
                yield _found(survey, code, wrong, told, f'did you mean "#{near}"?')
            else:
                rest.setdefault(wrong.attribute, {})[token] = wrong
        for attribute, alone in rest.items():
            several = len(alone) > _TOGETHER or incomplete
            for group in [alone] if several else [{one: alone[one]} for one in alone]:
                told = f"@{attribute} points to {listed(group, _SHOWN)}, {_SAID[code]}"
                hint = _APART if several else ""
                finding = _found(survey, code, _first(group), told, hint)
                if incomplete:
                    finding = replace(finding, severity=Severity.INFO, hint=_NOT_INCLUDED)
                yield finding


_APART: Final = (
    "if they stand in another file, name it before the # (names.xml#anna), or include it"
)
_NOT_INCLUDED: Final = "look again when everything is included: it may stand there"


def _first(wrongs: dict[str, _Wrong]) -> _Wrong:
    """The first of several, with the number of places of all."""
    first = next(iter(wrongs.values()))
    return _Wrong(first.attribute, first.element, sum(wrong.count for wrong in wrongs.values()))


def _words(survey: Survey, pointers: _Sorted) -> Iterator[Finding]:
    """Words without #, which mean a file of that name: slips where an element has that id."""
    for attribute, wrongs in pointers.words.items():
        slips = {token: wrong for token, wrong in wrongs.items() if token in survey.ids}
        rest = {token: wrong for token, wrong in wrongs.items() if token not in slips}
        if slips:
            right = listed(f"#{token}" for token in slips)
            what = "which means a file of that name" if len(slips) == 1 else "meaning files"
            told = f'@{attribute} has {listed(slips)} without "#", {what}'
            yield _found(survey, "ptr.hash-missing", _first(slips), told, f"write {right}")
        if rest:
            what = "which is read as the name of a file" if len(rest) == 1 else "meaning files"
            told = f'@{attribute} has {listed(rest)} without "#", {what}'
            yield _found(survey, "ptr.bare-word", _first(rest), told)


def _schemes(survey: Survey, pointers: _Sorted, prefixes: Prefixes) -> Iterator[Finding]:
    for scheme, wrongs in pointers.schemes.items():
        first = _first(wrongs)
        token = next(iter(wrongs))[:80]
        if scheme.lower() in _FORBIDDEN or len(scheme) == 1:
            own = scheme.lower() == "file" or len(scheme) == 1
            why = "leads to a file of one computer" if own else "holds a program or data"
            hint = (
                "give the path from this file, such as ../images/1.jpg"
                if own
                else "point to a file or to an address of the web"
            )
            told = f'@{first.attribute} has "{token}", which {why} and is not published as a link'
            yield _found(survey, "ptr.scheme-forbidden", first, told, hint)
        else:
            told = f'@{first.attribute} has "{token}", but no prefixDef says what "{scheme}:" means'
            hint = f'declare it in the header: <prefixDef ident="{scheme}" …>'
            if near := get_close_matches(scheme[:80], prefixes.definitions, 1):
                hint = f'did you mean "{near[0]}:"? Otherwise {hint}'
            yield _found(survey, "ptr.prefix-undeclared", first, told, hint)


def _unmatched(survey: Survey, pointers: _Sorted) -> Iterator[Finding]:
    for scheme, wrongs in pointers.unmatched.items():
        first = _first(wrongs)
        fits = f'which no pattern of the prefixDef "{scheme}" fits'
        told = f"@{first.attribute} has {listed(wrongs)}, {fits}"
        yield _found(survey, "ptr.prefix-unmatched", first, told)


def _definitions(survey: Survey, prefixes: Prefixes) -> Iterator[Finding]:
    for definitions in prefixes.definitions.values():
        for one in definitions:
            if one.problem:
                attribute = "replacementPattern" if one.pattern else "matchPattern"
                place = survey.document.tree.place(one.element, attribute)
                told = f'the pattern of the prefix "{one.ident}" cannot be used: {one.problem}'
                yield found("ptr.prefix-bad-pattern", place, told)
