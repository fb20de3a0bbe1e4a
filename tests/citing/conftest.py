"""Small TEI documents, read as a tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

Read = Callable[..., Any]


@pytest.fixture
def read(tei: Callable[..., bytes]) -> Read:
    """`read("<l n='1'/>", "<refsDecl>…</refsDecl>")` -> the `<TEI>` with that text and header."""

    def build(text: str, refs: str = "") -> Any:
        header = f"<encodingDesc>{refs}</encodingDesc>" if refs else ""
        return etree.fromstring(tei(text, header=header))

    return build
