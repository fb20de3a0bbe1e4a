"""The `<TEI>` of a text -> its Metadata: all that its header says, in whatever shape it says it.

Tolerant: any part may be missing, doubled, empty or in an odd place. What the header of a text
leaves open is taken from the header of the corpus around it (TEI Guidelines, chapter 16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import lru_cache
from typing import Final, TypeVar

from lxml import etree

from siglum.metadata.authorities import authority
from siglum.metadata.dates import dated, w3c_date
from siglum.metadata.languages import SAMPLE, script_of, written_in
from siglum.metadata.model import (
    Agent,
    Authority,
    Language,
    Letter,
    Link,
    Metadata,
    Series,
    Subject,
    Text,
    When,
)
from siglum.metadata.origin import read_origin
from siglum.metadata.people import People
from siglum.metadata.rights import read_licences, read_rights_notes
from siglum.metadata.sources import is_no_source, read_sources, source_authors
from siglum.source.header import is_told, plain, told
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.prefixes import read_prefixes
from siglum.source.trees import find_elements, find_values

T = TypeVar("T")
_T: Final = f"{{{TEI}}}"
_HEADER: Final = f"{_T}teiHeader"
#: Nothing that siglum publishes was published before there were files: such a date is another's.
OLDEST_FILE: Final = 1950
#: What a corpus says for all of its texts.
_OF_CORPUS: Final = (
    "agents publishers places issued updated licences status series sources funders version"
).split()
#: What is mostly the same in all headers of an edition, and held once for all of them.
_ALIKE: Final = (
    "agents publishers places languages licences rights_notes funders series subjects related"
).split()
_NOTES: Final = (
    "t:fileDesc/t:editionStmt/t:p",
    "t:fileDesc/t:notesStmt/t:note[not(@type='abstract' or @type='summary')]",
    "t:fileDesc/t:titleStmt/t:respStmt/t:note",
)
#: The words about the creation of a text that neither a date nor a place holds, and their elements.
_TELLING: Final = (
    "*[not(self::t:date or self::t:origDate or self::t:placeName or self::t:origPlace or "
    "self::t:settlement or self::t:region or self::t:country or self::t:geogName or self::t:name "
    "or self::t:listChange)]"
)
_BESIDE_ORIGIN: Final = (
    f"{_TELLING}//text()[not(ancestor::t:date or ancestor::t:origDate or ancestor::t:placeName or "
    "ancestor::t:origPlace)]"
)
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


def read_metadata(tei: etree._Element) -> Metadata:
    """The metadata of one `<TEI>` element (TEI Guidelines, chapter 2)."""
    header = tei.find(_HEADER)
    found = Metadata() if header is None else _read_header(tei, header)
    for corpus in tei.iterancestors(f"{_T}teiCorpus"):
        if (around := corpus.find(_HEADER)) is not None:
            found = _filled(found, _read_header(corpus, around))
    shared = {name: _once(getattr(found, name)) for name in _ALIKE}
    language, text_language = _language(tei), _text_language(tei)
    if not language and len(found.languages) > 1:
        tags = [one.tag for one in found.languages]
        text_language = text_language or written_in(script_of(_sample(tei)), tags)
    return replace(found, language=language, text_language=text_language, **shared)


def _sample(tei: etree._Element) -> str:
    """The first letters of a text, enough to know its script."""
    texts = find_elements(tei, "t:text")
    pieces = (str(piece) for text in texts for piece in text.itertext(etree.Element))
    said = ""
    while len(said) < 2 * SAMPLE and (piece := next(pieces, None)) is not None:
        said += piece
    return said


@lru_cache(maxsize=4096)
def _once(value: T) -> T:
    """The first value that was equal to this one: headers of an edition have most in common."""
    return value


def _filled(own: Metadata, around: Metadata) -> Metadata:
    """`own`, with what it leaves open as the corpus around has it."""
    missing = {
        one.name: getattr(around, one.name)
        for one in fields(Metadata)
        if one.name in _OF_CORPUS and not getattr(own, one.name)
    }
    return replace(own, **missing)


def _read_header(tei: etree._Element, header: etree._Element) -> Metadata:
    ids = _Ids(tei)
    prefixes = read_prefixes(tei)
    people = People(ids.find, prefixes.expand)
    title_statements = find_elements(header, "t:fileDesc/t:titleStmt")
    editions = find_elements(header, "t:fileDesc/t:editionStmt")
    published = find_elements(header, "t:fileDesc/t:publicationStmt")
    changes = list(_changes(header))
    titles = _titles(header)
    towns = _texts(published, ".//t:pubPlace")
    lines = _texts(published, ".//t:address/t:addrLine")
    created, places, points = read_origin(header)
    agents = people.read([*title_statements, *editions])
    letter = _letter(header, people)
    if not any(agent.has("aut") for agent in agents):
        senders = () if letter is None else letter.senders
        agents = (*(senders or people.named(source_authors(header), "aut")), *agents)
    persons = {agent.name for agent in agents if not agent.body}
    publishers = tuple(
        replace(agent, body=agent.body and agent.name not in persons)
        for one in published
        for agent in people.publishers(one)
    )
    return Metadata(
        titles=titles,
        agents=agents,
        publishers=publishers,
        places=tuple(place for place in towns if not _is_address(place)),
        issued=_issued(header, changes),
        updated=max(changes, default=""),
        created=created,
        created_at=places,
        points=points,
        languages=tuple(_languages(header)),
        licences=read_licences(published),
        rights_notes=tuple(dict.fromkeys(read_rights_notes(published))),
        status=next(
            (
                one.get("status", "")
                for statement in published
                for one in statement.iter(f"{_T}availability")
                if one.get("status")
            ),
            "",
        ),
        ids=tuple(_identifiers(published, editions)),
        related=(
            *dict.fromkeys(
                Link(target, plain(one))
                for statement in published
                for one in statement.iterchildren(f"{_T}ref", f"{_T}ptr")
                if _is_address(target := one.get("target", "").strip())
            ),
            *(Link(place) for place in (*towns, *lines) if _is_address(place)),
        ),
        edition=_edition(editions, titles[0].words if titles else ""),
        version=_version(header, editions),
        series=tuple(_series(header, people)),
        sources=read_sources(header),
        subjects=tuple(dict.fromkeys(_subjects(header, ids))),
        abstracts=_abstracts(header),
        notes=tuple(_notes(header)),
        extents=tuple(_extents(header)),
        funders=tuple(
            dict.fromkeys(
                funder for one in (*title_statements, *editions) for funder in people.funders(one)
            )
        ),
        letter=letter,
    )


class _Ids:
    """The elements of a document by xml:id, looked for when the first pointer asks."""

    def __init__(self, tei: etree._Element) -> None:
        self._tei = tei
        self._known: dict[str, etree._Element | None] = {}

    def find(self, name: str) -> etree._Element | None:
        """The element of the header, else of the whole document, that has this id."""
        if name not in self._known:
            self._known[name] = self._look(name)
        return self._known[name]

    def _look(self, name: str) -> etree._Element | None:
        for root in (self._tei.find(_HEADER), self._tei.find(f"{_T}standOff")):
            if root is not None:
                for element in root.iter(etree.Element):
                    if element.get(XML_ID) == name:
                        return element
        return None


# --- titles ---------------------------------------------------------------------------------


def _titles(header: etree._Element) -> tuple[Text, ...]:
    """The main title first, then all others with what they are: `sub` for subtitles.

    A title of the series or the whole work (`@level`) stands behind that of the text itself;
    beside that of a part (`a`) one of a book (`m`) is that of the whole (`host`).
    """
    found = [
        (Text(words, _language_of(node), _kind_of_title(node), _address_of(node)), node)
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


# --- publication ----------------------------------------------------------------------------


def _issued(header: etree._Element, changes: list[str]) -> When:
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


def _changes(header: etree._Element) -> Iterator[str]:
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


def _edition(statements: list[etree._Element], title: str) -> str:
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


def _version(header: etree._Element, editions: list[etree._Element]) -> str:
    for statement in editions:
        for one in statement.iterchildren(f"{_T}edition"):
            if one.get("n"):
                return one.get("n", "")
    for revision in find_elements(header, "t:revisionDesc"):
        if revision.get("n"):
            return revision.get("n", "")
    return ""


def _identifiers(
    published: list[etree._Element], editions: list[etree._Element]
) -> Iterator[Authority]:
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


def _series(header: etree._Element, people: People) -> Iterator[Series]:
    for statement in find_elements(header, "t:fileDesc/t:seriesStmt"):
        numbers = (_number(one) for one in statement.iterchildren(f"{_T}biblScope"))
        numbers_of = [one for one in numbers if one]
        ids = (
            authority(plain(one), one.get("type", ""))
            for one in statement.iterchildren(f"{_T}idno")
        )
        titles = [one for one in statement.iterchildren(f"{_T}title", f"{_T}p") if plain(one)]
        for title in titles:
            found = Series(plain(title), _language_of(title))
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


# --- the text -------------------------------------------------------------------------------


def _language(tei: etree._Element) -> str:
    return language_tag(_written_language(tei))


def _text_language(tei: etree._Element) -> str:
    """The language of the text itself: in EpiDoc that of the edition among its divisions."""
    edition = "t:text/t:body/t:div[@type='edition']/@xml:lang"
    said = find_values(tei, edition) + find_values(tei, edition.replace("/@", "//@"))
    return language_tag(said[0]) if said else _language(tei)


def _written_language(tei: etree._Element) -> str:
    for path in ("t:text/@xml:lang", "t:text/t:body/@xml:lang"):
        if found := find_values(tei, path):
            return found[0]
    used = find_elements(tei, "t:teiHeader/t:profileDesc/t:langUsage/t:language[@ident != '']")
    shares = [(_share(one), -number, one.get("ident", "")) for number, one in enumerate(used)]
    if len(used) == 1 or any(share for share, _, _ in shares):
        return max(shares)[2]
    for path in (
        "t:teiHeader/t:fileDesc/t:sourceDesc//t:textLang/@mainLang",
        "@xml:lang",
        "t:teiHeader/@xml:lang",
    ):
        if found := [value for value in find_values(tei, path) if value.strip()]:
            return found[0]
    return ""


def _share(language: etree._Element) -> int:
    digits = re.match(r"\d{1,3}", language.get("usage", ""))
    return int(digits[0]) if digits else 0


def _languages(header: etree._Element) -> Iterator[Language]:
    seen: set[str] = set()
    for one in find_elements(header, "t:profileDesc/t:langUsage/t:language"):
        tag = language_tag(one.get("ident", ""))
        if tag and tag not in seen:
            seen.add(tag)
            yield Language(tag, plain(one))


def _subjects(header: etree._Element, ids: _Ids) -> Iterator[Subject]:
    for keywords in find_elements(header, "t:profileDesc/t:textClass/t:keywords"):
        scheme = keywords.get("scheme", "").strip()
        for term in keywords.iter(f"{_T}term"):
            if any(True for _ in term.iterchildren(f"{_T}term")):
                continue
            inner = term.find("*")
            words = plain(term) or term.get("key", "").strip()
            refs = (term.get("ref", "") + " " + term.get("target", "")).split()
            if not refs and inner is not None:
                refs = inner.get("ref", "").split()
            uri = next((one for one in refs if "://" in one), "")
            if words:
                yield Subject(words, scheme, uri)
        if keywords.find(f".//{_T}term") is None:  # a list of items stood here before 2010
            for item in keywords.iter(f"{_T}item"):
                if plain(item):
                    yield Subject(plain(item), scheme)
    for reference in find_elements(header, "t:profileDesc/t:textClass/t:catRef"):
        for target in reference.get("target", "").split():
            category = ids.find(target[1:]) if target.startswith("#") else None
            words = "" if category is None else _category(category)
            uri = target if "://" in target else ""
            scheme = reference.get("scheme", "").strip()
            yield Subject(words or target.removeprefix("#"), scheme, uri)
    for code in find_elements(header, "t:profileDesc/t:textClass/t:classCode"):
        if plain(code):
            scheme = code.get("scheme", "").strip()
            known = "://" in scheme and scheme.endswith(("/", "#", "="))
            yield Subject(plain(code), scheme, scheme + plain(code) if known else "")


def _category(category: etree._Element) -> str:
    for description in category.iterchildren(f"{_T}catDesc", f"{_T}gloss", f"{_T}desc"):
        for term in description.iterchildren(f"{_T}term"):
            if plain(term):
                return plain(term)
        if plain(description):
            return plain(description)
    return ""


def _abstracts(header: etree._Element) -> tuple[Text, ...]:
    for path in (
        "t:profileDesc/t:abstract",
        "t:fileDesc/t:notesStmt/t:note[@type='abstract' or @type='summary']",
        "t:fileDesc/t:sourceDesc//t:msDesc/t:msContents/t:summary[not(t:seg)]",
        "t:fileDesc/t:sourceDesc//t:msDesc/t:msContents/t:summary/t:seg",
    ):
        found = tuple(
            Text(words, _language_of(one))
            for one in find_elements(header, path)
            if (words := told(one))
        )
        if found:
            return found
    return ()


def _notes(header: etree._Element) -> Iterator[Text]:
    """Notes, wherever a file description has them; that there is no source, where it says so.

    What is told of the creation of the text beside its dates and places is a note, too.
    """
    for path in _NOTES:
        for one in find_elements(header, path):
            if words := told(one):
                yield Text(words, _language_of(one), one.get("type", ""))
    for one in find_elements(header, "t:fileDesc/t:sourceDesc/t:p | t:fileDesc/t:sourceDesc/t:ab"):
        if is_no_source(one):
            yield Text(plain(one), _language_of(one))
    for one in find_elements(header, "t:profileDesc/t:creation"):
        running = (find_values(one, "text()"), [told(one)])
        apart = (find_values(one, _BESIDE_ORIGIN), map(told, find_elements(one, _TELLING)))
        for beside, parts in (running, apart):
            if any(letter.isalnum() for letter in "".join(beside)):
                yield Text("; ".join(filter(None, parts)), _language_of(one))
                break


def _extents(header: etree._Element) -> Iterator[str]:
    for extent in find_elements(header, "t:fileDesc/t:extent | t:extent"):
        measures = list(extent.iter(f"{_T}measure"))
        for measure in measures:
            number = plain(measure) or measure.get("quantity", "")
            unit = measure.get("unit", "")
            if number:
                yield f"{number} {unit}".strip() if unit and unit not in number else number
        if not measures and plain(extent):
            yield plain(extent)


def _letter(header: etree._Element, people: People) -> Letter | None:
    actions = find_elements(header, "t:profileDesc/t:correspDesc/t:correspAction")
    if not actions:
        return None

    def ends(kind: str, role: str) -> tuple[Agent, ...]:
        names = (
            one
            for action in actions
            if action.get("type") == kind
            for one in action.iterchildren(f"{_T}persName", f"{_T}orgName", f"{_T}name")
        )
        return tuple(one for one in people.named(names, role) if is_told(one.name))

    return Letter(ends("sent", "aut"), ends("received", "rcp"))


def _texts(holders: list[etree._Element], path: str) -> tuple[str, ...]:
    """Their words, without the marks that catalogues set behind them; each once."""
    words = (plain(one).rstrip(" ,;:") for holder in holders for one in find_elements(holder, path))
    return tuple(dict.fromkeys(word for word in words if word))


def _is_address(words: str) -> bool:
    return words.startswith(("http://", "https://"))


def _language_of(element: etree._Element) -> str:
    return language_tag(element.get(XML_LANG, ""))
