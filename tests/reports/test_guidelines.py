"""siglum.reports.guidelines: the number of a section -> its chapter and address."""

from __future__ import annotations

import pytest

from siglum.reports.guidelines import section_named


@pytest.mark.parametrize(
    ("section", "page"),
    [
        ("1.3", "ST"),
        ("9.3.1", "CMC"),
        ("13", "TC"),
        ("13.1.2", "TC"),
        ("14.2", "ND"),
        ("24", "USE"),
    ],
)
def test_chapters_of_the_guidelines(section, page):
    """As P5 4.12 counts them, with the chapter on computer-mediated communication."""
    named = section_named(section)
    assert named.words == f"TEI Guidelines, section {section}"
    assert named.url.endswith(f"/{page}.html")


def test_other_specifications_are_named_in_words():
    """They have no address; no section is none; a number beyond the chapters is only told."""
    assert section_named("XML 1.0, section 4.1").url == ""
    assert section_named("") is None
    assert section_named("99.1").url == ""
    assert section_named("v.1").url.endswith("/SG.html")
