"""Books with all ways to number lines: the auditor counts them again, by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verify.numbered import numbered_edition


@pytest.mark.parametrize(
    "options",
    [
        "",
        'lineation = "run"\nranges = "sqq"\nfirst = 1',
        'lineation = "section"\nranges = "elided"\nheadings = "line"\nevery = 3',
        'lineation = "paragraph"\nevery = 2\nverses = "count"\nranges = "sq"',
        'verses = "count"\nheadings = "below"\ndirections = "line"\nfirst = 3\nevery = 4',
        'lineation = "run"\nverses = "count"\ndirections = "unnumbered"\nevery_verse = 2',
        'verses = "stanza"\nevery_verse = 1\npage = "105mm 148mm"\nranges = "sqq"',
        'lineation = "section"\nverses = "count"\nevery_verse = 1\nheadings = "below"',
        'breaks = "margin"\nevery = 1',
        'breaks = "margin"\nside = "left"\npage = "105mm 148mm"',
    ],
)
def test_lines_are_counted_as_the_edition_wants(tmp_path: Path, options: str) -> None:
    """Whatever is asked for, print and auditor agree about each number."""
    assert numbered_edition(tmp_path, options).differences() == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("every = 3", "every = 4"),
        ('ranges = "sqq"', 'ranges = "sq"'),
        ('directions = "below"', 'directions = "unnumbered"'),
        ('headings = "below"', 'headings = "line"'),
        ('lineation = "section"', 'lineation = "run"'),
        ('verses = "stanza"', 'verses = "given"'),
        ("first = 1", "first = 5"),
        ('side = "outer"', 'side = "inner"'),
        ('side = "left"', 'side = "right"'),
        ('breaks = "margin"', 'breaks = "text"'),
        ('breaks = "text"', 'breaks = "margin"'),
    ],
)
def test_numbers_of_another_kind_are_told(tmp_path: Path, asked: str, said: str) -> None:
    """A book that was made with other options than are asked for has wrong numbers."""
    made = numbered_edition(tmp_path, asked)
    toml = (tmp_path / "edition.toml").read_text("utf-8")
    (tmp_path / "edition.toml").write_text(toml.replace(asked, said), "utf-8")
    assert "number" in {one.kind for one in made.differences()}
