"""What WeasyPrint computes again and again from a style alone -> the same, from memory.

It shares the style of elements that look alike, but asks for the height of a line, for margins
and widths, and for the styles of the marks of notes anew for every box and each time that a note
area is tried out. Together that is an eighth of the time that a page with an apparatus takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.pdf import pydyf

__all__ = ["remembered_lengths", "remembered_marks", "remembered_pages", "remembered_strut"]

_SIDES = ("left", "right", "top", "bottom")
#: What `resolve_percentages` sets on a box.
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{least}{length}" for least in ("", "min_", "max_") for length in ("width", "height")),
    *(f"border_{side}_width" for side in _SIDES),
)


def remembered_strut(strut: Callable[[Any], tuple[float, float]]) -> Callable[[Any], Any]:
    """The height and baseline of an empty line of a style."""
    known: dict[int, tuple[Any, tuple[float, float]]] = {}  # with the style, so that it stays

    def remembered(style: Any) -> tuple[float, float]:
        found = known.get(id(style))
        if found is None:
            found = known[id(style)] = style, strut(style)
        return found[1]

    return remembered


def remembered_lengths(
    resolve_percentages: Callable[[Any, Any], None],
) -> Callable[[Any, Any], None]:
    """The margins, paddings, borders and widths of boxes within lines."""
    known: dict[tuple[int, Any, Any], tuple[Any, dict[str, Any]]] = {}

    def remembered(box: Any, containing_block: Any) -> None:
        if type(box) is not boxes.InlineBox or box.style["border_collapse"] == "collapse":
            resolve_percentages(box, containing_block)
            return
        if isinstance(containing_block, boxes.Box):
            key = id(box.style), containing_block.width, containing_block.height
        else:
            key = id(box.style), *containing_block
        found = known.get(key)
        if found is None:
            resolve_percentages(box, containing_block)
            own = vars(box)
            known[key] = box.style, {name: own[name] for name in _LENGTHS}
        else:
            vars(box).update(found[1])

    return remembered


def remembered_marks(set_computed_styles: Callable[..., None]) -> Callable[..., None]:
    """The styles of what is generated before, after and for elements: one for all that look alike.

    As for elements themselves, what follows from an attribute of the element is no part of it.
    """
    known: dict[Any, Any] = {}

    def remembered(
        style_for: Any, element: Any, parent: Any, pseudo_type: Any = None, **rest: Any
    ) -> None:
        if pseudo_type is None or pseudo_type.startswith("@"):
            set_computed_styles(style_for, element, parent, pseudo_type=pseudo_type, **rest)
            return
        computed = style_for.get_computed_styles()
        cascaded = style_for.get_cascaded_styles().get((element, pseudo_type), {})
        around = computed[parent, None]
        key = id(around), pseudo_type, tuple((name, id(one[0])) for name, one in cascaded.items())
        if key in known:
            computed[element, pseudo_type] = known[key]
        else:
            set_computed_styles(style_for, element, parent, pseudo_type=pseudo_type, **rest)
            known[key] = computed[element, pseudo_type]

    return remembered


@contextmanager
def remembered_pages() -> Iterator[None]:
    """While a PDF is written, the names of its pages, which each link and tag asks for.

    They are made of all pages each time, so that long books would take time in the square of their
    length.
    """
    made = pydyf.PDF.page_references
    known: dict[int, tuple[Any, tuple[bytes, ...]]] = {}

    def references(document: Any) -> tuple[bytes, ...]:
        pages = document.pages["Kids"]
        found = known.get(id(document))
        if found is None or len(found[1]) * 3 != len(pages):
            found = known[id(document)] = document, made.fget(document)
        return found[1]

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = made
