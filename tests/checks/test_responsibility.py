from __future__ import annotations

import pytest

CERT = '<p>in <supplied cert="low">illo</supplied></p>'


def _codes(publish, source):
    return [f.code for f in publish(source).findings()]


def test_certainty_without_anybody(publish, tei):
    """Told once, where the header names nobody and the element does not either."""
    assert _codes(publish, tei(CERT + CERT)) == ["cert.without-resp"]
    assert _codes(publish, tei("<p>in illo</p>")) == []


@pytest.mark.parametrize("who", ["<author>A</author>", "<editor/>", "<respStmt><resp/></respStmt>"])
def test_somebody_answers_for_the_text(publish, tei, who):
    """The header names who made it."""
    source = tei(CERT).replace(b"</title>", b"</title>" + who.encode())
    assert _codes(publish, source) == []
