"""Witness texts of real editions beside those that a naive program makes of the TEI alone."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from lxml import etree

from siglum.build import read_edition
from siglum.config import config_for_sources
from siglum.edition import Document
from siglum.inspection import Report, quiet
from siglum.source.parsing import read_source
from siglum.sources import find_sources
from siglum.variation.witnesses import voice_of
from siglum.variation.witnesstext import plain_text

pytestmark = pytest.mark.corpora

#: What `make test` looks at, and what `make corpora` does besides.
SAMPLE = ("balex", "plaoul/lectio21", "teiphy/example")
WHOLE = ("plaoul", "patristic", "prakrit", "teiphy")


def _documents(folder: Path) -> Iterator[Document]:
    config = config_for_sources([folder])
    with tempfile.TemporaryDirectory() as work:
        files = find_sources(config)[0]
        yield from read_edition(config, files, Path(work), Report(), quiet, {}).documents


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", dict.fromkeys((*SAMPLE, *WHOLE)))
def test_witnesses_read_what_a_naive_program_finds(
    name: str, corpora: Path, whole_corpora: bool
) -> None:
    """Letter for letter, for every witness that is no hand or family of others."""
    if name not in SAMPLE and not whole_corpora:
        pytest.skip("takes minutes: make corpora")
    compared = 0
    for document in _documents(corpora / name):
        tree = read_source(document.path, jail=document.path.parent)
        if len(tree.texts) > 1:
            continue
        for witness in document.witnesses:
            voice = voice_of(document, witness.key)
            if witness.kind not in ("witness", "unknown") or voice.around:
                continue
            names = frozenset((witness.key, witness.siglum))
            naive = Naive(names, names | voice.families).text(tree.root)
            ours = plain_text(document, witness.key, gap="")
            assert _letters(ours) == _letters(naive), (document.key, witness.siglum)
            compared += 1
    assert compared


# --- the naive program: TEI only, entries in the sentence, no normal form -------------------------

_T = "{http://www.tei-c.org/ns/1.0}"


def _tags(words: str) -> frozenset[str]:
    return frozenset(_T + word for word in words.split())


_ASIDE = _tags("note noteGrp witDetail wit figDesc index teiHeader standOff listWit fw")
_COMES, _GOES = _tags("lacunaEnd witStart"), _tags("lacunaStart witEnd")
_LEM, _RDG, _APP, _GROUP = (_T + name for name in ("lem", "rdg", "app", "rdgGrp"))


class Naive:
    """The text of one witness, told by `own` sigla; what is said of `alike` holds for it too."""

    def __init__(self, own: frozenset[str], alike: frozenset[str]) -> None:
        self.own, self.alike, self.there, self.words = own, alike, True, [""]

    def text(self, root: etree._Element) -> str:
        marks = (mark for mark in root.iter(*_COMES, *_GOES) if self._mine(mark, self.alike))
        first = next(marks, None)
        self.there = first is None or first.tag not in _COMES or self._has_words_before(root, first)
        self._inside(root)
        return "".join(self.words)

    def _has_words_before(self, root: etree._Element, mark: etree._Element) -> bool:
        """Whether a lacuna ends that never began: the witness has words before."""
        if mark.tag != _T + "lacunaEnd":
            return False
        for node in root.iter(mark.tag, _LEM, _RDG):
            if node is mark:
                return False
            own = node.tag != mark.tag and self._mine(node, self.alike)
            if own and mark not in node.iter() and "".join(node.itertext()).strip():
                return True
        return False

    @staticmethod
    def _mine(node: etree._Element, names: frozenset[str]) -> bool:
        holders = [node, *node.iterancestors(_LEM, _RDG)][:2] if node.tag != _RDG else [node]
        tokens = next((one.get("wit", "") for one in holders if one.get("wit")), "")
        return any(token.rpartition("#")[2] in names for token in tokens.split())

    def _inside(self, node: etree._Element) -> None:
        self.words += [node.text or ""] * self.there
        for child in node:
            self._walk(child)
            self.words += [child.tail or ""] * self.there

    def _walk(self, node: etree._Element) -> None:
        if not isinstance(node.tag, str) or node.tag in _ASIDE:
            return
        if node.tag in _COMES | _GOES:
            self.there = node.tag in _COMES if self._mine(node, self.alike) else self.there
        elif node.tag == _APP:
            readings = [] if node.get("from") or node.get("loc") else list(_readings(node))
            for chosen in self._choice(readings)[:1]:
                self._inside(chosen)
        elif node.tag == _T + "choice":
            sides = [side for side in node if isinstance(side.tag, str)]
            shown = [side for side in sides if side.tag in _tags("corr reg expan")]
            for side in (shown or sides)[:1]:
                self._inside(side)
        else:
            self._inside(node)

    def _choice(self, readings: Sequence[etree._Element]) -> list[etree._Element]:
        """Its own reading, first hand and first step before later ones; a family's; the text's."""
        own = [one for one in readings if one.get("wit") and self._mine(one, self.own)]
        own.sort(
            key=lambda one: (
                one.get("hand") is not None,
                int(one.get("varSeq", "0")),
                one.tag != _LEM,
            )
        )
        family = [one for one in readings if one.get("wit") and self._mine(one, self.alike)]
        text = [one for one in readings if one.tag == _LEM]
        return own or family or text or list(readings)


def _readings(holder: etree._Element) -> Iterator[etree._Element]:
    for child in holder:
        if child.tag in (_LEM, _RDG):
            yield child
        elif child.tag == _GROUP:
            yield from _readings(child)
