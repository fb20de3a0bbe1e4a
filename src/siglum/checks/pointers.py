"""A document's pointers and pictures -> findings: what leads nowhere, what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.checks.survey import Survey
from siglum.edition import SourceDocument, picture_path
from siglum.findings import EditionError, Finding, found
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.parsing import read_source

#: Attributes of TEI that hold pointers (class teidata.pointer), but for @wit and @xml:base.
_POINTERS = (
    "target", "ref", "corresp", "resp", "source", "hand", "facs", "ana", "who", "next", "prev",
    "sameAs", "copyOf", "from", "to", "change", "rendition", "decls", "synch", "edRef", "scribeRef",
    "spanTo", "toWhom", "perf", "active", "passive", "mutual", "parent", "replyTo", "select",
)  # fmt: skip
#: @from and @to are dates, numbers or labels on most elements.
_ENDS = frozenset({"from", "to"})
_ENDED = frozenset(f"{{{TEI}}}{name}" for name in ("app", "span", "locus"))
_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.\-]*:")
#: Among more ids than this no near one is looked for: it would take longer than it helps.
_MANY = 5000
_FILE = re.compile(r"^[^#?\s]+\.xml(#\S+)?$")


class PointerCheck:
    """Checks documents one by one; remembers which ids the files they point to have."""

    def __init__(self) -> None:
        self._ids: dict[Path, frozenset[str] | None] = {}

    def check(self, survey: Survey, jail: Path) -> list[Finding]:
        """Findings `ptr.…` and `facs.…` of one document; `jail` bounds the files looked into."""
        document = survey.document
        own = frozenset(survey.ids)
        return [*self._pointers(document, own, jail), *_pictures(document)]

    def _pointers(
        self, document: SourceDocument, own: frozenset[str], jail: Path
    ) -> Iterator[Finding]:
        dangling: dict[tuple[str, str], list[etree._Element]] = {}
        files: dict[tuple[str, str, Path], list[etree._Element]] = {}
        for element in document.tei.iter(etree.Element):
            for name in _POINTERS:
                value = element.get(name)
                if not value or (name in _ENDS and element.tag not in _ENDED):
                    continue
                for token in value.split():
                    if token.startswith("#"):
                        if len(token) > 1 and "(" not in token and token[1:] not in own:
                            dangling.setdefault((name, token), []).append(element)
                    elif _FILE.match(token) and not _SCHEME.match(token):
                        base = document.tree.base_of(element).parent
                        files.setdefault((name, token, base), []).append(element)
        for (name, token), elements in dangling.items():
            near = get_close_matches(token[1:], own, 1, 0.8) if len(own) < _MANY else []
            hint = f'did you mean "#{near[0]}"?' if near else ""
            told = f'@{name} points to "{token}", which no element has as its xml:id'
            place = document.tree.place(elements[0], name)
            yield found("ptr.dangling", place, told + _elsewhere(elements), hint)
        for (name, token, base), elements in files.items():
            yield from self._file(document, elements, name, token, base, jail)

    def _file(
        self,
        document: SourceDocument,
        elements: list[etree._Element],
        name: str,
        token: str,
        base: Path,
        jail: Path,
    ) -> Iterator[Finding]:
        path, _, identifier = token.partition("#")
        file = (base / unquote(path)).resolve()
        if not file.is_relative_to(jail.resolve()):
            return
        place = document.tree.place(elements[0], name)
        if not file.is_file():
            told = f'@{name} points to the file "{path}", which is not there'
            told += _elsewhere(elements)
            yield found("ptr.file-missing", place, told)
            return
        ids = self._ids_of(file, jail)
        if identifier and ids is not None and identifier not in ids:
            near = get_close_matches(identifier, ids, 1, 0.8) if len(ids) < _MANY else []
            hint = f'did you mean "{path}#{near[0]}"?' if near else ""
            told = f'@{name} points to "{identifier}" in {path}, which has no such xml:id'
            told += _elsewhere(elements)
            yield found("ptr.id-missing", place, told, hint)

    def _ids_of(self, file: Path, jail: Path) -> frozenset[str] | None:
        if file not in self._ids:
            try:
                root = read_source(file, jail=jail).root
            except EditionError:
                self._ids[file] = None
            else:
                self._ids[file] = frozenset(
                    value for node in root.iter(etree.Element) if (value := node.get(XML_ID))
                )
        return self._ids[file]


def _elsewhere(elements: list[etree._Element]) -> str:
    """One cause is told once: how many more places have it."""
    more = len(elements) - 1
    return f" (and in {more} more place{'s' * (more > 1)})" if more else ""


def _pictures(document: SourceDocument) -> Iterator[Finding]:
    for graphic in document.tei.iter(f"{{{TEI}}}graphic", f"{{{TEI}}}media"):
        path = picture_path(document.tree, graphic)
        if path is not None and not path.is_file():
            url = graphic.get("url", "")
            place = document.tree.place(graphic, "url")
            told = f'the picture "{url}" is not there'
            hint = (
                "put the file beside the source, or correct @url; its caption is shown without it"
            )
            yield found("facs.missing-file", place, told, hint)
