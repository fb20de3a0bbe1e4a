"""Findings about what stands in @wit."""

from __future__ import annotations

import pytest

from siglum.checks.survey import read_survey
from siglum.checks.witnesses import check_sigla
from siglum.findings import Severity


@pytest.fixture
def findings(publish, tei):
    """All findings of `check_sigla` on a fragment."""
    return lambda body, **more: check_sigla(read_survey(publish(tei(body, **more)).sources[0]))


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda body, **more: [finding.code for finding in findings(body, **more)]


def test_declared_sigla_are_no_finding(codes):
    """Pointers to witnesses, groups and manuscripts are fine."""
    assert codes('<app><lem wit="#A #B">a</lem><rdg wit="#C">b</rdg></app>') == []
    described = "<encodingDesc><p><bibl xml:id='P'>Printed</bibl></p></encodingDesc>"
    assert codes('<app><lem wit="#A">a</lem><rdg wit="#P">b</rdg></app>', header=described) == []


def test_one_unknown_siglum_is_told_once(findings):
    """A siglum that is wrong throughout is one mistake, told with the number of its places."""
    app = '<app><lem wit="#X #A">a</lem><rdg wit="#Y">b</rdg></app>'
    told = findings(f"<p>{app}{app}{app}</p>")
    assert [one.code for one in told] == ["wit.undeclared"] * 2
    assert "2 more places" in told[0].message
    assert "A, B, C" in told[0].hint


def test_sigla_without_a_space_between_them(findings):
    """Advice is for the whole of the token."""
    (one,) = findings('<app><lem wit="#A">a</lem><rdg wit="#BC">b</rdg></app>')
    assert '"#B #C"' in one.hint


def test_a_number_sign_alone(findings):
    """It names nobody, and nothing can be advised."""
    (one,) = findings('<app><lem wit="#A">a</lem><rdg wit="#">b</rdg></app>')
    assert one.code == "wit.undeclared"


def test_bare_words_are_told_once(findings):
    """A slip among pointers; a remark where it is the custom; unknown ones first."""
    mixed = '<app><lem wit="#A">a</lem><rdg wit="B">b</rdg><rdg wit="C">c</rdg></app>'
    (one,) = findings(mixed)
    assert (one.code, one.severity) == ("wit.not-a-pointer", Severity.WARNING)
    assert "2 places" in one.message
    (one,) = findings('<app><lem wit="A">a</lem><rdg wit="B C">b</rdg></app>')
    assert one.severity is Severity.INFO
    (one,) = findings('<app><lem wit="#A">a</lem><rdg wit="01 02 B">b</rdg></app>')
    assert '"01", "02"' in one.message


def test_numbers_of_witnesses_are_found(findings):
    """Collations of the New Testament cite witnesses by @n, and add hands to them."""
    header = (
        "<encodingDesc><p><listWit><witness n='01'/><witness n='02'/></listWit></p></encodingDesc>"
    )
    body = '<app><lem wit="01">a</lem><rdg wit="{}">b</rdg></app>'
    (one,) = findings(body.format("02"), header=header, witnesses="")
    assert one.severity is Severity.INFO
    (one,) = findings(body.format("02*"), header=header, witnesses="")
    assert "hand" in one.hint


def test_without_any_list_there_is_one_cause(codes):
    """It is not told of each siglum that it is undeclared."""
    app = '<app><lem wit="#A B">a</lem><rdg wit="#C">b</rdg></app>'
    assert codes(f"<p>{app}{app}</p>", witnesses="") == ["wit.no-list"]
    assert codes("<app><lem>a</lem><rdg>b</rdg></app>", witnesses="") == []


def test_what_is_no_witness(codes):
    """A paragraph cannot read anything."""
    body = '<p xml:id="p1">x <app><lem wit="#A">a</lem><rdg wit="#p1">b</rdg></app></p>'
    assert codes(body) == ["wit.not-a-witness"]


def test_witnesses_of_other_files(codes):
    """They are a remark, once for the file."""
    app = '<app><lem wit="#A">a</lem><rdg wit="w.xml#M http://example.org/w">b</rdg></app>'
    assert codes(f"<p>{app}{app}</p>") == ["wit.external"]


def test_private_schemes_lead_to_witnesses(codes):
    """`wit:A` is #A if a prefixDef says so."""
    header = (
        '<encodingDesc><listPrefixDef><prefixDef ident="w" matchPattern="([A-Z]+)" '
        'replacementPattern="#$1"/></listPrefixDef></encodingDesc>'
    )
    body = '<app><lem wit="w:A">a</lem><rdg wit="w:{}">b</rdg></app>'
    assert codes(body.format("B"), header=header) == []
    assert codes(body.format("X"), header=header) == ["wit.external"]


def test_doubled_and_empty(codes):
    """Each once for the file."""
    app = '<app><lem wit="#A #A">a</lem><rdg wit=" ">b</rdg></app>'
    assert codes(f"<p>{app}{app}</p>") == ["wit.repeated-in-list", "wit.empty"]


def test_order(codes):
    """Told where the file mostly follows its list, and not where it has another custom."""
    app = '<app><lem wit="{}">a</lem><rdg wit="#C">b</rdg></app>'
    good, bad = app.format("#A #B"), app.format("#B #A")
    assert codes(f"<p>{good * 4}{bad}</p>") == ["wit.order"]
    assert codes(f"<p>{good}{bad}</p>") == []


def test_huge_values_are_told_in_few_words(findings):
    """A megabyte of sigla, or one of a megabyte, is not repeated in the message."""
    (one,) = findings(f'<app><lem wit="#A">a</lem><rdg wit="#{"x" * 1_000_000}">b</rdg></app>')
    assert len(str(one)) < 400
    many = " ".join(f"#w{n}" for n in range(20_000))
    told = findings(f'<app><lem wit="#A">a</lem><rdg wit="{many}">b</rdg></app>')
    assert len(told) == 20_000
