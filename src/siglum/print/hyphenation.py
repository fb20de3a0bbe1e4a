"""Files of hyphenation patterns that an edition names -> what divides words while a book is set.

Patterns are those of F. M. Liang («Word Hy-phen-a-tion by Com-put-er», 1983): letters with numbers
between them, odd ones where a word may be divided. They are read as TeX and as Hunspell have them:
a list, a list within ``\\patterns{…}``, or a ``.dic`` file. A file says nothing but where words are
divided, and only files in the folder of the edition are opened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyphen

from siglum.findings import Finding, Place, found

__all__ = ["Patterns", "check_hyphenation", "read_patterns", "registered"]

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
#: The patterns of no language are longer (bytes).
_LARGEST = 8 * 1024 * 1024
#: What the first line of a Hunspell file says of its encoding.
_CHARSET = re.compile(
    r"(utf-?8|iso-?8859-\d{1,2}|koi8-[ru]|(?:microsoft-)?(cp125\d))\s*$", re.IGNORECASE
)
_COMMENT = re.compile(r"%[^\n]*")
_GROUP = re.compile(r"\\(patterns|hyphenation)\s*\{([^}]*)\}")
#: Lines of Hunspell that are no patterns.
_SETTING = re.compile(r"^(?:[A-Z]{6,}\b|#)[^\n]*", re.MULTILINE)
_WORD = re.compile(r"\S+")
_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f'’ʼ\u200c\u200d-])"
_PATTERN = re.compile(rf"\.?\d?{_LETTER}(?:\d?{_LETTER})*\d?\.?")
_PARTS = re.compile(r"(\d?)(\D?)")


class Patterns(pyphen.HyphDict):  # type: ignore[misc]  # pyphen has no types
    """The patterns of a language, in the shape in which pyphen looks words up."""

    def __init__(self, patterns: Iterable[str], words: Iterable[str] = ()) -> None:
        self.patterns: dict[str, tuple[int, tuple[int, ...]]] = {}
        for pattern in patterns:
            parts = _PARTS.findall(pattern)
            values = [int(value or "0") for value, _letter in parts]
            if any(values):
                first = next(at for at, value in enumerate(values) if value)
                last = max(at for at, value in enumerate(values) if value)
                letters = "".join(letter for _value, letter in parts).lower()
                self.patterns[letters] = first, tuple(values[first : last + 1])
        self.maxlen = max(map(len, self.patterns), default=0)
        #: Words that are divided as they say themselves: «ta-ble».
        self.cache: dict[str, list[Any]] = {}
        for word in words:
            pieces = word.lower().split("-")
            ends = [sum(map(len, pieces[: at + 1])) for at in range(len(pieces) - 1)]
            self.cache["".join(pieces)] = [pyphen.DataInt(end) for end in ends]


def read_patterns(
    named: Mapping[str, str], folder: Path
) -> tuple[dict[str, Patterns], list[Finding]]:
    """The patterns of each language whose file is named, and what is wrong with these files.

    Paths are relative to `folder`, and nothing outside of it is opened, links followed.
    """
    read: dict[str, Patterns] = {}
    findings: list[Finding] = []
    for language, name in named.items():
        try:
            read[language], odd = _parsed(_text(folder, name), name)
        except _Unusable as problem:
            told = f"patterns for the language {_quoted(language)} are not used: {problem}"
            hint = "Name a file of hyphenation patterns, such as TeX has them for many languages."
            findings.append(found("pdf.hyphenation-file", Place(name, problem.line), told, hint))
            continue
        if odd:
            line, row = odd[0]
            more = f", and {len(odd) - 1} more of this kind" if len(odd) > 1 else ""
            told = f"{_quoted(row)} is no hyphenation pattern{more}: the others are used"
            hint = "A pattern has letters and digits between them, such as .ab1s or 2st."
            findings.append(found("pdf.hyphenation-file", Place(name, line), told, hint))
    return read, findings


class _Unusable(Exception):
    def __init__(self, told: str, line: int = 0) -> None:
        self.line = line
        super().__init__(told)


def _quoted(text: str) -> str:
    return f'"{text[:40]}{"…" if len(text) > 40 else ""}"'


def _text(folder: Path, name: str) -> str:
    try:
        real = Path(os.path.realpath(folder / name))
    except ValueError as error:
        raise _Unusable(f"the file cannot be read: {error}") from None
    if not real.is_relative_to(os.path.realpath(folder)):
        raise _Unusable("the file lies outside the folder of the edition")
    if real.exists() and not real.is_file():
        raise _Unusable("this is no file")
    try:
        with real.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise _Unusable("there is no such file") from None
    except (OSError, ValueError) as error:
        raise _Unusable(f"the file cannot be read: {error}") from None
    if len(data) > _LARGEST:
        raise _Unusable(f"the file is longer than {_LARGEST // 2**20} MB")
    first, _, rest = data.partition(b"\n")
    charset = _CHARSET.match(first.decode("ascii", "replace"))
    if charset:
        data = b"\n" + rest  # lines keep their numbers
    try:
        return data.decode((charset[2] or charset[1]) if charset else "utf-8-sig")
    except LookupError:
        raise _Unusable(f"the encoding {_quoted(first.decode())} is not known", 1) from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _Unusable("the file is not in UTF-8", line) from None


def _parsed(text: str, name: str) -> tuple[Patterns, list[tuple[int, str]]]:
    """The patterns of a file, and with their lines the words in it that are none."""
    bare = _SETTING.sub(_blank, _COMMENT.sub(_blank, text))
    groups = list(_GROUP.finditer(bare))
    good: dict[str, list[str]] = {"patterns": [], "hyphenation": []}
    odd: list[tuple[int, str]] = []
    for kind, begin, end in (
        [(group[1], *group.span(2)) for group in groups] if groups else [("patterns", 0, len(bare))]
    ):
        for word in _WORD.finditer(bare, begin, end):
            fits = kind == "hyphenation" or (
                _PATTERN.fullmatch(word[0]) and any(map(str.isdigit, word[0]))
            )
            if fits:
                good[kind].append(word[0])
            else:
                odd.append((bare.count("\n", 0, word.start()) + 1, word[0]))
    if not good["patterns"] and not good["hyphenation"]:
        line, row = odd[0] if odd else (0, "")
        raise _Unusable(f"{_quoted(row)} is no pattern" if odd else f"{name} has no pattern", line)
    return Patterns(good["patterns"], good["hyphenation"]), odd


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@contextmanager
def registered(patterns: Mapping[str, Patterns]) -> Iterator[None]:
    """Within this context words of these languages are divided by these patterns.

    Patterns for "de" are used for de-AT too, whatever pyphen has for that.
    """
    kept = [
        (table, dict(table))
        for table in (pyphen.LANGUAGES, pyphen.LANGUAGES_LOWERCASE, pyphen.hdcache)
    ]
    try:
        for language in sorted(patterns, key=len):
            name = language.replace("-", "_").lower()
            key = f"patterns of the edition for {name}"
            pyphen.hdcache[key] = patterns[language]
            for known in [*pyphen.LANGUAGES_LOWERCASE]:
                if known.startswith(f"{name}_"):
                    del pyphen.LANGUAGES_LOWERCASE[known]
            pyphen.LANGUAGES_LOWERCASE[name] = name
            pyphen.LANGUAGES[name] = key
        yield
    finally:
        for table, before in kept:
            table.clear()
            table.update(before)


def check_hyphenation(languages: Mapping[str, int], place: Place) -> list[Finding]:
    """One finding for each language of the text that has no hyphenation patterns.

    `languages` says how many characters are written in each; the patterns of the edition must be
    registered.
    """
    findings = []
    told: set[str] = set()
    for language, characters in sorted(languages.items()):
        primary = language.split("-")[0].lower()
        if characters < _FEW or primary in _UNDIVIDED or not primary or primary in told:
            continue
        script = language.split("-")[1] if "-" in language else ""
        if script in _UNDIVIDED_SCRIPTS or pyphen.language_fallback(language) is not None:
            continue
        told.add(primary)
        message = (
            f'no hyphenation patterns for the language "{language}": its words are '
            "not divided at line ends"
        )
        hint = (
            "Lines may be set wide, and nothing else is lost. Patterns of your own are named in "
            f'[outputs.pdf], as in hyphenation = {{{primary} = "hyph-{primary}.txt"}}.'
        )
        findings.append(found("pdf.no-hyphenation", place, message, hint))
    return findings
