from __future__ import annotations

import dataclasses

from lxml import etree

from siglum.crosswalks.marcxml import write_marcxml
from siglum.metadata.model import Authority, Book, Source, Text, When

NS = {"m": "http://www.loc.gov/MARC21/slim"}


def _marc(record):
    return etree.fromstring(write_marcxml(record).encode())


def _field(root, tag, code):
    return root.xpath(f"m:datafield[@tag='{tag}']/m:subfield[@code='{code}']/text()", namespaces=NS)


def test_fixed_fields(full, empty):
    """Leader and 006 to 008 have their lengths; language and years stand where they belong."""
    for record in (full, empty):
        root = _marc(record)
        lengths = {
            one.get("tag", "leader"): len(one.text)
            for one in root.xpath("m:leader | m:controlfield", namespaces=NS)
        }
        assert lengths["leader"] == 24
        assert (lengths["006"], lengths["008"]) == (18, 40)
    fixed = _marc(full).xpath("string(m:controlfield[@tag='008'])", namespaces=NS)
    assert (fixed[:6], fixed[6], fixed[7:11], fixed[35:38]) == ("250607", "s", "2024", "lat")
    assert _marc(empty).xpath("string(m:leader)", namespaces=NS)[7] == "m"
    assert _marc(full).xpath("string(m:leader)", namespaces=NS)[7] == "a"


def test_main_and_added_entries(full):
    """The first creator is the main entry, the others are added, each with role and number."""
    root = _marc(full)
    assert _field(root, "100", "a") == ["Haller, Ioannes"]
    assert _field(root, "100", "d") == ["1480-1533"]
    assert _field(root, "100", "0") == ["https://viaf.org/viaf/12"]
    assert _field(root, "710", "a") == ["Salt Society"]
    assert _field(root, "700", "4") == ["trl", "mrk"]


def test_a_name_in_another_script(full):
    """It has a field of its own, and both name each other (MARC 21, appendix A)."""
    root = _marc(full)
    assert _field(root, "700", "6") == ["880-01"]
    assert (_field(root, "880", "6"), _field(root, "880", "a")) == (["700-01"], ["Джо Понд"])
    (translator,) = (one for one in full.contributors if one.variants)
    translated = dataclasses.replace(translator, variants=(Text("Jo Étang", "fr"),))
    root = _marc(dataclasses.replace(full, contributors=(translated,)))
    assert _field(root, "880", "a") == []


def test_who_may_read(full):
    """What a header says of its availability: free, or restricted."""
    assert _field(_marc(full), "506", "a") == ["free"]


def test_recipients(letter):
    """Who got a letter has an entry, and is no creator."""
    root = _marc(letter)
    assert (_field(root, "100", "a"), _field(root, "700", "a")) == (["Jan"], ["Pan, Piotr"])
    assert _field(root, "700", "4") == ["rcp"]


def test_identifiers(full):
    """A number that is not in the list of MARC is told with what it is called."""
    numbers = (*full.ids, Authority("ISBN", "961-6500-64-3"))
    root = _marc(dataclasses.replace(full, ids=numbers))
    assert _field(root, "024", "a") == ["10.5555/a", "pta1"]
    assert _field(root, "024", "q") == ["PTA"]
    assert _field(root, "020", "a") == ["961-6500-64-3"]


def test_titles_in_two_languages(full):
    """Each has the subtitle in its language."""
    subtitles = (Text("breve", "la", "sub"), Text("kurz", "de", "sub"))
    root = _marc(dataclasses.replace(full, subtitles=subtitles))
    assert _field(root, "245", "b") == ["breve"]
    assert (_field(root, "246", "a"), _field(root, "246", "b")) == (["Lied"], ["kurz"])


def test_dates_of_publication_in_years(full):
    """A span stays one."""
    root = _marc(dataclasses.replace(full, issued=When("2019", "2025")))
    assert _field(root, "264", "c") == ["2019-2025"]


def test_coordinates(full):
    """A point is a box of no width: longitude twice, latitude twice."""
    root = _marc(full)
    assert [_field(root, "034", code) for code in "defg"] == [
        ["W013.1"], ["W013.1"], ["N47.6833"], ["N47.6833"]
    ]  # fmt: skip


def test_a_source_of_which_only_the_title_is_known(full):
    """It is not told twice."""
    book = Source("Carmina.", "print", book=Book("Carmina"))
    root = _marc(dataclasses.replace(full, sources=(book,)))
    assert (_field(root, "534", "t"), _field(root, "534", "n")) == (["Carmina"], [])


def test_the_order_of_fields(full):
    """Fields come in the order of their numbers."""
    tags = _marc(full).xpath("m:datafield/@tag", namespaces=NS)
    assert [tag[0] for tag in tags] == sorted(tag[0] for tag in tags)
