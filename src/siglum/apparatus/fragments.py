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

from lxml import etree

from siglum.apparatus.course import SIGN, Course
from siglum.apparatus.crossing import Departure, leave_out, shown_departures
from siglum.apparatus.departures import Variation, variation_of
from siglum.apparatus.points import END, START, Placed
from siglum.apparatus.segments import (
    OMISSION,
    POINT,
    READERS,
    SEG,
    clean_reading,
    fragment_of,
    reading_of,
    tell_absent,
    tell_readers,
)
from siglum.apparatus.untold import Untold
from siglum.apparatus.witnesses import Conspectus
from siglum.source.vocabulary import BLOCKS, names

_APART = names("note ref ptr app figure graphic") | {START, END}
#: Shown, though they are empty: what witnesses do not have of a lemma is hidden with it.
_STANDING = names("gap space g")
_ASIDE = names("note noteGrp witDetail figDesc listApp standOff app teiHeader")


def mark_fragments(tei: etree._Element, placed: list[Placed], conspectus: Conspectus) -> Untold:
    """Wrap the lemma of every placed entry in `tei`, in place -> what its fragments do not tell.

    `placed` and the points are consumed.
    """
    marker = _Marker(placed, conspectus)
    placed.clear()
    for part in list(tei):
        if part.tag not in _ASIDE:
            marker.walk(part)
    marker.finish()
    etree.strip_elements(tei, START, END, with_tail=False)
    if marker.structured:
        for node in [node for node in tei.iter(SEG) if len(node) and node.get(READERS)]:
            clean_reading(node, conspectus)
    return marker.untold


class _Marker:
    """Walks the running text in order with the entries that are open at each point.

    Entries are settled as soon as none is open and what follows them is known, so that little is
    held of a long text.
    """

    def __init__(self, placed: Iterable[Placed], conspectus: Conspectus) -> None:
        self.conspectus = conspectus
        self.entries = {entry.id: entry for entry in placed}
        self.names = {
            point: name
            for name, entry in self.entries.items()
            for point in (entry.start, entry.end)
        }
        self.variations: dict[str, Variation] = {}
        #: Who departs in entries that nest or cross, in the order of the text.
        self.met: dict[str, int] = {}
        self.open: list[str] = []
        #: Of witnesses, in how many open entries they depart; counted where several are open.
        self.away: Counter[str] = Counter()
        self.first: dict[str, etree._Element] = {}
        self.course = Course()
        self.untold = Untold()
        self.adding = False  # whether any waits to be known how the text parts words
        self.structured = False  # whether any reading has elements in it

    def walk(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == START:
            self._begin(self.names[element])
        elif tag == END:
            self._end(self.names[element])
        elif tag not in _ASIDE:
            block = tag in BLOCKS
            if block:
                self.course.see_edge()
            self._walk_inside(element)
            if block:
                self.course.see_edge()

    def _begin(self, name: str) -> None:
        if not self.open and not self.course.waits:
            self._settle()
        self.course.begin(name)
        entry = self.entries[name]
        self.variations[name] = (
            Variation() if entry.loose else variation_of(entry.app, self.conspectus)
        )
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
        stretch = self.course.stretches[name]
        self.adding = self.adding or stretch.start == stretch.end
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
            if child.tag == START and (inside := self._plain_span(children, n)) is not None:
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
        own = self.names[start]
        around = [name for name in self.open if name != own]
        pieces = [*self._space(lead, around), fragment, *self._space(trail, around)]
        _put(start, "tail", pieces)
        for name in self.open:
            self.first.setdefault(name, fragment)

    def _fragment(self, entries: list[str]) -> etree._Element:
        """A fragment of these entries; who does not read one of a single entry is told later."""
        fragment = fragment_of(entries)
        if entries is self.open and len(entries) > 1:
            tell_absent(fragment, [key for key, count in self.away.items() if count > 0])
        elif len(entries) > 1:
            departing = (self.variations[name].departing for name in entries)
            tell_absent(fragment, frozenset[str]().union(*departing))
        return fragment

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
        starting, ending = self._points(before, START), self._points(after, END)
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

    def _points(self, node: etree._Element | None, kind: str) -> set[str]:
        """The entries that begin right before a text (START), or end right after it (END)."""
        found: set[str] = set()
        while node is not None and node.tag in (START, END):
            if node.tag == kind:
                found.add(self.names.get(node, ""))
            if kind == START:
                node = node.getprevious()
                if node is not None and node.tail:
                    break
            else:
                if node.tail:
                    break
                node = node.getnext()
        return found

    def _plain_span(self, children: list[etree._Element], at: int) -> list[etree._Element] | None:
        """The nodes from the start point `children[at]` to its end, if one fragment can hold them.

        None where the end lies elsewhere, where another entry begins or ends in between, where the
        lemma holds blocks, links or notes (a link cannot stand in a link), or nothing at all.
        """
        start = children[at]
        end = self.entries[self.names[start]].end
        inside: list[etree._Element] = []
        for following in range(at + 1, len(children)):
            node = children[following]
            if node is end:
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

    def finish(self) -> None:
        """Settle the rest: nothing follows."""
        self.adding = False
        self._settle()

    def _settle(self) -> None:
        """Give entries without words a point to stand at, and set the witnesses' readings."""
        if self.adding and not self.course.parted:
            return
        stretches = self.course.stretches
        for name in stretches:
            if name not in self.first:
                point = fragment_of([name])
                point.set("subtype", POINT)
                self.entries[name].start.addprevious(point)
                self.first[name] = point
        shown = self._shown()
        for name in reversed(stretches):
            self._set_all(name, shown)
            entry = self.entries.pop(name)
            del self.names[entry.start], self.names[entry.end]
        for held in (self.variations, self.first, stretches):
            held.clear()
        self.adding = False

    def _set_all(self, name: str, shown: dict[etree._Element, dict[int | None, list[str]]]) -> None:
        """Set all readings of an entry; of one that is plain, who has them is told later."""
        stretch, readings = self.course.stretches[name], self.variations[name].readings
        self.untold.keep_readers(name, [readers for _, readers in readings])
        plain = stretch.alone and not any(len(reading) for reading, _ in readings)
        for reading, readers in readings:
            if stretch.alone:
                self._set(name, reading, None if plain else readers, None)
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
        for key in departures:
            self.met.setdefault(key, len(self.met))
        for key in sorted(departures, key=self.met.__getitem__):
            for departure, skip in shown_departures(departures[key]):
                shown.setdefault(departure.reading, {}).setdefault(skip, []).append(key)
        return shown

    def _set(
        self, name: str, reading: etree._Element, readers: Iterable[str] | None, skip: int | None
    ) -> None:
        """Set a reading into the text, without the words that another one has said before it."""
        node = reading_of(reading)
        self.structured = self.structured or len(node) > 0
        if readers is not None:
            tell_readers(node, name, " ".join(readers))
        if skip:
            leave_out(node, skip)
        if node.get("subtype") != OMISSION:
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
