"""Stored units -> the HTML of texts, notes and apparatus, by the XSLT that editors may override.

One `Renderer` serves a whole run: stylesheets are compiled once. What a stylesheet says with
`xsl:message` becomes a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal

from lxml import etree

from siglum.config import PdfOptions
from siglum.edition import Document, Edition
from siglum.exchange.registers import ENTRIES
from siglum.findings import EditionError, Finding, Place, found
from siglum.ondisk import DiskTable
from siglum.render.attendance import mark_turns, show_present
from siglum.render.attestation import Attestation
from siglum.render.extents import tell_extents
from siglum.render.filters import tell_sorts
from siglum.render.headers import element_name, prepare_header
from siglum.render.layers import LAYER, set_layers
from siglum.render.leiden import set_signs
from siglum.render.linking import NAME, Linker
from siglum.render.looks import Looks, Renditions, note_looks
from siglum.render.mentions import Mentions, print_mentions, tell_mentions
from siglum.render.pages import about_page
from siglum.render.parallel import keep_beside, set_beside
from siglum.render.preparing import BLOCK, DESCRIBING, KIND, keeps_lines, prepare_structure
from siglum.render.presence import hide_lost
from siglum.render.resources import Resources
from siglum.render.safety import make_safe
from siglum.render.sigla import Sigla, take_sigla
from siglum.render.signs import signs_in
from siglum.render.threads import tell_posts
from siglum.render.urls import WITNESSES, Pointers, document_page, relative
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI
from siglum.source.trees import all_text
from siglum.source.vocabulary import names
from siglum.wording import parameters

Medium = Literal["web", "print"]
_SHEETS: dict[Medium, str] = {"web": "html.xsl", "print": "print.xsl"}
_RECORDS = names("person personGrp place org event object nym")


@dataclass(frozen=True, slots=True)
class RenderedUnit:
    """The HTML of a unit's parts; empty where it has none.

    Rows of sigla are filled in, but for those of the apparatus: `sigla` does it at last.
    """

    text: str
    notes: str = ""
    apparatus: str = ""
    sigla: Sigla = field(default_factory=Sigla)
    signs: frozenset[str] = frozenset()  # of editors, by the keys of their meanings


class Renderer:
    """Runs the stylesheets of one medium over the units of an edition.

    Raises EditionError (`render.stylesheet`) when a stylesheet cannot be used.
    """

    def __init__(self, edition: Edition, resources: Resources, medium: Medium) -> None:
        self.findings: list[Finding] = []
        #: Of editors, in each document with witnesses, as far as they were noted.
        self.signs: DiskTable[frozenset[str]] = DiskTable(private=True)
        self._sheet = _SHEETS[medium]
        self._web = medium == "web"
        self._table = edition.config.phrases
        self._phrases = _laid_out(self._table)
        self.pointers = Pointers(edition)
        self.mentions = Mentions(edition, self.pointers, every=not self._web)
        self._linker = Linker(self.pointers, self.mentions, self._web, self._table)
        self._transform = self._compile(resources)
        self._layers = edition.config.apparatus.layers
        book = edition.config.outputs.pdf
        self._beside = medium == "print" and book is not None and book.margin_notes == "side"
        self._witnesses = (book or PdfOptions()).witnesses if medium == "print" else "never"
        self._styles = edition.config.styles("website" if self._web else "pdf")
        self._rest = edition.config.apparatus.rest
        self._order = edition.config.apparatus.order
        self._attestation: Attestation | None = None  # of the last document
        self._looks = Looks(edition.config.looks)
        self._renditions: tuple[str, Renditions] = ("", Renditions())  # of the last document
        said = parameters(edition.config.words)
        self._words = {name: etree.XSLT.strparam(word) for name, word in said.items()}

    def unit(
        self, document: Document, number: int, stored: etree._Element | None = None
    ) -> RenderedUnit:
        """The HTML of unit `number` (from 0) of `document`, as three parts.

        `stored` is its tree, if that was read already; it is used up.
        """
        unit, sigla = self.unit_tree(document, number, stored=stored)
        parts = {section.get("class", ""): _inner(section) for section in unit}
        signs = signs_in(unit)
        return RenderedUnit(
            sigla.fill(parts.get("text", "")),
            sigla.fill(parts.get("notes", "")),
            parts.get("apparatus", ""),
            sigla,
            signs,
        )

    def note_signs(self, document: Document, signs: frozenset[str]) -> None:
        """Keep in mind that these signs occur in a document, if they get a key there."""
        if document.witnesses and signs:
            self.signs[document.key] = self.signs.get(document.key, frozenset()) | signs

    def unit_tree(
        self,
        document: Document,
        number: int,
        top: int = 2,
        stored: etree._Element | None = None,
    ) -> tuple[etree._Element, Sigla]:
        """The HTML tree of a unit: `div.unit` with `section`s text, notes and apparatus.

        `top` is the level of its first headings. The sigla come apart, to be filled in when the
        tree is written.
        """
        page = document_page(document, document.units[number].page)
        tree = document.read_unit(number) if stored is None else stored
        self._prepare(tree, document, page, top)
        if self._web:
            set_beside(tree)
        told = self._witnesses == "always" or (
            self._witnesses == "changing" and document.fragmentary
        )
        witnesses = mark_turns(document, tree) if told else {}
        unit = self._run(tree, document, view="unit", lines=self._lines(document, tree))
        sigla = take_sigla(unit, "html" if self._web else "xml")
        if told:
            show_present(unit, witnesses, sigla.labels)
        return unit, sigla

    def beside(
        self,
        document: Document,
        number: int,
        placed: Mapping[int, tuple[int, int]],
        column: str,
        page: str,
    ) -> str:
        """The HTML of some blocks of a unit for a page that shows them beside another text.

        `placed` has row and span of each, by its position. All links lead to the pages of the
        text, which alone have addresses.
        """
        own = relative(page, document_page(document, document.units[number].page))
        tree = document.read_unit(number)
        self._prepare(tree, document, page, 2)
        keep_beside(tree, placed, column)
        unit = self._run(tree, document, view="unit", lines=self._lines(document, tree))
        sigla = take_sigla(unit, "html")
        for element in unit.iter(etree.Element):
            element.attrib.pop("id", "")
            if (href := element.get("href", "")).startswith("#"):
                element.set("href", own + href)
        section = next(one for one in unit if one.get("class") == "text")
        return sigla.fill(_inner(section))

    def _lines(self, document: Document, tree: etree._Element) -> str:
        """Whether line breaks of the source are kept: where print has entries, it makes lines."""
        return "keep" if document.entries == 0 or (self._web and keeps_lines(tree)) else "flow"

    def _prepare(self, tree: etree._Element, document: Document, page: str, top: int) -> None:
        """Give the tree of a unit all that stylesheets need, for a page at an address; in place."""
        prepare_structure(tree, top)
        set_layers(tree, self._layers, beside=self._beside)
        if self._web:
            hide_lost(document, tree)
            tell_sorts(document, tree)
        if set(self._styles.values()) != {"as encoded"}:
            self._attestation_of(document).settle(tree)
        for record in tree.iter(*_RECORDS):
            for child in record:
                child.set(NAME, element_name(child, self._table))
                if kind := child.get("type", ""):
                    child.set(KIND, f"{kind[:1].upper()}{kind[1:]}".replace("_", " "))
        for part in tree.iter(*DESCRIBING):
            name, around = element_name(part, self._table), part.getparent()
            if part.get(BLOCK) and (around is None or around.get(NAME) != name):
                part.set(NAME, name)
        self._linker.link(tree, document, page)
        self._tell_mentions(tree, document, page)
        tell_posts(
            tree,
            partial(self._linker.person, document, page),
            partial(self._linker.place, document, page),
            self._table,
        )

    def conspectus(self, document: Document) -> str:
        """The witness lists of `document` as HTML; empty where there is no witness."""
        tree = self.conspectus_tree(document)
        return "" if tree is None else _outer(tree)

    def conspectus_tree(self, document: Document) -> etree._Element | None:
        """The witness lists of `document` as an HTML tree; None where there is no witness."""
        tree = document.read_front()
        prepare_structure(tree)
        self._linker.link(tree, document, WITNESSES)
        result = self._run(tree, document, view="conspectus")
        return result if all_text(result).strip() else None

    def header(self, document: Document) -> str:
        """The whole teiHeader of `document` in readable form."""
        tree = document.read_front()
        for header in tree.iterchildren(f"{{{TEI}}}teiHeader"):
            prepare_structure(header)
            prepare_header(header, self._table)
        page = about_page(document)
        self._linker.link(tree, document, page)
        self._tell_mentions(tree, document, page)
        return _outer(self._run(tree, document, view="header"))

    def _tell_mentions(self, tree: etree._Element, document: Document, page: str) -> None:
        """Write where they are mentioned at all entries of registers in `tree`."""
        entries = {entry.id for entry in document.registered}
        for element in list(tree.iter(*ENTRIES)) if entries else ():
            name = element.get(ID, "")
            if name not in entries or not (found := self.mentions.of(document, name)):
                continue
            if not self._web:
                print_mentions(element, found, document)
            else:
                tell_mentions(element, found, page, self._table)

    def _attestation_of(self, document: Document) -> Attestation:
        if self._attestation is None or self._attestation.document.key != document.key:
            ranks = {
                one.key: self._order.index(name)
                for one in document.witnesses
                for name in (one.siglum, one.key)
                if name in self._order
            }
            self._attestation = Attestation(
                document,
                lambda app: self._styles[app.get(LAYER, "")],
                self._rest,
                lambda key: ranks.get(key, len(ranks)),
            )
        return self._attestation

    def _renditions_of(self, document: Document) -> Renditions:
        if self._renditions[0] != document.key:
            self._renditions = document.key, Renditions(document.read_front())
        return self._renditions[1]

    def _compile(self, resources: Resources) -> Any:  # the stubs of XSLT lag behind lxml
        place = Place(f"xslt/{self._sheet}")
        try:
            return etree.XSLT(
                resources.read_stylesheet(self._sheet),
                access_control=etree.XSLTAccessControl.DENY_ALL,  # type: ignore[attr-defined]
            )
        except (etree.XSLTParseError, etree.XMLSyntaxError) as error:
            log = getattr(error, "error_log", None)
            told = "; ".join(entry.message for entry in log or []) or str(error)
            hint = "siglum runs XSLT 1.0 with the EXSLT functions of libxslt"
            raise EditionError([found("render.stylesheet", place, told, hint)]) from None

    def _run(self, tree: etree._Element, document: Document, **params: str) -> etree._Element:
        note_looks(tree, self._looks, self._renditions_of(document))
        tell_extents(tree, self._table)
        set_signs(tree)
        tree.append(deepcopy(self._phrases))
        # A variable of the same name in a sheet of the editor's wins over a parameter
        given = self._words | {key: etree.XSLT.strparam(value) for key, value in params.items()}
        place = Place(f"xslt/{self._sheet}")
        try:
            result = self._transform(tree, **given)
        except etree.XSLTApplyError as error:
            told = "; ".join(e.message for e in self._transform.error_log) or str(error)
            raise EditionError([found("render.stylesheet", place, told)]) from None
        for entry in self._transform.error_log:
            told = f"{document.key}: {entry.message}"
            self.findings.append(found("render.message", place, told))
        root: etree._Element | None = result.getroot()
        if root is None:
            told = f"the stylesheet makes nothing of {document.key}"
            raise EditionError([found("render.stylesheet", place, told)])
        root = deepcopy(root)
        make_safe(root)
        return root


def _laid_out(table: Mapping[str, str]) -> etree._Element:
    """The phrases as stylesheets ask for them; names of elements are told by other means."""
    phrases = etree.Element(f"{{{NORMAL}}}phrases", nsmap={"s": NORMAL})
    for key, words in table.items():
        if not key.startswith(("element.", "attribute.")):
            etree.SubElement(phrases, f"{{{NORMAL}}}phrase", {"key": key}).text = words
    return phrases


def _inner(element: etree._Element) -> str:
    """The HTML inside `element`."""
    whole = _outer(element)
    return whole[whole.index(">") + 1 : whole.rindex("<")]


def _outer(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html")
