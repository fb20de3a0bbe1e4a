"""siglum.reports.page: an Outcome -> one HTML page (what it looks like: tests/browser)."""

from __future__ import annotations

import re

import jinja2
import pytest
from lxml import html

from siglum.codes import CODES
from siglum.findings import EditionError, in_order
from siglum.render.resources import Resources
from siglum.reports.outcome import Outcome
from siglum.reports.page import render_page


@pytest.fixture
def page(tmp_path, monkeypatch):
    """`page(findings…)` -> the parsed page, rendered in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def render(*findings, **outcome):
        told = Outcome(in_order(findings), **outcome)
        return html.document_fromstring(render_page(told, Resources(None).template_loader()))

    return render


def test_findings_stand_below_their_files_with_their_lines(page, finding, tmp_path):
    """Message, hint, place, code, the line of the source with the spot marked."""
    (tmp_path / "a.xml").write_text('<app>\n  <rdg wit="#X">illi</rdg>\n</app>')
    tree = page(finding(line=2, column=8, hint="write #A"), finding(file="b.xml", line=0))
    assert [one.text.strip() for one in tree.iterfind(".//h3") if one.text][:2] == [
        "a.xml",
        "b.xml",
    ]
    first, second = tree.find_class("finding")
    words = " ".join(first.text_content().split())
    assert 'line 2, column :8 unknown siglum "#X" wit.undeclared error write #A' in words
    assert first.find_class("line")[0].text_content() == '<rdg wit="#X">illi</rdg>'
    assert first.find(".//mark").text == 'wit="#X"'
    assert "whole file" in second.text_content()
    assert second.find(".//mark") is None


def test_codes_are_counted_and_explained(page, finding):
    """Each code once, with its example; links of findings lead to the explanation."""
    tree = page(finding(), finding(line=2), finding("ptr.dangling"))
    (table,) = tree.find_class("table")
    rows = [[cell.text_content() for cell in row] for row in table.iterfind("tbody/tr")]
    assert [(row[0], row[3]) for row in rows] == [
        ("All codes", "3"),
        ("wit.undeclared", "2"),
        ("ptr.dangling", "1"),
    ]
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    links = [link.get("href") for link in tree.iterfind(".//a")]
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    shown = [" ".join(one.text_content().split()) for one in tree.find_class("explained")]
    for told, code in zip(shown, ("wit.undeclared", "ptr.dangling"), strict=True):
        assert " ".join(CODES[code].explanation.split()) in told
        assert " ".join(CODES[code].wrong.split()) in told


def test_the_page_needs_nothing_beside_it(page, finding):
    """No file, no network: nothing is asked for, and the policy of the page forbids it."""
    text = html.tostring(page(finding(), title="The Letters")).decode()
    assert not re.search(r"\b(src|srcset)=|url\(|@import|<link", text)
    assert "default-src 'none'" in text
    assert "<title>Findings in The Letters</title>" in text


def test_nothing_found(page):
    """A sentence, no empty tables and no script."""
    tree = page(documents=3, entries=2)
    assert "Nothing was found" in tree.text_content()
    assert tree.find(".//table") is None
    assert tree.find(".//script") is None


def test_what_else_a_run_has_to_say(page, finding):
    """Documents that were not validated, findings that are known, and those that are gone."""
    words = " ".join(page(finding(), unvalidated=2, known=1, gone=7).text_content().split())
    assert "2 documents could not be validated" in words
    assert "1 finding more is known from the baseline" in words
    assert "7 findings of the baseline are gone" in words


def test_odd_texts_are_shown_as_text(page, finding, odd):
    """Nothing of a source becomes markup, a script or a template."""
    tree = page(finding(file=odd or "a", message=odd, hint=odd), title=odd.replace("\0", ""))
    assert len(tree.findall(".//script")) == 1
    assert "49 {" not in tree.text_content()
    html.tostring(tree).decode()


def test_many_findings(page, finding):
    """Ten thousand in a thousand files are one page, still."""
    tree = page(*(finding(file=f"{n % 1000}.xml", line=n + 1) for n in range(10_000)))
    assert len(tree.find_class("finding")) == 10_000
    assert len(tree.find_class("file")) == 1000


@pytest.mark.parametrize("template", ["{% if %}", "{{ nothing.at.all }}", "{% include 'none' %}"])
def test_a_template_that_cannot_be_used(finding, template):
    """An edition's own templates/report.html may be wrong: a finding names it."""
    loader = jinja2.DictLoader({"report.html": template})
    with pytest.raises(EditionError) as raised:
        render_page(Outcome((finding(),)), loader)
    assert raised.value.findings[0].code == "render.template"
    assert "report.html" in raised.value.findings[0].place.file
