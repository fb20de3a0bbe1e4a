"""Entries of books in all their forms: the auditor knows each, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verify.numbered import numbered_edition


@pytest.mark.parametrize(
    "options",
    [
        'repeated = "‖"\nlemma_words = 2',
        "lemma_words = 0",
        "numbers = false\nlemma_words = 4",
        'lemmata = false\nrepeated = "—"',
        'lemma_words = 3\n[apparatus.words]\nlemma_sign = ":"',
        '[apparatus.words]\nlemma_sign = ""\nfollowing = "et seq."',
    ],
)
def test_entries_have_the_form_that_the_edition_wants(tmp_path: Path, options: str) -> None:
    """Numbers, signs in place of them, lemmata whole, short or none: nothing is told."""
    assert numbered_edition(tmp_path, options).differences() == []


@pytest.mark.parametrize(
    ("asked", "said", "kind"),
    [
        ("numbers = false", "numbers = true", "number"),
        ("numbers = true", "numbers = false", "number"),
        ("lemmata = false", "lemmata = true", "lemma"),
        ("lemma_words = 2", "lemma_words = 0", "lemma"),
        ('repeated = "‖"', 'repeated = "–"', "number"),
    ],
)
def test_another_form_is_told(tmp_path: Path, asked: str, said: str, kind: str) -> None:
    """What was made with other options is not what is asked for."""
    made = numbered_edition(tmp_path, asked)
    toml = (tmp_path / "edition.toml").read_text("utf-8")
    (tmp_path / "edition.toml").write_text(toml.replace(asked, said), "utf-8")
    assert kind in {one.kind for one in made.differences()}
