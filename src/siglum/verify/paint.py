"""A page of a PDF -> its letters in the order in which they are read, a blank where white space is.

PDFium reads a page too, but it guesses: it sorts what stands in one line by place, so that an
accent may come after the word that it stands in, and takes wide letters for words. Here the order
is that in which the page was painted, piece by piece, and white space is what was painted as such
or left free. `pieces` reads what is written from right to left.
"""

from __future__ import annotations

import ctypes
import unicodedata
from itertools import zip_longest

import pypdfium2
import pypdfium2.raw as pdfium

from siglum.verify.pieces import Glyph, Piece, in_order, turn_signs
from siglum.verify.streams import SEEN_BLANK, UNSEEN

#: What PDFium makes of a hyphen of the text at the end of a line.
_BROKEN = 2
#: Pieces are this far apart, against the size of their letters, if a space is between them.
_APART = 0.085
#: So far does an accent reach that has no letter below it.
_ACCENT = 0.45
#: Letters that are spaced out are nearer to each other than words.
_SPACED = 0.13
#: Readings above characters are smaller than that.
READING = 0.6


def read_page(document: pypdfium2.PdfDocument, number: int) -> tuple[float, list[Glyph]]:
    """The height of a page, and its letters."""
    page = document[number]
    wide, high = page.get_size()
    found: list[Glyph] = []
    before: Piece | None = None
    group: int | None = None
    crossed = False  # whether an accent stands on the last letters
    pieces = _pieces(page, wide, high)
    turn_signs(pieces)
    ordered = list(in_order(pieces))
    for one, following in zip_longest(ordered, ordered[1:]):
        piece: Piece = one
        if not piece.glyphs:
            if not piece.hidden:
                found.append(Glyph("", 0, 0, 0))
            continue
        # from right to left, an accent that begins a group, or behind a space, stands on no letter
        turned = following is not None and following.reversed
        begins = not piece.marks or (turned and (piece.led or piece.group != group))
        parts = begins or (turned and any(not glyph.letter for glyph in piece.glyphs))
        group = piece.group
        above = before is not None and _is_above(piece, before)
        if before is not None and begins and not above:
            left, led = piece.left, False
            if following is not None and _is_above(following, piece):
                left = min(left, following.left)  # room that its reading takes
                led = piece.led  # of which a space may be a part
            free = max(left - before.right, before.left - piece.right)
            # the letter behind one with an accent may reach less far than the pen moves for it
            apart = _ACCENT if before.marks or (crossed and piece.reversed) else _APART
            if led or free > apart * max(piece.size, before.size):
                found.append(Glyph("", 0, 0, 0))
        found += piece.glyphs
        crossed = piece.marks and not parts
        if above and before is not None:
            before.right = max(before.right, piece.right)
        elif parts:
            before = piece
    page.close()
    return high, found


def is_raised(size: float, y: float, other: float, base: float) -> bool:
    """Whether letters are the reading of others, of a size and on a baseline, and stand above."""
    return size < READING * other and 0 < base - y < 1.4 * other


def _is_above(piece: Piece, before: Piece) -> bool:
    glyphs = [glyph for glyph in piece.glyphs if glyph.letter]
    below = [glyph for glyph in before.glyphs if glyph.letter]
    if not glyphs or not below or piece.left >= before.right:
        return False
    return is_raised(piece.size, glyphs[0].y, before.size, below[-1].y)


