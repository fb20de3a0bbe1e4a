from __future__ import annotations

import pytest


@pytest.fixture
def codes(publish, tei):
    return lambda body: [f.code for f in publish(tei(body)).findings()]


def _divisions(*names):
    return "".join(f'<div xml:id="{name}"><p>a</p></div>' for name in names)


@pytest.mark.parametrize("names", [("liber1", "liber2"), ("क", "ख"), ("a-b", "ab")])
def test_addresses_that_differ(codes, names):
    """Scripts beyond ASCII have a checksum in the names of their files."""
    assert codes(_divisions(*names)) == []


@pytest.mark.parametrize("names", [("Liber1", "liber1"), ("é", "e"), ("a", "a-"), ("कि", "कु")])
def test_addresses_that_are_the_same(codes, names):
    """Told once for each pair."""
    assert codes(_divisions(*names)) == ["id.page-clash"]


def test_upper_and_lower_case_make_two_fragments(codes):
    """Only files are one where systems do not tell them apart."""
    assert codes('<p xml:id="P">a</p><p xml:id="p">b</p>') == []
