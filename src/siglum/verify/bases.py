"""The entries of a document and `apparatus.base` -> which reading of each stands in the text.

The rule of the guide, chapter 2, written down a second time: a `<lem>`, also an empty one; else
the first reading, or the one that the option asks for.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from siglum.verify.sigla import Labels
from siglum.verify.tags import (
    APP,
    BLOCKS,
    CHOICE,
    DIVISIONS,
    GROUP,
    HEADER,
    LEM,
    LIST_WIT,
    NOTES,
    RDG,
    SHOWN,
    WITNESS,
    XML_ID,
    T,
    is_element,
    tags,
)

FIRST, ORDER = "first", "order"
_LISTS = tags("listApp standOff")
_ASIDE = NOTES | {HEADER} | tags("witDetail figDesc")


class Bases:
    """What stands in the text of one document, by one rule: "first", "order" or a siglum."""

    def __init__(self, labels: Labels, rule: str = FIRST) -> None:
        self._labels = labels
        self._rule = rule
        self._known: dict[etree._Element, etree._Element | None] = {}

    def of(self, app: etree._Element) -> etree._Element | None:
        """What of an entry, or of a choice, stands in the text."""
        if app not in self._known:
            self._known[app] = self._side(app) if app.tag == CHOICE else self._reading(app)
        return self._known[app]

    @staticmethod
    def _side(choice: etree._Element) -> etree._Element | None:
        sides = [child for child in choice if is_element(child)]
        return next((s for s in sides if s.tag in SHOWN), sides[0] if sides else None)

    def _reading(self, app: etree._Element) -> etree._Element | None:
        found = list(readings(app))
        lemma = next((one for one in found if one.tag == LEM), None)
        if lemma is None and self._gives_way(app):
            return None
        if lemma is not None or not found or self._rule == FIRST:
            return lemma if lemma is not None else next(iter(found), None)
        return self._earliest(found) if self._rule == ORDER else self._of_witness(found)

    @staticmethod
    def _gives_way(app: etree._Element) -> bool:
        """Whether an entry without a lemma excludes one that has it."""
        excluded = {token.removeprefix("#") for token in app.get("exclude", "").split()}
        return bool(excluded) and any(
            any(reading.tag == LEM for reading in readings(other))
            for other in app.getroottree().iter(APP)
            if other.get(XML_ID) in excluded
        )

    def _earliest(self, found: list[etree._Element]) -> etree._Element:
        numbered = [one for one in found if one.get("varSeq", "").strip().lstrip("+-").isdecimal()]
        if numbered:
            return min(numbered, key=lambda one: int(one.get("varSeq", "")))
        last = 1 << 30

        def rank(one: etree._Element) -> int:
            cited = (node for token in _cited(one) for node in self._labels.included(token))
            return min((self._labels.rank.get(node, last) for node in cited), default=last)

        return min(found, key=rank)

    def _of_witness(self, found: list[etree._Element]) -> etree._Element:
        wanted = self._labels.element(self._rule)
        if wanted is None:
            return found[0]
        named = [[self._labels.element(token) for token in _cited(one)] for one in found]
        for node in self._labels.included(self._rule):
            around = {node, *node.iterancestors(WITNESS, LIST_WIT)}
            own = [one for one, keys in zip(found, named, strict=True) if node in keys]
            if not own:
                own = [
                    one
                    for one, keys in zip(found, named, strict=True)
                    if any(key in around for key in keys)
                ]
            if own:
                return min(own, key=lambda one: "hand" in one.attrib)
        return found[0]

    def apart(self, app: etree._Element) -> bool:
        """Whether an entry is not tied to words of the text: it only names a place, or none."""
        parent = app.getparent()
        if parent is None:
            return False
        listed = any(True for _ in app.iterancestors(*_LISTS))
        if app.get("from"):
            return listed
        if listed:
            return True
        if parent.tag not in DIVISIONS | tags("body back front text"):
            return False
        return (
            app.get("loc") is not None
            or parent.get("type") == "apparatus"
            or not self._leaves_blocks(app)
        )

    def _leaves_blocks(self, app: etree._Element) -> bool:
        """Whether an entry leaves blocks in the text, itself or by an entry in its lemma."""
        base = self.of(app)
        return base is not None and any(
            child.tag in BLOCKS or (child.tag == APP and self._leaves_blocks(child))
            for child in base
        )

    def running(self, node: etree._Element) -> bool:
        """Whether an element stands in the running text: in no note, caption, header or variant.

        What is inside the reading of an entry that stands in the text is running text too.
        """
        inside: etree._Element | None = None  # the entry through whose base reading we came up
        for up in node.iterancestors():
            if up.tag in _ASIDE:
                return False
            if up.tag in (LEM, RDG):
                inside = next(up.iterancestors(APP), None)
                if inside is None:
                    continue
                if self.of(inside) is not up or self.apart(inside) or inside.get("from"):
                    return False
            elif up.tag == CHOICE:
                base = self.of(up)
                if not any(one is base for one in (node, *node.iterancestors())):
                    return False
            elif up.tag == APP and up is not inside:
                return False
        return True

    def told_in_place(self, choice: etree._Element) -> bool:
        """Whether a choice is no entry: both sides are told where it stands.

        One in the side of another that stands in the text is an entry of its own.
        """
        if any(True for _ in choice.iterancestors(T + "standOff")):
            return True
        outer = next(choice.iterancestors(CHOICE), None)
        if outer is not None and (self.beside(choice) or self.told_in_place(outer)):
            return True
        return not self.running(choice)

    def beside(self, choice: etree._Element) -> bool:
        """Whether a choice stands within a side of another that is not in the text."""
        inner = choice
        for up in choice.iterancestors():
            if up.tag == CHOICE and self.of(up) is not inner:
                return True
            inner = up
        return False


def readings(app: etree._Element) -> Iterator[etree._Element]:
    """Lemma and readings of an entry, those in groups too, in the order of the encoder."""
    for child in app:
        if child.tag in (LEM, RDG):
            yield child
        elif child.tag == GROUP:
            yield from readings(child)


def _cited(reading: etree._Element) -> list[str]:
    return reading.get("wit", "").split()
