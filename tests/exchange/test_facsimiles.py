from __future__ import annotations

import struct
from pathlib import Path

from lxml import etree

from siglum.exchange.facsimiles import read_surfaces

TEI = "http://www.tei-c.org/ns/1.0"


def _surfaces(facsimile: str, text: str = "", files: dict[str, Path] | None = None):
    tei = etree.fromstring(f'<TEI xmlns="{TEI}">{facsimile}<text><body>{text}</body></text></TEI>')
    return read_surfaces(tei, files or {})


def test_each_surface_has_its_picture_and_its_size():
    """In the order of the source; coordinates of the surface are a size too."""
    found = _surfaces(
        '<facsimile><surface xml:id="s1" ulx="10" uly="0" lrx="110" lry="50">'
        '<graphic url="https://x.example/1.jpg"/></surface><surface n="1v">'
        '<graphic url="https://x.example/2.jpg" width="30px" height="40px"/></surface></facsimile>'
    )
    assert [(one.id, one.label, one.width, one.height) for one in found] == [
        ("s1", "1", 100, 50),
        ("", "1v", 30, 40),
    ]


def test_page_breaks_name_surfaces():
    """`<pb n="12r" facs="#s1">` says what the surface is called, also by its picture's address."""
    found = _surfaces(
        '<facsimile><surface xml:id="s1"><graphic url="https://x.example/1.jpg"/></surface>'
        '<graphic url="https://x.example/2.jpg"/></facsimile>',
        '<pb n="12r" facs="#s1"/><p>a</p><pb n="12v" facs="https://x.example/2.jpg"/>',
    )
    assert [one.label for one in found] == ["12r", "12v"]


def test_the_best_of_several_pictures_is_shown():
    """The largest that is no thumbnail; the thumbnail is kept as such."""
    (found,) = _surfaces(
        '<facsimile><surface><graphic n="thumb" url="https://x.example/t.jpg" width="999px" '
        'height="999px"/><graphic url="https://x.example/a.jpg" width="20px" height="20px"/>'
        '<graphic url="https://x.example/b.jpg" width="40px" height="40px"/></surface></facsimile>'
    )
    assert (found.url, found.thumbnail) == ("https://x.example/b.jpg", "https://x.example/t.jpg")


def test_a_file_tells_its_own_size(tmp_path: Path):
    """Whatever the attributes say."""
    file = tmp_path / "1.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 64, 48))
    facsimile = '<facsimile><graphic url="1.png" width="1px" height="1px"/></facsimile>'
    (found,) = _surfaces(facsimile, files={"1.png": file})
    assert (found.width, found.height) == (64, 48)
    assert _surfaces(facsimile) == ()


def test_what_no_viewer_can_show_is_left_out():
    """Private schemes, drawings over a picture, files that are not there."""
    assert (
        _surfaces(
            '<facsimile><graphic url="faust://facsimile/1"/><graphic mimeType="image/svg+xml" '
            'url="https://x.example/1.svg"/><graphic url="missing.jpg"/></facsimile>'
        )
        == ()
    )


def test_a_text_without_facsimile_has_none():
    """Pictures of the running text are no surfaces."""
    assert _surfaces("", '<figure><graphic url="https://x.example/1.jpg"/></figure>') == ()
