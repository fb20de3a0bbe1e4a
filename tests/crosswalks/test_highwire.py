"""What Zotero and Google Scholar look for in the head of a page, name by name."""

from __future__ import annotations

from siglum.crosswalks.highwire import highwire_tags

#: How Zotero's translator «Embedded Metadata» reads the tags: its field, and what it becomes here.
ZOTERO = {
    "citation_title": "Carmen",
    "citation_book_title": "All & Sundry",  # makes the item a part of a book
    "citation_inbook_title": "All & Sundry",
    "citation_series_title": "Salt Library, 7",
    "citation_publication_date": "2026/05/01",
    "citation_publisher": "Salt Press",
    "citation_doi": "10.5555/a",
    "citation_public_url": "https://s.org/texts/a/index.html",
    "citation_fulltext_html_url": "https://s.org/texts/a/index.html",
    "citation_pdf_url": "https://s.org/downloads/a.pdf",
    "citation_language": "la",
    "citation_abstract": 'On <salt> & "roads".',
}


def test_each_field_that_zotero_reads_once(full):
    """Zotero takes the first of each of these; there is one, and it is right."""
    tags = highwire_tags(full)
    for name, content in ZOTERO.items():
        assert [said for tag, said in tags if tag == name] == [content]


def test_authors_family_name_first(full):
    """With a comma, so that Zotero need not guess which part is the family name."""
    tags = highwire_tags(full)
    assert [said for tag, said in tags if tag == "citation_author"] == ["Haller, Ioannes"]
    assert [said for tag, said in tags if tag == "citation_editor"] == ["Vrba, Marta"]


def test_keywords_one_by_one(full):
    """A keyword with a comma stays one: Zotero parts them at semicolons."""
    tags = highwire_tags(full)
    assert [said for tag, said in tags if tag == "citation_keywords"] == ["song", "salt, sea"]


def test_a_text_that_is_the_whole_edition_is_no_part(empty):
    """Without a title of the whole, and without an address, these tags are left out."""
    assert highwire_tags(empty) == [("citation_title", "b")]
