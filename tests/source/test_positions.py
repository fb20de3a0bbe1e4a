from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.source.namespaces import XML_ID
from siglum.source.positions import Origins, SourceFile, index_start_tags

# What a document is made of, written by hand below so that each start tag's place is known.
BLANK = st.text(" \t\n", min_size=1, max_size=3)
CHARACTERS = st.text("ab č𝔊\t\n😀é", max_size=6)
NAMES = st.sampled_from(["p", "seg", "čára", "t-x", "a.b"])
ATTRIBUTES = st.lists(
    st.tuples(BLANK, st.sampled_from(["n", "xml:id", "type", "ž"]), CHARACTERS, st.booleans()),
    max_size=3,
    unique_by=lambda attribute: attribute[1],
)
OTHERS = st.one_of(
    CHARACTERS,
    CHARACTERS.map(lambda text: f"<!--<p> {text}-->"),
    CHARACTERS.map(lambda text: f"<![CDATA[<p>{text}]]>"),
    CHARACTERS.map(lambda text: f"<?pi <p {text}?>"),
    st.just("&lt;p>&#10;"),
)
ELEMENTS = st.recursive(
    st.tuples(NAMES, ATTRIBUTES, st.just([])),
    lambda inner: st.tuples(NAMES, ATTRIBUTES, st.lists(inner | OTHERS, max_size=4)),
    max_leaves=12,
)


class Writer:
    """Writes a document and notes where it put each start tag and attribute."""

    def __init__(self, line_end: str) -> None:
        self.line_end = line_end
        self.text = ""
        self.ids = 0
        self.tags: list[int] = []
        self.attributes: list[dict[str, int]] = []

    def write(self, node) -> None:
        if isinstance(node, str):
            self.text += node.replace("\n", self.line_end)
            return
        name, attributes, content = node
        self.tags.append(len(self.text))
        places: dict[str, int] = {}
        self.attributes.append(places)
        self.text += f"<{name}"
        for blank, attribute, value, single in attributes:
            self.write(blank)
            places[attribute] = len(self.text)
            quote = "'" if single else '"'
            if attribute == "xml:id":
                self.ids += 1
                self.text += f"xml:id={quote}i{self.ids}{quote}"
                continue
            other = '"' if single else "'"
            self.write(f"{attribute}\n={quote}{value} n={other}1{other}{quote}")
        self.text += ">"
        for inner in content:
            self.write(inner)
        self.text += f"</{name}>"

    def line_and_column(self, index: int) -> tuple[int, int]:
        """Counted letter by letter, as an editor does."""
        line, column, at = 1, 1, 0
        while at < index:
            if self.text.startswith("\r\n", at):
                line, column, at = line + 1, 1, at + 2
            elif self.text[at] in "\r\n":
                line, column, at = line + 1, 1, at + 1
            else:
                column, at = column + 1, at + 1
        return line, column


