"""The `@cRef`s of a text -> where they lead, written into its normal form as pointers.

TEI Guidelines 17.2.5: a canonical reference is resolved by the reference systems of the header;
`@decls` may name the one that is meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from siglum.citing.citation import Citation

#: A canonical reference, and the `xml:id` of the refsDecl that it is to be resolved by, if any.
Reference = tuple[str, str]


def resolve_references(citation: Citation) -> dict[Reference, etree._Element | str]:
    """What each canonical reference of a source leads to: an element of it or an address."""
    found: dict[Reference, etree._Element | str] = {}
    for element in citation.tei.iterfind(".//*[@cRef]"):
        reference = _reference(element)
        if reference not in found:
            target = citation.resolve(*reference)
            if target is not None:
                found[reference] = target
    return found


def link_references(
    tei: etree._Element,
    targets: Mapping[Reference, etree._Element | str],
    addresses: Mapping[etree._Element, str],
) -> None:
    """Give the bearers of `@cRef` in a normal form the pointer that it stands for, in place.

    `addresses` are the identifiers of elements of the source.
    """
    if not targets:
        return
    for element in tei.iterfind(".//*[@cRef]"):
        target = targets.get(_reference(element))
        if target is None or element.get("target"):
            continue
        element.set("target", target if isinstance(target, str) else f"#{addresses[target]}")


def _reference(element: etree._Element) -> Reference:
    system = element.get("decls", "").split()[:1]
    return element.get("cRef", ""), system[0].removeprefix("#") if system else ""
