"""Sources made at random, whose words are known -> what must stand in the normal form and in HTML.

A source is drawn as plain Python values; from them come the TEI, the words that each witness
reads, and all words that may not be lost, without a look at what siglum makes of it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from hypothesis import given, note, settings
from hypothesis import strategies as st
from lxml import etree

from siglum.apparatus.normal import normal_form
from siglum.source.identity import ID
from siglum.units import cut_units

NS = {"t": "http://www.tei-c.org/ns/1.0"}
#: The lists: C and D make the group G; B has a second hand B2.
WITNESSES = (
    '<listWit><witness xml:id="A">Codex A</witness><witness xml:id="B">Codex B'
    '<listWit><witness xml:id="B2">second hand</witness></listWit></witness>'
    '<listWit xml:id="G"><witness xml:id="C"/><witness xml:id="D"/></listWit></listWit>'
)
GROUPS = {"B2": "B", "C": "G", "D": "G"}
READERS = ("A", "B", "B2", "C", "D", "nobody")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Text:
    """Words, entries, notes and highlighted stretches, one after the other."""

    pieces: list = field(default_factory=list)


@dataclass
class App:
    """An entry: the text of its lemma (None: it has none), and its readings with their sigla."""

    lemma: Text | None
    sigla: list[str]
    readings: list[tuple[list[str], Text]]
    note: str
    grouped: bool


@dataclass
class Hi:
    """A stretch in italics, perhaps a link."""

    text: Text
    ref: bool


@dataclass
class Note:
    """A note of the text."""

    word: str


WORD = "word"
GLUE = "glue"  # no space here
SIGLA = ("A", "B", "B2", "C", "D", "G")


def texts(depth: int) -> st.SearchStrategy[Text]:
    piece = st.sampled_from([WORD, WORD, WORD, GLUE])
    if depth:
        inner = texts(depth - 1)
        piece = st.one_of(
            piece,
            apps(inner),
            st.builds(Hi, inner.map(lambda text: Text([*text.pieces, WORD])), st.booleans()),
            st.just(WORD).map(Note),
        )
    return st.lists(piece, max_size=5).map(_hang_notes).map(Text)


def _hang_notes(pieces: list) -> list:
    """Notes follow a word at once; the spaces beside one at an edge would be nobody's."""
    hung: list = []
    for piece in pieces:
        if isinstance(piece, Note):
            hung += [GLUE, piece] if hung[-1:] == [WORD] else []
        else:
            hung.append(piece)
    return hung


@st.composite
def apps(draw, inner) -> App:
    cited = draw(st.permutations(SIGLA))
    cuts = sorted(draw(st.lists(st.integers(0, len(cited)), min_size=1, max_size=3)))
    shares = [cited[a:b] for a, b in itertools.pairwise([0, *cuts])]
    lemma = draw(st.none() | inner)
    readings = [(share, draw(inner)) for share in shares[1:]]
    if lemma is None and not readings:
        readings = [(shares[0], draw(inner))]
    return App(lemma, shares[0], readings, draw(st.sampled_from(["", WORD])), draw(st.booleans()))


