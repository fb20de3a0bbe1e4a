"""Planted losses: an audit that says nothing of them would be worth nothing."""

from __future__ import annotations

import pytest
from tests.verify.editions import Edition
from tests.verify.losses import LOSSES, Loss


def test_what_was_built_is_what_the_source_says(piers: Edition) -> None:
    """An undamaged website is all of the source and nothing else."""
    assert piers.differences("website") == []


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_a_loss_in_the_website_is_found(piers: Edition, loss: Loss) -> None:
    """Damage of a page is told, as the kind of difference that it is."""
    loss.damage(piers)
    found = piers.differences("website")
    assert loss.kind in {one.kind for one in found}
