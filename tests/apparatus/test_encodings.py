from __future__ import annotations

from collections.abc import Container

import pytest
from lxml import etree
from readpages import apparatus_of_page, lemmata, shown

from siglum.apparatus.encodings import place_entries
from siglum.apparatus.normal import normal_form
from siglum.apparatus.points import END, START
from siglum.source.identity import ID, identify

NS = {"t": "http://www.tei-c.org/ns/1.0"}


def tree(body: str, back: str = "") -> etree._Element:
    source = f'<TEI xmlns="{NS["t"]}"><text><body>{body}</body>{back}</text></TEI>'
    return etree.fromstring(source)


def marked(body: str, back: str = "", files: Container[str] = ()) -> str:
    """The words of the text, with «[n» and «n]» where entry n begins and ends."""
    root = tree(body, back)
    identify(root)
    placed = place_entries(root, files)
    numbers = {entry.id: str(n) for n, entry in enumerate(placed, start=1)}
    for entry in placed:
        entry.start.text = f"[{numbers[entry.id]}"
        entry.end.text = f"{numbers[entry.id]}]"
    return "".join(root.itertext())


def test_inline_entries_leave_their_lemma():
    """Parallel segmentation: the lemma stands where the entry stood."""
    assert marked("<p>a <app><lem>b</lem><rdg>c</rdg></app> d</p>") == "a [1b1] d"
    assert marked("<p>a <app><rdg>b</rdg><rdg>c</rdg></app> d</p>") == "a [1b1] d"
    assert marked("<p>a<app><lem/><rdg>c</rdg></app> d</p>") == "a[11] d"
    assert marked("<p>a<app><note>n</note></app> d</p>") == "a[11] d"
    assert marked("<p><app><rdgGrp><rdg>a</rdg></rdgGrp><lem>b</lem></app></p>") == "[1b1]"


def test_entries_nest_in_lemmata():
    """An entry inside a lemma is an entry of the text, within the outer one."""
    assert (
        marked("<p><app><lem>a <app><lem>b</lem><rdg>x</rdg></app> c</lem><rdg>y</rdg></app></p>")
        == "[1a [2b2] c1]"
    )


def test_entries_of_whole_paragraphs_nest():
    """Beside paragraphs, an entry is no item of a list if an entry in its lemma has paragraphs."""
    inner = "<app><lem><p>a</p><p>b</p></lem><rdg><p>x</p></rdg></app>"
    outer = f"<app><lem>{inner}</lem><rdg><p>y</p></rdg></app>"
    assert marked(f"{outer}<p>c</p>") == "[1[2ab2]1]c"
    assert marked(f"<app><lem>{outer}</lem><rdg><p>z</p></rdg></app>") == "[1[2[3ab3]2]1]"


def test_entries_in_readings_stay_there():
    """What varies inside a variant is told with the variant."""
    root = tree("<p><app><lem>a</lem><rdg>b <app><lem>c</lem><rdg>d</rdg></app></rdg></app></p>")
    identify(root)
    (entry,) = place_entries(root)
    assert len(entry.app.findall(".//t:rdg/t:app", NS)) == 1
    assert "".join(root.itertext()) == "a"


@pytest.mark.parametrize("odd", ["lem", "desc", "wit"])
def test_entries_in_odd_places_stay_there(odd):
    """A second lemma, or a child of an entry that TEI does not know, may hold entries too."""
    inner = f"<{odd}>b <app><lem>c</lem><rdg>d</rdg></app></{odd}>"
    assert marked(f"<p><app><lem>a</lem>{inner}</app></p>") == "[1a1]"


def test_a_paragraph_of_attached_entries_is_a_list():
    """Where nothing but entries stands, no words go from @from up to them: a word is all of it."""
    words = '<p><w xml:id="a">a</w> <w xml:id="b">b</w></p>'
    apps = '<app from="#a"><rdg>x</rdg></app> <!-- --> <app from="#b"><rdg>y</rdg></app>'
    assert marked(f"{words}<ab>{apps}</ab>").strip() == "[1a1] [2b2]"
    assert marked(f"{words}<ab>c {apps}</ab>").split() == "[1a [2bc 1] 2]".split()


ANCHORED = '<p>a <anchor xml:id="x"/>b c<anchor xml:id="y"/> d</p>'
WORDS = '<p><w xml:id="a">a</w> <w xml:id="b">b</w> <w xml:id="c">c</w></p>'


