"""A schema with Schematron rules (.sch, or .rng with rules in it) -> its patterns of rules.

Abstract patterns and rules are filled in, included files of the edition spliced in, phases
passed over: every pattern counts. Nothing is evaluated here. Source: ISO/IEC 19757-3.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from siglum.findings import EditionError, Finding, Place, found
from siglum.source.files import read_source_file
from siglum.source.positions import Origins
from siglum.source.wellformed import parse

_NAMESPACES: Final = (
    "http://purl.oclc.org/dsdl/schematron",
    "http://www.ascc.net/xml/schematron",  # Schematron 1.x
)
_XSLT: Final = "http://www.w3.org/1999/XSL/Transform"
_RELAX_NG: Final = "http://relaxng.org/ns/structure/1.0"
_LINKS: Final = (f"{{{_RELAX_NG}}}include", f"{{{_RELAX_NG}}}externalRef")
_DEPTH: Final = 8  # files that include each other in a row
_FILES: Final = 200


_NCNAME = re.compile(r"[^\W\d][\w.\-]*")


def _names(local: str) -> tuple[str, ...]:
    return tuple(f"{{{namespace}}}{local}" for namespace in _NAMESPACES)


_PATTERN, _RULE, _LET, _NS = _names("pattern"), _names("rule"), _names("let"), _names("ns")
_ASSERT, _REPORT, _PARAM = _names("assert"), _names("report"), _names("param")
_EXTENDS, _INCLUDE, _SCHEMA = _names("extends"), _names("include"), _names("schema")
_NAME, _VALUE_OF, _DIAGNOSTIC = _names("name"), _names("value-of"), _names("diagnostic")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: `text` as it stands, or what the expression `select` gives."""

    text: str = ""
    select: str = ""


@dataclass(frozen=True, slots=True)
class Test:
    """An `assert` or `report`: broken when `test` is not `wanted`."""

    wanted: bool
    test: str
    message: tuple[Part, ...]
    role: str = ""
    diagnostics: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What is tested where: a node is judged by the first rule of a pattern that it fits."""

    context: str
    lets: tuple[tuple[str, str], ...]
    tests: tuple[Test, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Rules that belong together, and what they are given."""

    lets: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Schematron:
    """All rules of one schema.

    `version1` says that they are meant as XPath 1.0; `functions` are XSLT functions and keys of
    their own; `findings` tell what could not be read.
    """

    name: str
    namespaces: Mapping[str, str]
    lets: tuple[tuple[str, str], ...]
    patterns: tuple[Pattern, ...]
    version1: bool = False
    functions: tuple[etree._Element, ...] = ()
    findings: tuple[Finding, ...] = ()

    def tests(self) -> Iterator[tuple[Pattern, Rule, Test]]:
        """Every test, with where it stands."""
        for pattern in self.patterns:
            for rule in pattern.rules:
                for test in rule.tests:
                    yield pattern, rule, test


def read_schematron(path: Path, jail: Path, name: str, *, embedded: bool = False) -> Schematron:
    """The rules in the file at `path`, which findings call `name`.

    Only files within `jail` are included. `embedded`: the file is a RELAX NG schema, and whoever
    reads it as that tells what is wrong with it. Raises EditionError (`rule.unreadable`) when
    nothing can be read.
    """
    return _Reader(path, jail, name, embedded).read()


