"""A name class of a schema and a name -> whether the one holds the other.

Names are written as lxml has them: `{namespace}local`, or `local` for no namespace.
Source: RELAX NG specification (OASIS, 2001), sections 4.8 to 4.10 and 6.2.2.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wildcard:
    """All names, or all of one namespace, save those of `excepted`."""

    namespace: str | None  # None: names of any namespace
    excepted: NameClass

    def holds(self, name: str) -> bool:
        """Whether `name` is one of these."""
        if self.namespace is not None and namespace_of(name) != self.namespace:
            return False
        return not self.excepted.holds(name)


@dataclass(frozen=True, slots=True)
class NameClass:
    """The names that an element or attribute of a schema may have: some by name, some not."""

    names: frozenset[str] = frozenset()
    wildcards: tuple[Wildcard, ...] = ()

    def holds(self, name: str) -> bool:
        """Whether `name` is one of these."""
        return name in self.names or any(one.holds(name) for one in self.wildcards)


NO_NAMES = NameClass()


def either(classes: Iterable[NameClass]) -> NameClass:
    """The names of all `classes` together."""
    names: frozenset[str] = frozenset()
    wildcards: list[Wildcard] = []
    for one in classes:
        names |= one.names
        wildcards += one.wildcards
    return NameClass(names, tuple(wildcards))


def clark(namespace: str, local: str) -> str:
    """The name `local` of `namespace`, as lxml writes it."""
    return f"{{{namespace}}}{local}" if namespace else local


def namespace_of(name: str) -> str:
    """The namespace of a name; empty for none."""
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def local_of(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2]
