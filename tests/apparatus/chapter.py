"""The chapter of the TEI Guidelines on the critical apparatus -> its examples as documents.

An example is a piece: an entry, a line with its entries, a witness list, a declaration. Here it
becomes a document that siglum can read, with what belongs together in one: declarations in the
header, witness lists in its `<sourceDesc>`, the text in the body, entries that are said to stand
elsewhere in a `<listApp>` in the back. Sigla, hands and sources that are declared nowhere in the
chapter are declared.
"""

from __future__ import annotations

import hashlib
from copy import deepcopy
from pathlib import Path

from lxml import etree

from siglum.source.namespaces import TEI, XML_ID

_EXAMPLES = "http://www.tei-c.org/ns/Examples"
_T = f"{{{TEI}}}"
_LISTS = frozenset(f"{_T}{name}" for name in ("listWit", "witness", "listBibl"))
_LINES = frozenset((f"{_T}l", f"{_T}lg"))
_DECLARATION = f"{_T}variantEncoding"


def read_examples(path: Path) -> dict[str, etree._Element]:
    """The examples of a chapter by `xml:id`, in their order, in the namespace of TEI."""
    examples: dict[str, etree._Element] = {}
    for example in etree.parse(path).iter(f"{{{_EXAMPLES}}}egXML"):
        copy = deepcopy(example)
        copy.tail = None
        for node in copy.iter(f"{{{_EXAMPLES}}}*"):
            node.tag = f"{_T}{etree.QName(node).localname}"
        examples[example.get(XML_ID)] = copy
    return examples


def fingerprint(example: etree._Element) -> str:
    """Eight letters that change when the example does."""
    return hashlib.sha256(etree.tostring(example, method="c14n")).hexdigest()[:8]


def make_document(examples: list[etree._Element], method: str = "") -> bytes:
    """One document of one or more examples that belong together.

    Entries that say where they belong and are another example than the text, and whatever follows
    a comment that says «elsewhere» or «in another file», stand in the back. `method`
    declares how a text is encoded whose example does not repeat it.
    """
    tei = etree.Element(f"{_T}TEI", nsmap={None: TEI})
    header = etree.SubElement(tei, f"{_T}teiHeader")
    source = _describe(header)
    declarations: list[etree._Element] = []
    flow: list[etree._Element | str] = []
    apart: list[etree._Element] = []
    for example in map(deepcopy, examples):
        second = any(not isinstance(piece, str) for piece in flow)
        elsewhere = False
        for node in _nodes(example):
            if isinstance(node, str):
                if not elsewhere:
                    flow.append(node)
            elif not isinstance(node.tag, str):
                said = node.text or ""
                elsewhere = elsewhere or "another file" in said or "elsewhere" in said
            elif node.tag == _DECLARATION:
                declarations.append(node)
            elif node.tag in _LISTS:
                source.append(_listed(node))
            elif elsewhere or (second and (node.get("from") or node.get("loc"))):
                apart.append(node)
            else:
                flow.append(node)
    if method:
        written, location = method.split()
        declarations.append(etree.Element(_DECLARATION, {"method": written, "location": location}))
    if declarations:
        etree.SubElement(header, f"{_T}encodingDesc").extend(declarations)
    _set_text(tei, flow, apart)
    _declare_what_is_cited(tei, header, source)
    return etree.tostring(tei, encoding="UTF-8", xml_declaration=True)


def _describe(header: etree._Element) -> etree._Element:
    described = etree.SubElement(header, f"{_T}fileDesc")
    title = etree.SubElement(described, f"{_T}titleStmt")
    etree.SubElement(title, f"{_T}title").text = "An example"
    publication = etree.SubElement(described, f"{_T}publicationStmt")
    etree.SubElement(publication, f"{_T}p").text = "made for a test"
    return etree.SubElement(described, f"{_T}sourceDesc")


def _nodes(example: etree._Element) -> list[etree._Element | str]:
    """What stands in an example, texts and elements in turn."""
    nodes: list[etree._Element | str] = [example.text or ""]
    for child in list(example):
        nodes += [child, child.tail or ""]
        child.tail = None
    return nodes


def _listed(node: etree._Element) -> etree._Element:
    if node.tag != f"{_T}witness":
        return node
    listed = etree.Element(f"{_T}listWit")
    listed.append(node)
    return listed


def _set_text(
    tei: etree._Element, flow: list[etree._Element | str], apart: list[etree._Element]
) -> None:
    text = next((n for n in flow if not isinstance(n, str) and n.tag == f"{_T}text"), None)
    if text is not None:
        tei.append(text)
    else:
        text = etree.SubElement(tei, f"{_T}text")
        body = etree.SubElement(text, f"{_T}body")
        _fill(body, flow)
    if apart:
        back = etree.SubElement(text, f"{_T}back")
        entries = [node for node in apart if node.tag == f"{_T}app"]
        if entries:
            etree.SubElement(back, f"{_T}listApp").extend(entries)
        notes = [node for node in apart if node.tag != f"{_T}app"]
        if notes:
            etree.SubElement(back, f"{_T}div", type="notes").extend(notes)


def _fill(body: etree._Element, flow: list[etree._Element | str]) -> None:
    """Put pieces into a body: divisions as they are, lines in a stanza, words in a paragraph."""
    elements = [node for node in flow if not isinstance(node, str)]
    if any(node.tag == f"{_T}div" for node in elements):
        body.extend(elements)
        return
    verse = any(inner.tag in _LINES for node in elements for inner in node.iter())
    holder = etree.SubElement(body, f"{_T}{'lg' if verse else 'p'}")
    for node in flow:
        if isinstance(node, str):
            last = holder[-1] if len(holder) else None
            if last is None:
                holder.text = (holder.text or "") + node
            else:
                last.tail = (last.tail or "") + node
        elif node.tag == f"{_T}rdg":  # a reading alone has no entry
            etree.SubElement(holder, f"{_T}app").append(node)
        else:
            holder.append(node)


def _declare_what_is_cited(
    tei: etree._Element, header: etree._Element, source: etree._Element
) -> None:
    known = {node.get(XML_ID) for node in tei.iter(etree.Element)}

    def cited(*attributes: str) -> list[str]:
        found: dict[str, None] = {}
        for node in tei.iter(etree.Element):
            for name in attributes:
                for token in node.get(name, "").split():
                    if token.startswith("#") and token[1:] not in known:
                        found[token[1:]] = None
        return list(found)

    if witnesses := cited("wit"):
        listed = etree.SubElement(source, f"{_T}listWit")
        for name in witnesses:
            etree.SubElement(listed, f"{_T}witness", {XML_ID: name})
    known |= set(witnesses)
    if sources := cited("source", "resp"):
        works = etree.SubElement(source, f"{_T}listBibl")
        for name in sources:
            etree.SubElement(works, f"{_T}bibl", {XML_ID: name}).text = name
    if hands := cited("hand"):
        profile = etree.SubElement(header, f"{_T}profileDesc")
        notes = etree.SubElement(profile, f"{_T}handNotes")
        for name in hands:
            etree.SubElement(notes, f"{_T}handNote", {XML_ID: name})
    if not len(source):
        etree.SubElement(source, f"{_T}p").text = "no source"
