"""An Edition -> its website in site/ of the output tree: pages, pictures, downloads.

The pages of a document are computed from that document alone, the titles of the edition, and
templates; pages of the whole edition come from what the edition keeps in memory. All that a page
links to lies inside site/, so that the folder can be zipped, moved and opened without a server.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from siglum.apparatus.departures import WRITTEN
from siglum.collector import resting
from siglum.config import Config
from siglum.edition import Document, Edition
from siglum.findings import Finding, Findings
from siglum.ledger.records import Record as Published
from siglum.metadata.record import Record
from siglum.ondisk import DiskTable
from siglum.outputs.beside import write_pair
from siglum.outputs.exchange import write_exchange
from siglum.outputs.offered import byline, downloads, link_to_unit, links_beside, links_of_moved
from siglum.outputs.overview import Overview, put, record_downloads
from siglum.outputs.synopsis import are_many, write_synopsis
from siglum.outputs.trees import SITE, Tree
from siglum.outputs.witnesspages import WitnessPages
from siglum.render.beside import pair_up
from siglum.render.citation import cite
from siglum.render.contents import contents_around, contents_tree, units_around
from siglum.render.correspondence import Correspondence
from siglum.render.density import Passage, draw_density, read_passages, sum_up
from siglum.render.filters import filters
from siglum.render.pages import (
    Download,
    Link,
    Pages,
    about_page,
    choices,
    compile_templates,
    download_page,
    references_data,
    references_page,
    stand_in_row,
    synopsis_page,
    witness_styles,
)
from siglum.render.places import begins_with, place_unit
from siglum.render.presence import read_presence
from siglum.render.records import (
    Head,
    Records,
    head_of,
    part_page,
    record_files,
    record_findings,
    whole_page,
)
from siglum.render.references import References, records
from siglum.render.resources import Resources
from siglum.render.signposts import linkset, linkset_page, part_signposts, signposts
from siglum.render.signs import key_of
from siglum.render.stylesheets import Renderer
from siglum.render.urls import (
    START,
    document_page,
    picture_address,
)
from siglum.together import make_together
from siglum.variation.agreement import Count, Counting, Pictures

#: So many entries make pages that several processes make sooner than one.
_PAYS = 1000


def prepare_website(config: Config) -> None:
    """Load what pages of any text with an apparatus take, before there are any to write."""
    compile_templates(config, Resources(config.folder if config.file else None))


def write_website(
    edition: Edition,
    tree: Tree,
    printed: Mapping[str, Path] | None = None,
    earlier: Mapping[str, Published] | None = None,
) -> Findings:
    """Write the whole website -> what the stylesheets had to say.

    `printed` holds the PDF files that were made, by the key of their document; the one of the
    whole edition has the key "". `earlier` holds what was ever published, by identifier. Raises
    EditionError when templates or stylesheets cannot be used.
    """
    website = Website(edition, printed or {}, earlier or {})
    for document in edition.documents:
        website.write_document(document, tree)
        website.copy_source(document, tree)
    website.write_edition(tree)
    return website.findings


def write_document(
    edition: Edition, document: Document, tree: Tree, printed: Mapping[str, Path] | None = None
) -> Findings:
    """Write the pages of one document and nothing else; may run in a process of its own."""
    website = Website(edition, printed or {}, {})
    website.write_document(document, tree)
    return website.findings


class Website:
    """What it takes to make the pages of one edition: its templates, stylesheets and PDFs."""

    def __init__(
        self,
        edition: Edition,
        printed: Mapping[str, Path],
        earlier: Mapping[str, Published],
    ) -> None:
        self.edition = edition
        self._earlier = earlier
        self._resources = Resources(edition.config.folder if edition.config.file else None)
        self.pages = Pages(edition, self._resources)
        self.renderer = Renderer(edition, self._resources, "web")
        self.findings = Findings()
        self._printed = printed
        self._records = Records(edition, printed)
        self._url = edition.config.edition.url
        self._t = self.pages.phrases
        layers = edition.config.apparatus.layers
        self._layers = layers if len(layers) > 1 else ()
        self._letters = Correspondence(
            edition, self.renderer.pointers, self.renderer.mentions, self._t
        )

        self._witness_pages: WitnessPages | None = None  # of the document at hand
        self._pairs, self._unpaired = pair_up(edition)
        self._pictures: DiskTable[Pictures] = DiskTable(private=True)  # of documents with witnesses

    # --- one document ---------------------------------------------------------------------

    def write_document(self, document: Document, tree: Tree) -> None:
        """Write every page of `document`, its records, pictures, and rules for its witnesses."""
        record = self._records.of(document)
        if self.edition.config.file:  # a file that is only looked at is handed in nowhere
            self.findings += record_findings(record, document)
        if document.entries:
            page = witness_styles(document)
            told = {
                "choices": choices(document),
                "layers": self._layers,
                "filters": filters(document),
            }
            put(tree, page, self.pages.render("witnesses.css", page, told))
        references = References(document)
        jobs = self.edition.config.jobs if document.entries >= _PAYS else 1
        told_of = partial(self._model, document, record)
        self._witness_pages = None
        made = self.edition.config.outputs.website
        one_by_one = made is not None and made.witness_pages and len(choices(document)) > 1
        if one_by_one and are_many(document):
            self._witness_pages = WitnessPages(document)
        if self._has_synopsis(document):
            keep = self._witness_pages.keep if self._witness_pages else None
            write_synopsis(self.pages, document, told_of, tree, jobs, keep)
        if self._witness_pages:
            self._witness_pages.write(self.pages, told_of, tree, jobs)
        passages = self._write_units(document, record, references, tree)
        if document.units[0].page != START:
            self._write_contents(document, record, references, passages, tree)
        if references.useful:
            self._write_references(document, record, references, tree)
        self._write_description(document, record, tree)
        self._write_linkset(document, record, tree)
        self._take_findings()
        for file in record_files(document):
            put(tree, file.href, file.format.write(record))
        for picture in document.pictures:
            name = unquote(document_page(document, picture_address(document, picture.url)))
            shutil.copyfile(picture.path, tree.path(f"{SITE}/{name}"))

    def _has_synopsis(self, document: Document) -> bool:
        """Whether its witnesses are shown side by side: there are some, and it is wanted."""
        made = self.edition.config.outputs.website
        return made is not None and made.synopsis and len(choices(document)) > 1

    def _take_findings(self) -> None:
        self.findings += self.renderer.findings
        self.renderer.findings.clear()

    def _write_units(
        self, document: Document, record: Record, references: References, tree: Tree
    ) -> list[Passage]:
        """Write the pages on which one reads -> how dense entries are on each of them.

        Those of a long apparatus are made in several processes.
        """
        jobs = self.edition.config.jobs if document.entries >= _PAYS else 1
        counting = Counting(document)

        def make(number: int) -> tuple[Path, list[Finding], frozenset[str], Passage, Count]:
            before = len(self.renderer.findings)
            unit = document.read_unit(number)
            count = counting.count(unit)
            told, signs, passage = self._unit_page(document, record, number, references, unit)
            # by way of a file: pages wait in no queue, where they would fill the memory
            made = document.store / f"page-{number}.html"
            made.write_text(told, "utf-8", newline="")
            return made, self.renderer.findings[before:], signs, passage, count

        found: list[Finding] = []
        passages: list[Passage] = []
        counts: list[Count] = []
        for made, findings, signs, passage, count in make_together(make, len(document.units), jobs):
            put(tree, passage.address, made.read_bytes())
            made.unlink()
            found += findings
            passages.append(passage)
            counts.append(count)
            self.renderer.note_signs(document, signs)
        self.renderer.findings.clear()
        self.findings += found
        if document.witnesses:
            self._pictures[document.key] = counting.draw(counts)
        return passages

    @resting()
    def _unit_page(
        self,
        document: Document,
        record: Record,
        number: int,
        references: References,
        tree: etree._Element,
    ) -> tuple[str, frozenset[str], Passage]:
        """A page on which one reads, the signs that occur on it, and how dense entries are.

        `tree` is the unit as stored; it is used up.
        """
        unit = document.units[number]
        page = document_page(document, unit.page)
        passages = read_passages(tree) if document.entries else []
        rendered = self.renderer.unit(document, number, tree)
        placed = place_unit(rendered, references.shown)
        alone = len(document.units) == 1
        title = document.title if alone else unit.title
        some = choices(document)
        around = () if alone else contents_around(document.units, number, references.passages)
        headings = placed.headings
        if headings and begins_with(placed.text, title):
            headings = headings[1:]
        place = "" if alone else references.extent(unit.page)
        part = "" if alone or (document.declared and place) else unit.title
        model = self._model(document, record, page, title, part, place)
        model["crumbs"] += [
            Link(one.title, document_page(document, one.page), language=one.language)
            for one in units_around(document.units, number)
        ]
        model |= {
            "unit": placed,
            "letters": self._letters.cards(document, page) if number == 0 else (),
            "beside": links_beside(document, number, self._pairs),
            "synopsis": self._synopsis_of(document, number),
            "witnesses": self._witness_pages.at(number) if self._witness_pages else (),
            "witnesses_listed": self._witness_pages.listed if self._witness_pages else "",
            "references": references_page(document) if references.useful else "",
            "head_repeats": begins_with(placed.text, title),
            "language_of_title": "" if alone else unit.title_language,
            "text_language": unit.language or document.language,
            "byline": byline(document, self._t) if alone else "",
            "choices": some,
            "signs": key_of(rendered.signs, self._t),
            "views": bool(rendered.signs) or WRITTEN in rendered.text,
            "layers": self._layers if placed.apparatus else (),
            "filters": filters(document) if placed.apparatus else (),
            "present": read_presence(document, number),
            "density": draw_density(passages),
            "in_row": stand_in_row(some),
            "styles": witness_styles(document) if document.entries else "",
            "contents": around,
            "inside": headings if len(headings) > 1 else (),
            "moved": self._moved(document, unit.page),
            "previous": link_to_unit(document, number - 1),
            "next": link_to_unit(document, number + 1),
        }
        told = self.pages.render("document.html", page, model)
        return told, rendered.signs, sum_up(page, unit.title, passages)

    def _synopsis_of(self, document: Document, unit: int) -> str:
        """The address of the synopsis of a unit; empty where there is nothing to compare."""
        there = self._has_synopsis(document) and document.units[unit].entries
        return synopsis_page(document, unit) if there else ""

    def copy_source(self, document: Document, tree: Tree) -> None:
        """Give the TEI of a document away, once where several texts are in one file."""
        name = f"{SITE}/downloads/{document.tei}"
        if not tree.has(name):
            shutil.copyfile(document.published, tree.path(name))

    def _write_linkset(self, document: Document, record: Record, tree: Tree) -> None:
        """The typed links of a text, for machines."""
        links = linkset(self.edition, record, document, self._printed)
        put(tree, linkset_page(document), json.dumps(links, ensure_ascii=False, indent=1) + "\n")

    def _write_references(
        self, document: Document, record: Record, references: References, tree: Tree
    ) -> None:
        page = references_page(document)
        start = Link(document.title, document_page(document))
        model = self._model(document, record, page, self._t["references"]) | {
            "systems": references.lists(),
            "data": references_data(document),
            "text_language": document.language,
            "crumbs": [Link(self._t["texts"], START), start],
        }
        put(tree, page, self.pages.render("references.html", page, model))
        data = records(document, references, self.edition.config.edition.url)
        put(tree, references_data(document), data)

    def _write_contents(
        self,
        document: Document,
        record: Record,
        references: References,
        passages: list[Passage],
        tree: Tree,
    ) -> None:
        page = document_page(document)
        model = self._model(document, record, page, document.title) | {
            "references": references_page(document) if references.useful else "",
            "contents": contents_tree(document.units, references.passages, document.ids),
            "byline": byline(document, self._t, with_authors=False),
            "moved": self._moved(document, START),
            "letters": self._letters.cards(document, page),
            "density": draw_density(passages),
        }
        put(tree, page, self.pages.render("contents.html", page, model))

    def _moved(self, document: Document, page: str) -> list[Link]:
        """Links from what was published on a page to where it stands now."""
        before = self._earlier.get(document.identifier)
        if before is None or before.key != document.key:
            return []
        return links_of_moved(document, page, before.addresses)

    def _write_description(self, document: Document, record: Record, tree: Tree) -> None:
        page = about_page(document)
        start = Link(document.title, document_page(document))
        about = self._t["about_of"].format(title=document.title)
        model = self._model(document, record, page, document.title) | {
            "machines": self._head(record, page, about),
            "header": self.renderer.header(document),
            "records": record_downloads(document, citation=False),
            "start": start.href,
            "crumbs": [Link(self._t["texts"], START), start],
        }
        put(tree, page, self.pages.render("description.html", page, model))

    def _model(
        self,
        document: Document,
        record: Record,
        page: str,
        title: str,
        part: str = "",
        place: str = "",
    ) -> dict[str, Any]:
        crumbs = [Link(self._t["texts"], START)]
        if part or place:
            crumbs.append(Link(document.title, document_page(document)))
        return {
            "document": document,
            "title": title,
            "folder": document_page(document, ""),
            "crumbs": crumbs,
            "about": about_page(document),
            "citation": cite(self.edition, record, page, self._t, part, place),
            "downloads": downloads(self.edition, document, self._printed, self._t),
            "signposts": signposts(self.edition, record, document, self._printed)
            if page == document_page(document)
            else part_signposts(record, document),
            "citation_files": record_downloads(document, citation=True),
            "machines": self._head(
                record, page, "" if page == document_page(document) else part or place or title
            ),
        }

    def _head(self, record: Record, page: str, part: str) -> Head:
        """What the head of one of the document's pages says; `part` is what the page is of it."""
        made = part_page(record, page, part, self._url) if part else whole_page(record)
        return head_of(record, made, bool(part))

    # --- the whole edition ----------------------------------------------------------------

    def write_edition(self, tree: Tree) -> None:
        """Write what is about all texts, what others look for in an edition, and static files."""
        edition = self.edition
        self.findings += self._unpaired
        for pair in self._pairs:
            told_of = partial(self._model, pair.texts[0], self._records.of(pair.texts[0]))
            write_pair(self.pages, self.renderer, pair, told_of, tree)
        downloads = []
        if "" in self._printed:
            name = self._printed[""].name
            downloads = [Download(self._t["download_all"], download_page(name), "pdf")]
        offered = write_exchange(edition, self._records, tree, SITE)
        downloads += offered.downloads(self._t)
        overview = Overview(
            edition,
            self.pages,
            self.renderer,
            self._records,
            self._letters,
            self._printed,
            self._pictures,
        )
        overview.write(tree, downloads, tuple(offered.signposts()))
        self._take_findings()
        for file in self._printed.values():
            shutil.copyfile(file, tree.path(f"{SITE}/downloads/{file.name}"))
        for name, path in self._resources.names("templates", "static").items():
            tree.write(f"{SITE}/{name}", path.read_bytes())
