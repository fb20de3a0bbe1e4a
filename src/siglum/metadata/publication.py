"""A header -> how its text was published: titles, edition, dates, identifiers, series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from siglum.metadata.authorities import authority
from siglum.metadata.dates import dated, w3c_date
from siglum.metadata.model import (
    Authority,
    Series,
    Text,
    When,
)
from siglum.metadata.people import People
from siglum.source.header import plain
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_LANG
from siglum.source.trees import find_elements

_T: Final = f"{{{TEI}}}"
#: Nothing that siglum publishes was published before there were files: such a date is another's.
OLDEST_FILE: Final = 1950
#: What stands inside these has identifiers of its own, which are not those of the text.
_OF_OTHERS: Final = frozenset(
    f"{_T}{name}"
    for name in (
        "address author authority availability bibl biblFull biblStruct distributor editor funder "
        "idno interp interpGrp licence listBibl listPerson msDesc name note orgName persName "
        "person principal publisher respStmt sponsor"
    ).split()
)
#: What stands in an `<edition>` and does not say which edition it is.
_BESIDE_EDITION: Final = frozenset(
    f"{_T}{name}"
    for name in "bibl idno interp interpGrp list listBibl listPerson listPlace note".split()
)
_MAIN: Final = ("main", "full")
_NO_TITLE: Final = ("short", "alt", "desc", "filename", "citation")


def read_titles(header: etree._Element) -> tuple[Text, ...]:
    """The main title first, then all others with what they are: `sub` for subtitles.

    A title of the series or the whole work (`@level`) stands behind that of the text itself;
    beside that of a part (`a`) one of a book (`m`) is that of the whole (`host`).
    """
    found = [
        (Text(words, language_in(node), _kind_of_title(node), _address_of(node)), node)
        for node in find_elements(header, "t:fileDesc/t:titleStmt/t:title")
        if (words := plain(node))
    ]
    if not found:
        return ()

    def rank(one: tuple[Text, etree._Element]) -> int:
        kind = one[0].kind
        if kind in _MAIN:
            return 0
        if not kind or kind in ("a", "m", "content"):
            return 1
        if kind == "sub":
            return 4
        return 3 if kind in ("s", "j", "u", "volume") or kind in _NO_TITLE else 2

    main, node = min(found, key=rank)
    rest = [title for title, other in found if other is not node]
    if node.get("level") == "a":
        rest = [replace(one, kind="host") if one.kind == "m" else one for one in rest]
    return tuple(dict.fromkeys((replace(main, kind=""), *rest)))


def _address_of(node: etree._Element) -> str:
    return next((one for one in node.get("ref", "").split() if "://" in one), "")


def _kind_of_title(node: etree._Element) -> str:
    kind = node.get("type", "").lower()
    if kind.startswith("sub"):
        return "sub"
    return kind or node.get("level", "")


def read_issued(header: etree._Element, changes: list[str]) -> When:
    """When the text was published: as the publication statement says, else the edition statement.

    Else the day of the latest change. A date from before there were files is that of the source,
    and is passed over; words that are no date are kept as words.
    """
    told = ""
    for path in ("t:publicationStmt//t:date", "t:editionStmt//t:date"):
        for node in find_elements(header, f"t:fileDesc/{path}"):
            when = dated(node)
            told = told or when.words
            if when and is_of_a_file(when):
                return when
    return When(max(changes)) if changes else When(words=told)


def read_changes(header: etree._Element) -> Iterator[str]:
    """The days on which a file was changed, whatever form its history has.

    `<change when>`, a `<date>` in a `<change>`, or in the items of a list.
    """
    for change in find_elements(header, "t:revisionDesc//t:change | t:revisionDesc//t:item"):
        date = w3c_date(change.get("when", "") or change.get("when-iso", ""))
        if not date:
            inside = find_elements(change, "t:date[not(ancestor::t:note)]")
            date = next((one.last for one in map(dated, inside) if one), "")
        if date:
            yield date


def is_of_a_file(when: When) -> bool:
    """Whether a file can have been published then."""
    return bool(when.year) and int(when.year) >= OLDEST_FILE


def read_edition(statements: list[etree._Element], title: str) -> str:
    """Which edition it is: without identifiers, notes, and the title of the text told again."""
    for statement in statements:
        for one in statement.iterchildren(f"{_T}edition"):
            pieces = [one.text or ""]
            for child in one:
                again = child.tag == f"{_T}title" and plain(child) == title
                if child.tag not in (*_BESIDE_EDITION, etree.Comment, etree.PI) and not again:
                    pieces.append(plain(child))
                pieces.append(child.tail or "")
            if words := " ".join("".join(pieces).split()):
                return words
    return ""


def read_version(header: etree._Element, editions: list[etree._Element]) -> str:
    """The number of the version, as a header has it in various places."""
    for statement in editions:
        for one in statement.iterchildren(f"{_T}edition"):
            if one.get("n"):
                return one.get("n", "")
    for revision in find_elements(header, "t:revisionDesc"):
        if revision.get("n"):
            return revision.get("n", "")
    return ""


def read_identifiers(
    published: list[etree._Element], editions: list[etree._Element]
) -> Iterator[Authority]:
    """Identifiers of the text itself: what stands in descriptions of others is theirs."""
    seen: set[Authority] = set()
    for statement in (*published, *editions):
        for idno in statement.iter(f"{_T}idno"):
            if _is_of_another(idno, statement):
                continue
            one = authority(plain(idno), idno.get("type", ""))
            if one is not None and one not in seen:
                seen.add(one)
                yield one


def _is_of_another(idno: etree._Element, statement: etree._Element) -> bool:
    """Whether an identifier is a part of the one around it, or that of a book, body or person."""
    for around in idno.iterancestors():
        if around is statement:
            return False
        if around.tag in _OF_OTHERS:
            return True
    return False


def read_series(header: etree._Element, people: People) -> Iterator[Series]:
    """The series that the text belongs to, with numbers, editors and identifiers."""
    for statement in find_elements(header, "t:fileDesc/t:seriesStmt"):
        numbers = (_number(one) for one in statement.iterchildren(f"{_T}biblScope"))
        numbers_of = [one for one in numbers if one]
        ids = (
            authority(plain(one), one.get("type", ""))
            for one in statement.iterchildren(f"{_T}idno")
        )
        titles = [one for one in statement.iterchildren(f"{_T}title", f"{_T}p") if plain(one)]
        for title in titles:
            found = Series(plain(title), language_in(title))
            if title is titles[0]:
                link = "; " if any(": " in one for one in numbers_of) else ", "
                found = replace(
                    found,
                    number=link.join(numbers_of),
                    ids=tuple(dict.fromkeys(filter(None, ids))),
                    editors=people.read([statement]),
                )
            yield found


def _number(scope: etree._Element) -> str:
    """The number of a volume; of one with a title of its own, «1: Title»."""
    title = next((words for one in scope.iter(f"{_T}title") if (words := plain(one))), "")
    number = scope.get("n", "") or scope.get("from", "")
    if title:
        return f"{number}: {title}" if number else title
    return plain(scope) or number


def language_in(element: etree._Element) -> str:
    """The language that an element says it is in, as a tag of BCP 47; empty if it does not."""
    return language_tag(element.get(XML_LANG, ""))
