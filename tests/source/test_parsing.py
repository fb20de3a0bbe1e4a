from __future__ import annotations

from pathlib import Path
from xml.parsers.expat import ExpatError

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from siglum import findings
from siglum.codes import CODES
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.parsing import read_source
from siglum.source.positions import expat_parser

TEI_START = f'<TEI xmlns="{TEI}"'


def test_source_tree(folder, write):
    """A tree knows its absolute path, its name, and that nothing was found."""
    path = write(f"{TEI_START}/>")
    tree = read_source(path, jail=folder)
    assert (tree.path, tree.name, tree.included, tree.findings) == (path, str(path), (), [])
    assert tree.root.getroottree().getroot() is tree.root


def test_name_is_relative_to_the_current_folder(folder, write, monkeypatch):
    """Findings call a file as the user would, from the folder where siglum runs."""
    write(f"{TEI_START}/>", "sub/text.xml")
    monkeypatch.chdir(folder)
    tree = read_source(Path("sub/text.xml"), jail=folder)
    assert tree.name == "sub/text.xml"
    assert tree.path == folder / "sub/text.xml"


def test_texts_of_a_document(read):
    """A document is its own only text."""
    tree = read(f"{TEI_START}><text/></TEI>")
    assert tree.texts == (tree.root,)


def test_texts_of_a_corpus(read):
    """A corpus has the innermost documents as its texts, at any depth, in order."""
    tei = '<TEI n="{}"><teiHeader/><text/></TEI>'
    tree = read(
        f'<teiCorpus xmlns="{TEI}"><teiHeader/>{tei.format(1)}<teiCorpus><teiHeader/>'
        f'{tei.format(2)}<TEI n="0"><teiHeader/><standOff/>{tei.format(3)}</TEI></teiCorpus>'
        f'<TEI n="4"><text/>{tei.format(5)}</TEI></teiCorpus>'
    )
    assert [text.get("n") for text in tree.texts] == ["1", "2", "3", "4", "5"]


def test_texts_of_an_empty_corpus(read):
    """A corpus without documents is published as it is."""
    tree = read(f'<teiCorpus xmlns="{TEI}"><teiHeader/></teiCorpus>')
    assert tree.texts == (tree.root,)


def test_comments_stay(read):
    """Comments and instructions stay, also before the root: published TEI keeps them."""
    tree = read(f"<?xml-model href='x'?><!-- a -->{TEI_START}><!-- b --><p/><?c d?></TEI>")
    whole = etree.tostring(tree.root.getroottree())
    assert all(part in whole for part in (b"<?xml-model", b"<!-- a -->", b"<!-- b -->", b"<?c d?>"))
    assert tree.place(tree.root[1]).line == 1


def test_place_names_the_element(read):
    """A place carries the xml:id of its element."""
    tree = read(f'{TEI_START}>\n<p xml:id="a"/></TEI>')
    place = tree.place(tree.root[0], XML_ID)
    assert place == findings.Place("text.xml", 2, 4, "a")


def test_remembered_places(read):
    """Places that were remembered survive whatever is done to the tree."""
    tree = read(f"{TEI_START}>\n<p/>\n<q/></TEI>")
    tree.remember_places()
    second = tree.root[1]
    tree.root.remove(tree.root[0])
    assert tree.place(second).line == 3


def test_forgotten_places(read):
    """A tree that is used up holds none of its characters; what is asked of it is the file."""
    tree = read(f"{TEI_START}>\n<p/></TEI>")
    paragraph = tree.root[0]
    assert tree.place(paragraph).line == 2
    tree.forget_places()
    assert tree.place(paragraph) == findings.Place("text.xml")
    assert tree.base_of(paragraph) == tree.path
    assert [file.data for file in tree.files] == [b""]


def test_nothing_is_indexed_unasked(read, monkeypatch):
    """A document without findings is read once: no second parser runs."""

    def forbidden(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("siglum.source.positions.index_start_tags", forbidden)
    assert read(f'{TEI_START}><p xml:id="a"/></TEI>').findings == []


def test_same_findings_twice(read):
    """Reading is the same every time, in the same order."""
    content = f'{TEI_START}><p xml:id="1"/><p xml:id="a"/><p xml:id="a"/><p xml:id="b c"/></TEI>'
    assert read(content).findings == read(content).findings


WHOLE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE TEI SYSTEM "x.dtd" [<!ENTITY a "b<hi>c</hi>"><!ENTITY % p SYSTEM "p"> %p;]>\n'
    f'{TEI_START} xmlns:xi="http://www.w3.org/2001/XInclude">'
    '<text><p n="č" xml:id="p">&a; &eacute; <![CDATA[x]]><!-- c --></p>\n'
    '<xi:include href="text.xml" xpointer="p"><xi:fallback>t<p/></xi:fallback></xi:include>'
    "</text></TEI>"
).encode()
PIECES = st.sampled_from(
    [
        b"",
        b"<",
        b">",
        b"&",
        b'"',
        b"</",
        b"<!--",
        b"]]>",
        b"%p;",
        b"&a;",
        b"<?",
        b"\0",
        b"\xff",
        b"\r",
    ]
) | st.binary(max_size=3)


def _expat_reads(path: Path) -> bool:
    try:
        expat_parser().Parse(path.read_bytes(), True)
    except ExpatError:
        return False
    return True


@given(st.integers(0, len(WHOLE)), st.integers(0, 20), PIECES)
@example(at=2, length=0, piece="ɀ".encode())
def test_any_damage(tmp_path_factory, at, length, piece):
    """However a file is damaged, it is read, or refused with one finding; nothing else happens.

    Places are known unless expat, which looks for them where there is a DOCTYPE, knows less than
    libxml2: names with letters that only the fifth edition of XML 1.0 allows.
    """
    path = tmp_path_factory.getbasetemp() / "text.xml"
    path.write_bytes(WHOLE[:at] + piece + WHOLE[at + length :])
    try:
        tree = read_source(path, jail=path.parent, name="text.xml")
    except findings.EditionError as error:
        (refusal,) = error.findings
        assert refusal.place.line <= WHOLE.count(b"\n") + piece.count(b"\r") + 1
        assert refusal.hint
    else:
        if b"<!DOCTYPE" not in path.read_bytes() or _expat_reads(path):
            assert all(tree.place(element).line for element in tree.root.iter("*"))
        assert all(finding.hint for finding in tree.findings)


@pytest.mark.parametrize("area", ["source", "xi", "id"])
def test_every_code_is_used_and_explained(area):
    """Every code of reading is used where files are read (ids: or checked), with a way out."""
    top = Path(findings.__file__).parent
    rooms = ("source", "checks") if area == "id" else ("source",)
    written = "".join(
        path.read_text("utf-8") for room in rooms for path in (top / room).glob("*.py")
    )
    for code in CODES:
        if code.startswith(f"{area}."):
            assert f'"{code}"' in written, code
            assert len(CODES[code].explanation) > 80
