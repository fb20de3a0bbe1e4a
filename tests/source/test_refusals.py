from __future__ import annotations

import pytest

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


@pytest.mark.parametrize(
    ("body", "line", "column", "said", "hint"),
    [
        ("<p>čšř &foo; x</p></TEI>", 2, 8, "&foo;", "&amp;foo;"),
        ("<p>caf&eacute;</p></TEI>", 2, 7, "&eacute;", "é"),
        ("<p>𝔊 a & b</p></TEI>", 2, 8, "ampersand", "&amp;"),
        ("<p n='a & b'/></TEI>", 2, 9, "ampersand", "&amp;"),
        ("<p>AT&T says</p></TEI>", 2, 6, "ampersand", "&amp;"),
        ("<p>a < b</p></TEI>", 2, 6, "«<»", "&lt;"),
        ("<div>\n<p>x</div></TEI>", 3, 5, "<p> (opened at 3:1)", "<p>"),
        ("<p>\r\nx</q></TEI>", 3, 2, "</q>", "<p>"),
        ("<p>x</p></TEI><p/>", 2, 15, "second element", "one element"),
        ("<p>x</p></TEI> more", 2, 16, "text follows", "inside"),
        ("<p n='1' n='2'/></TEI>", 2, 10, "twice", "one"),
        ("<p n=1/></TEI>", 2, 6, "tag", "quotation marks"),
        ("<p n='a<b'/></TEI>", 2, 8, "inside", "&lt;"),
        ("<!-- a -- b --></TEI>", 2, 8, "hyphens", "--"),
        ("<p>\x01</p></TEI>", 2, 4, "U+0001", "out"),
        ("<p>a\0b</p></TEI>", 2, 5, "U+0000", "out"),
        ("<p>&#0;</p></TEI>", 2, 4, "reference", "itself"),
        ("<p><?xml version='1.0'?></p></TEI>", 2, 4, "declaration", "<?xml"),
        ("<p>x</p>\n  <q:r/></TEI>", 3, 3, "«q:»", "xmlns:q"),
        ("<p>x</p>\n<p xi:href='u'/></TEI>", 3, 1, "«xi:»", "2001/XInclude"),
        ("<p>a]]>b</p></TEI>", 2, 5, "]]>", "]]&gt;"),
        ("<p>čš", 2, 6, "<p> (opened at 2:1)", "copy"),
        ("<p n='", 2, 1, "does not end", "lost"),
        ("<p><!-- no end </p></TEI>", 2, 4, "does not end", "-->"),
    ],
)
def test_not_well_formed(refused, body, line, column, said, hint):
    """The first fault is told at its exact character, in words, with the way out."""
    finding = refused(f"{TEI}\n{body}")
    assert finding.code == "source.not-xml"
    assert (finding.place.line, finding.place.column) == (line, column), finding
    assert said in finding.message, finding.message
    assert hint in finding.hint, finding.hint


@pytest.mark.parametrize(
    "content",
    ["Once upon a time", '{"json": true}', "a,b\n1,2", "# Heading\n", "\n\ntext <b>bold</b>"],
)
def test_not_xml_at_all(refused, content):
    """A file without any markup at its beginning is not XML, and that is all there is to say."""
    finding = refused(content)
    assert finding.code == "source.not-xml"
    assert "does not begin with" in finding.message


def test_binary(refused):
    """Arbitrary bytes end in one finding, whichever of our guards meets them first."""
    for start in range(0, 256, 5):
        finding = refused(bytes((start + 7 * n) % 256 for n in range(300)))
        assert finding.code in ("source.not-xml", "source.encoding", "source.empty")


def test_declaration_after_blank_lines(refused):
    """A blank line before the declaration is seen for what it is."""
    finding = refused(f'\n<?xml version="1.0"?>{TEI}</TEI>')
    assert (finding.place.line, finding.place.column) == (2, 1)
    assert "declaration" in finding.message


@pytest.mark.parametrize(
    ("content", "line", "column", "said"),
    [
        (f'<?xml version="1.0" encodng="UTF-8"?>\n{TEI}</TEI>', 1, 21, "XML declaration"),
        (f'<?xml version="1.0"?>\n<!-- c --> text {TEI}</TEI>', 2, 12, "outside the root"),
        (f"<!DOCTYPE TEI [\n<!ENTITY e>]>\n{TEI}</TEI>", 2, 11, "DOCTYPE"),
        (f'<!DOCTYPE TEI [<!ENTITY e "<p>x">]>\n{TEI}<p>čš &e;</p></TEI>', 2, 48, "&e;"),
        (f'<!DOCTYPE TEI [<!ENTITY e "1 & 2">]>\n{TEI}<p>čš &e;</p></TEI>', 1, 30, "ampersand"),
    ],
)
def test_faults_before_the_text(refused, content, line, column, said):
    """Faults in declarations are told as such; those inside an entity, where it is used."""
    finding = refused(content)
    assert finding.code == "source.not-xml"
    assert said in finding.message, finding
    assert (finding.place.line, finding.place.column) == (line, column), finding


def test_the_fault_that_counts(refused):
    """What reading survives (doubtful ids, an unread DTD) does not hide the real fault."""
    finding = refused(
        f'<!DOCTYPE TEI SYSTEM "x.dtd">{TEI}<p xml:id="a"/><p xml:id="a"/>&eacute;\n<q></TEI>'
    )
    assert (finding.place.line, finding.place.column) == (2, 4)
    assert "</TEI>" in finding.message


def test_every_truncation_is_refused(refused):
    """A file cut off anywhere is refused with one finding that lies inside the file."""
    whole = (
        f'{TEI}\n<!-- č --><p n="ž">x &amp; <hi>y</hi><![CDATA[z]]><?pi x?></p>\n</TEI>'.encode()
    )
    for length in range(1, len(whole)):
        finding = refused(whole[:length])
        assert finding.code in ("source.not-xml", "source.encoding"), length
        assert 1 <= finding.place.line <= 3
