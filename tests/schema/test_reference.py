"""Grammars and documents by chance: validation says what the algebra of RELAX NG says."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from lxml import etree

from siglum.schema.grammar import read_grammar
from siglum.schema.validation import validate

sys.path.insert(0, str(Path(__file__).parent))

from reference import matches, random_element, sample, spoil, to_rng


@pytest.mark.parametrize("seed", range(10))
def test_random_grammars(seed: int, tmp_path: Path) -> None:
    """Forty grammars with twelve documents each, about half of them valid."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    verdicts = []
    for _ in range(40):
        pattern = random_element(rng, 3)
        schema = to_rng(pattern)
        grammar = read_grammar(tmp_path / "schema.rng", tmp_path, "schema.rng", schema.encode())
        for _ in range(12):
            root = sample(rng, pattern)
            for _ in range(rng.choice((0, 1, 1, 2))):
                spoil(rng, root)
            root = etree.fromstring(etree.tostring(root))
            valid = matches(pattern, root)
            mistakes = validate(grammar, root)
            assert (not mistakes) is valid, f"{schema}\n{etree.tostring(root)!r}\n{mistakes}"
            verdicts.append(valid)
    assert 0.15 < sum(verdicts) / len(verdicts) < 0.85
