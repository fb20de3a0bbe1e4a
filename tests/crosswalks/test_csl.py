from __future__ import annotations

import dataclasses

from siglum.crosswalks.csl import csl_item
from siglum.metadata.model import Text


def test_a_chapter(full):
    """A text is a chapter of the edition, dated and published as that is."""
    item = csl_item(full)
    assert item["type"] == "chapter"
    assert item["container-title"] == "All & Sundry"
    assert item["author"] == [{"family": "Haller", "given": "Ioannes"}]
    assert item["editor"] == [{"family": "Vrba", "given": "Marta"}]
    assert item["issued"] == {"date-parts": [[2026, 5, 1]]}
    assert item["original-date"] == {"date-parts": [[-50], [150]]}
    assert (item["archive"], item["archive_location"]) == ("Hallein, Archive", "MS 3")


def test_a_letter(letter):
    """A letter is by its sender, to its recipient, and has the date on which it was written."""
    item = csl_item(letter)
    assert item["type"] == "personal_communication"
    assert item["author"] == [{"literal": "Jan"}]
    assert item["recipient"] == [{"family": "Pan", "given": "Piotr"}]
    assert item["issued"] == {"date-parts": [[1438, 1, 13]]}


def test_a_letter_of_which_only_the_recipient_is_told(letter):
    """It is by the author whom the title statement names."""
    ends = dataclasses.replace(letter.metadata.letter, senders=())
    said = dataclasses.replace(letter.metadata, letter=ends)
    item = csl_item(dataclasses.replace(letter, metadata=said))
    assert item["author"] == [{"literal": "Jan"}]


def test_a_series_and_its_number(full):
    """They stand apart."""
    item = csl_item(full)
    assert (item["collection-title"], item["collection-number"]) == ("Salt Library", "7")


def test_where_a_source_is(full):
    """Without a number there is only an archive."""
    source = dataclasses.replace(full.sources[0], shelf=("Hallein",), number="")
    item = csl_item(dataclasses.replace(full, sources=(source,)))
    assert item["archive"] == "Hallein"
    assert "archive_location" not in item


def test_subtitles_of_one_language(full):
    """A subtitle in another language does not stand behind the one in that of the title."""
    titles = (Text("carmen breve", "la", "sub"), Text("A Song", "en", "sub"))
    item = csl_item(dataclasses.replace(full, subtitles=titles))
    assert item["title"] == "Carmen: carmen breve"


def test_a_text_by_itself(empty):
    """A text that is all of the edition is a book."""
    assert csl_item(empty) == {"id": "b", "type": "book", "title": "b"}
