"""A TEI header -> its private schemes, and what a pointer such as `pers:anna` stands for.

Source: TEI Guidelines, 17.2.3 (Using abbreviated pointers): the part after the colon is matched
as a whole by the pattern of a `prefixDef`; the first that fits gives the address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from siglum.source.namespaces import TEI
from siglum.source.regexes import Regex, RegexError, regex

_T: Final = f"{{{TEI}}}"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")
_GROUP = re.compile(r"\\([\\$])|\$(\d)")
_CHAIN: Final = 5  # private schemes that stand for each other


@dataclass(frozen=True, slots=True)
class PrefixDef:
    """One `prefixDef`; `problem` says why its pattern cannot be used, and is empty if it can."""

    ident: str
    element: etree._Element = field(repr=False)
    pattern: Regex | None = None
    replacement: str = ""
    problem: str = ""

    def expand(self, rest: str) -> str | None:
        """What stands for `rest`, the part after the colon; None where the pattern fits not."""
        try:
            groups = self.pattern.full_match(rest) if self.pattern else None
        except RegexError:  # no address is so long
            return None
        if groups is None:
            return None

        def fill(sign: re.Match[str]) -> str:
            number = int(sign[2]) if sign[2] else 0
            return sign[1] or (groups[number] if number < len(groups) else "")

        return _GROUP.sub(fill, self.replacement)


@dataclass(slots=True)
class Prefixes:
    """The private schemes of one document, by name."""

    definitions: dict[str, list[PrefixDef]] = field(default_factory=dict)
    _known: dict[str, str | None] = field(default_factory=dict, repr=False)

    def expand(self, pointer: str) -> str | None:
        """The address that `pointer` stands for: itself where its scheme is not a private one.

        None where its scheme is declared, but no pattern fits (or can be used).
        """
        scheme = scheme_of(pointer)
        if scheme not in self.definitions:
            return pointer
        if pointer not in self._known:
            self._known[pointer] = self._expand(pointer)
        return self._known[pointer]

    def _expand(self, pointer: str) -> str | None:
        for _ in range(_CHAIN):
            scheme, _, rest = pointer.partition(":")
            definitions = self.definitions.get(scheme if scheme_of(pointer) else "")
            if definitions is None:
                return pointer
            for definition in definitions:
                address = definition.expand(rest)
                if address is not None:
                    break
            else:
                return None
            pointer = address
        return None


def scheme_of(pointer: str) -> str:
    """What stands before the colon of an address; empty where it has no scheme."""
    name, colon, _ = pointer.partition(":")
    return name if colon and _SCHEME.fullmatch(name) else ""


def read_prefixes(tei: etree._Element) -> Prefixes:
    """The `prefixDef`s in the header of `tei`, then those of the corpora around it."""
    prefixes = Prefixes()
    for holder in (tei, *tei.iterancestors()):
        for encoding in holder.iterfind(f"{_T}teiHeader/{_T}encodingDesc"):
            for element in encoding.iter(f"{_T}prefixDef"):
                # "bib:" for "bib" is a frequent slip that a schema tells of
                ident = element.get("ident", "").strip().rstrip(":")
                if ident:
                    definition = _read_definition(ident, element)
                    prefixes.definitions.setdefault(ident, []).append(definition)
    return prefixes


def _read_definition(ident: str, element: etree._Element) -> PrefixDef:
    replacement = element.get("replacementPattern", "").strip()
    try:
        pattern = regex(element.get("matchPattern", "").strip())
    except RegexError as error:
        return PrefixDef(ident, element, None, replacement, str(error))
    numbers = [int(sign[2]) for sign in _GROUP.finditer(replacement) if sign[2]]
    missing = max(numbers, default=0)
    problem = ""
    if missing > pattern.groups:
        have = f"{pattern.groups} group" + "s" * (pattern.groups != 1)
        problem = f"@replacementPattern asks for ${missing}, and @matchPattern has {have}"
    return PrefixDef(ident, element, pattern, replacement, problem)
