from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.apparatus.witnesses import Conspectus, read_conspectus

NS = "http://www.tei-c.org/ns/1.0"


def conspectus(lists: str, elsewhere: str = "") -> Conspectus:
    source = (
        f'<TEI xmlns="{NS}"><teiHeader><fileDesc><sourceDesc>{lists}</sourceDesc></fileDesc>'
        f"</teiHeader><text><body>{elsewhere}</body></text></TEI>"
    )
    return read_conspectus(etree.fromstring(source, etree.XMLParser(recover=True)))


def known(lists: str) -> list[tuple[str, str]]:
    return [(w.key, w.siglum) for w in conspectus(lists).declared()]


@pytest.mark.parametrize("token", ["#A", "A", "7", "Ä", "wits.xml#A", "#7"])
def test_all_ways_to_cite_a_witness(token):
    """A pointer, a bare id, the number, the printed siglum, a pointer into another file."""
    found = conspectus(
        '<listWit><witness xml:id="A" n="7"><abbr type="siglum">Ä</abbr> Codex</witness></listWit>'
    ).resolve(token)
    assert (found.key, found.siglum, found.title, found.declared) == ("A", "Ä", "Codex", True)


def test_undeclared_sigla_are_shown_as_written():
    """A siglum that no list has becomes one witness, however often it is cited."""
    some = conspectus("")
    first, second = some.resolve("P46"), some.resolve("#P46")
    assert (first.siglum, first.declared, first.kind) == ("P46", False, "unknown")
    assert second == first
    assert some.declared() == []


def test_undeclared_sigla_with_signs_of_their_own():
    """A siglum such as «A*» gets a key that may stand in a class name."""
    some = conspectus("")
    assert some.resolve("A*").siglum == "A*"
    assert " " not in some.resolve("A*").key
    assert some.resolve("A*").key != "A"


def test_different_signs_are_different_witnesses():
    """«A*» and «A'» are two witnesses, though neither sign can stand in a class name."""
    some = conspectus("")
    first, second = some.resolve("A*"), some.resolve("A'")
    assert first.key != second.key
    assert (first.siglum, second.siglum) == ("A*", "A'")
    assert some.resolve("*").key != some.resolve("†").key


def test_witnesses_without_an_id_are_apart():
    """Two witnesses of a list are two, also where their signs are no letters."""
    two = known("""<listWit><witness n="A*"/><witness n="A'"/></listWit>""")
    assert [siglum for _, siglum in two] == ["A*", "A'"]
    assert len(known("<listWit><witness/><witness/></listWit>")) == 2


@pytest.mark.parametrize(
    ("witness", "siglum"),
    [
        ('<witness xml:id="A"/>', "A"),
        ('<witness xml:id="A">Codex Aureus</witness>', "A"),
        ('<witness n="3">Codex</witness>', "3"),
        ("<witness>Clm</witness>", "Clm"),
        ("<witness>Codex Aureus Monacensis</witness>", "Codex"),
        ("<witness/>", "?"),
        ('<witness xml:id="a"><abbr type="siglum">A<hi rend="sup">2</hi></abbr></witness>', "A2"),
        ('<witness xml:id="a"><idno type="siglum">B</idno> x</witness>', "B"),
        ('<witness xml:id="a"><label>C</label> x</witness>', "C"),
        ('<witness xml:id="a"><msDesc><p><idno type="siglum">D</idno></p></msDesc></witness>', "D"),
        ('<witness xml:id="a">The <name><abbr type="siglum">E</abbr></name></witness>', "E"),
        ('<witness xml:id="a"><abbr type="siglum"/>x</witness>', "a"),
    ],
)  # fmt: skip
def test_what_is_printed_for_a_witness(witness, siglum):
    """The marked siglum, else the id, else the number, else the words."""
    ((_, found),) = known(f"<listWit>{witness}</listWit>")
    assert found == siglum


