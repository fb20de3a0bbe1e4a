"""Editions made at random -> their TEI in each method of encoding, and what must come of them.

An edition is a collation: slots in paragraphs and verse lines, each with a word of the base text
(or, between two words, with none), and for every witness the words it has there. An entry is a
span of slots; who is listed in it reads there what the collation says, all others the lemma. A
witness departs from the base only where an entry lists it, so that the text of each witness is
known without a look at how it is encoded: it is its row of the collation.

Entries may nest, cross each other and lines and paragraphs, and stand on the same words. They are
written as parallel segmentation (if no two cross), tied to the text by `@from` and `@to`, or
named by their line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from hypothesis import assume
from hypothesis import strategies as st

#: C and D make the group G; B has a second hand, which follows it where it is not cited.
WITNESSES = (
    '<listWit><witness xml:id="A">Codex A</witness><witness xml:id="B">Codex B'
    '<listWit><witness xml:id="B2">second hand</witness></listWit></witness>'
    '<listWit xml:id="G"><witness xml:id="C"/><witness xml:id="D"/></listWit></listWit>'
)
READERS = ("A", "B", "B2", "C", "D")
#: A word that cannot be read, and what stands for it on a page.
GAP, SHOWN_GAP = "<gap>", "[…]"

Words = tuple[str, ...]


@dataclass(frozen=True)
class Slot:
    """A place of the collation: a word of the base, or (empty) the place between two words."""

    base: Words
    line: int


@dataclass(frozen=True)
class Line:
    """A paragraph or verse: its slots, and the block it stands in."""

    name: str
    number: str
    verse: bool
    block: int
    first: int
    last: int


@dataclass
class Rdg:
    """A reading: its words line by line, the sigla that are written, and how."""

    words: list[Words]
    sigla: list[str]
    hand: bool = False
    lacuna: bool = False

    @property
    def flat(self) -> Words:
        return tuple(word for line in self.words for word in line)


@dataclass
class App:
    """An entry over the slots from `first` to `last`, with what the witnesses read there."""

    name: str
    first: int
    last: int
    lemma: list[Words]
    sigla: list[str]
    readings: list[Rdg] = field(default_factory=list)
    grouped: bool = False
    whole: bool = False  # of whole lines, more than one
    tied: str = "anchors"  # an attached entry: to anchors, elements, or its own place as the end
    spaces: str = "both"  # on which sides of an addition the text has one: both, before, after

    @property
    def point(self) -> bool:
        """Whether it is an addition between two words."""
        return self.first == self.last and not self.lemma[0]

    def order(self) -> tuple[int, int]:
        """Before which others it comes: by its first word, then the longer ones first."""
        return self.first, -self.last


@dataclass
class Edition:
    """The collation with its entries, in text order."""

    slots: list[Slot]
    lines: list[Line]
    rows: dict[str, list[Words]]
    apps: list[App]
    commas: frozenset[int]
    tagged: bool  # words stand in <w>
    place: str  # of attached entries: back, standOff, beside

    def has_id(self, n: int) -> bool:
        """Whether the word of a slot stands in an element of its own."""
        return self.tagged and self.slots[n].base not in ((), (GAP,))

    def read_by(self, witness: str = "") -> str:
        """The text of a witness, of the base if none is named, in one line."""
        row = self.rows.get(witness, [slot.base for slot in self.slots])
        text = ""
        for n, words in enumerate(row):
            comma = "," if n in self.commas else ""
            text += " ".join(words) + comma + " "
        return " ".join(text.replace(GAP, SHOWN_GAP).split())

    def can_be_read(self) -> bool:
        """Whether of two entries that cross, what a witness reads at both tells what they share.

        Each word occurs at one place only, but one hole is like another: where one reading ends
        with two and the other begins with two, nobody can say whether these are two, three or four.
        """

        def flat(row: list[Words], first: int, last: int) -> Words:
            return tuple(word for n in range(first, last + 1) for word in row[n])

        for row in self.rows.values():
            for one in self.apps:
                for two in self.apps:
                    if not one.first < two.first <= one.last < two.last:
                        continue
                    here, there = flat(row, one.first, one.last), flat(row, two.first, two.last)
                    fits = [n for n in range(len(here) + 1) if here[len(here) - n :] == there[:n]]
                    if fits[-1] != len(flat(row, two.first, one.last)):
                        return False
        return True

    def words_of(self, app: App) -> str:
        """The words of the text that an entry speaks of, with what stands between them."""
        words = (word for line in app.lemma for word in line)
        return " ".join(words).replace(GAP, SHOWN_GAP)


# --- drawing ----------------------------------------------------------------------------------


@st.composite
def editions(draw: st.DrawFn, nesting: bool = False, words_only: bool = False) -> Edition:
    """An edition; if it must be `nesting`, one that parallel segmentation can encode.

    With `words_only` each lemma has words, and they stand in one line.
    """
    slots, lines = _draw_lines(draw, gaps=not words_only)
    kinds = _KINDS[:4] if words_only else _KINDS
    spans = _draw_spans(draw, slots, lines, nesting, kinds)
    rows = {name: [slot.base for slot in slots] for name in READERS}
    listed: dict[tuple[int, int, int], list[str]] = {}
    for key in spans:
        listed[key] = [name for name in READERS if draw(st.integers(0, 2)) == 0]
    for name in READERS:
        covered = {n for key in spans if name in listed[key] for n in range(key[0], key[1] + 1)}
        for n in sorted(covered):
            rows[name][n] = _draw_words(draw, slots[n], n)
    apps = [
        app
        for number, key in enumerate(spans, start=1)
        if (app := _draw_app(draw, f"e{number}", key, listed[key], slots, lines, rows))
    ]
    apps.sort(key=App.order)
    edition = Edition(slots, lines, rows, apps, frozenset(), draw(st.booleans()), "")
    edition.commas = frozenset(_draw_commas(draw, edition))
    edition.place = draw(st.sampled_from(["back", "standOff", "beside"]))
    for app in apps:
        app.tied = draw(st.sampled_from(_ways_to_tie(edition, app)))
        app.spaces = draw(st.sampled_from(["both", "before", "after"]))
    assume(edition.can_be_read())
    return edition


def _ways_to_tie(edition: Edition, app: App) -> list[str]:
    one, two = (edition.lines[edition.slots[n].line] for n in (app.first, app.last))
    ways = ["anchors"]
    if edition.place == "beside":
        ways.append("end")
    if (edition.has_id(app.first) and edition.has_id(app.last)) or (
        app.first == one.first and app.last == two.last and app.last not in edition.commas
    ):
        ways.append("elements")
    return ways


_KINDS = ("span", "span", "span", "same", "lines", "addition")


def _draw_lines(draw: st.DrawFn, gaps: bool) -> tuple[list[Slot], list[Line]]:
    slots: list[Slot] = []
    lines: list[Line] = []
    count = 0
    for block in range(draw(st.integers(1, 3))):
        verse = draw(st.booleans())
        for _ in range(draw(st.integers(1, 3)) if verse else 1):
            first = len(slots)
            for n in range(draw(st.integers(1, 5))):
                if n:
                    slots.append(Slot((), len(lines)))
                count += 1
                word = GAP if gaps and draw(st.integers(0, 11)) == 0 else f"w{count}"
                slots.append(Slot((word,), len(lines)))
            number = str(len(lines) + 1)
            lines.append(Line(f"line{number}", number, verse, block, first, len(slots) - 1))
    return slots, lines


Span = tuple[int, int, int]


def _draw_spans(
    draw: st.DrawFn, slots: list[Slot], lines: list[Line], nesting: bool, kinds: tuple[str, ...]
) -> list[Span]:
    """Spans of entries: first and last slot, and a number that tells equal ones apart."""
    words = [n for n, slot in enumerate(slots) if slot.base]
    gaps = [n for n, slot in enumerate(slots) if not slot.base]
    spans: list[Span] = []
    for number in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(kinds))
        if kind == "addition" and gaps:
            at = draw(st.sampled_from(gaps))
            span = at, at, number
            if any(other[:2] == span[:2] for other in spans):
                continue  # two additions at one place: whose words come first, nobody says
        elif kind == "same" and spans:
            span = (*draw(st.sampled_from(spans))[:2], number)
            if not slots[span[0]].base:
                continue
        elif kind == "lines":
            one = draw(st.integers(0, len(lines) - 1))
            two = draw(st.integers(one, min(len(lines) - 1, one + 2)))
            span = lines[one].first, lines[two].last, number
        else:
            first = draw(st.sampled_from(words))
            inside = lines[slots[first].line]
            ends = [n for n in words if n >= first and (not nesting or n <= inside.last)]
            span = first, draw(st.sampled_from(ends[:6])), number
        if not nesting or _fits(span, spans, slots, lines):
            spans.append(span)
    return spans


def _fits(span: Span, spans: list[Span], slots: list[Slot], lines: list[Line]) -> bool:
    """Whether an entry can stand in the text beside the others, around words or whole lines."""
    first, last = lines[slots[span[0]].line], lines[slots[span[1]].line]
    if first is not last and not _whole(first, last, lines):
        return False
    return not any(
        a[0] < b[0] <= a[1] < b[1] for other in spans for a, b in ((span, other), (other, span))
    )


def _whole(first: Line, last: Line, lines: list[Line]) -> bool:
    """Whether the lines from `first` to `last` stand side by side in one element."""
    row = [line for line in lines if first.first <= line.first <= last.first]
    return not any(line.verse for line in row) or len({line.block for line in row}) == 1


def _draw_words(draw: st.DrawFn, slot: Slot, n: int) -> Words:
    """What a witness has at a slot where an entry lists it; each word occurs at one slot only."""
    kinds = ["same", "other", "same"] if slot.base else ["none", "added", "none"]
    kind = draw(st.sampled_from([*kinds, "other", "omitted"]))
    if kind == "same" or (kind != "other" and not slot.base and kind != "added"):
        return slot.base
    if kind == "omitted":
        return ()
    if draw(st.integers(0, 9)) == 0:
        return (GAP,)
    variant = f"v{n}{draw(st.sampled_from('xyz'))}"
    return (variant, f"{variant}{variant}") if draw(st.integers(0, 4)) == 0 else (variant,)


def _draw_app(
    draw: st.DrawFn,
    name: str,
    span: Span,
    listed: list[str],
    slots: list[Slot],
    lines: list[Line],
    rows: dict[str, list[Words]],
) -> App | None:
    first, last, _ = span
    one, two = lines[slots[first].line], lines[slots[last].line]
    parts = [
        (max(first, line.first), min(last, line.last))
        for line in lines
        if line.first <= last and line.last >= first
    ]

    def words(row: list[Words]) -> list[Words]:
        return [tuple(word for n in range(a, b + 1) for word in row[n]) for a, b in parts]

    lemma = words([slot.base for slot in slots])
    shares: dict[tuple[Words, ...], list[str]] = {}
    for witness in listed:
        read = words(rows[witness])
        if tuple(word for line in read for word in line) != tuple(
            word for line in lemma for word in line
        ):
            shares.setdefault(tuple(read), []).append(witness)
    if not shares:
        return None
    others = [w for w in READERS if not any(w in share for share in shares.values())]
    cited = [*shares.values()]
    positive = draw(st.booleans())
    for share in cited:  # B stands for B2, unless B2 is cited elsewhere
        positive = positive or ("B" in share and "B2" in others)
    if positive:
        cited.append(others)
    sigla = _draw_sigla(draw, cited)
    readings = [Rdg(list(read), sigla[n]) for n, read in enumerate(shares)]
    for rdg in readings:
        rdg.lacuna = not rdg.flat and draw(st.integers(0, 3)) == 0
    if any("A" in share for share in cited) and draw(st.integers(0, 3)) == 0:
        readings.append(Rdg([(f"h{first}",)], ["A"], hand=True))
    whole = one is not two and first == one.first and last == two.last and _whole(one, two, lines)
    cited_last = sigla[-1] if positive else []
    return App(name, first, last, lemma, cited_last, readings, draw(st.booleans()), whole)


def _draw_sigla(draw: st.DrawFn, shares: list[list[str]]) -> list[list[str]]:
    """How the witnesses of each reading are cited: one by one, or by what stands for several."""
    sigla: list[list[str]] = []
    everyone = {witness for share in shares for witness in share}
    grouped = False
    for share in shares:
        cited = list(share)
        if "B" in cited and "B2" in cited and draw(st.booleans()):
            cited.remove("B2")
        members = {"C", "D"} & set(cited)
        if members and {"C", "D"} <= everyone and not grouped and draw(st.booleans()):
            grouped = True
            cited = [*[one for one in cited if one not in members], "G"]
        sigla.append(draw(st.permutations(cited)))
    return sigla


def _draw_commas(draw: st.DrawFn, edition: Edition) -> Iterator[int]:
    """Words after which the text has a comma that is nobody's variant."""
    for n, slot in enumerate(edition.slots):
        inside = any(
            app.first <= n < app.last + (len(app.lemma) > 1)  # a line that ends parts words
            for app in edition.apps
        )
        free = slot.base and not inside
        has = all(row[n] for row in edition.rows.values())
        if free and has and draw(st.integers(0, 3)) == 0:
            yield n


