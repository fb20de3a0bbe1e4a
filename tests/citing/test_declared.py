from __future__ import annotations

from siglum.citing.declared import Structure, read_systems
from siglum.config import CitationLevel

STRUCTURE = '<refsDecl n="{}"{}><citeStructure match="//l" use="@n" unit="line"/></refsDecl>'


def test_the_default_goes_first(read):
    """@default="true" names the system to cite by, wherever it stands."""
    refs = STRUCTURE.format("pages", "") + STRUCTURE.format("lines", ' default="true"')
    assert [one.name for one in read_systems(read("<l n='1'>a</l>", refs))] == ["lines", "pages"]


def test_prose_declares_nothing(read):
    """A refsDecl of paragraphs is for people."""
    assert read_systems(read("<p>a</p>", "<refsDecl><p>By page.</p></refsDecl>")) == []


def test_levels_of_the_edition_hold_where_the_header_has_no_structure(read):
    """Each level is within the one before; the first has nothing to be parted from."""
    levels = (CitationLevel("//div", "@n", "book", "!"), CitationLevel("l", "@n", "line", ":"))
    (system,) = read_systems(read("<p>a</p>"), levels)
    line = Structure("l", "@n", "line", ":")
    assert system.structures == (Structure("//div", "@n", "book", "", inner=(line,)),)
    (system,) = read_systems(read("<l n='1'>a</l>", STRUCTURE.format("own", "")), levels)
    assert system.name == "own"
