from __future__ import annotations

import pytest


@pytest.fixture
def codes(publish, tei):
    """The codes of all findings about a fragment, in their order."""
    return lambda body, **more: [f.code for f in publish(tei(body, **more)).findings()]


def test_declared_sigla_are_no_finding(codes):
    """Pointers, bare ids and sigla in groups of the list are fine."""
    assert codes('<app><lem wit="#A B">a</lem><rdg wit="#C">b</rdg></app>') == []


def test_undeclared_pointers_are_told_each_and_bare_sigla_once(codes):
    """A pointer that misses its target is a slip; bare sigla are a custom, told once a file."""
    app = '<app><lem wit="#X 01">a</lem><rdg wit="#Y 02">b</rdg></app>'
    assert codes(f"<p>{app}{app}</p>").count("wit.undeclared") == 4
    assert codes(f"<p>{app}{app}</p>").count("wit.not-a-pointer") == 1


def test_a_witness_twice(codes):
    """One witness in two readings of an entry contradicts itself; two hands do not."""
    both = '<app><lem wit="#A">a</lem><rdg wit="#A"{}>b</rdg></app>'
    assert codes(both.format("")) == ["app.witness-twice"]
    assert codes(both.format(' hand="#B"')) == []


def test_nested_entries_are_entries_of_their_own(codes):
    """A witness of the outer lemma may read something else in an entry inside it."""
    assert (
        codes('<app><lem wit="#A">a <app><lem>b</lem><rdg wit="#A">c</rdg></app></lem></app>') == []
    )


def test_without_a_lemma(codes):
    """It is said which reading stands in the text, unless the text itself is the lemma."""
    assert codes("<app><rdg>a</rdg></app>") == ["app.no-lem"]
    assert codes("<app><note>a</note></app>") == []
    assert codes('<p><w xml:id="w">a</w><app from="#w"><rdg>b</rdg></app></p>') == []
