"""Small steps on the way to a book: ids of parts, pieces of entries, numbers of verses."""

from __future__ import annotations

from lxml import etree

from siglum.print.chunks import cut
from siglum.print.parts import prefix_ids
from siglum.print.verses import number_verses


def test_ids_and_all_that_points_to_them_are_prefixed():
    """Two documents with the same ids can share a book; outside addresses stay."""
    tree = prefix_ids(
        etree.fromstring(
            '<div id="a" data-entries="e1 e2" data-at="b"><a href="#x"/><a href="http://x/#y"/></div>'
        ),
        "d1-",
    )
    assert etree.tostring(tree).decode() == (
        '<div id="d1-a" data-entries="d1-e1 d1-e2" data-at="d1-b"><a href="#d1-x"/>'
        '<a href="http://x/#y"/></div>'
    )


def test_an_address_in_another_part_has_its_prefix_already():
    """Names in one text of a book lead to the register that is another."""
    tree = prefix_ids(etree.fromstring('<a href="#/register.odo"/>'), "d1.")
    assert tree.get("href") == "#register.odo"


def test_a_word_that_no_page_holds_is_cut():
    """Into pieces that a page turn may part, with nothing between them."""
    pieces = cut(etree.fromstring(f"<span>See {'x' * 5000} there</span>"), 40)
    texts = ["".join(piece.itertext()) for piece in pieces]
    assert len(texts) > 2
    assert "".join(texts) == f"See {'x' * 5000} there"


def test_a_short_entry_is_not_cut():
    """Up to one and a half pieces stay whole."""
    entry = etree.fromstring(f"<span>{'word ' * 60}</span>")
    assert cut(entry, 40) == [entry]


def test_pieces_hold_the_whole_text_in_order_and_reopen_elements():
    """No word is lost, doubled or cut; markup goes on in the next piece, ids do not."""
    words = [f"w{n}" for n in range(200)]
    inner = " ".join(words[:90]) + " <i id='x'>" + " ".join(words[90:]) + "</i>"
    pieces = cut(etree.fromstring(f"<span class='app' id='e'>{inner}</span>"), 40)
    assert len(pieces) == 5
    assert "".join("".join(piece.itertext()) for piece in pieces).split() == words
    assert all(piece.get("class") == "app" for piece in pieces)
    assert [piece.get("id") for piece in pieces] == ["e", None, None, None, None]
    assert [len(piece.findall("i")) for piece in pieces] == [0, 0, 1, 1, 1]
    assert (
        sum(piece.find("i") is not None and piece.find("i").get("id") == "x" for piece in pieces)
        == 1
    )


def test_tables_are_not_cut():
    """Half a table cannot be read."""
    table = "<table><tr><td>" + "word " * 100 + "</td></tr></table>"
    pieces = cut(etree.fromstring(f"<span>{'word ' * 50}{table}{'word ' * 50}</span>"), 40)
    assert sum(len(piece.findall(".//table")) for piece in pieces) == 1


def verses(*numbers):
    inner = "".join(f'<div class="l" data-n="{n}"/>' if n else '<div class="l"/>' for n in numbers)
    section = etree.fromstring(f"<section>{inner}</section>")
    number_verses(section)
    return [verse.get("data-verse") for verse in section]


def test_missing_numbers_of_verses_follow_from_their_neighbours():
    """Every fifth is enough, where the count agrees."""
    assert verses("", "", "3", "", "5", "") == ["1", "2", "3", "4", "5", "6"]


def test_numbers_that_disagree_are_not_made_up():
    """A gap in the count stays a gap; a text without numbers stays without."""
    assert verses("1", "", "9") == ["1", None, "9"]
    assert verses("", "") == [None, None]


def test_parts_of_a_verse_share_its_number():
    """A verse spoken by two is one verse (TEI @part)."""
    section = etree.fromstring(
        '<section><div class="l" data-n="1"/><div class="l" data-part="I"/>'
        '<div class="l" data-part="F"/><div class="l"/></section>'
    )
    number_verses(section)
    assert [verse.get("data-verse") for verse in section] == ["1", "2", "2", "3"]
