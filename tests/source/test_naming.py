from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from siglum.source.naming import Naming

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}><teiHeader><fileDesc>{}</fileDesc>'
    "</teiHeader></TEI>"
)


def _tei(attributes="", header=""):
    return etree.fromstring(TEI.format(attributes, header))


_OWN = ' xml:id="own"'


@pytest.mark.parametrize(
    ("attributes", "header", "expected"),
    [
        ("", "", ("tei-a-text", "path", "text")),
        (_OWN, "", ("own", "id", "own")),
        (_OWN, "<p/><idno type='N'> urn:a\n b </idno>", ("urn:a b", "idno", "urn-a-b")),
        (_OWN, "<idno type='N'> </idno><p><idno type='N'>in</idno></p>", ("in", "idno", "in")),
        ("", "<idno type='n'>x</idno>", ("tei-a-text", "path", "text")),
    ],
)
def test_an_identifier_is_the_idno_asked_for_else_the_id_else_the_path(
    attributes, header, expected
):
    """In this order; an idno of another type, or an empty one, is none."""
    naming = Naming(Path("/e"), "N")
    tei = _tei(attributes, f"<publicationStmt>{header}</publicationStmt>")
    name = naming.name(tei, Path("/e/tei/a/text.xml"), 0, set())
    assert (name.identifier, name.origin, name.key) == expected


def test_an_idno_in_an_odd_place_is_one():
    """That of the publication goes before; else one beside the title or with the source will do."""
    late = "<titleStmt><idno type='N'>odd</idno></titleStmt>"
    first = "<publicationStmt><idno type='N'>first</idno></publicationStmt>"
    for header, expected in ((late, "odd"), (late + first, "first")):
        name = Naming(None, "N").name(_tei("", header), Path("/e/t.xml"), 0, set())
        assert name.identifier == expected


def test_an_idno_is_not_looked_at_unless_it_is_asked_for():
    """Without `idno` in edition.toml, texts are called as ever."""
    header = '<publicationStmt><idno type="N">x</idno></publicationStmt>'
    assert Naming(Path("/e")).name(_tei("", header), Path("/e/b.xml"), 0, set()).key == "b"


def test_an_identifier_does_not_depend_on_other_texts():
    """Two files of one name have the identifiers of their paths, whichever is read first."""
    files = [Path("/e/tei/a/1.xml"), Path("/e/tei/b/1.xml")]
    for order in (files, files[::-1]):
        naming, taken = Naming(Path("/e")), set()
        names = {path: naming.name(_tei(), path, 0, taken) for path in order}
        assert [names[path].identifier for path in files] == ["tei-a-1", "tei-b-1"]
        assert len({name.key for name in names.values()}) == 2


def test_a_published_text_keeps_its_key():
    """Whatever came before it since; the key of a text that was withdrawn is given to no other."""
    known = {"tei-b-1": "1", "gone": "2"}
    naming, taken = Naming(Path("/e"), known=known), set()
    keys = [
        naming.name(_tei(), Path(f"/e/tei/{name}.xml"), 0, taken).key
        for name in ("a/1", "b/1", "a/2")
    ]
    assert keys == ["a-1", "1", "a-2"]


def test_a_second_text_with_an_identifier_has_another_key():
    """Both are published by a build; `siglum publish` refuses them."""
    naming, taken = Naming(Path("/e"), known={"x": "x"}), set()
    names = [naming.name(_tei(' xml:id="x"'), Path(f"/e/{n}.xml"), 0, taken) for n in "ab"]
    assert [(name.identifier, name.key) for name in names] == [("x", "x"), ("x", "b")]


def test_texts_of_a_corpus_are_counted():
    """Where they have no xml:id."""
    naming, taken = Naming(Path("/e")), set()
    names = [naming.name(_tei(), Path("/e/c.xml"), n, taken) for n in (1, 2)]
    assert [(name.identifier, name.key) for name in names] == [("c-1", "c-1"), ("c-2", "c-2")]


def test_files_of_two_corpora_do_not_meet():
    """Corpora of one name in two folders, and a text with that name, are three files."""
    naming, taken = Naming(Path("/e")), set()
    key = naming.name(_tei(' xml:id="one"'), Path("/e/a/c.xml"), 1, taken).key
    files = [
        naming.file(Path("/e/a/c.xml"), key, taken),
        naming.file(Path("/e/b/c.xml"), "x", taken),
    ]
    text = naming.name(_tei(' xml:id="c"'), Path("/e/d.xml"), 0, taken).key
    assert [*files, text] == ["c", "b-c", "d"]
    assert naming.file(Path("/e/a/c.xml"), "two", taken) == "c"
