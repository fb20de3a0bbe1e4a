from __future__ import annotations


def test_notes_are_called_in_order(publish, tei):
    """Notes of the sentence get calls 1, 2, 3; notes among paragraphs stay where they are."""
    notes = "<div><p>a<note>x</note> b<note>y</note></p><note>z</note></div>"
    (unit,) = publish(tei(notes)).units()
    assert [a.text for a in unit.xpath(".//a[@class='noteref']")] == ["1", "2"]
    assert len(unit.xpath(".//section[@class='notes']/div")) == 2
    assert unit.xpath("string(.//div[@class='note block'])") == "z"


def test_headings_are_as_deep_as_their_divisions(publish, tei):
    """The first level below the title of the page is h2; no level is left out."""
    made = publish(
        tei("<div><head>A</head><div><head>B</head><div><head>C</head><p>x</p></div></div></div>")
    )
    tags = [node.tag for node in made.units()[0].iter("h1", "h2", "h3", "h4")]
    assert tags == ["h2", "h3", "h4"]


def test_quotations_stand_as_the_source_sets_them(publish, tei):
    """A quote among paragraphs is a block; one in a sentence is not, and is marked once."""
    quotes = "<div><quote><p>a</p></quote><p>b <q>c</q> “<q>d</q>”</p></div>"
    text = publish(tei(quotes)).html()
    assert "<blockquote" in text
    assert text.count("quoted") == 1


def test_verse_numbers_stand_every_fifth_line(publish, tei):
    """Of verse, the first and every fifth number always stands in the margin."""
    (unit,) = publish(tei(f"<lg>{'<l>a</l>' * 11}</lg>")).units()
    assert [a.text for a in unit.xpath(".//a[@class='n'][@data-show]")] == ["1", "5", "10"]


def test_a_numbered_division_without_a_heading_shows_its_number(publish, tei):
    """Otherwise a reader could not find the section that is cited."""
    (unit,) = publish(tei('<div n="4"><p>a</p></div>')).units()
    assert unit.xpath("string(.//p[@class='div-n'])") == "4"


def test_an_empty_lemma_names_the_word_before(publish, tei):
    """The word before the addition, without variants, notes and punctuation."""
    (unit,) = publish(
        tei(
            '<p>one <app><lem>two</lem><rdg wit="#A">three</rdg></app><note>n</note>, '
            '<app><lem/><rdg wit="#B">four</rdg></app></p>'
        )
    ).units()
    assert unit.xpath("string(.//span[@class='lem context'])") == "two"
