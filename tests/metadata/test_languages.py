from __future__ import annotations

import pytest

from siglum.metadata.languages import catalogue_code, script_of, three_letters, written_in


@pytest.mark.parametrize(
    ("tag", "three", "catalogue"),
    [
        ("la", "lat", "lat"),
        ("de", "deu", "ger"),
        ("cs", "ces", "cze"),
        ("zh-Hant", "zho", "chi"),
        ("san-Latn", "san", "san"),
        ("ger", "deu", "ger"),
        ("grc", "grc", "grc"),
        ("xpu", "xpu", "mis"),
        ("pra-Latn", "pra", "pra"),
        ("x-own", "", ""),
        ("", "", ""),
    ],
)
def test_codes(tag, three, catalogue):
    """ISO 639-3 for Dublin Core, ISO 639-2/B for MARC; what MARC does not know is `mis`."""
    assert (three_letters(tag), catalogue_code(tag)) == (three, catalogue)


def test_scripts():
    """Most letters tell; a transcription is in no script of its language."""
    assert [script_of(one) for one in ("μῆνιν a", "Ёлка", "12", "修禪要訣")] == [
        "GREEK", "CYRILLIC", "", "CJK",
    ]  # fmt: skip
    assert written_in("ARABIC", ["en", "ar-Latn", "ota", "ar"]) == "ota"
    assert written_in("LATIN", ["en", "la"]) == ""
