r"""The `cRefPattern`s of a reference system -> what a reference stands for, and what can be cited.

TEI Guidelines 2.3.6.2: a reference that `@matchPattern` matches whole is rewritten by
`@replacementPattern` into an address or an XPath. Such rules only lead from references to places.
Where the XPath names each part by `[@n='$1']`, as in the files of the Canonical Text Services, they
tell as well which elements can be cited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from siglum.citing.declared import Structure, System
from siglum.source.regexes import Regex, RegexError, regex

_GROUP: Final = re.compile(r"\\([\\$])|\$(\d)")
_XPATH: Final = re.compile(r"#xpath\((?P<path>.*)\)\s*", re.DOTALL)
_BY_NUMBER: Final = re.compile(r"\[\s*@n\s*=\s*(['\"])\$(\d)\1\s*\]")
_IN_BRACKETS: Final = re.compile(r"\((?!\?)[^()]*\)")
_LITERAL: Final = re.compile(r"(?:\\[^\w\s]|[^\\()\[\]{}+*?|^$])*")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One `cRefPattern`; `problem` says why it cannot be used, and is empty if it can."""

    element: etree._Element = field(repr=False)
    unit: str = ""
    pattern: Regex | None = field(default=None, repr=False)
    written: str = ""
    replacement: str = ""
    problem: str = ""
    attribute: str = ""  # the one that is wrong

    def expand(self, reference: str) -> str | None:
        """What `reference` is rewritten to; None where the pattern does not match it."""
        try:
            groups = self.pattern.full_match(reference) if self.pattern else None
        except RegexError:  # no reference is so long
            return None
        if groups is None:
            return None
        in_path = _XPATH.fullmatch(self.replacement) is not None

        def fill(sign: re.Match[str]) -> str:
            number = int(sign[2]) if sign[2] else 0
            value = groups[number] if number < len(groups) else ""
            # A quotation mark would end the text that the path compares with
            return sign[1] or (re.sub("['\"]", "", value) if in_path else value)

        return _GROUP.sub(fill, self.replacement)


def read_patterns(system: System) -> list[Pattern]:
    """The patterns of `system`, in the order in which they are tried."""
    return [_read_pattern(element) for element in system.patterns]


def path_of(address: str) -> str:
    """The XPath in an address of the form `#xpath(…)`; empty for other addresses."""
    found = _XPATH.fullmatch(address)
    return found["path"].strip() if found else ""


def _read_pattern(element: etree._Element) -> Pattern:
    unit = element.get("n", "").strip()
    written = element.get("matchPattern", "").strip()
    replacement = element.get("replacementPattern", "").strip()
    try:
        pattern = regex(written)
    except RegexError as error:
        told = f'"{written}" is no regular expression: {error}'
        return Pattern(element, unit, None, written, replacement, told, "matchPattern")
    most = max((int(sign[2]) for sign in _GROUP.finditer(replacement) if sign[2]), default=0)
    problem = ""
    if not written or not replacement:
        problem = "has no @matchPattern or no @replacementPattern"
    elif most > pattern.groups:
        have = f"{pattern.groups} group" + "s" * (pattern.groups != 1)
        problem = f"@replacementPattern asks for ${most}, and @matchPattern has {have}"
    attribute = "replacementPattern" if written and replacement else ""
    return Pattern(element, unit, pattern, written, replacement, problem, attribute)


def structure_of(patterns: list[Pattern]) -> tuple[Structure, ...]:
    """The structure that `patterns` imply, each level within the one before; empty if none.

    Levels come from the pattern with the most parts; the others give them their names.
    """
    units = {one.pattern.groups: one.unit for one in reversed(patterns) if one.pattern}
    usable = [one for one in patterns if one.pattern and not one.problem]
    for pattern in sorted(usable, key=lambda one: -one.pattern.groups if one.pattern else 0):
        matches = _matches(path_of(pattern.replacement))
        delims = _delims(pattern.written)
        if not matches or len(matches) != len(delims):
            continue
        inner: tuple[Structure, ...] = ()
        for number in range(len(matches), 0, -1):
            delim = delims[number - 1]
            unit = units.get(number, "")
            place = pattern.element
            inner = (Structure(matches[number - 1], "@n", unit, delim, (), inner, place),)
        return inner
    return ()


def _matches(path: str) -> list[str]:
    """The path of each part of a reference, from the one before; empty where they are not told."""
    parts = _BY_NUMBER.split(path)  # text, quotation mark, number of the group, text …
    segments, numbers = parts[0:-1:3], parts[2::3]
    if not segments or parts[-1].strip() or numbers != [str(n + 1) for n in range(len(numbers))]:
        return []
    if "$" in "".join(segments) or not segments[0].startswith("/"):
        return []
    matches = [f"{segments[0]}[@n]"]
    for segment in segments[1:]:
        if not segment.startswith("/") or segment.rstrip("/") != segment:
            return []
        step = f".{segment}" if segment.startswith("//") else segment[1:]
        matches.append(f"{step}[@n]")
    return matches


def _delims(written: str) -> list[str]:
    """What stands before each group of a regular expression; empty where that is no plain text."""
    before = _IN_BRACKETS.split(written.removeprefix("^").removesuffix("$"))
    if len(before) < 2 or before[-1] or not all(map(_LITERAL.fullmatch, before)):
        return []
    return [re.sub(r"\\(.)", r"\1", text) for text in before[:-1]]
