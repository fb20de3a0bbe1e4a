from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from siglum.render.resources import builtin
from siglum.rulebook import read_rules
from siglum.source.elements import ELEMENTS, WORDS_ONLY

_SHEET = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:t="http://www.tei-c.org/ns/1.0" xmlns:m="http://www.w3.org/1998/Math/MathML">
{}
</xsl:stylesheet>"""


@pytest.mark.parametrize(
    ("match", "names"),
    [
        ("t:p", "p"),
        ("t:p | t:ab", "p ab"),
        ("t:div/t:head[. = 'a | b']", "head"),
        ("t:list[t:item[@n]]//t:item", "item"),
        ("*", ""),
        ("*[local-name() = 'egXML']", "egXML"),
        ("m:math", ""),
        ("p", ""),
        ("text()", ""),
        ("@rend", ""),
        ("/", ""),
    ],
)
def test_a_rule_is_made_for_what_the_last_step_names(tmp_path, match, names):
    """Predicates and the steps before say where; a rule for any element is made for none."""
    sheet = tmp_path / "a.xsl"
    sheet.write_text(_SHEET.format(f'<xsl:template match="{match}"/>'))
    assert sorted(read_rules([sheet])) == sorted(names.split())


def test_a_rule_knows_its_place(tmp_path):
    """File, line and mode are told; what is no XML or not there has no rules."""
    sheet = tmp_path / "a.xsl"
    sheet.write_text(_SHEET.format('\n<xsl:template\n match="t:p" mode="x"/>'))
    broken = tmp_path / "b.xsl"
    broken.write_text("<xsl:stylesheet")
    [rule] = read_rules([sheet, broken, Path("nowhere.xsl")])["p"]
    assert (rule.match, rule.mode, rule.file, rule.line) == ("t:p", "x", "a.xsl", 5)


def test_the_elements_without_a_rule_are_known():
    """The list that checks use says what the stylesheets say."""
    ruled = read_rules(sorted(builtin("xslt").glob("*.xsl")))
    assert set(ELEMENTS) - set(ruled) == WORDS_ONLY
    assert set(ruled) <= set(ELEMENTS)


@pytest.mark.corpora
def test_the_elements_of_tei_are_known(corpora):
    """The list has the names of the schema of TEI, and no others."""
    schema = etree.parse(corpora.parent / "schemas" / "tei_all.rng")
    named = {one.get("name") for one in schema.iter("{http://relaxng.org/ns/structure/1.0}element")}
    assert named - {None, "anyElement"} == set(ELEMENTS)
