"""Stylesheets -> which TEI elements their rules are made for, and where each rule stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from siglum.source.namespaces import TEI

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_PREDICATE = re.compile(r"\[(?:[^\[\]'\"]|'[^']*'|\"[^\"]*\")*\]")
_NAME = re.compile(r"(?:(?:child|self)::)?(?:([\w.\-]+):)?([\w.\-]+)")
_LOCAL = re.compile(r"local-name\(\)\s*=\s*['\"]([\w.\-]+)['\"]")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule for an element: its pattern as written, its mode, its file and line."""

    match: str
    mode: str
    file: str
    line: int


def read_rules(files: Iterable[Path]) -> dict[str, list[Rule]]:
    """The rules of each TEI element by its name, in the order of the files and of their lines.

    A rule is made for the elements that the last step of its pattern names; one for any element
    counts for none. Files that are no XML have no rules here: running them tells what is wrong.
    Source: XSLT 1.0, section 5.2 (patterns).
    """
    found: dict[str, list[Rule]] = {}
    for file in files:
        try:
            root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False))
        except (OSError, etree.XMLSyntaxError):
            continue
        for template in root.iter(f"{_XSL}template"):
            prefixes = {prefix: uri for prefix, uri in template.nsmap.items() if prefix}
            line: int = template.sourceline  # type: ignore[assignment]  # parsed, so it has one
            mode = template.get("mode", "")
            for pattern in _alternatives(template.get("match", "")):
                for name in _named(pattern, prefixes):
                    rule = Rule(" ".join(pattern.split()), mode, file.name, line)
                    found.setdefault(name, []).append(rule)
    return found


def _alternatives(match: str) -> Iterator[str]:
    """The patterns of a match attribute, parted at the bars outside of predicates."""
    depth, quote, start = 0, "", 0
    for at, sign in enumerate(match):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in "[(":
            depth += 1
        elif sign in "])":
            depth -= 1
        elif sign == "|" and not depth:
            yield match[start:at]
            start = at + 1
    yield match[start:]


def _named(pattern: str, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The names of the TEI elements that a pattern is made for."""
    bare, before = pattern, ""
    while bare != before:  # predicates may hold predicates
        before, bare = bare, _PREDICATE.sub("", bare)
    step = bare.rsplit("/", 1)[-1].strip()
    if step == "*":
        yield from _LOCAL.findall(pattern)
    elif (named := _NAME.fullmatch(step)) and prefixes.get(named[1] or "") == TEI:
        yield named[2]
