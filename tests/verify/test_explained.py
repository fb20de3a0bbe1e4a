"""A closed list of findings explains differences, and never many of them."""

from __future__ import annotations

from pathlib import Path

from siglum.codes import CODES
from siglum.findings import Place
from siglum.verify.explained import REASONS, explain
from siglum.verify.records import KINDS, Audit, Difference

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")


def _audit(words: int, *differences: tuple[str, str]) -> Audit:
    audit = Audit("text", "pdf")
    audit.counts["words"] = words
    audit.differences = [
        Difference("text", "pdf", "text", Place("text.xml"), "page 3", (lost,), (more,))
        for lost, more in differences
    ]
    return audit


def test_a_letter_without_a_font_is_explained() -> None:
    """Print that shows a box for each letter it has no font for has lost nothing else."""
    audit = _audit(5000, ("a𐌰b", "a\ufffdb"), ("lamp", "lump"))
    explain(audit)
    assert [one.explained for one in audit.differences] == ["pdf.no-glyph", ""]
    assert len(audit.unexplained) == 1


def test_no_more_than_one_word_in_a_thousand_is_explained() -> None:
    """A text without its font is no edition, whatever the reason."""
    audit = _audit(900, ("a𐌰b", "a\ufffdb"))
    explain(audit)
    assert len(audit.unexplained) == 1


def test_every_reason_is_a_finding_and_stands_in_the_guide() -> None:
    """What explains a difference has a code, and its reason is told to editors in these words."""
    assert set(REASONS) <= set(CODES)
    for code, reason in REASONS.items():
        assert f"| `{code}` | {reason} |" in GUIDE


def test_every_kind_of_difference_is_told_in_the_guide() -> None:
    """An editor can look up what a kind means."""
    assert [kind for kind in KINDS if f"`{kind}`" not in GUIDE] == []