class Source:
    """One drawn source: its TEI, its words, and what every witness reads."""

    def __init__(self, paragraphs: list[Text]) -> None:
        self._count = itertools.count()
        self.words: list[str] = []
        self.sigla: list[str] = []
        self.named = self._name(paragraphs)
        self.body = body = "".join(f"<p>{self.tei(text)}</p>" for text in self.named)
        self.xml = (
            f'<TEI xmlns="{NS["t"]}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
            f"<publicationStmt><p/></publicationStmt><sourceDesc>{WITNESSES}</sourceDesc>"
            f"</fileDesc></teiHeader><text><body>{body}</body></text></TEI>"
        )

    def _word(self) -> str:
        number, word = next(self._count), ""
        while True:
            number, rest = divmod(number, len(LETTERS))
            word += LETTERS[rest]
            if not number:
                break
        self.words.append(f"x{word}x")
        return self.words[-1]

    def _name(self, value):
        """The same value with a word of its own in each place."""
        if isinstance(value, list):
            return [self._name(one) for one in value]
        if isinstance(value, Text):
            return Text(self._name(value.pieces))
        if isinstance(value, Hi):
            return Hi(self._name(value.text), value.ref)
        if isinstance(value, Note):
            return Note(self._word())
        if isinstance(value, App):
            lemma = None if value.lemma is None else self._name(value.lemma)
            readings = [(sigla, self._name(text)) for sigla, text in value.readings]
            return App(lemma, value.sigla, readings, value.note and self._word(), value.grouped)
        return self._word() if value == WORD else value

    def tei(self, text: Text) -> str:
        return self._join(text, self._tei_piece)

    def _join(self, text: Text, write) -> str:
        joined, glued = "", True
        for piece in text.pieces:
            if piece == GLUE:
                glued = True
                continue
            joined += ("" if glued else " ") + write(piece)
            glued = False
        return joined

    def _tei_piece(self, piece) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Note):
            return f"<note>{piece.word}</note>"
        if isinstance(piece, Hi):
            name = "ref" if piece.ref else "hi"
            return f"<{name}>{self.tei(piece.text)}</{name}>"
        parts = []
        if piece.lemma is not None:
            parts.append(f"<lem{self._wit(piece.sigla)}>{self.tei(piece.lemma)}</lem>")
        readings = "".join(f"<rdg{self._wit(s)}>{self.tei(t)}</rdg>" for s, t in piece.readings)
        parts.append(f"<rdgGrp>{readings}</rdgGrp>" if piece.grouped and readings else readings)
        if piece.note:
            parts.append(f"<note>{piece.note}</note>")
        return f"<app>{''.join(parts)}</app>"

    def _wit(self, sigla) -> str:
        self.sigla += sigla
        return f' wit="{" ".join("#" + siglum for siglum in sigla)}"' if sigla else ""

    @property
    def has_plain_edges(self) -> bool:
        """Whether every lemma and reading begins and ends with a word.

        Whose the space is beside an entry at the very edge of another one is nobody's rule.
        """

        def plain(value) -> bool:
            if isinstance(value, Text):
                return all(plain(piece) for piece in value.pieces)
            if isinstance(value, Hi):
                return plain(value.text)
            if not isinstance(value, App):
                return True
            texts = [text for _, text in value.readings]
            texts += [] if value.lemma is None else [value.lemma]
            ends = [end for text in texts for end in (text.pieces[:1], text.pieces[-1:])]
            return all(end and isinstance(end[0], str) for end in ends) and all(map(plain, texts))

        return all(plain(text) for text in self.named)

    def read_by(self, witness: str) -> list[str]:
        """The words of the running text as `witness` reads them."""
        return " ".join(
            self._join(text, lambda piece: self._reads(piece, witness)) for text in self.named
        ).split()

    def _reads(self, piece, witness: str) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Note):
            return ""
        if isinstance(piece, Hi):
            return self._join(piece.text, lambda inner: self._reads(inner, witness))
        chosen = self._choose(piece, witness)
        words = self._join(chosen, lambda inner: self._reads(inner, witness))
        stands = piece.lemma if piece.lemma is not None else piece.readings[0][1]
        if chosen is stands:
            return words
        # white space at the edges of a reading beside the text is layout; that at the edges of
        # the lemma parts words of the text, whatever is read between them
        lemma = self._join(stands, lambda inner: self._reads(inner, witness))
        lead = " " if lemma[:1].isspace() and lemma.strip() else ""
        trail = " " if lemma[-1:].isspace() and lemma.strip() else ""
        return f"{lead}{words.strip()}{trail}"

    def _choose(self, app: App, witness: str) -> Text:
        """The reading of a witness: cited itself, else by its group, else what the text has.

        A reading beside the text that has no sigla is that of those who are cited inside it, and
        not by the entry itself.
        """
        if app.lemma is None:
            base, others = app.readings[0], app.readings[1:]
        else:
            base, others = (app.sigla, app.lemma), app.readings
        cited = {siglum for sigla, _ in (base, *others) for siglum in sigla}
        for name in (witness, GROUPS.get(witness)):
            for sigla, text in (base, *others):
                inside = set() if sigla or text is base[1] else self._inside(text)
                if name in {*sigla, *(inside - cited)}:
                    return text
        return base[1]

    def _inside(self, value) -> set[str]:
        """The sigla of the entries inside a text."""
        if isinstance(value, Text):
            return set().union(*map(self._inside, value.pieces))
        if isinstance(value, Hi):
            return self._inside(value.text)
        if not isinstance(value, App):
            return set()
        texts = [] if value.lemma is None else [(value.sigla, value.lemma)]
        return set().union(*({*s} | self._inside(t) for s, t in (*texts, *value.readings)))


PARAGRAPHS = st.one_of(
    texts(3).map(lambda text: Text([WORD, *text.pieces])),
    texts(3).map(lambda text: Text([*text.pieces, WORD])),
)
SOURCES = st.lists(PARAGRAPHS, min_size=1, max_size=2).map(Source)


