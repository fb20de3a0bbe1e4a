"""Small capitals and figures: asked of the font, and told where it has none."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from siglum.findings import Place
from siglum.print.features import check_features
from siglum.print.fonts import installed_families
from siglum.print.options import PrintOptions

PLACE = Place("a.pdf")
_PLAIN = etree.fromstring("<body><p>1234</p></body>")
_SMALL = etree.fromstring('<body><p class="x r-smallcaps">abc</p></body>')


def _told(face: str, root: etree._Element, **options: Any) -> list[str]:
    if not installed_families((face,)):
        pytest.skip(f"{face} is not installed")
    return [one.message for one in check_features(face, PrintOptions(**options), root, PLACE)]


def test_what_the_font_lacks_is_told() -> None:
    """Only if it is asked for."""
    assert _told("Gentium Plus", _SMALL) == []
    (told,) = _told("Gentium Plus", _PLAIN, figures="oldstyle")
    assert told.startswith("Gentium Plus has no old-style figures")
    (told,) = _told("DejaVu Serif", _SMALL)
    assert told.startswith("DejaVu Serif has no small capitals")
    assert _told("DejaVu Serif", _PLAIN) == []


def test_what_the_font_has_is_not() -> None:
    """Noto Serif has all of it."""
    assert _told("Noto Serif", _SMALL, figures="oldstyle") == []


@pytest.mark.pdf
def test_old_style_figures_are_other_glyphs(typeset: Any) -> None:
    """They are narrower or wider than the others, and the same letters in the text of the PDF."""
    from pages import read_pages

    if not installed_families(("Noto Serif",)):
        pytest.skip("Noto Serif is not installed")
    body = '<body><section class="text"><p class="p">Anno 1234567890 post.</p></section></body>'
    kinds = ("oldstyle", "lining")
    pdfs = {kind: typeset(body, kind, figures=kind, serif=("Noto Serif",))[1] for kind in kinds}
    words = {kind: [b.text for b in read_pages(pdf)[0].boxes] for kind, pdf in pdfs.items()}
    assert "1234567890" in words["oldstyle"]
    assert words["oldstyle"] == words["lining"]
    assert pdfs["oldstyle"].read_bytes() != pdfs["lining"].read_bytes()