@pytest.mark.parametrize(
    ("body", "app", "result"),
    [
        (ANCHORED, 'from="#x" to="#y"', "a [1b c1] d"),
        (ANCHORED, 'from="#y" to="#x"', "a b c[11] d"),
        (ANCHORED, 'from="#x"', "a [1b1] c d"),
        (ANCHORED, 'from="#x" to="#nowhere"', "a [1b1] c d"),
        (ANCHORED.replace(">b", ">k"), 'from="#x"', "a [11]k c d"),
        (ANCHORED.replace(" c<", " b<"), 'to="#y"', "a b [1b1] d"),
        (ANCHORED, 'to="#x"', "a [11]b c d"),
        (WORDS, 'from="#a" to="#b"', "[1a b1] c"),
        (WORDS, 'from="#b" to="#b"', "a [1b1] c"),
        (WORDS, 'from="#b"', "a [1b1] c"),
        (WORDS, 'from="#c" to="#a"', "a b [11]c"),
        (WORDS, 'from=" #a " to="#c"', "[1a b c1]"),
    ],
)
def test_attached_entries(body, app, result):
    """Double end-point: from and to, words or anchors, reversed or half dangling."""
    back = f"<back><listApp><app {app}><lem>b</lem><rdg>z</rdg></app></listApp></back>"
    assert marked(body, back) == result


@pytest.mark.parametrize(
    ("pointers", "result"),
    [
        ('from="#right(a)" to="#left(c)"', "a[1 b 1]c"),
        ('from="#range(a,b)"', "[1a b1] c"),
        ('from="#range(left(b),right(c))"', "a [1b c1]"),
        ('from="#string-range(p,2,3)"', "a [1b c1]"),
        ('from="#string-index(p,2)" to="#string-index(p,3)"', "a [1b1] c"),
        ("from=\"#match(p,'c')\"", "a b [1c1]"),
        ('from="text.xml#b"', "a [1b1] c"),
        ('from="7"', "a b [1c1]"),
    ],
)
def test_other_ways_to_point(pointers, result):
    """Schemes of XPointer that name an id, the document's own file, the number of a word."""
    text = WORDS.replace("<p>", '<p xml:id="p">').replace('<w xml:id="c"', '<w n="7" xml:id="c"')
    back = f"<back><listApp><app {pointers}><rdg>z</rdg></app></listApp></back>"
    assert marked(text, back, files={"text.xml"}) == result


@pytest.mark.parametrize(
    "pointers",
    [
        'from="#xpath(//w)"',
        'from="#string-range(p,2,300)"',
        "from=\"#match(p,'(.*)*x')\"",
        'from="other.xml#b"',
        'from="8"',
        'from="#range(a)"',
        'from="#left()"',
    ],
)
def test_pointers_that_are_not_followed(pointers):
    """An entry that points elsewhere stays in its list."""
    back = f"<back><listApp><app {pointers}><rdg>z</rdg></app></listApp></back>"
    assert marked(WORDS.replace("<p>", '<p xml:id="p">'), back) == "a b cz"


def test_attached_in_the_text():
    """An entry with @from in the sentence leaves no words there; without a target it is a point."""
    inside = '<app from="#x" to="#y"><lem>b c</lem><rdg>z</rdg></app>'
    assert marked(ANCHORED.replace(" d", f"{inside} d")) == "a [1b c1] d"
    assert marked('<p>a<app from="#no"><lem>b</lem><rdg>z</rdg></app> c</p>') == "a[11] c"


def test_crossing_entries():
    """Two entries may overlap without one holding the other."""
    back = (
        '<back><listApp><app from="#a" to="#b"><rdg>x</rdg></app>'
        '<app from="#b" to="#c"><rdg>y</rdg></app></listApp></back>'
    )
    assert marked(WORDS, back) == "[1a [2b1] c2]"


def test_equal_spans_are_two_entries():
    """Two entries on the same words are both there."""
    back = (
        '<back><listApp><app from="#b"><rdg>x</rdg></app>'
        '<app from="#b"><rdg>y</rdg></app></listApp></back>'
    )
    root = tree(WORDS, back)
    identify(root)
    assert len(place_entries(root)) == 2


@pytest.mark.parametrize(
    "listed",
    [
        '<listApp><app loc="1"><lem>a</lem><rdg>b</rdg></app></listApp>',
        '<listApp><app from="#nowhere"><lem>a</lem><rdg>b</rdg></app></listApp>',
        '<div type="apparatus"><app><lem>a</lem><rdg>b</rdg></app></div>',
        '<div><app loc="1"><lem>a</lem><rdg>b</rdg></app></div>',
        "<div><app><note>n</note></app></div>",
    ],
)
def test_entries_that_only_name_a_line_stay_listed(listed):
    """Location-referenced entries stay where they stand, whole."""
    root = tree(f"<p>x</p>{listed}")
    before = etree.tostring(root)
    assert place_entries(root) == []
    assert etree.tostring(root) == before


def test_lemmata_of_whole_lines_are_no_list():
    """An entry among blocks whose lemma holds blocks is part of the text."""
    body = "<app><lem><l>a</l><l>b</l></lem><rdg><l>c</l></rdg></app>"
    assert marked(f"<lg>{body}</lg>") == "[1ab1]"
    assert marked(f"<div>{body}</div>") == "[1ab1]"