# --- writing ----------------------------------------------------------------------------------


def write_inline(edition: Edition) -> str:
    """The edition as parallel segmentation; its entries must nest."""
    writer = _Writer(edition)

    def opened(app: App) -> str:
        return f"<app xml:id={quoteattr(app.name)}><lem{_wit(app.sigla)}>"

    def closed(app: App) -> str:
        return f"</lem>{writer.readings(app)}</app>"

    body = writer.body(opened, closed, around_lines=True)
    return _tei("parallel-segmentation", "internal", f"<body>{body}</body>")


def write_attached(edition: Edition) -> str:
    """The edition with entries tied by `@from` and `@to`, in a list or beside their words."""
    writer = _Writer(edition)
    beside = edition.place == "beside"

    def opened(app: App) -> str:
        return f'<anchor xml:id="{app.name}-a"/>' if app.tied != "elements" else ""

    def closed(app: App) -> str:
        return f'<anchor xml:id="{app.name}-b"/>' if app.tied == "anchors" else ""

    body = writer.body(opened, closed, after=writer.app if beside else None)
    listed = "".join(map(writer.app, edition.apps))
    if beside:
        return _tei("double-end-point", "internal", f"<body>{body}</body>")
    listed = f"<listApp>{listed}</listApp>"
    if edition.place == "standOff":
        return _tei("double-end-point", "external", f"<body>{body}</body>", listed)
    return _tei("double-end-point", "external", f"<body>{body}</body><back>{listed}</back>")


