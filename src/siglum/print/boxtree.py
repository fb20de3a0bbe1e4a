"""WeasyPrint's trees of boxes -> the numbered lines of a page; words that its end divides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from siglum.print.numbering import Label, counted

__all__ = ["divided_word", "is_numbered", "label_beside", "lines_of"]


def lines_of(box: Any) -> Iterator[tuple[Any, Any]]:
    """The lines below a box, each with its block."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child, box
        else:
            yield from lines_of(child)


def is_numbered(block: Any, line: Any) -> bool:
    """Whether a laid-out line of `block` counts: the bullet of an item and a blank line do not."""
    if not counted(block.element) or str(block.element_tag).endswith("::marker"):
        return False
    return any(
        isinstance(inner, boxes.TextBox) and inner.text.strip() for inner in line.descendants()
    )


def label_beside(line: Any, element: Any, numbered: list[tuple[Label, Any]]) -> Label | None:
    """In a table, the number of the line that this one stands beside, if it goes back up."""
    if element.get("data-cell") is None or not numbered:
        return None
    if line.position_y >= numbered[-1][1].position_y + numbered[-1][1].height / 2:
        return None
    middle = line.position_y + line.height / 2
    above = [label for label, other in numbered if other.position_y <= middle]
    return above[-1] if above else None


def divided_word(root: Any, resume_at: Any) -> tuple[Any, Any] | None:
    """The line box and place in it where a page ends inside a word that carries a point.

    `resume_at` is the path from `root` at which the next page goes on. None when the page ends
    between words, or in a word that no lemma begins or ends with.
    """
    box, path, block, block_skip = root, list[tuple[Any, int]](), None, None
    skip = resume_at
    while skip:
        if len(skip) != 1:  # cells of a table row that end at different places
            return None
        if isinstance(box, boxes.LineBox):
            block, block_skip, path = box, skip, []
        ((index, skip),) = skip.items()
        if isinstance(box, boxes.TextBox):
            text = box.text.encode()
            before, rest = text[:index].decode(), text[index:].decode()
            if block is None or not before or before[-1].isspace() or _has_space(rest):
                return None
            return (block, block_skip) if _point_follows(path) else None
        path.append((box, index))
        box = box.children[index]
    return None


def _point_follows(path: list[tuple[Any, int]]) -> bool:
    """Whether a point comes before the next space after the end of `path`."""
    for box, index in reversed(path):
        for child in box.children[index + 1 :]:
            for inner in (child, *getattr(child, "descendants", tuple)()):
                if isinstance(inner, boxes.TextBox):
                    if _has_space(inner.text):
                        return False
                elif inner.element is not None and inner.element.get("class") == "point":
                    return True
    return False


def _has_space(text: str) -> bool:
    return any(character.isspace() for character in text)
