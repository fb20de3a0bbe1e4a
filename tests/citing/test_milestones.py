from __future__ import annotations

from siglum.citing.declared import read_systems
from siglum.citing.milestones import milestone_tree

BOOKS = (
    '<p><milestone unit="book" n="1"/><milestone unit="poem" n="1"/>a<milestone unit="poem" n="2"/>'
    'b<milestone unit="book" n="2"/>c<milestone unit="poem" n="1"/>d</p>'
)


def _refs(read, text, refs):
    tei = read(text, f"<refsDecl>{refs}</refsDecl>")
    tree = milestone_tree(read_systems(tei)[0], tei)
    return [passage.ref for passage, *_ in tree.walk()], [one.kind for one in tree.problems]


def test_a_reference_is_made_of_the_latest_values(read):
    """Each part is followed by its @delim; a new book begins its poems anew."""
    refs = '<refState unit="book" delim=" "/><refState unit="poem"/>'
    assert _refs(read, BOOKS, refs) == (["1", "1 1", "1 2", "2", "2 1"], [])


def test_parts_of_fixed_length_need_no_delimiter(read):
    """Numbers get zeros before them, words blanks behind; longer ones are cut."""
    refs = '<refState unit="book" length="3"/><refState unit="poem" length="2"/>'
    assert _refs(read, BOOKS, refs)[0] == ["001", "00101", "00102", "002", "00201"]
    text = '<p><milestone unit="book" n="Iliad"/><milestone unit="book" n="Od"/>a</p>'
    assert _refs(read, text, '<refState unit="book" length="3"/>')[0] == ["Ili", "Od "]


def test_only_milestones_of_the_edition_count(read):
    """@ed of a refState names whose pages are meant; pb, cb and lb have units of their own."""
    text = '<p><pb n="1" ed="A B"/>a<pb n="9" ed="C"/>b<pb n="2" ed="#A A"/>c<cb n="x"/></p>'
    assert _refs(read, text, '<refState unit="page" ed="A"/>')[0] == ["1", "2"]
    assert _refs(read, text, '<refState unit="column"/>')[0] == ["x"]


def test_a_text_without_the_milestones_is_told(read):
    """Files often declare refState and number their divisions."""
    assert _refs(read, "<p>a</p>", '<refState unit="book"/>') == ([], ["nothing"])


def test_a_value_that_comes_again_is_told(read):
    """A page that goes on is customary, a milestone twice is not."""
    refs = '<refState unit="{}"/>'
    text = '<p><pb n="1"/>a<pb n="2"/>b<pb n="1"/>c</p>'
    assert _refs(read, text, refs.format("page")) == (["1", "2"], [])
    text = '<p><milestone unit="x" n="1"/>a<milestone unit="x" n="1"/>b</p>'
    assert _refs(read, text, refs.format("x")) == (["1"], ["duplicate"])
