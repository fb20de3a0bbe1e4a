"""What a regular expression says of one letter -> a test of letters.

Source: XML Schema, part 2, appendix F (escapes, categories, blocks), and Extensible Markup
Language 1.0, 2.3 (letters of names). Where letter case makes no difference, two letters are the
same if they are so in small or in capital letters (XPath Functions and Operators 3.1, 5.6.1.1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

#: Says of a letter whether it fits.
Fits: TypeAlias = Callable[[str], bool]

_KEPT: Final = 512  # letters for which the answer of one test is kept

_NAME_START: Final = (
    ("A", "Z"), ("a", "z"), (":", ":"), ("_", "_"), ("\xc0", "\xd6"), ("\xd8", "\xf6"),
    ("\xf8", "\u02ff"), ("\u0370", "\u037d"), ("\u037f", "\u1fff"), ("\u200c", "\u200d"),
    ("\u2070", "\u218f"), ("\u2c00", "\u2fef"), ("\u3001", "\ud7ff"), ("\uf900", "\ufdcf"),
    ("\ufdf0", "\ufffd"), ("\U00010000", "\U000effff"),
)  # fmt: skip
_NAME: Final = (
    *_NAME_START, ("-", "-"), (".", "."), ("0", "9"), ("\xb7", "\xb7"), ("\u0300", "\u036f"),
    ("\u203f", "\u2040"),
)  # fmt: skip

_CATEGORIES: Final = frozenset(
    "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po Z Zs Zl Zp S Sm Sc Sk So "
    "C Cc Cf Co Cn".split()
)

#: Blocks of Unicode that editions write in: the first and the last letter.
_BLOCKS: Final = {
    "BasicLatin": (0x00, 0x7F), "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F), "LatinExtended-B": (0x180, 0x24F),
    "LatinExtended-C": (0x2C60, 0x2C7F), "LatinExtended-D": (0xA720, 0xA7FF),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF), "IPAExtensions": (0x250, 0x2AF),
    "SpacingModifierLetters": (0x2B0, 0x2FF), "PhoneticExtensions": (0x1D00, 0x1D7F),
    "CombiningDiacriticalMarks": (0x300, 0x36F), "CombiningHalfMarks": (0xFE20, 0xFE2F),
    "Greek": (0x370, 0x3FF), "GreekandCoptic": (0x370, 0x3FF), "GreekExtended": (0x1F00, 0x1FFF),
    "Coptic": (0x2C80, 0x2CFF), "Gothic": (0x10330, 0x1034F), "Runic": (0x16A0, 0x16FF),
    "Ogham": (0x1680, 0x169F), "Cyrillic": (0x400, 0x4FF), "CyrillicSupplement": (0x500, 0x52F),
    "CyrillicExtended-A": (0x2DE0, 0x2DFF), "CyrillicExtended-B": (0xA640, 0xA69F),
    "Glagolitic": (0x2C00, 0x2C5F), "Armenian": (0x530, 0x58F), "Georgian": (0x10A0, 0x10FF),
    "Hebrew": (0x590, 0x5FF), "Arabic": (0x600, 0x6FF), "ArabicSupplement": (0x750, 0x77F),
    "Syriac": (0x700, 0x74F), "Ethiopic": (0x1200, 0x137F), "Devanagari": (0x900, 0x97F),
    "Bengali": (0x980, 0x9FF), "Gurmukhi": (0xA00, 0xA7F), "Gujarati": (0xA80, 0xAFF),
    "Oriya": (0xB00, 0xB7F), "Tamil": (0xB80, 0xBFF), "Telugu": (0xC00, 0xC7F),
    "Kannada": (0xC80, 0xCFF), "Malayalam": (0xD00, 0xD7F), "Sinhala": (0xD80, 0xDFF),
    "Thai": (0xE00, 0xE7F), "Lao": (0xE80, 0xEFF), "Tibetan": (0xF00, 0xFFF),
    "Myanmar": (0x1000, 0x109F), "Khmer": (0x1780, 0x17FF), "Mongolian": (0x1800, 0x18AF),
    "Hiragana": (0x3040, 0x309F), "Katakana": (0x30A0, 0x30FF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F), "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF), "Cuneiform": (0x12000, 0x123FF),
    "Ugaritic": (0x10380, 0x1039F), "Phoenician": (0x10900, 0x1091F),
    "GeneralPunctuation": (0x2000, 0x206F), "SupplementalPunctuation": (0x2E00, 0x2E7F),
    "SuperscriptsandSubscripts": (0x2070, 0x209F), "NumberForms": (0x2150, 0x218F),
    "LetterlikeSymbols": (0x2100, 0x214F), "PrivateUseArea": (0xE000, 0xF8FF),
    "AlphabeticPresentationForms": (0xFB00, 0xFB4F),
}  # fmt: skip


def one(sign: str, *, fold: bool = False) -> Fits:
    """Fits that letter; with `fold`, capital or small."""
    if not fold:
        return lambda letter: letter == sign
    small, capital = sign.lower(), sign.upper()
    return lambda letter: letter.lower() == small or letter.upper() == capital


def between(first: str, last: str, *, fold: bool = False) -> Fits:
    """Fits the letters from `first` to `last`; with `fold`, capital or small."""
    if not fold:
        return lambda letter: first <= letter <= last

    def fits(letter: str) -> bool:
        cases = (letter, letter.lower(), letter.upper())
        return any(len(case) == 1 and first <= case <= last for case in cases)

    return fits


def any_of(tests: Sequence[Fits], *, negated: bool = False, without: Fits | None = None) -> Fits:
    """Fits what one of the tests fits (or, `negated`, none), and not what `without` fits."""

    def fits(letter: str) -> bool:
        inside = any(test(letter) for test in tests) is not negated
        return inside and not (without is not None and without(letter))

    return lru_cache(maxsize=_KEPT)(fits)


def negated(test: Fits) -> Fits:
    """Fits what `test` does not."""
    return lambda letter: not test(letter)


def of_kind(name: str) -> Fits | None:
    r"""What `\p{…}` fits: a category, or a block if it begins with "Is". None if unknown here."""
    if name.startswith("Is"):
        block = _BLOCKS.get(name[2:])
        return between(chr(block[0]), chr(block[1])) if block else None
    if name not in _CATEGORIES:
        return None
    return lambda letter: unicodedata.category(letter).startswith(name)


def _of_ranges(ranges: Sequence[tuple[str, str]]) -> Fits:
    return any_of([between(first, last) for first, last in ranges])


#: `\s \d \w \i \c`: white space, digits, all but punctuation and separators, letters of names.
CLASSES: Final[dict[str, Fits]] = {
    "s": lambda letter: letter in " \t\n\r",
    "d": str.isdecimal,
    "w": lambda letter: unicodedata.category(letter)[0] not in "PZC",
    "i": _of_ranges(_NAME_START),
    "c": _of_ranges(_NAME),
}
