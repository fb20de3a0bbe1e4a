"""A teiHeader -> the same header with names and facts for every element, ready to be shown.

The rule of the readable header: nothing is left out. An element is called by the words of its
name; attributes that say something are told after its text.
"""

from __future__ import annotations

import re

from lxml import etree

from siglum.render.linking import FACTS, NAME, dates
from siglum.source.identity import NORMAL
from siglum.source.namespaces import TEI
from siglum.source.trees import all_text, attributes

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = {
    "fileDesc": "The file",
    "titleStmt": "Title and responsibility",
    "respStmt": "Responsibility",
    "resp": "Task",
    "publicationStmt": "Publication",
    "pubPlace": "Place of publication",
    "idno": "Identifier",
    "sourceDesc": "Sources",
    "encodingDesc": "Encoding",
    "projectDesc": "Project",
    "editorialDecl": "Editorial principles",
    "variantEncoding": "Encoding of variants",
    "refsDecl": "References",
    "profileDesc": "The text",
    "langUsage": "Languages",
    "revisionDesc": "History of the file",
    "correspDesc": "Correspondence",
    "correspAction": "Action",
    "msDesc": "Manuscript",
    "msIdentifier": "Shelfmark",
    "physDesc": "Physical description",
    "listWit": "Witnesses",
    "listBibl": "Bibliography",
    "bibl": "Reference",
    "persName": "Person",
    "placeName": "Place",
    "orgName": "Organisation",
    "textClass": "Classification",
    "geo": "Coordinates",
    "p": "",
    "ab": "",
    "head": "",
}
#: Attributes for machines: identifiers, pointers into the file, ours.
_SILENT = frozenset(("id lang base space n key ref corresp resp target ident").split())
_SPOKEN = {"ident": "", "target": "", "key": "", "ref": ""}


def prepare_header(header: etree._Element) -> None:
    """Write a name and the facts of its attributes on every element of `header`, in place."""
    for element in header.iter(etree.Element):
        element.set(NAME, element_name(element))
        if facts := _facts(element):
            element.set(FACTS, facts)


def element_name(element: etree._Element) -> str:
    """What an element is called on a page: «Editorial principles» for `editorialDecl`."""
    name = etree.QName(element).localname
    if name in _NAMES:
        spoken = _NAMES[name]
    else:
        spoken = _WORDS.sub(" ", name.removesuffix("Stmt").removesuffix("Desc")).lower()
        spoken = spoken[:1].upper() + spoken[1:]
    kind = element.get("type", "") or element.get("role", "")
    return f"{spoken} ({kind})" if kind and spoken else spoken


def _facts(element: etree._Element) -> str:
    facts: list[str] = []
    when = dates(element)
    words = " ".join(all_text(element).split())
    if when and when not in words:
        facts.append(when)
    for key, value in attributes(element).items():
        name = etree.QName(key)
        if name.namespace == NORMAL or name.localname in ("type", "role", "wit"):
            continue
        local = name.localname
        if local in ("when", "from", "to", "notBefore", "notAfter", "when-iso"):
            continue
        if local in _SILENT and not (local in _SPOKEN and not words):
            if (
                local == "target"
                and value.startswith(("http://", "https://"))
                and value not in words
            ) or (local == "n" and element.tag != f"{{{TEI}}}TEI"):
                facts.append(value)
            continue
        facts.append(value if local in _SPOKEN else f"{local}: {value}")
    return "; ".join(dict.fromkeys(facts))
