"""Findings about readings that point to each other."""

from __future__ import annotations

import pytest

from siglum.checks.transpositions import check_transpositions


@pytest.fixture
def findings(survey_of):
    """All findings of `check_transpositions` on a fragment."""
    return lambda body, **more: list(check_transpositions(survey_of(body, **more)))


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda body, **more: [f.code for f in findings(body, **more)]


PAIR = (
    '<p><app><lem xml:id="a" {}>arma</lem><rdg wit="#B"/></app> virum '
    '<app><lem/><rdg xml:id="b" {} wit="#B">arma</rdg></app></p>'
)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ('next="#b"', 'prev="#a"', 0),
        ('prev="#b"', 'next="#a"', 0),
        ('type="transposition" corresp="#b"', 'corresp="#a"', 0),
        ('corresp="#b"', "", 0),  # any relation
        ('next="#x"', "", 0),  # told of pointers
        ('next="#b"', 'prev="#x"', 0),
        ('next="other.xml#b"', "", 0),
        ('next="#b"', "", 1),
        ('next="#b"', 'next="#a"', 2),
        ('next="#b"', 'prev="#b"', 1),
        ('type="transposition" corresp="#b"', "", 1),
    ],
)
def test_both_ends(codes, one, other, count):
    """A passage and the place where others have it point to each other."""
    assert codes(PAIR.format(one, other)) == ["transposition.unpaired"] * count


def test_what_to_add_is_told(findings):
    """The attribute that is missing is written out."""
    (finding,) = findings(PAIR.format('next="#b"', ""))
    assert finding.hint == 'add prev="#a" there'
    assert '"#b"' in finding.message


def test_lists_of_transpositions(codes):
    """A transposition needs two passages."""
    listed = "<profileDesc><creation/></profileDesc>"
    body = "<div><listTranspose><transpose>{}</transpose></listTranspose></div>"
    ptr = '<ptr target="#a"/>'
    assert codes(body.format(ptr * 2), header=listed) == []
    assert codes(body.format(ptr)) == ["transposition.unpaired"]
    assert codes(body.format("")) == ["transposition.unpaired"]


@pytest.mark.parametrize(
    ("pointer", "code"),
    [
        ("#b", None),
        ("#e", None),
        ("#x", None),  # told of pointers
        ("other.xml#b", None),
        ("#a", "rdg.dependence"),
        ("#s", "rdg.dependence"),
        ("#b #s", "rdg.dependence"),
    ],
)
@pytest.mark.parametrize("name", ["exclude", "require"])
def test_dependence(codes, pointer, code, name):
    """A reading rules out, or calls for, another reading or entry."""
    text = (
        f'<p xml:id="s"><app xml:id="e"><lem xml:id="a" {name}="{pointer}">c</lem>'
        '<rdg xml:id="b" wit="#B">d</rdg></app></p>'
    )
    assert codes(text) == ([code] if code else [])
