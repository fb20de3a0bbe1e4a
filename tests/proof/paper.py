"""A text as read from TEI, and its PDF -> what print lacks, and which numbers are wrong."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from tests.proof.printed import Page, Row, read_book, row_text
from tests.proof.reading import XML_ID, Entry, Note, T, Text
from tests.proof.site import Figures, _ascii, _pieces, _plain
from tests.proof.streams import Difference, Stream, compare_letters

_HEADS = frozenset({f"{T}head"})
_COUNTED = frozenset(f"{T}{name}" for name in ("p", "ab", "l", "item"))
#: What registers call their facts.
_FIELDS = (
    "persons",
    "places",
    "organisations",
    "events",
    "objects",
    "names",
    "birth",
    "death",
    "occupation",
    "floruit",
    "residence",
    "date",
    "note",
    "location",
    "idno",
    "type",
)
#: A sign alone in its line: a gap, or the mark of a slip, perhaps with the call of a note.
_SIGN = re.compile(r"(\[…\]|\(!\))\W*\d*")
#: What in a reading is shown with additions.
_LOOSE = frozenset(f"{T}{name}" for name in ("app", "note", "choice", "gap", "space", "g"))
_NUMBER = re.compile(r"(tit\.|[\w.]+)(?:–([\w.]+))?")


def find_book(folder: Path, text: Text) -> Path | None:
    """The PDF of a text: named by its id or by its file."""
    books = {p.stem: p for p in folder.glob("*.pdf")}
    stem = _ascii(text.path.stem)
    counted = f"{stem}-{text.number}" if text.number else stem
    names = [
        _ascii(text.root.get(XML_ID, "")),
        counted,
        f"{_ascii(text.path.parent.name)}-{counted}",
    ]
    return next((books[name] for name in names if name in books), None)


def core(text: str) -> str:
    """Letters, digits and their marks, decomposed and in lower case: what all media keep."""
    return "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c)[0] in "LMN"
    )


@dataclass(slots=True)
class Line:
    """A line of the text as printed: its letters, its page, and the number it should have."""

    page: Page
    row: Row
    start: int  # offset of its first letter among all printed ones
    end: int = 0
    kind: str = ""  # head, verse, line, other
    number: str = ""
    tag: str = ""

    @property
    def margin(self) -> str:
        """What stands beside it where it is a fifth one: its number, or that of its stanza."""
        stanza, _dot, verse = self.number.rpartition(".")
        return stanza if self.kind == "verse" and stanza and verse == "1" else self.number


@dataclass(slots=True)
class _Book:
    lines: list[Line] = field(default_factory=list)
    letters: str = ""
    to_print: list[int] = field(default_factory=list)  # letter of the source -> printed letter

    def line_at(self, offset: int) -> int:
        return bisect_right(self.lines, offset, key=lambda line: line.start) - 1


def check_paper(text: Text, path: Path) -> Figures:
    """Look for all of `text` in the PDF at `path`."""
    figures = Figures()
    pages, size = read_book(path)
    figures.counts["pages"] = len(pages)
    book = _body(pages, size)
    source, offsets = _core_of(text)
    _check_words(text, book, source, offsets, figures)
    _number_lines(text, book)
    _check_margin(text, book, pages, figures)
    _check_foot(text, book, pages, size, offsets, figures)
    return figures


def _core_of(text: Text) -> tuple[str, list[int]]:
    """The letters of a text as print keeps them, and where each of its own letters is in that."""
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    for letter in text.words.text:
        offsets.append(length)
        kept = core(letter)
        pieces.append(kept)
        length += len(kept)
    offsets.append(length)
    return "".join(pieces), offsets


def _body(pages: list[Page], size: float) -> _Book:
    book = _Book()
    pieces: list[str] = []
    length = 0
    for page in pages:
        for row in page.body[_header(page, size) if page is pages[0] else 0 :]:
            told, _divided = row_text(row)
            kept = core(told)
            book.lines.append(Line(page, row, length))
            pieces.append(kept)
            length += len(kept)
            book.lines[-1].end = length
    book.letters = "".join(pieces)
    return book


def _header(page: Page, size: float) -> int:
    """How many rows name the text and its author before it begins, set apart by white space."""
    last = max((n for n, row in enumerate(page.body) if row.height > 1.4 * size), default=-1)
    rows = page.body
    while 0 <= last < len(rows) - 1 and rows[last + 1].base - rows[last].base < 2.4 * size:
        last += 1
    return last + 1


# --- words ----------------------------------------------------------------------------------


def _check_words(
    text: Text, book: _Book, source: str, offsets: list[int], figures: Figures
) -> None:
    differences, runs = compare_letters(source, book.letters)
    differences = _unmoved(differences, text, offsets)
    book.to_print = [-1] * (len(source) + 1)
    for i, j, length in runs:
        for n in range(length):
            book.to_print[i + n] = j + n
    optional: dict[int, list[str]] = defaultdict(list)
    for at, number in text.optional:
        optional[offsets[at]].append(core(number))
    notes = [(offsets[note.at], core(note.text.text)) for note in text.notes]
    lost = 0
    for d in differences:
        fields = d.added
        for name in _FIELDS:
            fields = fields.replace(name, "")
        if d.missing in (fields, re.sub(r"\d", "", d.added)):
            continue
        if d.missing in d.added:
            rest = d.added.replace(d.missing, "", 1)
            if d.at == 0 or _is_expected(d.at, d.at + len(d.missing), rest, optional, notes):
                continue
        told = d.added
        for near in range(d.at - 6, d.at + len(d.missing) + 7):
            for number in optional.get(near, ()):
                told = told.replace(number, "", 1) if number else told
        if told == d.missing:
            continue
        lost += len(d.missing)
        at = max(bisect_right(offsets, d.at) - 1, 0)
        page = book.lines[max(book.line_at(d.other), 0)].page.number if book.lines else 0
        figures.miss(
            text.path,
            text.words.line(at),
            f"page {page}: the text has {d.missing[:60]!r}, print {d.added[:60]!r}:"
            f" «{text.words.show(at)}»",
        )
    figures.counts["letters"] += len(source)
    figures.counts["letters right"] += len(source) - lost
    figures.counts["lines"] += len(book.lines)


def _unmoved(differences: list[Difference], text: Text, offsets: list[int]) -> list[Difference]:
    """Differences without those of tables, whose cells print reads line by line across them."""
    places = [offsets[at] for at, _node in text.holders]
    kept: list[Difference] = []
    cells: list[Difference] = []
    for d in differences:
        node = text.holders[max(bisect_right(places, d.at) - 1, 0)][1] if places else None
        near = text.holders[max(bisect_right(places, d.at) - 2, 0)][1] if places else None
        in_cell = any(n is not None and n.tag in (f"{T}cell", f"{T}row") for n in (node, near))
        (cells if in_cell else kept).append(d)
    lost = Counter("".join(d.missing for d in cells))
    lost.subtract(Counter("".join(d.added for d in cells)))
    return kept if not any(n > 0 for n in lost.values()) else [*kept, *cells]


def _is_expected(
    at: int, end: int, added: str, optional: dict[int, list[str]], notes: list[tuple[int, str]]
) -> bool:
    """Whether print adds a number of the source, or a note that stands between paragraphs."""
    rest = added
    for place, note in notes:
        if abs(place - at) < 6 and note and note in rest:
            rest = rest.replace(note, "", 1)
    for near in range(at - 6, end + 7):
        for number in [*optional.get(near, ()), *(note for place, note in notes if place == near)]:
            for turn in range(min(len(number), 40)):  # «25p» before «p…» is «p25» after a «p»
                turned = number[turn:] + number[:turn]
                if turned and turned in rest:
                    rest = rest.replace(turned, "", 1)
                    break
    if not rest or rest.isdigit():
        return True
    for name in _FIELDS:
        rest = rest.replace(name, "", 1)
    return not rest or rest.isdigit()


# --- line numbers ---------------------------------------------------------------------------


def _number_lines(text: Text, book: _Book) -> None:
    """Say which number every printed line should have: counted on the page, or that of a verse."""
    holders = text.holders
    verses = _verses(text)
    starts = [at for at, _node in holders]
    back = {j: i for i, j in enumerate(book.to_print) if j >= 0}
    _source, offsets = _core_of(text)
    # verses in notes between stanzas (translations) have the numbers of their own stanzas
    noted = any(note.element.find(f".//{T}l") is not None for note in text.notes)
    before: Line | None = None
    for line in book.lines:
        at = _first(line, back, sure=noted)
        if at is None:
            line.kind = "other"
            told = book.letters[line.start : line.end]
            line.tag = "note" if len(told) > 12 else ""
            if line.tag and noted:
                line.kind = "noted"
            if before is not None and _SIGN.fullmatch(row_text(line.row)[0]):
                line.kind, line.tag = before.kind, before.tag
                if before.kind == "verse" and before.number.isdecimal():
                    line.number = str(int(before.number) + 1)
            continue
        before = line
        letter = bisect_right(offsets, at) - 1
        node = holders[bisect_right(starts, letter) - 1][1] if holders else None
        line.tag = etree.QName(node).localname if node is not None else ""
        if node is None:
            line.kind = "other"
        elif node.tag in _HEADS:
            line.kind = "head"
        elif node.tag == f"{T}l":
            line.kind, line.number = "verse", verses.get(node, "")
        elif node.tag in _COUNTED:
            line.kind = "line"
        else:
            line.kind = "other"


def _first(line: Line, back: dict[int, int], *, sure: bool) -> int | None:
    """The first letter of the source in a line; `sure`: only if most of its letters are its."""
    here = [j for j in range(line.start, line.end) if j in back]
    if not here or (sure and len(here) * 2 <= line.end - line.start):
        return None  # a note between the blocks; what it shares with the text is chance
    firm = (back[j] for j in here if back.get(j + 2) == back[j] + 2 and j + 2 < line.end)
    return next(firm, back[here[0]])


def _verses(text: Text) -> dict[etree._Element, str]:
    """The number of every verse: its own, or its place in a numbered stanza, or the next one."""
    numbers: dict[etree._Element, str] = {}
    before = ""
    for verse in text.root.iter(f"{T}l"):
        stanza = next((up for up in verse.iterancestors(f"{T}lg") if up.get("n")), None)
        if number := verse.get("n", "").strip():
            pass
        elif stanza is not None:
            number = f"{stanza.get('n')}.{list(stanza.iter(verse.tag)).index(verse) + 1}"
        elif before.isdecimal():
            number = str(int(before) + 1)
        numbers[verse] = before = number
    return numbers


def _count(book: _Book, counted: frozenset[str], unnumbered: bool) -> dict[int, list[Line]]:
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in book.lines:
        by_page[line.page.number].append(line)
    for lines in by_page.values():
        value = 0
        for line in lines:
            if line.kind == "head":
                line.number = "tit."
            elif line.kind == "noted" or (line.kind == "verse" and not unnumbered):
                continue
            elif line.kind in ("line", "verse") or line.tag in counted:
                value += 1
                line.number = str(value)
            else:
                line.number = ""
    return by_page


def _check_margin(text: Text, book: _Book, pages: list[Page], figures: Figures) -> None:
    verses = [line for line in book.lines if line.kind == "verse"]
    unnumbered = not any(line.number for line in verses)
    others = sorted({line.tag for line in book.lines if line.kind == "other" and line.tag})
    counted = _carrying(text)
    sources = {number for _at, number in text.optional}
    for page in pages:
        bases = [row.base for row in page.body]
        page.margin = [
            w
            for w in page.margin
            if w.text not in sources or any(abs(base - w.base) < 3.5 for base in bases)
        ]
    best = _wrong_margin(_count(book, counted, unnumbered), pages)[1]
    for tag in others:  # which other blocks are counted is told by the margin
        tried = counted | {tag}
        wrong = _wrong_margin(_count(book, tried, unnumbered), pages)[1]
        if len(wrong) < len(best):
            counted, best = tried, wrong
    seen, wrong = _wrong_margin(_count(book, counted, unnumbered), pages)
    figures.counts["margin numbers"] += seen
    figures.counts["margin numbers right"] += seen - len(wrong)
    for page, told in wrong:
        figures.miss(text.path, 0, f"page {page}: {told}")


def _carrying(text: Text) -> frozenset[str]:
    """The blocks other than paragraphs in which a lemma stands: their lines are counted too."""
    places = [at for at, _node in text.holders]
    found = set()
    for entry in text.entries:
        if entry.at >= 0 and not entry.inner and places:
            node = text.holders[max(bisect_right(places, entry.at) - 1, 0)][1]
            if node.tag not in _HEADS:
                found.add(etree.QName(node).localname)
    return frozenset(found)


def _wrong_margin(
    by_page: dict[int, list[Line]], pages: list[Page]
) -> tuple[int, list[tuple[int, str]]]:
    wrong: list[tuple[int, str]] = []
    seen = 0
    for page in pages:
        lines = by_page.get(page.number, [])
        met: set[int] = set()
        for word in page.margin:
            seen += 1
            near = min(lines, key=lambda line: abs(line.row.base - word.base), default=None)
            if near is None or abs(near.row.base - word.base) > 3.5:
                wrong.append((page.number, f"the number {word.text} stands beside no line"))
            elif near.kind == "noted":
                seen -= 1
            elif near.margin != word.text:
                told = near.number or "none"
                wrong.append(
                    (
                        page.number,
                        (
                            f"the number {word.text} stands beside line {told}"
                            f" («{row_text(near.row)[0][:40]}»)"
                        ),
                    )
                )
            else:
                met.add(id(near))
        due = {}
        for line in lines:
            if line.margin.isdecimal() and int(line.margin) % 5 == 0:
                due.setdefault((line.margin, line.kind != "verse" and id(line)), line)
        for line in due.values():
            if id(line) not in met:
                seen += 1
                wrong.append((page.number, f"line {line.margin} has no number in the margin"))
    return seen, wrong


# --- the foot of the page -------------------------------------------------------------------


@dataclass(slots=True)
class _Foot:
    """The apparatus at the foot of all pages, in reading order."""

    letters: str = ""
    pages: list[tuple[int, int]] = field(default_factory=list)  # offset -> page
    numbers: dict[int, str] = field(default_factory=dict)  # offset -> line number printed there
    notes: str = ""

    def reach(self, page: int) -> tuple[int, int]:
        """Where the entries of a page begin, and where at the latest they end: a page further."""
        begin = next((at for at, number in self.pages if number >= page), len(self.letters))
        end = next((at for at, number in self.pages if number > page + 1), len(self.letters))
        return begin, end


def _foot(text: Text, pages: list[Page], size: float) -> _Foot:
    foot = _Foot()
    pieces: list[str] = []
    length = 0
    notes: list[str] = []
    known = "|".join(core(note.text.text) for note in text.notes)
    for page in pages:
        for area in page.foot:
            first = area[0].words[0]
            own = abs(first.height / size - 0.81 * 0.9) < 0.012 and first.text.isdecimal()
            told = core("".join(row_text(row)[0] for row in area))
            seam = "".join(notes)[-12:] + told[:12]
            if own or (len(seam) > 14 and seam in known):
                notes.append(told)
                continue
            foot.pages.append((length, page.number))
            for row in area:
                for word in row.words:
                    told = word.text.removesuffix("\u2010") if word is row.words[-1] else word.text
                    if abs(word.height / size - 0.81 * 0.94) < 0.012 and _NUMBER.fullmatch(told):
                        foot.numbers[length] = told
                        continue
                    kept = core(told)
                    pieces.append(kept)
                    length += len(kept)
    foot.letters = "".join(pieces)
    foot.notes = "".join(notes)
    return foot


def _check_foot(
    text: Text, book: _Book, pages: list[Page], size: float, offsets: list[int], figures: Figures
) -> None:
    foot = _foot(text, pages, size)
    placed = [e for e in text.entries if not e.inner and e.at >= 0]
    placed.sort(key=lambda entry: entry.at)
    everything = foot.letters + "|" + book.letters + "|" + foot.notes
    at = 0
    last: dict[int, str] = {}
    for entry in placed:
        page = _page_of(entry, book, offsets)
        lower, upper = foot.reach(page)
        from_here = at if lower <= at <= upper else lower
        start, missing, after = _find(entry, foot, from_here, upper)
        if missing:  # an entry that goes on overleaf stands after the others of its page
            again = _find(entry, foot, lower, upper)
            if again[0] >= 0 and not again[1]:
                start, missing, after = again[0], [], max(at, again[2])
        at = after if start >= 0 else at
        kind = "choices" if entry.choice else "entries"
        figures.saw(kind, start >= 0 and not missing)
        if start < 0 or missing:
            figures.miss(
                text.path,
                entry.line,
                f"at the foot of the page: {'not found' if start < 0 else f'lacks {missing}'}:"
                f" {entry.sign[:80]}",
            )
        if start >= 0:
            _check_number(text, entry, start, foot, book, offsets, last, figures)
    for note in text.notes:
        _check_note(text, note, foot, book, everything, figures)
    for entry in text.entries:
        if entry.inner and not entry.header:
            pieces = [core(piece) for piece in _pieces(entry.element)]
            figures.saw("inner entries", all(piece in everything for piece in pieces))


def _words(stream: Stream) -> list[str]:
    return [kept for word in stream.words() if (kept := core(word))]


def _steps(
    entry: Entry,
) -> tuple[list[tuple[str, tuple[str, ...], int]], list[list[str]]]:
    """What an entry must show, in order: what it is, its letters, and how far on it may stand.

    Beside it, the words of lemmata and readings one by one.
    """
    steps: list[tuple[str, tuple[str, ...], int]] = []
    words: list[list[str]] = []
    loose = 0

    def add(what: str, letters: str, room: int) -> None:
        nonlocal loose
        steps.append((what, (core(letters),), room + loose))
        words.append([])
        loose = 0

    def add_sigla(sigla: list[str], room: int) -> None:
        nonlocal loose
        if sigla:  # an edition may have an order of its own
            steps.append(("siglum", tuple(core(siglum) for siglum in sigla), room + loose))
            words.append([])
            loose = 0

    if entry.lemma.length:
        add("lemma", entry.lemma.text, 12)
        words[-1] = _words(entry.lemma)
    else:
        loose += 60  # «post» and the word before
    add_sigla(entry.sigla, 4)
    loose += 60 * entry.sources
    for part in entry.order:
        if isinstance(part, Stream):
            for word in part.words():
                add("note", word, 40)
            loose += 40
            continue
        if part.text.text:
            add("reading", part.text.text, 8)
            words[-1] = _words(part.text)
        elif part.element is not None and not any(
            isinstance(child.tag, str) and child.tag not in (f"{T}note", f"{T}wit")
            for child in part.element
        ):
            add("om.", "om", 8)
        if part.element is not None and any(
            inner.tag in _LOOSE for inner in part.element.iterdescendants(etree.Element)
        ):
            loose += 400
        loose += 4
        add_sigla(part.sigla, 8 if entry.lemma.length else 12 + part.text.length)
        loose += 60 * part.sources
    kept = [n for n, step in enumerate(steps) if any(step[1])]
    return [steps[n] for n in kept], [words[n] for n in kept]


def _page_of(entry: Entry, book: _Book, offsets: list[int]) -> int:
    """The page on which the lemma of an entry begins; 0 if that was not found."""
    spot = _printed(entry, book, offsets)[0]
    return book.lines[book.line_at(spot)].page.number if spot >= 0 and book.lines else 0


def _printed(entry: Entry, book: _Book, offsets: list[int]) -> tuple[int, int]:
    """Where the first and the last letter of a lemma were printed; -1 if nowhere."""
    first = offsets[entry.at] if entry.lemma.length else max(offsets[entry.at] - 1, 0)
    after = offsets[min(entry.at + entry.lemma.length, len(offsets) - 1)]
    begin = next((p for p in book.to_print[first:] if p >= 0), -1)
    for n in range(first + 1, min(first + 4, after)):
        # what print adds before a word may begin like the word: its letters hold together
        if book.to_print[n] > begin + (n - first) >= 0:
            begin = book.to_print[n] - (n - first)
    back = range(max(after - 1, first), -1, -1)
    return begin, next((book.to_print[n] for n in back if book.to_print[n] >= 0), begin)


def _find(entry: Entry, foot: _Foot, at: int, upper: int) -> tuple[int, list[str], int]:
    """Where an entry stands -> its start, what it lacks, where the next may begin."""
    steps, words = _steps(entry)
    start, here = -1, at
    missing: list[str] = []
    numbered = any(True for _ in entry.element.iter(f"{T}pb", f"{T}cb", f"{T}g"))
    for n, (what, group, room) in enumerate(steps):
        if len(group) > 1:
            here, lacking = _find_group(list(group), foot.letters, here, room)
            missing += [f"{what} {letters!r}" for letters in lacking]
            continue
        letters = group[0]
        found, end = _find_letters(letters, words[n], foot.letters, here, room, numbered)
        if found < 0 and n == 0:  # something that this proof does not know stands before it
            found, end = _find_letters(
                letters, words[n], foot.letters, here, upper - here, numbered
            )
        if found < 0:
            missing.append(f"{what} {letters[:40]!r}")
            continue
        if start < 0:
            start = found if entry.lemma.length else _begin(foot, here, found)
        here = end
        following = steps[n + 1][1][0] if n + 1 < len(steps) else ""
        if what == "lemma" and foot.letters[here : here + 1] == "0" and following[:1] != "0":
            missing.append("nothing but has a stray 0 after its lemma")
    return start, missing, here


def _find_letters(
    what: str, words: list[str], letters: str, here: int, room: int, numbered: bool
) -> tuple[int, int]:
    """Where some letters stand and end, at most `room` further on; numbers may part the words."""
    found = letters.find(what, here, here + room + len(what))
    if found >= 0:
        return found, found + len(what)
    found, end = _find_words(words, letters, here, room)
    if found < 0 and numbered and words:
        found, end = _find_broken(what, letters, here, room)
    return found, end


def _find_words(words: list[str], letters: str, here: int, room: int) -> tuple[int, int]:
    """Find words close together -> where the first begins and the last ends; -1 and `here`."""
    begin, at = -1, here
    for n, word in enumerate(words):
        found = letters.find(word, at, at + (room if n == 0 else 8) + len(word))
        if found < 0:
            return -1, here
        begin = found if n == 0 else begin
        at = found + len(word)
    return (begin, at) if words else (-1, here)


def _find_broken(word: str, letters: str, here: int, room: int) -> tuple[int, int]:
    """Find a word in which a page of the source begins, so that its number stands inside it."""
    within = letters[here : here + room + len(word) + 10]
    for cut in range(1, len(word)):
        match = re.search(f"{re.escape(word[:cut])}.{{1,14}}{re.escape(word[cut:])}", within)
        if match:
            return here + match.start(), here + match.end()
    return -1, here


def _find_group(group: list[str], letters: str, here: int, room: int) -> tuple[int, list[str]]:
    """Find some sigla in whatever order -> where they end, and which are not there."""
    left = sorted((one for one in group if one), key=len, reverse=True)
    while left:
        places = [(letters.find(one, here, here + room + len(one)), one) for one in left]
        there = [(at, -len(one), one) for at, one in places if at >= 0]
        if not there:
            break
        at, _length, one = min(there)
        here = at + len(one)
        left.remove(one)
    return here, left


def _begin(foot: _Foot, here: int, found: int) -> int:
    """Where an entry without a lemma begins: at its number, else where the last one ended."""
    for offset in range(here, found + 1):
        if offset in foot.numbers:
            return offset
    return here


def _check_number(
    text: Text,
    entry: Entry,
    start: int,
    foot: _Foot,
    book: _Book,
    offsets: list[int],
    last: dict[int, str],
    figures: Figures,
) -> None:
    begin, stop = _printed(entry, book, offsets)
    if begin < 0 or not book.lines:
        return
    one, two = book.lines[book.line_at(begin)], book.lines[book.line_at(max(stop, begin))]
    page = foot.pages[max(bisect_right([o for o, _p in foot.pages], start) - 1, 0)][1]
    right = figures.saw("on their page", page == one.page.number)
    if not right:
        figures.miss(
            text.path,
            entry.line,
            f"page {page}: the lemma «{_plain(entry.lemma)[:40]}» begins on page {one.page.number}",
        )
        return
    wanted = _references(one, two if entry.lemma.length else one, book, stop)
    before = book.line_at(begin) - 1
    if not entry.lemma.length and before >= 0 and row_text(book.lines[before].row)[1]:
        wanted.append(book.lines[before].number)  # the word before the point is divided
    number = foot.numbers.get(start)
    if number is None:  # a rank or sign may stand between the number and the letters
        number = last.get(page, "") if last.get(page) in wanted else None
    told = number or "none"
    if not figures.saw("line numbers", number in wanted):
        figures.miss(
            text.path,
            entry.line,
            f"page {page}: «{_plain(entry.lemma)[:40]}» has the number {told}, stands in {wanted}",
        )
    last[page] = number or last.get(page, "")


def _references(one: Line, two: Line, book: _Book, stop: int) -> list[str]:
    """The numbers that an entry may have: from the line of its first word to that of its last.

    The last word may be divided between two lines: then either is right.
    """
    ends = [two]
    at = book.lines.index(two)
    if at and row_text(book.lines[at - 1].row)[1] and stop - two.start < 25:
        ends.append(book.lines[at - 1])
    if row_text(two.row)[1] and at + 1 < len(book.lines) and two.end - stop < 25:
        ends.append(book.lines[at + 1])
    wanted: list[str] = []
    for end in ends:
        if end.page.number == one.page.number:
            wanted.append(one.number if end.number == one.number else f"{one.number}–{end.number}")
        elif end.kind == "verse":
            wanted.append(f"{one.number}–{end.number}")
        else:
            wanted.append(f"{one.number}–{end.page.printed}.{end.number}")
    return list(dict.fromkeys(wanted))


def _check_note(
    text: Text, note: Note, foot: _Foot, book: _Book, everything: str, figures: Figures
) -> None:
    letters = core(note.text.text)
    found = letters in everything
    if not found:
        pieces = [core(word) for word in note.text.words()]
        found = (
            _loosely(pieces, foot.notes)
            or _loosely(pieces, foot.letters)
            or _loosely(pieces, book.letters)
        )
    if not figures.saw("notes", found):
        figures.miss(text.path, note.line, f"note not printed: «{_plain(note.text)[:80]}»")


def _loosely(pieces: list[str], letters: str) -> bool:
    """Whether pieces stand in order and close together: numbers and brackets may come between."""
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return True
    at = letters.find(pieces[0])
    while at >= 0:
        here, good = at, True
        for piece in pieces:
            found = letters.find(piece, here, here + 200 + len(piece))
            if found < 0:
                good = False
                break
            here = found + len(piece)
        if good:
            return True
        at = letters.find(pieces[0], at + 1)
    return False
