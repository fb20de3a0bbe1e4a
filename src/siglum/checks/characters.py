"""The characters of a document's files -> findings on those that are not what they look like.

The characters are looked at as they stand in the files, so that places are exact; comments are
left out. Most files have plain letters only, which a look at the bytes beyond ASCII tells.
Source: Unicode Standard Annexes 9 (direction) and 15 (normalization forms).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final
from weakref import WeakSet

from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere
from siglum.findings import Finding, Severity, found
from siglum.source.positions import SourceFile
from siglum.source.trees import all_text

_ASCII: Final = bytes(range(0x80))
#: Letters and signs that are never odd, and that no character after or before them changes.
_PLAIN = re.compile(
    "[\u00a0-\u00ac\u00ae-\u00c2\u00c4-\u02ff\u0370-\u0373\u0375-\u037d\u037f-\u0386\u0388-\u0482"
    "\u048a-\u0590\u0620-\u064a\u0710\u0712-\u072f\u1200-\u135c\u1360-\u139f\u1e00-\u1f70\u1f72\u1f74\u1f76\u1f78\u1f7a\u1f7c"
    "\u1f80-\u1fba\u1fbc\u1fbd\u1fbf-\u1fc8\u1fca\u1fcc-\u1fd2\u1fd4-\u1fda\u1fdc-\u1fe2"
    "\u1fe4-\u1fea\u1fec\u1fed\u1ff0-\u1ff8\u1ffa\u1ffc\u1ffe\u05d0-\u05ea"
    "\u2010-\u2029\u202f-\u205f\u2070-\u20ab\u20ad-\u20c0\u2100-\u2125\u2127-\u2129\u212c-\u2328"
    "\u232b-\u2adb\u3000-\u3029\u3030-\u3098\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffe6]*"
)
_DIRECTION: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_INVISIBLE: Final = "\u00ad\u180e\u200b\ufeff\ufff9-\ufffc"
_KINDS: Final = {
    "text.bidi-control": _DIRECTION,
    "text.pua": _PRIVATE,
    "text.replacement": "\ufffd",
    "text.control": "\u0080-\u0084\u0086-\u009f",
    "text.invisible": _INVISIBLE,
}
_ANY_ODD = re.compile(f"[{''.join(_KINDS.values())}]")
_OF_KIND: Final = {kind: re.compile(f"[{signs}]") for kind, signs in _KINDS.items()}
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
#: A letter of two or three bytes in UTF-8 that was read byte by byte as Windows-1252.
_MOJIBAKE = re.compile(
    "\u00c3[\u00a0-\u00aa\u00ac-\u00ba\u00bc-\u00bf\u0192\u201e\u2026\u2020\u2021\u02c6\u2030"
    "\u0160\u2039\u0152\u02dc\u2122\u0161\u203a\u0153\u0178]|\u00e2\u20ac[\u0080-\u02dc\u2018-\u2122]"
)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_IN_GLYPH = re.compile(r"<(?:\w+:)?g\b[^<>]*>[^<]*\Z")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LINE_BREAK = re.compile(r"\s*(?:\n|</|<(?:\w+:)?[lpc]b\b)")
_SHOWN: Final = 4
_PIECE: Final = 20_000


class CharacterCheck:
    """Checks the files of documents, those that several documents include once."""

    def __init__(self) -> None:
        self._seen: WeakSet[SourceFile] = WeakSet()

    def check(self, survey: Survey) -> Iterator[Finding]:
        """Findings `text.…` on the files of a document that were not looked at before."""
        for file in survey.document.tree.files:
            if file not in self._seen:
                self._seen.add(file)
                yield from _check(file, survey)


def _check(file: SourceFile, survey: Survey) -> Iterator[Finding]:
    referring = b"&#" in file.data
    if file.data.isascii() and not referring:
        return
    beyond = file.data.translate(None, _ASCII).decode()
    plain = _PLAIN.fullmatch(beyond) is not None
    characters = _Characters(file)
    seen: dict[tuple[str, str], list[int]] = {}
    if not plain and _ANY_ODD.search(beyond):
        _find_odd(characters, seen)
    if referring:
        _find_references(characters, seen)
    if seen:
        yield from _odd(characters, seen, survey)
    if not plain and _MOJIBAKE.search(beyond):
        yield from _garbled(characters)
    if not plain:
        yield from _not_composed(characters)


@dataclass(eq=False)
class _Characters:
    """The characters of a file, without those of comments."""

    file: SourceFile

    @cached_property
    def text(self) -> str:
        """All characters."""
        return self.file.data.decode()

    @cached_property
    def _comments(self) -> tuple[list[int], list[int]]:
        spans = [found.span() for found in _COMMENT.finditer(self.text)]
        return [start for start, _ in spans], [end for _, end in spans]

    def counts(self, at: int) -> bool:
        """Whether the character at `at` is part of the document."""
        starts, ends = self._comments
        number = bisect_right(starts, at) - 1
        return number < 0 or at >= ends[number]

    def finding(self, code: str, at: int, told: str, hint: str = "") -> Finding:
        """A finding at the character `at`."""
        return found(code, self.file.place(len(self.text[:at].encode())), told, hint)


def _find_odd(characters: _Characters, seen: dict[tuple[str, str], list[int]]) -> None:
    text = characters.text
    for match in _ANY_ODD.finditer(text):
        kind = next(kind for kind, signs in _OF_KIND.items() if signs.match(match[0]))
        at = match.start()
        if characters.counts(at) and not _is_meant(text, at, kind):
            seen.setdefault((kind, match[0]), []).append(at)


def _find_references(characters: _Characters, seen: dict[tuple[str, str], list[int]]) -> None:
    """Private characters that are written by their number: the others are written so on purpose."""
    text = characters.text
    for match in _REFERENCE.finditer(text):
        code = int(match[1], 16) if match[1] else int(match[2])
        if 0xE000 <= code <= 0x10FFFD and unicodedata.category(chr(code)) == "Co":
            at = match.start()
            if characters.counts(at) and not _is_meant(text, at, "text.pua"):
                seen.setdefault(("text.pua", chr(code)), []).append(at)


def _odd(
    characters: _Characters, seen: dict[tuple[str, str], list[int]], survey: Survey
) -> Iterator[Finding]:
    """Single characters that are odd: one finding for each kind and character."""
    described = _described(survey)
    kinds: dict[str, dict[str, list[int]]] = {}
    for (kind, character), places in seen.items():
        if kind != "text.pua" or character not in described:
            kinds.setdefault(kind, {})[character] = places
    for kind, found_here in kinds.items():
        if len(found_here) > _SHOWN:
            # a whole alphabet of them: one cause
            codes = ", ".join(f"U+{ord(character):04X}" for character in list(found_here)[:_SHOWN])
            rest = f"{codes} and {len(found_here) - _SHOWN} more: "
            every = [at for places in found_here.values() for at in places]
            groups = [(rest, next(iter(found_here)), every)]
        else:
            groups = [("", character, places) for character, places in found_here.items()]
        for which, character, places in groups:
            told, hint = _words(kind, character)
            told = f"{which}{told}{elsewhere(len(places))}"
            finding = characters.finding(kind, places[0], told, hint)
            if kind == "text.bidi-control" and _RIGHT_TO_LEFT.search(characters.text):
                finding = replace(finding, severity=Severity.INFO)
            yield finding


def _garbled(characters: _Characters) -> Iterator[Finding]:
    """Letters read in the wrong encoding, told together."""
    matches = _MOJIBAKE.finditer(characters.text)
    garbled = [match for match in matches if characters.counts(match.start())]
    if garbled:
        first = garbled[0][0]
        meant = _repaired(first)
        told = f'"{first}" is a letter read in the wrong encoding{elsewhere(len(garbled))}'
        hint = f'probably "{meant}" is meant' if meant else ""
        yield characters.finding("text.mojibake", garbled[0].start(), told, hint)


def _is_meant(text: str, at: int, kind: str) -> bool:
    """Whether an odd character stands where it is of use.

    A soft hyphen before the end of a line tells that a word goes on; the content of a <g> is
    what to show where the character that it describes cannot be.
    """
    if kind == "text.invisible" and text[at] == "\u00ad":
        return _LINE_BREAK.match(text, at + 1) is not None
    return kind == "text.pua" and _IN_GLYPH.search(text, max(0, at - 300), at) is not None


def _described(survey: Survey) -> frozenset[str]:
    """The characters that a charDecl of the document speaks of."""
    return frozenset(
        character
        for name in ("char", "glyph")
        for element in survey.named.get(name, ())
        for character in all_text(element)
    )


def _words(kind: str, character: str) -> tuple[str, str]:
    """What is said of an odd character, and what to do."""
    shown = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    named = f"{shown} ({name})" if name else shown
    if kind == "text.bidi-control":
        return f"the invisible sign {named} changes the direction of writing", "take it out"
    if kind == "text.pua":
        hint = "describe it in a charDecl, or write the character that Unicode has by now"
        return f"{shown} is a character for private use, which no charDecl describes", hint
    if kind == "text.replacement":
        return f"a character was lost: {shown} stands in its place", "look it up in the source"
    if kind == "text.control":
        told = f"{shown} is a control character, which shows nothing"
        meant = bytes([ord(character)]).decode("cp1252", "ignore")
        return told, f'probably "{meant}" is meant (U+{ord(meant):04X})' if meant else "take it out"
    return f"the invisible character {named} stands in the text", "take it out"


def _repaired(garbled: str) -> str:
    try:
        return garbled.encode("cp1252").decode()
    except UnicodeError:
        return ""


def _not_composed(characters: _Characters) -> Iterator[Finding]:
    """Letters that are not in Normalization Form C, told together."""
    clusters: dict[str, int] = {}
    count, composed = 0, False
    for start, cluster in _clusters_to_compose(characters.text):
        if characters.counts(start):
            normal = unicodedata.normalize("NFC", cluster)
            count += 1
            clusters.setdefault(cluster, start)
            composed = composed or sorted(normal) != sorted(cluster)
    if not count:
        return
    told = [_composition(cluster) for cluster in list(clusters)[:_SHOWN]]
    rest = f" and {len(clusters) - _SHOWN} more" if len(clusters) > _SHOWN else ""
    what = (
        "letters are not in normal form (NFC)"
        if composed
        else "marks stand in another order than NFC"
    )
    message = f"{what}: {', '.join(told)}{rest}{elsewhere(count)}"
    first = min(clusters.values())
    finding = characters.finding("text.not-nfc", first, message, "convert the file: uconv -x nfc")
    # the order of marks cannot be seen, and Hebrew and Arabic are often typed in another one
    yield finding if composed else replace(finding, severity=Severity.INFO)


def _clusters_to_compose(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the marks after it that is not in normal form, and where it begins."""
    begin = 0
    while begin < len(text):
        # a line end is changed by nothing, so that a long text can be looked at in pieces
        end = text.find("\n", begin + _PIECE) + 1 or len(text)
        piece = text[begin:end]
        if not unicodedata.is_normalized("NFC", piece):
            for run in _BEYOND_ASCII.finditer(piece):
                first = max(0, run.start() - 1)  # a mark may follow a letter of ASCII
                if not unicodedata.is_normalized("NFC", piece[first : run.end()]):
                    for offset, cluster in _clusters(piece[first : run.end()]):
                        if not unicodedata.is_normalized("NFC", cluster):
                            yield begin + first + offset, cluster
        begin = end


def _clusters(run: str) -> Iterator[tuple[int, str]]:
    """Each character of `run` with the marks after it, and where it begins."""
    begin = 0
    for at in range(1, len(run) + 1):
        if at == len(run) or not unicodedata.category(run[at]).startswith("M"):
            yield begin, run[begin:at]
            begin = at


def _composition(cluster: str) -> str:
    codes = " ".join(f"U+{ord(c):04X}" for c in cluster[:4])
    right = " ".join(f"U+{ord(c):04X}" for c in unicodedata.normalize("NFC", cluster)[:4])
    return f'"{cluster[:4]}" as {codes} for {right}'
