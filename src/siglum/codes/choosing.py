"""Words that stand for codes (`wit.undeclared`, `wit`, `schema.*`) -> the codes that are meant."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

#: What the first part of a code means, in the order in which areas are listed.
AREAS: Final[dict[str, str]] = {
    "source": "reading a source",
    "xi": "what a source includes",
    "schema": "the schema of the texts",
    "grammar": "what is wrong with a schema",
    "rule": "Schematron rules",
    "id": "identifiers",
    "ptr": "pointers",
    "wit": "witnesses and their sigla",
    "app": "entries of the apparatus",
    "lem": "lemmata",
    "rdg": "readings",
    "rdg-group": "groups of readings",
    "wit-detail": "details about witnesses",
    "lacuna": "lacunae",
    "extent": "where fragmentary witnesses begin and end",
    "transposition": "transpositions",
    "hand": "hands",
    "resp": "responsibility",
    "cert": "certainty",
    "change": "stages of revision",
    "span": "spans",
    "cit": "numbers to cite by",
    "rendition": "how the source looks",
    "facs": "pictures and facsimiles",
    "letter": "letters",
    "lang": "languages",
    "text": "characters of the text",
    "metadata": "what records say of a text",
    "config": "edition.toml",
    "publish": "publishing, identifiers and the ledger",
    "render": "stylesheets and templates",
    "pdf": "the printed book",
    "output": "the output folder and reports",
}


def area_of(code: str) -> str:
    """The area that a code belongs to."""
    return code.partition(".")[0]


def means(word: str, code: str) -> bool:
    """Whether `word` (a code, an area, or a pattern with `*`) stands for `code`."""
    if "*" in word:
        return fnmatchcase(code, word)
    return code in (word, word.rstrip(".")) or area_of(code) == word.rstrip(".")


def codes_meant(word: str, codes: Iterable[str]) -> list[str]:
    """All of `codes` that `word` stands for; none if nothing is called so."""
    return [code for code in codes if means(word, code)]


def by_area(codes: Iterable[str]) -> dict[str, list[str]]:
    """`codes` under their areas, areas in the order of `AREAS`."""
    order = list(AREAS)
    areas: dict[str, list[str]] = {}
    for code in codes:
        areas.setdefault(area_of(code), []).append(code)
    known = sorted(areas, key=lambda one: (order.index(one) if one in AREAS else len(order), one))
    return {area: areas[area] for area in known}
