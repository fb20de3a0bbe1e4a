"""What a printed page with an apparatus costs, beside the same text set plainly, and beside TeX.

    .venv/bin/python benchmarks/print.py [ratio] [growth] [tex] [spaces] [--pages N]

See README.md for what each part measures. Nothing is asserted: times depend on the machine, so
that what counts are ratios of one run.
"""

# ruff: noqa: INP001 - scripts are no package

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import html
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

from prose import as_tei, as_tex, prose

#: Ways to break a text into lines.
_WAYS = {"line": "lines one by one", "paragraph": "lines by paragraphs"}
_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
#: Passes of XeLaTeX until line numbers, notes and page ends agree.
_PASSES = 3


def main() -> None:
    """Run the parts that are named, or all of them."""
    parts: dict[str, Callable[[int], None]] = {
        "ratio": ratio, "growth": growth, "tex": tex, "spaces": spaces,
    }  # fmt: skip
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(parts))
    parser.add_argument("--pages", type=int, default=100, help="how many pages, about")
    parser.add_argument(
        "--set", nargs=3, metavar=("SOURCE", "HOW", "TARGET"), help=argparse.SUPPRESS
    )
    arguments = parser.parse_args()
    if arguments.set:
        say(json.dumps(set_book(*arguments.set)))
        return
    say(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for name in arguments.parts or parts:
        say(f"\n## {name}\n")
        parts[name](arguments.pages)


# --- the parts ------------------------------------------------------------------------------


def ratio(pages: int) -> None:
    """The book with its apparatus, and WeasyPrint alone with the same text without one."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        plain = made(pages, folder, "plain")
        for how, name in _WAYS.items():
            book = made(pages, folder, how)
            rows.append((*figures(name, book), book["ms"] / plain["ms"]))
        rows.insert(0, (*figures("without apparatus, WeasyPrint alone", plain), 1.0))
    table(("", "pages", "CPU s", "ms a page", "layouts a page", "MB", "ratio"), rows)


def growth(_: int) -> None:
    """50 to 300 pages: linear if a page always takes the same time."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [figures("", made(pages, folder, "paragraph")) for pages in (50, 100, 200, 300)]
    table(("", "pages", "CPU s", "ms a page", "layouts a page", "MB"), rows)


def tex(pages: int) -> None:
    """XeLaTeX with reledmac on the same text, in the passes that it needs, and siglum."""
    with tempfile.TemporaryDirectory() as folder:
        spent = by_tex(pages, folder)
        if spent is None:
            return
        number = pages_of(Path(folder, "book.pdf"))
        book = made(pages, folder, "paragraph")
    theirs = spent / number * 1000
    table(
        ("", "pages", "CPU s", "ms a page", "ratio"),
        [
            (f"XeLaTeX, {_PASSES} passes", number, f"{spent:.1f}", f"{theirs:.0f}", 1.0),
            ("siglum", book["pages"], f"{book['s']:.1f}", f"{book['ms']:.0f}", book["ms"] / theirs),
        ],
    )


def spaces(pages: int) -> None:
    """The mean space of each full line of text, in ems."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for how, name in _WAYS.items():
            made(pages, folder, how)
            rows.append((name, *spread(Path(folder, f"{how}.pdf"))))
        if by_tex(pages, folder) is not None:
            rows.append(("XeLaTeX", *spread(Path(folder, "book.pdf"))))
    head = ("", "full lines", "hyphens", "mean", "sd", "p95", "max", "wider than 0.4 em")
    table(head, rows)


# --- measuring ------------------------------------------------------------------------------


def made(pages: int, folder: str, how: str) -> dict[str, float]:
    """What setting a book of about so many pages took, in a process of its own."""
    source = Path(folder, f"{pages}{'-plain' if how == 'plain' else ''}.xml")
    source.write_bytes(as_tei(prose(pages), apparatus=how != "plain"))
    command = [sys.executable, __file__, "--set", str(source), how, f"{folder}/{how}.pdf"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    told: dict[str, float] = json.loads(done.stdout)
    return told


def set_book(source: str, how: str, target: str) -> dict[str, float]:
    """Build a book and tell what the setting alone took."""
    from siglum.outputs import pdf
    from siglum.print.options import PrintedBook, PrintOptions

    told: dict[str, float] = {}
    engine = pdf.write_book

    def measured(page: str, file: Path, **named: object) -> PrintedBook:
        if how == "plain":
            _plainly(page, file, named)  # fonts and modules are loaded
        else:
            options: PrintOptions = named["options"]  # type: ignore[assignment]
            named["options"] = dataclasses.replace(options, linebreaks=how)  # type: ignore[arg-type]
        start = time.process_time()
        made = _plainly(page, file, named) if how == "plain" else engine(page, file, **named)  # type: ignore[arg-type]
        spent = time.process_time() - start
        told.update(
            s=spent,
            pages=made.pages,
            ms=spent / made.pages * 1000,
            layouts=made.counts.get("layouts", made.pages) / made.pages,
        )
        return made

    pdf.write_book = measured
    from siglum.cli import main as siglum

    with tempfile.TemporaryDirectory() as folder:
        with contextlib.suppress(SystemExit):
            siglum(["build", "-q", source, "-o", f"{folder}/out", "--only", "pdf"])
        shutil.move(next(Path(folder).rglob("*.pdf")), target)
    told["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return told


def _plainly(page: str, file: Path, named: dict[str, object]) -> object:
    """The same page by WeasyPrint's public interface alone, tagged and with the same styles."""
    from lxml import etree

    from siglum.print.fonts import families_for
    from siglum.print.frame import book_page
    from siglum.print.options import PrintedBook
    from siglum.print.setting import set_plainly

    parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
    root = etree.fromstring(page.encode(), parser)
    options, metadata = named["options"], named["metadata"]
    families = families_for(options, "")  # type: ignore[arg-type]
    source = book_page(root, options, metadata, "2000-01-01", families)  # type: ignore[arg-type]
    sheets: list[Path] = named["stylesheets"]  # type: ignore[assignment]
    document = set_plainly(source, None, [*{sheet.parent for sheet in sheets}], sheets)
    document.write_pdf(str(file), pdf_tags=True)
    return PrintedBook(pages=len(document.pages))


def by_tex(pages: int, folder: str) -> float | None:
    """CPU seconds that XeLaTeX with reledmac takes for book.pdf, in the passes that it needs."""
    program = shutil.which("xelatex")
    if program is None:
        say("xelatex is not installed: apt-get install texlive-xetex texlive-humanities")
        return None
    Path(folder, "book.tex").write_text(as_tex(prose(pages)), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(_PASSES):
        subprocess.run(  # noqa: S603 - what this script says
            [program, "-interaction=batchmode", "book.tex"],
            cwd=folder, check=False, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def spread(file: Path) -> tuple[object, ...]:
    """How the mean spaces of the full lines of a book's text are spread, in ems of 10.5 points."""
    told = subprocess.run(  # noqa: S603
        ["pdftotext", "-bbox", str(file), "-"],  # noqa: S607
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    pages = [
        [(*map(float, found[:4]), html.unescape(found[4])) for found in _WORD.findall(part)]
        for part in told.split("<page ")[1:]
    ]
    heights = Counter(round(box[3] - box[1], 1) for page in pages for box in page)
    body = max(height for height, number in heights.items() if number > 10 * len(pages))
    found: list[float] = []
    hyphens = lines = 0
    for page in pages:
        rows: dict[int, list[tuple[float, float, float, float, str]]] = {}
        for box in page:
            if abs(box[3] - box[1] - body) < 0.3:
                rows.setdefault(round(box[1]), []).append(box)  # type: ignore[arg-type]
        right = max((box[2] for row in rows.values() for box in row), default=0)
        for row in rows.values():
            row.sort()
            lines += 1
            hyphens += row[-1][4][-1] in "-‐"
            letters = sum(len(box[4]) for box in row)
            # hyphens may hang in the margin
            if len(row) > 3 and letters > 25 and abs(right - row[-1][2]) < 4:
                gaps = [after[0] - before[2] for before, after in pairwise(row)]
                found.append(statistics.mean(gaps) / 10.5)
    found.sort()
    figures_ = (
        statistics.mean(found), statistics.pstdev(found), found[-len(found) // 20], found[-1],
    )  # fmt: skip
    wide = sum(each > 0.4 for each in found) / len(found)
    return len(found), f"{hyphens / lines:.0%}", *(f"{x:.3f}" for x in figures_), f"{wide:.1%}"


def pages_of(file: Path) -> int:
    """How many pages a PDF has."""
    from pypdfium2 import PdfDocument

    return len(PdfDocument(file))


# --- telling --------------------------------------------------------------------------------


def figures(name: str, book: dict[str, float]) -> tuple[object, ...]:
    """A row of a table."""
    return (
        name, int(book["pages"]), f"{book['s']:.1f}", f"{book['ms']:.0f}",
        f"{book['layouts']:.2f}", f"{book['mb']:.0f}",
    )  # fmt: skip


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Print rows as a table, the last column with one decimal."""
    say("| " + " | ".join(head) + " |")
    say("|" + "---|" * len(head))
    for row in rows:
        told = [f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row]
        say("| " + " | ".join(told) + " |")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
