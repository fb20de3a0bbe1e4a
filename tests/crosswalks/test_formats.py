"""What holds for every format: nothing of a record is lost, and all of it can be written."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.config import Config
from siglum.crosswalks.formats import FORMATS
from siglum.metadata.model import Agent, Licence, Metadata, Source, Subject, Text
from siglum.metadata.record import UNKNOWN, Standing, record_of_text

#: What a record holds, and the formats that have a place for it.
HELD = {
    "Carmen": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "salt": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Haller": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Salt Society": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Vrba": "bib ris csl.json jsonld mods.xml",
    "Jo Pond": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "encoding": "datacite.xml mods.xml marc.xml",
    "Salt Press": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Olomouc": "bib ris csl.json mods.xml marc.xml",
    "2024": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "2025-06-07": "jsonld datacite.xml mods.xml",
    "Hallein, Archive": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Basel 1531": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "https://creativecommons.org/licenses/by/4.0/":
        "ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Tunes © Estate": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Salina": "jsonld dc.xml",
    "47.6833": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "restriction on access": "mods.xml",
    "10.5555/a": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "pta1": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Salt Library": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Salt Library, 7": "ris dc.xml datacite.xml",
    "1234-5679": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Froben": "jsonld datacite.xml mods.xml marc.xml",
    "N. Ed": "jsonld mods.xml",
    "Set after the first print.": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "https://ror.org/03yrm5c26": "jsonld datacite.xml mods.xml",
    "Salt Shop": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "Джо Понд": "jsonld mods.xml marc.xml",
    "https://w.org/carmen": "jsonld mods.xml",
    "https://e.org/project/1": "jsonld datacite.xml mods.xml",
    "Fonds": "jsonld mods.xml",
    "Sundry": "bib ris csl.json jsonld dc.xml mods.xml marc.xml",
    "sea": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "roads": "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
    "In verse.": "dc.xml datacite.xml mods.xml marc.xml",
    "Fund": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "120 words": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "0200/0399": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "P 1": "jsonld datacite.xml mods.xml marc.xml",
    "https://e.org/book": "jsonld dc.xml datacite.xml mods.xml marc.xml",
    "https://e.org/all": "dc.xml datacite.xml mods.xml marc.xml",
    "All songs": "datacite.xml mods.xml marc.xml",
    "https://viaf.org/viaf/12": "jsonld datacite.xml mods.xml marc.xml",
    "https://s.org/downloads/a.pdf": "ris jsonld dc.xml datacite.xml mods.xml marc.xml",
    "https://s.org/texts/a/index.html":
        "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_nothing_is_lost_for_which_a_format_has_a_place(form, full):
    """Each value of the record is found in each format that can hold it."""
    text = form.write(full)
    lost = [words for words, formats in HELD.items()
            if form.ending in formats.split() and words not in text]  # fmt: skip
    assert lost == []


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.ending)
def test_what_is_unknown_is_not_invented(form, empty):
    """Of a text of which nothing is known there is still a record, and nothing in it is made up."""
    text = form.write(empty)
    assert "b" in text
    assert not re.search(r"\b(19|20)\d\d\b", re.sub(r"https?://[^\s\"<]*|1999", "", text))
    if form.ending == "datacite.xml":
        assert text.count(UNKNOWN) == 2
        assert "<publicationYear>0000<" in text


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)


@given(words, words, words)
def test_any_words_can_be_written(title, name, terms):
    """Brackets, quotation marks, backslashes: every format stays what it is."""
    said = Metadata(
        titles=(Text(title),),
        agents=(Agent(name, ("aut",)),),
        subjects=(Subject(terms, terms),),
        sources=(Source(terms, uris=(terms,)),),
        licences=(Licence("", terms),),
    )
    record = record_of_text(said, Config(Path()), Standing("x"), "x", None)
    for form in FORMATS:
        text = form.write(record)
        if "xml" in form.ending:
            root = etree.fromstring(text.encode())
            assert title in root.xpath("string()") or not title.strip()
        elif "json" in form.ending:
            json.loads(text)
        elif form.ending == "ris":
            assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in text.split("\r\n") if line)
        else:
            plain = re.sub(r"\\[{}]", "", text)
            assert plain.count("{") == plain.count("}")
            assert re.fullmatch(r"@book\{x,\n(  [a-z]+ = \{.*\},\n)*\}\n", text)


def test_endings_and_profiles_are_unique():
    """No two formats write the same file."""
    assert len({form.ending for form in FORMATS}) == len(FORMATS)
    assert all(dataclasses.is_dataclass(form) and form.rows for form in FORMATS)
