"""Entries with points in the text -> marked fragments of the text, and what witnesses read there.

The text between an entry's points is wrapped, run of text by run of text, in
`<seg type="lemma" corresp="#entry …">`: a fragment may belong to several entries, so that
lemmata may nest, cross each other and run over lines and paragraphs. Beside the lemma stands,
for each reading that witnesses have, `<seg type="reading">` with that reading's text, so that a
page can show the text of any one witness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy

from lxml import etree

from siglum.apparatus.course import SIGN, Course
from siglum.apparatus.crossing import Departure, leave_out, shown_departures
from siglum.apparatus.departures import Variation, variation_of
from siglum.apparatus.entries import APP, NOTES, shows_nothing
from siglum.apparatus.points import END, START, Placed
from siglum.apparatus.witnesses import Conspectus
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI
from siglum.source.spaces import remove_keeping_tail
from siglum.source.standing import base_element
from siglum.source.vocabulary import BLOCKS, names

_T = f"{{{TEI}}}"
SEG = f"{_T}seg"
#: The keys of the witnesses who do not read a fragment, and of those who read a reading.
ABSENT, READERS = f"{{{NORMAL}}}absent", f"{{{NORMAL}}}readers"

_APART = names("note ref ptr app figure graphic") | {START, END}
#: Shown, though they are empty: what witnesses do not have of a lemma is hidden with it.
_STANDING = names("gap space g")
_OMISSION = "omission"
_ASIDE = names("note noteGrp witDetail figDesc listApp standOff app teiHeader")


def mark_fragments(tei: etree._Element, placed: list[Placed], conspectus: Conspectus) -> None:
    """Wrap the lemma of every placed entry in `tei`, in place; the points are consumed."""
    variations = {
        entry.id: Variation() if entry.loose else variation_of(entry.app, conspectus)
        for entry in placed
    }
    marker = _Marker(variations)
    for part in list(tei):
        if part.tag not in _ASIDE:
            marker.walk(part)
    marker.settle()
    etree.strip_elements(tei, START, END, with_tail=False)
    for fragment in list(tei.iter(SEG)):
        if len(fragment) and fragment.get(READERS):
            _clean_reading(fragment, conspectus)


class _Marker:
    """Walks the running text in order with the entries that are open at each point."""

    def __init__(self, variations: dict[str, Variation]) -> None:
        self.variations = variations
        self.open: list[str] = []
        #: Of witnesses, in how many open entries they depart; counted where several are open.
        self.away: Counter[str] = Counter()
        self.starts: dict[str, etree._Element] = {}
        self.first: dict[str, etree._Element] = {}
        self.course = Course()

    def walk(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == START:
            self._begin(element)
        elif tag == END:
            self._end(element.get("entry", ""))
        elif tag not in _ASIDE:
            block = tag in BLOCKS
            if block:
                self.course.see_edge()
            self._walk_inside(element)
            if block:
                self.course.see_edge()

    def _begin(self, start: etree._Element) -> None:
        name = start.get("entry", "")
        self.course.begin(name)
        self.starts[name] = start
        if len(self.open) == 1:
            self.away = Counter(self.variations[self.open[0]].departing)
        self.open.append(name)
        if len(self.open) > 1:
            self.away.update(self.variations[name].departing)

    def _end(self, name: str) -> None:
        if name not in self.open:
            return
        self.course.end(name)
        self.open.remove(name)
        if len(self.open) > 1:
            self.away.subtract(self.variations[name].departing)

    def _walk_inside(self, element: etree._Element) -> None:
        children = list(element)
        self._mark(element, "text", None, children[0] if children else None)
        wrapped: list[etree._Element] = []
        for n, child in enumerate(children):
            if child in wrapped:
                continue
            self.walk(child)
            if child.tag == START and (inside := _plain_span(children, n)) is not None:
                self.course.see("".join((child.tail or "", *map(_all_text, inside))))
                self._wrap(child, inside)
                wrapped = inside
                continue
            before = self._stand(child) if child.tag in _STANDING else child
            after = children[n + 1] if n + 1 < len(children) else None
            self._mark(before, "tail", before, after)

    def _stand(self, sign: etree._Element) -> etree._Element:
        """One fragment for an element that is shown without having words, if a lemma has it."""
        if len(sign) or sign.text:
            return sign
        self.course.see(SIGN)
        if not self.open:
            return sign
        fragment = self._fragment(self.open)
        fragment.tail, sign.tail = sign.tail, None
        parent = sign.getparent()
        assert parent is not None, "the caller walks over its children"
        parent.replace(sign, fragment)
        fragment.append(sign)
        for name in self.open:
            self.first.setdefault(name, fragment)
        return fragment

    def _wrap(self, start: etree._Element, inside: list[etree._Element]) -> None:
        """One fragment for a lemma that nothing crosses: words and the elements around them."""
        lead, core, trail = _edges(start.tail or "") if not inside else ("", start.tail or "", "")
        if inside:
            lead, core = core[: len(core) - len(core.lstrip())], core.lstrip()
            last = inside[-1].tail or ""
            inside[-1].tail, trail = last.rstrip() or None, last[len(last.rstrip()) :]
        fragment = self._fragment(self.open)
        fragment.text = core
        fragment.extend(inside)
        around = [name for name in self.open if name != start.get("entry")]
        pieces = [*self._space(lead, around), fragment, *self._space(trail, around)]
        _put(start, "tail", pieces)
        for name in self.open:
            self.first.setdefault(name, fragment)

    def _absent(self, entries: list[str]) -> Iterable[str]:
        if len(entries) == 1:
            return self.variations[entries[0]].departing
        if entries is self.open:
            return [key for key, count in self.away.items() if count > 0]
        return frozenset().union(*(self.variations[name].departing for name in entries))

    def _fragment(self, entries: list[str]) -> etree._Element:
        return _fragment(entries, self._absent(entries))

    def _space(self, space: str, entries: list[str]) -> list[str | etree._Element]:
        """A space at the edge of a lemma: plain, or part of the lemmata that go on around it."""
        if not space or not entries:
            return [space] if space else []
        fragment = self._fragment(entries)
        fragment.text = space
        return [fragment]

    def _mark(
        self,
        holder: etree._Element,
        part: str,
        before: etree._Element | None,
        after: etree._Element | None,
    ) -> None:
        """Wrap one run of text; spaces at the very edge of a lemma stay outside of it."""
        text = getattr(holder, part)
        self.course.see(text)
        if not self.open or not text:
            return
        starting, ending = _points(before, START), _points(after, END)
        lead, core, trail = _edges(text)
        if not core:
            around = [name for name in self.open if name not in starting | ending]
            if around:
                _put(holder, part, self._space(text, around))
            return
        if not starting:
            lead, core = "", lead + core
        if not ending:
            core, trail = core + trail, ""
        fragment = self._fragment(self.open)
        fragment.text = core
        pieces = [
            *self._space(lead, [name for name in self.open if name not in starting]),
            fragment,
            *self._space(trail, [name for name in self.open if name not in ending]),
        ]
        _put(holder, part, pieces)
        for name in self.open:
            self.first.setdefault(name, fragment)

    def settle(self) -> None:
        """Give entries without words a point to stand at, and set the witnesses' readings."""
        for name, start in self.starts.items():
            if name not in self.first:
                point = _fragment([name], ())
                point.set("subtype", "point")
                start.addprevious(point)
                self.first[name] = point
        shown = self._shown()
        for name in reversed(self.starts):
            alone = self.course.stretches[name].alone
            for reading, readers in self.variations[name].readings:
                if alone:
                    self._set(name, reading, readers, None)
                    continue
                for skip, keys in shown.get(reading, {}).items():
                    told = set(keys)
                    self._set(name, reading, [key for key in readers if key in told], skip)

    def _shown(self) -> dict[etree._Element, dict[int | None, list[str]]]:
        """Of each reading of entries that nest or cross, who shows it without how many words."""
        departures: dict[str, list[Departure]] = {}
        for name, stretch in self.course.stretches.items():
            for reading, readers in () if stretch.alone else self.variations[name].readings:
                departure = Departure(stretch, reading)
                for key in readers:
                    departures.setdefault(key, []).append(departure)
        shown: dict[etree._Element, dict[int | None, list[str]]] = {}
        for key, some in departures.items():
            for departure, skip in shown_departures(some):
                shown.setdefault(departure.reading, {}).setdefault(skip, []).append(key)
        return shown

    def _set(
        self, name: str, reading: etree._Element, readers: Iterable[str], skip: int | None
    ) -> None:
        """Set a reading into the text, without the words that another one has said before it."""
        node = _reading(name, reading, readers)
        if skip:
            leave_out(node, skip)
        if node.get("subtype") != _OMISSION:
            before, after = self.course.spaces(name, skip)
            node.text = before + (node.text or "") or None
            if len(node):
                node[-1].tail = (node[-1].tail or "") + after or None
            else:
                node.text = (node.text or "") + after or None
        self.first[name].addprevious(node)


