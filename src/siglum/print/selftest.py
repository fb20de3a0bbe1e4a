"""The WeasyPrint that is installed -> whether it still does what numbering pages relies on."""

from __future__ import annotations

from functools import cache

from weasyprint import HTML

from siglum.print.hooks import check_signatures, hooked
from siglum.print.options import PrintOptions
from siglum.print.pagination import Pagination

__all__ = ["can_number_pages"]


@cache
def can_number_pages() -> tuple[bool, str]:
    """Whether pages can be numbered, and if not, why. Asked once in a process.

    The signatures of everything private are compared, and two pages are set whose lines are known.
    """
    if wrong := check_signatures():
        return False, f"this WeasyPrint differs: {wrong[0]}"
    try:
        problem = _set_fixture()
    except Exception as error:  # noqa: BLE001  # whatever breaks in there, the book is still set
        problem = f"{type(error).__name__}: {error}"
    return (False, f"a trial page went wrong: {problem}") if problem else (True, "")


def _entry(name: str) -> str:
    return (
        f'<span class="point" data-start="{name}"></span>'
        f'<span class="foot" data-series="apparatus" data-entry="{name}" data-chunk="0">'
        '<span class="lno">0</span>x<span class="rank">0</span>] y</span>'
        f'<span class="point" data-end="{name}"></span>'
    )


_FIXTURE = """<style>
@page { size: 200px 80px; margin: 10px; @footnote { margin: 0 } }
body { margin: 0; font: 8px/10px serif } p { margin: 0 }
.foot { float: footnote; footnote-display: inline; footnote-policy: line; font-size: 8px }
.foot::footnote-call, .foot::footnote-marker { content: none; line-height: 0; font-size: 100% }
.template { line-height: 10px } .templates { display: none }
</style><div class="templates"><div class="template apparatus"></div>
<div class="template apparatus-carried"></div><div class="template line-number"></div></div>"""


def _set_fixture() -> str:
    """Two pages of short lines with three entries; gives what is wrong with them, or nothing."""
    lines = ["a"] * 9
    for at, name in ((1, "e1"), (4, "e2"), (6, "e3")):
        lines[at] += _entry(name)
    source = _FIXTURE + '<p data-count="line" data-section="">' + "<br>".join(lines) + "</p>"
    pagination = Pagination(PrintOptions())
    with hooked(pagination):
        document = HTML(string=source, base_url="about:blank").render()
    have = {name: (entry.page, entry.reference) for name, entry in pagination.entries().items()}
    if len(document.pages) != 2:
        return f"{len(document.pages)} pages instead of 2"
    want = {"e1": (1, "2"), "e2": (1, "5"), "e3": (2, "2")}
    return "" if have == want else f"{have} instead of {want}"