@pytest.mark.parametrize("holder", ["head", "list><item", "table><row><cell", "quote", "sp><l"])
def test_entries_anywhere_in_the_text(holder):
    """Headings, items, cells, quotations and speeches have entries like paragraphs."""
    end = "></".join(reversed(holder.split("><")))
    assert marked(f"<{holder}>a <app><lem>b</lem><rdg>c</rdg></app></{end}>") == "a [1b1]"


@pytest.mark.parametrize("aside", ["note", "figDesc"])
def test_entries_in_notes_and_captions_stay(aside):
    """An entry in a note speaks of the note; it is told there."""
    root = tree(f"<p>a<{aside}>b <app><lem>c</lem><rdg>d</rdg></app></{aside}></p>")
    assert place_entries(root) == []


def test_entries_come_in_the_order_of_the_text():
    """However the apparatus is sorted, the text decides."""
    back = (
        '<back><listApp><app xml:id="l" from="#c"><rdg>x</rdg></app>'
        '<app xml:id="f" from="#a"><rdg>y</rdg></app></listApp></back>'
    )
    root = tree(WORDS, back)
    identify(root)
    assert [entry.id for entry in place_entries(root)] == ["f", "l"]
    assert not root.findall(".//t:listApp", NS)


def test_notes_of_an_attached_lemma_are_kept():
    """The lemma of an attached entry is not in the text, nor are its notes and entries."""
    back = (
        '<back><listApp><app from="#b"><lem>b<note>n</note> <app><lem>c</lem><rdg>d</rdg></app>'
        "</lem><rdg>x</rdg></app></listApp></back>"
    )
    root = tree(WORDS, back)
    identify(root)
    (entry,) = place_entries(root)
    assert "".join(entry.app.itertext()) == "bn cdx"


def test_no_point_is_left_behind():
    """The points are means: the finished normal form has none."""
    form = normal_form(tree(ANCHORED, '<back><listApp><app from="#x" to="#y"/></listApp></back>'))
    assert not list(form.tei.iter(START, END))
    assert form.tei.xpath("t:standOff/t:listApp/t:app/@*", namespaces=NS)
    assert all(app.get(ID) for app in form.tei.iter(f"{{{NS['t']}}}app"))


def test_attached_entries_without_a_lemma_get_that_of_the_text():
    """Between two points the text itself is the lemma; the first reading is only a reading."""
    back = (
        '<back><listApp><app from="#a" to="#b"><rdg wit="#A">x</rdg></app>'
        '<app from="#b" to="#c"><note>n</note></app></listApp></back>'
    )
    root = tree(WORDS.replace("</w>", "<note>z</note></w>"), back)
    identify(root)
    first, second = place_entries(root)
    assert [child.text for child in first.app] == ["a b", "x"]
    assert [child.text for child in second.app] == ["b c", "n"]


DISPERSED = (
    '<encodingDesc><variantEncoding method="location-referenced" location="internal"/>'
    "</encodingDesc>"
)


def test_entries_dispersed_through_a_line_repeat_its_words(publish, tei):
    """Declared so, an entry inside a line puts nothing into it: its lemma is told once more."""
    line = (
        "<lg><l>arma virumque cano"
        '<app><lem>virumque</lem><rdg wit="#A">virosque</rdg></app>'
        ' <app><rdg wit="#B">canam</rdg></app></l></lg>'
    )
    (unit,) = publish(tei(line, header=DISPERSED)).units()
    assert [shown(unit, witness) for witness in ("", "A", "B")] == [
        "arma virumque cano",
        "arma virosque cano",
        "arma virumque cano",
    ]
    assert list(lemmata(unit).values()) == ["virumque", ""]
    assert list(apparatus_of_page(unit).values()) == ["virumque] | virosque (A)", "canam (B)"]


def test_a_wrong_declaration_loses_no_word(publish, tei):
    """A lemma that stands nowhere else in its line is the text itself, whatever is declared."""
    line = '<lg><l>arma <app><lem>virumque</lem><rdg wit="#A">viros</rdg></app> cano</l></lg>'
    (unit,) = publish(tei(line, header=DISPERSED)).units()
    assert [shown(unit, witness) for witness in ("", "A")] == [
        "arma virumque cano",
        "arma viros cano",
    ]


def test_an_entry_gives_way_to_the_lemma_it_excludes(publish, tei):
    """Of two entries that exclude each other, the one with a lemma has the words of the text."""
    lines = (
        '<lg><app xml:id="a" exclude="#b"><lem><l xml:id="x">arma</l></lem></app><l>cano</l>'
        '<app xml:id="b" exclude="#a"><rdg wit="#A"><l copyOf="#x"/></rdg></app></lg>'
    )
    (unit,) = publish(tei(lines)).units()
    assert shown(unit) == "arma cano"
    assert list(apparatus_of_page(unit).values()) == ["arma]", "arma (A)"]
