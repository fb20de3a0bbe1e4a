from __future__ import annotations

from click.testing import CliRunner

from siglum.cli import main
from siglum.source.elements import ELEMENTS

_TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p>a <hi>b</hi> <hi>c</hi> <odd xmlns="urn:x">d</odd></p></body></text></TEI>"""

_OWN = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0">
  <xsl:import href="builtin:html.xsl"/>
  <xsl:template match="tei:egraph | tei:tree"><i><xsl:apply-templates/></i></xsl:template>
</xsl:stylesheet>"""


def _lines(*arguments):
    result = CliRunner().invoke(main, ["explain", "--elements", *arguments])
    assert result.exit_code == 0, result.output
    return {line.split()[0]: line for line in result.output.splitlines()}


def test_every_element_with_its_rule(tmp_path, monkeypatch):
    """Each element of TEI has a line: the file and line of its rule, or that its words stand."""
    monkeypatch.chdir(tmp_path)
    lines = _lines()
    assert list(lines) == list(ELEMENTS)
    assert "editorial.xsl:" in lines["hi"]
    assert "(header)" in lines["tagUsage"]
    assert lines["tree"].endswith("its words as they stand")


def test_how_often_each_occurs(tmp_path, monkeypatch):
    """Named sources are counted, elements of other namespaces by their full name too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_text(_TEI)
    lines = _lines("a.xml")
    assert lines["hi"].split()[1] == "2"
    assert lines["tree"].split()[1] == "0"
    assert lines["{urn:x}odd"].split()[1] == "1"


def test_rules_of_the_edition(tmp_path, monkeypatch):
    """A rule of the edition's own is told, and the finding that misses one is silent then."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "edition.toml").write_text('[source]\ntexts = ["a.xml"]\n')
    (tmp_path / "a.xml").write_text(_TEI.replace("<hi>b</hi>", "<tree>b</tree>"))
    told = CliRunner().invoke(main, ["check", "-v"]).stderr
    assert "<tree> has no rule" in told
    (tmp_path / "xslt").mkdir()
    (tmp_path / "xslt" / "html.xsl").write_text(_OWN)
    assert "html.xsl:4" in _lines()["tree"]
    told = CliRunner().invoke(main, ["check", "-v"]).stderr
    assert "<tree> has no rule" not in told
    assert "<odd> of urn:x has no rule" in told


def test_what_cannot_be(tmp_path, monkeypatch):
    """A source that is not there is refused in one line."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["explain", "--elements", "no.xml"])
    assert result.exit_code == 2
    assert "there is no file or folder no.xml" in result.output
