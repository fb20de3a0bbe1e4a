"""A stored unit -> the same unit with everything that stylesheets need but XSLT 1.0 cannot find.

What is decided here, once for all media: which notes get a call and its number, which elements
are blocks where they stand, how deep headings are, and where links lead. The answers are
attributes of our own namespace (`s:call`, `s:block`, `s:level`, `s:href` …), so that rules stay
short and editors can use the same answers in rules of their own.
"""

from __future__ import annotations

from lxml import etree

from siglum.apparatus.entries import APP
from siglum.apparatus.segments import SEG
from siglum.render.neighbours import find_neighbours
from siglum.render.verses import BEFORE, share_verses
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI
from siglum.source.numbering import NUMBER
from siglum.source.trees import all_text
from siglum.source.vocabulary import BLOCKS, names

_T = f"{{{TEI}}}"


def _own(name: str) -> str:
    return f"{{{NORMAL}}}{name}"


BLOCK, CALL, LEVEL, TITLE = _own("block"), _own("call"), _own("level"), _own("title")
ORDERED, LINE, SHOW, MARKED = _own("ordered"), _own("line"), _own("show"), _own("marked")
FIRST = _own("first")
START, MORE_STARTS, KIND, KINDS = _own("start"), _own("more-starts"), _own("kind"), _own("kinds")

_STRUCTURE = names(
    "TEI text body front back group floatingText div div1 div2 div3 div4 div5 div6 div7 lg sp"
    " standOff sourceDoc facsimile surface listBibl titlePage castList figure list listApp"
    " particDesc settingDesc spGrp post epigraph argument postscript listPerson listPlace listOrg"
    " listEvent person place org event castGroup"
)
_NOTES = names("note noteGrp")
_ALOOF = names("app note noteGrp witDetail listWit figDesc standOff teiHeader person place org")
_HEAD, _LINE_BREAK, _LIST = f"{_T}head", f"{_T}lb", f"{_T}list"
_DIVISIONS = names("div div1 div2 div3 div4 div5 div6 div7")
_LINED = names(
    "head titlePart byline salute signed addrLine address opener closer docImprint docAuthor cell"
    " dateline titlePage docTitle trailer figDesc imprimatur argument epigraph castItem speaker"
)
#: Parts of a description of a manuscript or an object, which stand below each other.
DESCRIBING = names(
    "msDesc msPart msFrag msIdentifier objectIdentifier msContents msItem msItemStruct physDesc"
    " objectDesc supportDesc layoutDesc handDesc scriptDesc typeDesc decoDesc bindingDesc sealDesc"
    " history additional adminInfo recordHist custodialHist surrogates handNotes summary support"
    " condition foliation collation layout handNote scriptNote typeNote decoNote binding additions"
    " accMat seal musicNotation origin provenance acquisition custEvent source filiation incipit"
    " explicit rubric finalRubric colophon textLang extent availability"
)
#: Entries of a dictionary, and what stands below each other in them.
_DEFINING = names("superEntry entry entryFree hom sense dictScrap")
_NEVER_BLOCKS = names("anchor pb cb gb milestone lb gap space label seg w pc")
_EMPTY = names("lb anchor")
_QUOTED = names("q quote said soCalled")
_QUOTES = frozenset("\"'‘’‚‛“”„‟«»‹›「」『』")
#: Registers, and the key of what each is called where it has no heading.
_REGISTERS = {
    f"{_T}{name}": f"register.{name}"
    for name in "listPerson listPlace listOrg listEvent listObject listNym".split()
}


def prepare_structure(tree: etree._Element, top: int = 2) -> None:
    """Note what elements are where they stand, in place; `top` is the level of first headings."""
    calls = 0
    seen: set[str] = set()
    apps = {app.get(ID, ""): app for app in tree.iter(APP)}
    for point, beside in find_neighbours(tree).items():
        for name in point.get("corresp", "").replace("#", "").split():
            if name in apps:
                where, word = beside.describe()
                apps[name].set(_own(where), word)
    share_verses(tree)
    for element in tree.iter(etree.Element):
        tag = element.tag
        if tag in _NOTES:
            calls = _note(element, calls)
        elif tag == SEG and element.get("type") == "lemma":
            _fragment(element, apps, seen)
        elif tag == _HEAD:
            element.set(LEVEL, str(_level(element, top)))
        elif tag in _QUOTED:
            if _is_block(element):
                element.set(BLOCK, "yes")
            elif _is_marked(element):
                element.set(MARKED, "yes")
        elif tag == _LINE_BREAK:
            if any(True for _ in element.iterancestors(*_LINED)):
                element.set(LINE, "yes")
            if element.get("break") != "no" and _begins_block(element):
                element.set(FIRST, "yes")
        elif tag == _LIST:
            kind = f"{element.get('type', '')} {element.get('rend', '')}".lower()
            if ("order" in kind and "unorder" not in kind) or "number" in kind:
                element.set(ORDERED, "yes")
        elif tag in _DIVISIONS:
            _untitled(element)
        elif tag in _REGISTERS:
            element.set(LEVEL, str(_level(element, top)))
            if element.find(_HEAD) is None:
                element.set(TITLE, _REGISTERS[tag])
        elif tag == APP:
            _entry(element)
        elif _is_block(element):
            element.set(BLOCK, "yes")
        if (number := element.get(NUMBER)) and _shows(element, number):
            element.set(SHOW, "yes")


