"""What a schema says of a value -> plain words: which values, which kind of text, what is wrong."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from siglum.schema.datatypes import Typed, Value, Words
from siglum.schema.patterns import BLANK, Pattern, Unit
from siglum.schema.recovery import near_names
from siglum.source.trees import all_text

_DOCUMENTATION: Final = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_SHOWN: Final = 8
_LONG: Final = 40

#: Kinds of text in words of editors, by datatype.
_WORDS: Final = {
    "anyURI": "a pointer such as #A or a web address",
    "boolean": "true or false",
    "date": "a date such as 1650-03-01",
    "dateTime": "a date with a time such as 1650-03-01T12:00:00",
    "gYear": "a year such as 1650",
    "gYearMonth": "a month such as 1650-03",
    "gMonth": "a month such as --03",
    "gDay": "a day such as ---01",
    "gMonthDay": "a day of a month such as --03-01",
    "time": "a time such as 12:00:00",
    "duration": "a duration such as P3D",
    "language": "a language tag such as la or grc-Latn",
    "decimal": "a number such as 1.5",
    "double": "a number such as 1.5",
    "float": "a number such as 1.5",
    "integer": "a whole number",
    "int": "a whole number",
    "long": "a whole number",
    "short": "a whole number",
    "nonNegativeInteger": "a whole number such as 0 or 12",
    "positiveInteger": "a whole number such as 1 or 12",
    "unsignedInt": "a whole number such as 0 or 12",
    "unsignedShort": "a whole number such as 0 or 12",
    "NCName": "a name (a letter first; no spaces, no colon)",
    "Name": "a name (a letter first; no spaces)",
    "NMTOKEN": "one word of letters, digits, hyphens and full stops",
    "ID": "an identifier (a letter first; no spaces, no colon)",
    "IDREF": "an identifier (a letter first; no spaces, no colon)",
    "QName": "a name, its prefix declared",
    "string": "any text",
    "token": "any text",
}
_DATES: Final = ("date", "gYear", "gYearMonth")
#: Regular expressions that schemas have often.
_PATTERNS: Final = {
    r"[^\p{C}\p{Z}]+": "one word without spaces",
    r"(\p{L}|\p{N}|\p{P}|\p{S})+": "one word without spaces",
    r"\S+": "one word without spaces",
    r"(\-?[\d]+/\-?[\d]+)": "a fraction such as 1/2",
    r"(\-?[\d]+/\-?[\d]+)(\s+)?": "a fraction such as 1/2",
    r"[\[\]\(\)].*": "a version of a document",
}


@dataclass(slots=True)
class Wanted:
    """What a value may be: given values with what the schema says of each, and kinds of text."""

    values: dict[str, str] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    several: bool = False  # words between spaces

    def phrase(self) -> str:
        """The whole in words."""
        parts = []
        if self.values:
            shown = [f'"{one}"' for one in list(self.values)[:_SHOWN]]
            more = len(self.values) - len(shown)
            last = f"one of {more} other values" if more > 0 else shown.pop()
            parts.append(f"{', '.join(shown)} or {last}" if shown else last)
        parts += self.kinds
        told = "; or ".join(parts) if len(parts) > 2 else " or ".join(parts)
        if self.several and told:
            told += " (or several of these, with spaces between them)"
        return told or "something else"


def describe(units: Iterable[Unit]) -> Wanted:
    """What any of `units` allows."""
    wanted = Wanted()
    kinds: dict[str, None] = {}
    for unit in units:
        if isinstance(unit, Value):
            wanted.values.setdefault(unit.normal, "")
        elif isinstance(unit, Typed):
            kinds[_kind(unit)] = None
            wanted.types.add(unit.datatype.name)
        elif isinstance(unit, Words):
            inner = describe(_units_in(unit.pattern))
            wanted.values.update(inner.values)
            kinds.update(dict.fromkeys(inner.kinds))
            wanted.types |= inner.types
            wanted.several = True
    if len(wanted.types & set(_DATES)) > 1:
        dates = {words for name, words in _WORDS.items() if name in _ALL_DATES}
        kinds = {"a date such as 1650-03-01, 1650-03 or 1650": None} | {
            one: None for one in kinds if one not in dates
        }
    wanted.kinds = list(kinds)
    return wanted


_ALL_DATES: Final = (
    "date", "gYear", "gYearMonth", "gMonth", "gDay", "gMonthDay", "time", "dateTime",
)  # fmt: skip


def _kind(unit: Typed) -> str:
    datatype = unit.datatype
    facets = dict(datatype.facets)
    pattern = facets.get("pattern")
    if pattern is not None:
        known = _PATTERNS.get(pattern)
        if datatype.name == "anyURI" and pattern == r"\S+":
            return _WORDS["anyURI"]
        if known:
            return known
        return f"text of the form {shortened(pattern, 60)}"
    words = _WORDS.get(datatype.name, datatype.name)
    least, most = facets.get("minInclusive"), facets.get("maxInclusive")
    if least and most:
        return f"{words}, from {least} to {most}"
    if least or most:
        return f"{words}, {least} or more" if least else f"{words}, {most} or less"
    return words


def _units_in(pattern: Pattern) -> list[Unit]:
    found: list[Unit] = []
    seen: set[Pattern] = set()
    left = [pattern]
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            unit = getattr(one, "unit", None)
            if unit is not None:
                found.append(unit)
            left += reversed(one.parts())
    return found


def say_wrong(text: str, wanted: Wanted, units: Sequence[Unit], element: etree._Element) -> str:
    """What is wrong with `text` in particular, and what was probably meant; may be empty."""
    value = text.strip(BLANK)
    word = value
    for unit in units:
        if isinstance(unit, Words):
            word = unit.first_wrong(text, element) or value
            break
    inner = ""
    if word != value and len(value.split()) > 1:
        inner = f'"{shortened(word)}" is not right. '
    near = near_names(word, wanted.values)
    if near:
        return (
            f'{inner}did you mean "{near[0]}"?'
            if inner
            else (
                f'did you mean "{near[0]}"?'
                + (f" It must be {wanted.phrase()}." if len(wanted.values) > 1 else "")
            )
        )
    if wanted.types & set(_ALL_DATES):
        told = _about_date(word)
        if told:
            return told
    if re.search(r"\s", value) and not wanted.several and "one word without spaces" in wanted.kinds:
        return "It must be one word without spaces."
    return f"{inner}It must be {wanted.phrase()}." if inner else ""


def _about_date(value: str) -> str:
    """What is wrong with a date."""
    short = re.fullmatch(r"(-?)(\d{1,3})((?:-\d\d){0,2})", value)
    if short and not (len(short[2]) < 3 and short[3]):
        return f"years need four digits: {short[1]}{int(short[2]):04d}{short[3]}"
    parts = re.fullmatch(r"-?(\d{4,})(?:-(\d\d?))?(?:-(\d\d?))?", value)
    if parts:
        year, month, day = (int(one) if one else None for one in parts.groups())
        assert year is not None
        if month is not None and not 1 <= month <= 12:
            return f"there is no month {month}"
        if month is not None and (len(parts[2]) == 1 or (parts[3] and len(parts[3]) == 1)):
            right = f"{parts[1]}-{month:02d}" + (f"-{day:02d}" if day is not None else "")
            return f"months and days need two digits: {right}"
        if month is not None and day is not None:
            last = 29 if month == 2 else calendar.monthrange(2000, month)[1]
            if not 1 <= day <= last:
                return f"there is no day {day} in month {month}"
            if month == 2 and day == 29 and not calendar.isleap(year):
                return f"the year {parts[1]} has no 29 February"
    turned = re.fullmatch(r"(\d\d?)[./](\d\d?)[./](\d{4})", value)
    if turned and int(turned[2]) <= 12:
        right = f"{turned[3]}-{int(turned[2]):02d}-{int(turned[1]):02d}"
        return f"dates are written year-month-day: {right}"
    span = re.fullmatch(r"(\d{4})\s*[-–/]\s*(\d{2,4})", value)
    if span:
        return (
            "write a span of time with two attributes: @from and @to, or @notBefore and @notAfter"
        )
    return ""


def documentation(node: etree._Element) -> str:
    """What the schema says of one of its elements or attributes, in a sentence or two."""
    told = node.find(_DOCUMENTATION)
    if told is None:
        return ""
    text = " ".join(all_text(told).split())
    # TEI has a gloss at the beginning, and names a chapter of the Guidelines at the end
    text = re.sub(r"^\([^)]*\)\s*|\s*\[[^\]]*\]$", "", text)
    return shortened(text, 160)


def shortened(text: str, most: int = _LONG) -> str:
    """`text` on one line, its end left out if it is long."""
    text = " ".join(text[: 20 * most].split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
