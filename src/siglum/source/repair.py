"""A tree that is TEI in all but name -> a tree with a TEI root, and findings that say so.

Three kinds are met in real collections: TEI P4, TEI without its namespace, and fragments, whose
root is a division, a page or a register. All three are read as what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from siglum.findings import EditionError, Finding, found
from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.positions import Origins, SourceFile
from siglum.source.wellformed import Parsed, parse

_ROOTS: Final = {"TEI": "TEI", "teiCorpus": "teiCorpus", "TEI.2": "TEI", "teiCorpus.2": "teiCorpus"}
_NAME = re.compile(rb"<[^\s/>]+")


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


#: Where a fragment belongs: the elements to put around it, outermost first, and which roots that
#: holds for. All others are running text and go into the body.
_PLACES: Final = (
    ((), _words("text facsimile sourceDoc standOff teiHeader fsdDecl")),
    (("text",), _words("body front back group")),
    (("sourceDoc",), _words("surface surfaceGrp")),
    (("sourceDoc", "surface"), _words("zone line")),
    (
        ("standOff",),
        _words(
            "listPerson listPlace listOrg listEvent listNym listObject listRelation listWit",
            "listBibl listApp listAnnotation listChange listTranspose fs fLib fvLib spanGrp",
            "linkGrp interpGrp timeline joinGrp altGrp noteGrp",
        ),
    ),
    (("standOff", "listPerson"), _words("person personGrp")),
    (("standOff", "listPlace"), ("place",)),
    (("standOff", "listOrg"), ("org",)),
    (("standOff", "listEvent"), ("event",)),
    (("standOff", "listWit"), ("witness",)),
    (("standOff", "listApp"), ("app",)),
    (
        ("teiHeader", "encodingDesc"),
        _words("classDecl charDecl tagsDecl refsDecl editorialDecl appInfo projectDesc"),
    ),
    (("teiHeader", "encodingDesc", "classDecl"), ("taxonomy",)),
)
_AROUND: Final = {root: around for around, roots in _PLACES for root in roots}

#: TEI P4 attributes that name ids without «#».
_POINTERS: Final = frozenset(
    _words(
        "target targets targetEnd ana corresp next prev synch sameAs copyOf exclude select hand",
        "resp who decls wit loc from to inst domains parts scribe",
    )
)


def read_tree(file: SourceFile) -> Parsed:
    """The tree of `file`, its root put into the TEI namespace where only that is missing.

    Raises EditionError when it is not XML.
    """
    parsed = parse(file)
    patched = _with_namespace(file, parsed.root)
    if patched is None:
        _give_namespace_to_entities(file, parsed.root)
        return parsed
    parsed = parse(file, patched)
    _give_namespace_to_entities(file, parsed.root)
    finding, renamed = _update_names(file, parsed.root)
    return Parsed(parsed.root, (*parsed.findings, finding), parsed.doubtful_ids or renamed)


def _give_namespace_to_entities(file: SourceFile, root: etree._Element) -> None:
    """Put elements that come out of internal entities into the namespace around them.

    libxml2 reads the content of an entity without the namespaces of the place where it is used
    (Namespaces in XML 1.0, section 6, wants them applied).
    """
    if b"<!ENTITY" not in file.data:
        return
    for element, offset in zip(root.iter("*"), file.start_tags, strict=False):
        if file.data[offset : offset + 1] == b"&" and not etree.QName(element).namespace:
            parent = element.getparent()
            namespace = None if parent is None else parent.nsmap.get(None)
            if namespace:
                element.tag = f"{{{namespace}}}{element.tag}"


def _with_namespace(file: SourceFile, root: etree._Element) -> bytes | None:
    """The bytes of `file` with the TEI namespace declared, if that is all its root lacks.

    None if `root` is in a namespace, or not called as TEI's roots are. In the result every
    element is at the same ordinal as in the file.
    """
    if root.tag not in _ROOTS or not file.start_tags:
        return None
    name = _NAME.match(file.data, file.start_tags[0])
    if not name:
        return None
    return file.data[: name.end()] + f' xmlns="{TEI}"'.encode() + file.data[name.end() :]


def _update_names(file: SourceFile, root: etree._Element) -> tuple[Finding, bool]:
    """Give the tree of a file without TEI namespace its TEI names.

    What was done, as a finding, and whether ids were renamed.

    A root of TEI P4 is renamed, `@id` becomes `@xml:id` and `@lang` `@xml:lang`, and pointers
    to ids of the same document get their «#» (TEI Guidelines P5, «From P4 to P5»).
    """
    place = file.place(file.start_tags[0])
    local = etree.QName(root).localname
    if not local.endswith(".2"):
        return found(
            "source.no-namespace",
            place,
            f"<{local}> is not in the TEI namespace; it is read as if it were",
            f'Write <{local} xmlns="{TEI}">.',
        ), False
    ids = {element.get("id") for element in root.iter("*")}
    for element in root.iter("*"):
        for old, new in (("id", XML_ID), ("lang", XML_LANG)):
            if old in element.attrib and new not in element.attrib:
                element.set(new, str(element.attrib.pop(old)))
        for name in _POINTERS.intersection(element.attrib):
            value = element.get(name)
            if value and any(word in ids for word in value.split()):
                words = (f"#{word}" if word in ids else word for word in value.split())
                element.set(name, " ".join(words))
        if element.tag in (f"{{{TEI}}}TEI.2", f"{{{TEI}}}teiCorpus.2"):
            element.tag = str(element.tag).removesuffix(".2")
    return found(
        "source.p4",
        place,
        f"<{local}> is TEI P4, which P5 replaced in 2007; it is read as P5 as far as that goes",
        "Convert it to P5: the TEI Stylesheets have p4top5.xsl for it.",
    ), True


def as_document(root: etree._Element, origins: Origins) -> tuple[etree._Element, list[Finding]]:
    """`root` itself if it is a TEI document, else a minimal document around the fragment.

    Raises EditionError when `root` is no TEI element.
    """
    name = etree.QName(root)
    if name.namespace != TEI:
        raise EditionError([_not_tei(root, origins)])
    if name.localname in ("TEI", "teiCorpus"):
        return root, []
    around = _AROUND.get(name.localname, ("text", "body"))
    place = origins.place(root)
    document = _element("TEI", root.nsmap)
    if name.localname != "teiHeader" and around[:1] != ("teiHeader",):
        document.append(_header(place.file))
    parent = document
    for part in around:
        parent = etree.SubElement(parent, f"{{{TEI}}}{part}")
        if part == "teiHeader":
            parent.append(_file_description(place.file))
    parent.append(root)
    root.tail = None
    return document, [
        found(
            "source.fragment",
            place,
            f"the root is <{name.localname}>: a part of a document, published as one of its own",
            "If another file includes it, name only that file as a source; else put <TEI> and a "
            "<teiHeader> around it.",
        )
    ]


def _not_tei(root: etree._Element, origins: Origins) -> Finding:
    name = etree.QName(root)
    namespace = f" in the namespace {name.namespace}" if name.namespace else " in no namespace"
    hint = "siglum reads TEI: a root <TEI> or <teiCorpus>, or a part of one."
    if not name.namespace and name.localname in _AROUND:
        hint = f'If it is a part of a TEI document, write <{name.localname} xmlns="{TEI}">.'
    return found(
        "source.not-tei",
        origins.place(root),
        f"the root is <{name.localname}>{namespace}, which is not TEI",
        hint,
    )


def _element(name: str, prefixes: Mapping[str | None, str] | None = None) -> etree._Element:
    """A new TEI element, written without a prefix."""
    namespaces: dict[str | None, str] = {**(prefixes or {}), None: TEI}
    return etree.Element(f"{{{TEI}}}{name}", nsmap=namespaces)  # type: ignore[arg-type]


def _header(file: str) -> etree._Element:
    header = _element("teiHeader")
    header.append(_file_description(file))
    return header


def _file_description(file: str) -> etree._Element:
    """The least that a TEI header must say, all of it known from the name of the file."""
    description = _element("fileDesc")
    title = file.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or file
    for parts, text in (
        (("titleStmt", "title"), title),
        (("publicationStmt", "p"), "Unpublished fragment."),
        (("sourceDesc", "p"), f"The file {title}."),
    ):
        element = description
        for part in parts:
            element = etree.SubElement(element, f"{{{TEI}}}{part}")
        element.text = text
    return description
