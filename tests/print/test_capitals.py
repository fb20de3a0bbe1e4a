"""Words set in capitals keep their letters in the text of the PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from siglum.build import build
from siglum.config import read_config
from siglum.verify.verifying import verify

pytestmark = pytest.mark.pdf

TEXT = (
    '<div><head>Of <hi rend="caps">bells</hi></head><p>A <hi rend="caps">Bell of Brass</hi>, a'
    ' <hi rend="smallcaps">Bell of Tin</hi>, <hi rend="caps">die Straße ᾳ</hi>.</p>'
    '<p rend="caps">Zum Ersten und zum <hi style="text-transform: uppercase">Zweiten</hi>.</p>'
    "</div>"
)


@pytest.mark.parametrize("font", ["Gentium Plus", "DejaVu Serif"])
def test_capitals_are_drawn_and_the_letters_kept(
    font: str, tei: Callable[..., bytes], tmp_path: Path
) -> None:
    """Also of small capitals where a font has none; what is read is what the source has."""
    (tmp_path / "tei").mkdir()
    options = f'[source]\ntexts = ["tei/*.xml"]\n[outputs.pdf]\nfonts = {{ text = ["{font}"] }}\n'
    (tmp_path / "edition.toml").write_text(options)
    (tmp_path / "tei" / "text.xml").write_bytes(tei(TEXT, witnesses=""))
    config = read_config(tmp_path)[0]
    assert build(config, tmp_path / "out").written
    audits = verify(config, tmp_path / "out", ("pdf",), lambda *_: None).audits
    assert [one for audit in audits for one in audit.unexplained] == []
    document = pypdfium2.PdfDocument(tmp_path / "out" / "pdf" / "text.pdf")
    page = document[len(document) - 1].get_textpage()
    at = page.get_text_range().index("Bell of Brass")
    high = [top - bottom for _, bottom, _, top in map(page.get_charbox, range(at, at + 4))]
    document.close()
    assert high == pytest.approx([high[0]] * 4, rel=0.06)  # «e» is as high as «B»