def _pieces(page: pypdfium2.PdfPage, wide: float, high: float) -> list[Piece]:
    """What was painted, in the order of painting; what stands off the page is not seen."""
    numbers: dict[int | None, int] = {}
    pieces: list[Piece] = []
    for number in range(pdfium.FPDFPage_CountObjects(page.raw)):
        painted = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(painted) == pdfium.FPDF_PAGEOBJ_TEXT:
            numbers[_address(painted)] = len(pieces)
            pieces.append(Piece(painted, pdfium.FPDFPageObj_GetMarkedContentID(painted)))
    text = page.get_textpage()
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    lead = 0
    last: Piece | None = None
    guessed = False
    for n in range(text.count_chars()):
        address = _address(pdfium.FPDFText_GetTextObject(text.raw, n))
        if address is None or pdfium.FPDFText_IsGenerated(text.raw, n) == 1:
            guessed = True
            continue
        code = pdfium.FPDFText_GetUnicode(text.raw, n)
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if 0xDC00 <= code < 0xE000 and lead:
            code, lead = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00), 0
        letter = "-" if code == _BROKEN else chr(code) if code else ""
        piece = pieces[numbers[address]]
        if letter in UNSEEN:
            piece.hidden = True
            continue
        if guessed and piece is last and not _touch(piece, n, text):
            piece.glyphs.append(Glyph("", 0, 0, 0))  # a space that was moved is given as a guess
        last, guessed = piece, False
        if letter in SEEN_BLANK or not letter:
            pdfium.FPDFText_GetLooseCharBox(text.raw, n, box)
            broad = box.right > box.left
            if piece.glyphs and (broad or not piece.reversed):  # else it is a part of a letter
                piece.glyphs.append(Glyph("", 0, 0, 0))
            piece.led = piece.led or not piece.glyphs
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, n, x, y)
        if not (0 <= x.value < wide and 0 < y.value <= high):
            piece.hidden = True
            continue
        size = pdfium.FPDFText_GetFontSize(text.raw, n)
        piece.left = min(piece.left, x.value) if piece.glyphs else x.value
        if piece.last < 0 or (x.value >= piece.right and not unicodedata.combining(letter)):
            piece.right, piece.last = x.value, n
        piece.add(Glyph(letter, x.value, high - y.value, size))
        if not unicodedata.combining(letter):
            piece.base = n
    for piece in pieces:
        if piece.last >= 0:
            piece.right += _width(piece, piece.last, text)
        piece.straighten()
        if piece.led and (piece.reversed or piece.marks):
            piece.glyphs.insert(0, Glyph("", 0, 0, 0))
    text.close()
    return pieces


def _touch(piece: Piece, number: int, text: pypdfium2.PdfTextPage) -> bool:
    """Whether a letter touches the one before, though PDFium guesses a space between them.

    So it does beside accents, from right to left, and where letters are spaced out.
    """
    letter = chr(pdfium.FPDFText_GetUnicode(text.raw, number))
    if unicodedata.combining(letter):
        return True
    if piece.base < 0:
        return False
    x, before, y = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, number, x, y)
    pdfium.FPDFText_GetCharOrigin(text.raw, piece.base, before, y)
    if before.value > x.value:
        free = before.value - x.value - _width(piece, number, text)
    else:
        free = x.value - before.value - _width(piece, piece.base, text)
    return bool(free < _SPACED * piece.size)


def _width(piece: Piece, number: int, text: pypdfium2.PdfTextPage) -> float:
    """How far the pen moves for a letter of a piece."""
    box, matrix, width = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_float()
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetLooseCharBox(text.raw, number, box)
    pdfium.FPDFText_GetCharOrigin(text.raw, number, x, y)
    full = float(box.right) - x.value
    if sum(glyph.x == x.value for glyph in piece.glyphs) > 1:
        return full  # a ligature is wider than each of its letters
    if unicodedata.bidirectional(chr(pdfium.FPDFText_GetUnicode(text.raw, number))) == "AL":
        return full  # joined letters have other widths than single ones
    # a box may reach beyond, since it holds all that is painted
    font = pdfium.FPDFTextObj_GetFont(piece.painted)
    letter = pdfium.FPDFText_GetUnicode(text.raw, number)
    size = pdfium.FPDFText_GetFontSize(text.raw, number)
    pdfium.FPDFPageObj_GetMatrix(piece.painted, matrix)
    if pdfium.FPDFFont_GetGlyphWidth(font, letter, size, width) and width.value > 0:
        return min(full, float(width.value * abs(matrix.a)))
    return full


def _address(painted: object) -> int | None:
    return ctypes.cast(painted, ctypes.c_void_p).value  # type: ignore[arg-type]