def keeps_lines(tree: etree._Element) -> bool:
    """Whether lines are numbered in the edition of an inscription or papyrus (EpiDoc).

    Readers know these by their lines, and its entries name them.
    """
    editions = (div for div in tree.iter(f"{_T}div") if div.get("type") == "edition")
    return any(lb.get("n") for div in editions for lb in div.iter(f"{_T}lb"))


def _note(note: etree._Element, calls: int) -> int:
    """Give a note its call, or mark it as a block -> the number of calls so far."""
    if not len(note) and not (note.text or "").strip():
        return calls  # it says nothing that a call could lead to
    parent = note.getparent()
    aloof = any(True for _ in note.iterancestors(*_ALOOF))
    if not aloof and any(True for _ in note.iterancestors(SEG)):
        aloof = any(up.get("type") == "reading" for up in note.iterancestors(SEG))
    if parent is not None and parent.tag in _STRUCTURE and not aloof:
        note.set(BLOCK, "yes")
    elif not aloof and note.get(ID):
        calls += 1
        note.set(CALL, str(calls))
    elif parent is not None and parent.tag in _STRUCTURE:
        note.set(BLOCK, "yes")
    return calls


def _fragment(fragment: etree._Element, apps: dict[str, etree._Element], seen: set[str]) -> None:
    entries = [name[1:] for name in fragment.get("corresp", "").split()]
    fresh = [name for name in entries if name not in seen and name in apps]
    seen.update(fresh)
    if fresh:
        fragment.set(START, fresh[0])
        if fresh[1:]:
            fragment.set(MORE_STARTS, " ".join(fresh[1:]))
    kinds = {kind for name in entries if name in apps if (kind := entry_kind(apps[name]))}
    if kinds:
        fragment.set(KINDS, " ".join(sorted(kinds)))


def entry_kind(app: etree._Element) -> str:
    """A class for the kind of an entry: `k-choice`, `k-orthographic` and so on."""
    kind = "".join(c if c.isalnum() else "-" for c in app.get("type", "").lower()).strip("-")
    return f"k-{kind}" if kind else ""


def _entry(app: etree._Element) -> None:
    if kind := entry_kind(app):
        app.set(KIND, kind)


def _level(element: etree._Element, top: int) -> int:
    shown = sum(1 for up in element.iterancestors(*_DIVISIONS) if up.get(ID))
    return min(6, top + max(0, shown - 1))


def _untitled(division: etree._Element) -> None:
    """A division with a number but no heading shows the number, unless it is the only one."""
    number = division.get("n", "").strip()
    if not division.get(ID) or division.find(_HEAD) is not None or number.startswith("urn:"):
        return
    if number:
        division.set(TITLE, number)


def _is_marked(quote: etree._Element) -> bool:
    """Whether quotation marks already stand around the words, in the element or beside it."""
    words = all_text(quote).strip()
    if words[:1] in _QUOTES:
        return True
    before = quote.getprevious()
    parent = quote.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return (text or "").rstrip()[-1:] in _QUOTES


def _is_block(element: etree._Element) -> bool:
    """Whether an element is set as a block where it stands, whatever its name."""
    if len(element) and any(child.tag in BLOCKS for child in element):
        return True
    parent = element.getparent()
    if parent is None:
        return False
    for family in (DESCRIBING, _DEFINING):
        if element.tag in family and parent.tag in family:
            return parent.get(BLOCK) is not None and not _has_text(parent)
    return parent.tag in _STRUCTURE and element.tag not in _NEVER_BLOCKS


def _has_text(element: etree._Element) -> bool:
    """Whether words stand directly in an element, so that what it holds is in their line."""
    texts = (element.text, *(child.tail for child in element))
    return any(text and text.strip() for text in texts)


def _begins_block(node: etree._Element) -> bool:
    """Whether nothing stands before `node` in its block, so that a line begins there anyway."""
    while (parent := node.getparent()) is not None:
        before = node.getprevious()
        while before is not None:
            if before.tag not in _EMPTY or (before.tail or "").strip():
                return False
            before = before.getprevious()
        if (parent.text or "").strip():
            return False
        if parent.tag in BLOCKS:
            return True
        node = parent
    return True


def _shows(element: etree._Element, number: str) -> bool:
    """Whether a number always stands in the margin: of verse every fifth, of prose each."""
    if element.tag != f"{_T}l":
        return True
    if element.get(BEFORE):
        return False  # its first part has it
    last = number.rsplit(".", 1)[-1]
    return not last.isdecimal() or int(last) % 5 == 0 or last == "1"
