"""An entry that names the ends of its lemma -> between which letters of the text that stands."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from siglum.source.trees import all_text
from siglum.verify.bases import Bases
from siglum.verify.expected import Text
from siglum.verify.streams import letters_of
from siglum.verify.tags import APP, BREAKS, LEM, T, is_element, tags

_LISTS = tags("listApp standOff")
_PARAGRAPHS = tags("p ab")


class Ends:
    """Follows the ends of entries in one text; `marked` tells which marks stand in an element."""

    def __init__(
        self,
        text: Text,
        ids: Mapping[str, etree._Element],
        bases: Bases,
        marked: Mapping[etree._Element, tuple[int, int]],
    ) -> None:
        self._text, self._ids, self._bases, self._marked = text, ids, bases, marked
        self._listing: dict[etree._Element, bool] = {}

    def target(self, node: etree._Element, name: str) -> etree._Element | None:
        """What an end of an attached entry points to, if that stands in the text."""
        pointer = node.get(name, "").strip().removeprefix("#")
        found = self._ids.get(pointer)
        if found is None or found not in self._text.begins:
            return None
        return found

    def span(self, node: etree._Element, here: int) -> tuple[int, int] | None:
        """The letters between the two ends of an attached entry; None where they are unknown."""
        first, last = self.target(node, "from"), self.target(node, "to")
        if any(node.get(name) and self.target(node, name) is None for name in ("from", "to")):
            return None
        parent = node.getparent()
        listed = any(True for _ in node.iterancestors(*_LISTS))
        listed = listed or (parent is not None and parent.get("type") == "apparatus")
        listed = listed or (parent is not None and self._lists_entries(parent))
        if first is None and listed:
            return None
        at = here if first is None else self._text.begins[first]
        if last is not None:
            end = self._text.begins[last] if self._is_point(last) else self._text.ends.get(last, at)
        elif not listed:
            end = here
        else:
            end = at if first is None or self._is_point(first) else self._text.ends.get(first, at)
        lemma = self._lemma_there(node, at, end) if last is None and first is not None else None
        return lemma or (at, max(at, end))

    def _lists_entries(self, holder: etree._Element) -> bool:
        """Whether a paragraph has nothing but attached entries, which then are a list."""
        if holder not in self._listing:
            inside = [child for child in holder if is_element(child)]
            self._listing[holder] = (
                holder.tag in _PARAGRAPHS
                and all(child.tag == APP and child.get("from") for child in inside)
                and not (holder.text or "").strip()
                and not any((child.tail or "").strip() for child in holder)
            )
        return self._listing[holder]

    def marked_by(self, node: etree._Element) -> tuple[int, int]:
        """Which marks stand between the two ends of an attached entry, if both are known."""
        first, last = self.target(node, "from"), self.target(node, "to")
        if first is None or last is None:
            return 0, 0
        begin, end = self._marked.get(first, (0, 0)), self._marked.get(last, (0, 0))
        return begin[0], end[0] if self._is_point(last) else end[1]

    def _lemma_there(self, node: etree._Element, at: int, end: int) -> tuple[int, int] | None:
        """The words of a lemma that begins or stands at the one end that its entry names."""
        base = self._bases.of(node)
        letters = letters_of(all_text(base)) if base is not None and base.tag == LEM else ""
        if not letters:
            return None
        reach = max(end, at + len(letters))
        spot = self._text.words.text.find(letters, at, reach)
        return (spot, spot + len(letters)) if spot >= 0 else None

    @staticmethod
    def _is_point(node: etree._Element) -> bool:
        return node.tag in BREAKS or node.tag == T + "anchor"
