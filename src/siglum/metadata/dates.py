"""A TEI date, or words that hold one -> a When in the form of W3C-DTF.

Sources: W3C Note «Date and Time Formats» (W3C-DTF); TEI Guidelines, 3.6.4 and 13.4 (att.datable).
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from siglum.metadata.model import When
from siglum.source.header import plain
from siglum.source.namespaces import TEI

_DATE = re.compile(r"(-?\d{4,6})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ]|Z$|[+\-]\d\d:\d\d$)")
_SHORT_YEAR = re.compile(r"(-?)(\d{1,3})")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_POINTS: Final = ("when", "when-iso", "when-custom")
_STARTS: Final = ("from", "notBefore", "from-iso", "notBefore-iso", "notBefore-custom")
_ENDS: Final = ("to", "notAfter", "to-iso", "notAfter-iso", "notAfter-custom")


def w3c_date(value: str) -> str:
    """A year, month or day as W3C-DTF has it; empty where `value` does not begin with one.

    A time of day and a zone are dropped: records name days. `2021-XX-XX` is the year 2021, as
    whoever wrote it could say no more.
    """
    value = re.sub(r"(?:-[X?.u]{1,2})+$", "", value.strip(), flags=re.IGNORECASE)
    found = _DATE.match(value)
    if not found:
        return ""
    year, month, day = found[1], found[2], found[3]
    if month and not 1 <= int(month) <= 12:
        return ""
    if day and not 1 <= int(day) <= _DAYS[int(month) - 1]:
        return ""
    return "-".join(part for part in (year, month, day) if part)


def dated(element: etree._Element) -> When:
    """What the attributes of a dated element say; else its words, if they hold a year of our days.

    The words stand in `words` in any case; of those in several languages, the first.
    """
    told = list(element.iterchildren(f"{{{TEI}}}seg"))
    words = plain(told[0] if told and len(told) == len(element) else element)
    for name in _POINTS:
        if date := _value(element, name):
            return When(date, words=words)
    starts = (_value(element, name) for name in _STARTS)
    ends = (_value(element, name) for name in _ENDS)
    start, end = next(filter(None, starts), ""), next(filter(None, ends), "")
    if start or end:
        if start == end:
            return When(start, words=words)
        return When(start, end, words, open=not end)
    if date := w3c_date(words):
        return When(date, words=words)
    years = _YEAR.findall(words)
    return When(years[0] if years else "", words=words)


def _value(element: etree._Element, name: str) -> str:
    """The date in an attribute; a year of one to three digits is filled up to four."""
    value = element.get(name, "").strip()
    if short := _SHORT_YEAR.fullmatch(value):
        value = f"{short[1]}{short[2]:0>4}"
    return w3c_date(value)
