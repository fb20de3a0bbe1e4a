"""A text as read from TEI, and the website made of it -> what the pages lack, double or mix up."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from urllib.parse import unquote

from lxml import etree, html
from tests.proof.reading import XML_ID, Entry, Reading, T, Text
from tests.proof.streams import FREE, SPACE, Stream, compare_gaps, compare_letters

#: HTML elements that begin and end a line.
_LINES = frozenset(
    "html body main article section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption tbody"
    " tr td th figure figcaption blockquote pre nav header footer br aside form".split()
)
#: What pages add to the words of a text: numbers, signs, calls, marks, other witnesses' words.
_ADDED = frozenset(
    "alt noteref n sign hyphen div-n seg-n item-n lb-n note-n go missing graphic ptr by pb cb gb"
    " milestone ln field-name".split()
)


#: Headings that registers without one get.
_HEADINGS = frozenset("Persons Places Organisations Events Objects Names".split())


@dataclass(slots=True)
class Figures:
    """How much was looked for, and how much of it was there."""

    counts: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def saw(self, what: str, right: bool) -> bool:
        """Count one thing looked for."""
        self.counts[what] += 1
        self.counts[f"{what} right"] += bool(right)
        return right

    def miss(self, path: Path, line: int, told: str) -> None:
        """Record what is wrong, with its place in the source."""
        self.misses.append(f"{path}:{line}: {told}")


def page_stream(element: etree._Element, drop: frozenset[str] = _ADDED) -> Stream:
    """The words that an element of a page shows, without what pages add."""
    stream = Stream()

    def walk(node: etree._Element) -> None:
        line = node.tag in _LINES
        if line:
            stream.gap(FREE)
        stream.add(node.text or "")
        for child in node:
            if isinstance(child.tag, str) and not _is_added(child, drop):
                walk(child)
            stream.add(child.tail or "")
        if line:
            stream.gap(FREE)

    walk(element)
    for at, kind in stream.gaps.items():
        if kind == FREE:
            stream.gaps[at] = SPACE
    return stream


def _is_added(node: etree._Element, drop: frozenset[str]) -> bool:
    classes = _classes(node)
    if node.tag == "a" and "back" in classes:  # the link from a note to its call
        return True
    if (
        "g" in classes and drop and (node.text or "").startswith("⟨")
    ):  # a character known by its name only
        return True
    # the other side of a choice stands in brackets: it is looked for by itself
    return bool(classes & drop) or ("alt" in drop and node.tag == "span" and "other" in classes)


def _classes(node: etree._Element) -> frozenset[str]:
    return frozenset(node.get("class", "").split())


def _all(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements inside `node` with a class, in order; those inside another of it too."""
    for inner in node.iterdescendants(etree.Element):
        if name in inner.get("class", "").split():
            yield inner


def _within(node: etree._Element, name: str, top: etree._Element) -> bool:
    for up in node.iterancestors():
        if up is top:
            return False
        if name in up.get("class", "").split():
            return True
    return False


@dataclass(slots=True)
class Block:
    """An entry as a page shows it."""

    element: etree._Element
    lemma: Stream
    sigla: list[str]
    sources: int
    readings: list[Reading]
    whole: str

    @property
    def sign(self) -> str:
        return self.lemma.text + "|" + "|".join(reading.text.text for reading in self.readings)


def find_folders(site: Path, texts: list[Text]) -> list[tuple[Text, Path | None]]:
    """The folder of each text among the pages: named by its id or by its file."""
    folders = {p.name: p for p in (site / "texts").iterdir() if p.is_dir()}
    found: list[tuple[Text, Path | None]] = []
    for text in texts:
        stem = _ascii(text.path.stem)
        counted = f"{stem}-{text.number}" if text.number else stem
        names = [
            _ascii(text.root.get(XML_ID, "")),
            counted,
            f"{_ascii(text.path.parent.name)}-{counted}",
        ]
        chosen = next((n for n in names if n in folders), None)
        if chosen is None:
            chosen = next((f for n in names if n for f in folders if f.startswith(f"{n}-")), None)
        found.append((text, folders.pop(chosen) if chosen else None))
    return found


def _ascii(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^A-Za-z0-9.\-_]+", "-", re.sub(r"[^\w.\-]+", "-", plain)).strip("-.")


