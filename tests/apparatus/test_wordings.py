from __future__ import annotations

import re

import pytest

WORKS = (
    '<encodingDesc><projectDesc><listBibl><bibl xml:id="L1"><author>Lachmann</author> 1850</bibl>'
    '<bibl xml:id="L2"><author>Lachmann</author> 1862</bibl><bibl n="K"><ptr '
    'target="bib:Kern1917_17"/></bibl></listBibl></projectDesc></encodingDesc>'
)


@pytest.fixture
def said(publish, tei):
    """`said(body)` -> what the entries say, in print, one line for each."""

    def say(body: str) -> list[str]:
        made = publish(tei(body, header=WORKS))
        return [
            re.sub(r"\s+", " ", "".join(entry.itertext())).strip()
            for unit in made.units("print")
            for entry in unit.xpath(".//div[contains(concat(' ', @class, ' '), ' app ')]")
        ]

    return say


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ("<rdg wit='#B'/>", "om. B"),
        ("<rdg wit='#B' type='variation-absent'/>", "om. B"),
        ("<rdg wit='#B'><space quantity='0'/></rdg>", "om. B"),
        ("<rdg wit='#B'><gap reason='lost'/></rdg>", "lac. B"),
        ("<rdg wit='#B'><gap reason='illegible'/></rdg>", "illeg. B"),
        ("<rdg wit='#B' type='lacuna'/>", "lac. B"),
        ("<rdg wit='#B' type='deest'/>", "deest B"),
        ("<rdg wit='#B' type='omission'><space extent='one word'/></rdg>", "spat. vac. B"),
        ("<rdg wit='#B'><lacunaStart/></rdg>", "hinc deest B"),
        ("<rdg wit='#B'><witEnd/></rdg>", "des. B"),
        ("<rdg wit='#B' type='deletion'/>", "del. B"),
        ("<rdg wit='#B' copyOf='other.xml#x'/>", "= other.xml#x B"),
        ("<rdg wit='#B'><note place='inline'>small</note></rdg>", "(small) B"),
        ("<rdg wit='#B'><gap reason='lost'/>a</rdg>", "[…]a B"),
        ("<rdg wit='#B'><lacunaEnd/>a</rdg>", "(redit) a B"),
    ],
)
def test_a_reading_without_words_says_what_it_is(said, reading, words):
    """Omission, lacuna, blank, deletion, border of a witness and copy are told apart."""
    assert said(f"<p>x <app><lem wit='#A'>y</lem>{reading}</app></p>") == [f"y] A : {words}"]


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ("<rdg wit='#B' type='transposition'>z y</rdg>", "z y transp. B"),
        ("<rdg wit='#B' type='iteration'>y y</rdg>", "y y iter. B"),
        ("<rdg wit='#B'>y y</rdg>", "y y B"),
        ("<rdg wit='#B' type='orthographic'> y</rdg>", "y B"),
        ("<rdg type='conjecture' source='#L1' cert='low'>z</rdg>", "z coni. Lachmann (?)"),
        ("<rdg source='#L1 #L2'>z</rdg>", "z Lachmann 1850 Lachmann 1862"),
        ("<rdg source='bib:Kern1917_17'>z</rdg>", "z K"),
        ("<rdg source='bib:Other1900'>z</rdg>", "z Other1900"),
        ("<rdg wit='#B' hand='#m2'>z</rdg>", "z B man. 2"),
        ("<rdg wit='#B' hand='#altera'>z</rdg>", "z B man. alt."),
        ("<rdg wit='#B' cause='homeoteleuton'>z</rdg>", "z B (homoeot.)"),
        ("<rdg wit='#B' cause='eye_skip'>z</rdg>", "z B (eye skip)"),
        ("<rdg wit='#B' type='ac'>z</rdg>", "z ante corr. B"),
        ("<rdg wit='#B'><add place='above'>z</add></rdg>", "z s.l. B"),
        ("<rdg wit='#B'>z<add place='above'>z</add></rdg>", "z\\z/ B"),
        ("<rdg wit='#B'><lg><l>a</l><l>b</l></lg></rdg>", "a / b B"),
    ],
)
def test_what_attributes_say_of_a_reading(said, reading, words):
    """What an apparatus prints is printed, what only classes is not."""
    assert said(f"<p>x <app><lem wit='#A'>y</lem>{reading}</app></p>") == [f"y] A : {words}"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>x <app><lem/><rdg wit='#B'>y</rdg></app> z</p>", "post x y add. B"),
        ("<p>x <app><lem wit='#A'/><rdg wit='#B'>y</rdg></app></p>", "post x om. A : y add. B"),
        ("<p><app><lem/><rdg wit='#B'>y</rdg></app> z</p>", "ante z y add. B"),
        ("<p><app><lem/><rdg wit='#B'>y</rdg></app></p>", "in principio y add. B"),
    ],
)
def test_an_empty_lemma_is_an_addition_by_others(said, body, words):
    """It is told by the word before, else by the word after."""
    assert said(body) == [words]


