"""What the tests of print share: the makers of editions beside them, and a book set once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from siglum.print.engine import BookMetadata, PrintedBook, PrintOptions, write_book
from siglum.render.resources import Resources


@pytest.fixture
def typeset(tmp_path: Path) -> Callable[..., tuple[PrintedBook, Path]]:
    """`typeset(xhtml, page="A5", …)` -> what became of the book, and the PDF."""

    def run(xhtml: str, name: str = "book", **options: Any) -> tuple[PrintedBook, Path]:
        target = tmp_path / f"{name}.pdf"
        printed = write_book(
            xhtml,
            target,
            options=PrintOptions(**options),
            metadata=BookMetadata("Opus Fictum", language="la", date="2024-05-01"),
            stylesheets=[Resources().find("templates", "print.css")],
        )
        return printed, target

    return run