@dataclass
class _Reader:
    path: Path
    jail: Path
    name: str
    embedded: bool
    findings: list[Finding] = field(default_factory=list)
    origins: list[Origins] = field(default_factory=list)

    def read(self) -> Schematron:
        if not Path(_real(self.path)).is_relative_to(_real(self.jail)):
            told = "the rules lie outside the folder of the edition, and are not opened"
            raise EditionError([found("rule.unreadable", Place(self.name), told)])
        root = self._open(self.path, self.name)
        if not self.embedded and root.tag not in _SCHEMA and next(root.iter(*_RULE), None) is None:
            raise EditionError([self._wrong(root, "this is no Schematron schema")])
        roots = [root]
        if self.embedded:
            self._linked(root, self.path, roots, frozenset((_real(self.path),)), 0)
        else:
            self._splice(root, self.path, frozenset((_real(self.path),)), 0)
        namespaces: dict[str, str] = {}
        for one in roots:
            for declared in one.iter(*_NS):
                namespaces.setdefault(declared.get("prefix", ""), declared.get("uri", ""))
        for one in roots:
            for prefix, uri in one.nsmap.items():
                if prefix and uri not in _NAMESPACES:
                    namespaces.setdefault(prefix, uri)
        namespaces = {
            prefix: uri
            for prefix, uri in namespaces.items()
            if uri and _NCNAME.fullmatch(prefix) and not prefix.lower().startswith("xml")
        }
        patterns: list[Pattern] = []
        for one in roots:
            patterns += _Patterns(self, one).read()
        top = root if root.tag in _SCHEMA else None
        binding = "" if top is None else top.get("queryBinding", "").lower()
        return Schematron(
            self.name,
            namespaces,
            tuple(pair for one in roots for pair in _loose_lets(one)),
            tuple(patterns),
            not self.embedded and binding in ("", "xslt", "xslt1", "xpath", "exslt"),
            tuple(root.iterchildren(f"{{{_XSLT}}}function", f"{{{_XSLT}}}key")),
            tuple(self.findings),
        )

    def tell(self, element: etree._Element, message: str) -> None:
        """Note what is wrong with an element of the schema."""
        self.findings.append(self._wrong(element, message))

    def _wrong(self, element: etree._Element, message: str) -> Finding:
        places = (one.place(element) for one in self.origins if one.of(element))
        return found("rule.unreadable", next(places, Place(self.name)), message)

    def _open(self, path: Path, name: str) -> etree._Element:
        try:
            file = read_source_file(path, name)
            root = parse(file).root
        except EditionError as error:
            if self.embedded:
                raise
            first = error.findings[0]
            finding = found("rule.unreadable", first.place, first.message, first.hint)
            raise EditionError([finding]) from None
        origins = Origins(file, root)
        if not self.embedded:
            origins.settle()  # includes will be spliced in
        self.origins.append(origins)
        return root

    def _inner(self, path: Path, href: str) -> Path | None:
        """The file of the edition that `href` leads to from `path`."""
        address = unquote(href.partition("#")[0])
        if not address or ":" in address or "\0" in address or len(self.origins) >= _FILES:
            return None
        target = path.parent / address
        inside = Path(_real(target)).is_relative_to(_real(self.jail))
        return Path(os.path.normpath(target)) if inside and target.is_file() else None

    def _linked(
        self,
        root: etree._Element,
        path: Path,
        roots: list[etree._Element],
        trail: frozenset[str],
        depth: int,
    ) -> None:
        """Add to `roots` the schemas that a RELAX NG schema includes: they may have rules too."""
        for link in root.iter(*_LINKS):
            target = self._inner(path, link.get("href", ""))
            if target is None or _real(target) in trail or depth >= _DEPTH:
                continue
            try:
                inner = self._open(target, os.path.normpath(Path(self.name).parent / target.name))
            except EditionError:
                continue
            roots.append(inner)
            trail |= {_real(target)}
            self._linked(inner, target, roots, trail, depth + 1)

    def _splice(self, root: etree._Element, path: Path, trail: frozenset[str], depth: int) -> None:
        """Put what `include` names, and what `extends` has of another file, into the tree."""
        for link in [*root.iter(*_INCLUDE), *root.iter(*_EXTENDS)]:
            href = link.get("href")
            parent = link.getparent()
            if href is None or parent is None:
                continue
            target = self._inner(path, href)
            known = target is not None and _real(target) in trail
            if target is None or known or depth >= _DEPTH:
                why = "includes itself" if known else "is no file of the edition"
                self.tell(link, f'"{href}" {why}')
                continue
            try:
                inner = self._open(target, self.name)
            except EditionError as error:
                self.findings += error.findings
                continue
            self._splice(inner, target, trail | {_real(target)}, depth + 1)
            if fragment := href.partition("#")[2]:
                inner = next((e for e in inner.iter("*") if e.get("id") == fragment), inner)
            at = parent.index(link)
            parts = list(inner) if link.tag in _EXTENDS else [inner]
            parent[at : at + 1] = parts


def _real(path: Path) -> str:
    return os.path.realpath(path)


