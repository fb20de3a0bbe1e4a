"""The file for harvesters -> what DTS 1.0 says of it as files, for editions without a service.

Level 0 of DTS (https://dtsapi.org/versions/v1.0, «Conformance»): all but ranges. Each file is what
the service answers to one request, but for the addresses in it. There is one for each request that
the templates allow, with `down` as far as the trees of the text are deep.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Final

from siglum.harvest.dts import ANSWERS, TEXTS, Edition, as_json, document, entry, navigation
from siglum.harvest.endpoints import Files, is_part_of_name
from siglum.harvest.passages import Passage, Tree, Trees

#: Each passage has a file that names those beside it: with more of them, files grow too large.
_PASSAGES: Final = 100

File = tuple[str, bytes]


class DtsFiles:
    """What DTS says of an edition of that `title`, published at `url`, for files below `url`/dts.

    `file` has the records of all texts, and perhaps nothing else yet.
    """

    def __init__(self, file: sqlite3.Connection, title: str, url: str) -> None:
        # An address would be no name of a folder
        name = re.sub(r"[^A-Za-z0-9.]+", "-", url.partition("//")[2]).strip("-.")
        self._edition = Edition(file, title, name, Files(f"{url}/dts"), (), TEXTS, _PASSAGES)

    def unfit(self) -> Iterator[tuple[int, str]]:
        """The number of each text that can have no files, and the name in it that no file has."""
        for number, identifier in self._texts():
            if not is_part_of_name(identifier) or identifier == self._edition.name:
                yield number, identifier
                continue
            trees = Trees(self._edition.file, number)
            names = (
                one
                for name in trees.names
                for one in (name or "1", *(passage.ref for passage in _passages(trees, name)))
            )
            unfit = next((one for one in names if not is_part_of_name(one)), None)
            if unfit is not None:
                yield number, unfit

    def write(self) -> Iterator[File]:
        """Each file: its name below the folder of all, and its content. No text may be unfit."""
        yield "index.jsonld", as_json(entry(self._edition, {}))
        for named in ({}, {"id": self._edition.name}):
            yield from self._collection(named)
        for number, identifier in self._texts():
            yield from self._collection({"id": identifier})
            yield from self._text(number, {"resource": identifier})

    def _texts(self) -> Iterator[tuple[int, str]]:
        told = "SELECT text, id FROM resources ORDER BY text"
        return iter(self._edition.file.execute(told))

    def _collection(self, named: Mapping[str, str]) -> Iterator[File]:
        for nav in ({}, {"nav": "children"}, {"nav": "parents"}):
            yield from self._pages("collection", {**named, **nav})

    def _pages(self, endpoint: str, asked: Mapping[str, str]) -> Iterator[File]:
        """The answer to a request, and each page of it, if it has several."""
        told = ANSWERS[endpoint](self._edition, asked)
        yield Files.name(endpoint, asked), as_json(told)
        more, page = "view" in told, 1
        while more:
            paged = {**asked, "page": str(page)}
            told = ANSWERS[endpoint](self._edition, paged)
            yield Files.name(endpoint, paged), as_json(told)
            more, page = told["view"]["next"] is not None, page + 1

    def _text(self, number: int, asked: Mapping[str, str]) -> Iterator[File]:
        yield self._document(asked)
        trees = Trees(self._edition.file, number)
        if not trees.names:
            yield from self._pages("navigation", {**asked, "down": "-1"})
            yield from self._pages("navigation", {**asked, "down": "1"})
        for name in trees.names:
            tree = trees.find(name)
            assert tree is not None
            downs = ["-1", *map(str, range(1, tree.depth + 1))]
            here = {**asked, **({"tree": name} if name else {})}
            for down in downs:
                yield from self._pages("navigation", {**here, "down": down})
            for passage in _passages(trees, name):
                there = {**here, "ref": passage.ref}
                yield self._document(there)
                yield Files.name("navigation", there), as_json(navigation(self._edition, there))
                for down in downs:
                    yield from self._pages("navigation", {**there, "down": down})
                yield from self._beside({**there, "down": "0"}, tree, passage)

    def _beside(self, asked: Mapping[str, str], tree: Tree, passage: Passage) -> Iterator[File]:
        """What stands beside a passage: where that is much, pages are those of the first of all.

        Each passage of a row would else have all pages of it.
        """
        (first,) = tree.beside(passage, 0, 1)
        if first.number == passage.number:
            yield from self._pages("navigation", asked)
            return
        size = tree.count_beside(passage)
        of_first = {**asked, "ref": first.ref}
        view = self._edition.view("navigation", of_first, 1, size, self._edition.passages)
        told = navigation(self._edition, asked) | view
        yield Files.name("navigation", asked), as_json(told)

    def _document(self, asked: Mapping[str, str]) -> File:
        _, body = document(self._edition, asked)
        return Files.name("document", asked), b"".join(body)


def _passages(trees: Trees, name: str) -> Iterator[Passage]:
    """All passages of a tree, some at a time."""
    tree = trees.find(name)
    assert tree is not None
    _, last, _ = tree.whole
    for start in range(0, last + 1, 1000):
        yield from tree.within(start, start + 999, None, 0, 1000)