def test_groups_keep_together(said):
    """Readings of a group are parted by commas, groups and other readings by colons."""
    entry = (
        "<p><app><rdgGrp><lem wit='#A'>a</lem><rdg wit='#B'>b</rdg></rdgGrp>"
        "<rdgGrp cause='haste'><rdg wit='#C'>c</rdg></rdgGrp></app></p>"
    )
    assert said(entry) == ["a] A, b B : c C (haste)"]


def test_a_sequence_is_numbered_where_there_is_one(said):
    """@varSeq of one reading alone says nothing."""
    two = "<rdg wit='#B' varSeq='1'>b</rdg><rdg wit='#B' varSeq='2' hand='#m2'>c</rdg>"
    assert said(f"<p><app><lem>a</lem>{two}</app></p>") == ["a] 1. b B : 2. c B man. 2"]
    assert said("<p><app><lem>a</lem><rdg wit='#B' varSeq='1'>b</rdg></app></p>") == ["a] b B"]


def test_who_recorded_most_readings_goes_without_saying(said):
    """@resp beside @wit is printed where it is the exception; alone it is the authority."""
    entries = "".join(
        f"<app><lem>a</lem><rdg wit='#B' resp='#{name}'>b</rdg></app> " for name in "ppq"
    )
    alone = "<app><lem>a</lem><rdg resp='#p'>b</rdg></app>"
    assert said(f"<p>{entries}{alone}</p>") == ["a] b B", "a] b B", "a] b B q", "a] b p"]


def test_an_entry_in_a_reading_is_told_in_brackets(said):
    """Its lemma goes on with the words around it, its other readings follow in brackets."""
    inner = "<app><lem wit='#B'>c</lem><rdg wit='#C'>d</rdg></app>"
    entry = f"<p><app><lem wit='#A'>a</lem><rdg wit='#B #C'>b {inner} e</rdg></app></p>"
    assert said(entry) == ["a] A : b c B (d C) e B C"]


def test_the_lemma_of_an_entry_in_a_reading_may_stand_in_a_group(said):
    """It goes on with the words around it there too."""
    inner = "<app><rdgGrp><lem wit='#B'>c</lem><rdg wit='#C'>d</rdg></rdgGrp></app>"
    entry = f"<p><app><lem wit='#A'>a</lem><rdg wit='#B #C'>b {inner} e</rdg></app></p>"
    assert said(entry) == ["a] A : b c B (d C) e B C"]


def test_a_wit_that_says_no_more_is_not_said_twice(said):
    """It is told in brackets if it says more than the sigla."""
    entry = "<p><app><lem>a</lem><rdg wit='#B #C'>b</rdg><wit>{}</wit></app></p>"
    assert said(entry.format("B C")) == ["a] b B C"]
    assert said(entry.format("B (corr.) C")) == ["a] b B C (B (corr.) C)"]


def test_a_conjecture_in_the_text_names_its_scholar(said):
    """Also where the lemma has no witness."""
    entry = "<p><app><lem type='conj' resp='#L1'>a</lem><rdg wit='#B'>b</rdg></app></p>"
    assert said(entry) == ["a] coni. Lachmann : b B"]


def test_a_work_cited_as_a_witness_has_its_identifier_as_siglum(said):
    """`@wit` may point to a `<bibl>`: it is called as witnesses are; as a source by its author."""
    entry = "<app><lem wit='#A'>y</lem><rdg wit='#L1'>z</rdg></app>"
    assert said(f"<p>{entry}</p>") == ["y] A : z L1"]
    entry = "<app><lem wit='#A'>y</lem><rdg source='#L1'>z</rdg></app>"
    assert said(f"<p>{entry}</p>") == ["y] A : z Lachmann"]


def test_what_is_said_of_a_witness_within_its_reading_stands_in_brackets(said):
    """It is no word of the reading; witnesses are named where they are others."""
    entry = "<app><lem wit='#A'>y</lem><rdg wit='#B'>z<witDetail wit='{}'>d</witDetail></rdg></app>"
    assert said(f"<p>{entry.format('#B')}</p>") == ["y] A : z (d) B"]
    assert said(f"<p>{entry.format('#A')}</p>") == ["y] A : z (A d) B"]


def test_a_work_cited_with_and_without_its_prefix_is_one(said):
    """`bib:Kern1917_17` and `Kern1917_17` need not be told apart."""
    entry = (
        "<app><lem source='bib:Kern1917_17'>y</lem><rdg source='Kern1917_17'>z</rdg>"
        "<rdg source='#L1'>w</rdg></app>"
    )
    assert said(f"<p>{entry}</p>") == ["y] K : z K : w Lachmann"]
