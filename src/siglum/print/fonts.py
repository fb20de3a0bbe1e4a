"""Options and the languages of a text -> findings about fonts and hyphenation that are missing."""

from __future__ import annotations

import pyphen
from weasyprint.text.ffi import ffi, fontconfig

from siglum.findings import Finding, Place, found
from siglum.print.options import PrintOptions

__all__ = ["check_fonts", "check_hyphenation", "installed_families"]

#: Languages that are not divided at line ends, or whose scripts set no hyphen.
# fmt: off
_UNDIVIDED = frozenset([
    "ar", "arc", "syr", "syc", "he", "yi", "fa", "ur", "ps", "ckb", "ug", "sd", "dv", "nqo",
    "zh", "ja", "ko", "lzh", "th", "lo", "km", "my", "bo", "dz", "am", "gez", "ti",
    "sux", "akk", "hit", "egy", "und", "zxx", "mis", "mul",
])
# fmt: on
#: Scripts of which the same is true.
_UNDIVIDED_SCRIPTS = frozenset(["Arab", "Hebr", "Syrc", "Deva", "Thai", "Hani", "Xsux"])
#: A language with fewer characters than this is a word or two: nothing to complain about.
_FEW = 200


def installed_families(families: tuple[str, ...]) -> list[str]:
    """Which of these families the system has, in the same order."""
    return [family for family in families if _is_installed(family)]


def _is_installed(family: str) -> bool:
    """Ask fontconfig for a family: it answers with the nearest, which may be another."""
    config = fontconfig.FcInitLoadConfigAndFonts()
    pattern = fontconfig.FcPatternCreate()
    matched = ffi.NULL
    try:
        fontconfig.FcPatternAddString(pattern, b"family", family.encode())
        fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)
        fontconfig.FcDefaultSubstitute(pattern)
        matched = fontconfig.FcFontMatch(config, pattern, ffi.new("FcResult *"))
        if matched == ffi.NULL:
            return False
        name = ffi.new("FcChar8 **")
        index = 0
        while fontconfig.FcPatternGetString(matched, b"family", index, name) == 0:
            if ffi.string(name[0]).decode(errors="replace").casefold() == family.casefold():
                return True
            index += 1
        return False
    finally:
        if matched != ffi.NULL:
            fontconfig.FcPatternDestroy(matched)
        fontconfig.FcPatternDestroy(pattern)
        fontconfig.FcConfigDestroy(config)


def check_fonts(options: PrintOptions, place: Place) -> list[Finding]:
    """A finding when the face that was wanted is not there, naming the one that is used."""
    wanted = options.serif[0] if options.serif else "serif"
    there = installed_families(options.serif)
    if there and there[0] == wanted:
        return []
    used = there[0] if there else "the system's serif face"
    hint = "Install it (on Debian and Ubuntu Gentium Plus is the package fonts-sil-gentiumplus)."
    return [found("pdf.font-missing", place, f"no {wanted}: the text is set in {used}", hint)]


def check_hyphenation(
    languages: dict[str, int], options: PrintOptions, place: Place
) -> list[Finding]:
    """One finding for each language of the text that has no hyphenation patterns."""
    if not options.hyphenate:
        return []
    findings = []
    told: set[str] = set()
    for language, characters in sorted(languages.items()):
        primary = language.split("-")[0].lower()
        if characters < _FEW or primary in _UNDIVIDED or not primary or primary in told:
            continue
        script = language.split("-")[1] if "-" in language else ""
        if script in _UNDIVIDED_SCRIPTS:
            continue
        if pyphen.language_fallback(language) is None:
            told.add(primary)
            findings.append(
                found(
                    "pdf.no-hyphenation",
                    place,
                    f'no hyphenation patterns for the language "{language}": its words are '
                    "not divided at line ends",
                    "Lines may be set wide. Nothing else is lost.",
                )
            )
    return findings
