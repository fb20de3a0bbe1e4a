"""One document -> its Survey: what checks ask for again and again, gathered in one walk.

A document has up to a million elements; every check that walked over all of them would cost as
much as reading it. Only the names below are gathered, so that words with their attributes of
analysis stay cheap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree

from siglum.checks.profiles import Profile, infer_profile
from siglum.checks.shares import Members, Shares, read_shares
from siglum.edition import SourceDocument
from siglum.source.namespaces import TEI, XML_LANG

_T: Final = f"{{{TEI}}}"

#: Attributes whose bearers are gathered, by the names that lxml has for them.
ATTRIBUTES: Final = frozenset(
    (
        "wit target ref corresp resp source hand facs ana who next prev sameAs copyOf from to "
        "change rendition decls synch edRef scribeRef spanTo toWhom perf active passive mutual "
        "parent replyTo select exclude require cert rend varSeq cause loc url scheme key nymRef "
        "datcat valueDatcat start end since ident usage when subtype calendar targetLang "
        "generatedBy schemeVersion validUntil minOccurs"
    ).split()
) | {XML_LANG}

#: TEI elements that are gathered, by local name.
ELEMENTS: Final = frozenset(
    (
        "app lem rdg rdgGrp witDetail wit note listWit witness listApp variantEncoding "
        "lacunaStart lacunaEnd witStart witEnd graphic media zone surface facsimile "
        "prefixDef listPrefixDef language langUsage handNote handDesc handShift change "
        "listTranspose transpose anchor span addSpan delSpan damageSpan char glyph g "
        "rendition tagUsage resp respStmt editor listBibl bibl interp taxonomy category l lb pb "
        "cb milestone div link"
    ).split()
)

_TAGS: Final = {_T + name: name for name in ELEMENTS}


@dataclass(eq=False)
class Survey:
    """One document, and where in it the elements are that checks look at.

    `bearers[name]` are the elements with that attribute (a Clark name) and its value, `named`
    the TEI elements of a local name, both in document order. `elements` are all of them: as
    long as they are held here, lxml need not make new Python objects for each check.
    """

    document: SourceDocument
    bearers: dict[str, list[tuple[etree._Element, str]]] = field(default_factory=dict)
    named: dict[str, list[etree._Element]] = field(default_factory=dict)
    elements: list[etree._Element] = field(default_factory=list)
    wanted: str = ""  # the profile that edition.toml names, if it does

    @property
    def ids(self) -> dict[str, etree._Element]:
        """Each id of the whole file, as pointers see it, and its first bearer."""
        return self.document.tree.ids

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

    @cached_property
    def order(self) -> dict[etree._Element, int]:
        """The number of each element of the file in document order: for comparing places."""
        return {node: number for number, node in enumerate(self.document.tree.root.iter("*"))}


def read_survey(document: SourceDocument, profile: str = "") -> Survey:
    """Walk once over a document.

    `profile` is the one that edition.toml names, if it does.
    """
    survey = Survey(document, wanted=profile)
    bearers = survey.bearers
    named = survey.named
    survey.elements = list(document.tei.iter("*"))
    for element in document.tei.iter(*_TAGS):
        named.setdefault(_TAGS[element.tag], []).append(element)
    names_nothing = ATTRIBUTES.isdisjoint
    for element in survey.elements:
        names = element.keys()
        if names_nothing(names):
            continue
        for name in names:
            if name in ATTRIBUTES:
                bearers.setdefault(name, []).append((element, element.get(name, "")))
    return survey
