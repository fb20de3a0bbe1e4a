from __future__ import annotations

import pytest

from siglum.metadata.languages import catalogue_code, three_letters


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
