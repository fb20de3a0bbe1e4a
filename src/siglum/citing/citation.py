"""A `<TEI>` and the levels of edition.toml -> its Citation: how it is cited, both ways.

What can be cited comes from the first of these that gives any passage: structures and milestones
of the header, patterns of the header that tell them, the levels of edition.toml. Texts without
any are cited by the numbers in their margin (`siglum.citing.numbered`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml import etree

from siglum.citing.declared import System, read_systems
from siglum.citing.milestones import milestone_tree
from siglum.citing.patterns import Pattern, path_of, read_patterns, structure_of
from siglum.citing.trees import Cited, Tree, cite_tree
from siglum.citing.xpaths import PathError, Paths
from siglum.config import CitationLevel
from siglum.source.namespaces import XML_ID


@dataclass(eq=False)
class Citation:
    """How one document is cited; everything is found out when it is first asked for."""

    tei: etree._Element
    levels: Sequence[CitationLevel] = ()
    _paths: dict[int, Paths] = field(default_factory=dict, repr=False)

    @cached_property
    def systems(self) -> list[System]:
        """The reference systems that are declared, the one to cite by first."""
        return read_systems(self.tei, self.levels)

    @cached_property
    def patterns(self) -> list[tuple[System, list[Pattern]]]:
        """The systems that have patterns, with these."""
        return [(one, read_patterns(one)) for one in self.systems if one.patterns]

    @cached_property
    def evaluated(self) -> list[Tree]:
        """The trees of all systems, also empty ones, with what is odd in them."""
        trees = []
        for system in self.systems:
            if system.structures:
                trees.append(cite_tree(system, self.tei))
            elif system.states:
                trees.append(milestone_tree(system, self.tei))
        if any(tree.passages for tree in trees):
            return trees
        for system, patterns in self.patterns:
            if told := structure_of(patterns):
                tree = cite_tree(replace(system, structures=told), self.tei)
                trees.append(tree)
        return trees

    @cached_property
    def trees(self) -> list[Tree]:
        """The trees that have passages, the one to cite by first."""
        return [tree for tree in self.evaluated if tree.passages]

    @cached_property
    def _by_ref(self) -> dict[str, Cited]:
        found: dict[str, Cited] = {}
        for tree in self.trees:
            for passage, *_ in tree.walk():
                found.setdefault(" ".join(passage.ref.split()), passage)
        return found

    def resolve(self, reference: str, system: str = "") -> etree._Element | str | None:
        """The element or the address that `reference` leads to; None where it leads nowhere.

        It is looked up among the passages; else the patterns are tried in their order. `system`
        is the `xml:id` of the refsDecl that must be used (`@decls`), if one is named.
        """
        reference = " ".join(reference.split())
        if not system and (passage := self._by_ref.get(reference)) is not None:
            return passage.element
        for declared, patterns in self.patterns:
            element = declared.element
            if system and (element is None or element.get(XML_ID) != system):
                continue
            for pattern in patterns:
                address = pattern.expand(reference)
                if address is None:
                    continue
                path = path_of(address)
                if not path:
                    return address
                found = self._find(path, declared)
                if found is not None:
                    return found
        return None

    def _find(self, path: str, system: System) -> etree._Element | None:
        paths = self._paths.setdefault(id(system), Paths(self.tei, system.prefixes))
        try:
            elements = paths.elements(path, self.tei)
        except PathError:
            return None  # told by the check of the pattern
        return elements[0] if elements else None
