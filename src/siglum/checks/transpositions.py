"""Readings that point to each other -> findings: transpositions with one end, wrong dependences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from siglum.apparatus.entries import APP, GROUP, LEM, RDG
from siglum.checks.survey import Survey
from siglum.checks.telling import short
from siglum.findings import Finding, found
from siglum.source.namespaces import TEI, XML_ID

_T = f"{{{TEI}}}"
_READINGS = frozenset({LEM, RDG})
_DEPENDENT = frozenset({LEM, RDG, GROUP, APP})
_PTR = f"{_T}ptr"
_BACK = {"next": "prev", "prev": "next", "corresp": "corresp"}
_TRANSPOSED = re.compile("transpos", re.IGNORECASE)


def check_transpositions(survey: Survey) -> Iterator[Finding]:
    """Findings `transposition.unpaired` and `rdg.dependence` of one document."""
    for name, back in _BACK.items():
        for element, value in survey.bearers.get(name, ()):
            if element.tag in _READINGS and (name != "corresp" or _is_transposed(element)):
                yield from _pair(survey, element, name, back, value)
    for transpose in survey.named.get("transpose", ()):
        passages = list(transpose.iterchildren(_PTR))
        if len(passages) < 2:
            told = f"<transpose> names {len(passages) or 'no'} passage{'s' * (not passages)}"
            hint = 'name the passages in their new order: <ptr target="#a"/> <ptr target="#b"/>'
            place = survey.document.tree.place(transpose)
            yield found("transposition.unpaired", place, told, hint)
    for name in ("exclude", "require"):
        for element, value in survey.bearers.get(name, ()):
            if element.tag in _DEPENDENT:
                yield from _dependence(survey, element, name, value)


def _is_transposed(element: etree._Element) -> bool:
    return any(_TRANSPOSED.search(element.get(name, "")) for name in ("type", "cause", "ana"))


def _pair(
    survey: Survey, element: etree._Element, name: str, back: str, value: str
) -> Iterator[Finding]:
    """Whether the reading that @next, @prev or @corresp leads to leads back."""
    own = element.get(XML_ID, "").strip()
    for token in dict.fromkeys(value.split()):
        other = survey.ids.get(token.removeprefix("#")) if token.startswith("#") else None
        if other is None or other.tag not in _READINGS or other is element:
            continue  # what leads nowhere is told of pointers
        if any(t.startswith("#") and t[1:] not in survey.ids for t in other.get(back, "").split()):
            continue  # and so is what should lead back
        if own and f"#{own}" in other.get(back, "").split():
            continue
        told = f"@{name} leads to {short(token)}, which does not lead back with @{back}"
        hint = f'add {back}="#{own}" there' if own else f"give this reading an xml:id for @{back}"
        if back in other.attrib:
            told += f": there it is {short(other.get(back, ''))}"
        yield found("transposition.unpaired", survey.document.tree.place(element, name), told, hint)


def _dependence(
    survey: Survey, element: etree._Element, name: str, value: str
) -> Iterator[Finding]:
    for token in dict.fromkeys(value.split()):
        if not token.startswith("#"):
            continue  # of another document
        other = survey.ids.get(token[1:])
        if other is None:
            continue  # what leads nowhere is told of pointers
        if other is element:
            told = f"@{name} points to the reading itself"
        elif other.tag not in _DEPENDENT:
            kind = etree.QName(other).localname
            told = f"@{name} points to {short(token)}, a <{kind}> and no reading"
        else:
            continue
        hint = "point to the xml:id of a <lem> or <rdg>, or take out the attribute"
        place = survey.document.tree.place(element, name)
        yield found("rdg.dependence", place, told, hint)
