"""The text face and what is set in it -> a finding for letters and figures that it does not have.

Small capitals and old-style figures are drawn by the font (OpenType smcp, onum, lnum). Without them
letters and figures stay as they are, and nobody would know why.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from lxml import etree

from siglum.findings import Finding, Place, found
from siglum.print.fonts import file_of
from siglum.print.options import PrintOptions

__all__ = ["check_features"]

_SMALL = etree.XPath('boolean(//*[contains(concat(" ", @class, " "), " r-smallcaps ")])')
_FIGURES = {"oldstyle": ("onum", "old-style figures"), "lining": ("lnum", "lining figures")}


def check_features(
    face: str, options: PrintOptions, root: etree._Element, place: Place
) -> list[Finding]:
    """A finding for each kind of letters that the book `root` asks for and its `face` lacks."""
    wanted = []
    if options.figures in _FIGURES:
        wanted.append(_FIGURES[options.figures])
    if _SMALL(root):
        wanted.append(("smcp", "small capitals"))
    file = file_of(face)
    if not wanted or file is None:
        return []
    has = _features(file)
    return [
        found(
            "pdf.no-feature",
            place,
            f"{face} has no {name}: they look like the others",
            'Name another font for the text, as in [outputs.pdf.fonts] text = ["EB Garamond"].',
        )
        for feature, name in wanted
        if feature not in has
    ]


@lru_cache(maxsize=16)
def _features(file: Path) -> frozenset[str]:
    """The features by which a font chooses other shapes of its letters."""
    try:
        with TTFont(file, lazy=True) as font:
            records = font["GSUB"].table.FeatureList.FeatureRecord if "GSUB" in font else ()
            return frozenset(record.FeatureTag for record in records)
    except (OSError, TTLibError, KeyError, AttributeError):
        return frozenset()
