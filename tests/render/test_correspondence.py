from __future__ import annotations

import re

import pytest
from lxml import html

from siglum.build import build
from siglum.config import config_for_sources
from siglum.exchange.letters import End
from siglum.phrases.speaking import phrases
from siglum.render.correspondence import date_words


def _described(sender, recipient, date="", more=""):
    date = f"<date {date}/>" if date else ""
    names = [f'<persName ref="#{one}">{one}</persName>' for one in (sender, recipient)]
    return (
        f'<correspDesc><correspAction type="sent">{names[0]}{date}</correspAction>'
        f'<correspAction type="received">{names[1]}</correspAction>{more}</correspDesc>'
    )


@pytest.fixture
def letters(tei, tmp_path):
    """`letters(a=described, …)` -> the site of an edition with these letters."""

    def make(**described):
        for name, one in described.items():
            source = tei("<p>x</p>", witnesses="").replace(b"A test", f"Letter {name}".encode())
            profile = f"<profileDesc>{one}</profileDesc></teiHeader>".encode()
            (tmp_path / f"{name}.xml").write_bytes(source.replace(b"</teiHeader>", profile))
        assert build(config_for_sources([tmp_path]), tmp_path / "build", only=("website",)).written
        return tmp_path / "build" / "site"

    return make


def _page(site, name):
    return html.fromstring((site / name).read_bytes())


def _words(element):
    return " ".join(element.text_content().split())


def _turns(site, name):
    (card,) = _page(site, f"texts/{name}/index.html").xpath("//section[@class='letter-card']")
    links = card.xpath(".//nav//a")
    scope = card.xpath("string(.//nav/p[@class='s-name'])")
    return scope, {one.get("rel"): one.text for one in links}


def test_a_card_tells_who_wrote_where_and_when_to_whom_and_how_sure_that_is(letters):
    """What is doubtful or inferred is said where it stands; nobody is «unknown»."""
    site = letters(
        a='<correspDesc><correspAction type="sent"><persName cert="low">Ann</persName>'
        '<placeName evidence="conjecture">Brno</placeName>'
        '<date when="1900-05-03" cert="medium" evidence="external"/></correspAction></correspDesc>'
    )
    (card,) = _page(site, "texts/a/index.html").xpath("//section[@class='letter-card']")
    assert _words(card) == (
        "From Ann (uncertain) Brno (inferred) 3 May 1900 (uncertain, inferred) To unknown recipient"
    )


def test_the_letters_beside_one_are_those_that_the_encoder_names(letters):
    """Also by a pointer to a file that begins with #; one that is not here keeps its words."""
    context = "<correspContext>{}</correspContext>"
    site = letters(
        a=_described("Ann", "Bo", 'when="1901"'),
        b=_described(
            "Ann",
            "Bo",
            'when="1902"',
            context.format(
                '<ref type="prev" target="c.xml">the one before</ref>'
                '<ref type="withinCollection" subtype="next_letter" target="#a.xml">x</ref>'
            ),
        ),
        c=_described("Ann", "Bo", "", context.format('<ref type="next" target="z.xml">lost</ref>')),
    )
    assert _turns(site, "b") == (
        "In the correspondence",
        {"prev": "Letter c", "next": "Letter a"},
    )
    page = _page(site, "texts/c/index.html")
    assert _words(page.xpath("//p[@class='next']")[0]) == "Next lost"


def test_else_they_are_those_between_the_same_persons_by_date(letters):
    """Whoever of them writes; the order of files does not count."""
    site = letters(
        a=_described("Ann", "Bo", 'when="1903-01"'),
        b=_described("Bo", "Ann", 'notBefore="1901" notAfter="1905"'),
        c=_described("Ann", "Cy", 'when="1902"'),
        d=_described("Ann", "Bo", 'when="1902-11-30"'),
        e=_described("Ann", "Bo"),
    )
    assert _turns(site, "d") == (
        "Between these correspondents",
        {"prev": "Letter b", "next": "Letter a"},
    )
    assert _turns(site, "c") == (
        "Among all letters, by date",
        {"prev": "Letter b", "next": "Letter d"},
    )
    assert _turns(site, "e") == ("", {})


