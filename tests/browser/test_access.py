"""Everybody can read the pages: rules for accessibility, small screens, no scripts, no network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

#: One page of each kind, by a name that a failed test can be understood by.
KINDS = {
    "start": "index.html",
    "about": "about.html",
    "witnesses": "witnesses.html",
    "text": "texts/specimen/index.html",
    "description": "texts/specimen/about.html",
    "references": "texts/specimen/references.html",
    "contents": "texts/long/index.html",
    "part": "texts/long/d2.html",
    "register": "texts/register/index.html",
    "letter": "texts/specimen-letter/index.html",
    "calendar": "letters.html",
    "thread": "texts/thread/index.html",
    "play": "texts/play/index.html",
    "persons of a play": "texts/play/about.html",
    "parallel": "texts/beside/index.html",
    "two texts": "beside/latin/english/index.html",
    "right to left": "texts/right/index.html",
    "many witnesses": "texts/many/index.html",
    "a witness by itself": "texts/crowd/witness/B/index.html",
    "tables and drama": "texts/mixed/index.html",
    "the commonest elements": "texts/commonest/index.html",
    "their header": "texts/commonest/about.html",
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
each_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS.keys())
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def violations() -> Callable[[Any], list[str]]:
    """The rules that axe finds broken on a page, each with the first element."""
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def run(page: Any) -> list[str]:
        results = axe.run(page, options={"runOnly": RULES}).response
        assert len(results["passes"]) > 10  # it has looked at something
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in results["violations"]]

    return run


@each_kind
def test_axe_finds_nothing(opened: Open, violations: Callable[[Any], list[str]], path: str) -> None:
    """On a telephone and on a wide screen, in light and in dark colours."""
    with opened(path) as page:
        for width in (390, 1400):
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                assert violations(page) == [], (width, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1400])
def test_axe_finds_nothing_while_one_reads(
    opened: Open, violations: Callable[[Any], list[str]], width: int, scheme: str
) -> None:
    """With a witness chosen, an entry open, and a note open."""
    with opened(KINDS["text"], width=width, scheme=scheme) as page:
        page.check("[name=w][value=C]", force=True)
        assert violations(page) == []
        page.click(".lemma:visible >> nth=3")
        assert violations(page) == []
        page.keyboard.press("Escape")
        page.click(".noteref >> nth=0")
        assert page.locator(".note:popover-open").count() == 1
        assert violations(page) == []


@each_kind
def test_a_narrow_screen_never_scrolls_sideways(opened: Open, path: str) -> None:
    """At 320 pixels, or 1280 at 400 %; long words wrap, tables scroll in a box of their own."""
    with opened(path, width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_wide_table_can_be_scrolled_by_the_keyboard(opened: Open) -> None:
    """Its box takes the focus and has more inside than it shows."""
    with opened(KINDS["tables and drama"], width=320) as page:
        box = page.locator(".table-box")
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        box.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.table-box').scrollLeft > 0")


@each_kind
def test_files_open_without_a_server_and_without_complaint(
    chromium: Any, site: Path, path: str
) -> None:
    """Double-clicked: no error of a script, nothing missing, nothing asked of the network."""
    context = chromium.new_context()
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: told.append(f"not there: {request.url}"))
    page.goto((site / path).as_uri())
    page.wait_for_load_state()
    context.close()
    assert told == []
    assert [one for one in asked if not one.startswith(site.as_uri())] == []
    assert any(one.endswith("read.js") for one in asked)


def test_from_a_server_nothing_foreign_is_asked_for(chromium: Any, address: str) -> None:
    """All requests go to the address of the site, and all are answered."""
    context = chromium.new_context()
    page = context.new_page()
    asked: list[tuple[str, int]] = []
    page.on("response", lambda answer: asked.append((answer.url, answer.status)))
    page.goto(f"{address}/{KINDS['text']}")
    page.wait_for_load_state("networkidle")
    context.close()
    assert len(asked) >= 4
    assert [one for one in asked if not one[0].startswith(address) or one[1] >= 400] == []


def test_every_entry_is_within_reach_of_the_keyboard(opened: Open) -> None:
    """Tab goes through the lemmata; Enter opens the entry, Escape leads back to the word."""
    with opened(KINDS["text"], width=390) as page:
        seen = set()
        for _ in range(120):
            page.keyboard.press("Tab")
            seen.add(page.evaluate("document.activeElement.getAttribute('href')"))
        entries = {f"#{one.get_attribute('id')}" for one in page.locator(".entries > .app").all()}
        lemmata = {one.get_attribute("href") for one in page.locator(".lemma").all()}
        assert len(entries) > 20
        assert lemmata <= seen
        page.locator(".lemma").first.focus()
        page.keyboard.press("Enter")
        assert page.locator(".app:popover-open").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".app:popover-open").count() == 0
        assert page.evaluate("document.activeElement.className").startswith("lemma")


def test_the_first_tab_leads_past_the_frame(opened: Open) -> None:
    """The skip link is the first stop, and visible there."""
    with opened(KINDS["part"]) as page:
        page.keyboard.press("Tab")
        skip = page.locator(".skip:focus")
        assert skip.bounding_box()["width"] > 20
        assert skip.get_attribute("href") == "#s-main"
