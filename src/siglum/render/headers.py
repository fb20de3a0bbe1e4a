"""A teiHeader -> the same header with names and facts for every element, ready to be shown.

The rule of the readable header: nothing is left out. An element is called by the words of its
name; what its attributes say is told after its text, and addresses in them are links.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from siglum.render.linking import FACTS, NAME, dates
from siglum.source.header import plain
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import XML, XML_ID
from siglum.source.trees import all_text, attributes
from siglum.source.vocabulary import names

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Containers of words, whose name says nothing.
_NAMELESS = frozenset(("p", "ab", "head", "catDesc"))
#: Their parts stand in a row, each of them told as one line.
_ROWS = names("respStmt keywords")
_ALIKE = {"msItemStruct": "msItem", "handNotes": "handDesc"}
#: A web address that an attribute holds, behind the words of its element.
LINK = f"{{{NORMAL}}}link"
#: Whose words a value is told without, as they say all that the value does.
_BARE = frozenset(("ident", "target", "key", "ref", "n", "quantity", "usage"))
_DATES = frozenset(("when", "from", "to", "notBefore", "notAfter", "when-iso"))
#: Which stage of a file's history an element belongs to is told in that history; looks are seen.
_SILENT = frozenset(("change", "rend", "rendition", "style"))
_NAMING = names(
    "persName placeName orgName objectName eventName name title label head catDesc abbr"
)


def prepare_header(header: etree._Element, table: Mapping[str, str]) -> None:
    """Write a name and what its attributes say on every element of `header`, in place.

    An element with words of its own is one line: it tells what the attributes of all in it say.
    `table` has the names of elements and attributes, as `siglum.phrases` has them.
    """
    named: dict[str, str] = {}
    for element in list(header.iter(etree.Element)):
        if name := element.get(ID, "") or element.get(XML_ID, ""):
            named.setdefault(name, _called(element))
        element.set(NAME, element_name(element, table))
    _tell(header, named, table)


def _called(element: etree._Element) -> str:
    """What an element is called by those that point to it: by its name, if it has one."""
    name = next((child for child in element if child.tag in _NAMING and plain(child)), element)
    return plain(name)


def _tell(element: etree._Element, named: Mapping[str, str], table: Mapping[str, str]) -> None:
    children = list(element.iterchildren(etree.Element))
    texts = (element.text, *(child.tail for child in element))
    parent = element.getparent()
    in_row = parent is not None and parent.tag in _ROWS
    line = in_row or not children or any((text or "").strip() for text in texts)
    told, links = _facts(element, named, table)
    if line:
        for inner in element.iterdescendants(etree.Element):
            more, others = _facts(inner, named, table)
            name = inner.get(NAME, "").lower()
            if not more and name.endswith(")"):
                told.append(name)  # its kind is all that it says
            told += [
                f"{name}{table['colon']} {one}" if name and ":" not in one else one for one in more
            ]
            links += others
    if told:
        element.set(FACTS, "; ".join(dict.fromkeys(told)))
    for address in dict.fromkeys(links):
        etree.SubElement(element, LINK, {"href": address}).text = address
    if not line:
        for child in children:
            _tell(child, named, table)


def element_name(element: etree._Element, table: Mapping[str, str]) -> str:
    """What an element is called on a page: «Editorial principles» for `editorialDecl`."""
    name = etree.QName(element).localname
    name = _ALIKE.get(name, name)
    if name == "change" and (when := dates(element, table)):
        return when
    if name in _NAMELESS:
        spoken = ""
    elif not (spoken := table.get(f"element.{name}", "")):
        spoken = _WORDS.sub(" ", name.removesuffix("Stmt").removesuffix("Desc")).lower()
        spoken = spoken[:1].upper() + spoken[1:]
    kind = element.get("type", "") or element.get("role", "")
    return f"{spoken} ({kind})" if kind and spoken else spoken


def _facts(
    element: etree._Element, named: Mapping[str, str], table: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """What the attributes of an element say that its words do not, and the addresses in them."""
    told: list[str] = []
    links: list[str] = []
    words = " ".join(all_text(element).split())
    when = dates(element, table)
    if when and when not in words and when != element.get(NAME):
        told.append(when)
    for key, value in attributes(element).items():
        name = etree.QName(key)
        if name.namespace in (NORMAL, XML) or name.localname in _SILENT:
            continue
        local = name.localname
        if local in ("type", "role") and element.get(NAME):  # told in its name
            continue
        if local in _DATES and (value in when or value in words):
            continue
        rest = []
        for token in value.split():
            if token.startswith(("http://", "https://")):
                links += [] if token in words else [token]
            elif token.startswith("#") and (there := named.get(token[1:])) is not None:
                rest.append(there or token)
            else:
                rest.append(token)
        said = " ".join(rest)
        if said and not (local in _BARE and said in words):
            called = table.get(f"attribute.{local}", local)
            told.append(said if local in _BARE else f"{called}{table['colon']} {said}")
    return told, links
