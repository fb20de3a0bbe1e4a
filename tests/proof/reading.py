"""A TEI file, read with lxml alone -> the words, entries and notes that an edition must show.

This reader knows the Guidelines and nothing of siglum, so that a mistake of siglum's reader is
not repeated here. It reads what stands in the file, and forms no opinion about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from tests.proof.streams import FREE, GLUE, Stream

TEI = "http://www.tei-c.org/ns/1.0"
T = f"{{{TEI}}}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XINCLUDE = "{http://www.w3.org/2001/XInclude}include"


def _names(words: str) -> frozenset[str]:
    return frozenset(f"{T}{word}" for word in words.split())


#: Elements that end and begin a line of their own wherever they stand.
BLOCKS = _names(
    "TEI text group front body back div div1 div2 div3 div4 div5 div6 div7 head p ab lg l list"
    " item label row cell table sp speaker stage castList castGroup castItem titlePage docTitle"
    " titlePart docAuthor docImprint docDate opener closer salute signed dateline byline trailer"
    " epigraph argument postscript address addrLine figure figDesc listBibl bibl listPerson"
    " listPlace listOrg listEvent person place org event listApp listWit witness u"
    " floatingText quote cit desc birth death occupation persName placeName orgName msDesc"
    " standOff listRelation relation note"
)
#: Content models without text (the Guidelines, appendix C): white space there is layout.
ELEMENT_ONLY = _names(
    "TEI text group front body back div div1 div2 div3 div4 div5 div6 div7 lg list table row"
    " sp castList castGroup app rdgGrp listApp listWit choice subst cit epigraph titlePage docTitle"
    " address figure listBibl biblStruct monogr analytic imprint series listPerson listPlace"
    " listOrg listEvent listRelation person place org event location postscript argument"
    " standOff"
)
#: Of those, the ones whose parts a reader must see apart: a space between them is no mistake.
_APART = _names("cit biblStruct monogr analytic imprint series location respStmt")
#: Not words of the text.
_SILENT = _names("index fs link linkGrp join timeline alt anchor fLib fvLib")
#: The blocks that decide how the lines of the words in them are counted.
_HOLDING = BLOCKS - _names("persName placeName orgName desc birth death occupation quote cit bibl")
_DATED = _names("date birth death floruit")
_SHOWN = _names("corr reg expan")
NOTES = _names("note noteGrp")
#: Here a note is a fact among others.
_RECORDS = _names("person personGrp place org event object nym")
_BESIDE = _names("note noteGrp rdg witDetail figDesc teiHeader")


@dataclass(slots=True)
class Reading:
    """A reading that does not stand in the text: its words, and what is printed for it."""

    text: Stream
    sigla: list[str] = field(default_factory=list)
    sources: int = 0
    element: etree._Element | None = None


@dataclass(slots=True)
class Entry:
    """An `<app>`, or a `<choice>` of the running text, as encoded."""

    line: int
    element: etree._Element
    lemma: Stream
    sigla: list[str]
    sources: int
    readings: list[Reading] = field(default_factory=list)
    notes: list[Stream] = field(default_factory=list)
    order: list[Reading | Stream] = field(default_factory=list)  # as the encoder wrote them
    inner: bool = False  # inside a note, a reading, a description: shown within that
    header: bool = False
    choice: bool = False
    at: int = -1  # position of the first letter of its lemma in the words of the document

    @property
    def sign(self) -> str:
        """Lemma and readings without white space: what an entry is recognised by."""
        return self.lemma.text + "|" + "|".join(reading.text.text for reading in self.readings)


@dataclass(slots=True)
class Note:
    """A note of the text, outside of entries."""

    line: int
    element: etree._Element
    text: Stream
    plain: bool  # nothing in it that a page may show with additions
    at: int = 0


@dataclass(slots=True)
class Text:
    """One `<TEI>` of a file."""

    path: Path
    root: etree._Element
    number: int  # 0 if it is the only one of its file
    words: Stream = field(default_factory=Stream)
    entries: list[Entry] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    optional: list[tuple[int, str]] = field(default_factory=list)  # numbers that may be printed
    holders: list[tuple[int, etree._Element]] = field(default_factory=list)  # whose words follow

    @property
    def title(self) -> str:
        """The first title of the header, for reports."""
        return " ".join(
            "".join(
                self.root.xpath("string((.//t:titleStmt/t:title)[1])", namespaces={"t": TEI})
            ).split()
        )


def sources(paths: Sequence[Path]) -> list[Path]:
    """The XML files that the arguments of a command line name, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                (p for p in path.rglob("*.xml") if not any(q.startswith(".") for q in p.parts)),
                key=lambda p: p.as_posix(),
            )
        else:
            found.append(path)
    return found


