from __future__ import annotations

import dataclasses
from pathlib import Path

from siglum.config import Config, EditionOptions, MetadataOptions
from siglum.metadata.model import Agent, Language, Licence, Metadata, Subject, Text, When
from siglum.metadata.record import Record, Standing, record_of_edition, record_of_text

CONFIG = Config(
    Path(),
    edition=EditionOptions(
        title="E", editors=("Vrba, Marta",), licence="CC BY 4.0", date="2026-05"
    ),
    metadata=MetadataOptions(
        authors=("N. N.",),
        publisher="P",
        place="Brno",
        language="la",
        subjects=("salt",),
        doi="10.5555/e",
        persons={"Vrba, Marta": "https://orcid.org/0000-0002-1825-0097"},
    ),
)
SAID = Metadata(
    titles=(Text("T"),),
    agents=(Agent("A", ("aut",)), Agent("Vrba, Marta", ("edt",))),
    publishers=(Agent("Own", ("pbl",)),),
    issued=When("2020"),
    text_language="grc",
    licences=(Licence("https://x", "x"),),
    subjects=(Subject("sea"),),
)


def text(said: Metadata, config: Config = CONFIG, whole: Record | None = None) -> Record:
    return record_of_text(said, config, Standing("t"), "key", whole)


def test_the_header_goes_before_edition_toml():
    """What a header says is never replaced."""
    record = text(SAID)
    assert (record.publisher, record.issued.last, record.language) == ("Own", "2020", "grc")
    assert [agent.name for agent in record.creators] == ["A"]
    assert (record.licences, record.subjects) == (SAID.licences, SAID.subjects)
    assert record.defaults == record.missing == ()
    assert record.places == ()  # the place of edition.toml is that of its publisher


def test_each_default_is_told():
    """What edition.toml fills in is named, field by field."""
    record = text(Metadata(titles=(Text("T"),)))
    assert record.defaults == ("author", "publisher", "date", "language", "licence", "subjects")
    assert (record.publisher, record.places, record.issued.last) == ("P", ("Brno",), "2026-05")
    assert record.licences[0].spdx == "CC-BY-4.0"
    assert record.missing == ()


def test_what_nobody_says_is_told_too():
    """A record without a creator is one, and says that it has none."""
    record = text(Metadata(), Config(Path()))
    assert record.missing == ("title", "creator", "publisher", "date", "language", "licence")
    assert record.title.words == "key"


def test_creators():
    """Authors; else who is responsible; else the editors of the edition; else a sponsor."""
    no_authors = dataclasses.replace(
        CONFIG, metadata=dataclasses.replace(CONFIG.metadata, authors=())
    )
    without = dataclasses.replace(SAID, agents=SAID.agents[1:])
    assert [one.name for one in text(without, no_authors).creators] == ["Vrba, Marta"]
    nobody = dataclasses.replace(SAID, agents=())
    record = text(nobody, no_authors)
    assert ([one.name for one in record.creators], record.defaults) == (
        ["Vrba, Marta"],
        ("editor",),
    )
    sponsor = dataclasses.replace(SAID, agents=(Agent("S", ("spn",), body=True),))
    assert [one.name for one in text(sponsor, Config(Path())).creators] == ["S"]


def test_editors_of_a_citation():
    """Whoever edits, also as one of the creators; beside an author, who only encoded does not."""
    creator = Agent("C", ("edt", "cre"))
    other = Agent("O", ("edt",))
    both = dataclasses.replace(SAID, agents=(creator, other))
    assert [one.name for one in text(both, Config(Path())).editors] == ["C", "O"]
    encoded = dataclasses.replace(SAID, agents=(SAID.agents[0], Agent("E", ("mrk",))))
    assert text(encoded, Config(Path())).editors == ()
    alone = dataclasses.replace(SAID, agents=(Agent("E", ("mrk",)),))
    assert [one.name for one in text(alone, Config(Path())).editors] == ["E"]


def test_titles_of_what_a_text_is_in():
    """A series, or a work that the text is a part of: neither is another title of the text."""
    titles = (Text("T"), Text("B", kind="host", uri="https://e.org/b"), Text("S", kind="s"))
    record = text(dataclasses.replace(SAID, titles=titles))
    assert record.other_titles == ()
    assert [(one.title, one.host) for one in record.series] == [("B", True), ("S", False)]
    assert (record.published_in, record.in_series) == ("B", record.series[1])
    assert record.series[0].ids[0].uri == "https://e.org/b"


def test_persons_of_edition_toml_get_their_address():
    """[metadata.persons] gives an ORCID to whoever is so called, in header and configuration."""
    orcid = "https://orcid.org/0000-0002-1825-0097"
    assert text(SAID).contributors[0].ids[0].uri == orcid
    assert text(SAID).editors[0].ids[0].uri == orcid
    assert (text(SAID).editors[0].family, text(SAID).editors[0].given) == ("Vrba", "Marta")


def test_the_doi_of_the_edition_is_that_of_its_only_text():
    """A text among others has no DOI from its edition."""
    whole = record_of_edition("E", CONFIG, Standing("edition"), (SAID, SAID))
    assert whole.doi == "10.5555/e"
    assert text(SAID, whole=whole).doi == ""
    assert text(SAID).doi == "10.5555/e"


def test_a_part_is_cited_with_the_date_of_its_whole():
    """Records keep the date of the header; citations take that of the edition."""
    whole = record_of_edition("E", CONFIG, Standing("edition"), (SAID,))
    record = text(SAID, whole=whole)
    assert (record.issued.last, record.date_cited.last) == ("2020", "2026-05")
    assert text(SAID).date_cited.last == "2020"


def test_the_edition_has_what_its_texts_agree_on():
    """One publisher, one language, one licence of all texts is that of the edition; else none."""
    other = dataclasses.replace(SAID, text_language="la", issued=When("2023"))
    record = record_of_edition("E", Config(Path()), Standing("edition"), (SAID, other))
    assert (record.publisher, record.language, record.issued.last) == ("Own", "", "2023")
    assert record.licences == SAID.licences
    assert [agent.name for agent in record.creators] == ["Vrba, Marta"]


def test_of_several_languages_the_first():
    """Where languages are only listed, the first of them; with a default in edition.toml, that."""
    several = Metadata(languages=(Language("de"), Language("la")))
    assert text(several, Config(Path())).language == "de"
    assert text(several).language == "la"
