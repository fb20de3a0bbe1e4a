"""Pointers that do lead somewhere -> those to the wrong kind of element, backwards, or in a circle.

Only what cannot be meant is told: projects describe hands and persons in many ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.checks.pointers import pointing
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI, XML_ID

_T: Final = f"{{{TEI}}}"

#: Elements of the running text, which are neither persons nor descriptions of anything.
_TEXT: Final = frozenset(
    f"{_T}{name}"
    for name in (
        "p ab l lg s w pc c div div1 div2 div3 text body front back head seg app lem rdg lb pb cb "
        "gb milestone anchor line zone surface figure graphic formula sp stage add del gap space"
    ).split()
)
_GRAPHIC: Final = frozenset(f"{_T}{name}" for name in ("char", "glyph"))
_CHANGES: Final = frozenset(f"{_T}{name}" for name in ("change", "listChange"))
_STYLES: Final = frozenset(f"{_T}{name}" for name in ("rendition", "tagUsage", "styleDefDecl"))
_PICTURED: Final = frozenset(
    f"{_T}{name}"
    for name in (
        "facsimile surface surfaceGrp zone graphic media binaryObject sourceDoc line path figure "
        "standOff listObject object formula"
    ).split()
)
_NO_PERSON: Final = _TEXT | {f"{_T}{name}" for name in ("bibl", "biblStruct", "category", "term")}

#: What each attribute may point to (True), or cannot point to (False), and what it should.
_KINDS: Final[dict[str, tuple[bool, frozenset[str], str]]] = {
    "hand": (False, _TEXT, "a handNote or a person"),
    "resp": (False, _TEXT, "a person or a respStmt"),
    "who": (False, _NO_PERSON, "a person, a role or an entry of a list of persons"),
    "scribeRef": (False, _NO_PERSON, "a person"),
    "change": (True, _CHANGES, "a change of the header"),
    "rendition": (True, _STYLES, "a rendition of the header"),
    "facs": (True, _PICTURED, "a surface or a zone"),
}

#: Pointers that cannot lead back: to oneself, or round a circle.
_SELF: Final = ("sameAs", "copyOf", "next", "prev", "synch", "exclude")
_CHAINS: Final = ("next", "prev", "copyOf", "sameAs")


def check_relations(survey: Survey) -> Iterator[Finding]:
    """Findings `ptr.wrong-target`, `ptr.self`, `ptr.cycle` and `span.reversed` of one document."""
    yield from _wrong_kinds(survey)
    for attribute in _SELF:
        yield from _selves(survey, attribute)
    for attribute in _CHAINS:
        yield from _circles(survey, attribute)
    yield from _reversed(survey)


def _wrong_kinds(survey: Survey) -> Iterator[Finding]:
    ids = survey.ids
    place = survey.document.tree.place
    for attribute, (allowed, names, wanted) in _KINDS.items():
        if attribute not in survey.bearers:
            continue
        wrong: dict[str, tuple[etree._Element, int]] = {}
        for value, first, count in pointing(survey, attribute):
            for token in value.split():
                target = ids.get(token[1:]) if token[0] == "#" and len(token) > 1 else None
                if target is not None and (target.tag in names) is not allowed:
                    before = wrong.get(token, (first, 0))
                    wrong[token] = before[0], before[1] + count
        for token, (first, count) in wrong.items():
            name = _local(ids[token[1:]])
            told = f'@{attribute} should lead to {wanted}, and "{token}" is a <{name}>'
            yield found("ptr.wrong-target", place(first, attribute), told + elsewhere(count))
    glyphs: dict[str, tuple[etree._Element, int]] = {}
    for element in survey.named.get("g", ()):
        token = element.get("ref", "")
        target = ids.get(token[1:]) if token.startswith("#") else None
        if target is not None and target.tag not in _GRAPHIC:
            before = glyphs.get(token, (element, 0))
            glyphs[token] = before[0], before[1] + 1
    for token, (first, count) in glyphs.items():
        name = _local(ids[token[1:]])
        told = f'@ref of <g> should lead to a char or glyph, and "{token}" is a <{name}>'
        yield found("ptr.wrong-target", place(first, "ref"), told + elsewhere(count))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def _targets(
    survey: Survey, attribute: str
) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Each TEI element with the attribute, and the elements of the file that it points to."""
    ids = survey.ids
    for element, value in survey.bearers.get(attribute, ()):
        if "#" in value and element.tag.startswith(_T):
            names = (token[1:] for token in value.split() if token[0] == "#")
            yield element, [ids[name] for name in names if name and name in ids]


def _selves(survey: Survey, attribute: str) -> Iterator[Finding]:
    for element, targets in _targets(survey, attribute):
        if element in targets:
            place = survey.document.tree.place(element, attribute)
            told = f'@{attribute} of "{element.get(XML_ID, "")}" points to the element itself'
            yield found("ptr.self", place, told)


def _circles(survey: Survey, attribute: str) -> Iterator[Finding]:
    """Chains that come back to where they began, each told once.

    Two elements that are the same may well say so of each other: @sameAs is told of only where
    all that the circle has are empty elements, so that no content is anywhere.
    """
    following = {
        element: targets[0]
        for element, targets in _targets(survey, attribute)
        if len(targets) == 1 and targets[0] is not element
    }
    done: set[etree._Element] = set()
    for start in following:
        chain: dict[etree._Element, None] = {}
        element: etree._Element | None = start
        while element is not None and element not in done:
            done.add(element)
            chain[element] = None
            element = following.get(element)
        if element is not None and element in chain:
            circle = list(chain)
            circle = circle[circle.index(element) :]
            if attribute == "sameAs" and any(len(one) or one.text for one in circle):
                continue
            names = " → ".join(f'"{one.get(XML_ID, "")}"' for one in [*circle[:6], element])
            if len(circle) > 6:
                names = f"{len(circle)} elements, from {names}"
            place = survey.document.tree.place(element, attribute)
            told = f"@{attribute} leads round in a circle: {names}"
            yield found("ptr.cycle", place, told)
    if attribute == "copyOf":
        for element, target in following.items():
            if target in element.iterancestors():
                place = survey.document.tree.place(element, attribute)
                told = f'@copyOf copies "{target.get(XML_ID, "")}", which contains the element'
                yield found("ptr.cycle", place, told)


def _reversed(survey: Survey) -> Iterator[Finding]:
    for element, targets in _targets(survey, "spanTo"):
        if targets and survey.number(targets[0]) <= survey.number(element):
            place = survey.document.tree.place(element, "spanTo")
            told = f'@spanTo leads to "{targets[0].get(XML_ID, "")}", which stands before it'
            if targets[0] is element:
                told = "@spanTo leads to the element itself"
            yield found("span.reversed", place, told)
