"""Texts that nobody should write: what does not fit a narrow screen wraps or scrolls by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.verify.unruly import BODIES

from siglum.build import build
from siglum.config import config_for_sources

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", BODIES)
def test_no_page_scrolls_sideways(
    name: str, chromium: Any, tei: Callable[..., bytes], tmp_path: Path
) -> None:
    """At 320 pixels, however long a word, however deep an element."""
    source = tmp_path / "text.xml"
    source.write_bytes(tei(BODIES[name]()))
    build(config_for_sources([source]), tmp_path / "out", ("website",))
    pages = sorted((tmp_path / "out" / "site" / "texts" / "text").glob("*.html"))
    assert pages
    with chromium.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        for path in pages[:12]:
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path.name
