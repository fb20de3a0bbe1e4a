"""Several series at the foot of a page: their order, their titles, and how each is set."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from pages import Box, Page, read_pages

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.pdf

CONFIG = """
[edition]
title = "Series"
[[apparatus.layers]]
name = "variants"
[[apparatus.layers]]
name = "spelling"
title = "Orthography"
types = ["orthographic"]
arrangement = "columns"
[[apparatus.layers]]
name = "sources"
title = "Fontes"
types = ["source"]
arrangement = "lines"
[outputs.pdf]
"""
BODY = "".join(
    f"<p>bell{n} <app><lem>one{n}</lem><rdg wit='#A'>uno{n}</rdg></app> rang "
    f"<app type='orthographic'><lem>two{n}</lem><rdg wit='#B'>too{n}</rdg></app> over "
    f"<app type='source'><lem>three{n}</lem><note>Psalm{n}</note></app> water"
    f"<note type='source'>Annals{n}.</note> and<note>Remark{n}.</note> on.</p>"
    for n in range(6)
)


@pytest.fixture
def foot(tmp_path: Path, tei: Callable[..., bytes]) -> Callable[[str], list[Box]]:
    """What stands below the text on the page that has all of it."""

    def run(style: str = "") -> list[Box]:
        (tmp_path / "tei").mkdir()
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates" / "own-print.css").write_text(style)
        (tmp_path / "edition.toml").write_text(CONFIG)
        (tmp_path / "tei" / "a.xml").write_bytes(tei(BODY, language="en"))
        assert build(read_config(tmp_path)[0], tmp_path / "out").written
        pages = read_pages(tmp_path / "out" / "pdf" / "a.pdf")
        return _below(
            next(page for page in pages if any(box.text == "bell0" for box in page.boxes))
        )

    return run


def _below(page: Page) -> list[Box]:
    last = max(box.y1 for box in page.boxes if box.text == "water" or box.text.startswith("bell"))
    return [box for box in page.boxes if box.y0 > last]


def _of(boxes: list[Box], start: str) -> list[Box]:
    return [box for box in boxes if box.text.startswith(start)]


def test_series_stand_in_the_order_of_their_layers(foot):
    """Variants, spelling, sources with their notes; then the other notes."""
    boxes = foot()
    heights = [
        [box.y0 for box in _of(boxes, start)]
        for start in ("uno", "Orthography", "too", "Fontes", "Psalm", "Annals", "Remark")
    ]
    assert [len(one) for one in heights] == [6, 1, 6, 1, 6, 6, 6]
    for before, after in pairwise(heights):
        assert max(before) < min(after) + 20  # columns begin beside their title
    assert max(heights[0]) < min(heights[1])
    assert max(heights[2]) < min(heights[3]) < min(heights[4])


def test_each_is_arranged_as_its_layer_says(foot):
    """Run on: several in a line; in lines: one in each; in columns: side by side."""
    boxes = foot()
    assert len({round(box.y0) for box in _of(boxes, "uno")}) < 6
    assert len({round(box.y0) for box in _of(boxes, "Psalm")}) == 6
    starts = [box.x0 for box in _of(boxes, "two")]
    assert max(starts) - min(starts) > 100


def test_a_series_has_a_look_of_its_own(foot):
    """One rule in own-print.css makes one of them larger."""
    boxes = foot('.foot[data-series="apparatus-in-sources"] { font-size: 1.1rem }')
    larger, others = _of(boxes, "Psalm")[0].height, _of(boxes, "uno")[0].height
    assert larger > 1.2 * others


def test_a_layer_that_the_edition_does_not_name_is_not_lost(foot, monkeypatch):
    """As where a stylesheet of its own calls the layers otherwise: they stand with their like."""
    import siglum.print.markup

    monkeypatch.setattr(
        siglum.print.markup, "series_of", lambda _note, kind: f"{kind}-in-unheard-of"
    )
    boxes = foot()
    assert [len(_of(boxes, start)) for start in ("uno", "too", "Psalm")] == [6, 6, 6]
