"""How often two witnesses agree, as a picture and a table show it."""

from __future__ import annotations

from lxml import etree

from siglum.render.pages import Pages
from siglum.render.resources import Resources
from siglum.variation.agreement import Counting

BODY = """<p><app><lem>1</lem><rdg wit="#A">x</rdg></app>
<app><lem>2</lem><rdg wit="#A #B">x</rdg></app>
<app><lem>3</lem><rdg wit="#C">x</rdg></app>
<app><lem>4</lem><rdg wit="#B" type="lacuna"/></app></p>"""


def read_pictures(document):
    """What there is to draw of a document, its units counted one after the other."""
    counting = Counting(document)
    return counting.draw(
        [counting.count(document.read_unit(number)) for number in range(len(document.units))]
    )


def test_pairs(publish, tei):
    """Of the places where both are known; who is never cited is no row."""
    found = read_pictures(publish(tei(BODY, witnesses="A B C D")).document)[0]
    assert found.sigla == ["A", "B", "C"]
    assert [(pair.equal, pair.both) for pair in found.rows[0]] == [(4, 4), (2, 3), (1, 4)]
    assert found.least == 0.25
    assert [found.shade(pair) for pair in found.rows[0]] == [1, 0.56, 0]


def test_nothing_to_see(publish, tei):
    """Of two witnesses, or of hundreds."""
    two = '<p><app><lem wit="#A">1</lem><rdg wit="#B">x</rdg></app></p>'
    assert read_pictures(publish(tei(two)).document) == (None, None)
    sigla = [f"w{n}" for n in range(100)]
    many = "".join(f'<app><lem>1</lem><rdg wit="#{one}">x</rdg></app>' for one in sigla)
    document = publish(tei(f"<p>{many}</p>", witnesses=" ".join(sigla))).document
    assert read_pictures(document) == (None, None)


def test_picture_and_table_say_the_same(publish, tei):
    """Each cell has its words; the picture is well-formed."""
    made = publish(tei(BODY))
    pages = Pages(made.edition, Resources(None))
    shown = pages._environment.get_template("parts.html").module.agreement(
        read_pictures(made.document)[0], pages.phrases
    )
    root = etree.fromstring(f"<div>{shown}</div>")
    assert "A – B: 67 % (2/3)" in [title.text for title in root.iter("title")]
    assert [cell.text for cell in root.findall(".//tbody/tr[1]/td")] == ["100", "67", "25"]


def test_where_witnesses_depart(publish, tei):
    """Along the whole work, in stretches; nothing is said of who is not there."""
    first = "".join(
        f'<l n="{n}"><app><lem>x</lem><rdg wit="#A">y</rdg></app></l>' for n in range(16)
    )
    lost = '<l n="16"><app><lem>x</lem><rdg wit="#A"><lacunaStart/></rdg></app></l>'
    last = first.replace('wit="#A"', 'wit="#B #C"').replace(">y<", ">z<")
    heat = read_pictures(publish(tei(f"<lg>{first}{lost}{last}</lg>")).document)[1]
    assert len(heat.stretches) == 8
    assert heat.stretches[0] == "0–3"
    told = [[f"{cell.equal}/{cell.both}" for cell in row] for row in heat.rows]
    assert told[0] == ["4/4"] * 4 + ["0/0"] * 4
    assert told[1] == ["0/4"] * 4 + ["3/4", "4/4", "4/4", "5/5"]
