"""An Edition -> pdf/: a typeset book of each document, and one of the whole edition.

This is the only output that needs WeasyPrint and Pango; the module is imported when a PDF is
wanted and not before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import jinja2
from lxml import etree
from markupsafe import Markup

from siglum.config import Layer, PdfOptions, shown
from siglum.edition import Document, Edition
from siglum.findings import EditionError, Finding, Place, found
from siglum.outputs.glyphs import missing_glyphs
from siglum.outputs.passages import mark_passages, references_of
from siglum.outputs.trees import Tree
from siglum.phrases.speaking import written_date
from siglum.print.engine import BookMetadata, PrintOptions, write_book
from siglum.print.hyphenation import read_patterns
from siglum.print.options import PLAIN, SERIF, Arrangement, PrintedBook, Series
from siglum.print.parts import prefix_ids
from siglum.render.correspondence import Correspondence
from siglum.render.resources import Resources
from siglum.render.signs import key_of, signs_in
from siglum.render.stylesheets import Renderer
from siglum.render.urls import PART
from siglum.source.identity import file_name

FOLDER = "pdf"
#: Headings below this depth are not listed in the table of contents.
_DEPTH = 3
_LONG_CONTENTS = 150
#: What stands in a heading and is no part of it.
_ASIDE = frozenset(("noteref", "pb", "cb", "gb", "lb-n", "milestone"))

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Part:
    """One document as part of a book."""

    id: str
    title: str
    author: str
    body: Markup
    lang: str
    dir: str
    letters: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    conspectus: str = ""
    cited: bool = False  # whether it has passages
    signs: frozenset[str] = frozenset()  # of editors, by the keys of their meanings


def write_pdf(
    edition: Edition, resources: Resources, tree: Tree, progress: Progress
) -> tuple[dict[str, Path], list[Finding]]:
    """Typeset every document and the whole edition -> the files, and findings.

    Files are found by the key of their document; that of the whole edition, made where there
    are several documents, by the empty key.
    """
    options, findings = _print_options(edition)
    renderer = Renderer(edition, resources, "print")
    letters = Correspondence(edition, renderer.pointers, renderer.mentions, edition.config.phrases)
    books = jinja2.Environment(
        loader=resources.template_loader(), autoescape=True, undefined=jinja2.StrictUndefined
    )
    books.filters["written_date"] = partial(written_date, table=edition.config.phrases)
    made: dict[str, Path] = {}
    missing: set[str] = set()  # characters that were told of in the book of a document
    several = len(edition.documents) > 1
    total = len(edition.documents) + several
    for number, document in enumerate(edition.documents):
        progress("pdf", number, total)
        name = f"{FOLDER}/{document.key}.pdf"
        part = _part(renderer, document, letters)
        made[document.key] = tree.path(name)
        printed = _write(
            edition, [document], [part], options, resources, books, made[document.key], name
        )
        findings += printed.findings
        findings += missing_glyphs(printed.missing, document.path, Place(shown(document.path)))
        missing.update(printed.missing)
    if several:
        progress("pdf", total - 1, total)
        name = f"{FOLDER}/{_edition_name(edition)}.pdf"
        parts = [_part(renderer, document, letters) for document in edition.documents]
        made[""] = tree.path(name)
        printed = _write(
            edition, edition.documents, parts, options, resources, books, made[""], name
        )
        findings += printed.findings
        rest = Counter({one: n for one, n in printed.missing.items() if one not in missing})
        findings += missing_glyphs(rest, None, Place(name))
    progress("pdf", total, total)
    return made, [*findings, *renderer.findings]


def _print_options(edition: Edition) -> tuple[PrintOptions, list[Finding]]:
    """How the books of an edition are set, and what is wrong with what was asked for."""
    wanted = edition.config.outputs.pdf or PdfOptions()
    patterns, findings = read_patterns(wanted.hyphenation, edition.config.folder)
    options = PrintOptions(
        page=wanted.page,
        lineation=wanted.lineation,
        first=wanted.first,
        every=wanted.every,
        every_verse=wanted.every_verse,
        verses=wanted.verses,
        headings=wanted.headings,
        directions=wanted.directions,
        ranges=wanted.ranges,
        numbers=wanted.numbers,
        repeated=wanted.repeated,
        lemmata=wanted.lemmata,
        lemma_words=wanted.lemma_words,
        # notes take the margin in which they would stand
        references=wanted.references,
        breaks="text" if wanted.margin_notes == "side" else wanted.breaks,
        words=edition.config.words,
        side=wanted.side,
        linebreaks=wanted.linebreaks,
        figures=wanted.figures,
        language=edition.language,
        series=_series(edition.config.apparatus.layers),
        serif=(*wanted.fonts.get("text", ()), *SERIF),
        fonts=wanted.fonts,
        patterns=patterns,
    )
    return options, findings


def _edition_name(edition: Edition) -> str:
    """The file name of the whole edition; no document has it."""
    name = file_name(edition.title.lower()) or "edition"
    taken = {document.key.lower() for document in edition.documents}
    return f"{name}-edition" if name in taken else name


def _part(renderer: Renderer, document: Document, letters: Correspondence) -> Part:
    """All units of a document, one after the other, with ids that no other document has."""
    prefix = f"{document.key}."
    body: list[str] = []
    headings: list[tuple[int, str, str]] = []
    signs: set[str] = set()
    references = references_of(document)
    for number in range(len(document.units)):
        # parts that have pages of their own on the website are divisions of others here
        top = max(2, document.units[number].level + 1)
        rendered, sigla = renderer.unit_tree(document, number, top)
        signs |= signs_in(rendered)
        mark_passages(rendered, references)
        unit = prefix_ids(rendered, prefix)
        for heading in unit.iter("h2", "h3", "h4"):
            if heading.get("id") and not any(True for _ in heading.iterancestors("aside")):
                title = _heading_text(heading)
                if title:
                    headings.append((int(heading.tag[1]), title, heading.get("id", "")))
        body.append(sigla.fill(etree.tostring(unit, encoding="unicode")))
    conspectus = renderer.conspectus_tree(document)
    return Part(
        f"{prefix}{PART}",
        document.title,
        ", ".join(document.metadata.authors),
        Markup("".join(body)),  # noqa: S704 - passed the allow-list of siglum.render.safety
        document.language,
        document.direction,
        letters.lines(document),
        headings,
        "" if conspectus is None else etree.tostring(conspectus, encoding="unicode"),
        bool(references),
        frozenset(signs),
    )


def _heading_text(heading: etree._Element) -> str:
    """The words of a heading without the calls of its notes and the numbers of pages."""
    words: list[str] = []

    def read(node: etree._Element) -> None:
        words.append(node.text or "")
        for child in node:
            if _ASIDE.isdisjoint(child.get("class", "").split()):
                read(child)
            words.append(child.tail or "")

    read(heading)
    return " ".join("".join(words).split())


def _write(
    edition: Edition,
    documents: Sequence[Document],
    parts: Sequence[Part],
    options: PrintOptions,
    resources: Resources,
    books: jinja2.Environment,
    target: Path,
    name: str,
) -> PrintedBook:
    whole = len(documents) > 1
    only = documents[0]
    told = edition.config.edition
    title = edition.title if whole else only.title
    editors = told.editors or tuple(dict.fromkeys(e for d in documents for e in d.metadata.editors))
    authors = () if whole else only.metadata.authors
    licence = told.licence or only.metadata.licence.url or only.metadata.licence.text
    issue = edition.issue
    table = edition.config.phrases
    date = told.date or ("" if whole else only.metadata.date)
    if issue.version:
        date = issue.date
    language = edition.language
    page = books.get_template("book.html").render(
        title=title,
        subtitle=told.subtitle if whole else only.metadata.subtitle,
        authors=list(authors),
        editors=list(editors),
        date=date,
        licence=licence,
        imprint=[] if whole or not told.title else [table["from_edition"].format(title=told.title)],
        version=issue.version,
        built="" if issue.version else issue.date,
        language=language,
        conspectus=_conspectus(parts),
        signs=key_of(frozenset[str]().union(*(part.signs for part in parts)), table),
        contents=_contents(parts),
        contents_dir="rtl" if {part.dir for part in parts} == {"rtl"} else "",
        parts=parts,
        t=table,
    )
    pictures = {picture.path.parent for document in documents for picture in document.pictures}
    own = resources.candidates("templates", "own-print.css")[:1]
    by_lines = replace(options, references="line")
    try:
        printed = write_book(
            page,
            target,
            # a text that cannot be cited has nothing but its lines
            options=options if any(part.cited for part in parts) else by_lines,
            metadata=BookMetadata(
                title=title,
                authors=tuple(authors) or tuple(editors),
                language=(only.language if not whole else "") or language,
                date=issue.date or date or None,
                identifier=f"{told.url or edition.title}#{name}",
            ),
            base=Path("/"),
            allowed=sorted(pictures),
            stylesheets=[resources.find("templates", "print.css"), *own],
            turned=[resources.find("templates", "print-rtl.css")],
        )
    except OSError as error:
        told_ = f"the PDF cannot be made: {error}"
        hint = "WeasyPrint needs Pango: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        raise EditionError([found("pdf.unusable", Place(name), told_, hint)]) from None
    return printed


def _series(layers: Sequence[Layer]) -> tuple[Series, ...]:
    """What stands at the foot of a page: the layers with their notes, then other notes."""
    if not layers:
        return PLAIN
    series: list[Series] = []
    for one in layers:
        series.append(Series(f"apparatus-in-{one.name}", one.title, one.arrangement, one.place))
        series.append(Series(f"notes-in-{one.name}", one.title, _arranged(one), one.place))
    return (*series, *PLAIN[1:])


def _arranged(layer: Layer) -> Arrangement:
    """Notes have each a line of their own, unless they stand in columns."""
    return "columns" if layer.arrangement == "columns" else "lines"


def _contents(parts: Sequence[Part]) -> list[tuple[int, str, str]]:
    """What the table of contents lists: the documents of a book and the headings in them."""
    several = len(parts) > 1
    listed: list[tuple[int, str, str]] = []
    for depth in range(_DEPTH, 0, -1):
        listed = []
        for part in parts:
            if several:
                listed.append((1, part.title, part.id))
            listed += [
                (level - 1 + several, title, target)
                for level, title, target in part.headings
                if level - 1 <= depth - several
            ]
        if len(listed) <= _LONG_CONTENTS:
            break
    return listed if len(listed) > 1 else []


def _conspectus(parts: Sequence[Part]) -> Markup:
    """The witness lists of a book: each list once, under the texts that it holds for."""
    lists: dict[str, list[str]] = {}
    for part in parts:
        if part.conspectus:
            lists.setdefault(part.conspectus, []).append(part.title)
    shown: list[str] = []
    for number, (conspectus, titles) in enumerate(lists.items()):
        tree = etree.fromstring(conspectus)
        prefix_ids(tree, f"conspectus{number}.")
        if len(lists) > 1:
            heading = etree.Element("h3")
            heading.text = " · ".join(titles)
            tree.insert(0, heading)
        shown.append(etree.tostring(tree, encoding="unicode"))
    return Markup("".join(shown))  # noqa: S704 - passed the allow-list of siglum.render.safety
