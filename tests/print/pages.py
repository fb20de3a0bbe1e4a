"""A PDF and the random edition it was made from -> what is wrong on its pages.

Knows nothing of the layout: positions come from `pdftotext -bbox`, lines from the words' height on
the page, numbers from counting those lines. What an apparatus must say is built up from that.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from editions import Edition, Lemma

HAVE_POPPLER = shutil.which("pdftotext") is not None


@dataclass
class Box:
    x0: float
    y0: float
    x1: float
    y1: float
    text: str

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass
class Page:
    width: float
    height: float
    boxes: list[Box]


@dataclass
class Report:
    pages: int = 0
    lines: int = 0
    entries: int = 0
    over_pages: int = 0
    over_lines: int = 0
    ranks: int = 0
    shortened: int = 0
    divided: int = 0
    #: Words (block, word) that a page turn divides.
    turned: list[tuple[int, int]] = field(default_factory=list)
    margin: int = 0
    problems: list[str] = field(default_factory=list)


def read_pages(pdf: Path) -> list[Page]:
    told = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = []
    for part in told.split("<page ")[1:]:
        size = re.match(r'width="([\d.]+)" height="([\d.]+)"', part)
        assert size
        boxes = [
            Box(*map(float, match[:4]), html.unescape(match[4]))
            for match in re.findall(
                r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">'
                r"(.*?)</word>",
                part,
            )
        ]
        pages.append(Page(float(size[1]), float(size[2]), boxes))
    return pages


def rows(boxes: list[Box], tolerance: float = 4.0) -> list[list[Box]]:
    """Words in reading order, row by row."""
    found: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: box.y1):
        near = (abs(box.y1 - found[-1][0].y1) < tolerance) if found else False
        inside = found and found[-1][0].y0 - 1 < box.middle < found[-1][0].y1 + 1
        if near or inside:
            found[-1].append(box)
        else:
            found.append([box])
    return [sorted(row, key=lambda box: box.x0) for row in found]


def squeeze(text: str) -> str:
    """Text without spaces, hyphens and invisible characters."""
    return re.sub(r"[\s\u00a0\u00ad\u200b‐-]+", "", text)


def bare(readings: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", readings))


@dataclass
class Spot:
    """Where a word was printed: page, row of the page, label of its line, place in the row."""

    page: int
    row: int
    label: str
    place: int
    divided: bool = False


Spots = dict[tuple[int, int], Spot]
Rows = dict[tuple[int, int], list[str]]


def check(
    edition: Edition, pdf: Path, *, every: int = 5, lineation: str = "page", most: int = 10
) -> Report:
    """Look for every word, line number, entry and margin number of `edition` in `pdf`."""
    report = Report()
    pages = read_pages(pdf)
    report.pages = len(pages)
    heights = Counter(round(box.height, 1) for page in pages for box in page.boxes)
    common = sorted(height for height, count in heights.items() if count >= 40)
    body = common[-1]
    if len(common) > 1 and abs(body / common[-2] - 1.14) < 0.02:
        body = common[-2]  # the larger ones are headings
    tokens = [
        (at, index, word.text + word.after)
        for at, block in enumerate(edition.blocks)
        for index, word in enumerate(block.words)
    ]
    spots: dict[tuple[int, int], Spot] = {}
    row_words: dict[tuple[int, int], list[str]] = {}
    apparatus: dict[int, str] = {}
    cursor, pending, count = 0, "", 0
    for number, page in enumerate(pages, 1):
        top, bottom = page.height * 0.09, page.height * 0.9
        inner = [box for box in page.boxes if top < box.y0 and box.y1 < bottom + 8]
        for box in page.boxes:
            if box.x0 < 0 or box.y0 < 0 or box.x1 > page.width or box.y1 > page.height:
                report.problems.append(f"page {number}: {box.text!r} runs off the page")
        main = [box for box in inner if abs(box.height - body) < 0.3 or box.height > body * 1.05]
        if lineation == "page":
            count = 0
        numbered: dict[int, float] = {}
        left, right = page.width, 0.0
        for at_row, row in enumerate(rows(main)):
            words: list[str] = []
            if cursor == 0 and squeeze("".join(box.text for box in row)) == "OpusFictum":
                continue
            label = None
            for box in row:
                if cursor >= len(tokens):
                    report.problems.append(f"page {number}: too many words: {box.text!r}")
                    break
                at, index, want = tokens[cursor]
                block = edition.blocks[at]
                if label is None:
                    if block.kind == "p":
                        count += 1
                        label = str(count)
                        numbered[count] = box.middle
                    elif block.kind == "l":
                        label = block.number
                        if not pending and index == 0:
                            numbered[int(label)] = box.middle
                    else:
                        label = "tit."
                left, right = min(left, box.x0), max(right, box.x1)
                text = box.text
                if not pending:
                    spots[at, index] = Spot(number, at_row, label, len(words))
                if pending + text == want:
                    # the rest of a divided word is no word of this line
                    words.append("" if pending else text.strip(".,").lower())
                    if pending:
                        spots[at, index].divided = True
                        report.divided += 1
                        if spots[at, index].page != number:
                            report.turned.append((at, index))
                    cursor, pending = cursor + 1, ""
                elif text.endswith(("-", "‐")) and want.startswith(pending + text[:-1]):
                    words.append("")
                    pending += text[:-1]
                else:
                    report.problems.append(f"page {number}: {text!r} instead of {want!r}")
                    return report
            row_words[number, at_row] = words
            report.lines += 1
        lowest = max((box.y1 for box in main), default=0.0)
        small = [box for box in inner if box not in main]
        margin = [
            box
            for box in small
            if main and (box.x1 < left - 2 or box.x0 > right + 2) and box.text.isdecimal()
        ]
        due = {line: middle for line, middle in numbered.items() if line % every == 0}
        told = {int(box.text): box for box in margin if box.y1 < lowest + 3}
        report.margin += len(told)
        if set(told) != set(due):
            report.problems.append(f"page {number}: margin {sorted(told)} for {sorted(due)}")
        for line, box in told.items():
            if line in due and abs(box.middle - due[line]) > 4:
                report.problems.append(f"page {number}: margin number {line} off its line")
            if (box.x0 < left and number % 2) or (box.x1 > right and not number % 2):
                report.problems.append(f"page {number}: margin number on the inner side")
        notes = [box for box in small if box not in told.values()]
        if notes and main and min(box.y0 for box in notes) < lowest - 1.5:
            report.problems.append(f"page {number}: text and notes overlap")
        apparatus[number] = squeeze("".join(box.text for row in rows(notes) for box in row))
    if cursor != len(tokens):
        report.problems.append(f"{len(tokens) - cursor} words of the text are missing")
        return report
    _check_entries(edition, spots, row_words, apparatus, report, most)
    return report


def _reference(first: Spot, last: Spot, *, local: bool) -> str:
    if (first.page, first.label) == (last.page, last.label):
        return first.label
    if first.page == last.page or not local:
        return first.label if first.label == last.label else f"{first.label}–{last.label}"
    return f"{first.label}–{last.page}.{last.label}"


def _ranked(edition: Edition, lemma: Lemma, spots: Spots, rows: Rows, most: int) -> list[str]:
    """A lemma as printed: whole with its rank, or shortened with those of two words."""
    words = edition.lemma_words(lemma)
    first, last = spots[lemma.start], spots[lemma.end]
    if len(words) > most:
        ends = ((words[0], first), (words[-1], last))
        one, two = (f"{word}{_rank([word], spot, rows)}" for word, spot in ends)
        return [one, "…", two]
    whole = (first.page, first.row) == (last.page, last.row) and not last.divided
    return [" ".join(words) + (_rank(words, first, rows) if whole else "")]


def _rank(group: list[str], first: Spot, rows: Rows) -> str:
    """Which of several like groups of words in its row is meant."""
    if first.divided:
        return ""
    words, group = rows[first.page, first.row], [word.lower() for word in group]
    hits = [at for at in range(len(words)) if words[at : at + len(group)] == group]
    return str(hits.index(first.place) + 1) if len(hits) > 1 else ""


def _check_entries(
    edition: Edition,
    spots: Spots,
    row_words: Rows,
    apparatus: dict[int, str],
    report: Report,
    most: int,
) -> None:
    """What the notes of every page say against what they must say, character by character."""
    wanted: dict[int, list[str]] = {}
    before: dict[int, str] = {}
    for lemma in sorted(edition.lemmata, key=lambda lemma: (lemma.start, int(lemma.id[1:]))):
        first, last = spots[lemma.start], spots[lemma.end]
        local = edition.blocks[lemma.end[0]].kind == "p"
        number = _reference(first, last, local=local)
        shown_lemma = " ".join(_ranked(edition, lemma, spots, row_words, most))
        report.entries += 1
        report.over_pages += first.page != last.page
        report.over_lines += first.page == last.page and first.label != last.label
        report.ranks += any(character.isdecimal() for character in shown_lemma)
        report.shortened += "…" in shown_lemma
        shown = "" if before.get(first.page) == number else number
        before[first.page] = number
        text = squeeze(f"{shown}{shown_lemma}]{bare(lemma.readings)}")
        wanted.setdefault(first.page, []).append(text)
    for page, have in apparatus.items():
        want = "".join(wanted.get(page, []))
        if have != want:
            at = next(
                (i for i, pair in enumerate(zip(have, want, strict=False)) if pair[0] != pair[1]),
                min(len(have), len(want)),
            )
            report.problems.append(
                f"page {page}: notes say …{have[max(0, at - 15) : at + 30]}…, "
                f"not …{want[max(0, at - 15) : at + 30]}…"
            )


def overlapping(pages: list[Page]) -> list[str]:
    """Words that stand upon others: lines may touch, and marks above letters reach into them."""
    found = []
    for number, page in enumerate(pages, 1):
        boxes = sorted(page.boxes, key=lambda box: box.y0)
        for at, box in enumerate(boxes):
            for other in boxes[at + 1 :]:
                if other.y0 > box.y1:
                    break
                across = min(box.x1, other.x1) - max(box.x0, other.x0)
                down = min(box.y1, other.y1) - max(box.y0, other.y0)
                if across > 0.5 and down > 0.55 * min(box.height, other.height):
                    found.append(f"page {number}: {box.text!r} and {other.text!r}")
    return found


def off_the_page(pages: list[Page], margin: float = 15) -> list[str]:
    """Words that stand in the margins where nothing should, or off the page."""
    return [
        f"page {number}: {box.text!r}"
        for number, page in enumerate(pages, 1)
        for box in page.boxes
        if box.x0 < margin
        or box.x1 > page.width - margin
        or box.y0 < 10
        or box.y1 > page.height - 10
    ]
