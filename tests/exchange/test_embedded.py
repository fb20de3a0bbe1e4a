"""Pictures whose bytes stand in the text are files of the website, and in the book."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html

from siglum.build import build
from siglum.config import config_for_sources
from siglum.exchange.embedded import LARGEST, Embedded, read_embedded
from siglum.verify.verifying import verify


def _picture(width: int, height: int) -> bytes:
    """A PNG that fades from one colour to another."""
    rows = (
        b"\0" + b"".join(bytes((min(255, 6 * x), min(255, 6 * y), 140)) for x in range(width))
        for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    told = (
        struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


WRITTEN = base64.encodebytes(_picture(40, 30)).decode()


def _read(content: str, more: str = "") -> Embedded | str:
    tei = f'<binaryObject xmlns="http://www.tei-c.org/ns/1.0"{more}>{content}</binaryObject>'
    return read_embedded(etree.fromstring(tei, etree.XMLParser(huge_tree=True)))


def test_a_picture_is_known_by_its_bytes():
    """However it is broken into lines, and whatever its type is called."""
    one, two = _read(WRITTEN), _read(f"  {WRITTEN.replace(chr(10), '')} ", ' mimeType="text/html"')
    assert isinstance(one, Embedded)
    assert _read(WRITTEN.strip().rstrip("=")) == one
    assert one == two
    assert one.name.endswith(".png")
    assert one.data == _picture(40, 30)


@pytest.mark.parametrize(
    ("content", "more", "why"),
    [
        ("", "", "empty"),
        ("a!b", "", "no base64"),
        (base64.b64encode(b"<svg onload='x'/>").decode(), ' mimeType="image/png"', "no PNG"),
        ("YWJj", ' encoding="uu"', 'encoded as "uu"'),
        ("A" * (LARGEST * 4 // 3 + 8), "", "more than 10 million bytes"),
    ],
)
def test_what_is_no_picture_is_not_shown(content, more, why):
    """Only raster pictures, of a size that a page can have."""
    assert why in _read(content, more)


@pytest.mark.pdf
def test_a_picture_in_the_text_is_shown_on_page_and_paper(
    tei: Callable[..., bytes], tmp_path: Path
) -> None:
    """As a file of the website, whose name stays; what is said of it is its alternative text."""
    figure = f'<binaryObject mimeType="image/png">{WRITTEN}</binaryObject><figDesc>A bell</figDesc>'
    text = f"<p>Before <figure>{figure}</figure> behind.</p><p>{figure.partition('<fig')[0]}</p>"
    (tmp_path / "text.xml").write_bytes(tei(text, witnesses=""))
    config = config_for_sources([tmp_path / "text.xml"])
    out = tmp_path / "out"
    report = build(config, out, ("website", "pdf"))
    assert report.written
    assert [one for one in report.findings if one.code.startswith(("facs", "pdf.image"))] == []
    page = html.fromstring((out / "site/texts/text/index.html").read_bytes())
    sources = page.xpath("//img/@src")
    assert len(sources) == 2
    assert len(set(sources)) == 1
    assert page.xpath("//img/@alt")[0] == "A bell"
    assert (out / "site/texts/text" / sources[0]).read_bytes() == _picture(40, 30)
    document = pypdfium2.PdfDocument(out / "pdf" / "text.pdf")
    shown = [one for one in document[len(document) - 1].get_objects() if one.type == 3]
    document.close()
    assert len(shown) == 2
    audits = verify(config, out, ("website", "pdf"), lambda *_: None).audits
    assert [one for audit in audits for one in audit.unexplained] == []
