"""What is kept of each document -> findings that show only when documents are laid side by side.

Facts are small and plain: documents are checked in several processes, and these travel back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from siglum.apparatus.bases import FIRST, ORDER
from siglum.checks.survey import Survey
from siglum.checks.telling import listed, short
from siglum.checks.witnesslists import cited_witnesses, idle_witnesses
from siglum.config import Config, place_of_option
from siglum.findings import Finding, Place, found
from siglum.source.identity import file_name
from siglum.source.namespaces import XML_ID
from siglum.tables import did_you_mean

#: Of the sigla of each document, so many are remembered for advice.
_NAMED = 50
_ROOT = re.compile(rb"<(?:[\w.\-]+:)?(?:TEI|teiCorpus)[\s>]")


@dataclass(frozen=True, slots=True)
class Facts:
    """What other documents may need to know of one: its id and place, its witnesses.

    `key` is its name in addresses, `id` the xml:id of its <TEI>. `idle` are the witnesses of its
    lists that its own text does not cite (key and place), `cited` the keys that it does.
    `knows_base` tells whether it has the witness of `apparatus.base`; if not, `sigla` are some
    that it has.
    """

    key: str
    id: str
    place: Place
    idle: tuple[tuple[str, Place], ...] = ()
    cited: frozenset[str] = frozenset()
    knows_base: bool = True
    sigla: tuple[str, ...] = ()


def read_facts(survey: Survey, base: str = FIRST) -> Facts:
    """The facts of one document; `base` is `apparatus.base` of edition.toml."""
    document = survey.document
    name = (document.tei.get(XML_ID) or "").strip()
    place = _place(survey) if name else Place(document.tree.name)
    idle = tuple(idle_witnesses(survey))
    cited = cited_witnesses(survey) if survey.bearers.get("wit") else frozenset()
    knows = base in (FIRST, ORDER) or bool(document.conspectus.find(base))
    sigla = () if knows else tuple(w.siglum for w in document.conspectus.declared()[:_NAMED])
    return Facts(document.key, name, place, idle, cited, knows, sigla)


def _place(survey: Survey) -> Place:
    """Where the id of the document stands.

    Every document is asked, so that the root is searched for rather than all elements numbered.
    """
    document = survey.document
    file = document.tree.files[0]
    root = _ROOT.search(file.data) if document.tei is document.tree.root else None
    if root is None or b"<!--" in file.data[: root.start()]:
        return document.tree.place(document.tei, XML_ID)
    return file.place(file.attribute_offset(root.start(), XML_ID), document.tei.get(XML_ID) or "")


def check_across(facts: Sequence[Facts], config: Config) -> list[Finding]:
    """Findings on documents of one edition, in their order.

    An id inside a document is no address for the others, so that many letters may each have a
    first paragraph "p1". The id of the whole document is the name of its folder: two with the
    same one get other names than their editors think (codes `id.duplicate-in-edition` and,
    where the ids differ in capitals or accents only, `id.page-clash`). A witness may be cited in
    one document only of those that share its list (`wit.never-cited`), and so may the witness of
    `apparatus.base` be known in one only; one that is known in none is a slip.
    """
    findings = [*_unknown_base(facts, config), *_never_cited(facts)]
    first: dict[str, Facts] = {}
    for one in facts:
        if not one.id:
            continue
        other = first.setdefault(file_name(one.id).lower(), one)
        if other is one:
            continue
        where = other.place.file
        hint = "give each document an xml:id of its own; its address is made from it"
        if other.id == one.id:
            told = f'the document in {where} has the same xml:id "{one.id}"'
            findings.append(found("id.duplicate-in-edition", one.place, told, hint))
        else:
            told = f'the documents "{other.id}" ({where}) and "{one.id}" give the same address'
            findings.append(found("id.page-clash", one.place, told, hint))
    return findings


def _unknown_base(facts: Sequence[Facts], config: Config) -> Iterator[Finding]:
    base = config.apparatus.base
    if not facts or any(one.knows_base for one in facts):
        return
    told = f'apparatus.base must be "first", "order" or a siglum of some text, not {short(base)}'
    sigla = dict.fromkeys(siglum for one in facts for siglum in one.sigla)
    hint = did_you_mean(base, [FIRST, ORDER, *sigla])
    yield found("config.wrong-value", place_of_option(config, "apparatus.base"), told, hint)


def _never_cited(facts: Sequence[Facts]) -> list[Finding]:
    """Witnesses that no document of the edition cites, once for each file that declares some."""
    cited = frozenset[str]().union(*(one.cited for one in facts))
    idle: dict[str, dict[Place, str]] = {}
    for one in facts:
        for key, place in one.idle:
            if key not in cited:
                idle.setdefault(place.file, {}).setdefault(place, key)
    findings = []
    for places in idle.values():
        told = f"no reading cites {listed(places.values())}"
        hint = "see whether a siglum is misspelt; if they are described only, nothing is wrong"
        findings.append(found("wit.never-cited", min(places), told, hint))
    return findings
