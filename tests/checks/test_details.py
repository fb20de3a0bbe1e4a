"""Findings about groups, witDetail and wit."""

from __future__ import annotations

import pytest

from siglum.checks.details import check_details


@pytest.fixture
def findings(survey_of):
    """All findings of `check_details` on an entry with this content."""
    return lambda inner, **more: list(check_details(survey_of(f"<app>{inner}</app>", **more)))


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda inner, **more: [f.code for f in findings(inner, **more)]


LEM, B, C = '<lem wit="#A">a</lem>', '<rdg wit="#B">b</rdg>', '<rdg wit="#C">c</rdg>'


def test_groups(codes, findings):
    """One reading is no group; two lemmata cannot both stand in the text."""
    assert codes(f"{LEM}<rdgGrp>{B}{C}</rdgGrp>") == []
    assert codes(f"{LEM}<rdgGrp><rdgGrp>{B}{C}</rdgGrp></rdgGrp>") == []
    assert codes(f"{LEM}<rdgGrp>{B}</rdgGrp>") == ["rdg-group.single"]
    assert codes(f"<rdgGrp>{LEM}{LEM}{B}</rdgGrp>") == ["rdg-group.multiple-lem"]
    (finding,) = findings(f"{LEM}<rdgGrp>{B}</rdgGrp><rdgGrp>{C}</rdgGrp>")
    assert "in 1 more place)" in finding.message


def test_types_of_groups(codes):
    """A reading of another group's type is in the wrong one; other words say other things."""
    group = '<rdgGrp type="orthographic"><rdg type="{}">x</rdg><rdg>y</rdg></rdgGrp>'
    other = '<rdgGrp type="substantive"><rdg>z</rdg><rdg>u</rdg></rdgGrp>'
    assert codes(group.format("substantive") + other) == ["rdg-group.type-conflict"]
    assert codes(group.format("orthographic") + other) == []
    assert codes(group.format("rubbed") + other) == []


@pytest.mark.parametrize(
    "inner",
    [
        f'{LEM}{B}<witDetail wit="#B">d</witDetail>',
        f'{LEM}<witDetail wit="#A">d</witDetail>{B}',
        f'{LEM}{B}<witDetail wit="#A" target="#r">d</witDetail>'.replace("<lem", '<lem xml:id="r"'),
        f'{LEM}<rdgGrp>{B}{C}</rdgGrp><witDetail wit="#C">d</witDetail>',
        '<lem>a</lem><witDetail wit="#A">d</witDetail><rdg wit="#B">b</rdg>',  # negative
        f'{LEM}<rdg wit="#B">b<witDetail wit="#B">d</witDetail></rdg>',
        f'{LEM}{B}<witDetail type="lac" wit="#C"/>',  # a detail that counts as a reading
        f'{LEM}{B}<witDetail wit="#C" target="1 2">d</witDetail>',  # no pointers
    ],
)
def test_details_that_fit(codes, inner):
    """A detail speaks of the reading before it, around it, or pointed to."""
    assert codes(inner) == []


def test_details_that_do_not_fit(findings):
    """Of whom a detail speaks is told; one without a reading too."""
    (finding,) = findings(f'{LEM}{B}<witDetail wit="#C">d</witDetail>')
    assert finding.code == "wit-detail.foreign-witness"
    assert '"C"' in finding.message
    (finding,) = findings(f'<witDetail wit="#B">d</witDetail>{LEM}{B}')
    assert finding.code == "wit-detail.no-reading"


def test_details_of_groups_and_hands(codes):
    """A member of a cited group, or a witness whose hand is cited, is cited."""
    family = (
        '<listWit xml:id="f"><witness xml:id="X">x</witness><witness xml:id="Y">y</witness>'
        "</listWit>"
    )
    entry = '<lem wit="#A">a</lem><rdg wit="#{}">b</rdg><witDetail wit="#{}">d</witDetail>'
    assert codes(f"{entry.format('f', 'X')}<note>{family}</note>") == []
    assert codes(f"{entry.format('X', 'f')}<note>{family}</note>") == []
    assert codes(f"{entry.format('X', 'Y')}<note>{family}</note>") != []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("B", "wit.text-mismatch"),
        ("B, C", None),
        ("B et cett.", None),
        ("codd.", None),
        ("", None),
        ("A", "wit.text-mismatch"),
        ("B C A", "wit.text-mismatch"),
    ],
)
def test_sigla_as_printed(codes, said, code):
    """<wit> names those of @wit; other words may stand for anybody."""
    found = codes(f'{LEM}<rdg wit="#B #C">b</rdg><wit>{said}</wit>')
    assert found == ([code] if code else [])
