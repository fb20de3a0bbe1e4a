from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from siglum.findings import Place
from siglum.outputs.glyphs import missing_glyphs
from siglum.print.fonts import check_fonts, families_for, installed_families
from siglum.print.options import PrintOptions
from siglum.print.scripts import CHAINS, PRIVATE, chain, script_of, scripts_in

PLACE = Place("a.pdf")
BOOK = (
    '<html lang="la"><body><article class="part"><section class="text">{}</section></article>'
    "</body></html>"
)


@pytest.mark.parametrize(
    ("character", "script"),
    [("a", "Latn"), ("ᾷ", "Grek"), ("ꙗ", "Cyrl"), ("ܐ", "Syrc"), ("ܼ", "Syrc"), ("王", "Hani"),
     ("の", "Hira"), ("。", "Hani"), ("\ue8b7", PRIVATE), ("1", ""), ("\u0301", ""), (" ", "")],
)  # fmt: skip
def test_scripts(character: str, script: str) -> None:
    """As Unicode has them; signs that all scripts share belong to none."""
    assert script_of(character) == script


def test_every_script_has_a_chain() -> None:
    """The chosen families, else those of Noto by the name of the script."""
    assert chain("Ital") == ("Noto Serif Old Italic", "Noto Sans Old Italic")
    assert all(CHAINS[script] == chain(script) for script in CHAINS)
    assert scripts_in("ab α ܐ") == ["Grek", "Latn", "Syrc"]
    assert scripts_in("王のα") == ["Grek", "Hira", "Hani"]


def test_the_text_face_comes_first_and_then_the_scripts() -> None:
    """Of the families only those of scripts that occur, and what the system has of them."""
    options = PrintOptions(serif=("DejaVu Serif", "Liberation Serif"))
    names = families_for(options, "a בְ").names
    assert names[0] == "DejaVu Serif"
    hebrew = installed_families(CHAINS["Hebr"])
    assert [name for name in names if name in CHAINS["Hebr"]] == hebrew
    assert not set(names) & set(CHAINS["Syrc"])


def test_a_font_named_for_a_script_is_for_its_characters_alone() -> None:
    """It stands before the text face, and leaves all other letters to that."""
    options = PrintOptions(serif=("DejaVu Serif",), fonts={"Grek": ("DejaVu Sans",)})
    families = families_for(options, "ab μῆ")
    assert families.names[0] == "siglum Grek DejaVu Sans"
    assert "unicode-range: U+3BC, U+1FC6" in families.rules
    assert all(file.is_file() for file in families.files)
    assert families_for(options, "ab").rules == ""


def test_a_named_font_that_is_not_there_is_told() -> None:
    """With the one that is used; of a script that does not occur nothing is said."""
    options = PrintOptions(serif=("DejaVu Serif",), fonts={"Hebr": ("No Such",), "Syrc": ("Nor",)})
    told = [one.message for one in check_fonts(options, "a ב", PLACE)]
    assert len(told) == 1
    assert told[0].startswith("no No Such: Hebrew is set in ")


def test_characters_that_no_font_has_are_counted(typeset) -> None:
    """As often as they are printed; the same book gives the same bytes."""
    text = BOOK.format("<p>rex \ue8b7\ue8b7 \U0010fffd dux <i>μῆνιν</i></p>")
    fonts = {"Grek": ("DejaVu Sans",)}
    first, file = typeset(text, fonts=fonts)
    assert first.missing == {"\ue8b7": 2, "\U0010fffd": 1}
    assert typeset(text, "other", fonts=fonts)[1].read_bytes() == file.read_bytes()


def test_the_first_of_them_is_found_in_the_source(tmp_path: Path) -> None:
    """In the text before the header; also where it is written by its number."""
    source = tmp_path / "a.xml"
    source.write_text("<TEI><teiHeader>王</teiHeader>\n<text>a &#xE8B7; b\nc 王 王</text></TEI>")
    found = missing_glyphs(Counter({"王": 3, "国": 1, "\ue8b7": 1}), source, PLACE)
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("pdf.no-glyph", 3, 3),
        ("pdf.no-glyph", 2, 9),
    ]
    assert found[0].message.startswith("Han: 2 characters without a font, printed as a box 4 times")
    assert "王 U+738B (3), 国 U+56FD (1)" in found[0].message


def test_what_is_not_in_the_file_is_told_of_the_book() -> None:
    """As of what the file includes."""
    assert [one.place for one in missing_glyphs(Counter("国"), None, PLACE)] == [PLACE]
    assert missing_glyphs(Counter(), None, PLACE) == []
