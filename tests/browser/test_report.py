"""The page of `siglum check --format html` in a browser: all can read it, its filters work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from siglum.findings import Place, found, in_order
from siglum.render.resources import Resources
from siglum.reports.outcome import Outcome
from siglum.reports.page import render_page

pytestmark = pytest.mark.browser

LONG = "/home/editor/" + "a-folder-with-a-long-name/" * 8
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with findings of all severities in several files, one of them with a long name."""
    folder = tmp_path_factory.mktemp("report")
    source = folder / "a.xml"
    source.write_text("<p>\n" + '  <rdg wit="#X">illi</rdg>\n' * 20 + "x" * 5000 + "\n</p>")
    findings = [
        *(found("wit.undeclared", Place(str(source), n, 8), f'unknown siglum "#X{n}"', "write #A")
          for n in range(2, 12)),
        found("ptr.dangling", Place(str(source), 22, 2000), "@target points to nothing " * 6),
        found("ptr.dangling", Place(f"{LONG}b.xml", 3, 1), "@target points to nothing"),
        found("app.no-lem", Place(f"{LONG}c.xml", 3, 1), "no lemma"),
    ]  # fmt: skip
    outcome = Outcome(in_order(findings), 3, 120, unvalidated=1, known=4, gone=2, title="Letters")
    page = folder / "report.html"
    page.write_text(render_page(outcome, Resources(None).template_loader()), "utf-8")
    return page


@pytest.fixture
def opened(chromium: Any, report: Path) -> Callable[..., Any]:
    """The report at a width, in a scheme of colours, with or without JavaScript."""

    @contextmanager
    def run(width: int = 1400, scheme: str = "light", javascript: bool = True) -> Iterator[Any]:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=javascript,
        )
        page = context.new_page()
        page.goto(report.as_uri())
        yield page
        context.close()

    return run


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing(opened: Callable[..., Any], width: int, scheme: str) -> None:
    """Names, contrast, landmarks, order of headings; and nothing scrolls sideways."""
    from axe_playwright_python.sync_playwright import Axe

    with opened(width, scheme) as page:
        results = Axe().run(page, options={"runOnly": RULES}).response
        assert len(results["passes"]) > 10
        told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in results["violations"]]
        assert told == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_need_no_javascript(opened: Callable[..., Any], javascript: bool) -> None:
    """By severity, by code and by file, one laid over the other; empty files go."""

    def shown(kind: str) -> int:
        return sum(one.is_visible() for one in page.locator(kind).all())

    with opened(javascript=javascript) as page:
        assert (shown(".finding"), shown(".file"), shown(".explained")) == (13, 3, 3)
        page.uncheck("#s-error")
        assert (shown(".finding"), shown(".file")) == (3, 3)
        page.uncheck("#s-info")
        assert (shown(".finding"), shown(".file")) == (2, 2)
        page.check("#s-error")
        page.get_by_label("wit.undeclared").check()
        assert (shown(".finding"), shown(".file"), shown(".explained")) == (10, 1, 1)
        page.get_by_label("All codes").check()
        page.check("#s-info")
        page.get_by_text("Choose a file").click()
        page.get_by_role("link", name="c.xml").click()
        assert (shown(".finding"), shown(".file")) == (1, 1)
        if javascript:
            assert page.locator("#shown").text_content() == "1 of 13 findings are shown"
        page.get_by_text("Show all files").click()
        assert (shown(".finding"), shown(".file")) == (13, 3)
        if javascript:
            assert page.locator("#shown").text_content() == "All findings are shown"


def test_the_keyboard_reaches_all(opened: Callable[..., Any]) -> None:
    """The first stop leads past the filters; arrows choose a code."""
    with opened() as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.focus("#all")
        page.keyboard.press("ArrowDown")
        assert page.locator(".finding:visible").count() == 10


def test_nothing_is_asked_for_and_nothing_complained_of(chromium: Any, report: Path) -> None:
    """The page is all there is: its policy lets nothing else in."""
    context = chromium.new_context()
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: told.append(request.url))
    page.goto(report.as_uri())
    page.get_by_label("ptr.dangling").check()
    context.close()
    assert told == [report.as_uri()]