def read(path: Path) -> list[Text]:
    """Every `<TEI>` of a file that holds no other; nothing where the file is no TEI."""
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, huge_tree=True, recover=True
    )
    root = etree.fromstring(path.read_bytes(), parser)
    if root is None or root.tag not in (f"{T}TEI", f"{T}teiCorpus"):
        return []
    _include(root, path, parser)
    roots = [node for node in root.iter(f"{T}TEI") if node.find(f".//{T}TEI") is None]
    return [
        _Reader(Text(path, node, n if len(roots) > 1 else 0)).read()
        for n, node in enumerate(roots, start=1)
    ]


def _include(root: etree._Element, path: Path, parser: etree.XMLParser) -> None:
    """Put files that are included whole into their places; others are left out."""
    for node in list(root.iter(_XINCLUDE)):
        target = (path.parent / node.get("href", "")).resolve()
        if node.get("href") and not node.get("xpointer") and target.is_file():
            included = etree.fromstring(target.read_bytes(), parser)
            included.tail = node.tail
            node.getparent().replace(node, included)


def base_of(app: etree._Element) -> etree._Element | None:
    """What of an entry stands in the text: its lemma, else its first reading."""
    if app.tag == f"{T}choice":
        sides = [child for child in app if isinstance(child.tag, str)]
        return next((s for s in sides if s.tag in _SHOWN), sides[0] if sides else None)
    readings = list(_readings(app))
    return next((r for r in readings if r.tag == f"{T}lem"), readings[0] if readings else None)


def _readings(app: etree._Element) -> Iterator[etree._Element]:
    for child in app:
        if child.tag in (f"{T}lem", f"{T}rdg"):
            yield child
        elif child.tag == f"{T}rdgGrp":
            yield from _readings(child)


class Labels:
    """What is printed for a token of `@wit`: the custom of editions, looked up in the file."""

    def __init__(self, root: etree._Element) -> None:
        top = root.getroottree().getroot()
        self.ids: dict[str, etree._Element] = {}
        self.numbers: dict[str, etree._Element] = {}
        for part in (root, top):
            for node in part.iter(etree.Element):
                if node.get(XML_ID):
                    self.ids.setdefault(node.get(XML_ID).strip(), node)
                if node.tag == f"{T}witness" and node.get("n"):
                    self.numbers.setdefault(node.get("n").strip(), node)

    def label(self, token: str) -> str:
        name = token.rpartition("#")[2] or token
        node = self.ids.get(name)
        if node is None:
            node = self.numbers.get(name)
        if node is None:
            return name
        return self._marked(node) or node.get(XML_ID, "").strip() or name

    def _marked(self, node: etree._Element) -> str:
        if node.tag == f"{T}listWit":
            return ""  # a family: the sigla inside are those of its members
        for path in (
            "descendant::t:abbr[@type='siglum']",
            "descendant::t:idno[@type='siglum']",
            "t:label",
            "t:abbr",
            "t:name[@type='siglum']",
        ):
            for marked in node.xpath(path, namespaces={"t": TEI}):
                owner = next(marked.iterancestors(f"{T}witness"), None)
                if owner is not None and owner is not node and node.tag == f"{T}witness":
                    continue  # the siglum of a hand inside this witness
                if text := " ".join("".join(marked.itertext()).split()):
                    return text
        return ""


