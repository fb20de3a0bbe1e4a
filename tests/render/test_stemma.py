"""Where the witnesses of a stemma stand in its picture."""

from __future__ import annotations

from siglum.apparatus.stemma import Branch
from siglum.render.stemma import draw_stemma


def drawn(*told: str) -> dict[str, tuple[float, float]]:
    stemma = draw_stemma([Branch(one[-1], one[0], one[1] == "~") for one in told])
    assert stemma is not None
    return {node.label: (node.x, node.y) for node in stemma.nodes}


def test_copies_stand_below_what_they_come_from():
    """In the middle above them; leaves side by side, in the order of the encoder."""
    at = drawn("o>a", "a>A", "a>B", "o>C")
    assert at["A"][1] == at["B"][1] > at["a"][1] == at["C"][1] > at["o"][1]
    assert at["A"][0] < at["a"][0] < at["B"][0] < at["C"][0]


def test_a_mixed_witness_hangs_on_its_first_source():
    """And below both."""
    at = drawn("a>A", "b>B", "B~A", "o>a", "o>b")
    assert at["A"][1] > at["B"][1]
    assert at["A"][0] == at["a"][0]


def test_a_circle_is_broken():
    """What leads back to where it came from is told in the table only."""
    stemma = draw_stemma([Branch("B", "A"), Branch("C", "B"), Branch("A", "C")])
    assert len(stemma.lines) == 2
    assert stemma.table == [("B", ["A"]), ("C", ["B"]), ("A", ["C"])]
    assert draw_stemma([Branch("A", "A"), Branch("B", "A"), Branch("C", "A")]).lines != []


def test_no_picture_of_two_or_of_thousands():
    """Nothing to see in the one; nobody sees anything in the other."""
    assert draw_stemma([Branch("B", "A")]) is None
    assert draw_stemma([Branch(f"w{n}", "A") for n in range(2000)]) is None
