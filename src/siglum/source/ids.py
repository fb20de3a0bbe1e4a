"""A tree -> findings on ids that name two elements, or are no names."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from siglum.findings import Finding, found
from siglum.source.namespaces import XML_ID
from siglum.source.positions import Origins

_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
#: A name without colon: Namespaces in XML 1.0, production NCName.
_NCNAME: Final = f"[{_START}][{_START}\\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*"

_ALL_IDS: Final = etree.XPath("descendant-or-self::*/@xml:id", smart_strings=False)


def is_xml_name(text: str) -> bool:
    """Whether `text` may be an xml:id."""
    return re.fullmatch(_NCNAME, text) is not None


def ids_in(element: etree._Element) -> list[str]:
    """Every xml:id of `element` and what is in it."""
    ids: list[str] = _ALL_IDS(element)  # type: ignore[assignment]
    return ids


def check_ids(root: etree._Element, origins: Origins) -> list[Finding]:
    """What is wrong with the ids of a whole document, its included parts among it.

    The first element with an id keeps it for all pointers; each further one is told of, and so
    is each id that is no name (xml:id, W3C Recommendation 2005, section 4).
    """
    findings = []
    first: dict[str, etree._Element] = {}
    for element in root.iter("*"):
        value = element.get(XML_ID)
        if value is None:
            continue
        if value.strip() and value in first:
            before = origins.place(first[value])
            here = origins.place(element, XML_ID)
            where = f"line {before.line}" + (
                f" of {before.file}" if before.file != here.file else ""
            )
            findings.append(
                found(
                    "id.duplicate",
                    here,
                    f'the xml:id "{value}" stands already in {where}',
                    "Give one of the two another xml:id, and see which of them the pointers mean.",
                )
            )
            continue
        first[value] = element
        if not is_xml_name(value):
            findings.append(found("id.invalid", origins.place(element, XML_ID), *_no_name(value)))
    return findings


def _no_name(value: str) -> tuple[str, str]:
    if not value.strip():
        return "the xml:id is empty", "Give it a name, or take out the attribute."
    hint = "It must begin with a letter or «_», and hold only letters, digits, «.», «-» and «_»."
    if value[0].isdigit():
        hint += f' For instance: "n{value}".'
    return f'"{value}" cannot be an xml:id', hint