class _Reader:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.labels = Labels(text.root)
        self.begins: dict[etree._Element, int] = {}

    def read(self) -> Text:
        root = self.text.root
        for child in root:
            if child.tag != f"{T}teiHeader" and isinstance(child.tag, str):
                self.walk(child, self.text.words, running=True)
        for node in root.iter(f"{T}app", f"{T}choice"):
            aside = any(True for _ in node.iterancestors(*_BESIDE))
            if node.tag == f"{T}choice":
                if len([c for c in node if isinstance(c.tag, str)]) < 2:
                    continue
                if any(True for _ in node.iterancestors(f"{T}choice")):
                    continue
            self.entry(node, aside)
        for note in root.iter(*NOTES):
            if any(
                True
                for _ in note.iterancestors(*NOTES, f"{T}rdg", f"{T}witDetail", f"{T}teiHeader")
            ):
                continue
            if self._of_entry(note) or note.getparent().tag in _RECORDS:
                continue
            stream = Stream()
            self.inside(note, stream)
            plain = not any(
                node.tag in _names("app choice ptr g graphic figure note noteGrp list table index")
                for node in note.iter(etree.Element)
                if node is not note
            )
            self.text.notes.append(
                Note(note.sourceline or 0, note, stream, plain, self.begins.get(note, 0))
            )
        return self.text

    @staticmethod
    def _of_entry(note: etree._Element) -> bool:
        """Whether a note is a part of an entry (not: a note of the text inside its lemma)."""
        for up in note.iterancestors(f"{T}app", f"{T}lem"):
            if up.tag == f"{T}app":
                return True
            if up is not base_of(up.getparent()) or up.getparent().tag != f"{T}app":
                return True
            return any(True for _ in up.iterancestors(*_BESIDE))
        return False

    def entry(self, node: etree._Element, aside: bool) -> None:
        base = base_of(node)
        lemma = Stream()
        if base is not None:
            self.inside(base, lemma)
        entry = Entry(
            (base if base is not None and len(node) else node).sourceline or 0,
            node,
            lemma,
            self.sigla(base) if base is not None and node.tag == f"{T}app" else [],
            self.sources(base) if base is not None and node.tag == f"{T}app" else 0,
            inner=aside,
            header=any(True for _ in node.iterancestors(f"{T}teiHeader")),
            choice=node.tag == f"{T}choice",
            at=self.begins.get(node, -1),
        )
        entry.line = node.sourceline or 0
        if entry.choice:
            for side in node:
                if isinstance(side.tag, str) and side is not base:
                    stream = Stream()
                    self.inside(side, stream)
                    entry.readings.append(Reading(stream, [], 0, side))
                    entry.order.append(entry.readings[-1])
        else:
            self.parts(node, entry, base)
        self.text.entries.append(entry)

    def parts(self, holder: etree._Element, entry: Entry, base: etree._Element | None) -> None:
        for child in holder:
            if not isinstance(child.tag, str) or child is base:
                continue
            if child.tag == f"{T}rdgGrp":
                self.parts(child, entry, base)
                continue
            stream = Stream()
            self.inside(child, stream)
            if child.tag in (f"{T}rdg", f"{T}lem"):
                entry.readings.append(
                    Reading(stream, self.sigla(child), self.sources(child), child)
                )
                entry.order.append(entry.readings[-1])
                for note in child.iter(*NOTES):
                    if note.getparent() is child:
                        inner = Stream()
                        self.inside(note, inner)
                        entry.notes.append(inner)
            else:
                entry.notes.append(stream)
                entry.order.append(stream)

    def sigla(self, element: etree._Element) -> list[str]:
        tokens = element.get("wit", "").split()
        return list(dict.fromkeys(self.labels.label(token) for token in tokens))

    @staticmethod
    def sources(element: etree._Element) -> int:
        named = " ".join(element.get(name, "") for name in ("source", "resp"))
        return len({token.rpartition("#")[2] or token for token in named.split()})

    def inside(self, element: etree._Element, stream: Stream) -> None:
        """The words of one reading or note, without the notes in it."""
        self.chunk(element.text, element, element, stream)
        for child in element:
            self.node(child, stream, running=False)
            self.chunk(child.tail, element, child, stream)

    def walk(self, element: etree._Element, stream: Stream, running: bool) -> None:
        block = element.tag in BLOCKS
        if block:
            stream.gap(FREE)
            if running and element.tag in _HOLDING:
                self.text.holders.append((stream.length, element))
        self.chunk(element.text, element, element, stream)
        for child in element:
            self.node(child, stream, running)
            self.chunk(child.tail, element, child, stream)
        if block:
            stream.gap(FREE)
            outer = next(element.iterancestors(*_HOLDING), None)
            if running and element.tag in _HOLDING and outer is not None:
                self.text.holders.append((stream.length, outer))

    def chunk(
        self, text: str | None, holder: etree._Element, near: etree._Element, stream: Stream
    ) -> None:
        if not text:
            return
        if holder.tag in ELEMENT_ONLY and not text.strip():
            if holder.tag in _APART:
                stream.gap(FREE)
            return
        stream.add(text, near.sourceline or 0)

    def node(self, node: etree._Element, stream: Stream, running: bool) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            return
        if running:
            self.begins[node] = stream.length
        if running and tag in NOTES and node.getparent().tag in _RECORDS:
            self.walk(node, stream, running)
            return
        if tag in NOTES or tag in _SILENT or tag in (f"{T}witDetail", f"{T}teiHeader"):
            return
        if tag in (f"{T}lb", f"{T}pb", f"{T}cb", f"{T}gb", f"{T}milestone"):
            if node.get("break") == "no":
                stream.gap(GLUE)
            elif tag == f"{T}lb":
                stream.gap(FREE)
        if tag in _DATED and not len(node) and not (node.text or "").strip():
            stream.gap(FREE)
            stream.add(node.get("when", ""), node.sourceline or 0)  # said by the attribute alone
            return
        if tag == f"{T}ptr" and running:
            self.text.optional.append((stream.length, node.get("target", "")))
        if tag == f"{T}g" and running and not (node.text or "").strip():
            told = node.get("type", "") + node.get("ref", "").removeprefix("#")
            self.text.optional.append((stream.length, told))
        if tag == f"{T}graphic" and running:
            told = f"Picture not in this edition {node.get('url', '')}"
            self.text.optional.append((stream.length, told))
        if running and node.get("n"):
            self.text.optional.append((stream.length, node.get("n")))
        if tag in (f"{T}app", f"{T}choice"):
            listed = any(True for _ in node.iterancestors(f"{T}listApp"))
            if running and tag == f"{T}app" and (listed or self.listed(node)):
                return
            base = base_of(node)
            if (
                running
                and tag == f"{T}choice"
                and next(node.iterancestors(*_BESIDE), None) is not None
            ):
                for side in node:  # in a caption, both sides are told
                    if side is not base:
                        self.text.optional.append((stream.length, "".join(side.itertext())))
            if base is not None:
                if running:
                    self.begins[base] = stream.length
                self.walk(base, stream, running)
            return
        if tag in _APART:
            for child in node:
                if isinstance(child.tag, str):
                    stream.gap(FREE)
                    break
        self.walk(node, stream, running)

    @staticmethod
    def listed(node: etree._Element) -> bool:
        """Whether an entry stands apart from the words that it speaks of."""
        if node.get("from"):
            return any(True for _ in node.iterancestors(f"{T}listApp", f"{T}standOff"))
        parent = node.getparent()
        if parent.tag not in _names("div div1 div2 div3 body back front"):
            return False
        base = base_of(node)
        return (
            node.get("loc") is not None
            or base is None
            or not any(child.tag in BLOCKS for child in base)
        )
