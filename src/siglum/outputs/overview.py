"""An Edition -> the pages of its website that are about all texts: lists, witnesses, descriptions.

With a great many texts the start page lists groups of them, each of which has pages of its own:
no page, and no list in memory, grows with the edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from siglum.crosswalks.citationcff import write_citation_cff
from siglum.edition import Document, Edition
from siglum.exchange.letters import have_calendar
from siglum.outputs.trees import SITE, Tree
from siglum.phrases.speaking import listed
from siglum.render.citation import cite
from siglum.render.contents import contents_tree
from siglum.render.correspondence import Correspondence, Row, Year
from siglum.render.pages import ABOUT, Download, Link, Pages, about_page
from siglum.render.places import prefix_ids
from siglum.render.records import Records, head_of, part_page, record_files, whole_page
from siglum.render.signposts import Signpost, linkset_of_edition, linkset_page, signposts
from siglum.render.signs import key_of
from siglum.render.stemma import draw_stemma
from siglum.render.stylesheets import Renderer
from siglum.render.urls import LETTERS, START, WITNESSES, document_page
from siglum.variation.agreement import Pictures

#: The start page lists the parts of its texts unless there are more of them than this.
_MANY_PARTS = 1500
#: Letters by year, and those without a date.
_Rows = tuple[list[Year], list[Row]]
_ALONE: dict[str, Any] = {"crumbs": (), "previous": None, "next": None}
#: So many texts have one list. If there are more, each group of the second number has its own.
_MANY_TEXTS, _GROUP = 1000, 500


def record_downloads(document: Document | None, citation: bool) -> list[Download]:
    """The records of a text, or of the edition: those for a `citation`, or those for libraries."""
    return [
        Download(file.format.title, file.href, file.format.ending)
        for file in record_files(document)
        if file.format.citation is citation
    ]


class Overview:
    """What it takes to make these pages.

    `printed` holds the PDF files by key of their document, `pictures` what is drawn of its
    witnesses.
    """

    def __init__(
        self,
        edition: Edition,
        pages: Pages,
        renderer: Renderer,
        records: Records,
        letters: Correspondence,
        printed: Mapping[str, Path],
        pictures: Mapping[str, Pictures],
    ) -> None:
        self._edition = edition
        self._pictures = pictures
        self._pages = pages
        self._renderer = renderer
        self._records = records
        self._letters = letters
        self._printed = printed
        self._t = pages.phrases
        many = len(edition.documents) > _MANY_TEXTS
        self._groups = range(0, len(edition.documents), _GROUP) if many else range(0)

    def write(self, tree: Tree, downloads: Sequence[Download], more: Sequence[Signpost]) -> None:
        """Write start page, lists, witnesses, the page about the edition, its records and links.

        `downloads` are files of the whole edition for readers, `more` links to those for machines.
        """
        edition = self._edition
        byline = self._byline()
        model = {
            "documents": () if self._groups else self._lines(0, len(edition.documents)),
            "groups": self._links("texts"),
            "byline": byline,
            "downloads": downloads,
            "has_entries": any(document.entries for document in edition.documents),
            "citation": cite(edition, self._records.edition, START, self._t),
            "citation_files": record_downloads(None, citation=True),
        }
        posts = [*signposts(edition, self._records.edition, None, self._printed), *more]
        start = model | {"title": edition.title, "signposts": posts}
        self._put(tree, "index.html", START, start)
        records = record_downloads(None, citation=False)
        about = model | {"title": self._t["about_edition"], "records": records}
        self._put(tree, "about.html", ABOUT, about)
        for number, first in enumerate(self._groups):
            lines = self._lines(first, first + _GROUP)
            self._put_group(tree, "texts.html", "texts", number, {"documents": lines})
        if any(document.witnesses for document in edition.documents):
            self._write_witnesses(tree)
        if have_calendar(one for document in edition.documents for one in document.letters):
            self._write_calendar(tree)
        self._write_records(tree)
        links = linkset_of_edition(edition, self._records.edition, more)
        tree.write_lines(f"{SITE}/{linkset_page()}", links)

    def _lines(self, first: int, last: int) -> list[dict[str, Any]]:
        """The texts with these numbers, as lists show them."""
        documents = self._edition.documents[first:last]
        parts = sum(len(document.units) for document in documents)
        whole = not self._groups and parts <= _MANY_PARTS
        return [
            {
                "document": document,
                "href": document_page(document),
                "about": about_page(document),
                "folder": document_page(document, ""),
                "line": self._line(document),
                "contents": contents_tree(document.units)
                if whole and len(document.units) > 1
                else [],
            }
            for document in documents
        ]

    def _line(self, document: Document) -> str:
        """Authors and date of a text, for the list of texts."""
        metadata = document.metadata
        return " · ".join(
            part for part in (listed(metadata.authors, self._t), metadata.subtitle) if part
        )

    def _byline(self) -> str:
        editors = self._edition.config.edition.editors
        return self._t["edited_by"].format(names=listed(editors, self._t)) if editors else ""

    def _links(self, name: str) -> list[Link]:
        """Links to the pages of all groups, each called after its first and its last text."""
        return [self._link(name, number) for number in range(len(self._groups))]

    def _put_group(
        self, tree: Tree, template: str, name: str, number: int, model: dict[str, Any]
    ) -> None:
        """Write the page of a group, with its neighbours."""
        page = _group_page(name, number)
        numbers = range(len(self._groups))
        around = [number - 1, number + 1]
        before, after = (self._link(name, one) if one in numbers else None for one in around)
        here = self._link(name, number)
        crumbs = [Link(self._t["texts"], START)]
        if name != "texts":
            crumbs.append(Link(self._t["witnesses"], WITNESSES))
        given = {
            "title": here.title,
            "crumbs": crumbs,
            "previous": before,
            "next": after,
            "groups": (),
            "citation": cite(self._edition, self._records.edition, page, self._t),
        }
        self._put(tree, template, page, given | model)

    def _link(self, name: str, number: int) -> Link:
        documents = self._edition.documents
        first = self._groups[number]
        last = min(first + _GROUP, len(documents)) - 1
        title = f"{documents[first].title} – {documents[last].title}"
        return Link(title, _group_page(name, number))

    def _write_witnesses(self, tree: Tree) -> None:
        model = {
            "documents": () if self._groups else self._witnesses(self._edition.documents),
            "groups": self._links("witnesses"),
            **_ALONE,
            "title": self._t["witnesses"],
            "citation": cite(self._edition, self._records.edition, WITNESSES, self._t),
        }
        self._put(tree, "witnesses.html", WITNESSES, model)
        for number, first in enumerate(self._groups):
            shown = self._witnesses(self._edition.documents[first : first + _GROUP])
            self._put_group(tree, "witnesses.html", "witnesses", number, {"documents": shown})

    def _witnesses(self, documents: Iterable[Document]) -> list[dict[str, Any]]:
        """The witness lists of documents; those that have none are left out."""
        shown = []
        for document in documents:
            if document.witnesses and (conspectus := self._renderer.conspectus(document)):
                prefix = f"{document.key}." if len(self._edition.documents) > 1 else ""
                conspectus = prefix_ids(conspectus, prefix)
                start = document_page(document)
                agreement, heat = self._pictures.get(document.key, (None, None))
                signs = key_of(self._renderer.signs.get(document.key, ()), self._t)
                shown.append(
                    {
                        "document": document,
                        "href": start,
                        "conspectus": conspectus,
                        "signs": signs,
                        "stemma": draw_stemma(document.stemma),
                        "agreement": agreement,
                        "heat": heat,
                    }
                )
        return shown

    def _write_calendar(self, tree: Tree) -> None:
        """All letters by year and month; of very many, each year has a page of its own."""
        many = len(self._letters) > _MANY_TEXTS
        counts = self._letters.counts()
        pages = {year: _year_page(year) if many else LETTERS for year in counts}
        crumbs = [Link(self._t["texts"], START)]
        model: dict[str, Any] = {
            "title": self._t["letters"],
            "crumbs": crumbs,
            "table": [(year, pages[year], numbers[1:]) for year, numbers in counts.items() if year],
            "undated_page": Link(self._t["undated"], pages[""]) if many and "" in pages else None,
        }
        rows: _Rows = ([], []) if many else self._letters.calendar(LETTERS)
        self._put_letters(tree, LETTERS, model, rows)
        for year, page in pages.items() if many else ():
            title = f"{self._t['letters']}: {year or self._t['undated']}"
            crumbs = [Link(self._t["texts"], START), Link(self._t["letters"], LETTERS)]
            model = {"title": title, "crumbs": crumbs, "table": (), "undated_page": None}
            self._put_letters(tree, page, model, self._letters.calendar(page, year))

    def _put_letters(self, tree: Tree, page: str, model: dict[str, Any], rows: _Rows) -> None:
        years, undated = rows
        citation = cite(self._edition, self._records.edition, page, self._t)
        more = {"years": years, "undated": undated, "citation": citation}
        self._put(tree, "letters.html", page, model | more)

    def _write_records(self, tree: Tree) -> None:
        """Write the record of the edition in every format, and CITATION.cff."""
        record = self._records.edition
        for file in record_files():
            put(tree, file.href, file.format.write(record))
        put(tree, "CITATION.cff", write_citation_cff(record, self._t["cite_please"]))

    def _put(self, tree: Tree, template: str, page: str, model: dict[str, Any]) -> None:
        record = self._records.edition
        part = part_page(record, page, model["title"], self._edition.config.edition.url)
        made = whole_page(record) if page == START else part
        model["machines"] = head_of(record, made)
        put(tree, page, self._pages.render(template, page, model))


def put(tree: Tree, page: str, content: str | bytes) -> None:
    """Write a file of the website by its address."""
    tree.write(f"{SITE}/{unquote(page)}", content)


def _group_page(name: str, number: int) -> str:
    return f"{name}-{number + 1}.html"


def _year_page(year: str) -> str:
    return f"letters-{year}.html" if year else "letters-undated.html"
