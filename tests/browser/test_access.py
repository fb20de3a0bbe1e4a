"""Everybody can read the pages: rules for accessibility, small screens, no scripts, no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .conftest import KINDS, Open

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
