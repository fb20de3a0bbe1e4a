"""The characters of a book -> its scripts, and for each the families of fonts to look for.

A text face has Latin, Greek and Cyrillic, seldom more. What it lacks is taken from the chain of the
script, the edition's own fonts first; scripts are those of ISO 15924, as Unicode gives them to
characters (Unicode Standard Annex 24).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from fontTools import unicodedata as scripts

#: How `[outputs.pdf.fonts]` calls characters for private use.
PRIVATE: Final = "private"
_EAST = ("Noto Serif CJK {}", "Source Han Serif {}", "Noto Sans CJK {}")
_CHINESE = tuple(name.format(region) for region in ("TC", "SC") for name in _EAST)
_JAPANESE = tuple(name.format("JP") for name in _EAST)
#: Families of the scripts that editions are often in, the ones made for text first.
CHAINS: Final[Mapping[str, tuple[str, ...]]] = {
    "Arab": ("Amiri", "Scheherazade New", "Noto Naskh Arabic", "Noto Sans Arabic"),
    "Armn": ("Noto Serif Armenian", "Noto Sans Armenian"),
    "Copt": ("Antinoou", "New Athena Unicode", "Noto Sans Coptic"),
    "Cyrl": ("Gentium Plus", "Ponomar Unicode", "Monomakh Unicode", "Noto Serif"),
    "Deva": ("Noto Serif Devanagari", "Noto Sans Devanagari"),
    "Ethi": ("Abyssinica SIL", "Noto Serif Ethiopic", "Noto Sans Ethiopic"),
    "Glag": ("Shafarik", "Noto Sans Glagolitic"),
    "Grek": ("Gentium Plus", "GFS Didot", "GFS Artemisia", "New Athena Unicode", "Noto Serif"),
    "Hang": ("Noto Serif CJK KR", "Source Han Serif K", "Noto Sans CJK KR"),
    "Hani": (*_CHINESE, "HanaMinA", "HanaMinB", *_JAPANESE),
    "Hebr": ("SBL Hebrew", "Ezra SIL", "Frank Ruehl CLM", "Noto Serif Hebrew", "Noto Sans Hebrew"),
    "Hira": _JAPANESE,
    "Kana": _JAPANESE,
    "Syrc": ("Estrangelo Edessa", "Serto Jerusalem", "Noto Sans Syriac"),
    "Tibt": ("Jomolhari", "Noto Serif Tibetan"),
    "Xsux": ("Santakku", "Noto Sans Cuneiform"),
    PRIVATE: ("Junicode", "Junicode VF", "Andron Scriptor Web"),
}
#: Signs that belong to no script.
_COMMON: Final = frozenset(("Zyyy", "Zinh"))
_SYMBOLS: Final = ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "DejaVu Sans")


def script_of(character: str) -> str:
    """The script of a character; PRIVATE, or empty for signs that all scripts share."""
    if unicodedata.category(character) == "Co":
        return PRIVATE
    code = str(scripts.script(character))
    if code in _COMMON and unicodedata.east_asian_width(character) in "FW":
        return "Hani"  # punctuation as wide as the characters beside it
    return "" if code in _COMMON or code == "Zzzz" else code


def scripts_in(text: Iterable[str]) -> list[str]:
    """The scripts of some characters, in the order of their codes.

    Han comes last: beside kana or hangul its characters have the forms of Japan or Korea.
    """
    found = {code for character in set(text) if (code := script_of(character))}
    return sorted(found, key=lambda code: (code == "Hani", code))


@lru_cache
def chain(script: str) -> tuple[str, ...]:
    """The families to look for in a script, best first."""
    if script in CHAINS:
        return CHAINS[script]
    if not script:
        return _SYMBOLS
    name = script_name(script)
    return (f"Noto Serif {name}", f"Noto Sans {name}")


def script_name(script: str) -> str:
    """What a script is called: «Old Italic» for Ital."""
    if script == PRIVATE:
        return "characters for private use"
    return str(scripts.script_name(script, "")).replace("_", " ") or script or "signs"
