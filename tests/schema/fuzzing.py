"""A TEI document and a seed -> mutants of it: the same document with one to three mistakes in it.

The same seed gives the same mutants, in every process. Each mutant tells what was done to it. A
mutation need not make the document invalid: the point is that two validators agree on it.
"""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"

#: Names of TEI that are put where they may not belong.
ELEMENTS = """
    TEI text body front back group div div1 div2 head p ab lg l sp speaker stage list item label
    note app lem rdg rdgGrp witDetail wit lacunaStart lacunaEnd witStart witEnd listApp listWit
    witness quote q said cit bibl biblStruct listBibl title author editor date name persName
    placeName orgName rs ref ptr hi emph foreign seg w pc s c g gap supplied unclear add del subst
    choice sic corr orig reg abbr expan ex am damage space pb cb lb gb milestone anchor handShift
    figure figDesc graphic table row cell formula opener closer salute signed dateline epigraph
    trailer teiHeader fileDesc titleStmt publicationStmt sourceDesc encodingDesc profileDesc
    revisionDesc change listPerson person listPlace place standOff facsimile surface zone line
    sourceDoc msDesc msIdentifier physDesc handNote langUsage language keywords term idno
    availability licence respStmt resp measure num time entry form orth sense def u egXML xenoData
    castList castItem role fs f alt join link linkGrp spanGrp span interp
""".split()
#: Misspelt names, names of other vocabularies, names that only differ in case.
MISSPELT = """
    lemm rgd aap Note tei TeiHeader revisiondesc persname body1 div8 li em strong b i para h1 lb1 x
    wittness léma sicc é
""".split()
ATTRIBUTES = """
    n type subtype rend rendition style wit source resp cert ref target key when notBefore
    notAfter from to who corresp sameAs next prev part met rhyme unit quantity extent reason hand
    place facs url width height scale level status ana cause varSeq role sex age ident usage points
    ulx uly lrx lry start end loc medium scope xml:lang xml:id xml:space xml:base atLeast atMost
    min max precision dur period calendar when-iso lemma pos msd break ed edRef org sample cols
    rows scheme cRef method location form evidence degree agent active passive mutual name
    default full value break instant
""".split()
STRANGE_ATTRIBUTES = """
    id lang witness typ TYPE when-custom datum foo xml:foo {http://example.org/ns}key
    {http://www.tei-c.org/ns/1.0}type {http://www.w3.org/1999/xlink}href
""".split()

