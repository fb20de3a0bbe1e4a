"""A source and the configuration -> the schemas that the source is to follow.

`--schema` comes before `schema` of edition.toml, and that before what a file says of itself: its
`xml-model` instructions (Associating Schemas with XML documents 1.0, W3C 2010), or those that
oXygen wrote before. Files of the edition are used and nothing else: nothing is fetched. Why a
schema is not used is told as a finding.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from siglum.config import Config, shown
from siglum.findings import Finding, Findings, Place, Severity, found
from siglum.source.parsing import SourceTree

_PAIR = re.compile(r"""([^\W\d][\w:.\-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_USE_SCHEMA: Final = "Save a copy beside the edition, and name it with --schema FILE or as schema "
_IN_TOML: Final = "of [source] in edition.toml."
#: Findings that are told once for all files that name the same schema.
_TOLD_ONCE: Final = frozenset(
    f"grammar.{name}" for name in ("remote", "missing", "outside", "compact", "not-supported")
)


class Kind(Enum):
    """In which language a schema is written, as messages call it."""

    RELAX_NG = "RELAX NG"
    COMPACT = "RELAX NG in the compact syntax"
    SCHEMATRON = "Schematron"
    XSD = "a W3C schema"
    DTD = "a DTD"
    NVDL = "an NVDL script"
    OTHER = "of an unknown kind"


_BY_NAMESPACE: Final = {
    "relaxng.org/ns/structure/1.0": Kind.RELAX_NG,
    "purl.oclc.org/dsdl/schematron": Kind.SCHEMATRON,
    "www.ascc.net/xml/schematron": Kind.SCHEMATRON,
    "www.w3.org/2001/xmlschema": Kind.XSD,
    "purl.oclc.org/dsdl/nvdl/ns/structure/1.0": Kind.NVDL,
}
_BY_TYPE: Final = {
    "application/relax-ng-compact-syntax": Kind.COMPACT,
    "application/x-rnc": Kind.COMPACT,
    "application/xml-dtd": Kind.DTD,
}
_BY_ENDING: Final = {
    ".rng": Kind.RELAX_NG,
    ".rnc": Kind.COMPACT,
    ".sch": Kind.SCHEMATRON,
    ".isosch": Kind.SCHEMATRON,
    ".xsd": Kind.XSD,
    ".dtd": Kind.DTD,
    ".nvdl": Kind.NVDL,
}


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A schema to be used: its path, the folder it must not lead out of, its name in findings."""

    path: Path
    jail: Path
    name: str


@dataclass(slots=True)
class Association:
    """The schemas of a source: grammars to validate against, files with Schematron rules.

    Every grammar is also looked at for rules. `findings` tell which schemas are not used.
    """

    grammars: list[SchemaFile] = field(default_factory=list)
    rules: list[SchemaFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def configured(config: Config) -> Association | None:
    """The schema of the command line or of edition.toml, for all sources; None without one.

    A file that is not there was told of when the sources were looked for.
    """
    if config.schema is not None:
        path = config.schema.absolute()
        jail = config.folder if _within(path, config.folder) else path.parent
        schema = SchemaFile(path, jail, shown(path))
        place = Place(schema.name)
    elif config.source.schema:
        path = config.folder / config.source.schema
        schema = SchemaFile(path, config.folder, shown(path))
        place = Place(shown(config.file) if config.file else schema.name)
    else:
        return None
    association = Association()
    if path.is_file():
        kind = _kind(path.name, {})
        if kind is Kind.OTHER:  # it was chosen: whoever reads it tells if it is none
            kind = Kind.RELAX_NG
        _use(association, schema, kind, place, grave=True)
    return association


def own_rules(config: Config) -> list[SchemaFile]:
    """The files of `[checks] schematron`."""
    files = [config.folder / name for name in config.checks.schematron]
    return [SchemaFile(path, config.folder, shown(path)) for path in files]


def associated(tree: SourceTree, jail: Path) -> Association:
    """The schemas that a source names itself; only files within `jail` are used."""
    association = Association()
    named: dict[tuple[str, Kind], int] = {}
    for href, kind, at in _named(tree):
        named.setdefault((href, kind), at)
    for (href, kind), at in named.items():
        if kind is Kind.SCHEMATRON and (href, Kind.RELAX_NG) in named:
            continue  # named twice, for its grammar and for the rules in it: these come along
        parts = _parts(href)
        if parts is None or parts.netloc or parts.scheme not in ("", "file"):
            told = f"not validated: the schema is on the network ({href})"
            if kind is Kind.SCHEMATRON:
                told = f"rules not checked: they are on the network ({href})"
            hint = _USE_SCHEMA + _IN_TOML
            association.findings.append(found("grammar.remote", tree.place_at(at), told, hint))
        else:
            path = Path(os.path.normpath(tree.path.parent / unquote(parts.path)))
            _use_own(association, tree, SchemaFile(path, jail, shown(path)), kind, href, at)
    return association


def told_once(findings: Findings) -> Findings:
    """`findings`, with those about one schema that many files name told at the first of them."""
    counts = Counter(
        (finding.code, finding.message) for finding in findings if finding.code in _TOLD_ONCE
    )
    if not counts:
        return findings
    left = Findings()
    for finding in findings:
        count = counts.get((finding.code, finding.message), 1)
        if finding.code in _TOLD_ONCE:
            if count == 0:
                continue
            counts[finding.code, finding.message] = 0
            if count > 1:
                also = f" (and so in {count - 1} more {'file' if count == 2 else 'files'})"
                finding = replace(finding, message=finding.message + also)
        left.append(finding)
    return left


def _named(tree: SourceTree) -> Iterator[tuple[str, Kind, int]]:
    """What a source says of its schemas: address, kind, where."""
    for target, content, at in tree.instructions():
        pairs: dict[str, str] = {}
        for name, double, single in _PAIR.findall(content):
            pairs.setdefault(name, unescape(double or single).strip())
        if target == "xml-model":
            href = pairs.get("href", "")
            if href:
                yield href, _kind(href, pairs), at
        elif target == "oxygen":
            if href := pairs.get("RNGSchema", ""):
                compact = pairs.get("type") == "compact"
                yield href, Kind.COMPACT if compact else Kind.RELAX_NG, at
            if href := pairs.get("SCHSchema", ""):
                yield href, Kind.SCHEMATRON, at


def _kind(href: str, pairs: dict[str, str]) -> Kind:
    """What language a schema is in: as it says, else by its media type, else by its name."""
    namespace = pairs.get("schematypens", "").partition("://")[2].rstrip("/").lower()
    parts = _parts(href)
    ending = Path(parts.path if parts and parts.netloc else href).suffix.lower()
    if namespace in _BY_NAMESPACE:
        kind = _BY_NAMESPACE[namespace]
        compact = kind is Kind.RELAX_NG and ending == ".rnc"
        return Kind.COMPACT if compact else kind
    return _BY_TYPE.get(pairs.get("type", "")) or _BY_ENDING.get(ending, Kind.OTHER)


def _parts(href: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(href)
    except ValueError:
        return None


def _use_own(
    association: Association,
    tree: SourceTree,
    schema: SchemaFile,
    kind: Kind,
    href: str,
    at: int,
) -> None:
    """Use a file that a source names, if it lies in the edition and is there."""
    hint = "Correct the address, or name another schema with --schema FILE."
    if "\0" in href or not _within(schema.path, schema.jail):
        told = f'the schema "{href}" lies outside the folder of the edition, and is not opened'
        hint = _USE_SCHEMA + _IN_TOML
        finding = found("grammar.outside", tree.place_at(at), told, hint)
        association.findings.append(replace(finding, severity=Severity.WARNING))
    elif not schema.path.is_file():
        told = f"there is no such file: {schema.name}, which the text names as its schema"
        association.findings.append(found("grammar.missing", tree.place_at(at), told, hint))
    else:
        _use(association, schema, kind, tree.place_at(at), grave=False)


def _use(
    association: Association, schema: SchemaFile, kind: Kind, place: Place, *, grave: bool
) -> None:
    """Take a schema that is there, or tell why it cannot be used: an error if it was chosen."""
    if kind is Kind.RELAX_NG:
        association.grammars.append(schema)
        return
    if kind is Kind.SCHEMATRON:
        association.rules.append(schema)
        return
    if kind is Kind.COMPACT:
        told = f"not validated: {schema.name} is in the compact syntax of RELAX NG"
        made = f"{schema.path.stem}.rng"
        hint = f"Convert it, for instance with trang {schema.path.name} {made}, and name {made}."
        finding = found("grammar.compact", place, told, hint)
    else:
        told = f"not validated: {schema.name} is {kind.value}, which siglum cannot use"
        hint = "Name the RELAX NG schema (.rng) of the same customisation."
        finding = found("grammar.not-supported", place, told, hint)
    if grave:
        finding = replace(finding, severity=Severity.ERROR)
    association.findings.append(finding)


def _within(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