def read_in_html(unit: etree._Element, witness: str) -> list[str]:
    """The words of a page when its style sheet shows `witness`, by the two rules of that sheet."""
    words: list[str] = []

    def walk(node: etree._Element) -> None:
        classes = node.get("class", "").split()
        absent = witness in node.get("data-not", "").split()
        other = "alt" in classes and witness not in node.get("data-wit", "").split()
        if not (absent or other or {"n", "noteref", "at"} & set(classes)):
            words.append(node.text or "")
            for child in node:
                walk(child)
        words.append(node.tail or "")

    for section in unit.iterchildren("section"):
        if section.get("class") == "text":
            for block in section.iter("p", "div"):
                if block.get("class") == "p":
                    walk(block)
                    words.append(" ")
    return "".join(words).split()


@settings(max_examples=60)
@given(source=SOURCES)
def test_every_witness_is_read_as_its_source_has_it(source, publish):
    """Showing a witness gives the words that the file says it reads: groups, hands, nesting."""
    note(source.body)
    (unit,) = publish(source.xml).units()
    for witness in READERS:
        shown, read = read_in_html(unit, witness), source.read_by(witness)
        if source.has_plain_edges:
            assert shown == read, witness
        else:
            assert "".join(shown) == "".join(read), witness


@settings(max_examples=40)
@given(source=SOURCES)
def test_nothing_is_lost(source, publish):
    """Every word of text, lemmata, readings and notes, and every siglum, on page and in print."""
    made = publish(source.xml)
    for medium in ("web", "print"):
        (unit,) = made.units(medium)
        text = "".join(unit.itertext())
        assert [word for word in source.words if word not in text] == []
        shown = [abbr.text for abbr in unit.iter("abbr") if abbr.get("class") == "siglum"]
        assert not [s for s in set(source.sigla) if shown.count(s) < source.sigla.count(s)]


@settings(max_examples=30)
@given(source=SOURCES)
def test_every_entry_has_its_place(source):
    """In the normal form each entry stands once, with a fragment or point of its own."""
    tree = normal_form(etree.fromstring(source.xml)).tei
    entries = [app.get(ID) for app in tree.xpath("t:standOff/t:listApp/t:app", namespaces=NS)]
    assert len(entries) == len(set(entries))
    assert not tree.xpath("t:text//t:app[not(ancestor::t:note)]", namespaces=NS)
    fragments = tree.xpath("t:text//t:seg[@type='lemma']/@corresp", namespaces=NS)
    assert {name[1:] for corresp in fragments for name in corresp.split()} == set(entries)


@settings(max_examples=30)
@given(source=SOURCES)
def test_the_source_is_left_as_it_is(source):
    """Making a normal form changes nothing in the tree it is made from."""
    tree = etree.fromstring(source.xml)
    normal_form(tree)
    assert etree.tostring(tree) == etree.tostring(etree.fromstring(source.xml))


@settings(max_examples=30)
@given(source=SOURCES)
def test_a_source_that_is_used_up_has_the_same_normal_form(source):
    """Whether the tree is kept or becomes its normal form makes no difference to its units."""
    tree = etree.fromstring(source.xml)
    kept = normal_form(tree)
    used = normal_form(tree, keep=False)
    assert used.tei is tree
    units = [
        [etree.tostring(one.tree, method="c14n") for one in cut_units(form, "key", 100)]
        for form in (kept, used)
    ]
    assert units[0] == units[1]
    assert used.cited == kept.cited
    assert list(used.conspectus.witnesses) == list(kept.conspectus.witnesses)


# --- entries tied to words by @from and @to ---------------------------------------------------


@st.composite
def attached(draw):
    """Words in paragraphs, and entries over any stretches of them: nested, crossing, equal."""
    count = draw(st.integers(2, 12))
    words = [f"x{LETTERS[n]}x" for n in range(count)]
    breaks = draw(st.sets(st.integers(1, count - 1), max_size=2))
    spans = draw(
        st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=5)
    )
    return words, breaks, [(min(span), max(span)) for span in spans], draw(st.booleans())


@settings(max_examples=40)
@given(drawn=attached())
def test_spans_cover_their_words_and_nothing_else(drawn, publish):
    """However entries nest and cross, each has the words from its first to its last, in order."""
    words, breaks, spans, anchored = drawn
    body = ""
    for n, word in enumerate(words):
        body += "</p><p>" if n in breaks else ""
        if anchored:
            body += f' <anchor xml:id="a{n}"/>{word}<anchor xml:id="b{n}"/>'
        else:
            body += f' <w xml:id="w{n}">{word}</w>'
    start, end = ("a", "b") if anchored else ("w", "w")
    entries = "".join(
        f'<app xml:id="e{n}" from="#{start}{a}" to="#{end}{b}"><rdg wit="#A">y{n}y</rdg></app>'
        for n, (a, b) in enumerate(spans)
    )
    made = publish(
        f'<TEI xmlns="{NS["t"]}"><text><body><p>{body}</p></body>'
        f"<back><listApp>{entries}</listApp></back></text></TEI>"
    )
    (unit,) = made.units()
    assert read_in_html(unit, "nobody") == words
    if len(spans) == 1:  # crossing variants of one witness contradict each other
        first, last = spans[0]
        assert read_in_html(unit, "w-A") == [*words[:first], "y0y", *words[last + 1 :]]
    for n, (first, last) in enumerate(spans):
        found = "".join(
            f" {''.join(node.xpath('.//text()[not(ancestor::*[@hidden])]'))}"
            for node in unit.iter("a", "span")
            if "lemma" in node.get("class", "").split()
            and f"e{n}" in node.get("data-entries", "").split()
        )
        assert found.split() == words[first : last + 1]
        assert f"y{n}y" in "".join(unit.xpath(f".//div[@id='e{n}']")[0].itertext())


