from __future__ import annotations

from siglum.crosswalks.csl import csl_item


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
    assert (item["author"], item["recipient"]) == ([{"literal": "Jan"}], [{"literal": "Piotr"}])
    assert item["issued"] == {"date-parts": [[1438, 1, 13]]}


def test_a_text_by_itself(empty):
    """A text that is all of the edition is a book."""
    assert csl_item(empty) == {"id": "b", "type": "book", "title": "b"}
