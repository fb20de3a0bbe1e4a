"""Glyphs as they are drawn -> the letters that each stands for in the text of the PDF.

WeasyPrint gives a glyph the letters of its cluster when it is drawn for the first time, and for
good. In a cluster of several glyphs, a letter with its accents, one of them gets all letters and
the others none: if a word begins so, its first letter is lost wherever it stands in the book. Here
each glyph gets its own letters, so that what is copied, searched and read aloud is what is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import weasyprint.draw.text
import weasyprint.pdf.stream
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, pango
from weasyprint.text.fonts import get_pango_font_key
from weasyprint.text.line_break import line_size

from siglum.print.capitals import are_capitals, became_capitals, capitals

__all__ = ["readable", "share_letters"]

#: PANGO_GLYPH_EMPTY, and the flag of glyphs that a font has not: they are beyond all others.
_NO_GLYPH = 0x0FFFFFFF
#: For a glyph that stands for nothing by itself: PDFium would take its number for a letter.
_NONE = "\u2060"
#: By less than so much, in pixels, nobody sees that a space is wider.
_FAIR = 0.02
#: Small capitals of a font have its size, others are smaller.
_SMALLER = 0.95
#: Brackets, each with the one that is drawn for it in words from right to left.
_PAIRS = "()[]{}<>«»‹›⟨⟩⟦⟧⟪⟫≤≥⸢⸣⸤⸥⁅⁆❨❩｢｣「」『』"
_TURNED = {ord(one): _PAIRS[n ^ 1] for n, one in enumerate(_PAIRS)}
_NOMINAL = (
    "hb_bool_t hb_font_get_nominal_glyph"
    " (hb_font_t *font, hb_codepoint_t unicode, hb_codepoint_t *glyph);"
)


def share_letters(
    text: str, glyphs: Sequence[int], known: Mapping[str, int], wide: Collection[int] = ()
) -> dict[int, str]:
    """The letters of a cluster, shared among its glyphs, which stand in the order of the letters.

    `known` has the glyph that stands for a letter by itself. Of the other letters each of the last
    glyphs has one, and the first what is left. Where letters are fewer than glyphs, those that are
    not `wide` have none: parts of a stroke that is drawn over several letters.
    """
    shared: dict[int, str] = {}
    rest: list[str] = []
    for letter in text:
        own = known.get(letter)
        if own is not None and own in glyphs and own not in shared:
            shared[own] = letter
        else:
            rest.append(letter)
    others = list(dict.fromkeys(glyph for glyph in glyphs if glyph not in shared))
    bare = {one for one in others if wide and one not in wide} if len(rest) < len(others) else set()
    others = [one for one in others if one not in bare]
    while rest and len(others) > 1 and len(rest) > 1:
        shared[others.pop()] = rest.pop()
    if rest:
        first = others.pop(0) if others else glyphs[0]
        shared[first] = shared.get(first, "") + "".join(rest)
    return {**dict.fromkeys([*bare, *others], _NONE), **shared}


@contextmanager
def readable() -> Iterator[None]:
    """Within this context PDFs are written whose text can be read as it is printed."""
    drawing, stream = weasyprint.draw.text, weasyprint.pdf.stream.Stream
    draw_first_line, show_text = drawing.draw_first_line, stream.show_text
    add_font = stream.add_font
    style: Any = None

    def add_cased_font(page: Any, pango_font: Any) -> Any:
        key, description, size = get_pango_font_key(pango_font)
        case = _case(style, size)
        if not case:
            return add_font(page, pango_font)
        fonts = page._fonts  # noqa: SLF001  # where WeasyPrint keeps those of the book
        if (key, case) not in fonts:
            fonts[key, case] = _renamed(Font(pango_font, description, size), case)
        return fonts[key, case], size

    def draw_readable_line(page: Any, textbox: Any, *rest: Any) -> Any:
        nonlocal style
        style = textbox.style
        if textbox.text.strip():
            _fit_spaces(textbox)
            _name_glyphs(page, textbox)
        return draw_first_line(page, textbox, *rest)

    def show_some_text(page: Any, text: str) -> None:
        # after an empty string, PDFium (Chrome) forgets by how much the last letter is moved
        show_text(page, text.replace("<>", " "))

    drawing.draw_first_line = draw_readable_line
    stream.show_text = show_some_text
    stream.add_font = add_cased_font
    try:
        with capitals():
            yield
    finally:
        drawing.draw_first_line = draw_first_line
        stream.show_text = show_text
        stream.add_font = add_font


def _case(style: Any, size: float) -> int:
    """Whether glyphs of this size are capitals for other letters: as such (1) or small ones (2).

    Where a font has no small capitals, Pango takes large ones of a smaller size. Fonts for both are
    apart, since in each of them a glyph stands for one letter.
    """
    if style is None:
        return 0
    if are_capitals(style):
        return int(became_capitals(style, size))
    small = style["font_variant_caps"] != "normal" and size < _SMALLER * style["font_size"]
    return 2 if small else 0


def _renamed(font: Any, case: int) -> Any:
    """A font that lies in the PDF beside another one of the same file."""
    name = font.name.removeprefix(f"/{font.hash}".encode())
    font.hash = "".join(chr(65 + (ord(letter) - 65 + case) % 26) for letter in font.hash)
    font.name = f"/{font.hash}".encode() + name
    return font


def _fit_spaces(textbox: Any) -> None:
    """Let the spaces of a justified line take up the room that was reckoned for them.

    Pango takes a space that is widened from the first font of the style, and one that is not from
    that of the word before it, so that words in other scripts had gaps within them.
    """
    layout = textbox.pango_layout
    spaces = layout.text.count(" ") + layout.text.count("\u00a0")
    if not layout.justification_spacing or not spaces:
        return
    line, _index = layout.get_first_line()
    width, _height = line_size(line, textbox.style)
    each = (textbox.width - width) / spaces
    if _FAIR < abs(each) < textbox.style["font_size"] / 2:
        layout.justification_spacing += each
        layout.set_text(layout.text, justify=True)


def _name_glyphs(page: Any, textbox: Any) -> None:
    """Tell the fonts of a line which letters its glyphs stand for, where they are new."""
    line, _index = textbox.pango_layout.get_first_line()
    capital = are_capitals(textbox.style)
    text = None
    run = line.runs[0]
    while run != ffi.NULL:
        item = run.data
        run = run.next
        string = item.glyphs
        number = string.num_glyphs
        font, _size = page.add_font(item.item.analysis.font)
        known = font.to_unicode
        ids = [info.glyph for info in string.glyphs[0:number]]
        wide = {info.glyph for info in string.glyphs[0:number] if info.geometry.width > 0}
        if all(one in known or one >= _NO_GLYPH for one in ids):
            continue
        text = text or textbox.pango_layout.text.encode()
        offset, length = item.item.offset, item.item.length
        starts = list(string.log_clusters[0:number])
        if item.item.analysis.level % 2:
            ids.reverse()
            starts.reverse()
        for glyphs, first, last in _clusters(ids, starts, length):
            if all(one in known for one in glyphs):
                continue
            letters = text[offset + first : offset + last].decode()
            if capital and len(letters.upper()) != len(letters):
                letters = letters.upper().lower()
            single = _nominal(item.item.analysis.font, letters)
            if item.item.analysis.level % 2 and (turned := letters.translate(_TURNED)) != letters:
                # a bracket is drawn as its counterpart, and is told as what is drawn: readers of
                # PDFs turn it again
                letters, single = turned, _nominal(item.item.analysis.font, turned)
            told = {known[one]: one for one in glyphs if len(known.get(one, "")) == 1}
            for glyph, own in share_letters(letters, glyphs, {**told, **single}, wide).items():
                known.setdefault(glyph, own)


def _nominal(font: Any, letters: str) -> dict[str, int]:
    """The glyph that a font has for each letter by itself."""
    if not hasattr(harfbuzz, "hb_font_get_nominal_glyph"):
        ffi.cdef(_NOMINAL)  # WeasyPrint does without it
    shaping = pango.pango_font_get_hb_font(font)
    glyph = ffi.new("hb_codepoint_t *")
    return {
        letter: glyph[0]
        for letter in letters
        if harfbuzz.hb_font_get_nominal_glyph(shaping, ord(letter), glyph)
    }


def _clusters(
    glyphs: Sequence[int], starts: Sequence[int], length: int
) -> Iterator[tuple[list[int], int, int]]:
    """Glyphs in the order of their letters, by cluster, with the bytes of the text that it has."""
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and starts[end] == starts[at]:
            end += 1
        stop = starts[end] if end < len(glyphs) else length
        yield [one for one in glyphs[at:end] if one < _NO_GLYPH], starts[at], stop
        at = end
