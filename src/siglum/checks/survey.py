"""One document -> its Survey: what checks ask for again and again, gathered in one walk.

A document has up to a million elements; every check that walked over all of them would cost as
much as reading it. Only the names below are gathered, so that words with their attributes of
analysis stay cheap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final, TypeAlias
from weakref import WeakKeyDictionary

from lxml import etree

from siglum.checks.profiles import Profile, infer_profile
from siglum.checks.shares import Members, Shares, read_shares
from siglum.documents import SourceDocument
from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.ordinals import Ordinals
from siglum.source.parsing import SourceTree
from siglum.source.shelf import Copy

_T: Final = f"{{{TEI}}}"

#: Attributes whose bearers are gathered, by the names that lxml has for them.
ATTRIBUTES: Final = frozenset(
    (
        "wit target ref corresp resp source hand facs ana who next prev sameAs copyOf from to "
        "change rendition decls synch edRef scribeRef spanTo toWhom perf active passive mutual "
        "parent replyTo select exclude require cert rend varSeq cause loc url scheme key nymRef "
        "datcat valueDatcat start end since ident usage when subtype calendar targetLang "
        "cRef generatedBy schemeVersion validUntil minOccurs"
    ).split()
) | {XML_ID, XML_LANG}

#: TEI elements that are gathered, by local name.
ELEMENTS: Final = frozenset(
    (
        "app lem rdg rdgGrp witDetail wit note listWit witness listApp variantEncoding "
        "lacunaStart lacunaEnd witStart witEnd graphic media binaryObject zone surface facsimile "
        "prefixDef listPrefixDef language langUsage handNote handDesc handShift change "
        "listTranspose transpose anchor span addSpan delSpan damageSpan char glyph g "
        "rendition tagUsage resp respStmt editor listBibl bibl interp taxonomy category l lb pb "
        "cb milestone div link"
    ).split()
)

_NAMED: Final = {_T + name: name for name in sorted(ELEMENTS)}


@dataclass(eq=False)
class Gathered:
    """The elements in a part of a tree, in document order.

    `bearers[name]` are the elements with that attribute (a Clark name) and its value, `tagged`
    those of a name in ELEMENTS. Of the rest, which may be a million words, none is held.
    """

    ordinals: Ordinals
    tagged: dict[str, list[etree._Element]] = field(default_factory=dict)
    bearers: dict[str, list[tuple[etree._Element, str]]] = field(default_factory=dict)
    tags: frozenset[str] = frozenset()  # every name of an element that occurs

    def number(self, element: etree._Element) -> int:
        """The number of an element of the whole tree: for comparing places."""
        number = self.ordinals.of(element)
        assert number is not None
        return number

    def within(self, root: etree._Element) -> Gathered:
        """What is in one of the elements, itself being one."""
        place = self.number
        start, after = place(root), root
        while (following := next(after.itersiblings("*"), None)) is None:
            parent = after.getparent()
            if parent is None:
                break
            after = parent
        end = len(self.ordinals) if following is None else place(following)
        own = Gathered(self.ordinals)
        for tag, elements in self.tagged.items():
            first = bisect_left(elements, start, key=place)
            if some := elements[first : bisect_left(elements, end, first, key=place)]:
                own.tagged[tag] = some
        for name, pairs in self.bearers.items():
            first = bisect_left(pairs, start, key=lambda pair: place(pair[0]))
            last = bisect_left(pairs, end, first, key=lambda pair: place(pair[0]))
            if first < last:
                own.bearers[name] = pairs[first:last]
        return own

    @cached_property
    def ids(self) -> dict[str, etree._Element]:
        """Each xml:id and its first bearer."""
        ids: dict[str, etree._Element] = {}
        for element, value in self.bearers.get(XML_ID, ()):
            ids.setdefault(value.strip(), element)
        return ids


#: What is in copies of parts that documents include, for as long as these are kept.
Known: TypeAlias = "WeakKeyDictionary[Copy, Gathered]"


class Whole:
    """What is in a file, gathered when it is asked for: all documents in the file share it."""

    def __init__(self, tree: SourceTree, known: Known | None = None) -> None:
        """`known` is what was gathered of parts that other files include too; it is added to."""
        self._tree = tree
        self._known = WeakKeyDictionary() if known is None else known

    @cached_property
    def gathered(self) -> Gathered:
        """All there is in the file."""
        gathered = gather(Ordinals(self._tree.root), self._parts)
        self._tree.know_ordinals(gathered.ordinals)
        return gathered

    @property
    def _parts(self) -> dict[etree._Element, Gathered]:
        """What is in the parts that are included."""
        parts = {}
        for root, copy in self._tree.pieces.items():
            if root.getparent() is not None:
                if copy not in self._known:
                    self._known[copy] = gather(copy.ordinals)
                parts[root] = self._known[copy]
        return parts


@dataclass(eq=False)
class Survey:
    """One document, and where in it the elements are that checks look at.

    `bearers` is as in Gathered; `named` the TEI elements of a local name, in document order.
    `whole` is what there is in the file: more than the document where that is part of a corpus.
    All are gathered when the first of them is asked for: validation alone asks for none.
    """

    document: SourceDocument
    file: Whole
    wanted: str = ""  # the profile that edition.toml names, if it does

    def gather(self) -> None:
        """Walk over the file now, unless it was done for another document of it."""
        _ = self.file.gathered

    @property
    def whole(self) -> Gathered:
        """What there is in the file."""
        return self.file.gathered

    @cached_property
    def bearers(self) -> dict[str, list[tuple[etree._Element, str]]]:
        """The elements of the document by the names of their attributes."""
        return self._own.bearers

    @cached_property
    def named(self) -> dict[str, list[etree._Element]]:
        """The TEI elements of the document by local name."""
        tagged = self._own.tagged
        return {name: tagged[tag] for tag, name in _NAMED.items() if tag in tagged}

    @cached_property
    def _own(self) -> Gathered:
        document = self.document
        return self.whole if document.tei is document.tree.root else self.whole.within(document.tei)

    @property
    def ids(self) -> dict[str, etree._Element]:
        """Each id of the whole file, as pointers see it, and its first bearer."""
        return self.whole.ids

    @property
    def tags(self) -> frozenset[str]:
        """Every name of an element that occurs in the whole file."""
        return self.whole.tags

    @cached_property
    def members(self) -> Members:
        """Who is meant by groups and hands."""
        return Members(self.document.conspectus)

    @cached_property
    def shares(self) -> Shares:
        """What the entries have in common, in figures."""
        return read_shares(self.document, self.members, self.wanted == Profile.POSITIVE)

    @cached_property
    def profile(self) -> Profile:
        """The kind of apparatus that the document has."""
        return infer_profile(self.shares, self.wanted)

    @cached_property
    def expected(self) -> frozenset[str]:
        """The witnesses that an entry should name, in a document that names them all.

        Those that nearly all entries have; where edition.toml says that the apparatus is
        positive, all that are declared and cited at all.
        """
        if self.wanted != Profile.POSITIVE:
            return self.shares.regular
        declared = (w.key for w in self.document.conspectus.declared())
        return self.shares.cited.intersection(declared)

    def number(self, element: etree._Element) -> int:
        """The number of an element of the file in document order: for comparing places."""
        return self.whole.number(element)


def gather(
    ordinals: Ordinals, parts: Mapping[etree._Element, Gathered] = MappingProxyType({})
) -> Gathered:
    """Walk once over all that is in the root of `ordinals`, which are counted by that.

    `parts` are elements in it of which all is gathered already.
    """
    tagged: defaultdict[str, list[etree._Element]] = defaultdict(list)
    bearers: defaultdict[str, list[tuple[etree._Element, str]]] = defaultdict(list)
    names_nothing = ATTRIBUTES.isdisjoint
    tags: set[str] = set()
    for few in ordinals.count({root: part.ordinals for root, part in parts.items()}):
        if parts and few[0] in parts:
            part = parts[few[0]]
            for of_tag, elements in part.tagged.items():
                tagged[of_tag] += elements
            for of_attribute, pairs in part.bearers.items():
                bearers[of_attribute] += pairs
            tags |= part.tags
            continue
        for element in few:
            tag = element.tag
            tags.add(tag)
            if tag in _NAMED:
                tagged[tag].append(element)
            names = element.keys()
            if not names or names_nothing(names):
                continue
            for name in names:
                if name in ATTRIBUTES:
                    bearers[name].append((element, element.get(name, "")))
    return Gathered(ordinals, dict(tagged), dict(bearers), frozenset(tags))


def read_survey(
    document: SourceDocument,
    profile: str = "",
    file: Whole | None = None,
    known: Known | None = None,
) -> Survey:
    """Look over a document.

    `profile` is the one that edition.toml names, if it does; `file` what an earlier document of
    the same file had; `known` what is in parts that earlier documents included.
    """
    return Survey(document, file or Whole(document.tree, known), profile)
