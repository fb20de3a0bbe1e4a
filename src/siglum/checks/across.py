"""What is kept of each document -> findings that show only when documents are laid side by side.

Facts are small and plain: documents are checked in several processes, and these travel back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from siglum.apparatus.bases import FIRST, ORDER
from siglum.checks.survey import Survey
from siglum.checks.telling import listed, short
from siglum.checks.witnesslists import cited_witnesses, idle_witnesses
from siglum.config import Config, place_of_option
from siglum.findings import Finding, Findings, Place, found
from siglum.ondisk import DiskSet, DiskTable
from siglum.source.identity import file_name
from siglum.source.namespaces import XML_ID
from siglum.tables import did_you_mean

#: Of the sigla of each document, so many are remembered for advice.
_NAMED = 50
_NEAR = 2000  # sigla kept in memory before they go to the disk
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
    cited = cited_witnesses(survey) if survey.bearers.get("wit") else frozenset[str]()
    idle = tuple(idle_witnesses(survey, cited))
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


def check_across(facts: Iterable[Facts], config: Config) -> Findings:
    """Findings on documents of one edition; their facts, in their order, are heard one by one.

    An id inside a document is no address for the others, so that many letters may each have a
    first paragraph "p1". The id of the whole document is the name of its folder: two with the
    same one get other names than their editors think (codes `id.duplicate-in-edition` and,
    where the ids differ in capitals or accents only, `id.page-clash`). A witness may be cited in
    one document only of those that share its list (`wit.never-cited`), and so may the witness of
    `apparatus.base` be known in one only; one that is known in none is a slip.
    """
    across = _Across(config)
    for one in facts:
        across.hear(one)
    return across.findings()


class _Across:
    """What has to be kept of all documents, and no more."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._heard = False
        self._known = False  # the witness of `apparatus.base`
        self._sigla: dict[str, None] = {}
        self._cited = DiskSet(near=_NEAR)
        self._idle: DiskTable[dict[Place, str]] = DiskTable()  # witnesses by the file of their list
        self._first: DiskTable[tuple[str, str]] = DiskTable()  # the id and file of each address
        self._twice = Findings()

    def hear(self, one: Facts) -> None:
        """Take in what is known of one document."""
        self._heard = True
        self._known = self._known or one.knows_base
        if not self._known:
            self._sigla.update(dict.fromkeys(one.sigla))
        self._cited |= one.cited
        idle = {place: key for key, place in one.idle if key not in self._cited}
        for file in {place.file for place in idle}:
            here = {place: key for place, key in idle.items() if place.file == file}
            known = self._idle.get(file, {})
            if not here.keys() <= known.keys():
                self._idle[file] = known | here
        if one.id:
            self._look_for_another(one)

    def findings(self) -> Findings:
        """What shows once all were heard."""
        return Findings(chain(self._unknown_base(), self._never_cited(), self._twice))

    def _look_for_another(self, one: Facts) -> None:
        address = file_name(one.id).lower()
        name, where = self._first.get(address, ("", ""))
        if not name:
            self._first[address] = one.id, one.place.file
            return
        hint = "give each document an xml:id of its own; its address is made from it"
        if name == one.id:
            code = "id.duplicate-in-edition"
            told = f'the document in {where} has the same xml:id "{one.id}"'
        else:
            code = "id.page-clash"
            told = f'the documents "{name}" ({where}) and "{one.id}" give the same address'
        self._twice.append(found(code, one.place, told, hint))

    def _unknown_base(self) -> Iterator[Finding]:
        base = self._config.apparatus.base
        if not self._heard or self._known:
            return
        told = (
            f'apparatus.base must be "first", "order" or a siglum of some text, not {short(base)}'
        )
        hint = did_you_mean(base, [FIRST, ORDER, *self._sigla])
        place = place_of_option(self._config, "apparatus.base")
        yield found("config.wrong-value", place, told, hint)

    def _never_cited(self) -> Iterator[Finding]:
        """Witnesses that no document cites, once for each file that declares some."""
        for declared in self._idle.values():
            idle = {place: key for place, key in declared.items() if key not in self._cited}
            if idle:
                told = f"no reading cites {listed(idle.values())}"
                hint = (
                    "see whether a siglum is misspelt; if they are described only, nothing is wrong"
                )
                yield found("wit.never-cited", min(idle), told, hint)
