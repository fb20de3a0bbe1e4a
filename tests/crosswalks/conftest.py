"""What tests of crosswalks share: the record of a text whose header says all that one can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from siglum.config import Config, EditionOptions
from siglum.metadata.model import (
    Agent,
    Authority,
    Book,
    Funder,
    Language,
    Letter,
    Licence,
    Link,
    Metadata,
    Place,
    Series,
    Source,
    Subject,
    Text,
    When,
)
from siglum.metadata.record import File, Record, Standing, record_of_edition, record_of_text

CONFIG = Config(
    Path(),
    edition=EditionOptions(
        title="All & Sundry", editors=("Vrba, Marta",), date="2026-05-01", language="en"
    ),
)
FULL = Metadata(
    titles=(
        Text("Carmen", "la", uri="https://w.org/carmen"),
        Text("of 10 % salt_", "en", "sub"),
        Text("Lied", "de"),
    ),
    agents=(
        Agent("Haller, Ioannes", ("aut",), "Haller", "Ioannes", ", 1480-1533",
              ids=(Authority("VIAF", "12", "https://viaf.org/viaf/12"),)),
        Agent("Salt Society", ("edt",), body=True),
        Agent("Jo Pond", ("trl", "mrk"), tasks=("translation", "encoding"),
              ids=(Authority("ORCID", "0000-0002-1825-0097",
                             "https://orcid.org/0000-0002-1825-0097"),),
              variants=(Text("Джо Понд", "ru"),)),
    ),
    publishers=(
        Agent("Salt Press", ("pbl",), body=True,
              ids=(Authority("ROR", "03yrm5c26", "https://ror.org/03yrm5c26"),)),
        Agent("Salt Shop", ("dst",), body=True),
    ),
    places=("Olomouc",),
    issued=When("2024-03", words="March 2024"),
    updated="2025-06-07",
    created=When("-0050", "0150", "late"),
    created_at=(
        Place("Hallein", ("https://www.geonames.org/2777113",), (Text("Salina", "la"),), "de"),
    ),
    points=(("47.6833", "-13.1"),),
    text_language="la",
    languages=(Language("la", "Latin"), Language("de", "German")),
    licences=(Licence("https://creativecommons.org/licenses/by/4.0/", "free", "CC BY 4.0",
                      "CC-BY-4.0"),),
    status="free",
    rights_notes=("Tunes © Estate",),
    ids=(Authority("DOI", "10.5555/a", "https://doi.org/10.5555/a"), Authority("PTA", "pta1")),
    related=(Link("https://e.org/all", "All songs"),),
    edition="Second edition",
    version="1.1",
    series=(Series("Salt Library", number="7", ids=(Authority("ISSN", "1234-5679"),)),),
    sources=(
        Source("Hallein, Archive, MS 3", "manuscript", "A", ("Hallein", "Archive", "MS 3"),
               number="MS 3"),
        Source("I. Haller. Carmina. Basel 1531", "print", uris=("https://e.org/book",),
               book=Book("Carmina", ("I. Haller",), ("N. Ed",), "Froben", "Basel", "1531")),
        Source("Set after the first print."),
        Source("P46", "witness", "P46", about="0200/0399"),
    ),
    subjects=(Subject("song", "https://v.org/", "https://v.org/song"), Subject("salt, sea")),
    abstracts=(Text("On <salt> & \"roads\".", "en"),),
    notes=(Text("In verse."),),
    extents=("120 words",),
    funders=(
        Funder("Fund", "P 1", ("https://ror.org/013tf3c58",), "https://e.org/project/1",
               (Text("Fonds", "fr"),)),
    ),
)  # fmt: skip
FILES = (
    File("https://s.org/downloads/a.xml", "application/tei+xml", "TEI (XML)"),
    File("https://s.org/downloads/a.pdf", "application/pdf", "PDF"),
)


def edition() -> Record:
    """The record of the edition that the texts belong to."""
    return record_of_edition(
        "All & Sundry", CONFIG, Standing("edition", "https://s.org/index.html"), (FULL,)
    )


@pytest.fixture
def full() -> Record:
    """A text in an edition, with everything."""
    standing = Standing("a", "https://s.org/texts/a/index.html", FILES)
    return record_of_text(FULL, CONFIG, standing, "a", edition())


@pytest.fixture
def empty() -> Record:
    """A text of which nothing is known, in no edition and nowhere."""
    return record_of_text(Metadata(), Config(Path()), Standing("b"), "b", None)


@pytest.fixture
def letter() -> Record:
    """A letter in an edition."""
    said = Metadata(
        titles=(Text("Jan to Piotr"),),
        agents=(Agent("Jan", ("aut",)),),
        letter=Letter((Agent("Jan", ("aut",)),), (Agent("Pan, Piotr", ("rcp",), "Pan", "Piotr"),)),
        created=When("1438-01-13"),
        created_at=(Place("Lwów"),),
    )
    standing = Standing("c", "https://s.org/texts/c/index.html")
    return record_of_text(said, CONFIG, standing, "c", edition())