# --- layout ---------------------------------------------------------------------------------

LAYOUT_ONLY = {"TEI", "text", "body", "back", "div", "lg", "app", "rdgGrp", "choice", "listWit"}


def laid_out(xml: str, random) -> str:
    """The same source with other white space, comments and processing instructions."""

    def white() -> str:
        return "".join(random.choices(" \n\t", k=random.randint(1, 3)))

    def anything() -> str:
        return random.choice(["", "", "", "<!-- c -->", "<?p i?>"])

    written, around = [], []
    for token in re.split(r"(<[^>]*>)", xml):
        if token.startswith("<"):
            written += [token, anything()]
            if token.startswith("</"):
                around.pop()
            elif not token.endswith("/>"):
                around.append(re.split(r"[\s>]", token[1:])[0])
            if around and around[-1] in LAYOUT_ONLY:
                written += [random.choice(["", white()]), anything()]
        else:
            for part in re.split("( )", token):
                written.append(part if part != " " else anything() + white() + anything())
                written.append(anything())
    return "".join(written)


@settings(max_examples=30)
@given(source=SOURCES, random=st.randoms(use_true_random=False))
def test_layout_says_nothing(source, random, publish):
    """A source and its one-line twin: one normal form, and the same bytes of HTML."""
    line, laid = publish(source.xml), publish(laid_out(source.xml, random))
    assert etree.tostring(line.form().tei) == etree.tostring(laid.form().tei)
    for medium in ("web", "print"):
        assert line.html(medium) == laid.html(medium)


def test_blocks_between_entries_are_layout(publish):
    """Lines and paragraphs inside a lemma, stanzas and divisions: indentation says nothing."""
    line = (
        f'<TEI xmlns="{NS["t"]}"><text><body><div><head>H</head><lg><app><lem wit="#A"><l>a b</l>'
        '<l>c</l></lem><rdg wit="#B"><l>d</l></rdg></app><l>e <app from="#z"><lem>f</lem></app>g'
        '</l></lg><p>wo<lb break="no"/>rd<note>n</note>.</p><eg>  x\n y</eg></div></body></text>'
        "</TEI>"
    )
    laid = line.replace('<lb break="no"/>', '\n  <!-- c --><lb break="no"/>\n  ')
    for tag in ("div", "head", "lg", "app", "l", "lem", "rdg", "p", "eg", "body", "text"):
        if tag not in ("lem", "rdg"):
            laid = re.sub(f"(<{tag}[ >])", r"\n\t<!-- c -->\1", laid) if tag != "app" else laid
        if tag in ("lg", "div", "body", "text"):
            laid = laid.replace(f"</{tag}>", f"\n <?p i?></{tag}>")
    laid = laid.replace("</l><rdg", "</l>\n<rdg").replace("</lem><rdg", "</lem>\n <rdg")
    assert publish(line).html() == publish(laid).html()
    assert publish(line).html("print") == publish(laid).html("print")
    assert "word" in "".join(publish(line).units()[0].itertext())
    assert "  x\n y" in publish(line).html()


def test_a_long_description_of_a_witness_is_cut_beside_its_siglum():
    """It is repeated with every siglum; the witness list has it in full."""
    listed = f'<witness xml:id="A">{"word " * 80}</witness>'
    header = f"<teiHeader><sourceDesc><listWit>{listed}</listWit></sourceDesc></teiHeader>"
    tree = normal_form(etree.fromstring(f'<TEI xmlns="{NS["t"]}">{header}</TEI>')).tei
    (short,) = tree.xpath("//t:standOff//t:witness/t:desc", namespaces=NS)
    assert len(short.text) <= 112
    assert short.text.endswith("word …")
    (whole,) = tree.xpath("//t:sourceDesc//t:witness", namespaces=NS)
    assert whole.text.split() == ["word"] * 80
