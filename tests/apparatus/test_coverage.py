"""Who has text where: marks of lacunae and fragments, and readings of those who have none."""

from __future__ import annotations

import pytest

from siglum.apparatus.coverage import LACKING, Coverage


def told(publish, source, *, split=12_000):
    """For each entry of a text the sigla of those who have nothing there."""
    document = publish(source, split=split).document
    coverage = Coverage(document.witnesses)
    units = [document.read_unit(n) for n in range(len(document.units))]
    return [" ".join(sorted(m.lacking)) for unit in units for m in coverage.moments(unit)]


def entry(inner):
    return f"<app>{inner}</app> "


VARIANT = entry('<lem>x</lem><rdg wit="#A">y</rdg>')


@pytest.mark.parametrize(
    ("first", "last", "lacking"),
    [
        ('<rdg wit="#C"><lacunaStart/></rdg>', '<rdg wit="#C"><lacunaEnd/>y</rdg>',
         ["", "C", "C", "", ""]),
        ('<rdg wit="#C">y<lacunaStart/></rdg>', '<rdg wit="#B">y</rdg>', ["", "", "C", "C", "C"]),
        ('<rdg wit="#B">y</rdg>', '<rdg wit="#C"><witStart/>y</rdg>', ["C", "C", "C", "", ""]),
        ('<rdg wit="#B">y<witEnd wit="#B #C"/></rdg>', '<rdg wit="#B"><witStart/>y</rdg>',
         ["", "", "B C", "C", "C"]),
        ('<rdg wit="#C" type="lacuna"/>', '<rdg wit="#B"><gap reason="lost"/></rdg>',
         ["", "C", "", "B", ""]),
        ('<rdg wit="#C"/>', '<rdg wit="#B" type="deest"/>', ["", "", "", "B", ""]),
    ],
)  # fmt: skip
def test_marks_and_readings(publish, tei, first, last, lacking):
    """A mark holds until the next one, a reading for its entry; omitted words are no lacuna."""
    entries = [VARIANT, f"<app><lem>x</lem>{first}</app> ", VARIANT,
               f"<app><lem>x</lem>{last}</app> ", VARIANT]  # fmt: skip
    assert told(publish, tei("".join(entries))) == lacking


def test_a_lacuna_that_ends_and_never_began_takes_nothing_away(publish, tei):
    """If its witness has words before it; else it was not there before."""
    end = entry('<lem>x</lem><rdg wit="#B">z<lacunaEnd/></rdg>')
    before = entry('<lem>x</lem><rdg wit="#B">y</rdg>')
    assert told(publish, tei(VARIANT + before + VARIANT + end + VARIANT)) == [""] * 5
    assert told(publish, tei(VARIANT + end + VARIANT)) == ["B", "", ""]
    start = entry('<lem>x</lem><rdg wit="#B">z<witStart/></rdg>')
    assert told(publish, tei(before + VARIANT + start)) == ["", "B", ""]


def test_whoever_is_cited_is_there(publish, tei):
    """Inside its own lacuna too: that it contradicts itself is for a check to say."""
    text = VARIANT + entry('<rdg wit="#A"><lacunaStart/></rdg>') + VARIANT
    assert told(publish, tei(text)) == ["", "A", ""]


def test_marks_of_a_family_are_those_of_its_members(publish, tei):
    """And a member may come back by itself."""
    source = tei(
        entry('<lem>x</lem><rdg wit="#G"><lacunaStart/></rdg>')
        + entry('<lem>x</lem><rdg wit="#B">y<lacunaEnd/></rdg>')
        + VARIANT
    ).decode()
    source = source.replace(
        "</listWit>",
        '<listWit xml:id="G"><witness xml:id="D"/><witness xml:id="E"/></listWit></listWit>',
    ).replace('wit="#B">y', 'wit="#D">y')
    assert told(publish, source) == ["D E G", "E G", "E G"]


def test_marks_outside_of_entries(publish, tei):
    """They hold from where they stand."""
    text = f'<p>{VARIANT}<lacunaStart wit="#C"/>{VARIANT}</p><p>{VARIANT}<lacunaEnd wit="#C"/></p>'
    assert told(publish, tei(text + f"<p>{VARIANT}</p>")) == ["", "C", "C", ""]


def test_attached_entries(publish, tei):
    """Lists of entries at the end of the text hold for the words that they belong to."""
    source = tei('<p>one <seg xml:id="a">two</seg> three <seg xml:id="b">four</seg></p>').decode()
    source = source.replace(
        "</body>",
        '</body><back><listApp><app from="#a"><lem>two</lem><rdg wit="#C"><lacunaStart/></rdg>'
        '</app><app from="#b"><lem>four</lem><rdg wit="#B">five</rdg></app></listApp></back>',
    )
    assert told(publish, source) == ["C", "C"]


def test_each_unit_says_who_is_not_there(publish, tei):
    """So that a page can be made without those before it; all who come or go are known."""
    part = "<div><head>Part</head><p>" + "words " * 60 + "{}</p></div>"
    lost = entry('<lem>x</lem><rdg wit="#C"><lacunaStart/></rdg>')
    come = entry('<lem>x</lem><rdg wit="#B"><witStart/>y</rdg>')
    made = publish(tei("".join(map(part.format, (lost, come, VARIANT)))), split=500)
    units = [made.document.read_unit(n) for n in range(3)]
    assert [unit.get(LACKING) for unit in units] == ["B", "B C", "C"]
    assert made.document.fragmentary == {"B", "C"}
