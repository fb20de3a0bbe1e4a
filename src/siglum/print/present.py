"""The witnesses of a page, as told -> the block of boxes that stands above its apparatus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from siglum.print.attendance import Told

__all__ = ["Present"]

_NBSP = "\u00a0"


class Present:
    """Knows the sigla of a book, and makes them into a line."""

    def __init__(self, context: Any, root: Any) -> None:
        self._context = context
        #: Witness -> the hidden element with its siglum, in the order in which they are told.
        self._sigla: dict[str, Any] = {}
        for element in root.element.iter("span"):
            if name := element.get("data-witness"):
                self._sigla.setdefault(name, element)
        #: "rtl" if the text on the page is written from right to left.
        self.direction = "ltr"
        self._last: tuple[tuple[Told, ...], str, Any] = ((), "", None)

    @property
    def order(self) -> tuple[str, ...]:
        """The witnesses in the order in which they are told."""
        return tuple(self._sigla)

    def block(self, here: tuple[Told, ...], template: tuple[Any, Any]) -> Any:
        """The block, in the style of a template (element and style)."""
        if (here, self.direction) != self._last[:2]:
            element, style = template
            if style["direction"] != self.direction:
                style = style.copy()
                style["direction"] = self.direction
            children = list(self._made(here, element, style))
            made = boxes.BlockBox(element.tag, style, element, children)
            self._last = here, self.direction, made
        return self._last[2]

    def _made(self, here: tuple[Told, ...], element: Any, style: Any) -> Iterator[Any]:
        for at, one in enumerate(here):
            siglum = self._sigla.get(one.witness)
            if siglum is None:
                yield _text(element, style, one.witness)
            else:
                yield from self._inside(siglum)
            behind = f"{_NBSP}({one.extent})" if one.extent else ""
            behind += " " if at < len(here) - 1 else ""
            if behind:
                yield _text(element, style, behind)

    def _inside(self, element: Any) -> list[Any]:
        """The boxes of what an element holds, each in its style."""
        style = self._context.style_for(element)
        made = [_text(element, style, element.text)] if element.text else []
        for child in element:
            if isinstance(child.tag, str):
                own = self._context.style_for(child)
                made.append(boxes.InlineBox(child.tag, own, child, self._inside(child)))
            if child.tail:
                made.append(_text(element, style, child.tail))
        return made


def _text(element: Any, style: Any, text: str) -> Any:
    return boxes.TextBox(element.tag, style.anonymous_style, element, text)
