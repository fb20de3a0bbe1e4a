"""Ruby in a book's HTML -> readings above their characters, set by the widths of both.

WeasyPrint knows no ruby. A reading stands after its characters and takes no room in the line: it is
raised, and moved back by half of what both are wide. So the text of the PDF has it where the source
has it. How wide letters are is reckoned: East Asian ones are as wide as they are high.
"""

from __future__ import annotations

import unicodedata

from lxml import etree

from siglum.print.tree import classes, remove, text_of, with_class

__all__ = ["set_ruby"]

#: The size of readings against that of the characters (print.css).
_SMALL = 0.5
#: How wide letters are that are not East Asian, against their size.
_NARROW, _CAPITAL = 0.5, 0.68
#: The class of a text whose lines make room for readings.
_WIDER = "with-ruby"
_ASIDE = frozenset({"foot", "point", "noteref", "pb", "cb", "gb", "lb-n"})


def set_ruby(root: etree._Element) -> None:
    """Set each `ruby` of a tree; where it holds more than words, readings stay in brackets."""
    for ruby in list(root.iter("ruby")):
        readings = [child for child in ruby if child.tag == "rt"]
        ruby.tag = "span"
        if not readings or _is_rich(ruby):
            ruby.set("class", " ".join([*classes(ruby), "ruby-beside"]))
            continue
        ruby.set("class", " ".join([*classes(ruby), "ruby"]))
        text = next((up for up in ruby.iterancestors("section")), None)
        if text is not None and _WIDER not in classes(text):
            text.set("class", " ".join([*classes(text), _WIDER]))
        for child in list(ruby):
            if child.tag == "rp":  # brackets for those who cannot show ruby
                child.tail = (child.tail or "").strip()
                remove(child)
        for reading in readings:
            _set(ruby, reading)


def _is_rich(element: etree._Element) -> bool:
    return any(True for _ in with_class(element, *_ASIDE))


def _set(ruby: etree._Element, reading: etree._Element) -> None:
    """Gather the characters before a reading into a box, and move the reading back over them."""
    base = etree.Element("span", {"class": "rb"})
    before: list[etree._Element] = []
    node = reading.getprevious()
    while node is not None and "rt" not in classes(node):
        before.insert(0, node)
        node = node.getprevious()
    if node is None:
        base.text, ruby.text = ruby.text, None
    else:
        base.text, node.tail = node.tail, None
    base.extend(before)
    reading.addprevious(base)
    wide, above = _width(base), _SMALL * _width(reading)
    room = max(0.0, (above - wide) / 2)
    if room:
        base.set("style", f"padding: 0 {room:.3f}em")
    back = (wide + 2 * room + above) / 2 / _SMALL
    reading.tag = "span"
    reading.set("class", "rt")
    reading.set("style", f"margin: 0 {back:.3f}em 0 {-back:.3f}em")


def _width(element: etree._Element) -> float:
    """About how wide the words of an element are, in widths of an East Asian character."""
    return sum(map(_of_letter, text_of(element)))


def _of_letter(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return _CAPITAL if letter.isupper() else _NARROW
