from __future__ import annotations

from siglum.crosswalks.handbook import handbook


def test_the_page_of_crosswalks_is_up_to_date(top, request):
    """docs/crosswalks.md is made from the tables; `make docs` or --accept writes it anew."""
    file = top / "docs" / "crosswalks.md"
    if request.config.getoption("--accept"):
        file.write_text(handbook(), "utf-8")
    assert file.read_text("utf-8") == handbook(), "run make docs"
