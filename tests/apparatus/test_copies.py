from __future__ import annotations

from lxml import etree

from siglum.apparatus.copies import fill_copies
from siglum.source.trees import all_text

NS = "http://www.tei-c.org/ns/1.0"


def filled(body: str) -> etree._Element:
    tree = etree.fromstring(f'<body xmlns="{NS}">{body}</body>')
    fill_copies(tree)
    return tree


def words(tree: etree._Element) -> list[str]:
    return [all_text(reading) for reading in tree.iter(f"{{{NS}}}rdg")]


def test_a_copy_has_the_words_of_its_original():
    """@copyOf and @sameAs, on a reading or on lines in it; identifiers stay with the original."""
    tree = filled(
        '<app><lem><l xml:id="l1">one</l><l xml:id="l2">two</l></lem>'
        '<rdg><l copyOf="#l2"/><l sameAs="#l1"/></rdg></app><app><rdg copyOf="#l1"/></app>'
    )
    assert words(tree) == ["twoone", "one"]
    assert len(tree.xpath("//@xml:id")) == 2


def test_the_original_is_read_as_it_stands_in_the_text():
    """Entries in it as their lemma, without notes and page breaks."""
    tree = filled(
        '<p xml:id="p">a <app><lem>b</lem><rdg>c</rdg></app><pb/><note>n</note> d</p>'
        '<app><rdg copyOf="#p"/></app>'
    )
    assert words(tree) == ["c", "a b d"]


def test_copies_of_copies_in_any_order():
    """A chain is followed to its end, however long it is."""
    chain = "".join(f'<app><rdg xml:id="r{n}" copyOf="#r{n + 1}"/></app>' for n in range(3000))
    tree = filled(chain + '<app><rdg xml:id="r3000">end</rdg></app>')
    assert set(words(tree)) == {"end"}


def test_a_circle_stays_a_pointer():
    """Copies of each other, of themselves or of what holds them have no words."""
    tree = filled(
        '<app><rdg xml:id="a" copyOf="#b"/><rdg xml:id="b" copyOf="#a"/></app>'
        '<app xml:id="c"><lem>x</lem><rdg copyOf="#c"/><rdg xml:id="d" copyOf="#d"/></app>'
        '<app><rdg copyOf="other.xml#e"/></app>'
    )
    assert words(tree) == [""] * 5


def test_copies_that_multiply_are_not_all_fetched():
    """Each holds the one before twice: the document would grow without end."""
    steps = "".join(
        f'<app><rdg xml:id="r{n}"><seg copyOf="#r{n - 1}"/><seg copyOf="#r{n - 1}"/></rdg></app>'
        for n in range(1, 60)
    )
    tree = filled('<app><rdg xml:id="r0">x</rdg></app>' + steps)
    assert sum(1 for _ in tree.iter()) < 5000


def test_a_reading_with_words_is_no_copy():
    """What the encoder wrote stands, whatever @sameAs says beside it."""
    tree = filled('<app><lem xml:id="a">x</lem><rdg sameAs="#a">y</rdg></app>')
    assert words(tree) == ["y"]
