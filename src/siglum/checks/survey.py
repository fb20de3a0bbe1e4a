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

from siglum.edition import SourceDocument
from siglum.source.namespaces import TEI, XML_ID, XML_LANG

_T: Final = f"{{{TEI}}}"

#: Attributes whose bearers are gathered, by the names that lxml has for them.
ATTRIBUTES: Final = frozenset(
    (
        "wit target ref corresp resp source hand facs ana who next prev sameAs copyOf from to "
        "change rendition decls synch edRef scribeRef spanTo toWhom perf active passive mutual "
        "parent replyTo select exclude require cert rend varSeq cause loc url scheme key nymRef "
        "datcat valueDatcat start end since ident usage"
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
        "cb milestone"
    ).split()
)


@dataclass(eq=False)
class Survey:
    """One document, and where in it the elements are that checks look at.

    `bearers[name]` are the elements with that attribute (a Clark name) and its value, `named`
    the TEI elements of a local name, both in document order; `ids` is of the whole file, as
    pointers see it, and gives each id's first bearer.
    """

    document: SourceDocument
    bearers: dict[str, list[tuple[etree._Element, str]]] = field(default_factory=dict)
    named: dict[str, list[etree._Element]] = field(default_factory=dict)
    ids: dict[str, etree._Element] = field(default_factory=dict)

    @cached_property
    def order(self) -> dict[etree._Element, int]:
        """The number of each element of the file in document order: for comparing places."""
        return {node: number for number, node in enumerate(self.document.tree.root.iter("*"))}


def read_survey(document: SourceDocument) -> Survey:
    """Walk once over a document (and, in a corpus, once over the file for its ids)."""
    survey = Survey(document)
    ids = survey.ids
    bearers = survey.bearers
    named = survey.named
    tags = {_T + name: name for name in ELEMENTS}
    wanted = ATTRIBUTES
    root = document.tree.root
    for element in document.tei.iter("*"):
        name = tags.get(element.tag)
        if name is not None:
            named.setdefault(name, []).append(element)
        pairs: list[tuple[str, str]] = element.items()  # type: ignore[assignment]
        for attribute, value in pairs:
            if attribute in wanted:
                bearers.setdefault(attribute, []).append((element, value))
            elif attribute == XML_ID:
                ids.setdefault(value.strip(), element)
    if document.tei is not root:
        survey.ids = {}
        for element in root.iter("*"):
            if identifier := element.get(XML_ID):
                survey.ids.setdefault(identifier.strip(), element)
    return survey