def _all_text(node: etree._Element) -> str:
    """The text of a node and what follows it, with a letter for each sign."""
    signs = sum(1 for sign in node.iter(*_STANDING) if not len(sign) and not sign.text)
    return SIGN * signs + "".join(map(str, node.itertext())) + (node.tail or "")


def _edges(text: str) -> tuple[str, str, str]:
    """White space before, words, white space after; all in the first where there are no words."""
    core = text.strip()
    if not core:
        return text, "", ""
    at = text.index(core)
    return text[:at], core, text[at + len(core) :]


def _points(node: etree._Element | None, kind: str) -> set[str]:
    """The entries that begin right before a text (`kind` START), or end right after it (END)."""
    found: set[str] = set()
    while node is not None and node.tag in (START, END):
        if node.tag == kind:
            found.add(node.get("entry", ""))
        if kind == START:
            node = node.getprevious()
            if node is not None and node.tail:
                break
        else:
            if node.tail:
                break
            node = node.getnext()
    return found


def _put(holder: etree._Element, part: str, pieces: Sequence[str | etree._Element]) -> None:
    """Set `pieces` in the place of the text of `holder`, or of that which follows it."""
    setattr(holder, part, None)
    parent = holder if part == "text" else holder.getparent()
    assert parent is not None, "a tail has a parent"
    at = 0 if part == "text" else parent.index(holder) + 1
    last: etree._Element | None = None
    for piece in pieces:
        if not isinstance(piece, str):
            parent.insert(at, piece)
            at, last = at + 1, piece
        elif last is None:
            setattr(holder, part, piece)
        else:
            last.tail = piece