def read_pages(folder: Path) -> list[tuple[Path, etree._Element]]:
    """The pages on which one reads, in the order in which their links lead from one to the next."""
    pages: dict[str, tuple[Path, etree._Element]] = {}
    after: dict[str, str] = {}
    for path in sorted(folder.glob("*.html")):
        tree = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        if tree.find(".//article") is None:
            continue
        pages[path.name] = (path, tree)
        link = tree.find(".//link[@rel='next']")
        if link is not None:
            after[path.name] = unquote(link.get("href", "")).rpartition("/")[2]
    order: list[str] = []
    for name in [*(set(pages) - set(after.values())), *pages]:
        step: str | None = name
        while step in pages and step not in order:
            order.append(step)
            step = after.get(step)
    return [pages[name] for name in order]


def check_site(text: Text, folder: Path) -> Figures:
    """Look for all of `text` on the pages of `folder`."""
    figures = Figures()
    trees = [tree for _path, tree in read_pages(folder)]
    about = folder / "about.html"
    others = [html.parse(str(about)).getroot()] if about.is_file() else []
    articles = [article for tree in trees for article in tree.iterfind(".//article")]
    _check_words(text, articles, figures)
    blocks = [_block(node) for tree in trees for node in _all(tree, "app")]
    _check_entries(text, blocks, trees, others, figures)
    _check_notes(text, trees, figures)
    return figures


# --- words ----------------------------------------------------------------------------------


def _check_words(text: Text, articles: list[etree._Element], figures: Figures) -> None:
    shown = Stream()
    for article in articles:
        for node in [n for n in article.iterdescendants(etree.Element) if _is_apart(n)]:
            if node.getparent() is not None:
                _cut(node)
        part = page_stream(article)
        shown.gap(SPACE)
        _append(shown, part)
    want, got = text.words, shown
    differences, runs = compare_letters(want.text, got.text)
    differences = [d for d in differences if d.missing or d.added not in _HEADINGS]
    lost = sum(len(d.missing) for d in differences)
    words = len(want.words())
    figures.counts["words"] += words
    wrong_words = sum(max(1, len(d.missing.split())) for d in differences)
    figures.counts["words right"] += words - wrong_words
    figures.counts["letters"] += want.length
    figures.counts["letters right"] += want.length - lost
    for d in differences:
        told = f"the page has {d.added[:60]!r}" if d.added else "the page lacks it"
        what = f"text {d.missing[:60]!r}" if d.missing else "text added"
        figures.miss(
            text.path,
            want.line(d.at),
            f"{what}: {told}; source «{want.show(d.at)}» page «{got.show(d.other)}»",
        )
    wrong, seen = compare_gaps(want, got, runs)
    figures.counts["spaces"] += seen
    figures.counts["spaces right"] += seen - len(wrong)
    for at, other, told in wrong:
        figures.miss(
            text.path, want.line(at), f"{told}: source «{want.show(at)}» page «{got.show(other)}»"
        )


def _is_apart(node: etree._Element) -> bool:
    classes = _classes(node)
    return (
        bool(classes & {"listed", "listApp"})
        or {"note", "block"} <= classes
        or ({"noteGrp", "block"} <= classes)
    )


def _cut(node: etree._Element) -> None:
    node.set("class", f"{node.get('class')} sign")


def _append(stream: Stream, part: Stream) -> None:
    if not part.length:
        return
    start = stream.length
    stream.add(part.text)
    for at, kind in part.gaps.items():
        stream.gaps[start + at] = kind


# --- entries --------------------------------------------------------------------------------


def _block(node: etree._Element) -> Block:
    lemma, sigla, cites = Stream(), [], 0
    if (first := next(_own(node, "lem"), None)) is not None:
        lemma = _reading_stream(first)
    for wits in _own(node, "wits"):
        if not _within(wits, "rdg", node) and not _within(wits, "witDetail", node):
            sigla += _labels(wits)
    for source in _own(node, "sources"):
        if not _within(source, "rdg", node):
            cites += len(_labels(source))
    readings: list[Reading] = []
    for rdg in _own(node, "rdg"):
        words = next(_own(rdg, "reading"), None)
        readings.append(
            Reading(
                _reading_stream(words) if words is not None else Stream(),
                [label for wits in _own(rdg, "wits") for label in _labels(wits)],
                sum(len(_labels(source)) for source in _own(rdg, "sources")),
                rdg,
            )
        )
    return Block(node, lemma, sigla, cites, readings, page_stream(node, frozenset()).text)


