"""A header -> when and where the text came about: its creation, or the origin of its manuscript.

TEI Guidelines, 2.4.1 (creation), 11.8 (history), 15.2.3 (settingDesc).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.metadata.dates import dated
from siglum.metadata.model import Place, Text, When
from siglum.source.header import is_told, plain
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_LANG
from siglum.source.trees import find_elements

_T: Final = f"{{{TEI}}}"
_DATES: Final = (f"{_T}date", f"{_T}origDate")
#: Where it is told when and where a text came about, and the elements that tell when.
_ORIGINS: Final = (
    ("t:profileDesc/t:correspDesc/t:correspAction[@type='sent']", _DATES),
    ("t:profileDesc/t:creation", _DATES),
    ("t:fileDesc/t:sourceDesc//t:msDesc/t:history/t:origin", _DATES),
    ("t:fileDesc/t:sourceDesc//t:msDesc/t:history[t:origDate or t:origPlace]", _DATES[1:]),
    ("t:fileDesc/t:sourceDesc//t:msDesc/t:history/t:provenance[@type='found']", ()),
    ("t:profileDesc/t:settingDesc/t:setting", _DATES[:1]),
    ("t:profileDesc/t:settingDesc/t:place", ()),
)
_PLACES: Final = tuple(
    f"{_T}{name}" for name in ("placeName", "settlement", "region", "country", "geogName")
)
_KINDS_OF_PLACES: Final = ("place", "city", "town", "country", "region", "settlement")


def read_origin(
    header: etree._Element,
) -> tuple[When, tuple[Place, ...], tuple[tuple[str, str], ...]]:
    """When and where the text came about: `creation`, else the origin of its manuscripts.

    For a letter, when and where it was sent goes before both; for an inscription, where it was
    found stands in for where it was made, and for speech, where and when it was spoken. What
    became of a manuscript later is not its origin. Latitude and longitude come third.
    """
    created = When()
    places: tuple[Place, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    for path, dates in _ORIGINS:
        for holder in find_elements(header, path):
            if not created and dates:
                for element in holder.iter(*dates):
                    if created := dated(element):
                        break
            if not places:
                places = tuple(_places(holder))
                points = tuple(dict.fromkeys(_points(holder)))
    return created, places, points


def _places(holder: etree._Element) -> Iterator[Place]:
    taken: list[etree._Element] = []
    for element in holder.iter(*_PLACES, f"{_T}origPlace", f"{_T}name"):
        name = etree.QName(element).localname
        if name == "name" and element.get("type", "") not in _KINDS_OF_PLACES:
            continue
        if name == "origPlace" and any(True for _ in element.iter(*_PLACES)):
            continue
        if any(outer in taken for outer in element.iterancestors()):
            continue
        # one place told in several languages stands in so many <seg>
        told = list(element.iterchildren(f"{_T}seg")) or [element]
        names = [Text(words, _language(one)) for one in told if is_told(words := plain(one))]
        if names:
            taken.append(element)
            uris = tuple(one for one in element.get("ref", "").split() if "://" in one)
            yield Place(names[0].words, uris, tuple(names[1:]), names[0].language)


def _points(holder: etree._Element) -> Iterator[tuple[str, str]]:
    """Latitude and longitude of a `<geo>`, where they can be that."""
    for element in holder.iter(f"{_T}geo"):
        numbers = re.findall(r"-?\d+(?:\.\d+)?", plain(element))
        if len(numbers) == 2 and abs(float(numbers[0])) <= 90 and abs(float(numbers[1])) <= 180:
            yield numbers[0], numbers[1]


def _language(element: etree._Element) -> str:
    return language_tag(element.get(XML_LANG, ""))