def write_located(edition: Edition) -> str:
    """The edition with entries that name the line of their lemma, in a list in the back."""
    writer = _Writer(edition)
    body = writer.body(lambda _: "", lambda _: "")
    listed = "".join(
        f'<app xml:id="{app.name}" loc="{edition.lines[edition.slots[app.first].line].number}">'
        f"{writer.parts(app)}</app>"
        for app in edition.apps
    )
    text = f"<body>{body}</body><back><listApp>{listed}</listApp></back>"
    return _tei("location-referenced", "external", text)


def _tei(method: str, location: str, text: str, listed: str = "") -> str:
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p>made for a test</p></publicationStmt>"
        f"<sourceDesc>{WITNESSES}</sourceDesc></fileDesc><encodingDesc>"
        f'<variantEncoding method="{method}" location="{location}"/></encodingDesc><profileDesc>'
        '<handNotes><handNote xml:id="hand"/></handNotes></profileDesc></teiHeader>'
        f"{f'<standOff>{listed}</standOff>' if listed else ''}<text>{text}</text></TEI>"
    )


def _wit(sigla: list[str]) -> str:
    return f' wit="{" ".join(f"#{siglum}" for siglum in sigla)}"' if sigla else ""


def _words(words: Words) -> str:
    return " ".join('<gap reason="lost"/>' if word == GAP else word for word in words)