def _own(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Elements with a class that belong to this entry, not to one inside it."""
    for inner in _all(node, name):
        if "context" in _classes(inner) or _within(inner, "app-inline", node):
            continue
        if name in ("lem", "wits", "sources", "rdg") and _within(inner, "app-note", node):
            continue
        if name != "reading" and _within(inner, "reading", node):
            continue
        yield inner


def _labels(wits: etree._Element) -> list[str]:
    return [
        " ".join("".join(abbr.itertext()).split())
        for abbr in wits.iterdescendants("abbr", "cite")
        if "siglum" in _classes(abbr) or abbr.tag == "cite"
    ]


def _reading_stream(words: etree._Element) -> Stream:
    """The words of a reading; of what stands in brackets in it, nothing."""
    drop = _ADDED | {"inner", "other", "app-note", "wits", "sources", "rdg", "sep", "word", "wit"}
    return page_stream(words, drop)


def _check_entries(
    text: Text,
    blocks: list[Block],
    trees: list[etree._Element],
    others: list[etree._Element],
    figures: Figures,
) -> None:
    outer = [entry for entry in text.entries if not entry.inner]
    inner = [entry for entry in text.entries if entry.inner]
    mine = [block for block in blocks if not _inside_entry(block.element)]
    pairs, rest = _pair(outer, mine)
    for entry, block in pairs:
        what = "choices" if entry.choice else "entries"
        if not figures.saw(what, block is not None):
            figures.miss(text.path, entry.line, f"entry not found: {entry.sign[:90]}")
            continue
        assert block is not None
        _check_entry(text, entry, block, figures)
    for block in rest:
        figures.counts["entries of nothing"] += 1
        figures.miss(text.path, 0, f"an entry that the source has not: {block.sign[:90]}")
    holders = [
        page_stream(node, frozenset({"sign"})).text
        for tree in [*trees, *others]
        for node in tree.iterdescendants(etree.Element)
        if _classes(node) & {"note", "app", "app-note", "figDesc", "header", "noteGrp", "choice"}
    ]
    for entry in inner:
        found = any(_shows(entry, holder) for holder in holders)
        if not found and entry.header:
            figures.counts["entries in headers not shown"] += 1
            continue
        if not figures.saw("inner entries", found):
            figures.miss(text.path, entry.line, f"inner entry not found: {entry.sign[:90]}")


def _inside_entry(node: etree._Element) -> bool:
    return any("app" in up.get("class", "").split() for up in node.iterancestors())


def _pair(
    entries: list[Entry], blocks: list[Block]
) -> tuple[list[tuple[Entry, Block | None]], list[Block]]:
    """Entries and what pages show for them, matched by their order and their words."""
    signs, shown = [e.sign for e in entries], [b.sign for b in blocks]
    pairs: dict[int, int] = {}
    if len(signs) == len(shown) and sum(a == b for a, b in zip(signs, shown, strict=True)) > (
        0.9 * len(signs)
    ):
        pairs = dict(zip(range(len(signs)), range(len(shown)), strict=True))
    else:
        matcher = SequenceMatcher(None, signs, shown, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal" or (tag == "replace" and b - a == d - c):
                pairs.update(zip(range(a, b), range(c, d), strict=True))
    free: dict[str, list[int]] = defaultdict(list)
    for n, sign in enumerate(shown):
        if n not in pairs.values():
            free[sign].append(n)
    for n, sign in enumerate(signs):  # entries attached by pointers stand in another order
        if n not in pairs and free.get(sign):
            pairs[n] = free[sign].pop(0)
    used = set(pairs.values())
    matched = [(e, blocks[pairs[n]] if n in pairs else None) for n, e in enumerate(entries)]
    return matched, [b for n, b in enumerate(blocks) if n not in used]


def _check_entry(text: Text, entry: Entry, block: Block, figures: Figures) -> None:
    place = entry.line
    some = entry.lemma.length or block.lemma.length
    if some and not figures.saw("lemmata", _same_words(entry.lemma, block.lemma)):
        figures.miss(
            text.path,
            place,
            f"lemma «{_plain(entry.lemma)}» is shown as «{_plain(block.lemma)}»",
        )
    _check_labels(text, entry.sigla, block.sigla, entry.lemma, place, figures)
    if entry.sources != block.sources:
        figures.miss(
            text.path, place, f"{entry.sources} sources of the lemma, shown {block.sources}"
        )
    if len(entry.readings) != len(block.readings):
        figures.counts["readings"] += len(entry.readings)
        figures.miss(
            text.path,
            place,
            f"{len(entry.readings)} readings, the page has {len(block.readings)}:"
            f" {entry.sign[:60]} / {block.sign[:60]}",
        )
        return
    for want, got in zip(entry.readings, block.readings, strict=True):
        right = _same_words(want.text, got.text)
        told = "".join(got.element.itertext()) if got.element is not None else ""
        if not want.text.length and want.element is not None and not len(want.element):
            right = right and "om." in told
        if not figures.saw("readings", right):
            figures.miss(
                text.path,
                want.element.sourceline or place,
                f"reading «{_plain(want.text)}» is shown as «{_plain(got.text)}»",
            )
        _check_labels(text, want.sigla, got.sigla, want.text, place, figures)
        if figures.saw("sources", want.sources <= got.sources) is False:
            figures.miss(
                text.path,
                place,
                f"{want.sources} sources of the reading «{_plain(want.text)}», shown {got.sources}",
            )
    for note in entry.notes:
        if not figures.saw(
            "notes in entries",
            note.text in block.whole or _in_order(list(note.words()), block.whole),
        ):
            figures.miss(text.path, place, f"note of the entry not shown: «{_plain(note)[:80]}»")


def _check_labels(
    text: Text, want: list[str], got: list[str], words: Stream, line: int, figures: Figures
) -> None:
    for label in want:
        if not figures.saw("sigla", Counter(got)[label] == 1):
            figures.miss(
                text.path, line, f"siglum {label!r} of «{_plain(words)}»: the page has {got}"
            )
    for label in got:
        if label not in want:
            figures.miss(
                text.path,
                line,
                f"siglum {label!r} at «{_plain(words)}» is not in the source: {want}",
            )


def _same_words(first: Stream, second: Stream) -> bool:
    """The same letters, and no space more or less where the source is clear."""
    if first.text != second.text:
        return False
    wrong, _seen = compare_gaps(first, second, [(0, 0, first.length)])
    return not wrong


def _plain(stream: Stream) -> str:
    return " ".join(stream.words())


# --- notes and pieces -----------------------------------------------------------------------


def _check_notes(text: Text, trees: list[etree._Element], figures: Figures) -> None:
    shown: Counter[str] = Counter()
    streams: dict[str, list[Stream]] = defaultdict(list)
    blocks: list[str] = []
    for tree in trees:
        for node in tree.iterdescendants(etree.Element):
            if _classes(node) & {"note", "noteGrp"} and not any(
                _classes(up) & {"note", "noteGrp", "app"} for up in node.iterancestors()
            ):
                stream = page_stream(_unmark(node), _ADDED)
                shown[stream.text] += 1
                streams[stream.text].append(stream)
                blocks.append(page_stream(node, frozenset()).text)
    for note in text.notes:
        if shown[note.text.text] > 0:
            shown[note.text.text] -= 1
            figures.saw("notes", True)
            stream = streams[note.text.text].pop(0)
            wrong, seen = compare_gaps(note.text, stream, [(0, 0, note.text.length)])
            figures.counts["spaces"] += seen
            figures.counts["spaces right"] += seen - len(wrong)
            for at, other, told in wrong:
                figures.miss(
                    text.path,
                    note.text.line(at),
                    f"in a note, {told}: source «{note.text.show(at)}» page «{stream.show(other)}»",
                )
        elif not note.plain and any(_in_order(_pieces(note.element), b) for b in blocks):
            figures.saw("notes", True)
        elif not figures.saw("notes", not note.text.length):
            figures.miss(text.path, note.line, f"note not found: «{_plain(note.text)[:90]}»")


def _unmark(node: etree._Element) -> etree._Element:
    """A note between paragraphs was marked as no part of the words before: take the mark away."""
    node.set("class", " ".join(c for c in node.get("class", "").split() if c != "sign"))
    return node


def _pieces(element: etree._Element) -> list[str]:
    """The letters of every run of text in an element, and the sigla of entries in it, in order."""
    found: list[str] = []

    def add(text: str | None) -> None:
        letters = Stream()
        letters.add(text or "")
        if letters.length:
            found.append(letters.text)

    def walk(node: etree._Element) -> None:
        add(node.text)
        for child in node:
            if isinstance(child.tag, str) and child.tag not in (f"{T}index", f"{T}graphic"):
                walk(child)
            add(child.tail)

    walk(element)
    return found


def _shows(entry: Entry, holder: str) -> bool:
    """Whether a note, a caption, a description tells of an entry inside it: all of its words."""
    sides = [child for child in entry.element if isinstance(child.tag, str)]
    at, ends = holder.find(entry.lemma.text), 0
    if not entry.choice:
        return _in_order(_pieces(entry.element), holder)
    for side in sides:
        if not _in_order(_pieces(side), holder):
            return False
        ends += 1
    return at >= 0 and ends == len(sides)


def _in_order(pieces: list[str], block: str) -> bool:
    at = 0
    for piece in pieces:
        at = block.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True
