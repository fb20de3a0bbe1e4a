"""Puts the makers of random editions, which the tests of the apparatus have, on the path."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "apparatus"))