#: Values that one kind of data or the other takes, nearly takes, or must not take.
VALUES: dict[str, tuple[str, ...]] = {
    "date": (
        "1650 650 0650 -0650 -0001 0000 1650-13 1650-12 1650-12-32 1650-02-30 2000-02-29 1900-02-29"
        " 1999-02-29 --02-29 --02-30 --13 --12 ---31 ---32 -- --05- 16500 016500 +1650 1650Z "
        "1650-12-01Z 1650-12-01+14:00 1650-12-01+14:01 1650-1-1 1650/12/01 01.12.1650 c.1650 1650?"
        " 1650-12-01T12:00:00 1650-12-01T24:00:00 1650-12-01T25:00:00 1650-12-01T12:60:00 "
        "1650-12-01T12:00:60 1650-12-01T12:00 T12:00:00 12:00:00 24:00:00 24:00:01 12:00 12 "
        "12:00:00.5 12:00:00. 12:00:00Z 1650-12-01T12:00:00.123-05:00 P1Y P1YT P1M2D PT1.5S PT P "
        "-P1D 1Y P-1Y P1Y2M3DT4H5M6S P1.5Y today unknown"
    ).split(),
    "number": (
        "0 1 -1 +1 00 01 1.0 1. .5 . 1e3 1E-3 1e INF -INF +INF NaN nan 0x1F 1,5 1234567890123456789"
        " -0 1/2 -1/2 1/ 100% 12cm 12 cm 12cm 12.5em 1.5.2 five half ½ ١ 2.5E+10 0.0 -0.5 3-4"
    ).split(),
    "word": (
        "true false 1 0 TRUE yes high low medium unknown hihg High inapplicable x X é 漢 a-b a.b"
        " a:b :a a: -a 1a _a a,b a;b #a # ## a#b a/b I M F N Y none nothing initial final all"
    ).split(),
    "pointer": (
        "# #a #1a #a#b a.xml#b ../a.xml http://example.org/ http://example.org/%zz http://[::1]/ "
        'http://[ http://example.org/é mailto:a@b urn:x:y abc:def a\\b {a} <a> "a" a|b a^b `a` '
        "#xpath(//p[1]) #range(a,b) % %41 ://x 1:2 ?q=1 //host/path"
    ).split(),
    "language": "en en-GB de-Latn-DE x-mine i-klingon e en- -en en_GB abcdefghij a-b-c".split(),
    "spaces": ("", " ", "  ", "a b", " a", "a ", "a  b", "\ta", "a\nb", "1 2", " 1 ", "1650 1651"),
    "characters": (
        "\u200b",
        "a\u200bb",
        "\ue000",
        "\u00a0",
        "a\u00a0b",
        "\u2028",
        "\u0301",
        "\U0001f600",
        "\U00020000",
        "\ufeff",
        "\u00ad",
        "\u200f",
        "\ufffd",
        "\u2003",
        "a" * 300,
    ),
}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with mistakes in it: its bytes, and what was done, in words."""

    source: bytes
    kinds: tuple[str, ...]
    told: str


def mutants(source: bytes, seed: str, number: int) -> Iterator[Mutant]:
    """`number` mutants of the document in `source`; the same ones for the same `seed`.

    Most have one mistake, every fifth has two or three. `source` must be well-formed.
    """
    root = parse(source)
    for count in range(number):
        rng = random.Random(f"{seed}/{count}")  # noqa: S311 - no secret
        tree = copy.deepcopy(root)
        wanted = rng.choice((1, 1, 1, 1, 1, 1, 1, 1, 2, 3))
        done: list[tuple[str, str]] = []
        tries = 0
        while len(done) < wanted and tries < 40:
            tries += 1
            kind = rng.choice(_WEIGHED)
            told = KINDS[kind](rng, tree)
            if told is not None:
                done.append((kind, told))
        yield Mutant(
            etree.tostring(tree, encoding="UTF-8", xml_declaration=True),
            tuple(kind for kind, _ in done),
            "; ".join(f"{kind}: {told}" for kind, told in done),
        )


def parse(source: bytes) -> etree._Element:
    """The tree of a mutant. Ids that occur twice are no reason to refuse it."""
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, recover=True, huge_tree=True
    )
    return etree.fromstring(source, parser)


def abridged(source: bytes, seed: str, most: int) -> bytes:
    """The document with at most about `most` elements: of many like siblings a few are kept.

    What is kept is chosen by `seed`; a header, where long, is shortened in the same way.
    """
    root = parse(source)
    rng = random.Random(seed)  # noqa: S311 - no secret
    for run in (12, 6, 4, 3, 2, 1):
        if _count(root) <= most:
            break
        _thin(root, rng, run)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _thin(root: etree._Element, rng: random.Random, run: int) -> None:
    """Keep of each run of siblings of one name at most `run`, neighbours of each other."""
    for parent in list(root.iter("*")):
        runs: dict[str, list[etree._Element]] = {}
        for child in parent.iterchildren("*"):
            runs.setdefault(child.tag, []).append(child)
        for children in runs.values():
            if len(children) > run:
                start = rng.randrange(len(children) - run + 1)
                for child in children[:start] + children[start + run :]:
                    _remove(child)


def _count(root: etree._Element) -> int:
    return sum(1 for _ in root.iter("*"))


# --- what the kinds of mutation share -------------------------------------------------------


def _elements(tree: etree._Element) -> list[etree._Element]:
    return list(tree.iter("*"))


def _any(rng: random.Random, tree: etree._Element, *, root: bool = False) -> etree._Element | None:
    """Some element; seldom one of the header, which is most of a small document."""
    elements = _elements(tree)[0 if root else 1 :]
    if not elements:
        return None
    chosen = rng.choice(elements)
    for _ in range(2):
        if any(_local(up) == "teiHeader" for up in chosen.iterancestors()) and rng.random() < 0.5:
            chosen = rng.choice(elements)
    return chosen


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _shown(element: etree._Element) -> str:
    path = [_local(up) for up in reversed(list(element.iterancestors()))]
    parent = element.getparent()
    number = parent.index(element) + 1 if parent is not None else 1
    return f"{'/'.join(path[-2:])}/{_local(element)}[{number}]"


def _name(rng: random.Random, tree: etree._Element) -> str:
    """A name for an element: of this document, of TEI, or a misspelt one."""
    way = rng.random()
    if way < 0.35:
        return rng.choice(_elements(tree)).tag
    if way < 0.8:
        return f"{{{TEI}}}{rng.choice(ELEMENTS)}"
    return f"{{{TEI}}}{rng.choice(MISSPELT)}"


def _attribute(rng: random.Random, tree: etree._Element) -> str:
    way = rng.random()
    if way < 0.3:
        used = sorted({name for element in tree.iter("*") for name in element.attrib})
        if used:
            return rng.choice(used)
    name = rng.choice(ATTRIBUTES if way < 0.85 else STRANGE_ATTRIBUTES)
    return name.replace("xml:", f"{{{XML}}}")


def _value(rng: random.Random, old: str) -> str:
    """A value, often like the old one."""
    way = rng.random()
    if way < 0.25 and old:
        at = rng.randrange(len(old))
        return rng.choice(
            (
                old[:at] + old[at + 1 :],
                old[:at] + old[at] + old[at:],
                old[:at] + rng.choice("aZ0-#. é:/") + old[at:],
                old.upper(),
                old.capitalize(),
                f" {old} ",
                f"{old} {old}",
                old[: at + 1],
                old.replace("-", ""),
                old.replace("#", ""),
            )
        )
    kind = rng.choice(list(VALUES))
    if way < 0.5 and old:
        kind = (
            "date"
            if re.match(r"-?\d{4}|--|P|\d\d:", old)
            else "number"
            if re.match(r"[-+]?\d", old)
            else "pointer"
            if re.search(r"[#:/]", old)
            else kind
        )
    return rng.choice(VALUES[kind])


def _remove(element: etree._Element, *, tail: bool = True) -> None:
    """Take `element` out, but keep the text after it."""
    parent = element.getparent()
    assert parent is not None
    if tail and element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _insert(rng: random.Random, parent: etree._Element, element: etree._Element) -> int:
    """Put `element` somewhere among the children of `parent`; the text there follows it."""
    at = rng.randrange(len(parent) + 1)
    element.tail = None
    if at:
        element.tail = parent[at - 1].tail if rng.random() < 0.5 else None
        if element.tail is not None:
            parent[at - 1].tail = None
    parent.insert(at, element)
    return at + 1


# --- names ----------------------------------------------------------------------------------


def _rename_element(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree, root=rng.random() < 0.02)
    name = _name(rng, tree)
    if element is None or name == element.tag:
        return None
    where = _shown(element)
    element.tag = name
    return f"{where} is called {etree.QName(name).localname}"


def _rename_attribute(rng: random.Random, tree: etree._Element) -> str | None:
    bearer = _bearer(rng, tree)
    if bearer is None:
        return None
    element, old = bearer
    new = _attribute(rng, tree)
    if new in element.attrib:
        return None
    value = element.attrib.pop(old)
    element.set(new, value)
    return f"@{old} of {_shown(element)} is called @{new}"


def _bearer(rng: random.Random, tree: etree._Element) -> tuple[etree._Element, str] | None:
    bearers = [element for element in tree.iter("*") if element.attrib]
    if not bearers:
        return None
    element = rng.choice(bearers)
    return element, rng.choice(sorted(str(name) for name in element.attrib))


# --- attributes -----------------------------------------------------------------------------


def _add_attribute(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree, root=True)
    name = _attribute(rng, tree)
    if element is None or name in element.attrib:
        return None
    values = [other.get(name) for other in tree.iter("*") if name in other.attrib]
    value = rng.choice(values) if values and rng.random() < 0.6 else _value(rng, "")
    element.set(name, value or "")
    return f"{_shown(element)} has @{name}={value!r}"


def _remove_attribute(rng: random.Random, tree: etree._Element) -> str | None:
    bearer = _bearer(rng, tree)
    if bearer is None:
        return None
    element, name = bearer
    del element.attrib[name]
    return f"{_shown(element)} lacks @{name}"


def _move_attribute(rng: random.Random, tree: etree._Element) -> str | None:
    bearer = _bearer(rng, tree)
    target = _any(rng, tree, root=True)
    if bearer is None or target is None:
        return None
    element, name = bearer
    if name in target.attrib:
        return None
    target.set(name, element.attrib.pop(name))
    return f"@{name} of {_shown(element)} is moved to {_shown(target)}"


# --- values ---------------------------------------------------------------------------------


def _change_value(rng: random.Random, tree: etree._Element) -> str | None:
    bearer = _bearer(rng, tree)
    if bearer is None:
        return None
    element, name = bearer
    old = element.get(name) or ""
    new = _value(rng, old)
    if new == old:
        return None
    element.set(name, new)
    return f"@{name} of {_shown(element)} is {new!r}, was {old[:60]!r}"


def _typed_value(rng: random.Random, tree: etree._Element) -> str | None:
    """Give an element an attribute that it takes, with some value of that sort or another."""
    takers = [(e, _TYPED[name]) for e in tree.iter("*") if (name := _local(e)) in _TYPED]
    if not takers or rng.random() < 0.3:
        element = _any(rng, tree)
        names, sort = rng.choice(_GLOBAL)
    else:
        element, (names, sort) = rng.choice(takers)
    if element is None:
        return None
    name = rng.choice(names.split()).replace("xml:", f"{{{XML}}}")
    sort = sort if rng.random() < 0.8 else rng.choice(list(VALUES))
    value = rng.choice(VALUES[sort])
    if rng.random() < 0.15:
        value = rng.choice((f" {value}", f"{value}  ", f"{value} {value}", value.replace("-", " ")))
    element.set(name, value)
    return f"{_shown(element)} has @{name}={value!r}"


#: Attributes of any element, and the sort of their values.
_GLOBAL = (
    ("xml:lang", "language"),
    ("xml:id xml:space xml:base", "word"),
    ("n rend rendition style cert", "word"),
    ("cert evidence", "word"),
    ("corresp resp sameAs next ana facs source", "pointer"),
    ("n rend xml:id ana", "characters"),
    ("rend n corresp xml:lang", "spaces"),
)
_DATES = ("when notBefore notAfter from to when-iso dur dur-iso period from-iso", "date")
_EXTENTS = ("quantity atLeast atMost min max extent precision scope confidence unit", "number")
#: Attributes of certain elements, and the sort of their values.
_TYPED = {
    **dict.fromkeys(
        "date change origDate birth death name persName placeName orgName event time residence "
        "idno resp state licence creation floruit education occupation affiliation app".split(),
        _DATES,
    ),
    **dict.fromkeys(
        "gap space supplied unclear del add damage measure height width depth dim".split(), _EXTENTS
    ),
    "num": ("value atLeast atMost type", "number"),
    "graphic": ("width height scale url mimeType", "number"),
    "surface": ("ulx uly lrx lry points start", "number"),
    "zone": ("ulx uly lrx lry points start rotate", "number"),
    "cell": ("rows cols role", "number"),
    "table": ("rows cols", "number"),
    "rdg": ("wit type varSeq hand cause", "word"),
    "lem": ("wit type varSeq hand cause", "pointer"),
    "l": ("part met real enjamb rhyme n", "word"),
    "lg": ("part org sample met rhyme type", "word"),
    "div": ("part org sample type n", "word"),
    "w": ("part lemma pos join lemmaRef msd", "word"),
    "title": ("level type key ref", "word"),
    "ref": ("target cRef type", "pointer"),
    "ptr": ("target cRef type", "pointer"),
    "pb": ("break facs ed n edRef", "word"),
    "lb": ("break facs ed n edRef", "word"),
    "note": ("place anchored target targetEnd", "word"),
    "language": ("ident usage", "language"),
    "person": ("sex age role gender", "word"),
    "availability": ("status", "word"),
    "variantEncoding": ("method location", "word"),
    "sp": ("who", "pointer"),
    "u": ("who trans start dur", "word"),
    "g": ("ref type", "pointer"),
    "hi": ("rend", "characters"),
}


# --- order ----------------------------------------------------------------------------------


def _swap(rng: random.Random, tree: etree._Element) -> str | None:
    parents = [e for e in tree.iter("*") if sum(1 for _ in e.iterchildren("*")) > 1]
    if not parents:
        return None
    parent = rng.choice(parents)
    children = list(parent.iterchildren("*"))
    at = rng.randrange(len(children) - 1)
    first = children[at]
    second = children[at + 1] if rng.random() < 0.6 else rng.choice(children[at + 1 :])
    told = f"{_shown(first)} and {_shown(second)} are exchanged"
    tails = first.tail, second.tail
    place = parent.index(first)
    parent.replace(second, holder := etree.Element("holder"))
    parent.insert(place, second)
    parent.replace(holder, first)
    second.tail, first.tail = tails
    return told


def _move(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree)
    if element is None:
        return None
    parent = element.getparent()
    if parent is None or len(parent) < 2:
        return None
    told = f"{_shown(element)} is moved"
    _remove(element)
    return f"{told} to place {_insert(rng, parent, element)}"


# --- removal --------------------------------------------------------------------------------


def _remove_element(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree)
    if element is None:
        return None
    told = f"{_shown(element)} is removed"
    _remove(element, tail=rng.random() < 0.8)
    return told


def _remove_first(rng: random.Random, tree: etree._Element) -> str | None:
    """First children are often required ones; so are the pieces of a header."""
    parents = [e for e in tree.iter("*") if next(e.iterchildren("*"), None) is not None]
    element = next(rng.choice(parents).iterchildren("*"), None) if parents else None
    if element is None:
        return None
    told = f"{_shown(element)} is removed"
    _remove(element)
    return told


def _empty(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree)
    if element is None or (len(element) == 0 and not element.text):
        return None
    for child in list(element):
        element.remove(child)
    element.text = rng.choice((None, "", " ", "\n  "))
    return f"{_shown(element)} is emptied"


# --- nesting --------------------------------------------------------------------------------


def _wrap(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree)
    if element is None:
        return None
    parent = element.getparent()
    assert parent is not None
    told = f"{_shown(element)} is wrapped in"
    around = etree.Element(_name(rng, tree))
    at = parent.index(element)
    around.tail, element.tail = element.tail, None
    parent.insert(at, around)
    around.append(element)
    return f"{told} {_local(around)}"


def _unwrap(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree)
    if element is None or len(element) == 0:
        return None
    parent = element.getparent()
    assert parent is not None
    told = f"{_shown(element)} is unwrapped"
    at = parent.index(element)
    if element.text:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.text
        else:
            parent.text = (parent.text or "") + element.text
    children = list(element)
    children[-1].tail = ((children[-1].tail or "") + (element.tail or "")) or None
    parent.remove(element)
    for number, child in enumerate(children):
        parent.insert(at + number, child)
    return told


def _move_into(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree)
    if element is None:
        return None
    inside = set(element.iter("*"))
    targets = [one for one in tree.iter("*") if one not in inside]
    if not targets:
        return None
    target = rng.choice(targets)
    told = f"{_shown(element)} is moved into {_shown(target)}"
    _remove(element)
    _insert(rng, target, element)
    return told


def _copy_into(rng: random.Random, tree: etree._Element) -> str | None:
    element, target = _any(rng, tree), _any(rng, tree)
    if element is None or target is None or _count(element) > 200:
        return None
    told = f"{_shown(element)} is copied into {_shown(target)}"
    _insert(rng, target, copy.deepcopy(element))
    return told


# --- text -----------------------------------------------------------------------------------


def _insert_text(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree, root=True)
    if element is None:
        return None
    text = rng.choice(("stray", "stray", "1", "\u00a0", "\u2003", "-", "\u200b", " \n "))
    children = list(element)
    if children and rng.random() < 0.7:
        child = rng.choice(children)
        child.tail = (child.tail or "") + text
    else:
        element.text = (element.text or "") + text
    return f"{_shown(element)} has the text {text!r}"


def _remove_text(rng: random.Random, tree: etree._Element) -> str | None:
    worded = [e for e in tree.iter("*") if e.text and not e.text.isspace()]
    if not worded:
        return None
    element = rng.choice(worded)
    element.text = rng.choice((None, " "))
    return f"{_shown(element)} lost its text"


def _change_text(rng: random.Random, tree: etree._Element) -> str | None:
    """The content of some elements is data: names of elements, numbers."""
    worded = [e for e in tree.iter("*") if e.text and not len(e) and len(e.text) < 40]
    if not worded:
        return None
    element = rng.choice(worded)
    element.text = _value(rng, element.text or "")
    return f"{_shown(element)} has the text {element.text!r}"


def _insert_other(rng: random.Random, tree: etree._Element) -> str | None:
    """Comments and processing instructions change nothing, wherever they stand."""
    element = _any(rng, tree, root=True)
    if element is None:
        return None
    node = rng.choice((etree.Comment(" a remark "), etree.ProcessingInstruction("do", "it")))
    if element.text and rng.random() < 0.5:
        at = rng.randrange(len(element.text) + 1)
        element.text, node.tail = element.text[:at], element.text[at:]
        element.insert(0, node)
    else:
        _insert(rng, element, node)
    return f"{_shown(element)} has a comment or an instruction"


# --- namespaces -----------------------------------------------------------------------------


def _drop_namespace(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree, root=True)
    if element is None:
        return None
    deep = rng.random() < 0.5
    for one in list(element.iter("*")) if deep else [element]:
        one.tag = _local(one)
    return f"{_shown(element)} {'and all in it ' if deep else ''}lost the namespace"


def _wrong_namespace(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree, root=True)
    if element is None:
        return None
    name = rng.choice(
        (
            "http://www.tei-c.org/ns/1.0/",
            "http://www.tei-c.org/ns/Examples",
            "http://www.w3.org/1999/xhtml",
            "urn:x",
        )
    )
    element.tag = f"{{{name}}}{_local(element)}"
    return f"{_shown(element)} is in the namespace {name}"


def _foreign_element(rng: random.Random, tree: etree._Element) -> str | None:
    element = _any(rng, tree, root=True)
    if element is None:
        return None
    made = etree.Element(
        rng.choice(
            (
                "{http://www.w3.org/1999/xhtml}div",
                "{http://www.w3.org/2000/svg}svg",
                "{http://www.w3.org/1998/Math/MathML}math",
                "{http://www.tei-c.org/ns/Examples}egXML",
                "{http://relaxng.org/ns/structure/1.0}element",
                "{urn:x}p",
                "bare",
            )
        )
    )
    made.text = rng.choice((None, "text"))
    if rng.random() < 0.3:
        made.set("type", "x")
    if rng.random() < 0.3:
        made.append(etree.Element(_name(rng, tree)))
    _insert(rng, element, made)
    return f"{_shown(element)} holds a foreign {made.tag}"


KINDS: dict[str, Callable[[random.Random, etree._Element], str | None]] = {
    "element renamed": _rename_element,
    "attribute renamed": _rename_attribute,
    "attribute added": _add_attribute,
    "attribute removed": _remove_attribute,
    "attribute moved": _move_attribute,
    "value changed": _change_value,
    "attribute with a value": _typed_value,
    "siblings exchanged": _swap,
    "moved among siblings": _move,
    "element removed": _remove_element,
    "first child removed": _remove_first,
    "element emptied": _empty,
    "wrapped": _wrap,
    "unwrapped": _unwrap,
    "moved into": _move_into,
    "copied into": _copy_into,
    "text inserted": _insert_text,
    "text removed": _remove_text,
    "text changed": _change_text,
    "comment inserted": _insert_other,
    "namespace dropped": _drop_namespace,
    "namespace wrong": _wrong_namespace,
    "foreign element": _foreign_element,
}

#: Values have more ways to be wrong than the rest.
_WEIGHED = [*KINDS, *["value changed", "attribute with a value"] * 2]
