"""Options and the characters of a text -> the families it is set in, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont, TTLibError
from weasyprint.text.ffi import ffi, fontconfig

from siglum.findings import Finding, Place, found
from siglum.print.options import PrintOptions
from siglum.print.scripts import PRIVATE, chain, script_name, script_of, scripts_in

__all__ = ["Families", "check_fonts", "families_for", "file_of", "installed_families"]

#: What the files of a family call their styles -> style and weight in CSS.
_STYLES = {
    "regular": ("normal", "normal"), "book": ("normal", "normal"), "roman": ("normal", "normal"),
    "normal": ("normal", "normal"), "medium": ("normal", "normal"),
    "italic": ("italic", "normal"), "oblique": ("italic", "normal"),
    "bold": ("normal", "bold"), "bold italic": ("italic", "bold"),
    "bold oblique": ("italic", "bold"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Families:
    """What a book is set in: its families in CSS order, rules that load files, these files."""

    names: tuple[str, ...]
    rules: str = ""
    files: tuple[Path, ...] = ()


def families_for(options: PrintOptions, text: str) -> Families:
    """The families of a book: the text face, those of the scripts of `text`, and what may serve.

    Fonts that the edition names for a script are loaded for its characters alone, so that they come
    before the text face and leave it all else.
    """
    serif = options.serif
    there = installed_families(serif)
    face = there[:1]
    own: list[str] = []
    named: list[str] = []
    rules: list[str] = []
    files: list[Path] = []
    for script in scripts_in(text):
        for family in options.fonts.get(script, ()):
            alias = f"siglum {script} {family}"
            made = list(_faces(family, alias, script, text))
            named.append(family)  # a collection of fonts can be asked for by its name alone
            if made:
                own.append(alias)
                rules += [rule for rule, _file in made]
                files += [file for _rule, file in made]
    chains = [family for script in ["", *scripts_in(text)] for family in chain(script)]
    families = installed_families((*named, *chains))
    names = dict.fromkeys([*own, *face, *families, *serif])
    return Families(tuple(names), "\n".join(rules), tuple(files))


def _faces(family: str, alias: str, script: str, text: str) -> Iterator[tuple[str, Path]]:
    """A rule and a file for each style of a family, for what it has of a script in `text`."""
    wanted = {ord(character) for character in set(text) if script_of(character) == script}
    seen: set[tuple[str, str]] = set()
    for style, file in _installed().get(family.casefold(), ()):
        look = _STYLES.get(style)
        if look is None or look in seen:
            continue
        codes = sorted(wanted & _characters(file))
        if codes:
            seen.add(look)
            ranges = ", ".join(f"U+{code:X}" for code in codes)
            rule = (
                f'font-family: "{_plain(alias)}"; src: url("{file.as_uri()}"); '
                f"font-style: {look[0]}; font-weight: {look[1]}; unicode-range: {ranges}"
            )
            yield f"@font-face {{ {rule} }}", file


def _plain(name: str) -> str:
    return name.replace("\\", "").replace('"', "").replace("\n", " ")


@lru_cache(maxsize=64)
def _characters(file: Path) -> frozenset[int]:
    """The characters that a font file has; none if it cannot be read, or is a collection."""
    try:
        with TTFont(file, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError, KeyError):
        return frozenset()


@lru_cache(maxsize=1)
def _installed() -> Mapping[str, Sequence[tuple[str, Path]]]:
    """Every family of the system in small letters -> its styles, in small letters, with files."""
    config = fontconfig.FcInitLoadConfigAndFonts()
    made: dict[str, list[tuple[str, Path]]] = {}
    try:
        fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
        for number in range(fonts.nfont if fonts != ffi.NULL else 0):
            pattern = fonts.fonts[number]
            styles = list(_strings(pattern, b"style"))
            for file in _strings(pattern, b"file"):
                for family in _strings(pattern, b"family"):
                    row = made.setdefault(family.casefold(), [])
                    row += [(style.casefold(), Path(file)) for style in styles or [""]]
    finally:
        fontconfig.FcConfigDestroy(config)
    return {family: sorted(row) for family, row in made.items()}


def _strings(pattern: Any, name: bytes) -> Iterator[str]:
    value = ffi.new("FcChar8 **")
    index = 0
    while fontconfig.FcPatternGetString(pattern, name, index, value) == 0:
        yield ffi.string(value[0]).decode(errors="replace")
        index += 1


def installed_families(families: tuple[str, ...]) -> list[str]:
    """Which of these families the system has, in the same order."""
    return [family for family in families if family.casefold() in _installed()]


def file_of(family: str) -> Path | None:
    """The file of the upright style of a family; None if the system has none."""
    for style, file in _installed().get(family.casefold(), ()):
        if _STYLES.get(style) == ("normal", "normal"):
            return file
    return None


def check_fonts(options: PrintOptions, text: str, place: Place) -> list[Finding]:
    """A finding for each face that was asked for and is not there, naming the one that is used."""
    findings = []
    wanted = options.serif[0] if options.serif else "serif"
    there = installed_families(options.serif)
    if not there or there[0] != wanted:
        used = there[0] if there else "the system's serif face"
        hint = (
            "Install it (on Debian and Ubuntu Gentium Plus is the package fonts-sil-gentiumplus)."
        )
        told = f"no {wanted}: the text is set in {used}"
        findings.append(found("pdf.font-missing", place, told, hint))
    for script in scripts_in(text):
        named = options.fonts.get(script, ())
        if named and not installed_families(named):
            rest = installed_families(chain(script))
            used = rest[0] if rest else "what the system has"
            told = f"no {' or '.join(named)}: {script_name(script)} is set in {used}"
            hint = "Install it, or name another in [outputs.pdf.fonts]."
            findings.append(found("pdf.font-missing", place, told, hint))
    return findings


def missing_by_script(missing: Counter[str]) -> dict[str, list[tuple[str, int]]]:
    """Characters that no font has, with their numbers, by script; the commonest first."""
    made: dict[str, list[tuple[str, int]]] = {}
    for character, count in sorted(missing.items(), key=lambda one: (-one[1], one[0])):
        made.setdefault(script_of(character), []).append((character, count))
    return dict(sorted(made.items()))


#: Packages of fonts for scripts that few machines have.
_PACKAGES = dict.fromkeys(("Hani", "Hira", "Kana", "Hang"), "fonts-noto-cjk")


def advice(script: str) -> str:
    """What to install where no font has the characters of a script."""
    if script == PRIVATE:
        return 'Name a font that has them, as in [outputs.pdf.fonts] private = ["Junicode"].'
    names = [family for family in chain(script) if family.startswith("Noto")] or chain(script)
    code = f' and name it, as in [outputs.pdf.fonts] {script} = ["{names[0]}"]' if script else ""
    package = f" (Debian: {_PACKAGES[script]})" if script in _PACKAGES else ""
    return f"Install a font that has them, such as {names[0]}{package}{',' if code else ''}{code}."
