from __future__ import annotations

import pytest

from siglum.findings import EditionError
from siglum.render.resources import Resources
from siglum.render.stylesheets import Renderer

XSL = (
    '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
    'xmlns:t="http://www.tei-c.org/ns/1.0"><xsl:import href="builtin:html.xsl"/>{}</xsl:stylesheet>'
)


@pytest.fixture
def with_rule(publish, tei, tmp_path):
    """A renderer of an edition with a rule of its own in xslt/html.xsl, and its document."""

    def make(rule: str, sheet: str = XSL):
        made = publish(tei("<p>a <hi>b</hi></p>"))
        (tmp_path / "xslt").mkdir(exist_ok=True)
        (tmp_path / "xslt" / "html.xsl").write_text(sheet.replace("{}", rule))
        return Renderer(made.edition, Resources(tmp_path), "web"), made.document

    return make


def test_an_editor_changes_one_rule(with_rule):
    """The other rules stay those of siglum."""
    renderer, document = with_rule('<xsl:template match="t:hi"><strong>X</strong></xsl:template>')
    text = renderer.unit(document, 0).text
    assert "<strong>X</strong>" in text
    assert 'class="p"' in text


def test_what_a_rule_makes_is_made_safe(with_rule):
    """Also an editor's own stylesheet cannot put a script on a page."""
    rule = '<xsl:template match="t:hi"><script>x()</script><b onclick="x">y</b></xsl:template>'
    renderer, document = with_rule(rule)
    text = renderer.unit(document, 0).text
    assert "script" not in text
    assert "<b>y</b>" in text


def test_messages_are_findings(with_rule):
    """What a stylesheet says with xsl:message is told to the editor."""
    rule = '<xsl:template match="t:hi"><xsl:message>look here</xsl:message></xsl:template>'
    renderer, document = with_rule(rule)
    renderer.unit(document, 0)
    (finding,) = renderer.findings
    assert finding.code == "render.message"
    assert "look here" in finding.message


@pytest.mark.parametrize(
    "rule",
    [
        "<xsl:template match='t:['/>",
        "<xsl:nonsense",
        "<xsl:template match='/'><xsl:message terminate='yes'>stop</xsl:message></xsl:template>",
        "<xsl:template match='/'/>",
    ],
)
def test_a_broken_stylesheet_is_told(with_rule, rule):
    """One finding with the name of the sheet, and no traceback."""
    with pytest.raises(EditionError) as caught:
        renderer, document = with_rule(rule)
        renderer.unit(document, 0)
    (finding,) = caught.value.findings
    assert finding.code == "render.stylesheet"
    assert "html.xsl" in str(finding.place)


def test_a_stylesheet_writes_no_file(with_rule, tmp_path):
    """A rule has no access to the disk and none to the network."""
    target = tmp_path / "written.txt"
    rule = (
        f'<xsl:template match="t:hi"><e:document href="{target}" '
        'xmlns:e="http://exslt.org/common" method="text">x</e:document></xsl:template>'
    )
    try:
        renderer, document = with_rule(rule)
        renderer.unit(document, 0)
    except EditionError:
        pass
    assert not target.exists()


def test_readings_are_not_on_paper(publish, tei):
    """Print has no text of single witnesses: the apparatus has it."""
    made = publish(tei('<p>a <app><lem>b</lem><rdg wit="#A">c</rdg></app></p>'))
    assert 'class="alt"' in made.html("web")
    assert "alt" not in made.html("print")
    assert "data-not" not in made.html("print")


def test_an_example_shows_its_ids(publish, tei):
    """Code is shown as written; also what an element of it is called."""
    example = (
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p n="1" xml:id="x" type="t">a</p></egXML>'
    )
    made = publish(tei(f"<p>See</p>{example}"))
    text = Renderer(made.edition, Resources(None), "web").unit(made.document, 0).text
    assert '&lt;p n="1" xml:id="x" type="t"&gt;a&lt;/p&gt;' in text


def test_interpretations_stand_apart(publish, tei):
    """What a group lists is no sentence: a space parts it."""
    group = "<interpGrp><interp>allegory</interp><interp>antithesis</interp></interpGrp>"
    made = publish(tei(f"<p>See {group}</p>"))
    text = Renderer(made.edition, Resources(None), "web").unit(made.document, 0).text
    assert "allegory</span> <span" in text