def _plain_span(children: list[etree._Element], at: int) -> list[etree._Element] | None:
    """The nodes from the start point `children[at]` to its end, if one fragment can hold them all.

    None where the end lies elsewhere, where another entry begins or ends in between, where the
    lemma holds blocks, links or notes (a link cannot stand in a link), or nothing at all.
    """
    start = children[at]
    inside: list[etree._Element] = []
    for following in range(at + 1, len(children)):
        node = children[following]
        if node.tag == END and node.get("entry") == start.get("entry"):
            return inside if inside or (start.tail or "").strip() else None
        for inner in node.iter(etree.Element):
            if (
                inner.tag in _APART
                or inner.tag in BLOCKS
                or inner.get("ref")
                or inner.get("target")
            ):
                return None
        inside.append(node)
    return None


def _fragment(entries: list[str], absent: Iterable[str]) -> etree._Element:
    fragment = etree.Element(SEG)
    fragment.set("type", "lemma")
    fragment.set("corresp", " ".join(f"#{name}" for name in entries))
    if keys := sorted(absent):
        fragment.set(ABSENT, " ".join(keys))
    return fragment


def _reading(entry: str, reading: etree._Element, readers: Iterable[str]) -> etree._Element:
    node = etree.Element(SEG)
    node.set("type", "reading")
    node.set("corresp", f"#{entry}")
    node.set(READERS, " ".join(readers))
    node.text = reading.text
    for child in reading:
        node.append(deepcopy(child))
    if shows_nothing(reading):
        node.set("subtype", _OMISSION)
    return node


def _clean_reading(node: etree._Element, conspectus: Conspectus) -> None:
    """Leave the words of a witness's reading: no notes, no ids, inner entries as fragments."""
    for aside in list(node.iter(*NOTES, f"{_T}witDetail", f"{_T}wit")):
        if aside.getparent() is not None:
            remove_keeping_tail(aside)
    for inner in node.iterdescendants(etree.Element):
        inner.attrib.pop(ID, "")
    # one after the other, the outermost first: what it leaves holds copies of those inside it
    while (app := next(node.iterdescendants(APP), None)) is not None:
        _spread(app, conspectus)


def _spread(app: etree._Element, conspectus: Conspectus) -> None:
    """Replace an entry inside a witness's reading by what each witness has in it."""
    parent = app.getparent()
    if parent is None:
        return
    standing = base_element(app)
    variation = variation_of(app, conspectus)
    at = parent.index(app)
    pieces: list[etree._Element] = []
    if standing is not None:
        base = etree.Element(SEG)
        base.set("type", "part")
        base.set(ABSENT, " ".join(sorted(variation.departing)))
        base.text = standing.text
        base.extend([deepcopy(child) for child in standing])
        pieces.append(base)
    for reading, readers in variation.readings:
        pieces.append(_reading("", reading, readers))
    tail, app.tail = app.tail, None
    parent.remove(app)
    for offset, piece in enumerate(pieces):
        parent.insert(at + offset, piece)
    if pieces:
        pieces[-1].tail = tail
    elif tail:
        before = parent[at - 1] if at else None
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
