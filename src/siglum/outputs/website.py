"""An Edition -> its website in site/ of the output tree: pages, pictures, downloads.

The pages of a document are computed from that document alone, the titles of the edition, and
templates; pages of the whole edition come from what the edition keeps in memory. All that a page
links to lies inside site/, so that the folder can be zipped, moved and opened without a server.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from siglum.crosswalks.citationcff import write_citation_cff
from siglum.edition import Document, Edition
from siglum.exchange.letters import have_calendar
from siglum.findings import Finding
from siglum.ledger.addresses import moved
from siglum.metadata.record import Record
from siglum.outputs.beacon import BEACON
from siglum.outputs.cmif import CMIF
from siglum.outputs.exchange import has_manifest, write_exchange
from siglum.outputs.iiif import COLLECTION, manifest_page
from siglum.outputs.writing import Tree
from siglum.phrases.speaking import listed
from siglum.render.citation import cite
from siglum.render.contents import contents_around, contents_tree
from siglum.render.correspondence import Correspondence
from siglum.render.pages import (
    ABOUT,
    Download,
    Link,
    Pages,
    about_page,
    choices,
    download_page,
    references_data,
    references_page,
    stand_in_row,
    witness_styles,
)
from siglum.render.places import begins_with, place_unit, prefix_ids
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
from siglum.render.stylesheets import Renderer
from siglum.render.urls import LETTERS, START, WITNESSES, document_page, fragment, picture_address

SITE = "site"
#: The start page lists the parts of its texts unless there are more of them than this.
_MANY_PARTS = 1500


def write_website(
    edition: Edition,
    tree: Tree,
    printed: Mapping[str, Path] | None = None,
    earlier: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Finding]:
    """Write the whole website -> what the stylesheets had to say.

    `printed` holds the PDF files that were made, by the key of their document; the one of the
    whole edition has the key "". `earlier` holds, by the key of a document and by page, the
    addresses that were ever published. Raises EditionError when templates or stylesheets cannot be
    used.
    """
    website = Website(edition, printed or {}, earlier or {})
    for document in edition.documents:
        website.write_document(document, tree)
    website.write_edition(tree)
    return website.findings + website.renderer.findings


def write_document(
    edition: Edition, document: Document, tree: Tree, printed: Mapping[str, Path] | None = None
) -> list[Finding]:
    """Write the pages of one document and nothing else; may run in a process of its own."""
    website = Website(edition, printed or {}, {})
    website.write_document(document, tree)
    return website.findings + website.renderer.findings


def links_of_moved(document: Document, page: str, addresses: Mapping[str, str]) -> list[Link]:
    """Links from what was published on `page` of a document to the pages where it stands now."""
    return [
        Link(name, f"{document_page(document, now)}#{fragment(name)}")
        for name, now in moved(document.ids, page, addresses.get(page, ""))
    ]


class Website:
    """What it takes to make the pages of one edition: its templates, stylesheets and PDFs."""

    def __init__(
        self,
        edition: Edition,
        printed: Mapping[str, Path],
        earlier: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.edition = edition
        self._earlier = earlier
        self._resources = Resources(edition.config.folder if edition.config.file else None)
        self.pages = Pages(edition, self._resources)
        self.renderer = Renderer(edition, self._resources, "web")
        self.findings: list[Finding] = []
        self._printed = printed
        self._records = Records(edition, printed)
        self._url = edition.config.edition.url
        self._t = self.pages.phrases
        self._letters = Correspondence(
            edition, self.renderer.pointers, self.renderer.mentions, self._t
        )

    # --- one document ---------------------------------------------------------------------

    def write_document(self, document: Document, tree: Tree) -> None:
        """Write every page of `document`, its records, pictures, and rules for its witnesses."""
        record = self._records.of(document)
        if self.edition.config.file:  # a file that is only looked at is handed in nowhere
            self.findings += record_findings(record, document)
        if choices(document):
            styles = self.pages.render(
                "witnesses.css", witness_styles(document), {"choices": choices(document)}
            )
            _put(tree, witness_styles(document), styles)
        references = References(document)
        for number in range(len(document.units)):
            self._write_unit(document, record, number, references, tree)
        if document.units[0].page != START:
            self._write_contents(document, record, references, tree)
        if references.useful:
            self._write_references(document, record, references, tree)
        self._write_description(document, record, tree)
        self._write_linkset(document, record, tree)
        for file in record_files(document):
            _put(tree, file.href, file.format.write(record))
        for picture in document.pictures:
            name = unquote(document_page(document, picture_address(document, picture.url)))
            shutil.copyfile(picture.path, tree.path(f"{SITE}/{name}"))

    def _write_unit(
        self, document: Document, record: Record, number: int, references: References, tree: Tree
    ) -> None:
        unit = document.units[number]
        page = document_page(document, unit.page)
        placed = place_unit(self.renderer.unit(document, number), references.shown)
        alone = len(document.units) == 1
        title = document.title if alone else unit.title
        some = choices(document)
        around = () if alone else contents_around(document.units, number, references.passages)
        headings = placed.headings
        if headings and begins_with(placed.text, title):
            headings = headings[1:]
        place = "" if alone else references.extent(unit.page)
        part = "" if alone or (document.declared and place) else unit.title
        model = self._model(document, record, page, title, part, place) | {
            "unit": placed,
            "letters": self._letters.cards(document, page) if number == 0 else (),
            "references": references_page(document) if references.useful else "",
            "head_repeats": begins_with(placed.text, title),
            "language_of_title": "" if alone else unit.language,
            "text_language": unit.language or document.language,
            "byline": self._byline(document) if alone else "",
            "choices": some,
            "in_row": stand_in_row(some),
            "styles": witness_styles(document) if some else "",
            "contents": around,
            "inside": headings if len(headings) > 1 else (),
            "moved": self._moved(document, unit.page),
            "previous": self._neighbour(document, number - 1),
            "next": self._neighbour(document, number + 1),
        }
        _put(tree, page, self.pages.render("document.html", page, model))

    def _write_linkset(self, document: Document | None, record: Record, tree: Tree) -> None:
        """The typed links of a text or of the edition, for machines."""
        links = linkset(self.edition, record, document, self._printed)
        _put(tree, linkset_page(document), json.dumps(links, ensure_ascii=False, indent=1) + "\n")

    def _neighbour(self, document: Document, number: int) -> Link | None:
        if not 0 <= number < len(document.units):
            return None
        unit = document.units[number]
        return Link(unit.title, document_page(document, unit.page), language=unit.language)

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
        _put(tree, page, self.pages.render("references.html", page, model))
        data = records(document, references, self.edition.config.edition.url)
        _put(tree, references_data(document), data)

    def _write_contents(
        self, document: Document, record: Record, references: References, tree: Tree
    ) -> None:
        page = document_page(document)
        model = self._model(document, record, page, document.title) | {
            "references": references_page(document) if references.useful else "",
            "contents": contents_tree(document.units, references.passages, document.ids),
            "byline": self._byline(document, with_authors=False),
            "moved": self._moved(document, START),
            "letters": self._letters.cards(document, page),
        }
        _put(tree, page, self.pages.render("contents.html", page, model))

    def _moved(self, document: Document, page: str) -> list[Link]:
        """Links from what was published on a page to where it stands now."""
        return links_of_moved(document, page, self._earlier.get(document.key, {}))

    def _write_description(self, document: Document, record: Record, tree: Tree) -> None:
        page = about_page(document)
        start = Link(document.title, document_page(document))
        about = self._t["about_of"].format(title=document.title)
        model = self._model(document, record, page, document.title) | {
            "machines": self._head(record, page, about),
            "header": self.renderer.header(document),
            "records": self._record_files(document, citation=False),
            "start": start.href,
            "crumbs": [Link(self._t["texts"], START), start],
        }
        _put(tree, page, self.pages.render("description.html", page, model))

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
            "downloads": self._downloads(document),
            "signposts": signposts(self.edition, record, document, self._printed)
            if page == document_page(document)
            else part_signposts(record, document),
            "citation_files": self._record_files(document, citation=True),
            "machines": self._head(
                record, page, "" if page == document_page(document) else part or place or title
            ),
        }

    def _head(self, record: Record, page: str, part: str) -> Head:
        """What the head of one of the document's pages says; `part` is what the page is of it."""
        made = part_page(record, page, part, self._url) if part else whole_page(record)
        return head_of(record, made, bool(part))

    def _record_files(self, document: Document | None, citation: bool) -> list[Download]:
        """The records that readers want for their `citation`, or those for libraries."""
        return [
            Download(file.format.title, file.href, file.format.ending)
            for file in record_files(document)
            if file.format.citation is citation
        ]

    def _byline(self, document: Document | None = None, with_authors: bool = True) -> str:
        """Whose work a text or the edition is, in one line."""
        editors = self.edition.config.edition.editors
        authors: tuple[str, ...] = ()
        if document is not None:
            editors = document.metadata.editors
            authors = document.metadata.authors
        said = [listed(authors, self._t)] if authors and with_authors else []
        editors = tuple(name for name in editors if name not in authors)
        if editors:
            said.append(self._t["edited_by"].format(names=listed(editors, self._t)))
        return " · ".join(said)

    def _downloads(self, document: Document) -> list[Download]:
        files = [Download(self._t["download_tei"], download_page(document.tei), "tei")]
        if document.key in self._printed:
            name = self._printed[document.key].name
            files.append(Download(self._t["download_pdf"], download_page(name), "pdf"))
        if has_manifest(self.edition, document):
            files.append(Download(self._t["download_iiif"], manifest_page(document), "iiif"))
        return files

    # --- the whole edition ----------------------------------------------------------------

    def write_edition(self, tree: Tree) -> None:
        """Write start page, witnesses, the page about the edition, downloads, static files."""
        edition = self.edition
        parts = sum(len(document.units) for document in edition.documents)
        documents = [
            {
                "document": document,
                "href": document_page(document),
                "about": about_page(document),
                "folder": document_page(document, ""),
                "line": self._line(document),
                "contents": contents_tree(document.units)
                if len(document.units) > 1 and parts <= _MANY_PARTS
                else [],
            }
            for document in edition.documents
        ]
        downloads = []
        if "" in self._printed:
            name = self._printed[""].name
            downloads = [Download(self._t["download_all"], download_page(name), "pdf")]
        offered = write_exchange(edition, self._records, tree, SITE)
        if offered.letters:
            downloads.append(Download(self._t["download_letters"], CMIF, "cmif"))
        if offered.persons:
            downloads.append(Download(self._t["download_persons"], BEACON, "beacon"))
        if offered.facsimiles:
            downloads.append(Download(self._t["download_facsimiles"], COLLECTION, "iiif"))
        model = {
            "documents": documents,
            "byline": self._byline(),
            "downloads": downloads,
            "has_entries": any(document.entries for document in edition.documents),
            "citation": cite(edition, self._records.edition, START, self._t),
            "citation_files": self._record_files(None, citation=True),
        }
        posts = signposts(edition, self._records.edition, None, self._printed)
        start = model | {"title": edition.title, "signposts": posts}
        self._put_page(tree, "index.html", START, start)
        records = self._record_files(None, citation=False)
        about = model | {"title": self._t["about_edition"], "records": records}
        self._put_page(tree, "about.html", ABOUT, about)
        self._write_records(tree)
        if any(document.witnesses for document in edition.documents):
            self._write_witnesses(tree)
        if have_calendar(one for document in edition.documents for one in document.letters):
            self._write_calendar(tree)
        self._copy_downloads(tree)
        self._write_linkset(None, self._records.edition, tree)
        for name, file in self._resources.names("templates", "static").items():
            tree.write(f"{SITE}/{name}", file.read_bytes())

    def _write_records(self, tree: Tree) -> None:
        """Write the record of the edition in every format, and CITATION.cff."""
        record = self._records.edition
        for file in record_files():
            _put(tree, file.href, file.format.write(record))
        _put(tree, "CITATION.cff", write_citation_cff(record, self._t["cite_please"]))

    def _line(self, document: Document) -> str:
        """Authors and date of a text, for the list of texts."""
        metadata = document.metadata
        return " · ".join(
            part for part in (listed(metadata.authors, self._t), metadata.subtitle) if part
        )

    def _write_witnesses(self, tree: Tree) -> None:
        shown = []
        for document in self.edition.documents:
            if document.witnesses and (conspectus := self.renderer.conspectus(document)):
                prefix = f"{document.key}." if len(self.edition.documents) > 1 else ""
                conspectus = prefix_ids(conspectus, prefix)
                start = document_page(document)
                shown.append({"document": document, "href": start, "conspectus": conspectus})
        model = {
            "documents": shown,
            "title": self._t["witnesses"],
            "citation": cite(self.edition, self._records.edition, WITNESSES, self._t),
        }
        self._put_page(tree, "witnesses.html", WITNESSES, model)

    def _write_calendar(self, tree: Tree) -> None:
        """All letters by year and month."""
        years, undated = self._letters.calendar(LETTERS)
        model = {
            "years": years,
            "undated": undated,
            "title": self._t["letters"],
            "crumbs": [Link(self._t["texts"], START)],
            "citation": cite(self.edition, self._records.edition, LETTERS, self._t),
        }
        self._put_page(tree, "letters.html", LETTERS, model)

    def _copy_downloads(self, tree: Tree) -> None:
        copied: set[str] = set()
        for document in self.edition.documents:
            if document.tei not in copied:
                copied.add(document.tei)
                shutil.copyfile(document.published, tree.path(f"{SITE}/downloads/{document.tei}"))
        for file in self._printed.values():
            shutil.copyfile(file, tree.path(f"{SITE}/downloads/{file.name}"))

    def _put_page(self, tree: Tree, template: str, page: str, model: dict[str, Any]) -> None:
        record = self._records.edition
        part = part_page(record, page, model["title"], self._url)
        made = whole_page(record) if page == START else part
        model["machines"] = head_of(record, made)
        _put(tree, page, self.pages.render(template, page, model))


def _put(tree: Tree, page: str, content: str) -> None:
    tree.write(f"{SITE}/{unquote(page)}", content)