def test_the_calendar_has_every_letter_by_year_and_month(letters):
    """Months without a number come first, letters without a date last; counts lead to months."""
    site = letters(
        a=_described("Ann", "Bo", 'when="1903-02-11"'),
        b=_described("Bo", "Ann", 'when="1903"'),
        c=_described("Ann", "Bo", 'when="1899-12-24"'),
        d=_described("Ann", "Bo"),
        e=_described("Ann", "Bo", 'when="1903-02-02"'),
    )
    page = _page(site, "letters.html")
    found = [_words(one) for one in page.xpath("//main//h2 | //main//h3 | //main//li/a[1]")]
    assert found == [
        *("1899", "December", "Letter c"),
        *("1903", "Letter b", "February", "Letter e", "Letter a"),
        *("Without a date", "Letter d"),
    ]
    ids = set(page.xpath("//@id"))
    links = page.xpath("//table//a/@href")
    assert links == ["#y1899", "#y1899-12", "#y1903", "#y1903-2"]
    assert {link[1:] for link in links} <= ids
    assert page.xpath("//nav//a[@aria-current]/@href") == ["letters.html"]


def test_one_letter_with_a_date_makes_no_calendar(letters):
    """Nor do letters without one."""
    site = letters(a=_described("Ann", "Bo", 'when="1903"'), b=_described("Ann", "Bo"))
    assert not (site / "letters.html").exists()
    assert "letters.html" not in (site / "index.html").read_text(encoding="utf-8")


def test_a_text_that_lists_letters_has_no_cards(letters):
    """A calendar of a hundred letters is no letter; all of them are in the calendar."""
    many = "".join(_described("Ann", "Bo", f'when="19{n}"') for n in range(10, 30))
    site = letters(a=many)
    assert not _page(site, "texts/a/index.html").xpath("//section[@class='letter-card']")
    assert len(_page(site, "letters.html").xpath("//main//li")) == 20


@pytest.mark.parametrize(
    ("words", "dates", "told"),
    [
        ("the day after", {"when": "1900-01-01"}, "the day after"),
        ("", {"when": "1900-05"}, "May 1900"),
        ("1967-11-09T00:00:00-05:00/1967-11-10", {"when": "1967-11-09"}, "9 November 1967"),
        ("", {"from": "1900", "to": "1901-02-03"}, "1900 to 3 February 1901"),
        ("", {"notBefore": "1900", "notAfter": "1905"}, "between 1900 and 1905"),
        ("", {"notBefore": "1900"}, "not before 1900"),
        ("", {"notAfter": "-0044-03-15"}, "not after -0044-03-15"),
        ("", {}, ""),
    ],
)
def test_dates_are_told_in_words(words, dates, told):
    """Those of the encoder; where there are none, or only figures for machines, our own."""
    assert date_words(End(dates=tuple(dates.items()), date=words), phrases("en")) == told


def test_the_pages_of_letters_are_the_same_twice(letters):
    """A build depends on the sources alone."""
    described = {n: _described("Ann", "Bo", 'when="1900"') for n in "abc"}
    first = (letters(**described) / "letters.html").read_bytes()
    assert first == (letters(**described) / "letters.html").read_bytes()
    assert re.findall(rb"Letter (.)</a>", first) == [b"a", b"b", b"c"]


def test_of_very_many_letters_each_year_has_a_page(letters, monkeypatch):
    """The calendar leads there, month by month; letters without a date have one too."""
    monkeypatch.setattr("siglum.outputs.overview._MANY_TEXTS", 2)
    site = letters(
        a=_described("ann", "bob", 'when="1900-05-03"'),
        b=_described("ann", "bob", 'when="1900-07"'),
        c=_described("ann", "bob", 'when="1901"'),
        d=_described("ann", "bob"),
    )
    calendar = _page(site, "letters.html").xpath("//main")[0]
    assert calendar.xpath(".//table//a/@href") == [
        *("letters-1900.html#y1900", "letters-1900.html#y1900-5", "letters-1900.html#y1900-7"),
        "letters-1901.html#y1901",
    ]
    assert calendar.xpath(".//*[@class='calendar']") == []
    assert "letters-undated.html" in calendar.xpath(".//a/@href")
    listed = {
        name: _page(site, f"letters-{name}.html").xpath("//*[@class='calendar']//a[1]/text()")
        for name in ("1900", "1901", "undated")
    }
    assert {name: [one for one in row if "Letter" in one] for name, row in listed.items()} == {
        "1900": ["Letter a", "Letter b"],
        "1901": ["Letter c"],
        "undated": ["Letter d"],
    }
    year = _page(site, "letters-1900.html")
    assert year.xpath("//h3/@id") == ["y1900-5", "y1900-7"]
    assert "letters.html" in year.xpath("//*[@class='crumbs']//@href")