def test_a_siglum_keeps_its_typography():
    """The element of a siglum is kept, for its superscripts; the title is without it."""
    (witness,) = conspectus(
        '<listWit><witness xml:id="a"><abbr type="siglum">A<hi>2</hi></abbr>, Codex;</witness>'
        "</listWit>"
    ).declared()
    assert witness.label is not None
    assert len(witness.label) == 1
    assert witness.title == "Codex"


def test_groups():
    """A list with an id is a group, and so is a witness that only holds others."""
    some = conspectus(
        '<listWit><listWit xml:id="G"><head>Family</head><witness xml:id="A"/>'
        '<witness xml:id="B"/></listWit><witness xml:id="H"><listWit><witness xml:id="C"/>'
        '</listWit></witness><witness xml:id="D"/></listWit>'
    )
    assert some.witnesses["G"].members == ("A", "B")
    assert (some.witnesses["G"].kind, some.witnesses["G"].title) == ("group", "Family")
    assert (some.witnesses["H"].kind, some.witnesses["H"].members) == ("group", ("C",))
    assert some.readers(("G",), frozenset()) == ("G", "A", "B")
    assert some.readers(("G", "D"), frozenset("B")) == ("G", "A", "D")


def test_hands():
    """A witness of its own that holds others has hands, and is no group."""
    some = conspectus(
        '<listWit><witness xml:id="B">Codex B<listWit><witness xml:id="B2">second hand</witness>'
        '<witness xml:id="B3"/></listWit></witness></listWit>'
    )
    assert some.witnesses["B"].kind == "witness"
    assert some.witnesses["B"].title == "Codex B"
    assert some.witnesses["B2"].parent == "B"
    assert some.readers(("B",), frozenset(["B2"])) == ("B", "B3")
    assert some.readers(("B2",), frozenset()) == ("B2",)


def test_lists_anywhere():
    """A witness list in the front matter is one."""
    some = conspectus("", '<div><listWit><witness xml:id="A"/></listWit></div>')
    assert [w.key for w in some.declared()] == ["A"]


def test_the_first_of_two_with_one_id():
    """A duplicated id belongs to its first bearer; nothing breaks."""
    assert known('<listWit><witness xml:id="A">x</witness><witness xml:id="A">y</witness></listWit>'
                 ) == [("A", "A")]  # fmt: skip


def test_authorities():
    """A book, a scholar or an editor that a reading is ascribed to has a short name."""
    some = conspectus(
        '<listBibl><bibl xml:id="k"><author><surname>Kern</surname></author>, A</bibl></listBibl>'
        '<listPerson><person xml:id="c"><persName><abbr type="siglum">Cia</abbr> Petrus</persName>'
        "</person></listPerson><bibl xml:id='s'>Short</bibl>"
    )
    assert [(some.resolve(t).siglum, some.resolve(t).kind) for t in ("#k", "#c", "#s")] == [
        ("Kern", "source"), ("Cia", "source"), ("Short", "source"),
    ]  # fmt: skip
    assert some.declared() == []


def test_endless_groups():
    """A group that is its own member, by a slip, comes to an end."""
    some = conspectus('<listWit xml:id="A"><witness xml:id="A"/></listWit>')
    assert some.readers(("A",), frozenset()) == ("A",)


@given(st.lists(st.text("Aa*†'.#-é ", max_size=3).filter(str.strip), max_size=6))
def test_any_tokens(tokens):
    """Whatever stands in @wit finds a witness, always the same, printed without its hash."""
    some = conspectus('<listWit><witness xml:id="A"/></listWit>')
    for token in " ".join(tokens).split():
        found = some.resolve(token)
        assert some.resolve(token) == found
        assert some.witnesses[found.key].siglum == found.siglum != ""
        assert not set(found.key) & set(" #*'")


def test_a_description_is_no_siglum_where_there_is_a_pointer():
    """Without id, number and mark, a short text is the siglum; of a long one, what it points to."""
    described = "Seems to be a hybrid of two others."
    listed = f'<witness corresp="EMML4016">{described}</witness><witness>{described}</witness>'
    found = conspectus(f"{listed}<witness>Paris. 7</witness>").declared()
    assert [witness.siglum for witness in found] == ["EMML4016", "Seems", "Paris. 7"]
