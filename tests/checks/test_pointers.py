from __future__ import annotations

import base64

import pytest

#: A picture of one point.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def codes(publish, tei):
    return lambda body: [f.code for f in publish(tei(body)).findings()]


@pytest.mark.parametrize(
    "pointer", ["#x", "text.xml#x", "https://e.org/#y", "bib:Kern#1", "#", "../other.xml#x", "x"]
)
def test_pointers_that_are_fine_or_nobody_can_tell(codes, pointer):
    """Targets that are there, the network, private schemes, and files outside of the folder."""
    assert codes(f'<p xml:id="x"><ref target="{pointer}">a</ref></p>') == []


@pytest.mark.parametrize(
    ("pointer", "code"),
    [("#y", "ptr.dangling"), ("text.xml#y", "ptr.id-missing"), ("no.xml", "ptr.file-missing")],
)
def test_pointers_that_lead_nowhere(codes, pointer, code):
    """One cause is told once, however many places have it."""
    ref = f'<ref target="{pointer}">a</ref>'
    assert codes(f"<p>{ref} {ref}</p>") == [code]


def test_dates_are_no_pointers(codes):
    """@from of a date is a date; of an entry it is a pointer."""
    assert codes('<date from="#1936" to="#1937">a</date>') == []
    assert codes('<app from="#no"><lem>a</lem></app>') == ["ptr.dangling"]


def test_pictures(publish, tei):
    """A picture that is not beside the source is told; others are published."""
    body = '<figure><graphic url="{}"/></figure>'
    for url in ("https://e.org/a.png", "a.svg", "../a.png", "", "x.tif"):
        assert publish(tei(body.format(url))).findings() == []
    made = publish(tei(body.format("a.png")))
    assert [f.code for f in made.findings()] == ["facs.missing-file"]
    (made.document.path.parent / "a.png").write_bytes(PNG)
    assert made.findings() == []
