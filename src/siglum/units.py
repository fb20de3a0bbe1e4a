"""The normal form of a document -> reading units: the trees that become pages, with their places.

A short document is one unit. A long one is cut at its divisions, and a division that is long
itself at those inside it; where a long text has no divisions, at every so many paragraphs or
stanzas. Nodes are moved, not copied: the normal form is used up. What only a unit has (its list of
witnesses) is made when its turn comes, so that whoever stores one after the other holds it once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import cast

from lxml import etree

from siglum.apparatus.normal import (
    LIST_APP,
    LIST_WIT,
    STAND_OFF,
    NormalForm,
    stand_off,
)
from siglum.apparatus.segments import SEG
from siglum.apparatus.untold import Untold
from siglum.phrases.speaking import phrases
from siglum.source.identity import ID, NORMAL, file_name
from siglum.source.namespaces import TEI, XML_LANG
from siglum.source.trees import attributes, prefixes
from siglum.source.vocabulary import names
from siglum.titles import DIVISIONS, HEAD, Title, Titles, number_of

_T = f"{{{TEI}}}"
_HOLDERS = names("text body front back group floatingText") | DIVISIONS
#: A text without divisions is cut only where a page would be this many times too long.
_TOLERANCE = 2
#: Divisions shorter on the average than this part of a page are put together.
_SMALL, _FEW = 8, 4
_STEPS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000)


def _attributes(*names: str) -> Callable[[etree._Element], list[str]]:
    """The way to the values of the attributes of these names in a tree, in document order."""
    path = " | ".join(f"descendant-or-self::*/@{name}" for name in names)
    found = etree.XPath(path, namespaces={"s": NORMAL}, smart_strings=False)
    return lambda tree: cast("list[str]", found(tree))


_IDS, _NUMBERS = _attributes("s:id"), _attributes("s:n")
_POINTERS, _KEYS = _attributes("wit", "s:sources", "s:hands"), _attributes("s:key")


@dataclass(frozen=True, slots=True)
class Unit:
    """One reading unit: `id` is its address, `ids` every identifier that is found in it.

    `level` is 1 for the parts of a document, 2 for theirs; `page` the name of its page,
    without folder. `title_language` is empty for titles that siglum made.
    """

    id: str
    title: str
    level: int
    page: str
    language: str = ""
    ids: tuple[str, ...] = ()
    entries: int = 0
    first: str = ""
    last: str = ""
    title_language: str = ""


@dataclass(slots=True)
class CutUnit:
    """A unit with its tree, ready to be rendered or stored."""

    unit: Unit
    tree: etree._Element = field(repr=False)


def cut_units(
    form: NormalForm, key: str, limit: int, table: Mapping[str, str] | None = None
) -> Iterator[CutUnit]:
    """Cut a normal form into units of about `limit` characters of text, one after the other.

    `key` is the document's identifier; `table` has the phrases by which parts without a heading are
    called. Every unit is a `<TEI>` with the text and, in
    `<standOff type="apparatus">`, the witnesses it cites and the entries whose lemma begins in it.
    """
    tei = form.tei
    listed = tei.find(f"{STAND_OFF}[@type='apparatus']")
    assert listed is not None, "a normal form ends with its apparatus"
    apparatus = _Apparatus(listed, form.untold)
    parts = [
        part
        for part in tei
        if part is not listed and part.tag != f"{_T}teiHeader" and _says_something(part)
    ]
    chain = (tei,)
    pieces: list[_Piece] = []
    titles = Titles(table or phrases())
    cutter = _Cutter(limit, titles)
    short = sum(cutter.length(part) for part in parts) <= limit
    if short or (len(parts) == 1 and parts[0].tag != f"{_T}text"):
        pieces = [_Piece(parts, chain, 0)]
    else:
        for part in parts:
            if part.tag == f"{_T}text":
                pieces += cutter.pieces(part, chain, 1)
            else:
                pieces.append(_Piece([part], chain, 1))
    addressed: set[etree._Element] = set()
    cut = deque(_cut(piece, key, addressed, titles) for piece in pieces)
    # nothing else may hold on to what is given away: one element keeps a whole tree
    del parts, pieces, cutter
    yield from _settle(cut, apparatus, key, titles)


@dataclass(slots=True)
class _Piece:
    nodes: list[etree._Element]
    chain: tuple[etree._Element, ...]
    level: int
    opening: bool = False  # begins with the head of the division it stands in
    whole: bool = False  # all that its holder has
    #: What shows nothing beside it (page breaks, empty divisions), by depth in the chain.
    before: list[tuple[int, list[etree._Element]]] = field(default_factory=list)
    after: list[tuple[int, list[etree._Element]]] = field(default_factory=list)
    holder: Title = field(default_factory=Title)  # what that division is called


class _Apparatus:
    """The entries of a document, found by identifier, and its list of witnesses.

    What is `untold` of them is told when their unit takes them.
    """

    def __init__(self, apparatus: etree._Element, untold: Untold) -> None:
        self._untold = untold
        self.witnesses = apparatus.find(LIST_WIT)
        entries = apparatus.find(LIST_APP)
        self.entries = {app.get(ID, ""): app for app in ([] if entries is None else list(entries))}

    def take(self, tree: etree._Element) -> int:
        """Move the entries whose lemma begins in `tree` into it -> how many there are."""
        apparatus = stand_off(tree)
        listed = etree.SubElement(apparatus, LIST_APP)
        for fragment in tree.iter(SEG):
            if fragment.get("type") == "lemma":
                for name in fragment.get("corresp", "").split():
                    if (app := self.entries.pop(name[1:], None)) is not None:
                        self._untold.tell_place(app)
                        listed.append(app)
                self._untold.tell_readers(fragment)
        apparatus.insert(0, self._cited(tree))
        return len(listed)

    def _cited(self, tree: etree._Element) -> etree._Element:
        """The list of those witnesses that are named in `tree`: it may be one of thousands."""
        cited = etree.Element(LIST_WIT)
        if self.witnesses is None or not len(self.witnesses):
            return cited
        known = {f"#{witness.get('n', '')}" for witness in self.witnesses}
        missing = known.difference(f"#{key}" for key in _KEYS(tree))
        for value in _POINTERS(tree):
            if not missing:
                break
            missing.difference_update(value.split())
        for witness in self.witnesses:
            if f"#{witness.get('n', '')}" not in missing:
                cited.append(deepcopy(witness))
        return cited


def _says_something(part: etree._Element) -> bool:
    # shown without words: pictures and gaps; fragments of an empty lemma bring their entry; listed
    # entries may be pointers only
    shown = part.iter(f"{_T}graphic", f"{_T}figure", f"{_T}gap", SEG, f"{_T}app")
    return any(text.strip() for text in part.itertext()) or any(True for _ in shown)


class _Cutter:
    """Cuts at divisions, or where there are none after a number of blocks, into `limit` letters."""

    def __init__(self, limit: int, titles: Titles) -> None:
        self._limit = limit
        self._titles = titles
        self._lengths: dict[etree._Element, int] = {}  # of what was measured

    def length(self, node: etree._Element) -> int:
        """The letters in `node`."""
        if node not in self._lengths:
            self._lengths[node] = sum(len(text.strip()) for text in node.itertext())
        return self._lengths[node]

    def pieces(
        self, holder: etree._Element, chain: tuple[etree._Element, ...], level: int
    ) -> list[_Piece]:
        """Cut `holder` at the divisions inside it; what is between them makes its own pieces."""
        inside = (*chain, holder)
        division = holder.tag in DIVISIONS
        if division and self.length(holder) <= self._limit:
            return [_Piece([holder], chain, level)]
        children = list(holder)
        parts = {child for child in children if child.tag in _HOLDERS and _says_something(child)}
        if not parts or self._are_small(parts):
            return list(self._runs(children, inside, level))
        pieces: list[_Piece] = []
        loose: list[etree._Element] = []
        deeper = level
        for child in children:
            if child not in parts:
                loose.append(child)
                continue
            if _says_something_all(loose):
                pieces.append(_Piece(loose, inside, level, opening=not pieces))
                loose, deeper = [], level + division
            found = self.pieces(child, inside, deeper)
            if loose:  # page breaks and the like belong to what follows
                found[0].before.append((len(chain), loose))
                loose = []
            pieces += found
        if _says_something_all(loose):
            pieces.append(_Piece(loose, inside, deeper))
        elif loose:
            pieces[-1].after.append((len(chain), loose))
        return pieces

    def _are_small(self, parts: Collection[etree._Element]) -> bool:
        """Whether the divisions inside are too short to have a page each."""
        if any(part.tag not in DIVISIONS for part in parts) or len(parts) < _FEW:
            return False
        return sum(map(self.length, parts)) < len(parts) * self._limit // _SMALL

    def _runs(
        self, nodes: list[etree._Element], chain: tuple[etree._Element, ...], level: int
    ) -> Iterator[_Piece]:
        """Cut a long row of blocks after every so many, a round number that edits rarely change."""
        counted = {node for node in nodes if _says_something(node) and node.tag != HEAD}
        whole = sum(map(self.length, counted))
        divided = any(node.tag in DIVISIONS for node in nodes)
        most = self._limit if divided else self._limit * _TOLERANCE
        if whole <= most or len(counted) < 2:
            yield _Piece(nodes, chain, level, opening=True, whole=True)
            return
        # asked before it loses its head
        holder = self._titles.of(chain[-1]) if chain[-1].tag in DIVISIONS else Title()
        mean = max(1, whole // len(counted))
        step = next((step for step in _STEPS if step * mean >= self._limit * 2 // 3), _STEPS[-1])
        run: list[etree._Element] = []
        full = 0
        opening = True
        for node in nodes:
            if full == step and node in counted:
                yield _Piece(run, chain, level, opening=opening, holder=holder)
                run, full, opening = [], 0, False
            run.append(node)
            full += node in counted
        yield _Piece(run, chain, level, opening=opening, holder=holder)


def _says_something_all(nodes: list[etree._Element]) -> bool:
    return any(_says_something(node) for node in nodes)


def _cut(piece: _Piece, key: str, addressed: set[etree._Element], titles: Titles) -> CutUnit:
    """Move the nodes of a piece below copies of the elements they stood in.

    The first copy of an element has its address; `addressed` are those that had one already.
    """
    holder = piece.chain[-1]
    named = [node for node in piece.nodes if node.get(ID)]
    blocks = [node for node in named if node.tag != HEAD and _says_something(node)]
    first = next(iter(blocks or named), None)
    identifier = first.get(ID, "") if first is not None else ""
    heads = piece.opening and bool(holder.get(ID)) and holder.tag in _HOLDERS
    if piece.level == 0:
        identifier = key
    elif heads:
        identifier = holder.get(ID, "")
    title = _title(piece, titles)
    shells: list[etree._Element] = []
    for depth, ancestor in enumerate(piece.chain):
        kept = {name: value for name, value in attributes(ancestor).items() if name != ID}
        # with the prefixes of its model: libxml2 binds moved nodes to a prefix of the new tree
        # even where the node itself gives that prefix to another namespace
        shell = etree.Element(ancestor.tag, kept, prefixes(ancestor))
        if (own := ancestor.get(ID)) and ancestor not in addressed:
            addressed.add(ancestor)
            if ancestor is holder and heads:
                shell.set(ID, own)
            else:  # not the division itself: its heading is not here
                etree.SubElement(shell, f"{_T}anchor", {ID: own})
        if shells:
            shells[-1].append(shell)
        shells.append(shell)
        for at, nodes in piece.before:
            if at == depth:
                shell.extend(nodes)
    shells[-1].extend(piece.nodes)
    for at, nodes in piece.after:
        shells[at].extend(nodes)
    language = _language(piece)
    unit = Unit(identifier, title.words, piece.level, "", language)
    return CutUnit(replace(unit, title_language=language if title.quoted else ""), shells[0])


def _language(piece: _Piece) -> str:
    own = piece.nodes[0].get(XML_LANG) if len(piece.nodes) == 1 else None
    around = (up.get(XML_LANG, "") for up in reversed(piece.chain))
    return own or next((lang for lang in around if lang), "")


def _title(piece: _Piece, titles: Titles) -> Title:
    said = [node for node in piece.nodes if _says_something(node)]
    if len(said) == 1 and (title := titles.of(said[0])):
        return title
    holder = piece.holder
    if not holder and piece.chain[-1].tag in DIVISIONS:
        holder = titles.of(piece.chain[-1])
    heads = [title for node in said if (title := titles.of(node, only_head=True))]
    numbers = [number for node in said if (number := number_of(node))]
    numbers = numbers or [number for node in said for number in _NUMBERS(node) if number]
    if piece.opening and holder:
        return holder
    if piece.whole and (part := titles.of(piece.chain[-1])):
        return part
    if len(heads) > 1:
        return Title(f"{heads[0].words} – {heads[-1].words}", quoted=True)
    if numbers:
        span = numbers[0] if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        return Title(f"{holder.words} {span}".strip(), holder.quoted)
    return holder or titles.of(piece.chain[-1])


def _settle(
    units: deque[CutUnit], apparatus: _Apparatus, key: str, titles: Titles
) -> Iterator[CutUnit]:
    """Give units their pages, identifiers and entries; all are known, none is held longer."""
    taken: set[str] = {"index"}
    alone = len(units) == 1
    for number in range(1, len(units) + 1):
        cut = units.popleft()
        entries = apparatus.take(cut.tree)
        identifier = cut.unit.id or f"{key}.part{number}"
        page = "index"
        if not alone:
            page = file_name(identifier) or f"part{number}"
            while page.lower() in taken or page.lower() == "about":
                page = f"{page}_{number}"
            taken.add(page.lower())
        ids = tuple(filter(None, _IDS(cut.tree)))
        labels = list(filter(None, _NUMBERS(cut.tree)))
        cut.unit = replace(
            cut.unit,
            id=identifier,
            title=cut.unit.title or titles.numbered(number).words,
            page=f"{page}.html",
            ids=ids,
            entries=entries,
            first=labels[0] if labels else "",
            last=labels[-1] if labels else "",
        )
        yield cut
        del cut