@given(ELEMENTS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_places_are_exact(root, line_end):
    """Each element, and each attribute, is where a count letter by letter finds it."""
    writer = Writer(line_end)
    writer.write(root)
    data = writer.text.encode()
    file = SourceFile(Path("/t.xml"), "t.xml", data)
    tree = etree.fromstring(data)
    origins = Origins(file, tree)
    elements = list(tree.iter("*"))
    assert len(file.start_tags) == len(elements) == len(writer.tags)
    for element, tag, attributes in zip(elements, writer.tags, writer.attributes, strict=True):
        place = origins.place(element)
        assert (place.line, place.column) == writer.line_and_column(tag)
        for name, index in attributes.items():
            clark = XML_ID if name == "xml:id" else name
            place = origins.place(element, clark)
            assert (place.line, place.column) == writer.line_and_column(index)


def _file(text: str) -> tuple[SourceFile, etree._Element]:
    data = text.encode()
    return SourceFile(Path("/t.xml"), "t.xml", data), etree.fromstring(data)


def test_beyond_line_65535():
    """Lines are exact where lxml's own numbers end."""
    file, root = _file("<a>" + "\n" * 70_000 + "<b\n\n/>\n<c/></a>")
    origins = Origins(file, root)
    assert [(p.line, p.column) for p in map(origins.place, root)] == [(70001, 1), (70004, 1)]


def test_one_long_line():
    """Columns are exact, and soon found, in a file that is one single line."""
    file, root = _file("<a>" + "č<b/>" * 50_000 + "</a>")
    origins = Origins(file, root)
    started = time.perf_counter()
    columns = [origins.place(element).column for element in root]
    assert columns == [5 + 5 * n for n in range(50_000)]
    assert time.perf_counter() - started < 10


def test_elements_of_an_entity_stand_where_it_is_used():
    """An element that comes out of an entity has the place of the reference."""
    file, root = _file("<!DOCTYPE a [<!ENTITY e \"<b n='1'/><c/>\">]>\n<a>é&e;<d/>\n&e;</a>")
    origins = Origins(file, root)
    places = [(p.line, p.column) for p in (origins.place(element, "n") for element in root)]
    assert places == [(2, 5), (2, 5), (2, 8), (3, 1), (3, 1)]


def test_attributes_that_are_not_there():
    """An attribute that the tag does not have is at the tag; prefixes do not matter."""
    file, root = _file('<a xmlns:q="u"><b q:n="1" x:n="" xmlns:x="v" n="2"/></a>')
    origins = Origins(file, root)
    assert origins.place(root[0], "missing").column == 16
    assert origins.place(root[0], "{u}n").column == 19
    assert origins.place(root[0], "n").column == 46


def test_places_of_many_elements_without_noting_all():
    """Every element is found from the next one noted, also the last ones and those above them."""
    inner = "".join(f"<b><c>{n}</c><d/></b>\n" for n in range(200))
    file, root = _file(f"<!-- x --><a><e>\n{inner}</e><f><g/></f></a><!-- y -->")
    origins, noted = Origins(file, root), Origins(file, root)
    noted.settle()
    for element in [*reversed(list(root.iter("*")))]:
        assert origins.of(element) == noted.of(element)


def test_what_stands_around_a_root_is_in_no_file():
    """Elements put around a fragment have no place of their own, before and beside it."""
    file, root = _file("<a><b/></a>")
    origins = Origins(file, root)
    around = etree.Element("around")
    before = etree.SubElement(around, "before")
    around.append(root)
    assert origins.of(around) is None
    assert origins.of(before) is None
    assert origins.of(root[0]) == (file, 1)
    assert origins.of(etree.Element("elsewhere")) is None


def test_made_elements_and_comments():
    """A comment, or an element that siglum made, has the place of the nearest one around it."""
    file, root = _file("<a>\n<b><!-- c --></b></a>")
    origins = Origins(file, root)
    assert str(origins.place(root[0][0])) == "t.xml:2:1"
    origins.settle()
    made = etree.SubElement(root[0], "made", {XML_ID: "m"})
    assert str(origins.place(made)) == "t.xml:2:1"
    assert origins.place(made).id == "m"
    assert str(origins.place(etree.Element("elsewhere"))) == "t.xml"


def test_places_outlive_a_rearrangement():
    """Once noted, places stay with their elements wherever these go."""
    file, root = _file("<a>\n<b/>\n<c><d/></c></a>")
    origins = Origins(file, root)
    origins.settle()
    inner = root[1][0]
    root.remove(root[0])
    etree.Element("other").append(root[0])
    assert str(origins.place(inner)) == "t.xml:3:4"


def test_index_of_what_expat_refuses():
    """Where expat stops, the index ends, and elements beyond have no line."""
    assert len(index_start_tags(b"<!DOCTYPE a><a><b/><")) == 2
    file = SourceFile(Path("/t.xml"), "t.xml", b"<a><b/>")
    root = etree.fromstring("<a><b/><c/></a>")
    assert str(Origins(file, root).place(root[1])) == "t.xml"


@pytest.mark.parametrize("text", ["", "no tags"])
def test_index_of_nothing(text):
    """What has no tags has an empty index."""
    assert len(index_start_tags(text.encode())) == 0