class _Writer:
    """Writes the text of an edition, with something before and after the words of each entry."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def body(
        self,
        opened: Callable[[App], str],
        closed: Callable[[App], str],
        after: Callable[[App], str] | None = None,
        around_lines: bool = False,
    ) -> str:
        """The blocks of the text; `around_lines` puts entries of whole lines outside of them.

        `after` writes what stands beside the end of an entry.
        """
        lines = self.edition.lines
        pieces: list[str] = []
        for n, line in enumerate(lines):
            around = [app for app in self.edition.apps if app.whole and around_lines]
            inside = [app for app in self.edition.apps if app not in around]
            alone = n == 0 or lines[n - 1].block != line.block
            ends = n + 1 == len(lines) or lines[n + 1].block != line.block
            name = "l" if line.verse else "p"
            pieces.append("<lg>" if line.verse and alone else "")
            pieces += [opened(app) for app in around if app.first == line.first]
            pieces.append(f'<{name} xml:id="{line.name}" n="{line.number}">')
            pieces += self._slots(line, inside, opened, closed, after or (lambda _: ""))
            pieces.append(f"</{name}>")
            pieces += [closed(app) for app in reversed(around) if app.last == line.last]
            pieces.append("</lg>" if line.verse and ends else "")
        return "".join(pieces)

    def _slots(
        self,
        line: Line,
        apps: list[App],
        opened: Callable[[App], str],
        closed: Callable[[App], str],
        after: Callable[[App], str],
    ) -> Iterator[str]:
        for n in range(line.first, line.last + 1):
            slot = self.edition.slots[n]
            point = next((app for app in apps if app.point and app.first == n), None)
            if not slot.base:  # between two words: one space, two around an addition, or one
                spaces = point.spaces if point is not None else "before"
                yield " " if spaces != "after" else ""
                yield opened(point) + closed(point) + after(point) if point is not None else ""
                yield " " if point is not None and spaces != "before" else ""
                continue
            yield "".join(opened(app) for app in apps if app.first == n)
            yield self._base(n)
            ending = [app for app in apps if app.last == n]
            yield "".join(map(closed, reversed(ending))) + "".join(map(after, ending))
            yield "," if n in self.edition.commas else ""

    def _base(self, n: int) -> str:
        words = _words(self.edition.slots[n].base)
        return f'<w xml:id="s{n}">{words}</w>' if self.edition.has_id(n) else words

    def app(self, app: App) -> str:
        """An entry that stands apart from its words, tied to them."""
        edition = self.edition
        one, two = (edition.lines[edition.slots[n].line] for n in (app.first, app.last))
        first, last = f"{app.name}-a", f"{app.name}-b"
        if app.tied == "elements":
            words = edition.has_id(app.first) and edition.has_id(app.last)
            first = f"s{app.first}" if words else one.name
            last = f"s{app.last}" if words else two.name
        to = f' to="#{last}"'
        if app.tied == "end" or (first == last and app.tied == "elements"):
            to = ""
        return f'<app xml:id="{app.name}" from="#{first}"{to}>{self.parts(app)}</app>'

    def parts(self, app: App) -> str:
        """Lemma and readings of an entry."""
        lemma = self._content(app.lemma, app)
        return f"<lem{_wit(app.sigla)}>{lemma}</lem>{self.readings(app)}"

    def readings(self, app: App) -> str:
        """The readings of an entry, in a group if it has them grouped."""
        written = []
        for rdg in app.readings:
            hand = ' hand="#hand"' if rdg.hand else ""
            # a lacuna that goes on would take from its witness what follows
            content = self._content(rdg.words, app) or "<lacunaStart/><lacunaEnd/>" * rdg.lacuna
            written.append(f"<rdg{_wit(rdg.sigla)}{hand}>{content}</rdg>")
        joined = "".join(written)
        return f'<rdgGrp type="some">{joined}</rdgGrp>' if app.grouped else joined

    def _content(self, words: list[Words], app: App) -> str:
        """A lemma or reading, in lines where the entry is one of whole lines."""
        if not app.whole:
            return " ".join(filter(None, map(_words, words)))
        name = "l" if self.edition.lines[self.edition.slots[app.first].line].verse else "p"
        return "".join(f"<{name}>{_words(line)}</{name}>" for line in words if line)


#: Of whom a witness is a hand, and the family it belongs to.
_KIN = {"B2": ("B",), "C": ("G",), "D": ("G",)}


def is_sound(edition: Edition) -> bool:
    """Whether nobody has a lacuna inside words for which another entry gives its own reading."""
    for inner in edition.apps:
        lost = {one for rdg in inner.readings if rdg.lacuna for one in rdg.sigla}
        for outer in edition.apps if lost else ():
            named = {one for rdg in outer.readings for one in rdg.sigla}
            within = outer.first <= inner.first <= outer.last
            if outer is not inner and within and _with_kin(lost) & _with_kin(named):
                return False
    return True


def _with_kin(keys: set[str]) -> set[str]:
    return keys.union(*(_KIN.get(key, ()) for key in keys))
