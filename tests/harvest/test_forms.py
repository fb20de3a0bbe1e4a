"""Passages as plain text and as HTML."""

from lxml import html

from siglum.harvest.forms import as_html, as_plain

TEI = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><p>Not the text.</p></teiHeader>
<text><body><div xml:id="d"><head>The <choice><sic>bel</sic><corr>bell</corr></choice></head>
<p>It <app><rdg wit="#B">rings</rdg><lem wit="#A">rang</lem></app>
<app><rdg wit="#A">first</rdg><rdg wit="#B">second</rdg></app> over the wa<lb break="no"/>ter<note
>See below.</note>, <ref target="https://example.org/">far</ref>
<ref target="javascript:x()">off</ref>.</p>
<lg><l n="1">Toll <!-- no words -->on</l><l n="2">toll &lt;off&gt;</l></lg></div></body>
</text></TEI>
"""


def test_plain_text_is_the_edited_text():
    """A line for each block; readings of others and notes are no part of it."""
    assert as_plain(TEI).decode() == (
        "The bell\nIt rang first over the water, far off.\nToll on\ntoll <off>\n"
    )


def test_html_has_everything_but_the_header():
    """Each element under its name; what is no address leads nowhere."""
    page = html.document_fromstring(as_html(TEI, "A & B"))
    assert page.findtext(".//title") == "A & B"
    words = " ".join(" ".join(page.find("body").itertext()).split())
    assert words == (
        "The bel bell It rings rang first second over the wa ter See below. , far off . Toll on"
        " toll <off>"
    )
    assert [one.get("data-wit") for one in page.iter("span") if one.get("data-wit")] == [
        "#B", "#A", "#A", "#B",
    ]  # fmt: skip
    assert [one.get("href") for one in page.iter("a")] == ["https://example.org/"]
    assert page.get_element_by_id("d").get("class") == "tei-div"
    assert b"javascript" not in as_html(TEI, "")


def test_a_fragment_keeps_what_is_around_it():
    """The wrapper of DTS is an element like others."""
    part = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>'
        b'<dts:wrapper xmlns:dts="https://w3id.org/api/dts#">'
        b"<p>one</p></dts:wrapper></text></TEI>"
    )
    assert as_plain(part) == b"one\n"
    assert b'class="tei-wrapper"' in as_html(part, "x")
