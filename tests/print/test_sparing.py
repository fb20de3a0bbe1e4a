"""Fewer ids and spans, and not a word less."""

from lxml import etree

from siglum.print.sparing import spare_ids, spare_spans, styled_by

ENTRY = (
    '<div class="app" id="e1"><span class="lno">1</span><span class="lem">x<span class="rank">2'
    '</span></span><span class="sep">]</span> <span class="rdg"><span class="reading" lang="el">'
    'καί <i>x</i></span> <span class="wits"><abbr class="siglum">B</abbr></span></span></div>'
)


def test_spans_that_look_like_what_is_around_them_go():
    """Those that only tell the parts of an entry apart go; languages, numbers and sigla stay."""
    entry = etree.fromstring(ENTRY)
    spare_spans(entry)
    assert etree.tostring(entry, encoding="unicode") == (
        '<div class="app" id="e1"><span class="lno">1</span>x<span class="rank">2</span>] '
        '<span class="reading" lang="el">καί <i>x</i></span> <abbr class="siglum">B</abbr></div>'
    )


def test_spans_that_a_style_sheet_asks_for_stay():
    """An edition may give the lemma a look of its own."""
    entry = etree.fromstring(ENTRY)
    spare_spans(entry, styled_by([".foot .lem { font-weight: bold }", ".wits::before {}"]))
    left = [span.get("class") for span in entry.iter("span")]
    assert left == ["lno", "lem", "rank", "reading", "wits"]


def test_ids_stay_where_links_lead():
    """Also those to the parts of the book; nothing else asks for an id in print."""
    book = etree.fromstring(
        '<body><p id="a">x <a href="#b" id="c">y</a></p><p id="b">z <a href="https://x.org/#a"/></p>'
        "</body>"
    )
    spare_ids(book)
    assert [element.get("id") for element in book.iter() if element.get("id")] == ["b"]