class _Patterns:
    """The patterns of one tree."""

    def __init__(self, reader: _Reader, root: etree._Element) -> None:
        self._reader = reader
        self._root = root
        self._abstract = {
            element.get("id", ""): element
            for element in root.iter(*_PATTERN, *_RULE)
            if element.get("abstract") == "true"
        }
        self._diagnostics = {one.get("id", ""): one for one in root.iter(*_DIAGNOSTIC)}
        self._seen: set[tuple[str, bool, str]] = set()

    def read(self) -> Iterator[Pattern]:
        """Each pattern; a rule that stands in none is one of its own."""
        for element in self._root.iter(*_PATTERN, *_RULE):
            if element.get("abstract") == "true":
                continue
            if element.tag in _RULE:
                parent = element.getparent()
                if parent is None or parent.tag not in _PATTERN:
                    yield Pattern((), tuple(self._rules([element], {}, "")))
                continue
            source, values = element, {}
            if model := element.get("is-a"):
                if model not in self._abstract:
                    self._reader.tell(element, f'there is no abstract pattern "{model}"')
                    continue
                source = self._abstract[model]
                values = {
                    f"${one.get('name')}": one.get("value", "") for one in element.iter(*_PARAM)
                }
            rules = self._rules(source.iterchildren(*_RULE), values, element.get("id", ""))
            yield Pattern(_lets(source, values), tuple(rules))

    def _rules(
        self, rules: Iterable[etree._Element], values: Mapping[str, str], pattern: str
    ) -> Iterator[Rule]:
        for rule in rules:
            if rule.get("abstract") == "true":
                continue
            context = _filled(rule.get("context", ""), values)
            if not context.strip():
                self._reader.tell(rule, "a rule has no context")
                continue
            lets: list[tuple[str, str]] = []
            tests: list[Test] = []
            self._take(rule, values, context, rule.get("role", ""), lets, tests, 0)
            yield Rule(context, tuple(lets), tuple(tests), rule.get("id") or pattern)

    def _take(
        self,
        rule: etree._Element,
        values: Mapping[str, str],
        context: str,
        role: str,
        lets: list[tuple[str, str]],
        tests: list[Test],
        depth: int,
    ) -> None:
        """Add what stands in a rule, and in the abstract rules that it extends."""
        for child in rule.iterchildren("*"):
            if child.tag in _LET:
                lets += _let(child, values)
            elif child.tag in _EXTENDS:
                inner = self._abstract.get(child.get("rule", ""))
                if inner is None or depth >= _DEPTH:
                    told = f'there is no abstract rule "{child.get("rule", "")}"'
                    self._reader.tell(child, told)
                else:
                    own = role or inner.get("role", "")
                    self._take(inner, values, context, own, lets, tests, depth + 1)
            elif child.tag in _ASSERT or child.tag in _REPORT:
                test = _filled(child.get("test", ""), values)
                wanted = child.tag in _ASSERT
                # the same test is often there once more with its message in another language
                key = context, wanted, test
                if key not in self._seen:
                    self._seen.add(key)
                    tests.append(
                        Test(
                            wanted,
                            test,
                            tuple(_parts(child, values)),
                            child.get("role") or child.get("flag") or role,
                            tuple(self._diagnosed(child, values)),
                        )
                    )

    def _diagnosed(self, test: etree._Element, values: Mapping[str, str]) -> Iterator[Part]:
        for name in test.get("diagnostics", "").split():
            if name in self._diagnostics:
                yield from _parts(self._diagnostics[name], values)
                yield Part(" ")


def _filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with the values of an abstract pattern's parameters, longer names first."""
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(name, values[name])
    return text


def _let(let: etree._Element, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """The name and value of a variable; nothing if its name is none."""
    name = let.get("name", "")
    parts = name.split(":")
    if len(parts) > 2 or not all(_NCNAME.fullmatch(part) for part in parts):
        return []
    return [(name, _filled(let.get("value") or "''", values))]


def _lets(parent: etree._Element, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for let in parent.iterchildren(*_LET) for pair in _let(let, values))


def _loose_lets(root: etree._Element) -> Iterator[tuple[str, str]]:
    """The variables of a whole schema: those in no pattern and no rule."""
    for let in root.iter(*_LET):
        parent = let.getparent()
        if parent is None or parent.tag not in (*_PATTERN, *_RULE):
            yield from _let(let, {})


def _parts(element: etree._Element, values: Mapping[str, str]) -> Iterator[Part]:
    """The pieces of a message, in order; emphasis and the like give their text."""
    yield Part(_filled(element.text or "", values))
    for child in element.iterchildren("*"):
        if child.tag in _NAME:
            path = _filled(child.get("path", ""), values)
            yield Part(select=f"name({path})" if path else "name(.)")
        elif child.tag in _VALUE_OF:
            yield Part(select=_filled(child.get("select", "."), values))
        elif etree.QName(child).namespace in _NAMESPACES:
            yield from _parts(child, values)
        yield Part(child.tail or "")
