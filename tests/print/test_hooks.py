"""What is private in WeasyPrint: compared, replaced, put back; and what happens without it."""

from __future__ import annotations

import subprocess

import pytest
from editions import make_edition, render

pytestmark = pytest.mark.pdf


@pytest.fixture
def privates():
    import weasyprint.document
    from weasyprint import layout
    from weasyprint.layout import block, inline, page

    def look():
        return [
            weasyprint.document.LayoutContext,
            page.make_page,
            layout.make_margin_boxes,
            block.iter_line_boxes,
            inline.split_first_line,
        ]

    return look


def test_this_weasyprint_is_the_one_the_hooks_are_written_for():
    """The signatures agree and the trial pages come out right."""
    from siglum.print.selftest import can_number_pages

    assert can_number_pages() == (True, "")


def test_nothing_stays_replaced(privates, typeset):
    """After a book WeasyPrint is as it was."""
    before = privates()
    typeset(render(make_edition(1, words=100)))
    assert privates() == before


def test_nothing_stays_replaced_after_an_exception(privates):
    """Nor when the layout breaks off in the middle."""
    from weasyprint import HTML

    from siglum.print.hooks import hooked
    from siglum.print.options import PrintOptions
    from siglum.print.pagination import Pagination

    def stop(page):
        raise RuntimeError(page)

    before = privates()
    with pytest.raises(RuntimeError), hooked(Pagination(PrintOptions(), stop)):
        HTML(string="<p>x", base_url="about:blank").render()
    assert privates() == before


def test_another_weasyprint_is_noticed(monkeypatch):
    """A parameter more, and the hooks are not used."""
    from siglum.print import hooks

    name = "weasyprint.layout.page:make_page"
    monkeypatch.setitem(hooks.EXPECTED, name, "context root_box")
    monkeypatch.setitem(hooks.EXPECTED, "weasyprint.layout:gone", "")
    wrong = hooks.check_signatures()
    assert len(wrong) == 2
    assert wrong[0].startswith(name)


def test_without_the_hooks_entries_are_listed(monkeypatch, typeset):
    """The fallback says that it is used, and every entry is there."""
    from siglum.print import selftest

    monkeypatch.setattr(selftest, "can_number_pages", lambda: (False, "made for a test"))
    edition = make_edition(2, words=300, per_hundred=6)
    printed, pdf = typeset(render(edition))
    assert printed.method == "list"
    assert "pdf.fallback" in [finding.code for finding in printed.findings]
    told = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)
    assert told.stdout.count("]") == len(edition.lemmata)


def test_findings_name_what_is_missing(typeset):
    """No patterns for Latin, no such face: each is said once; known ones are not complained of."""
    xhtml = render(make_edition(2, words=300))
    codes = [
        finding.code
        for finding in typeset(xhtml, serif=("No Such Face", "DejaVu Serif"))[0].findings
    ]
    assert sorted(codes) == ["pdf.font-missing", "pdf.no-hyphenation"]
    italian = render(make_edition(2, words=300), language="it")
    there = typeset(italian, serif=("DejaVu Serif",))[0].findings
    assert "pdf.no-hyphenation" not in [finding.code for finding in there]


def test_progress_names_every_page_once(tmp_path):
    """A page that is laid out again is not told again."""
    from siglum.print.engine import BookMetadata, PrintOptions, write_book

    pages = []
    printed = write_book(
        render(make_edition(5, words=900, crossing=0.6)),
        tmp_path / "x.pdf",
        options=PrintOptions(),
        metadata=BookMetadata("T"),
        on_page=pages.append,
    )
    assert pages == list(range(1, printed.pages + 1))
