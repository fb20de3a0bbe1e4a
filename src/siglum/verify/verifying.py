"""A Config and an output folder -> an Audit of every document in every output.

The story of one run: each source is read once, by this room alone; what was made of it is looked
for by the name its addresses have; then source and output are compared, one document at a time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from siglum.config import MARKER, Config
from siglum.findings import EditionError, Finding, Place
from siglum.source.identity import file_name
from siglum.source.parsing import SourceTree, read_source
from siglum.source.shelf import Shelf
from siglum.sources import SourceFile, find_sources
from siglum.verify.expected import Text
from siglum.verify.explained import explain
from siglum.verify.layers import find_layers
from siglum.verify.paper import check_paper
from siglum.verify.passages import Passages
from siglum.verify.ranges import find_ranges
from siglum.verify.records import Audit
from siglum.verify.reporting import Report
from siglum.verify.styles import set_styles
from siglum.verify.synopses import check_synopses
from siglum.verify.tags import LIST_WIT, XML_ID
from siglum.verify.texts import read_text
from siglum.verify.website import check_website
from siglum.verify.witnesspages import check_witness_pages

OUTPUTS = ("website", "pdf")
Progress = Callable[[str, int, int], None]
#: How deep elements may stand in each other.
_DEPTH = 20_000


@dataclass(slots=True)
class Verified:
    """What came of a run: audits, findings of reading, and why there is nothing to compare."""

    audits: list[Audit] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    refused: str = ""


def verify(config: Config, out: Path, only: tuple[str, ...], progress: Progress) -> Verified:
    """Compare what lies in `out` with the sources of `config`."""
    outputs = [name for name in OUTPUTS if name in only or not only]
    made = Verified()
    if not (out / MARKER).is_file():
        made.refused = f"{out} is no output of siglum: it has no file {MARKER}"
        return made
    there = [name for name in outputs if _folder(out, name).is_dir()]
    if not there:
        made.refused = f"{out} has no {' and no '.join(outputs)} to verify"
        return made
    sources, findings = find_sources(config)
    made.findings += findings
    lists = _lists(config)
    taken: set[str] = set()
    shelf = Shelf()
    jails: dict[Path, Passages] = {}
    with _deep():
        for number, source in enumerate(sources):
            progress("verify", number, len(sources))
            try:
                tree = read_source(source.path, jail=source.jail, name=source.name, shelf=shelf)
            except EditionError as error:
                made.findings += error.findings
                continue
            made.findings += [one for one in tree.findings if one.severity == "error"]
            passages = jails.setdefault(source.jail, Passages(source.jail))
            quotations = any(layer.quotations for layer in config.apparatus.layers)
            if quotations:
                tree.remember_places()
            for root, key in _roots(tree, source, taken):
                text = read_text(
                    root,
                    lists,
                    config.apparatus.base,
                    config.words,
                    passages,
                    config.phrases,
                    quotations=quotations,
                )
                find_layers(text, config.apparatus.layers)
                find_ranges(text, config.citation.levels)
                audits = [_audit(text, key, tree, out, output, config) for output in there]
                for audit in audits:
                    explain(audit)
                made.audits += audits
    progress("verify", len(sources), len(sources))
    lost = [a for a in made.audits if [d.kind for d in a.differences] == ["document"]]
    if made.audits and len(lost) == len(made.audits):
        made.audits.clear()
        made.refused = f"{out} was not built from these sources: it has none of their documents"
    return made


def _folder(out: Path, output: str) -> Path:
    return out / "site" / "texts" if output == "website" else out / "pdf"


@contextmanager
def _deep() -> Iterator[None]:
    """Let elements stand deep in each other, as the parser does."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, _DEPTH))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _lists(config: Config) -> list[etree._Element]:
    """The witness lists that stand apart from the texts."""
    if not config.source.witnesses:
        return []
    path = config.folder / config.source.witnesses
    tree = read_source(path, jail=config.folder)
    return [
        node
        for node in tree.root.iter(LIST_WIT)
        if not any(True for _ in node.iterancestors(LIST_WIT))
    ]


def _roots(
    tree: SourceTree, source: SourceFile, taken: set[str]
) -> Iterator[tuple[etree._Element, str]]:
    """The documents of a file, each with its name in addresses."""
    several = len(tree.texts) > 1
    for number, root in enumerate(tree.texts, start=1):
        yield root, _key(root, source, number if several else 0, taken)


def _key(root: etree._Element, source: SourceFile, number: int, taken: set[str]) -> str:
    """The name of a document in addresses: its `xml:id`, else the name of its file (guide, 3)."""
    stem = file_name(source.path.stem)
    counted = f"{stem}-{number}" if number else stem
    folder = file_name(source.path.parent.name)
    names = [file_name(root.get(XML_ID, "")), counted, f"{folder}-{counted}"]
    again = 2
    while True:
        for name in names:
            if name and name.lower() not in taken:
                taken.add(name.lower())
                return name
        names = [f"{counted}-{again}"]
        again += 1


def _audit(text: Text, key: str, tree: SourceTree, out: Path, output: str, config: Config) -> Audit:
    def where(element: etree._Element | None) -> Place:
        return Place(tree.name) if element is None else tree.place(element)

    set_styles(text, config, output)
    report = Report(key, output, where, config.words)
    folder = _folder(out, output) / key
    if output == "website" and folder.is_dir():
        check_synopses(text, folder / "synopsis", report)
        check_witness_pages(text, folder / "witness", report)
        return check_website(text, folder, report)
    book = folder.with_name(f"{key}.pdf")
    if output == "pdf" and book.is_file():
        return check_paper(text, book, report, config)
    folder = folder if output == "website" else book
    report.say("document", text.root, f"there is no {folder.relative_to(out).as_posix()}")
    return report.audit
